"""Gathers what is known of a Japanese draft, read or answered, into the parts that the frames are filled with."""

import re

from conversations.rewording.japanese.certainty import certain, is_thin
from conversations.rewording.japanese.clauses import clauses_of
from conversations.rewording.japanese.dialect import standard
from conversations.rewording.japanese.events import read_event
from conversations.rewording.japanese.moves import Move, long_move, move_of, opening_line
from conversations.rewording.japanese.parts import Parts
from conversations.rewording.japanese.reading import LONG, Reading, is_soft, main_events, read
from conversations.rewording.japanese.retelling import Kept, kept_of, names_as_much, weight_of
from conversations.rewording.japanese.shaping import things_in
from conversations.rewording.japanese.subjects import topic_of
from conversations.rewording.japanese.tense import is_clause
from conversations.rewording.japanese.tone import first_person
from conversations.rewording.japanese.turning import turned_move, unmet_wish
from conversations.rewording.japanese.wishes import Wish, read_wish
from conversations.rewording.language import GUESS, UNKNOWN, words
from conversations.rewording.values import Draft, Slot, SlotName, Source

Slots = dict[SlotName, Slot]

_QUESTION = re.compile(r"(?<!は)(?<!え)\?\s*$|(?:な|た|る)の。?$")
_ANSWERS: tuple[SlotName, ...] = ("feeling", "request")
_NOT_TO = re.compile(r"[かがさたなばまらわいきしちにびみりえけせてねべめれ一-龥]ないで$")  # no 「つないで」
STEM = 5  # characters that tell a deed
LEAD = 14  # characters of what is named in front
NAMING = 4  # the weight of a guess that names what it is about
_NOT_AN_ANSWER = ("", UNKNOWN, GUESS)


def parts_of(draft: Draft, slots: Slots) -> Parts:
    seen, plain = read(draft.text), standard(draft.text)
    nouns = _nouns(plain)
    about = next(iter(nouns), None)
    wish = _wish(seen, slots)
    made, own = _move(draft.text, nouns, slots), _kept(draft.text, plain, slots)
    move, kept = _told(made, own, wish)
    if kept and made and made.closed:
        wish = None
    if wish and own and kept is None:
        wish = _with_topic(own, wish)
    return Parts(
        register="casual" if draft.tone == "casual" else seen.register,
        opening=seen.opening if slots or seen.opening in ("hear", "sorry") else "",
        happened=_happened(about, seen, slots),
        feeling=value_of(slots, "feeling") or None,
        wish=wish or _unmet(plain, kept),
        also=_also(seen, slots),
        theirs=_theirs(slots),
        over=seen.over,
        me=first_person(draft.text),
        about=about,
        named=seen.named,
        topic=_topic(draft.text, about),
        picked=any(_is_picked(slots.get(name)) for name in _ANSWERS),
        move=move,
        ahead=bool(about and kept and _stands_before(about, kept.say, plain)),
        kept=kept,
    )


def _stands_before(about: str, said: str, plain: str) -> bool:
    """Whether a word of the draft comes before the clause, so that it may be its topic."""
    first = next(iter(things_in(said)), said)
    return -1 < plain.find(about) < plain.find(first)


def _kept(text: str, plain: str, slots: Slots) -> Kept | None:
    """The writer's own clause, unless they have said what happened, or a long draft tells many things."""
    if not text or len(plain) > LONG or _is_picked(slots.get("happened")):
        return None
    return kept_of(text if "「" in text else plain)


def _told(move: Move | None, kept: Kept | None, wish: Wish | None) -> tuple[Move | None, Kept | None]:
    """The move or the clause: the move where it names as much or means more."""
    if kept is None or (wish and names_as_much(kept.say, wish.say)):
        return move, None
    if wish and _same_deed(kept, wish):
        return move, None
    if (kept.guess or (move and move.yields)) and weight_of(kept.say) >= NAMING:
        return None, kept
    if move and (move.closed or move.first or _says_it_all(move, kept)):
        return move, None
    return None, kept


def _says_it_all(move: Move, kept: Kept) -> bool:
    """Whether the move names as much as the clause, and what stands before its comma."""
    said = opening_line(move)
    topic, comma, _ = kept.say.partition("、")
    return names_as_much(kept.say, said) and (not comma or topic in said)


def _same_deed(kept: Kept, wish: Wish) -> bool:
    """Whether the request is not to do what the clause tells."""
    return _NOT_TO.search(wish.say) is not None and wish.say[:STEM] in kept.say


def _with_topic(kept: Kept, wish: Wish) -> Wish:
    """The request with what the clause names in front: 「箱の中、」「濡れたまま入れないで」."""
    topic, _, _ = kept.say.partition(wish.say[:STEM])
    fits = topic.endswith("、") and topic != kept.say and len(topic) <= LEAD
    return Wish(wish.shape, topic + wish.say) if fits else wish


def _unmet(plain: str, kept: Kept | None) -> Wish | None:
    """What is not given, where another clause is told."""
    wish = unmet_wish(plain) if kept else None
    return Wish("te", wish) if kept and wish and wish[:2] not in kept.say else None


def _move(text: str, nouns: tuple[str, ...], slots: Slots) -> Move | None:
    """The move the draft makes, unless the writer has said what happened."""
    if not text or _is_picked(slots.get("happened")):
        return None
    plain = text if "「" in text else standard(text)
    about = next((one for one in nouns if not is_thin(one)), None)
    if len(plain) > LONG:
        return long_move(about)
    if any(_is_picked(slots.get(name)) for name in _ANSWERS):
        return move_of(plain, about)
    return turned_move(plain, about) or move_of(plain, about)


def _is_picked(slot: Slot | None) -> bool:
    return slot is not None and slot.source is Source.PERSON and slot.value not in _NOT_AN_ANSWER


def _topic(text: str, about: str | None) -> str:
    """The kind of thing it is about; `asked` for a question about nothing that can be named."""
    return topic_of(about) if about else "asked" if _QUESTION.search(text) else "any"


def _nouns(plain: str) -> tuple[str, ...]:
    """What the draft names, where that is certain; the best first."""
    return tuple(one for one in certain(plain) if is_soft(one))


def _happened(about: str | None, seen: Reading, slots: Slots) -> str | None:
    value = value_of(slots, "happened")
    listed = words("ja", "said")["happened"]
    if value and value == seen.happened and not _is_certain(seen):
        return f"{about}のこと" if about else None
    if not value or value in listed:
        return listed.get(value) if value else None
    if slots["happened"].source is Source.DRAFT or is_clause(value) or value.endswith("のこと"):
        return value
    said = next((event.say for clause in clauses_of(value) if (event := read_event(clause))), None)
    return said or value.rstrip("。") + ("のこと" if not value.endswith("こと") else "")


def _is_certain(seen: Reading) -> bool:
    """Whether what happened was understood: by a known pattern, or as what the writer does not get."""
    return all(event.known or event.own or "もらえな" in event.say for event in seen.events)


def _also(seen: Reading, slots: Slots) -> str | None:
    """A second plain event of the draft, when what happened is told in the draft's own words."""
    slot = slots.get("happened")
    if slot is None or slot.value != seen.happened:
        return None
    main = main_events(seen.events)
    more = (event.say for event in seen.events if event not in main and is_clause(event.say))
    return next((say for say in more if say[-6:] not in slot.value and say[:2] not in slot.value), None)


def _wish(seen: Reading, slots: Slots) -> Wish | None:
    value = value_of(slots, "request")
    forms = words("ja", "said")
    if not value:
        need = value_of(slots, "need")
        return Wish("te", forms["need"][need]) if need in forms["need"] else None
    if value in forms["request"]:
        return Wish("te", forms["request"][value])
    return next((wish for wish in seen.wishes if wish.say == value), None) or _typed_wish(value)


def _typed_wish(value: str) -> Wish:
    read_ones = (read_wish(clause) for clause in clauses_of(value))
    wish = next((one for one in read_ones if one), None)
    if wish:
        return wish
    plain = re.sub(r"(?:が|を)?(?:ほしい|欲しい)(?:です|な)?$|[。!?]+$", "", value)
    if plain.endswith("たい"):
        return Wish("want", plain)
    return Wish("te" if re.search(r"[ぁ-ん][てで]$", plain) else "noun", plain or value)


def _theirs(slots: Slots) -> str | None:
    value = re.sub(r"(?:です|だ|の|こと|。)+$", "", value_of(slots, "theirs"))
    if not value:
        return None
    return value if is_clause(value) else value + "な"


def value_of(slots: Slots, name: SlotName) -> str:
    """What is known of a part; a guess that nobody has confirmed is not known."""
    slot = slots.get(name)
    if slot is None or slot.source is Source.GUESS or slot.value in _NOT_AN_ANSWER:
        return ""
    return slot.value

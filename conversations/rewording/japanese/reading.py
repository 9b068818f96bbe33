"""Puts together what one draft says: what happened, what is felt and wished, and in which tone."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from conversations.rewording.japanese import limits
from conversations.rewording.japanese.clauses import ME, Clause, clauses_of
from conversations.rewording.japanese.dialect import standard
from conversations.rewording.japanese.events import Event, read_event, stage_of
from conversations.rewording.japanese.feelings import feelings_in, is_over
from conversations.rewording.japanese.openings import Opening, announces, opening_of
from conversations.rewording.japanese.signals import signals
from conversations.rewording.japanese.sound import is_sound, is_whole, is_wish
from conversations.rewording.japanese.subjects import topic_of
from conversations.rewording.japanese.telling import about_of, telling
from conversations.rewording.japanese.tense import is_clause, past_of
from conversations.rewording.japanese.tone import Register, register_of
from conversations.rewording.japanese.wishes import Wish, read_wish

SENSE = re.compile(r"(?:と|ように)感じ(?:る|た)$|むずかしくなっている$|距離を感じ(?:る|た)$")
_CONCEDED = re.compile(
    r"(?:のは|ことは|それは)(?:許す|いい(?:として|けど|よ)|別にいい|知って|わかって|仕方ない|百歩)"
)
_ORDERED = re.compile(rf"[ろなて]って、?(?:こっち|{ME})(?:は|が|も|には|まだ)")  # what the other wants
_BARE_THING = re.compile(
    r"(?!.*(?:時|日|朝|夜|回|度|前|後|今|頃|別|最近|結局|正直)$)[おご]?[一-龥ァ-ヶー]+(?:の[一-龥ァ-ヶー]+){0,2}"
)
_ASKED = re.compile(
    r"ほしい|欲しい|ほしかった|もらえ|くれ|ください|お願い|[てで]よ$|べき|ろ$|ないで$|なさい|たい$"
)
_WEAK = ("同じお願いを繰り返して", "取り残された")
_HARD = {"no_ask", "no_feeling", "vague"}
LONG = 80  # characters from which a draft tells many things
VENTING = re.compile(
    r"(?:もう|本当に|ほんとに)?いい加減に(?:して|しろ)(?:よ|くれよ?|ください|ほしい)?[。!！]?"
)  # asks for nothing


@dataclass(frozen=True)
class Reading:
    """What a draft says, in parts that are safe to say."""

    events: tuple[Event, ...]
    feelings: tuple[str, ...]
    wishes: tuple[Wish, ...]
    opening: Opening
    register: Register
    over: bool  # the feeling is told in the past
    topic: str
    about: str | None  # the one thing to name, in the writer's words
    named: tuple[str, ...]  # the words of which a wording should keep one

    @property
    def happened(self) -> str | None:
        """One wording of what happened: at most two facts, or a subject to speak about."""
        if not self.events:
            return None
        return _joined(self.events)


@lru_cache(maxsize=1)  # every part of one rewording reads the same draft; no other draft is held
def read(text: str) -> Reading:
    """Never raises; a text in which nothing can be read gives empty parts."""
    plain = standard(text)
    body = VENTING.sub("", limits.without_threat(plain))
    told = (clause for clause in clauses_of(body) if not _CONCEDED.search(clause.said))
    found = tuple((clause, read_event(clause)) for clause in told)
    wished = _with_things(found)
    unmet = limits.wished(plain)
    marked = (wish for (clause, _), wish in zip(found, wished, strict=True) if _is_marked(clause, plain))
    wishes = () if _ORDERED.search(plain) else (*unmet, *(wish for wish in marked if wish))
    words_found = telling(plain)
    named = tuple(one for one in words_found if is_soft(one))
    subject = about_of(words_found)
    subject = subject if subject and is_soft(subject) else next(iter(named), None)
    events = _told(found, wished, len(plain) > LONG) or _subject(subject, wishes, plain)
    events = tuple(event for event in events if not any(_is_same(event, wish) for wish in unmet))
    topic = next((event.topic for event in events if event.topic != "any"), topic_of(text))
    opening = opening_of(plain, events, wishes)
    return Reading(
        events, feelings_in(body), wishes, opening, register_of(text), is_over(body), topic, subject, named
    )


def _told(
    found: tuple[tuple[Clause, Event | None], ...], wished: tuple[Wish | None, ...], long: bool
) -> tuple[Event, ...]:
    """The events that can be said again as they are; of a long draft only the ones that are certain."""
    fits = (event for event in _events(found, wished) if is_soft(event.say))
    events = (event for event in fits if (is_whole if event.known else is_sound)(event.say))
    if not long:
        return tuple(events)
    certain = (event for event in events if (event.known and not _weak(event)) or "もらえな" in event.say)
    return tuple(certain)[:1]


def _with_things(found: tuple[tuple[Clause, Event | None], ...]) -> tuple[Wish | None, ...]:
    """The wish of each clause, with the bare thing that stands before its comma: 「箱の中、濡らさないで」."""
    wishes: list[Wish | None] = []
    before = ""
    for clause, event in found:
        wish = _wish(clause, event)
        if wish and wish.shape == "te" and before and is_wish(f"{before}、{wish.say}"):
            wish = replace(wish, say=f"{before}、{wish.say}")
        wishes.append(wish)
        before = clause.said if _BARE_THING.fullmatch(clause.said) and not clause.last else ""
    return tuple(wishes)


def _is_marked(clause: Clause, text: str) -> bool:
    """Whether a wish is told as one; in a long draft a bare て only goes on."""
    return len(text) <= LONG or bool(_ASKED.search(clause.said))


def _is_same(event: Event, wish: Wish) -> bool:
    """Whether the event only says that the wish is not met."""
    return "もらえな" in event.say and event.say.startswith(wish.say[:-1])


def _weak(event: Event) -> bool:
    return any(weak in event.say for weak in _WEAK)


def _subject(subject: str | None, wishes: tuple[Wish, ...], text: str) -> tuple[Event, ...]:
    if subject is None or wishes or announces(text):
        return ()
    return (Event(f"{subject}のこと", topic_of(text)),)


def _wish(clause: Clause, event: Event | None) -> Wish | None:
    free = not clause.why and (event is None or "くらい" in clause.said)
    wish = read_wish(clause, free)
    belittles = re.search(r"(?:くらい|ぐらい|程度)で", clause.said)
    if belittles or (wish and wish.shape == "te" and not is_wish(wish.say)):
        return None
    return wish if wish and is_soft(wish.say + "もらえる") else None


def is_soft(say: str) -> bool:
    """Whether nothing in it lands hard."""
    return all(signal.kind in _HARD for signal in signals(say))


def _events(
    read_ones: tuple[tuple[Clause, Event | None], ...], wished: tuple[Wish | None, ...]
) -> tuple[Event, ...]:
    """The events that can be told softly; a clause that wishes for something is told as a wish."""
    found: list[Event] = []
    lead = ""
    for (clause, event), wish in zip(read_ones, wished, strict=True):
        stage = "" if event and (event.known or event.own) else stage_of(clause)
        if stage and is_soft(stage):
            lead = stage
        elif (
            event and not (wish and not event.known) and not (clause.contrast and not _stands(clause, event))
        ):
            if is_soft(event.say) and not _only_feeling(clause, event):
                found.append(_led(event, lead))
            lead = ""
    wishes = any(wished)
    if wishes:
        found = [event for event in found if not any(weak in event.say for weak in _WEAK)]
    if not found and not wishes:
        found = [event for _, event in read_ones if event and is_soft(event.say)][:1]
    return tuple({event.say: event for event in found}.values())


def _stands(clause: Clause, event: Event) -> bool:
    return clause.last or event.known or event.own


def _led(event: Event, lead: str) -> Event:
    """The event with what set the stage for it in front, when it does not get too long."""
    if (
        event.own
        or not lead
        or SENSE.search(event.say)
        or len(lead + event.say) > 36
        or lead[:2] in event.say
    ):
        return event
    return replace(event, say=lead + event.say)


def _only_feeling(clause: Clause, event: Event) -> bool:
    short = len(clause.core) <= 8 or event.own
    return short and "もらえ" not in event.say and bool(feelings_in(clause.said))


def main_events(events: tuple[Event, ...]) -> tuple[Event | None, Event | None, Event | None]:
    """What the writer did, what happened, and how it seems to them; each may be missing."""
    own = next((event for event in events if event.own), None)
    seems = next((event for event in events if SENSE.search(event.say)), None)
    plain = next((event for event in events if event not in (own, seems)), None)
    return own, plain, seems


def _joined(events: tuple[Event, ...]) -> str:
    own, plain, seems = main_events(events)
    main = plain or seems or own or events[0]
    said = main.say
    if plain and seems:
        first, last = (seems, plain) if SENSE.search(plain.say) else (plain, seems)
        said = f"{when(first.say)}、{last.say}"
    if own and main is not own and own.say.endswith(("た", "だ", "いる")):
        lead = own.say[:-1] + ("で" if own.say.endswith("だ") else "て")
        over = own.say.endswith(("た", "だ")) and not SENSE.search(said)
        said = f"{lead}、{past_of(said) if over else said}"
    return said if len(said) <= 48 else main.say


def when(say: str) -> str:
    """The happening as the part before the comma: 〜と, 〜とき, 〜と感じて, 〜のことで."""
    if SENSE.search(say) or say.endswith(("気になる", "気になった")):
        return say[:-1] + ("って" if say.endswith(("気になる", "気になった")) else "て")
    if not is_clause(say):
        return say + "で"
    if say.endswith(("た", "だ")):
        return say + "とき"
    return say[:-1] + "くて" if say.endswith("気持ちが強い") else say + "と"

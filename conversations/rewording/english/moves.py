"""Says the moves of a quarrel in other words: "calm down" becomes "can we slow down?"."""

import re
from dataclasses import replace

from conversations.rewording.english.felt import feeling_said, hard
from conversations.rewording.english.limits import limit
from conversations.rewording.english.matters import matter_of
from conversations.rewording.english.mention import named, telling
from conversations.rewording.english.parts import Tense
from conversations.rewording.english.phrasing import sentences_of
from conversations.rewording.english.plain import bare, plain_english
from conversations.rewording.english.reading import Reading, read, read_fact
from conversations.rewording.english.requested import asked
from conversations.rewording.english.saying import (
    STYLES,
    _frame,
    at_heart,
    fill,
    name_only,
    said,
    tell,
)
from conversations.rewording.english.shapes import Shape, loved, regretted, would_not
from conversations.rewording.english.verbs import is_base, past
from conversations.rewording.english.wanted import wanted
from conversations.rewording.language import words
from conversations.rewording.values import Candidate, Draft, Slot, SlotName, Source, Style

FORMS = 2  # surface forms tried for each style


def candidates(draft: Draft, slots: dict[SlotName, Slot]) -> tuple[Candidate, ...]:
    """One wording per style, the one asked for first in front; with the other's side when it was given."""
    if draft.choices.get("limit") == "yes":
        return _toned(draft, _both_sides(slots, _limits(draft)))
    if not draft.text:
        return tuple(Candidate(style, _frame("open", draft, style, "-")) for style in STYLES)
    forms = [replace(draft, variation=draft.variation + more) for more in range(FORMS)]
    found = tuple(
        Candidate(style, text) for style in STYLES for form in forms if (text := _say(form, slots, style))
    )
    return _toned(draft, _both_sides(slots, (*found, *_only_named(draft, slots))))


def _only_named(draft: Draft, slots: dict[SlotName, Slot]) -> tuple[Candidate, ...]:
    """What the draft is about and no more: for the styles of which nothing else passes the checks."""
    topic, matter = named(draft.text), matter_of(draft.text)
    if matter is not None:
        parts = said(replace(draft, text=topic), slots)
        return tuple(Candidate(style, at_heart(matter, parts, draft, style)) for style in STYLES[:2])
    if not topic:
        return ()
    return tuple(Candidate(style, name_only(topic, draft, slots, style)) for style in STYLES[:2])


def _limits(draft: Draft) -> tuple[Candidate, ...]:
    calm = limit(draft.text) or words("en", "frames")["limit"]["plain"]
    return (Candidate("firm", calm),)


def _say(draft: Draft, slots: dict[SlotName, Slot], style: Style) -> str:
    reading = read(draft.text)
    match reading.move.shape:
        case Shape.TOLD:
            return tell(draft, slots, style)
        case Shape.WONDER:
            return _wonder(draft, reading, slots, style)
        case Shape.MADE_ME:
            return _made_me(draft, reading, slots, style)
        case Shape.WOULD_NOT:
            return _would_not(draft, reading, style)
        case Shape.NO_WORDS:
            return _fill(draft, slots, style, "no_words")
        case Shape.NOT_NOW:
            return _not_now(draft, reading, slots, style)
        case Shape.TALK:
            return _talk(draft, style)
        case Shape.SHOULD_KNOW:
            return _should_know(draft, slots, style)
        case Shape.IF_LOVED:
            return _if_loved(draft, reading, slots, style)
        case Shape.MISSING:
            return _missing(draft, reading, slots, style)
        case Shape.NOT_ONLY_ME:
            return _not_only_me(draft, reading, style)
        case Shape.SORRY_BUT:
            return _sorry(draft, reading, style)
        case Shape.DISMISS if re.search(r"\bjoke\b|\bjoking\b|\bkidding\b", draft.text, re.I):
            return _frame("joke", draft, style, "-")
        case Shape.DISMISS if reading.move.words:
            return _plain("dismiss_about", draft, style, about=reading.move.words)
        case shape:
            return _frame(shape.value, draft, style, "-")


def _fill(draft: Draft, slots: dict[SlotName, Slot], style: Style, name: str) -> str:
    feeling = feeling_said(slots["feeling"].value) if "feeling" in slots else ""
    frame = _frame(f"{name}_feeling" if feeling else name, draft, style, "-")
    return fill(frame, said(draft, slots), draft, style)


def _wonder(draft: Draft, reading: Reading, slots: dict[SlotName, Slot], style: Style) -> str:
    parts = said(draft, slots)
    own = tuple(one for one in parts.facts if one.tense == Tense.OWN)
    name = "wonder_told" if own else "wonder_feeling" if parts.feeling else "wonder"
    return _plain(
        name, draft, style, wonder=reading.move.words, feeling=parts.feeling, facts=sentences_of(own)
    )


def _made_me(draft: Draft, reading: Reading, slots: dict[SlotName, Slot], style: Style) -> str:
    head, _, rest = reading.move.words.partition(" ")
    if not is_base(head):
        return ""
    feeling = feeling_said(slots["feeling"].value) if "feeling" in slots else ""
    did = bare(f"{past(head)} {rest}")
    return _plain("made_me_feeling" if feeling else "made_me", draft, style, did=did, feeling=feeling)


def _would_not(draft: Draft, reading: Reading, style: Style) -> str:
    verb, rest = would_not(reading.move.words)
    facts = read_fact(f"you {rest}")
    if not facts and verb and "wouldn't have " in reading.move.words:
        head, _, rest = verb.partition(" ")
        return _plain("made_me", draft, style, did=bare(f"{past(head)} {rest}"))
    if not facts or not verb:
        return _plain("not_only_me", draft, style)
    return _plain("would_not", draft, style, verb=verb, fact=facts[0].text)


def _not_now(draft: Draft, reading: Reading, slots: dict[SlotName, Slot], style: Style) -> str:
    found = re.search(
        r"\b(tonight|today|now|right now|this (?:morning|evening|week|weekend)|anymore)\b",
        reading.move.words,
        re.I,
    )
    when = found[1].lower() if found and found[1].lower() != "anymore" else "right now"
    request = (
        wanted(slots["request"].value) if "request" in slots and slots["request"].value else wanted("later")
    )
    return _plain("not_now", draft, style, when=when, ask=asked(request, draft, style))


def _talk(draft: Draft, style: Style) -> str:
    chosen = draft.choices.get("topic", "")
    about = words("en", "frames")["topic"].get(chosen) or re.sub(r"^about ", "", bare(plain_english(chosen)))
    if chosen in ("unknown", "guess", "") or not about or hard(about) or len(about.split()) > 12:
        return _plain("talk_open", draft, style)
    return _plain("talk", draft, style, about=about)


def _should_know(draft: Draft, slots: dict[SlotName, Slot], style: Style) -> str:
    value = slots["need"].value if "need" in slots else ""
    need = words("en", "frames")["need"].get(value) or re.sub(
        r"^(?:I need|I want|I'd like|need) ", "", bare(plain_english(value))
    )
    if not need or hard(need):
        return _plain("talk_open", draft, style)
    return _plain("should_know", draft, style, need=need)


def _if_loved(draft: Draft, reading: Reading, slots: dict[SlotName, Slot], style: Style) -> str:
    what, over = loved(reading.move.words)
    if what.startswith("not "):
        return tell(draft, slots, style)
    if over:
        return _plain("if_loved_past", draft, style, missing=what)
    what = re.sub(r"^(?:already|also|never|always) ", "", what)
    return (
        _plain("if_loved", draft, style, missing=what)
        if is_base(what.split(" ")[0])
        else tell(draft, slots, style)
    )


def _sorry(draft: Draft, reading: Reading, style: Style) -> str:
    """The apology for what it names, and a later moment for what stood behind its "but"."""
    what = regretted(reading.move.words)
    if not what or hard(what):
        return _frame("sorry_but", draft, style, "-")
    rest = re.split(r"\bbut\b", reading.move.words, maxsplit=1)[-1]
    other = " and ".join(telling(rest, what))
    words_for = " regret " + what if what.startswith(("what ", "how ")) else "'m sorry " + what
    return _plain("sorry_for_and" if other else "sorry_for", draft, style, sorry=words_for, also=other)


def _missing(draft: Draft, reading: Reading, slots: dict[SlotName, Slot], style: Style) -> str:
    felt = words("en", "frames")["felt_by"].get(reading.move.words)
    return _plain("missing_feeling", draft, style, missing=felt) if felt else tell(draft, slots, style)


def _not_only_me(draft: Draft, reading: Reading, style: Style) -> str:
    facts = read_fact(re.sub(r"^(?:when|because)\s+", "", reading.move.words))[:2]
    if facts and all(one.tense in (Tense.PAST, Tense.SAID, Tense.STATE, Tense.OWN) for one in facts):
        return _plain("not_only_me_told", draft, style, fact=", and ".join(one.text for one in facts))
    return _plain("not_only_me", draft, style)


def _plain(name: str, draft: Draft, style: Style, **parts: str) -> str:
    text = re.sub(r"\s+", " ", _frame(name, draft, style, "-").format(**parts)).strip()
    return re.sub(r"(^|[.?!] )([a-z])", lambda found: found[1] + found[2].upper(), text)


def _both_sides(slots: dict[SlotName, Slot], found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """With what the writer knows of the other's side in front of the gentle wording, or of a shorter one."""
    theirs = slots.get("theirs")
    if theirs is None or theirs.source != Source.PERSON or not found:
        return found
    text = bare(plain_english(theirs.value))
    text = re.sub(r"^(?:I (?:know|understand|see|get|think)(?: that)?|maybe|that) ", "", text, flags=re.I)
    if not text or hard(text) or len(text.split()) > 25:
        return found
    frames = words("en", "frames")["theirs"]
    theirs_too = (
        frames["and" if re.match(r"^I(?:'m|'d)? ", one.text) else "stop"].format(
            theirs=text[0].lower() + text[1:], rest=one.text
        )
        for one in found
    )
    return (*found, *(Candidate("both_sides", said) for said in theirs_too))


def _toned(draft: Draft, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    match draft.tone:
        case "firmer":
            return tuple(sorted(found, key=lambda one: one.style != "firm"))
        case "casual":
            return tuple(sorted(found, key=lambda one: one.style != "short"))
        case "softer":
            return (*_opened(draft, found), *found)
        case "warmer":
            theirs = tuple(one for one in found if one.style == "both_sides")
            return (*theirs, *_opened(draft, found), *found)
        case _:
            return found


def _opened(draft: Draft, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The first wording with a sentence in front that says how it is meant: no fact, no feeling, no promise.

    Where that grows too long, the short wording has room for it.
    """
    frames = words("en", "frames")[draft.tone]
    forms = [frames["open"][(draft.variation + more) % len(frames["open"])] for more in range(FORMS)]
    first = found[0].style if found else "gentle"
    plain = [one.text.removeprefix(frames["instead_of"]) for one in found if one.style in (first, "short")]
    return tuple(Candidate(first, form.format(rest=text)) for form in forms for text in plain)

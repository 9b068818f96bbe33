"""Puts the parts of an English draft into sentences, from fixed frames and nothing else."""

import re
import zlib
from dataclasses import dataclass, replace

from conversations.rewording.english.asking import feels
from conversations.rewording.english.felt import feeling_said, hard
from conversations.rewording.english.fitting import fitting
from conversations.rewording.english.matters import (
    Matter,
    asked_about,
    matter_of,
    named_in,
    names_rightly,
    told_as,
)
from conversations.rewording.english.mention import named
from conversations.rewording.english.parts import Fact, Parts, Tense, Wanted
from conversations.rewording.english.phrasing import (
    as_one,
    capital,
    finished,
    inside,
    is_bare,
    is_mine,
    sentences_of,
)
from conversations.rewording.english.plain import bare, plain_english
from conversations.rewording.english.reading import read, read_fact
from conversations.rewording.english.recognised import feelings_with_that
from conversations.rewording.english.requested import asked
from conversations.rewording.english.wanted import wanted
from conversations.rewording.language import words
from conversations.rewording.values import Draft, Slot, SlotName, Source, Style

STYLES: tuple[Style, ...] = ("gentle", "short", "firm")
_CONTRAST = re.compile(
    r"\bbut\b|\bonly\b|\bthan (?:me|us|with|I)\b|\bstill\b|^you're \w+ing\b"
)  # so it is, rather than when it is so
MOST_FACTS = 3  # sentences about what happened


@dataclass(frozen=True)
class Said:
    """The parts as they are to be said, after the writer's answers."""

    facts: tuple[Fact, ...]
    feeling: str  # "worn out"; "" when unknown
    story: str
    about: str
    also: str
    wanted: Wanted | None
    felt: bool  # a fact already names the feeling


def said(draft: Draft, slots: dict[SlotName, Slot]) -> Said:
    """The draft's parts, with what the person has answered in front."""
    parts = read(draft.text).parts
    facts, about = _happened(parts, slots.get("happened"))
    feeling = feeling_said(slots["feeling"].value) if "feeling" in slots else ""
    request = _request(parts, slots.get("request"))
    return Said(
        _first(facts),
        feeling,
        parts.story,
        about,
        parts.also,
        request,
        feels(replace(parts, facts=facts)),
    )


def _first(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """As many facts as one wording holds, in their order; what the other did is among them if it is told at all."""
    lead, rest = facts[:MOST_FACTS], facts[MOST_FACTS:]
    theirs = [one for one in rest if one.text.startswith("you")]
    if not theirs or any(one.text.startswith("you") for one in lead):
        return lead
    return (*lead[:-1], theirs[0])


def _request(parts: Parts, slot: Slot | None) -> Wanted | None:
    """The request of the draft as it is; anything else as it was tapped or typed."""
    if slot is None or not slot.value:
        return None
    if parts.ask is not None and slot.value == parts.ask.words:
        return parts.ask
    if any(slot.value == one.missing for one in parts.facts):
        return Wanted("you", slot.value)
    return wanted(slot.value)


def _happened(parts: Parts, slot: Slot | None) -> tuple[tuple[Fact, ...], str]:
    if slot is None or slot.source != Source.PERSON:
        return parts.facts, parts.about
    events = words("en", "frames")["happened"]
    if slot.value in events:
        return (Fact(events[slot.value], Tense.WHEN),), parts.about
    typed = read_fact(slot.value)
    if typed or not slot.value:
        return typed, parts.about
    plain = bare(plain_english(slot.value))
    if (
        re.match(r"^(?:the|my|our|your|this|that|\w+ing)\b", plain, re.I)
        and len(plain.split()) < 7
        and not hard(plain)
    ):
        return parts.facts, plain
    return parts.facts, parts.about


def tell(draft: Draft, slots: dict[SlotName, Slot], style: Style) -> str:
    """One wording for a draft that tells what happened."""
    parts = said(draft, slots)
    matter = None if _is_told(draft, parts) else matter_of(draft.text)
    if matter is not None and names_rightly(matter, parts.about or named(draft.text)):
        return at_heart(matter, parts, draft, style)
    return _with_rest(_told(draft, parts, slots, style), parts, draft, style)


def _is_told(draft: Draft, parts: Said) -> bool:
    """Whether the draft's own words say enough: something that happened, a request, or a thing named at length."""
    at_length = re.match(r"^(?:what|how|the way) you\b", parts.about) or len(parts.about.split()) > 3
    bare_time = read(draft.text).parts.heat and all(is_bare(one) for one in parts.facts)
    return bool((parts.facts and not bare_time) or parts.story or at_length or read(draft.text).parts.ask)


def at_heart(matter: Matter, parts: Said, draft: Draft, style: Style) -> str:
    """One wording for a draft whose own sentences cannot be kept: what it is at heart about, and a wish."""
    turn = draft.variation + STYLES.index(style)
    named_thing = parts.about or named(draft.text)
    thing = "" if "about" in matter.pattern.groupindex else named_thing
    told = told_as(matter, named_in(matter, draft.text) or thing, draft.text, turn)
    ask = (
        asked(parts.wanted, draft, style)
        if parts.wanted
        else asked_about(matter, told, named_thing, draft.text, turn)
    )
    form = words("en", "frames")["heart_feeling" if parts.feeling else "heart"][style][0]
    return finished(form.format(told=told, feeling=parts.feeling, ask=ask))


def name_only(topic: str, draft: Draft, slots: dict[SlotName, Slot], style: Style) -> str:
    """One wording that only names what the draft is about."""
    feeling = feeling_said(slots["feeling"].value) if "feeling" in slots else ""
    request = _request(Parts(), slots.get("request"))
    only = Said((), feeling, "", topic, "", request, False)
    return fill(_frame("about", draft, style, feeling), only, draft, style)


def _told(draft: Draft, parts: Said, slots: dict[SlotName, Slot], style: Style) -> str:
    longed = _longed(draft, parts, slots)
    if longed and not parts.story:
        past = "_past" if parts.facts[0].tense == Tense.PAST else ""
        frame = _frame(f"missing{past}", draft, style, parts.feeling)
        return fill(frame, parts, draft, style, missing=longed)
    return fill(_frame(_frame_name(parts), draft, style, parts.feeling), parts, draft, style)


def _longed(draft: Draft, parts: Said, slots: dict[SlotName, Slot]) -> str:
    """What "you don't ..." longs for, when the request is the same thing: then it is said once."""
    if len(parts.facts) != 1 or not parts.facts[0].missing:
        return ""
    request = slots.get("request")
    missing = parts.facts[0].missing
    if request is None or request.value != missing or not parts.facts[0].text.startswith("you "):
        return ""
    person = (
        parts.about.startswith("your ") and parts.about.split()[-1] not in missing and " with " not in missing
    )
    return f"{missing} with {parts.about}" if person else missing


def _frame_name(parts: Said) -> str:
    lead = as_one(parts.facts)
    if lead is not None:
        base = "past" if lead.tense == Tense.PAST else "when"
        base = "past_when" if base == "past" and lead.text.startswith("I ") and not parts.story else base
        base = "that" if base == "when" and not parts.story and _CONTRAST.search(lead.text) else base
        return f"{base}_story" if parts.story else base
    if parts.facts:
        return _told_name(parts)
    if parts.story:
        return "story"
    if parts.about:
        asks = parts.wanted is not None or fitting((parts.about,), "") is not None
        return "about_asking" if asks and not parts.feeling else "about"
    if parts.wanted is not None:
        alone = "ask_only" if parts.wanted.who in ("you", "we", "it") else "ask_plain"
        return "ask_and_feeling" if parts.feeling else alone
    return "felt" if parts.feeling else "open"


def _told_name(parts: Said) -> str:
    if parts.story:
        return "told_story"
    if parts.felt and not parts.feeling:
        return "told_felt"
    if not parts.feeling and len(parts.facts) == 1 and is_mine(parts.facts[0]):
        return "told_mine" if parts.wanted is None else "told_felt"
    return (
        "told_one"
        if len(parts.facts) == 1 and not re.search(r", | and I feel", parts.facts[0].text)
        else "told"
    )


def _frame(name: str, draft: Draft, style: Style, feeling: str) -> str:
    """One of the surface forms, always the same for the same draft until another is asked for."""
    frames = words("en", "frames")
    if name == "past" and feeling in feelings_with_that() and feeling in draft.text.lower():
        name = "past_that"
    if not feeling and f"{name}_no_feeling" in frames:
        name = f"{name}_no_feeling"
    forms = frames[name][style]
    return str(forms[(zlib.crc32(draft.text.encode()) + draft.variation) % len(forms)])


def fill(frame: str, parts: Said, draft: Draft, style: Style, missing: str = "") -> str:
    """A frame with its parts in their places, as finished sentences."""
    lead = as_one(parts.facts) or (parts.facts[0] if parts.facts else None)
    fact = inside(lead.text) if lead else ""
    text = frame.format(
        fact=fact,
        Fact=capital(fact),
        facts=sentences_of(parts.facts),
        feeling=parts.feeling,
        story=parts.story,
        about=parts.about,
        About=capital(parts.about),
        missing=missing,
        ask=asked(parts.wanted or fitting((*parts.facts, parts.about), draft.text), draft, style),
    )
    return finished(text)


def _with_rest(said_so: str, parts: Said, draft: Draft, style: Style) -> str:
    """With what else the draft names: beside the invitation to talk, or as a sentence of its own."""
    if not parts.also:
        return said_so
    rows = words("en", "frames")["also"]
    form = rows["talk" if parts.wanted is None else "own"][style]
    invitation = asked(None, draft, style)
    if parts.wanted is None and said_so.endswith(invitation):
        return f"{said_so.removesuffix(invitation)}{form.format(also=parts.also)}"
    return f"{said_so} {rows['own'][style].format(also=parts.also)}"

"""Holds an English candidate against its draft: nothing turned round, nothing invented, nothing broken."""

import re
from functools import lru_cache

from conversations.rewording.english.plain import plain_english
from conversations.rewording.english.signals import profane
from conversations.rewording.english.verbs import base_of_done, base_of_ing, base_of_past, is_base
from conversations.rewording.language import words
from conversations.rewording.values import Draft, Slot, SlotName

_SAYS = re.compile(
    r"(?P<before>\b(?:whether|if|could|can|would|will|like|need|want|for|asking|that)\s+)?\byou(?P<have>'ve| have|'d| had)?(?P<are>'re| are| were)?\s+"
    r"(?P<between>(?:(?:don't|didn't|do not|did not|won't|never|haven't|can't|not|always|even|just|ever|constantly|still|really|once|refuse to|rarely|hardly|also|had|have|want to)\s+)*)(?P<verb>[a-z']+)",
    re.I,
)
_NO = re.compile(
    r"\b(?:don't|didn't|do not|did not|won't|never|haven't|can't|not|refuse to|rarely|hardly)\b", re.I
)
_TIMES = re.compile(
    r"\b(?:tonight|tomorrow|today|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|morning|evening|afternoon|minutes?|hours?|weeks?|months?|years?|last night)\b",
    re.I,
)
_NOT_A_FEELING = re.compile(r"\bI (?:feel|felt) (?:like you|that|you|as if you)\b", re.I)
_BROKEN = re.compile(
    r"\b(\w+) \1\b(?<!that that)(?<!had had)|\b(?:a|the|of|and|whether|could you|could we) ?[.?!,]|\byou (?:am|is|has|does)\b|\bI (?:are|is|has)\b|\bdidn't \w+ed\b|\bto to\b|\bto (?:do|did|are) you\b|\b[Cc]ould you (?:are|is|was|were|the|my|your|a|an)\b|\bCould you (?:not|be so|don't|you)\b"
    r"|\bwhen (?:when|that|if|and)\b|[.?!]{2}|\b(?:I'm|you're|it's|we're)[.?!,]|\x22\W*\x22|\byou was\b|\bwhen you be\b|\bmore more\b|\bfeel (?:feel|felt)\b",
    re.I,
)
_APOLOGY = re.compile(r"\bsorry\b|\bapologi", re.I)
_LOVE = re.compile(r"\bI love you\b", re.I)


def problems(draft: Draft, candidate: str, slots: dict[SlotName, Slot]) -> tuple[str, ...]:
    """Reason codes; empty when the candidate may be shown."""
    known = _known(draft, slots)
    found: list[str] = []
    if reversed_verbs(known, candidate):
        found.append("reversed")
    if {time.lower() for time in _TIMES.findall(candidate)} - {
        time.lower() for time in _TIMES.findall(known)
    }:
        found.append("time_added")
    if _NOT_A_FEELING.search(candidate):
        found.append("not_a_feeling")
    if _BROKEN.search(candidate):
        found.append("grammar")
    if profane(candidate):
        found.append("profanity")
    if _APOLOGY.search(candidate) and not _APOLOGY.search(known):
        found.append("apology_added")
    if _LOVE.search(candidate) and not _LOVE.search(known):
        found.append("love_added")
    if "?" not in candidate and not re.search(
        r"\b(?:please|I'd|I'll|later|need|could|would)\b", candidate, re.I
    ):
        found.append("no_invitation")
    return tuple(found)


def reversed_verbs(draft: str, candidate: str) -> frozenset[str]:
    """Verbs of "you" that the draft denies and the candidate affirms, or the other way round."""
    before, after = _signs(draft), _signs(candidate)
    return frozenset(
        verb for verb, sign in after if (verb, not sign) in before and (verb, sign) not in before
    )


@lru_cache(maxsize=8)
def _signs(text: str) -> frozenset[tuple[str, bool]]:
    """Each verb of "you" in a statement, and whether it is affirmed; questions and wishes are left out."""
    found: set[tuple[str, bool]] = set()
    for hit in _SAYS.finditer(plain_english(text)):
        before = (hit["before"] or "").strip().lower()
        if before and before != "that":
            continue
        verb = hit["verb"].lower()
        base = (
            base_of_ing(verb)
            if hit["are"]
            else base_of_done(verb)
            if hit["have"]
            else (base_of_past(verb) or verb)
        )
        if base and (is_base(base) or base == "be"):
            found.add((base, not _NO.search(hit["between"])))
    return frozenset(found)


def _known(draft: Draft, slots: dict[SlotName, Slot]) -> str:
    frames = words("en", "frames")
    chosen = [*draft.choices.values(), *(slot.value for slot in slots.values())]
    rows = [
        frames["feeling"],
        frames["need"],
        frames["happened"],
        frames["topic"],
        *frames["request"].values(),
    ]
    said = [str(row[one]) for one in chosen for row in rows if one in row]
    return ". ".join([draft.text, *chosen, *said])

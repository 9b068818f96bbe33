"""Finds what makes an English draft land hard, and where."""

import re
from functools import cache, lru_cache

from conversations.rewording.english.recognised import label_words, story_words
from conversations.rewording.english.retold import stings
from conversations.rewording.english.topics import topics
from conversations.rewording.language import words
from conversations.rewording.values import Signal


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The reason codes with their patterns, the word groups filled in."""
    table = words("en", "signals")
    groups = {**table["groups"], "label": label_words(), "story": story_words()}
    return tuple((kind, _pattern(lines, groups)) for kind, lines in table.items() if kind != "groups")


def _pattern(lines: str, groups: dict[str, str]) -> re.Pattern[str]:
    pattern = "|".join(line for line in lines.splitlines() if line)
    for name in ("are", "adv", "you", "label", "story"):
        pattern = pattern.replace(f"<{name}>", groups[name])
    return re.compile(pattern, re.I | re.M)


_NOT_HARD = {"no_ask", "no_feeling", "fake_feeling", "blame_you", "passive_hint"}
_FEELING = re.compile(
    r"\bI(?:'m| am| feel| felt| was) (?:\w+ )?(?:hurt|sad|lonely|angry|worried|scared|tired|frustrated|disappointed|furious|afraid|upset|overwhelmed|exhausted|anxious|nervous|ashamed|embarrassed|jealous|fed up|worn out|confused|mad)\b",
    re.I,
)
_ASK = re.compile(
    r"\b(?:could|can|would|will) (?:you|we|I)\b|\bplease\b|\bI(?:'d| would) (?:love|like)\b|\bI need\b|\bcan we\b",
    re.I,
)


def profane(text: str) -> bool:
    """Whether a text swears. No reason to show anyone: swearing at the weather is fine."""
    return any(pattern.search(text) for kind, pattern in _compiled() if kind == "profanity")


def lands_hard(text: str) -> bool:
    """Whether anything in a text lands hard; a plain fact about the other does not."""
    return profane(text) or any(one.kind not in _NOT_HARD for one in signals(text))


def _asks_whether(text: str, place: int) -> bool:
    """Whether a guess about a mind is only asked about: "I wonder whether you ..."."""
    sentence = re.split(r"[.?!]", text[:place])[-1]
    return "whether" in sentence or text[place:].startswith("I can tell it's")


@lru_cache(maxsize=16)  # within one answer only: nothing anyone wrote is kept longer
def signals(text: str) -> tuple[Signal, ...]:
    """The signals in their order; spans of one kind do not overlap. What is missing comes last and has no span."""
    found = [
        Signal(kind, hit.start(), hit.end(), hit[0].strip(" ,.!?\n"))
        for kind, pattern in _compiled()
        if kind != "profanity"
        for hit in pattern.finditer(text)
        if hit[0].strip() and not (kind == "mind_reading" and _asks_whether(text, hit.start()))
    ]
    stung = stings(text)
    if stung:
        place = max(text.find(stung), 0)
        found.append(Signal("contempt", place, place + len(stung), stung))
    found.sort(key=lambda one: (one.start, one.kind))
    end = len(text)
    if len(text) > 2 and not _ASK.search(text):
        found.append(Signal("no_ask", end, end, ""))
    if found and not _FEELING.search(text):
        found.append(Signal("no_feeling", end, end, ""))
    if len(topics(text)) > 1:
        found.append(Signal("kitchen_sink", end, end, ""))
    return tuple(found)

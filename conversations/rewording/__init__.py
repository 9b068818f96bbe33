"""Gentler ways to say it: takes what someone would blurt and offers wordings that are easier to hear."""

from dataclasses import asdict
from typing import Any

from conversations.rewording.danger import danger, danger_anywhere
from conversations.rewording.engine import reword, reword_at_once
from conversations.rewording.language import words
from conversations.rewording.normalise import detect_language
from conversations.rewording.receiving import Heard, hear
from conversations.rewording.values import (
    Ask,
    Boundary,
    Candidate,
    Chip,
    Draft,
    Gentle,
    Language,
    Odd,
    Reworded,
    Rewording,
    Signal,
    Slot,
    SlotName,
    Source,
    Stop,
)

__all__ = [
    "Ask",
    "Boundary",
    "Candidate",
    "Chip",
    "Draft",
    "Gentle",
    "Heard",
    "Language",
    "Odd",
    "Reworded",
    "Rewording",
    "Signal",
    "Slot",
    "SlotName",
    "Source",
    "Stop",
    "danger",
    "danger_anywhere",
    "detect_language",
    "hear",
    "plain",
    "reword",
    "reword_at_once",
    "why",
]


def why(kind: str, language: Language) -> str:
    """Half a sentence about what is behind a reason code; empty for what is only missing (`no_ask`)."""
    return str(words(language, "why").get(kind, ""))


def plain(rewording: Rewording, language: Language) -> dict[str, Any]:
    """A rewording as values JSON can carry, its sort under "kind", explained in this language.

    A `Stop` has its own kind of danger under "danger", an `Odd` and a `Gentle` their reason under "why".
    """
    values = asdict(rewording)
    for signal in values.get("signals", ()):
        signal["why"] = why(signal["kind"], language)
    match rewording:
        case Gentle():
            kind = "gentle"
        case Reworded():
            kind = "reworded"
        case Ask():
            kind = "ask"
        case Boundary():
            kind = "boundary"
        case Stop():
            kind = "stop"
            values["danger"] = values.pop("kind")
        case Odd():
            kind = "odd"
    return {"kind": kind, **values}

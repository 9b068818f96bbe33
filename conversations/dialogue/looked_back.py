"""What a person kept of looking at themselves, as a conversation shows it to them; nobody else ever sees it."""

from dataclasses import dataclass
from datetime import date, datetime

from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class LoopSeen:
    """One look at their own side of the loop."""

    at: datetime
    move: str  # reach, back or both
    step: Value  # what they wanted to try; nothing where they left it out


@dataclass(frozen=True)
class PulseSeen:
    """Their weeks with the one they are with."""

    week: date  # the Monday of the one that is asked about
    answered: bool
    weeks: tuple[tuple[date, float], ...] = ()  # Monday and how near it was, from 0 to 10; the oldest first
    wished: bool = False  # they would share one picture, if the other one would

"""What somebody's copy says of limits, of what two agreed on, of their small rituals and their own questions, as plain values."""

from dataclasses import dataclass
from datetime import datetime, time

from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class Limit:
    """What this person will do to take care of themselves."""

    at: datetime
    words: Value


@dataclass(frozen=True)
class Agreed:
    """What two people agreed on, as long as it stands."""

    at: datetime
    mine: bool  # this person worded it
    words: Value
    taken_back: bool
    look_at: datetime | None


@dataclass(frozen=True)
class Habit:
    """A small ritual of the two, or one that this person suggested or was asked about and answered."""

    at: datetime
    mine: bool  # suggested by this person
    kind: str
    words: str | None  # where it is in their own words; None once they were taken back
    state: str
    days: str
    hour: time | None
    clock: str  # IANA; empty where each goes by their own
    hushed: bool


@dataclass(frozen=True)
class Written:
    """A question that this person wrote for the two of them."""

    at: datetime
    words: Value


@dataclass(frozen=True)
class LeftOut:
    """A question that this person leaves out."""

    at: datetime
    question: Value

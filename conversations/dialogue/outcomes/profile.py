"""What becomes of a profile: answers and words for oneself, and which line the other one may read."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Outcome
from conversations.dialogue.phrases import Value
from conversations.dialogue.profile_known import ProfileLine


@dataclass(frozen=True)
class KeepSaid(Outcome):
    """I answered a statement, 1 to 5, or left it out (0). For me alone."""

    statement: str
    answer: int


@dataclass(frozen=True)
class KeepWords(Outcome):
    """I put a line in my own words, for me alone."""

    line: str
    words: Value


@dataclass(frozen=True)
class DropWords(Outcome):
    """I no longer keep this line; nobody else reads it any more either."""

    line: str


@dataclass(frozen=True)
class ShareLine(Outcome):
    """My partner may read this line, exactly so. They are not told."""

    line: ProfileLine


@dataclass(frozen=True)
class TakeBackLine(Outcome):
    """My partner may read this line no longer. They are not told."""

    line: str

"""What becomes of a limit: kept for oneself, brought to the other one, let go."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Outcome
from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class KeepLimit(Outcome):
    """What I will do to take care of myself; for me alone."""

    card: Value


@dataclass(frozen=True)
class TellLimit(Outcome):
    """The same, and my partner reads it now. `place` is "us" or "partner"."""

    card: Value
    place: str


@dataclass(frozen=True)
class ShareLimit(Outcome):
    """A limit that I kept goes to my partner now. `place` is "us" or "partner"."""

    limit: int
    place: str


@dataclass(frozen=True)
class DropLimit(Outcome):
    """I keep this one no longer."""

    limit: int

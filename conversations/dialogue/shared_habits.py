"""Small rituals and the timer for listening, as the person in this turn may see them."""

from dataclasses import dataclass
from datetime import datetime

from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class RitualSeen:
    """A ritual that runs or is suggested."""

    id: int
    state: str
    mine: bool  # suggested by the person in this turn
    what: Value
    when: Value
    timed: bool = False  # a line comes at its hour
    hushed: bool = False  # not to the person in this turn
    in_quiet: bool = False  # nor would it, as its hour lies in their quiet hours

    @property
    def runs(self) -> bool:
        """Both have said yes."""
        return self.state == "running"


@dataclass(frozen=True)
class RitualsSeen:
    """All of them, the oldest first."""

    each: tuple[RitualSeen, ...] = ()
    room: bool = True  # for one more suggestion of the person in this turn


@dataclass(frozen=True)
class ListeningSeen:
    """The timer that runs."""

    id: int
    minutes: int
    first: str  # name of who talks first
    other: str
    ends_at: datetime

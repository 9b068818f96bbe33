"""Keeping to one's own parts for a while, and what has waited meanwhile."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Outcome


@dataclass(frozen=True)
class KeepApart(Outcome):
    """Only my private parts from now on. Nobody is told, and nothing says so anywhere."""


@dataclass(frozen=True)
class ComeTogether(Outcome):
    """Everything again, with the other one."""


@dataclass(frozen=True)
class OpenNote(Outcome):
    """Show what has waited for me."""

    id: int


@dataclass(frozen=True)
class OpenNextNote(Outcome):
    """Show what has waited longest, and ask whether to go on."""


@dataclass(frozen=True)
class DropNotes(Outcome):
    """Whatever waits for me goes unread."""

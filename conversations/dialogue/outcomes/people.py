"""What a person decides for themselves."""

from dataclasses import dataclass
from datetime import time

from conversations.dialogue.outcomes import Outcome
from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class Speak(Outcome):
    """Speak this language with me from now on."""

    language: str


@dataclass(frozen=True)
class LiveIn(Outcome):
    """My clock is that of this IANA zone."""

    zone: str


@dataclass(frozen=True)
class AskAt(Outcome):
    """Send my check-in at this wall-clock time; None for no check-ins."""

    wall: time | None


@dataclass(frozen=True)
class AskOn(Outcome):
    """Send my check-in on these days: daily, three (a week) or sundays. Nobody else is told."""

    rhythm: str


@dataclass(frozen=True)
class KeepQuiet(Outcome):
    """Let nothing ring between these wall-clock times."""

    begin: time
    end: time


@dataclass(frozen=True)
class Rest(Outcome):
    """Pause everything for me."""


@dataclass(frozen=True)
class WakeUp(Outcome):
    """Carry on after a rest."""


@dataclass(frozen=True)
class Lend(Outcome):
    """My drafts may go to this host's language model, once the other one says so too. "": no longer."""

    host: str


@dataclass(frozen=True)
class AskWeekly(Outcome):
    """Let Monday's check-in ask for one thing I could use this week, once the other one says so too; or no longer."""

    on: bool


@dataclass(frozen=True)
class BeDiscreet(Outcome):
    """Let previews say only that there is something, or what it is again."""

    on: bool


@dataclass(frozen=True)
class KeepFor(Outcome):
    """Keep my check-ins and the cards I write for so many days; None until I delete them."""

    days: int | None


@dataclass(frozen=True)
class Leave(Outcome):
    """End this, at once and alone. What I wrote stays mine. `line`: what the other one is told for me."""

    line: Value = None


@dataclass(frozen=True)
class DeletePrivate(Outcome):
    """Delete what only I could see."""


@dataclass(frozen=True)
class TakeBackShared(Outcome):
    """Empty my side of what we share."""


@dataclass(frozen=True)
class ClearHistory(Outcome):
    """Delete what we both shared; we go on. The other one is told so in one line."""


@dataclass(frozen=True)
class DeleteEverything(Outcome):
    """Delete all of mine, and leave."""

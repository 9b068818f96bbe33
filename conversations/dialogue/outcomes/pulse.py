"""What follows from looking back on a week."""

from dataclasses import dataclass
from datetime import date

from conversations.dialogue.outcomes import Outcome


@dataclass(frozen=True)
class KeepWeek(Outcome):
    """Keep what I said of this week, for me alone."""

    week: date
    answers: tuple[tuple[str, int], ...]  # question -> 0 to 10
    moment: str


@dataclass(frozen=True)
class LookWeekly(Outcome):
    """Ask me about my week on Sundays, or no longer."""

    on: bool


@dataclass(frozen=True)
class ShowPicture(Outcome):
    """Show me my own weeks."""

    dark: bool


@dataclass(frozen=True)
class WishForPicture(Outcome):
    """One picture with both our lines, to each of us, if the other one wishes for it, too. Else nobody learns of it."""


@dataclass(frozen=True)
class DropWish(Outcome):
    """I no longer wish for it."""

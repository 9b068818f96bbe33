"""What is remembered of practising: which drill was tried, lesson opened, phrase offered. Never what was written."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Outcome


@dataclass(frozen=True)
class Practised(Outcome):
    """I tried this drill today."""

    drill: str


@dataclass(frozen=True)
class BringBack(Outcome):
    """Offer me this drill again tomorrow."""

    drill: str


@dataclass(frozen=True)
class OpenedLesson(Outcome):
    """I opened this lesson today."""

    lesson: str


@dataclass(frozen=True)
class OfferedLines(Outcome):
    """I was offered these listening phrases today, by id: let them rest (copy.md 10.3)."""

    lines: tuple[str, ...]

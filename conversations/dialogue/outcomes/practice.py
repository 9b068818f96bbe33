"""What is remembered of practising: that a drill was tried, that a lesson was opened. Never what was written."""

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

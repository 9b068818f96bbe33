"""A copy of what is kept, for the person themselves."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Outcome

PARTS = (
    "checkins",
    "cards",
    "drafts",
    "talks",
    
    "rituals",
    "kept",
    "tension",
    "loop",
    "friend",
    "limits",
    "pulse",
    "profile",
    "practice",
    "settings",
)  # fmt: skip


@dataclass(frozen=True)
class SendCopy(Outcome):
    """Send me my copy: these parts, of the last `days` days or all of it."""

    parts: tuple[str, ...] = PARTS
    days: int | None = None
    theirs: bool = True  # also what the other one shared with me or sent me

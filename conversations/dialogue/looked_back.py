"""What a person kept of looking at themselves, as a conversation shows it to them; nobody else ever sees it."""

from dataclasses import dataclass
from datetime import datetime

from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class LoopSeen:
    """One look at their own side of the loop."""

    at: datetime
    move: str  # reach, back or both
    step: Value  # what they wanted to try; nothing where they left it out

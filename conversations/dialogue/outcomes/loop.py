"""What becomes of a look at the loop."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Outcome
from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class KeepReport(Outcome):
    """Keep for me which way I went, and what I want to try; nothing else of what I said (F29)."""

    move: str  # reach, back or both
    step: Value  # nothing where it was left out

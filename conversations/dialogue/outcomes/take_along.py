"""Notes to take along, given to whoever wrote them."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Outcome
from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class GiveNotes(Outcome):
    """Send me my notes as files: heading and words of each part, in this order. Nothing of them is kept."""

    parts: tuple[tuple[str, Value], ...]

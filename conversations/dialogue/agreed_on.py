"""A person's own limits, and what the two agreed on, as a conversation shows them."""

from dataclasses import dataclass
from datetime import datetime

from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class LimitSeen:
    """A limit of the person in this turn."""

    id: int
    card: Value  # exactly what was previewed
    told: bool  # the other one has it
    at: datetime


@dataclass(frozen=True)
class AgreementSeen:
    """What both have said yes to."""

    id: int
    words: Value  # nothing once their author took them back
    at: datetime
    look_at: datetime | None = None  # when both are asked whether it still fits

"""Which conversations there are, and what starts each."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from conversations.dialogue.steps import Flow, Here


class Wants(StrEnum):
    """What must be so before a conversation may start."""

    NOTHING = "nothing"  # anybody, at once
    CONSENT = "consent"  # the person has said yes for themselves
    PARTNER = "partner"  # both have said yes


@dataclass(frozen=True)
class Entry:
    """A conversation and what it wants."""

    flow: Callable[[Here], Flow]
    wants: Wants = Wants.NOTHING

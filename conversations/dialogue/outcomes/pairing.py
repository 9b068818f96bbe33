"""How two people become a pair."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Outcome


@dataclass(frozen=True)
class Agree(Outcome):
    """Say yes: together, or to the private parts only. `token` is the link that led here, if any."""

    consent: str  # "together" or "solo"
    token: str = ""


@dataclass(frozen=True)
class MakeInvite(Outcome):
    """Give me a link for my partner."""


@dataclass(frozen=True)
class CancelInvite(Outcome):
    """My links no longer open."""


@dataclass(frozen=True)
class TakeChat(Outcome):
    """Let the group of this link be our shared chat."""

    token: str


@dataclass(frozen=True)
class Connect(Outcome):
    """Who said yes to my link is my partner. `guest` is their id, as the button carries it."""

    guest: str


@dataclass(frozen=True)
class TurnAway(Outcome):
    """Who said yes to my link is somebody else."""

    guest: str


@dataclass(frozen=True)
class Withdraw(Outcome):
    """I wait for nobody any more, and my links no longer open."""

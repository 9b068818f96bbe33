"""A conflict as somebody who loves them both would describe it: kept for one's own eyes, or let go."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Button, Outcome
from conversations.dialogue.phrases import say


@dataclass(frozen=True)
class KeepView(Outcome):
    """What I wrote, by question; for me alone."""

    parts: tuple[tuple[str, str], ...]
    at_length: bool


@dataclass(frozen=True)
class CountView(Outcome):
    """I wrote at length and keep none of it: only that I did is noted, so that it is not asked too often."""


@dataclass(frozen=True)
class DropView(Outcome):
    """I keep this one no longer."""

    view: int


def friend_button() -> Button:
    """Offers the look from outside, privately, once a conflict is over."""
    return Button(say("friend.button"), "friend")

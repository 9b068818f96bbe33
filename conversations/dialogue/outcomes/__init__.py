"""What follows from a conversation: values that a flow returns, carried out when it has ended."""

from dataclasses import dataclass
from typing import Any

from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class Button:
    """A button that starts something: a command (`answer 41 heard`), a deep link of ours, or a web address."""

    label: Value
    command: str = ""
    start: str = ""  # payload of a link into the private chat with Attune
    url: str = ""


Rows = tuple[tuple[Button, ...], ...]


class Outcome:
    """Marks what a flow may return. Every outcome has one function in `carry_out/`."""


@dataclass(frozen=True)
class Show(Outcome):
    """Say something to the person of this turn, in their private chat."""

    what: Value
    buttons: Rows = ()
    anew: bool = False  # a message of its own instead of changing the one that was tapped


@dataclass(frozen=True)
class Toast(Outcome):
    """A short line over the chat of the person who tapped. Shown when they wrote instead."""

    what: Value


@dataclass(frozen=True)
class Tell(Outcome):
    """Say something to the partner, in their private chat."""

    what: Value
    buttons: Rows = ()
    silent: bool = False


@dataclass(frozen=True)
class Share(Outcome):
    """Say something to both: in the shared chat, or to each in private when there is none."""

    what: Value
    buttons: Rows = ()
    silent: bool = False


@dataclass(frozen=True)
class Begin(Outcome):
    """Go on with another flow."""

    flow: str
    args: tuple[str, ...] = ()
    words: str = ""


def rows(*buttons: Button, wide: int = 1) -> Rows:
    """Buttons in rows of `wide`."""
    return tuple(tuple(buttons[at : at + wide]) for at in range(0, len(buttons), wide))


Plain = dict[str, Any]

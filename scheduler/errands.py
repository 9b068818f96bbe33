"""The door through which messages leave, and what can become of one that is sent."""

from dataclasses import dataclass
from typing import Protocol

from conversations.records.deliveries import Message


@dataclass(frozen=True)
class Arrived:
    """Telegram has it. Its number is unknown when the answer could not be read."""

    message_id: int | None


@dataclass(frozen=True)
class TryLater:
    """It was not sent, and may be sent in so many seconds."""

    seconds: float
    refused: bool = False  # Telegram itself asked to wait (429)


@dataclass(frozen=True)
class Moved:
    """The chat has become another one."""

    chat_id: int


@dataclass(frozen=True)
class Unreachable:
    """This chat takes no messages from us: blocked, left, closed. `reason` holds nothing a person wrote."""

    reason: str


@dataclass(frozen=True)
class Unsure:
    """It may have arrived, or not."""

    reason: str


@dataclass(frozen=True)
class Refused:
    """Telegram will never take this message: a mistake of ours. `reason` holds nothing a person wrote."""

    reason: str


@dataclass(frozen=True)
class Crowded:
    """What is for two was not sent: there are more people in this group, or fewer."""


Outcome = Arrived | Crowded | TryLater | Moved | Unreachable | Unsure | Refused


class Messenger(Protocol):
    """Sends one message now."""

    async def send(self, chat_id: int, message: Message) -> Outcome:
        """Send it, or change the message that it `edits`, and tell what is known of it afterwards.

        Takes less than half a lease. An edit is never `Unsure`, since it may be repeated.
        """
        ...

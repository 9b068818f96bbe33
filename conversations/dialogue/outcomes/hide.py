"""What takes words out of a private chat."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Outcome, Rows
from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class ClearChat(Outcome):
    """Take away what stands in my private chat, let previews say nothing from now on, and leave one line."""

    line: Value
    buttons: Rows
    instead: Value  # stands where Telegram keeps a message


@dataclass(frozen=True)
class TakeAway(Outcome):
    """Take away the message that was tapped."""

    instead: Value

"""What is said where a button's card is not there any more, or not any more as it was."""

from conversations.dialogue.here import NeedSeen, NoteSeen
from conversations.dialogue.outcomes import Toast
from conversations.dialogue.phrases import say

CLOSED = ("closed", "withdrawn")


def gone(card: NeedSeen | NoteSeen | None) -> Toast:
    """Its author has taken the words back; or it has only moved on."""
    taken_back = card is not None and card.state in CLOSED and card.card is None
    return Toast(say("dialogue.was_taken_back" if taken_back else "dialogue.moved_on"))

"""What can be done with notes that wait."""

from conversations.dialogue.outcomes import Button, Rows
from conversations.dialogue.phrases import say


def waiting_buttons() -> Rows:
    """One by one, not now, or never."""
    return (
        (Button(say("waiting.button.next"), "waiting next"), Button(say("waiting.button.later"), "menu")),
        (Button(say("waiting.button.delete"), "waiting delete"),),
    )

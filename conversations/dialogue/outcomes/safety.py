"""What is offered after words that speak of danger."""

from conversations.dialogue.outcomes import Button, Rows, rows
from conversations.dialogue.phrases import say


def ways_on(danger: str) -> Rows:
    """Help; and where checking was demanded, a card that says what it may have been for."""
    support = Button(say("dialogue.button.support"), "support")
    if danger != "monitoring":
        return rows(support)
    return rows(Button(say("reword.reassurance"), "need reassurance"), support)

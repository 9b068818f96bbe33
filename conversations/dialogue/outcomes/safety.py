"""What is offered after words that speak of danger, and wherever somebody looks for help."""

from conversations.dialogue.outcomes import Button, Rows, rows
from conversations.dialogue.phrases import say

HIDE = Button(say("hide.button.hide"), "hide")  # on every screen of private help (flows.md 9.10)


def ways_on(danger: str) -> Rows:
    """Help, and a way to clear the chat; where checking was demanded, a card that says what it may have been for."""
    ways = rows(Button(say("dialogue.button.support"), "support"), HIDE)
    if danger != "monitoring":
        return ways
    return (*rows(Button(say("reword.reassurance"), "need reassurance")), *ways)

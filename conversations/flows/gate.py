""" "Is this right for me?": a way into the private parts alone, and back, that nobody is told of."""

from conversations.dialogue.outcomes import Begin, Button, Show, rows
from conversations.dialogue.outcomes.apart import ComeTogether, KeepApart
from conversations.dialogue.outcomes.pairing import Agree
from conversations.dialogue.phrases import say
from conversations.dialogue.steps import Choose, Flow, Here


def gate(here: Here) -> Flow:
    """The words of the first evening, for whoever needs them later (safety.md, contraindication gate)."""
    menu = rows(Button(say("welcome.solo.button"), "menu"))
    match (yield Choose("gate.ask", table="welcome.gate.options")):
        case "together" if here.apart:
            return [ComeTogether(), Show(say("gate.together.text"), menu)]
        case "together":
            return [Begin("menu")]
        case "private" if here.paired or here.apart:
            return [KeepApart(), Show(say("gate.apart.text"), menu)]
        case "private":
            return [Agree("solo")]
        case "someone":
            return [Begin("support")]
        case _:
            return [Begin("leave")]

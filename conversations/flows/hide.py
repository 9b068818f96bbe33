"""/hide: the private chat is cleared, at once and without a question."""

from conversations.dialogue.outcomes import Button, rows
from conversations.dialogue.outcomes.hide import ClearChat, TakeAway
from conversations.dialogue.phrases import paragraphs, say
from conversations.dialogue.steps import Flow, Here


def hide(here: Here) -> Flow:
    """Both sides of the last 48 hours go, as far as Telegram lets them; one line says what could not be done, and
    goes, too."""
    yield from ()
    instead = say("hide.instead")
    if here.args == ("line",):
        return [TakeAway(instead)]
    shared = say("hide.shared") if here.shared_chat else None
    away = Button(say("hide.button.line"), "hide line")
    return [ClearChat(paragraphs(say("hide.line.text"), shared), rows(away), instead)]

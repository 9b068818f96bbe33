"""What somebody is about to send, as it will be read."""

from collections.abc import Callable, Generator
from typing import Any

from conversations.dialogue.outcomes import Show
from conversations.dialogue.phrases import Spoken, Value, paragraphs, say
from conversations.dialogue.steps import Choose, Here, Step, Write, with_values

NOT_SENT = Show(say("line.dropped.text"))


def as_read(shown: Value, here: Here) -> Value:
    """Exactly what goes; where the other reads another language, in that language as well."""
    if here.partner_language in ("", here.language):
        return shown
    theirs = Spoken(here.partner_language, shown)
    return paragraphs(shown, say("need.preview_other", partner=here.partner), theirs)


def look_once(shown: Value, here: Here) -> Choose:
    """Send it, change it, or leave it: "send", "edit", "drop"."""
    return Choose("line.review", with_values(partner=here.partner), as_read(shown, here))


def own_line(question: Write, said: Callable[[str], Value], here: Here) -> Generator[Step, Any, str | None]:
    """Words for the other one, once their author has seen what goes; None when they stay."""
    while True:
        words: str = yield question
        match (yield look_once(said(words), here)):
            case "send":
                return words
            case "drop":
                return None

"""What somebody is about to send, as it will be read."""

from conversations.dialogue.phrases import Spoken, Value, paragraphs, say
from conversations.dialogue.steps import Here


def as_read(shown: Value, here: Here) -> Value:
    """Exactly what goes; where the other reads another language, in that language as well."""
    if here.partner_language in ("", here.language):
        return shown
    theirs = Spoken(here.partner_language, shown)
    return paragraphs(shown, say("need.preview_other", partner=here.partner), theirs)

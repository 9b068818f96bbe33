"""What has come and waits: opened one at a time, by whoever it is for."""

from conversations.dialogue.outcomes import Show
from conversations.dialogue.outcomes.apart import DropNotes, OpenNextNote, OpenNote
from conversations.dialogue.outcomes.waiting import waiting_buttons
from conversations.dialogue.phrases import say
from conversations.dialogue.steps import Flow, Here


def note(here: Here) -> Flow:
    """Behind the line that says nothing: the note itself, in its place."""
    yield from ()
    return [OpenNote(here.waiting_note or 0)]


def waiting(here: Here) -> Flow:
    """How many wait, and what to do with them."""
    yield from ()
    if not here.notes_wait:
        return [Show(say("waiting.none.text"))]
    match here.args:
        case ("next",):
            return [OpenNextNote()]
        case ("delete",):
            return [DropNotes(), Show(say("waiting.deleted.text"))]
        case _:
            return [Show(say("waiting.wait.text", count=here.notes_wait), waiting_buttons())]

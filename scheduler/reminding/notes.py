"""What is said about a note later on: the time that a "not yet" named."""

from datetime import datetime

from conversations.dialogue.outcomes.notes import WAYS, note_buttons
from conversations.dialogue.phrases import paragraphs, say
from conversations.dialogue.posting import Desk
from conversations.records.deliveries import Urgency
from conversations.records.notes import Note, NoteState, read_card
from conversations.records.partners import Partner, name_of_partner
from conversations.records.reminders import Reminder, ReminderKind
from scheduler.reminding.saying import Sayings


def named_time(reminder: Reminder, desk: Desk) -> datetime | None:
    """To the reader, with the note and its buttons, if it still stands where it stood. Its author hears nothing."""
    note, reader = desk.session.get(Note, reminder.subject), desk.session.get(Partner, reminder.partner_id)
    if note is None or reader is None or note.state != NoteState.LATER or reader.couple_id != note.couple_id:
        return None
    name = name_of_partner(desk.session, desk.sealer, desk.session.get_one(Partner, note.author_id))
    card = say("reword.quote", text=read_card(desk.session, desk.sealer, note))
    line = say(WAYS[note.kind].again, partner=name)
    buttons, about = note_buttons(note.kind, note.id), f"note {note.id}"
    desk.to_person(reader, paragraphs(line, card), buttons, Urgency.RELAY, about=about)
    return None


SAYINGS: Sayings = {
    ReminderKind.NOTE_BACK: named_time,
}

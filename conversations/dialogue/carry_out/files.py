"""Puts files into one person's private chat, for an hour."""

from collections.abc import Sequence

from conversations.dialogue.phrasebook import Reader
from conversations.dialogue.phrases import Value
from conversations.dialogue.taking import Turn
from conversations.records.copies import STAYS, copy_message
from conversations.records.database import new_id
from conversations.records.deliveries import Document, Message
from conversations.records.reminders import ReminderKind, remind


def give_files(
    documents: Sequence[Document], captions: Sequence[Value], goes: ReminderKind, turn: Turn
) -> None:
    """One after the other; the hour is counted from when they have arrived."""
    subject = new_id()
    reader = Reader(turn.me.language, turn.me.zone or "UTC")
    for caption, document in zip(captions, documents, strict=True):
        text = turn.desk.book.render(caption, reader)
        turn.desk.post(turn.me, Message(text, document=document), about=copy_message(subject))
    remind(turn.session, turn.me.id, goes, subject, turn.now + STAYS)

"""Carries out that somebody gets a copy: two files, into their private chat and nowhere else."""

from datetime import timedelta

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.copying.documents import documents_of
from conversations.dialogue.copying.pen import Pen
from conversations.dialogue.outcomes.export import SendCopy
from conversations.dialogue.phrases import say
from conversations.dialogue.taking import Turn
from conversations.records.copies import STAYS, came_just_now, copy_message
from conversations.records.database import new_id
from conversations.records.deliveries import Document, Message
from conversations.records.export import copy_of
from conversations.records.export_kinds import Scope
from conversations.records.reminders import ReminderKind, remind

CAPTIONS = ("page", "data")  # in the order of the files


@carry_out.register
def _send_copy(outcome: SendCopy, turn: Turn) -> None:
    if came_just_now(turn.session, turn.me.id, turn.now):
        return turn.show(say("export.again.text"))
    since = turn.now - timedelta(days=outcome.days) if outcome.days is not None else None
    copy = copy_of(turn.session, turn.sealer, turn.me, Scope(frozenset(outcome.parts), since, outcome.theirs))
    pen = Pen(turn.desk.book, turn.me.language, turn.me.zone or "UTC")
    turn.show(say("export.sent.text"))
    _send(documents_of(copy, pen, turn.now), pen, turn)


def _send(documents: tuple[Document, ...], pen: Pen, turn: Turn) -> None:
    """One after the other; the hour is counted from when they have arrived."""
    subject = new_id()
    for caption, document in zip(CAPTIONS, documents, strict=True):
        text = pen.text(say(f"export.caption.{caption}"))
        turn.desk.post(turn.me, Message(text, document=document), about=copy_message(subject))
    remind(turn.session, turn.me.id, ReminderKind.COPY_GOES, subject, turn.now + STAYS)

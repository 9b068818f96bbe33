"""Carries out that somebody gets a copy: two files, into their private chat and nowhere else."""

from datetime import timedelta

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.carry_out.files import give_files
from conversations.dialogue.copying.documents import documents_of
from conversations.dialogue.copying.pen import Pen
from conversations.dialogue.outcomes.export import SendCopy
from conversations.dialogue.phrases import say
from conversations.dialogue.taking import Turn
from conversations.records.copies import came_just_now
from conversations.records.export import copy_of
from conversations.records.export_kinds import Scope
from conversations.records.reminders import ReminderKind

CAPTIONS = ("page", "data")  # in the order of the files


@carry_out.register
def _send_copy(outcome: SendCopy, turn: Turn) -> None:
    if came_just_now(turn.session, turn.me.id, turn.now):
        return turn.show(say("export.again.text"))
    since = turn.now - timedelta(days=outcome.days) if outcome.days is not None else None
    copy = copy_of(turn.session, turn.sealer, turn.me, Scope(frozenset(outcome.parts), since, outcome.theirs))
    pen = Pen(turn.desk.book, turn.me.language, turn.me.zone or "UTC")
    turn.show(say("export.sent.text"))
    captions = [say(f"export.caption.{caption}") for caption in CAPTIONS]
    give_files(documents_of(copy, pen, turn.now), captions, ReminderKind.COPY_GOES, turn)

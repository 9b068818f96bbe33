"""Carries out that somebody is given their notes: two files, into their private chat and nowhere else."""

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.carry_out.files import give_files
from conversations.dialogue.copying.notes import notes_of
from conversations.dialogue.copying.pen import Pen
from conversations.dialogue.outcomes.take_along import GiveNotes
from conversations.dialogue.phrases import say
from conversations.dialogue.taking import Turn
from conversations.records.reminders import ReminderKind

CAPTIONS = ("page", "plain")  # in the order of the files


@carry_out.register
def _give_notes(outcome: GiveNotes, turn: Turn) -> None:
    pen = Pen(turn.desk.book, turn.me.language, turn.me.zone or "UTC")
    captions = [say(f"take_along.caption.{caption}") for caption in CAPTIONS]
    files = notes_of(outcome.parts, turn.my_name, pen, turn.now)
    give_files(files, captions, ReminderKind.NOTES_GO, turn)

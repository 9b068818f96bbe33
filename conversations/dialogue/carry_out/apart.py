"""Carries out keeping to one's own parts, and opening what has waited."""

from dataclasses import replace

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.carry_out.people import plan_ahead
from conversations.dialogue.outcomes.apart import ComeTogether, DropNotes, KeepApart, OpenNextNote, OpenNote
from conversations.dialogue.outcomes.waiting import waiting_buttons
from conversations.dialogue.phrasebook import Text
from conversations.dialogue.phrases import say
from conversations.dialogue.taking import Turn
from conversations.records.deliveries import Message
from conversations.records.pulse import drop_wish
from conversations.records.waiting_notes import count_notes, drop_notes, oldest_note, take_note


@carry_out.register
def _keep_apart(outcome: KeepApart, turn: Turn) -> None:
    turn.me.apart_since = turn.me.apart_since or turn.now
    drop_wish(turn.session, turn.me.id)
    plan_ahead(turn.me, turn)
    turn.session.flush()


@carry_out.register
def _come_together(outcome: ComeTogether, turn: Turn) -> None:
    turn.me.apart_since = None
    plan_ahead(turn.me, turn)
    turn.session.flush()


@carry_out.register
def _open_note(outcome: OpenNote, turn: Turn) -> None:
    message = take_note(turn.session, turn.sealer, turn.me.id, outcome.id)
    if message is None:
        return turn.moved_on()
    if message.picture and turn.tapped is not None:  # it cannot take the place of words
        turn.desk.post(turn.me, Message(Text(""), edits=turn.tapped))
    place = None if message.picture else turn.tapped
    turn.desk.post(turn.me, replace(message, edits=place, silent=False))
    turn.tapped = None


@carry_out.register
def _open_next_note(outcome: OpenNextNote, turn: Turn) -> None:
    """The note stays where it is shown; the question whether to go on comes below it."""
    id = oldest_note(turn.session, turn.me.id)
    if id is None:
        return turn.show(say("waiting.none.text"))
    _open_note(OpenNote(id), turn)
    left = count_notes(turn.session, turn.me.id)
    if left:
        turn.show(say("waiting.more.text", count=left), waiting_buttons())


@carry_out.register
def _drop_notes(outcome: DropNotes, turn: Turn) -> None:
    drop_notes(turn.session, turn.me.id)

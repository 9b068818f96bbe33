"""Carries out what becomes of a limit. Nobody else notices any of it, unless it is sent."""

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.carry_out.notes import send_note
from conversations.dialogue.outcomes import Button, rows
from conversations.dialogue.outcomes.limits import DropLimit, KeepLimit, ShareLimit, TellLimit
from conversations.dialogue.outcomes.notes import SendNote
from conversations.dialogue.phrases import say
from conversations.dialogue.taking import Turn
from conversations.records.notes import NoteKind
from conversations.records.own_limits import (
    OwnLimit,
    is_told,
    keep_limit,
    let_go_of_limit,
    mark_told,
    read_limit,
)


@carry_out.register
def _keep_limit(outcome: KeepLimit, turn: Turn) -> None:
    keep_limit(turn.session, turn.sealer, turn.me.id, outcome.card, turn.now)
    turn.show(say("limits.kept.text"), rows(Button(say("limits.button.list"), "limits")))


@carry_out.register
def _tell_limit(outcome: TellLimit, turn: Turn) -> None:
    _send(keep_limit(turn.session, turn.sealer, turn.me.id, outcome.card, turn.now), outcome.place, turn)


@carry_out.register
def _share_limit(outcome: ShareLimit, turn: Turn) -> None:
    limit = turn.session.get(OwnLimit, outcome.limit)
    couple_id = turn.couple.id if turn.couple is not None else None
    if limit is None or limit.partner_id != turn.me.id or is_told(turn.session, limit, couple_id):
        return turn.moved_on()
    return _send(limit, outcome.place, turn)


def _send(limit: OwnLimit, place: str, turn: Turn) -> None:
    card = read_limit(turn.session, turn.sealer, limit)
    note = send_note(SendNote(NoteKind.LIMIT, card, place), turn)
    if note is not None:
        mark_told(turn.session, limit, note.id)


@carry_out.register
def _drop_limit(outcome: DropLimit, turn: Turn) -> None:
    gone = let_go_of_limit(turn.session, turn.me.id, outcome.limit)
    turn.toast_or_show(say("limits.gone") if gone else say("dialogue.moved_on"))

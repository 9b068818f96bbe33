"""Carries out what a person deletes, and for how long they keep things. Deleting twice changes nothing, and says so."""

from sqlmodel import select

from conversations.dialogue.agreeing import take_back
from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.carry_out.people import take_back_together
from conversations.dialogue.outcomes.people import (
    ClearHistory,
    DeleteEverything,
    DeletePrivate,
    KeepFor,
    TakeBackShared,
)
from conversations.dialogue.phrasebook import Reader, Text
from conversations.dialogue.phrases import say
from conversations.dialogue.taking import Turn
from conversations.records.copies import files_of
from conversations.records.couples import Couple
from conversations.records.database import scrub_afterwards
from conversations.records.deliveries import Message, Urgency
from conversations.records.forgetting import (
    couples_of,
    forget_private,
    forget_private_parts,
    forget_shared,
    is_shared,
)
from conversations.records.parting import erase_person
from conversations.records.renewing import clear_history
from conversations.records.taking_back import take_back_all


@carry_out.register
def _keep_for(outcome: KeepFor, turn: Turn) -> None:
    turn.me.keeps_days = outcome.days
    turn.session.flush()


@carry_out.register
def _delete_private(outcome: DeletePrivate, turn: Turn) -> None:
    gone = forget_private(turn.session, turn.me)
    gone += forget_private_parts(turn.session, turn.sealer, turn.me)
    scrub_afterwards(turn.session)
    _say_done(turn, "private", gone)


@carry_out.register
def _take_back_shared(outcome: TakeBackShared, turn: Turn) -> None:
    _say_done(turn, "shared", take_back_all(turn.session, turn.sealer, turn.me, turn.now))


@carry_out.register
def _clear_history(outcome: ClearHistory, turn: Turn) -> None:
    """Whoever is no longer together with somebody has nobody told."""
    gone = sum(_clear(pair, turn) for pair in couples_of(turn.session, turn.me))
    if gone and turn.partner is not None:
        line = say("delete.history_told")
        turn.desk.to_person(turn.partner, line, urgency=Urgency.RELAY, author=turn.me)
    _say_done(turn, "history", gone)


def _clear(pair: Couple, turn: Turn) -> int:
    if not turn.session.exec(select(is_shared(pair.id))).one():
        return 0
    if pair.id != turn.me.couple_id:
        return forget_shared(turn.session, turn.sealer, pair)
    turn.couple, gone = clear_history(turn.session, turn.sealer, pair, turn.now)
    return gone


def _say_done(turn: Turn, what: str, rows: int) -> None:
    turn.show(say(f"delete.{what}_done.text" if rows else "delete.nothing.text"))


@carry_out.register
def _delete_everything(outcome: DeleteEverything, turn: Turn) -> None:
    if turn.couple is not None:
        take_back_together(turn, turn.couple)
    take_back(turn, turn.me)
    copies = files_of(turn.session, turn.me.id)
    erase_person(turn.session, turn.sealer, turn.me, turn.now)
    _take_copies_away(copies, turn)
    _say_goodbye(turn)


def _take_copies_away(files: tuple[int, ...], turn: Turn) -> None:
    """What was exported within the hour does not outlast what it was made of."""
    if files:
        message = Message(Text(""), deletes=files)
        turn.desk.post_to(turn.me.telegram_id, "lobby", message, Urgency.RELAY)


def _say_goodbye(turn: Turn) -> None:
    """One last line, sealed with nobody's key: theirs is gone."""
    text = turn.desk.book.render(say("delete.everything_done.text"), Reader(turn.me.language))
    message = Message(text, edits=turn.tapped)
    turn.desk.post_to(turn.me.telegram_id, "lobby", message)

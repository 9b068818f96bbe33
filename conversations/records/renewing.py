"""Clears what two people shared while they stay together: they go on as a new couple, with a key of its own.

The old couple's name goes on the list of what was erased; a couple that went on under that name would be erased with it
whenever Attune starts.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, update
from sqlmodel import Session, SQLModel, col, select

from conversations.records.checkins import Sheet
from conversations.records.couples import ChatState, Couple
from conversations.records.deliveries import Delivery, DeliveryState
from conversations.records.forgetting import forget_shared, shared_sheets
from conversations.records.guesses import GuessSide, GuessState
from conversations.records.needs import Need, NeedState, add_need, read_card
from conversations.records.notes import Keepsake
from conversations.records.own_questions import OwnQuestion, keep_words, read_question
from conversations.records.partners import partners_of
from conversations.records.pauses import Pause, PauseState
from conversations.records.sealing import Sealer, person
from conversations.records.waiting_notes import WaitingNote

SHARED = ("sheet ", "need ", "note ")  # what a message is about that tells something of both


def clear_history(session: Session, sealer: Sealer, pair: Couple, now: datetime) -> tuple[Couple, int]:
    """The couple that goes on, and how many rows went. What is nobody's but one person's goes along: halves of
    check-ins that the other has not seen, cards not sent yet, questions not asked yet, copies they keep, waiting for a guess round; and so does a pause that runs."""
    _cancel_words(session, pair)
    fresh = _successor(session, pair, now)
    unseen = col(Sheet.couple_id) == pair.id, col(Sheet.id).not_in(shared_sheets(pair.id))
    _move(session, Sheet, fresh, *unseen)
    _move(session, Pause, fresh, col(Pause.couple_id) == pair.id, col(Pause.state) != PauseState.OVER)
    _move(session, Keepsake, fresh, col(Keepsake.couple_id) == pair.id)
    waiting = col(GuessSide.couple_id) == pair.id, col(GuessSide.state) == GuessState.WAITING
    _move(session, GuessSide, fresh, *waiting)
    _move_held_cards(session, sealer, pair, fresh)
    _move_questions(session, sealer, pair, fresh)
    return fresh, forget_shared(session, sealer, pair)


def _successor(session: Session, pair: Couple, now: datetime) -> Couple:
    fresh = Couple(
        state=pair.state,
        chat_state=pair.chat_state,
        admin=pair.admin,
        language=pair.language,
        hello_message_id=pair.hello_message_id,
        created_at=now,
    )
    chat, pair.chat, pair.chat_state = pair.chat, None, ChatState.NONE
    session.add(fresh)
    session.flush()
    fresh.chat = chat
    for partner in partners_of(session, pair.id):
        partner.couple_id = fresh.id
    session.flush()
    return fresh


def _move(session: Session, table: type[SQLModel], to: Couple, *which: ColumnElement[bool]) -> None:
    session.execute(update(table).where(*which).values(couple_id=to.id))


def _move_held_cards(session: Session, sealer: Sealer, pair: Couple, fresh: Couple) -> None:
    held = select(Need).where(Need.couple_id == pair.id, Need.state == NeedState.HELD)
    for need in session.exec(held).all():
        card = read_card(session, sealer, need)
        need.couple_id = fresh.id
        add_need(session, sealer, need, card)


def _move_questions(session: Session, sealer: Sealer, pair: Couple, fresh: Couple) -> None:
    """Those that no opened check-in has asked are still their author's alone."""
    asked = session.exec(select(Sheet.prompt).where(col(Sheet.id).in_(shared_sheets(pair.id)))).all()
    for row in session.exec(select(OwnQuestion).where(OwnQuestion.couple_id == pair.id)).all():
        if row.prompt not in asked:
            words = read_question(session, sealer, row)
            row.couple_id = fresh.id
            keep_words(session, sealer, row, words)
    session.flush()


def _cancel_words(session: Session, pair: Couple) -> None:
    """What one of the two had on its way to the other, and what waits there unopened."""
    both = [one.id for one in partners_of(session, pair.id)]
    private = col(Delivery.owner).in_([person(id) for id in both])
    waiting = update(Delivery).where(private, col(Delivery.state) == DeliveryState.PENDING)
    shared = or_(col(Delivery.author_id).in_(both), *(col(Delivery.about).startswith(one) for one in SHARED))
    session.execute(waiting.where(shared).values(state=DeliveryState.DEAD, body=b""))
    session.execute(delete(WaitingNote).where(col(WaitingNote.partner_id).in_(both)))

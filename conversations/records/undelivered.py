"""Finds out which cards never came to the person they are for: those they read nowhere else either."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from conversations.records.couples import Couple
from conversations.records.deliveries import Delivery, DeliveryState
from conversations.records.needs import Need, NeedState
from conversations.records.notes import Note, NoteState
from conversations.records.partners import Partner
from conversations.records.reminders import drop_reminders
from conversations.records.sealing import person
from conversations.records.waiting_notes import WaitingNote

ARRIVED = (DeliveryState.SENT, DeliveryState.UNCONFIRMED)


def never_arrived(session: Session, reader: Partner, kind: str, cards: Sequence[Need | Note]) -> set[int]:
    """Of the cards of a kind, "need" or "note", for this person: the ids of those that are on their way, wait
    unopened, or were given up on."""
    closed = unopened(session, reader.id)
    lost = {one.id for one in cards if f"{kind} {one.id}" in closed}
    waiting = {f"{kind} {one.id}": one for one in cards if UNTOUCHED[kind](one)}
    if not waiting:
        return lost
    shared = select(Couple.chat).where(Couple.id == reader.couple_id, col(Couple.chat).is_not(None))
    chats = [reader.telegram_id, *session.exec(shared)]
    there = select(Delivery.about, Delivery.author_id, Delivery.state).where(
        col(Delivery.chat).in_(chats), col(Delivery.author_id).is_not(None)
    )
    came: dict[int, bool] = {}
    for about, author_id, state in session.exec(there):
        if (card := waiting.get(about)) is not None and card.author_id == author_id:
            came[card.id] = came.get(card.id, False) or state in ARRIVED
    return lost | {id for id, arrived in came.items() if not arrived}


def _need_is_untouched(need: Any) -> bool:
    """Whether nothing came back on it yet: whoever answered had it before them."""
    return need.state == NeedState.OPEN and not need.told and not need.rounds


def _note_is_untouched(note: Any) -> bool:
    return note.state == NoteState.SENT and not note.answered_as


UNTOUCHED: dict[str, Callable[[Any], bool]] = {"need": _need_is_untouched, "note": _note_is_untouched}


def unopened(session: Session, partner_id: int) -> set[str]:
    """What waits for this person unopened is about: "need 41", "note 7", "sheet 3"."""
    return set(session.exec(select(WaitingNote.about).where(WaitingNote.partner_id == partner_id)))


def forget_lost(session: Session, before: datetime) -> int:
    """Cards whose delivery was given up on before that: once it is forgotten, nobody could tell that they never
    arrived. Their authors were told. Returns how many."""
    given_up = select(Delivery).where(
        Delivery.state == DeliveryState.DEAD,
        Delivery.due_at <= before,
        col(Delivery.author_id).is_not(None),
        or_(col(Delivery.about).startswith("need "), col(Delivery.about).startswith("note ")),
    )
    return sum(_forget_card(session, one) for one in session.exec(given_up).all())


def _forget_card(session: Session, lost: Delivery) -> bool:
    kind, _, id = lost.about.partition(" ")
    card = session.get(Need, int(id)) if kind == "need" else session.get(Note, int(id))
    if card is None or card.author_id != lost.author_id or lost.owner == person(card.author_id):
        return False
    if not UNTOUCHED[kind](card) or _came_elsewhere(session, lost, card.author_id):
        return False
    drop_reminders(session, card.id)
    session.delete(card)
    session.flush()
    return True


def _came_elsewhere(session: Session, lost: Delivery, author_id: int) -> bool:
    """Whether another copy of it went where its reader sees it."""
    others = select(Delivery.state).where(
        Delivery.about == lost.about, Delivery.author_id == author_id, Delivery.owner != person(author_id)
    )
    return any(state in ARRIVED or state == DeliveryState.PENDING for state in session.exec(others))

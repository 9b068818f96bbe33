"""Keeps the books of the outbox: what may be sent now, and what became of it."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Integer, bindparam, exists, select, update
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as rows_of

from conversations.dialogue.phrasebook import Reader, in_both
from conversations.dialogue.phrases import say
from conversations.dialogue.turn import Attune, Claim, claims_of, desk_for
from conversations.records.couples import ChatState, Couple, move_chat
from conversations.records.deliveries import (
    LEASE,
    Delivery,
    DeliveryState,
    Message,
    Urgency,
    move_deliveries,
    read_message,
)
from conversations.records.partners import Partner
from conversations.records.sealing import WrongKey, person
from scheduler.errands import Arrived, Moved, Outcome, Refused, TryLater, Unreachable, Unsure

MOST_UNSURE = {Urgency.ANSWER: 3, Urgency.RELAY: 3}  # attempts of unknown outcome; the others: one
AGAIN = (timedelta(seconds=3), timedelta(seconds=20))  # after the first and the second of them

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Parcel:
    """A message on its way out: to be sent before `until`, or left to whoever claims it next."""

    claim: Claim
    chat_id: int
    message: Message
    until: datetime


def claim_due(
    session: Session, now: datetime, limit: int, besides: Collection[int] = (), chat: bytes | None = None
) -> list[Claim]:
    """Claim the oldest waiting message of each chat, if it is due: nobody else gets it before the lease ends.

    One statement; several processes may do it at once (PostgreSQL), or one after the other (SQLite).
    """
    session.flush()
    given = {"now": now, "until": now + LEASE, "most": limit, "besides": list(besides), "this_chat": chat}
    claimed = session.connection().execute(_claim_of(chat is not None), given)
    return sorted((Claim(id, epoch) for id, epoch in claimed), key=lambda claim: claim.delivery_id)


@cache
def _claim_of(one_chat: bool) -> ReturningUpdate[int, int]:
    """The statement that claims; put together once."""
    waiting = SQLModel.metadata.tables["delivery"]
    earlier, pending = waiting.alias("earlier"), DeliveryState.PENDING.value
    is_behind = exists().where(
        earlier.c.chat == waiting.c.chat, earlier.c.state == pending, earlier.c.id < waiting.c.id
    )
    due = select(waiting.c.id).where(
        waiting.c.state == pending, waiting.c.due_at <= bindparam("now"), ~is_behind
    )
    due = due.where(waiting.c.id.not_in(bindparam("besides", expanding=True)))
    if one_chat:
        due = due.where(waiting.c.chat == bindparam("this_chat"))
    oldest = (
        due.order_by(waiting.c.id).limit(bindparam("most", type_=Integer)).with_for_update(skip_locked=True)
    )
    claim = update(waiting).where(waiting.c.id.in_(select(oldest.cte("oldest").c.id)))
    return claim.values(
        due_at=bindparam("until"), attempts=waiting.c.attempts + 1, epoch=waiting.c.epoch + 1
    ).returning(waiting.c.id, waiting.c.epoch)


def open_parcel(session: Session, attune: Attune, claim: Claim, now: datetime) -> Parcel | tuple[Claim, ...]:
    """What is to be sent. From here on its outcome counts as unknown until it is settled.

    When it is not to be sent after all (too old, unsure too often, its key destroyed), what may go instead.
    """
    delivery = _held(session, claim)
    if delivery is None:
        return ()
    if delivery.expires_at <= now:
        return _give_up(session, attune, delivery, now, DeliveryState.DEAD, "expired")
    try:
        message = read_message(session, attune.sealer, delivery)
    except WrongKey:
        return _give_up(session, attune, delivery, now, DeliveryState.DEAD, "shredded")
    if message.edits is None and delivery.unsure >= _most_unsure(delivery):
        return _give_up(session, attune, delivery, now, DeliveryState.UNCONFIRMED, "unsure")
    if message.edits is None and delivery.unsure:
        message = _marked_as_repeat(session, attune, delivery, message)
    delivery.unsure += 1
    return Parcel(claim, attune.sealer.open_id(delivery.chat), message, delivery.due_at - LEASE / 2)


def settle(
    session: Session, attune: Attune, claim: Claim, now: datetime, outcome: Outcome
) -> tuple[Claim, ...]:
    """Note what became of an opened message. Returns what may be sent now.

    A claim that somebody else has taken over since changes nothing.
    """
    delivery = _held(session, claim)
    if delivery is None:
        log.warning("delivery %d was taken over; its outcome is not noted", claim.delivery_id)
        return ()
    match outcome:
        case Arrived(message_id):
            delivery.state, delivery.body, delivery.unsure = DeliveryState.SENT, b"", 0
            delivery.sent_at, delivery.sent_message_id = now, message_id
            return _follow(session, delivery, now)
        case TryLater(seconds):
            delivery.unsure -= 1
            delivery.due_at = now + timedelta(seconds=seconds)
            return ()
        case Moved(chat_id):
            return _move(session, attune, delivery, now, chat_id)
        case Unsure():
            return _doubt(session, attune, delivery, now)
        case Unreachable(reason):
            _note_unreachable(session, delivery, now)
            return _give_up(session, attune, delivery, now, DeliveryState.DEAD, reason)
        case Refused(reason):
            log.error("Telegram refused delivery %d, a mistake of ours: %s", delivery.id, reason)
            return _give_up(session, attune, delivery, now, DeliveryState.DEAD, "refused")


def lapse(session: Session, attune: Attune, now: datetime, limit: int) -> tuple[Claim, ...]:
    """Messages that nobody could send in their time are not sent any more."""
    old = rows_of(Delivery).where(
        Delivery.state == DeliveryState.PENDING, Delivery.expires_at <= now, Delivery.due_at <= now
    )
    found = session.exec(old.order_by(col(Delivery.id)).limit(limit).with_for_update(skip_locked=True)).all()
    return tuple(
        claim
        for delivery in found
        for claim in _give_up(session, attune, delivery, now, DeliveryState.DEAD, "expired")
    )


def release(session: Session, claims: Iterable[Claim], now: datetime) -> None:
    """Give back what was claimed and not opened: anybody may claim it at once."""
    for claim in claims:
        if (delivery := _held(session, claim)) is not None:
            delivery.due_at = now


def take_over(session: Session, now: datetime) -> None:
    """What a process that died had in hand is due at once, not only when its lease ends.

    Only for a process that has the database to itself: it cannot tell the dead from the living. A short wait
    that Telegram asked for may be forgotten with it; Telegram then asks again.
    """
    in_hand = update(Delivery).where(col(Delivery.state) == DeliveryState.PENDING, col(Delivery.attempts) > 0)
    leased = in_hand.where(col(Delivery.due_at) > now, col(Delivery.due_at) <= now + LEASE)
    session.execute(leased.values(due_at=now), execution_options={"synchronize_session": False})


def _held(session: Session, claim: Claim) -> Delivery | None:
    """The delivery, as long as this claim holds it."""
    mine = rows_of(Delivery).where(Delivery.id == claim.delivery_id, Delivery.epoch == claim.epoch)
    return session.exec(mine.where(Delivery.state == DeliveryState.PENDING).with_for_update()).first()


def _follow(session: Session, delivery: Delivery, now: datetime) -> tuple[Claim, ...]:
    """The next message of the same chat may go out at once."""
    return tuple(claim_due(session, now, 1, chat=delivery.chat))


def _most_unsure(delivery: Delivery) -> int:
    return MOST_UNSURE.get(Urgency(delivery.urgency), 1)


def _doubt(session: Session, attune: Attune, delivery: Delivery, now: datetime) -> tuple[Claim, ...]:
    """It may have arrived. Tried again, marked as a repeat, unless that would be too often."""
    if delivery.unsure >= _most_unsure(delivery):
        return _give_up(session, attune, delivery, now, DeliveryState.UNCONFIRMED, "unsure")
    delivery.due_at = now + AGAIN[min(delivery.unsure, len(AGAIN)) - 1]
    return ()


def _give_up(
    session: Session, attune: Attune, delivery: Delivery, now: datetime, state: DeliveryState, why: str
) -> tuple[Claim, ...]:
    """No more attempts. The words are forgotten, and whoever wrote them is told in neutral words."""
    log.info("delivery %d (%s) ends as %s: %s", delivery.id, delivery.urgency, state, why)
    delivery.state, delivery.body = state, b""
    desk = desk_for(session, now, attune)
    author = session.get(Partner, delivery.author_id) if delivery.author_id else None
    if author is not None and delivery.urgency == Urgency.RELAY and delivery.owner != person(author.id):
        end = "unconfirmed" if state == DeliveryState.UNCONFIRMED else "undelivered"
        desk.to_person(author, say(f"delivery.{end}.text"), urgency=Urgency.RELAY)
    return (*_follow(session, delivery, now), *claims_of(desk.posted))


def _note_unreachable(session: Session, delivery: Delivery, now: datetime) -> None:
    """Remember that a person, or the shared chat, does not get messages."""
    reader = _reader_of(session, delivery)
    match reader:
        case Partner():
            reader.unreachable_since = reader.unreachable_since or now
        case Couple() if reader.chat == delivery.chat:
            reader.chat_state = ChatState.GONE


def _move(
    session: Session, attune: Attune, delivery: Delivery, now: datetime, chat_id: int
) -> tuple[Claim, ...]:
    """The group has become another: its couple and everything that waits go along, and it is tried there."""
    old, new = delivery.chat, attune.sealer.seal_id(chat_id)
    delivery.unsure, delivery.due_at = delivery.unsure - 1, now
    session.flush()
    move_chat(session, attune.sealer, attune.sealer.open_id(old), chat_id)
    move_deliveries(session, old, new)
    session.refresh(delivery)
    return _follow(session, delivery, now)


def _marked_as_repeat(session: Session, attune: Attune, delivery: Delivery, message: Message) -> Message:
    reader = _reader_of(session, delivery)
    note = attune.book.render(say("delivery.again"), Reader(reader.language if reader else "en"))
    text = in_both(note, message.text)
    return Message(text, message.keyboard, message.edits, message.silent, message.ask_words)


def _reader_of(session: Session, delivery: Delivery) -> Partner | Couple | None:
    kind, _, id = delivery.owner.partition(":")
    match kind:
        case "person":
            return session.get(Partner, int(id))
        case "couple":
            return session.get(Couple, int(id))
        case _:
            return None

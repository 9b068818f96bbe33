"""Keeps the books of the outbox: what may be sent now, and what became of it."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session, col
from sqlmodel import select as rows_of

from conversations.dialogue.phrasebook import Reader
from conversations.dialogue.phrases import say
from conversations.dialogue.turn import Attune, desk_for
from conversations.dialogue.two_languages import in_both
from conversations.records.couples import ChatState, Couple, move_chat
from conversations.records.deliveries import (
    LEASE,
    Claim,
    Delivery,
    DeliveryState,
    Message,
    Parcel,
    Ready,
    Urgency,
    move_deliveries,
    read_message,
)
from conversations.records.partners import Partner
from conversations.records.sealing import WrongKey, person
from scheduler.arrivals import note_arrivals, taken_over
from scheduler.claims import claim_next, held, held_of
from scheduler.errands import Arrived, Crowded, Moved, Outcome, Refused, TryLater, Unreachable, Unsure
from scheduler.to_each import bring_to_each, is_for_two

MOST_UNSURE = {Urgency.ANSWER: 3, Urgency.RELAY: 3}  # attempts of unknown outcome; the others: one
AGAIN = (timedelta(seconds=3), timedelta(seconds=20))  # after the first and the second of them

log = logging.getLogger(__name__)


def open_parcel(session: Session, attune: Attune, claim: Claim, now: datetime) -> Parcel | tuple[Ready, ...]:
    """What is to be sent. From here on its outcome counts as unknown until it is settled.

    When it is not to be sent after all (too old, unsure too often, its key destroyed), what may go instead.
    """
    return _opened(session, attune, claim, held(session, claim), now)


def open_parcels(
    session: Session, attune: Attune, claims: Sequence[Claim], now: datetime
) -> list[Parcel | tuple[Ready, ...]]:
    """The same for many, with a few statements for all."""
    mine = held_of(session, claims)
    with suppress(WrongKey):  # said of the one it is about
        attune.sealer.fetch_keys(session, {delivery.owner for delivery in mine.values()})
    return [_opened(session, attune, claim, mine.get(claim), now) for claim in claims]


def _opened(
    session: Session, attune: Attune, claim: Claim, delivery: Delivery | None, now: datetime
) -> Parcel | tuple[Ready, ...]:
    if delivery is None:
        return ()
    if delivery.expires_at <= now:
        return _give_up(session, attune, delivery, now, DeliveryState.DEAD, "expired")
    try:
        message = read_message(session, attune.sealer, delivery)
    except WrongKey:
        return _give_up(session, attune, delivery, now, DeliveryState.DEAD, "shredded")
    if message.for_two and not is_for_two(session, delivery):
        return bring_to_each(session, attune, delivery, now) + _follow(session, delivery.chat, now)
    if not message.may_be_repeated and delivery.unsure >= _most_unsure(delivery):
        return _give_up(session, attune, delivery, now, DeliveryState.UNCONFIRMED, "unsure")
    if not message.may_be_repeated and delivery.unsure:
        message = _marked_as_repeat(session, attune, delivery, message)
    delivery.unsure += 1
    return Parcel(claim, attune.sealer.open_id(delivery.chat), message, delivery.due_at - LEASE / 2)


def settle(
    session: Session, attune: Attune, claim: Claim, now: datetime, outcome: Outcome
) -> tuple[Ready, ...]:
    """Note what became of an opened message. Returns what may be sent now.

    A claim that somebody else has taken over since changes nothing.
    """
    if isinstance(outcome, Arrived):
        return note_arrivals(session, [(claim, outcome.message_id)], now)[0]
    delivery = held(session, claim)
    if delivery is None:
        return taken_over(claim)
    match outcome:
        case TryLater(seconds):
            delivery.unsure -= 1
            delivery.due_at = now + timedelta(seconds=seconds)
            return ()
        case Moved(chat_id):
            return _move(session, attune, delivery, now, chat_id)
        case Crowded():
            return bring_to_each(session, attune, delivery, now) + _follow(session, delivery.chat, now)
        case Unsure():
            return _doubt(session, attune, delivery, now)
        case Unreachable(reason):
            _note_unreachable(session, delivery, now)
            return _give_up(session, attune, delivery, now, DeliveryState.DEAD, reason)
        case Refused(reason):
            log.error("Telegram refused delivery %d, a mistake of ours: %s", delivery.id, reason)
            return _give_up(session, attune, delivery, now, DeliveryState.DEAD, "refused")


def lapse(session: Session, attune: Attune, now: datetime, limit: int) -> tuple[Ready, ...]:
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


def _follow(session: Session, chat: bytes, now: datetime) -> tuple[Ready, ...]:
    """The next message of the same chat may go out at once."""
    return tuple(claim_next(session, now, {chat}).values())


def _most_unsure(delivery: Delivery) -> int:
    return MOST_UNSURE.get(Urgency(delivery.urgency), 1)


def _doubt(session: Session, attune: Attune, delivery: Delivery, now: datetime) -> tuple[Ready, ...]:
    """It may have arrived. Tried again, marked as a repeat, unless that would be too often."""
    if delivery.unsure >= _most_unsure(delivery):
        return _give_up(session, attune, delivery, now, DeliveryState.UNCONFIRMED, "unsure")
    delivery.due_at = now + AGAIN[min(delivery.unsure, len(AGAIN)) - 1]
    return ()


def _give_up(
    session: Session, attune: Attune, delivery: Delivery, now: datetime, state: DeliveryState, why: str
) -> tuple[Ready, ...]:
    """No more attempts. The words are forgotten, and whoever wrote them is told in neutral words."""
    log.info("delivery %d (%s) ends as %s: %s", delivery.id, delivery.urgency, state, why)
    delivery.state, delivery.body = state, b""
    desk = desk_for(session, now, attune)
    author = session.get(Partner, delivery.author_id) if delivery.author_id else None
    if author is not None and delivery.urgency == Urgency.RELAY and delivery.owner != person(author.id):
        end = "unconfirmed" if state == DeliveryState.UNCONFIRMED else "undelivered"
        desk.to_author(author, say(f"delivery.{end}.text"))
    return (*_follow(session, delivery.chat, now), *desk.ready)


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
) -> tuple[Ready, ...]:
    """The group has become another: its couple and everything that waits go along, and it is tried there."""
    old, new = delivery.chat, attune.sealer.seal_id(chat_id)
    delivery.unsure, delivery.due_at = delivery.unsure - 1, now
    session.flush()
    if not move_chat(session, attune.sealer, attune.sealer.open_id(old), chat_id):
        return _give_up(session, attune, delivery, now, DeliveryState.DEAD, "another couple's chat")
    move_deliveries(session, old, new)
    session.refresh(delivery)
    return _follow(session, delivery.chat, now)


def _marked_as_repeat(session: Session, attune: Attune, delivery: Delivery, message: Message) -> Message:
    reader = _reader_of(session, delivery)
    note = attune.book.render(say("delivery.again"), Reader(reader.language if reader else "en"))
    text = in_both(note, message.text)
    return replace(message, text=text)


def _reader_of(session: Session, delivery: Delivery) -> Partner | Couple | None:
    kind, _, id = delivery.owner.partition(":")
    match kind:
        case "person":
            return session.get(Partner, int(id))
        case "couple":
            return session.get(Couple, int(id))
        case _:
            return None

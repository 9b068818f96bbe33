"""Claims what may be sent now, and gives claims back."""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import Integer, Select, bindparam, exists, select, update
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as rows_of

from conversations.records.deliveries import (
    LEASE,
    REPEATABLE,
    Claim,
    Delivery,
    DeliveryState,
    Parcel,
    Ready,
)

Which = Literal["of some chats", "with an answer", "all"]


def claim_due(session: Session, now: datetime, limit: int, besides: Collection[int] = ()) -> list[Claim]:
    """Claim the oldest waiting message of each chat, if it is due: nobody else gets it before the lease ends.

    Chats where an answer or a partner's words wait come first, however many questions of the evening were due
    before (P10). Several processes may do it at once (PostgreSQL), or one after the other (SQLite).
    """
    session.flush()
    given = {"now": now, "until": now + LEASE, "most": limit, "besides": list(besides)}
    first = _claimed(session, "with an answer", given)
    if len(first) == limit:
        return first
    return first + _claimed(session, "all", given | {"most": limit - len(first)})


def claim_next(session: Session, now: datetime, chats: Collection[bytes]) -> dict[bytes, Claim]:
    """Claim the oldest waiting message of each of these chats, if it is due."""
    session.flush()
    given = {"now": now, "until": now + LEASE, "besides": [], "chats": list(chats)}
    claimed = session.connection().execute(_claim_of("of some chats"), given)
    return {chat: Claim(id, epoch) for id, epoch, chat in claimed}


def _claimed(session: Session, which: Which, given: dict[str, Any]) -> list[Claim]:
    claimed = session.connection().execute(_claim_of(which), given)
    return sorted((Claim(id, epoch) for id, epoch, _ in claimed), key=lambda claim: claim.delivery_id)


@cache
def _claim_of(which: Which) -> ReturningUpdate[int, int, bytes]:
    """The statement that claims; put together once. It follows the index of what is due, and stops when it has
    enough."""
    waiting = SQLModel.metadata.tables["delivery"]
    earlier, pending = waiting.alias("earlier"), DeliveryState.PENDING.value
    is_behind = exists().where(
        earlier.c.chat == waiting.c.chat, earlier.c.state == pending, earlier.c.id < waiting.c.id
    )
    due = select(waiting.c.id).where(
        waiting.c.state == pending, waiting.c.due_at <= bindparam("now"), ~is_behind
    )
    due = due.where(waiting.c.id.not_in(bindparam("besides", expanding=True)))
    match which:
        case "of some chats":
            due = due.where(waiting.c.chat.in_(bindparam("chats", expanding=True)))
        case "with an answer":
            due = due.where(waiting.c.chat.in_(_chats_with_an_answer()))
    if which != "of some chats":
        due = due.order_by(waiting.c.due_at).limit(bindparam("most", type_=Integer))
    oldest = due.with_for_update(skip_locked=True)
    claim = update(waiting).where(waiting.c.id.in_(select(oldest.cte("oldest").c.id)))
    return claim.values(
        due_at=bindparam("until"), attempts=waiting.c.attempts + 1, epoch=waiting.c.epoch + 1
    ).returning(waiting.c.id, waiting.c.epoch, waiting.c.chat)


def _chats_with_an_answer() -> Select[Any]:
    answer = SQLModel.metadata.tables["delivery"].alias("answer")
    return select(answer.c.chat).where(
        answer.c.state == DeliveryState.PENDING.value,
        answer.c.due_at <= bindparam("now"),
        answer.c.urgency.in_([urgency.value for urgency in REPEATABLE]),
    )


def claim_of(one: Ready) -> Claim:
    """By which claim it is sent."""
    return one.claim if isinstance(one, Parcel) else one


def held(session: Session, claim: Claim) -> Delivery | None:
    """The delivery, as long as this claim holds it."""
    mine = rows_of(Delivery).where(Delivery.id == claim.delivery_id, Delivery.epoch == claim.epoch)
    return session.exec(mine.where(Delivery.state == DeliveryState.PENDING).with_for_update()).first()


def held_of(session: Session, claims: Collection[Claim]) -> dict[Claim, Delivery]:
    """The deliveries that these claims hold."""
    mine = rows_of(Delivery).where(col(Delivery.id).in_([claim.delivery_id for claim in claims]))
    pending = mine.where(Delivery.state == DeliveryState.PENDING).order_by(col(Delivery.id))
    found = {Claim(one.id or 0, one.epoch): one for one in session.exec(pending.with_for_update())}
    return {claim: found[claim] for claim in claims if claim in found}


def still_held(session: Session, claim: Claim) -> bool:
    """Whether a message that had to wait is still to be sent by this claim: it may have been taken back since."""
    return held(session, claim) is not None


def release(session: Session, ready: Iterable[Ready], now: datetime) -> None:
    """Give back what was not begun to be sent: anybody may claim it at once."""
    for one in ready:
        if (delivery := held(session, claim_of(one))) is not None:
            delivery.due_at = now
            delivery.unsure -= isinstance(one, Parcel)


def take_over(session: Session, now: datetime) -> None:
    """What a process that died had in hand is due at once, not only when its lease ends.

    Only for a process that has the database to itself: it cannot tell the dead from the living. A short wait
    that Telegram asked for may be forgotten with it; Telegram then asks again.
    """
    in_hand = update(Delivery).where(col(Delivery.state) == DeliveryState.PENDING, col(Delivery.attempts) > 0)
    leased = in_hand.where(col(Delivery.due_at) > now, col(Delivery.due_at) <= now + LEASE)
    session.execute(leased.values(due_at=now), execution_options={"synchronize_session": False})

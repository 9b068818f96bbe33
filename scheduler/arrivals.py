"""Notes that messages have arrived, and finds out what may follow them: a few statements, however many they are."""

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, Update, bindparam, select, update
from sqlmodel import Session, SQLModel

from conversations.records.deliveries import Claim, DeliveryState, Ready
from scheduler.claims import claim_next

Arrival = tuple[Claim, int | None]  # and the number that Telegram gave the message

log = logging.getLogger(__name__)


def note_arrivals(session: Session, arrivals: Sequence[Arrival], now: datetime) -> list[tuple[Ready, ...]]:
    """Their words are forgotten. For each, the next message of its chat, which may go out at once.

    A claim that somebody else has taken over since changes nothing.
    """
    session.flush()
    connection = session.connection()
    ids = [claim.delivery_id for claim, _ in arrivals]
    chats = {Claim(id, epoch): chat for id, epoch, chat in connection.execute(_mine(), {"ids": ids})}
    noted = [
        {"arrived": claim.delivery_id, "now": now, "message_id": number}
        for claim, number in arrivals
        if claim in chats
    ]
    if noted:
        connection.execute(_note(), noted)
    next_of = claim_next(session, now, set(chats.values()))
    return [_follow(claim, chats, next_of) for claim, _ in arrivals]


def _follow(claim: Claim, chats: dict[Claim, bytes], next_of: dict[bytes, Claim]) -> tuple[Ready, ...]:
    if claim not in chats:
        return taken_over(claim)
    follows = next_of.pop(chats[claim], None)
    return () if follows is None else (follows,)


def taken_over(claim: Claim) -> tuple[Ready, ...]:
    """Somebody else has this delivery now: what became of it here changes nothing."""
    log.warning("delivery %d was taken over; its outcome is not noted", claim.delivery_id)
    return ()


@cache
def _mine() -> Select[Any]:
    sent = SQLModel.metadata.tables["delivery"]
    mine = select(sent.c.id, sent.c.epoch, sent.c.chat).where(
        sent.c.id.in_(bindparam("ids", expanding=True)), sent.c.state == DeliveryState.PENDING.value
    )
    return mine.order_by(sent.c.id).with_for_update()


@cache
def _note() -> Update:
    """What happens to nearly every message; put together once."""
    sent = SQLModel.metadata.tables["delivery"]
    return (
        update(sent)
        .where(sent.c.id == bindparam("arrived"))
        .values(
            state=DeliveryState.SENT.value,
            body=b"",
            unsure=0,
            sent_at=bindparam("now"),
            sent_message_id=bindparam("message_id"),
        )
    )

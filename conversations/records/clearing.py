"""Finds what stands in a private chat, so that it can be taken away, and calls back what is on its way there."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import update
from sqlmodel import Session, col, select
from sqlmodel import select as rows_of

from conversations.records.deliveries import Delivery, DeliveryState, Message, Urgency, read_message
from conversations.records.sealing import Sealer
from conversations.records.updates import SeenUpdate

CLEARING = "clearing"  # what a delivery is about that takes messages away
BEFORE, AFTER = 1000, 100  # numbers; what was answered without being remembered stands among them


@dataclass(frozen=True)
class Waiting:
    """A message of another one's that was called back."""

    message: Message
    author_id: int | None


def messages_in(session: Session, chat: bytes) -> set[int]:
    """The numbers of all messages known to stand in a private chat, of either side: those of the last 48 hours."""
    sent = select(Delivery.sent_message_id).where(
        Delivery.chat == chat, col(Delivery.sent_message_id).is_not(None)
    )
    written = select(SeenUpdate.message_id).where(
        SeenUpdate.chat == chat, col(SeenUpdate.message_id).is_not(None)
    )
    return {number for number in (*session.exec(sent), *session.exec(written)) if number is not None}


def newest_first(numbers: Collection[int]) -> tuple[int, ...]:
    """As they are taken away: what was written last is gone first."""
    return tuple(sorted(numbers, reverse=True))


def around(known: Collection[int]) -> tuple[int, ...]:
    """Numbers that messages nobody noted may have, the newest first: private help is kept nowhere, and what is on
    its way has no number yet.

    All private chats of a bot share one count, so most of these are nothing here; Telegram skips them.
    """
    if not known:
        return ()
    newest = max(known)
    return tuple(number for number in range(newest + AFTER, newest - BEFORE, -1) if number > 0)


def call_back(session: Session, sealer: Sealer, chat: bytes) -> list[Waiting]:
    """What waits for this chat is not sent, unless it may have gone out just now. Returns what of it another one
    wrote: that is not to be lost.

    No message that stands there is changed any more either: to change one that is gone would bring it back.
    """
    waits = rows_of(Delivery).where(
        Delivery.chat == chat, Delivery.state == DeliveryState.PENDING, Delivery.unsure == 0
    )
    found = session.exec(waits.order_by(col(Delivery.id)).with_for_update(skip_locked=True)).all()
    relayed = [one for one in found if one.urgency == Urgency.RELAY and one.about != CLEARING]
    theirs = [Waiting(read_message(session, sealer, one), one.author_id) for one in relayed]
    for one in found:
        one.state, one.body = DeliveryState.DEAD, b""
    session.flush()
    here = update(Delivery).where(col(Delivery.chat) == chat, col(Delivery.about) != CLEARING)
    session.execute(here.values(about=""))
    return theirs

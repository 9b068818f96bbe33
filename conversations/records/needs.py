"""What one partner asks of the other, and what became of it."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, bindparam, func, update
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.dialogue.phrases import Value, from_plain, to_plain
from conversations.records.database import new_id
from conversations.records.sealing import Sealed, Sealer, couple


class NeedState(StrEnum):
    """Where a need stands (flows.md 9.3)."""

    HELD = "held"  # written, not sent
    OPEN = "open"  # sent
    HEARD = "heard"  # "I hear you"
    ACCEPTED = "accepted"  # "I can do that", at a time
    DEFERRED = "deferred"  # "Not now", with a time
    DECLINED = "declined"  # "I can't do this one"
    OFFERED = "offered"  # something else instead
    CLOSED = "closed"  # over, however it went


class Need(SQLModel, table=True):
    """A need, or words sent with help (`kind` = "words"), from one partner to the other."""

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    couple_id: int = Field(foreign_key="couple.id", index=True, sa_type=BigInteger)
    author_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    reader_id: int = Field(foreign_key="partner.id", sa_type=BigInteger)
    kind: str
    place: str  # "us" or "partner"
    state: str = Field(default=NeedState.OPEN, index=True)
    card: bytes | None = None  # sealed: the phrase that was previewed
    asked_for: str = ""  # now, tonight, tomorrow, week, no_rush
    said_back: bytes | None = None  # sealed: what the reader heard
    rounds: int = 0  # of saying back, two at most
    kept_at: datetime | None = None  # when it was promised for, or put off to
    moved: bool = False  # a kept time can move once
    closed_as: str = ""  # helped, partly, no, rested, withdrawn, declined
    created_at: datetime
    changed_at: datetime


LIVE = (NeedState.OPEN, NeedState.HEARD, NeedState.ACCEPTED, NeedState.DEFERRED, NeedState.OFFERED)
REST_AFTER_NO = timedelta(hours=24)  # flows.md 9.3


def add_need(session: Session, sealer: Sealer, need: Need, card: Value) -> Need:
    """Keep a need; its card is sealed for the couple."""
    need.card = sealer.seal(session, _card_of(need), json.dumps(to_plain(card), ensure_ascii=False))
    session.add(need)
    session.flush()
    return need


def read_card(session: Session, sealer: Sealer, need: Need) -> Value:
    """Exactly what was previewed; nothing once it was taken back."""
    if need.card is None:
        return None
    return from_plain(json.loads(sealer.open(session, _card_of(need), need.card)))


def change_need(
    session: Session,
    need_id: int,
    to: NeedState,
    now: datetime,
    since: Iterable[NeedState] = LIVE,
    **more: Any,
) -> bool:
    """Move a need on; False when someone or something else was first."""
    guarded = update(Need).where(col(Need.id) == need_id, col(Need.state).in_(list(since)))
    changed = guarded.values(state=to, changed_at=now, **more).returning(col(Need.id))
    return session.execute(changed, execution_options={"synchronize_session": "fetch"}).first() is not None


def keep_said_back(session: Session, sealer: Sealer, need: Need, heard: str) -> None:
    """What the reader heard, in their own words."""
    need.said_back = sealer.seal(session, Sealed(couple(need.couple_id), "need.said_back", need.id), heard)


def read_said_back(session: Session, sealer: Sealer, need: Need) -> str:
    """What the reader said they heard."""
    if need.said_back is None:
        return ""
    return sealer.open(session, Sealed(couple(need.couple_id), "need.said_back", need.id), need.said_back)


def count_open(session: Session, author_id: int) -> int:
    """How many cards of this person wait for a first answer; three at most."""
    return session.exec(_OPEN, params={"author": author_id}).one()


def resting_kinds(session: Session, author_id: int, now: datetime) -> tuple[str, ...]:
    """Kinds that were declined within a day: asking again tomorrow may land better."""
    given = {"author": author_id, "since": now - REST_AFTER_NO}
    return tuple(session.exec(_RESTING, params=given))


def _card_of(need: Need) -> Sealed:
    return Sealed(couple(need.couple_id), "need.card", need.id)


_OPEN = select(func.count()).where(
    col(Need.author_id) == bindparam("author"), col(Need.state) == NeedState.OPEN.value
)
_RESTING = (
    select(col(Need.kind))
    .where(col(Need.author_id) == bindparam("author"), col(Need.closed_as) == "declined")
    .where(col(Need.changed_at) > bindparam("since"))
    .distinct()
)

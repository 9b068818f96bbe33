"""What one partner asks of the other, and what became of it."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Update, bindparam, delete, func, update
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
    kept_at: datetime | None = None  # when it was promised for, put off to, or held until
    moved: bool = False  # a kept time can move once
    told: str = Field(default="", sa_column_kwargs={"server_default": ""})  # what was said once: "line ask"
    declined_at: datetime | None = Field(default=None, index=True)  # the same kind rests for a day
    closed_as: str = ""  # helped, partly, no, rested, withdrawn
    created_at: datetime
    changed_at: datetime


LIVE = (
    NeedState.OPEN,
    NeedState.HEARD,
    NeedState.ACCEPTED,
    NeedState.DEFERRED,
    NeedState.DECLINED,
    NeedState.OFFERED,
)
NO_KIND = "words"  # a plain message is of no kind that could rest
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
    return _changed(session, guarded.values(state=to, changed_at=now, **more))


def keep_said_back(session: Session, sealer: Sealer, need: Need, heard: str) -> None:
    """What the reader heard, in their own words."""
    need.said_back = sealer.seal(session, Sealed(couple(need.couple_id), "need.said_back", need.id), heard)


def read_said_back(session: Session, sealer: Sealer, need: Need) -> str:
    """What the reader said they heard."""
    if need.said_back is None:
        return ""
    return sealer.open(session, Sealed(couple(need.couple_id), "need.said_back", need.id), need.said_back)


def put_off_need(session: Session, need_id: int, at: datetime, now: datetime) -> bool:
    """Come back to it at `at`: the first time, or moved once. False when that was done, or it has moved on."""
    first = change_need(
        session, need_id, NeedState.DEFERRED, now, (NeedState.OPEN, NeedState.HEARD), kept_at=at
    )
    return first or _move(session, need_id, at, now)


def _move(session: Session, need_id: int, at: datetime, now: datetime) -> bool:
    put_off = update(Need).where(col(Need.id) == need_id, col(Need.state) == NeedState.DEFERRED)
    once = put_off.where(col(Need.moved).is_(False)).values(kept_at=at, moved=True, changed_at=now)
    return _changed(session, once)


def tell_once(session: Session, need: Need, what: str) -> bool:
    """Note that this is said about it; False when it was said before, or the card is not live any more."""
    before = need.told
    if what in before.split():
        return False
    live = update(Need).where(col(Need.id) == need.id, col(Need.state).in_(LIVE), col(Need.told) == before)
    return _changed(session, live.values(told=f"{before} {what}".strip()))


def next_round(session: Session, need: Need, most: int) -> bool:
    """One more round of saying back; after the first only where its author asked for more."""
    before = need.rounds
    if before >= most or (before and "more" not in need.told.split()):
        return False
    live = update(Need).where(col(Need.id) == need.id, col(Need.state).in_(LIVE), col(Need.rounds) == before)
    return _changed(session, live.values(rounds=before + 1))


def drop_held(session: Session, need_id: int, author_id: int) -> bool:
    """Forget a card that was never sent; False when there is none of this author's."""
    held = delete(Need).where(col(Need.id) == need_id, col(Need.state) == NeedState.HELD)
    mine = held.where(col(Need.author_id) == author_id).returning(col(Need.id))
    return session.execute(mine).first() is not None


def _changed(session: Session, guarded: Update) -> bool:
    changed = guarded.returning(col(Need.id))
    return session.execute(changed, execution_options={"synchronize_session": "fetch"}).first() is not None


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
    .where(col(Need.author_id) == bindparam("author"), col(Need.declined_at) > bindparam("since"))
    .where(col(Need.kind) != NO_KIND)
    .distinct()
)

"""What one partner asks of the other, and what became of it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from conversations.records.database import new_id


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

"""A pause both know of, with a time to come back; and how tense it was, told in private."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from conversations.records.database import new_id


class PauseState(StrEnum):
    """Where a pause stands."""

    RUNNING = "running"  # nobody has to solve anything
    RETURNING = "returning"  # the time has come; each is asked in private
    OVER = "over"  # both came back, or let it rest


class Pause(SQLModel, table=True):
    """A pause of a couple. At most one runs at a time."""

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    couple_id: int = Field(foreign_key="couple.id", index=True, sa_type=BigInteger)
    started_by: int = Field(foreign_key="partner.id", sa_type=BigInteger)
    state: str = Field(default=PauseState.RUNNING, index=True)
    back_at: datetime
    extended: bool = False
    started_at: datetime
    first_level: str = ""  # settled, nearly, not_yet: of the couple's first partner by id
    second_level: str = ""
    over_at: datetime | None = None


class Tension(SQLModel, table=True):
    """What it was like inside, as one person told it. Theirs alone; kept 90 days."""

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    level: int  # 1 a bit off ... 5 flooded
    reasons: bytes | None = None  # sealed
    at: datetime = Field(index=True)

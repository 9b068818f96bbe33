"""The daily check-in: one sheet per couple and calendar date, two sealed answers, one reveal."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from conversations.records.database import new_id


class SheetState(StrEnum):
    """Where a day's sheet stands."""

    OPEN = "open"  # at least one answer is missing
    REVEALED = "revealed"  # both were in, both have seen both
    CLOSED = "closed"  # the windows are over; what is there stays private


class Sheet(SQLModel, table=True):
    """One date of one couple. The unique date is the second belt against asking twice."""

    __table_args__ = (UniqueConstraint("couple_id", "day"),)
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    couple_id: int = Field(foreign_key="couple.id", index=True, sa_type=BigInteger)
    day: date
    prompt: str  # id in prompts.toml
    light: bool = False  # only energy, a word, and something kind
    state: str = Field(default=SheetState.OPEN, index=True)
    closes_at: datetime = Field(index=True)
    revealed_at: datetime | None = None


class SheetAnswer(SQLModel, table=True):
    """One partner's half of a sheet: asked at their hour, answered or not."""

    __tablename__ = "sheet_answer"
    __table_args__ = (UniqueConstraint("sheet_id", "partner_id"),)
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    sheet_id: int = Field(foreign_key="sheet.id", sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    asked_at: datetime | None = None
    closes_at: datetime  # end of this person's window
    nudged_at: datetime | None = None
    swaps: int = 0
    prompt: str = ""  # another question than the sheet's, after a swap
    body: bytes | None = None  # sealed: what was answered, and which parts are kept private
    done_at: datetime | None = None

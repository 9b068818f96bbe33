"""Words that someone holds back for a while."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from conversations.records.database import new_id


class HeldDraft(SQLModel, table=True):
    """A finished wording that waits for its author. Only they ever see it."""

    __tablename__ = "held_draft"
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    body: bytes  # sealed
    helped: bool = True  # worded with Attune's help: the card says so
    until: datetime = Field(index=True)
    created_at: datetime

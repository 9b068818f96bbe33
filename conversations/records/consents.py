"""What people agreed to and took back, as it happened. Lines are added here and never changed."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from conversations.records.database import new_id


class ConsentLine(SQLModel, table=True):
    """One yes or its withdrawal. The id of a person who is gone names nobody any more, so the line stays as proof."""

    __tablename__ = "consent_line"
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    partner_id: int = Field(index=True, sa_type=BigInteger)  # no foreign key: it outlives the person
    purpose: str
    version: str  # of the text that was agreed to
    given: bool
    at: datetime

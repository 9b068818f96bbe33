"""What has come for somebody and waits until they ask for it."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from conversations.records.database import new_id


class WaitingNote(SQLModel, table=True):
    """A message for one person that is not shown by itself (flows.md 9.10). Sealed with their key."""

    __tablename__ = "waiting_note"
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    body: bytes  # a `Message`, as the outbox keeps it
    created_at: datetime

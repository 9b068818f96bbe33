"""Which updates of Telegram's have been handled, so that none is handled twice."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlmodel import Field, Session, SQLModel, col


class SeenUpdate(SQLModel, table=True):
    """An update that was handled. Kept for eight days (reliability T-9)."""

    __tablename__ = "seen_update"
    update_id: int = Field(primary_key=True, sa_type=BigInteger)
    seen_at: datetime = Field(index=True)


def see_update(session: Session, update_id: int, now: datetime) -> bool:
    """Note that this update is being handled; False when it already was."""
    postgresql = session.get_bind().dialect.name == "postgresql"
    insert = insert_postgresql if postgresql else insert_sqlite
    fresh = insert(SeenUpdate).values(update_id=update_id, seen_at=now).on_conflict_do_nothing()
    return session.execute(fresh.returning(col(SeenUpdate.update_id))).first() is not None

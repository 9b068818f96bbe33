"""Which updates of Telegram's have been handled, so that none is handled twice."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.sql.dml import ReturningInsert
from sqlmodel import Field, Session, SQLModel, col

from conversations.records.database import insert_for


class SeenUpdate(SQLModel, table=True):
    """An update that was handled. Kept for eight days (reliability T-9)."""

    __tablename__ = "seen_update"
    update_id: int = Field(primary_key=True, sa_type=BigInteger)
    seen_at: datetime = Field(index=True)
    chat: bytes | None = Field(default=None, index=True)  # sealed: private, and as long as it can be cleared
    message_id: int | None = Field(default=None, sa_type=BigInteger)  # of what was written there


def see_update(
    session: Session,
    update_id: int,
    now: datetime,
    chat: bytes | None = None,
    message_id: int | None = None,
) -> bool:
    """Note that this update is being handled; False when it already was.

    `chat` is given for a private one alone: which message it was, so that `/hide` can take it away (T-4).
    """
    connection = session.connection()
    given = {"update_id": update_id, "seen_at": now, "chat": chat, "message_id": message_id}
    return connection.execute(_see(connection.dialect.name), given).first() is not None


@cache
def _see(dialect: str) -> ReturningInsert[Any]:
    fresh: ReturningInsert[Any] = (
        insert_for(dialect)(SeenUpdate).on_conflict_do_nothing().returning(col(SeenUpdate.update_id))
    )
    return fresh

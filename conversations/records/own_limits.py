"""What a person will do to take care of themselves: theirs alone, until they bring it to the other one as a note."""

import json
from datetime import datetime

from sqlalchemy import BigInteger, delete, update
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.dialogue.phrases import Value, from_plain, to_plain
from conversations.records.database import new_id
from conversations.records.notes import STANDING, Note
from conversations.records.sealing import Sealed, Sealer, person


class OwnLimit(SQLModel, table=True):
    """One limit. The other one never sees this row, only the note that was sent of it."""

    __tablename__ = "own_limit"
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    body: bytes  # sealed
    note_id: int | None = Field(default=None, sa_type=BigInteger)  # with which it went to the other one
    created_at: datetime


def keep_limit(session: Session, sealer: Sealer, partner_id: int, card: Value, now: datetime) -> OwnLimit:
    """Keep one, for its person alone."""
    limit = OwnLimit(partner_id=partner_id, body=b"", created_at=now)
    limit.body = sealer.seal(session, _body_of(limit), json.dumps(to_plain(card), ensure_ascii=False))
    session.add(limit)
    session.flush()
    return limit


def limits_of(session: Session, partner_id: int) -> list[OwnLimit]:
    """What this person keeps, the newest first."""
    newest = col(OwnLimit.created_at).desc(), col(OwnLimit.id).desc()
    return list(session.exec(select(OwnLimit).where(OwnLimit.partner_id == partner_id).order_by(*newest)))


def read_limit(session: Session, sealer: Sealer, limit: OwnLimit) -> Value:
    """Exactly what was previewed."""
    return from_plain(json.loads(sealer.open(session, _body_of(limit), limit.body)))


def is_told(session: Session, limit: OwnLimit, couple_id: int | None) -> bool:
    """Whether the other one of this couple has it: the note went, and was not taken back."""
    note = session.get(Note, limit.note_id) if limit.note_id is not None else None
    return note is not None and note.couple_id == couple_id and note.state in STANDING


def mark_told(session: Session, limit: OwnLimit, note_id: int) -> bool:
    """It goes with this note. False when it has just gone with another one."""
    before = col(OwnLimit.note_id)
    unchanged = before.is_(None) if limit.note_id is None else before == limit.note_id
    guarded = update(OwnLimit).where(col(OwnLimit.id) == limit.id, unchanged)
    told = guarded.values(note_id=note_id).returning(col(OwnLimit.id))
    return session.execute(told, execution_options={"synchronize_session": "fetch"}).first() is not None


def let_go_of_limit(session: Session, partner_id: int, limit_id: int) -> bool:
    """It is gone. False when it was gone before, or never this person's."""
    mine = delete(OwnLimit).where(col(OwnLimit.id) == limit_id, col(OwnLimit.partner_id) == partner_id)
    return session.execute(mine.returning(col(OwnLimit.id))).first() is not None


def _body_of(limit: OwnLimit) -> Sealed:
    return Sealed(person(limit.partner_id), "own_limit.body", limit.id)

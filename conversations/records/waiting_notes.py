"""What has come for somebody and waits until they ask for it."""

import json
from datetime import datetime

from sqlalchemy import BigInteger, delete
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.records.database import count_rows, new_id
from conversations.records.deliveries import Message, message_from, write_message
from conversations.records.sealing import Sealed, Sealer, person


class WaitingNote(SQLModel, table=True):
    """A message for one person that is not shown by itself (flows.md 9.10). Sealed with their key."""

    __tablename__ = "waiting_note"
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    about: str = ""  # "need 41": what it is dropped with, when that is taken back
    body: bytes  # a `Message`, as the outbox keeps it
    created_at: datetime


def put_by(
    session: Session, sealer: Sealer, partner_id: int, message: Message, now: datetime, about: str = ""
) -> int:
    """Keep a message for when it is asked for; returns its id."""
    note = WaitingNote(partner_id=partner_id, about=about, body=b"", created_at=now)
    note.body = sealer.seal(session, _body_of(note), write_message(message))
    session.add(note)
    session.flush()
    return note.id


def take_note(session: Session, sealer: Sealer, partner_id: int, id: int) -> Message | None:
    """A message that waited for this person, which now waits no longer."""
    note = session.get(WaitingNote, id)
    if note is None or note.partner_id != partner_id:
        return None
    message = message_from(json.loads(sealer.open(session, _body_of(note), note.body)))
    session.delete(note)
    session.flush()
    return message


def oldest_note(session: Session, partner_id: int) -> int | None:
    """The id of what has waited longest."""
    mine = select(col(WaitingNote.id)).where(col(WaitingNote.partner_id) == partner_id)
    return session.exec(mine.order_by(col(WaitingNote.id)).limit(1)).first()


def count_notes(session: Session, partner_id: int) -> int:
    """How many wait for this person."""
    return count_rows(session, WaitingNote, col(WaitingNote.partner_id) == partner_id)


def drop_notes(session: Session, partner_id: int) -> None:
    """Whatever waits for this person goes unread."""
    session.execute(delete(WaitingNote).where(col(WaitingNote.partner_id) == partner_id))


def drop_about(session: Session, about: str) -> None:
    """What waits about something that was taken back goes unread."""
    session.execute(delete(WaitingNote).where(col(WaitingNote.about) == about))


def _body_of(note: WaitingNote) -> Sealed:
    return Sealed(person(note.partner_id), "waiting_note.body", note.id)

"""A few words from one to the other that ask for nothing, and those that somebody keeps."""

import json
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import BigInteger, UniqueConstraint, delete, literal, update
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.dialogue.phrases import Value, from_plain, to_plain
from conversations.records.database import new_id
from conversations.records.sealing import Sealed, Sealer, couple, person


class NoteKind(StrEnum):
    """What the words are for."""

    THANKS = "thanks"  # what somebody did, and what it meant
    REPAIR = "repair"  # a hand held out
    APOLOGY = "apology"  # sorry, without "but"
    NEWS = "news"  # something good happened
    LIMIT = "limit"  # what its author will do to take care of themselves
    PROPOSAL = "proposal"  # a sentence to agree on


class NoteState(StrEnum):
    """Where a note stands."""

    SENT = "sent"  # it has gone to the other
    LATER = "later"  # "not yet", with a time
    ANSWERED = "answered"  # in one way or several
    WITHDRAWN = "withdrawn"  # taken back by its author


class Note(SQLModel, table=True):
    """A few words from one partner to the other. They need no answer."""

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    couple_id: int = Field(foreign_key="couple.id", index=True, sa_type=BigInteger)
    author_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    reader_id: int = Field(foreign_key="partner.id", sa_type=BigInteger)
    kind: str
    place: str  # "us" or "partner"
    card: bytes | None = None  # sealed: the words that were previewed
    state: str = NoteState.SENT
    answered_as: str = ""  # every way in which it was answered, parted by blanks
    back_at: datetime | None = None  # the time a "not yet" named
    moved: bool = False  # that time was named a second time
    created_at: datetime
    changed_at: datetime


class Copied(Protocol):
    """What a copy is of: a note, or a talk in turns."""

    id: int
    couple_id: int


class Keepsake(SQLModel, table=True):
    """What somebody keeps: a copy of a note, which nobody is told of, or of the summary of a talk in turns."""

    __table_args__ = (UniqueConstraint("partner_id", "note_id"),)
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    couple_id: int = Field(foreign_key="couple.id", index=True, sa_type=BigInteger)
    note_id: int = Field(sa_type=BigInteger)  # or the id of the talk; kept once
    card: bytes  # sealed for the one who keeps it
    created_at: datetime


UNANSWERED = (NoteState.SENT, NoteState.LATER)
STANDING = (*UNANSWERED, NoteState.ANSWERED)
FINAL = ("yes", "change")  # answers to a proposal after which there is no other


def add_note(session: Session, sealer: Sealer, note: Note, card: Value) -> Note:
    """Keep a note; its words are sealed for the couple."""
    note.card = sealer.seal(session, _card_of(note), _written(card))
    session.add(note)
    session.flush()
    return note


def read_card(session: Session, sealer: Sealer, note: Note) -> Value:
    """Exactly what was previewed; nothing once it was taken back."""
    return _read(sealer.open(session, _card_of(note), note.card)) if note.card is not None else None


def change_note(
    session: Session,
    note_id: int,
    to: NoteState,
    now: datetime,
    since: Iterable[NoteState] = UNANSWERED,
    **more: Any,
) -> bool:
    """Move a note on; False when someone or something else was first."""
    guarded = update(Note).where(col(Note.id) == note_id, col(Note.state).in_(list(since)))
    changed = guarded.values(state=to, changed_at=now, **more).returning(col(Note.id))
    return session.execute(changed, execution_options={"synchronize_session": "fetch"}).first() is not None


def answer_note(session: Session, note_id: int, how: str, now: datetime, *last: str) -> bool:
    """Note one way of answering; False when that was said already, or the note was taken back. After one of the
    `last` ways there is no other."""
    said = literal(" ") + col(Note.answered_as) + " "
    unsaid = [~said.contains(f" {one} ", autoescape=True) for one in (how, *last)]
    guarded = update(Note).where(col(Note.id) == note_id, col(Note.state).in_(STANDING), *unsaid)
    added = col(Note.answered_as) + f"{how} "
    changed = guarded.values(state=NoteState.ANSWERED, answered_as=added, changed_at=now)
    fetched = session.execute(
        changed.returning(col(Note.id)), execution_options={"synchronize_session": "fetch"}
    )
    return fetched.first() is not None


def keep_copy(
    session: Session, sealer: Sealer, of: Copied, partner_id: int, card: Value, now: datetime
) -> bool:
    """Put a copy away for one person; False when they have it already."""
    if _kept(session, partner_id, of.id) is not None:
        return False
    keepsake = Keepsake(
        partner_id=partner_id, couple_id=of.couple_id, note_id=of.id, card=b"", created_at=now
    )
    keepsake.card = sealer.seal(session, _copy_of(keepsake), _written(card))
    session.add(keepsake)
    session.flush()
    return True


def renew_copies(session: Session, sealer: Sealer, of: Copied, card: Value) -> None:
    """Whoever still has a copy has this one."""
    for keepsake in session.exec(select(Keepsake).where(Keepsake.note_id == of.id)):
        keepsake.card = sealer.seal(session, _copy_of(keepsake), _written(card))


def read_keepsake(session: Session, sealer: Sealer, keepsake: Keepsake) -> Value:
    """The words as they were read, with who wrote them."""
    return _read(sealer.open(session, _copy_of(keepsake), keepsake.card))


def keepsakes_of(session: Session, partner_id: int) -> list[Keepsake]:
    """What a person keeps, the newest first."""
    newest = col(Keepsake.created_at).desc(), col(Keepsake.id).desc()
    return list(session.exec(select(Keepsake).where(Keepsake.partner_id == partner_id).order_by(*newest)))


def drop_copies(session: Session, note_id: int) -> None:
    """What was taken back is kept by nobody."""
    session.execute(delete(Keepsake).where(col(Keepsake.note_id) == note_id))


def _kept(session: Session, partner_id: int, note_id: int) -> Keepsake | None:
    same = select(Keepsake).where(Keepsake.partner_id == partner_id, Keepsake.note_id == note_id)
    return session.exec(same).first()


def _card_of(note: Note) -> Sealed:
    return Sealed(couple(note.couple_id), "note.card", note.id)


def _copy_of(keepsake: Keepsake) -> Sealed:
    return Sealed(person(keepsake.partner_id), "keepsake.card", keepsake.id)


def _written(card: Value) -> str:
    return json.dumps(to_plain(card), ensure_ascii=False)


def _read(written: str) -> Value:
    return from_plain(json.loads(written))

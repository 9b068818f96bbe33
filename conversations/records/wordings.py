"""What a person told Attune about their own wording: which words are theirs, and how often they asked today."""

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.records.database import new_id
from conversations.records.sealing import Sealed, Sealer, person

MOST_FINE = 20  # words; the oldest gives way


class FineWord(SQLModel, table=True):
    """A word that its person is fine with: nothing is said about it any more."""

    __tablename__ = "fine_word"
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    body: bytes  # sealed
    created_at: datetime


class WordingDay(SQLModel, table=True):
    """How many drafts a person had reworded on one day of theirs; no word of them."""

    __tablename__ = "wording_day"
    partner_id: int = Field(foreign_key="partner.id", primary_key=True, sa_type=BigInteger)
    day: date
    times: int


def fine_words(session: Session, sealer: Sealer, partner_id: int) -> dict[int, str]:
    """The words by id, the oldest first."""
    return {one.id: fine_word(session, sealer, one) for one in _rows(session, partner_id)}


def fine_word(session: Session, sealer: Sealer, row: FineWord) -> str:
    """The word."""
    return sealer.open(session, _body_of(row), row.body)


def add_fine_word(session: Session, sealer: Sealer, partner_id: int, word: str, now: datetime) -> None:
    """Once only; past `MOST_FINE` the oldest is forgotten."""
    known = _rows(session, partner_id)
    if word.casefold() in {one.casefold() for one in fine_words(session, sealer, partner_id).values()}:
        return
    for one in known[: max(0, len(known) - MOST_FINE + 1)]:
        session.delete(one)
    row = FineWord(partner_id=partner_id, body=b"", created_at=now)
    row.body = sealer.seal(session, _body_of(row), word)
    session.add(row)


def drop_fine_word(session: Session, partner_id: int, word_id: int) -> None:
    """Not so fine after all; nothing happens for a word of somebody else."""
    row = session.get(FineWord, word_id)
    if row is not None and row.partner_id == partner_id:
        session.delete(row)


def count_wording(session: Session, partner_id: int, day: date) -> None:
    """One more draft on this local date."""
    row = session.get(WordingDay, partner_id)
    if row is None:
        session.add(WordingDay(partner_id=partner_id, day=day, times=1))
    else:
        row.day, row.times = day, row.times + 1 if row.day == day else 1


def wordings_on(session: Session, partner_id: int, day: date) -> int:
    """How many drafts were reworded on this local date."""
    row = session.get(WordingDay, partner_id)
    return row.times if row is not None and row.day == day else 0


def _rows(session: Session, partner_id: int) -> list[FineWord]:
    mine = select(FineWord).where(col(FineWord.partner_id) == partner_id)
    return list(session.exec(mine.order_by(col(FineWord.created_at), col(FineWord.id))))


def _body_of(row: FineWord) -> Sealed:
    return Sealed(person(row.partner_id), "fine_word.body", row.id)

"""Questions that two people wrote for themselves: each comes to the other one first on the day it is asked."""

from datetime import datetime

from sqlalchemy import BigInteger, delete
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.dialogue.phrases import Value, say
from conversations.records.database import new_id
from conversations.records.left_out import NotForUs
from conversations.records.sealing import Sealed, Sealer, couple

DECK = "own."  # what the ids of these questions begin with on a sheet


class OwnQuestion(SQLModel, table=True):
    """One question. A sheet, and whoever answered it, keeps its id alone: with this row its words are gone."""

    __tablename__ = "own_question"
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    couple_id: int = Field(foreign_key="couple.id", index=True, sa_type=BigInteger)
    author_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    body: bytes  # sealed
    created_at: datetime

    @property
    def prompt(self) -> str:
        return prompt_of(self.id)


def prompt_of(id: int) -> str:
    """As a sheet keeps it."""
    return f"{DECK}{id}"


def add_question(
    session: Session, sealer: Sealer, couple_id: int, author_id: int, words: str, now: datetime
) -> OwnQuestion:
    """Put a question into the deck of these two."""
    row = OwnQuestion(couple_id=couple_id, author_id=author_id, body=b"", created_at=now)
    keep_words(session, sealer, row, words)
    session.add(row)
    session.flush()
    return row


def keep_words(session: Session, sealer: Sealer, row: OwnQuestion, words: str) -> None:
    """Seal them for the couple whose question it is."""
    row.body = sealer.seal(session, _body_of(row), words)


def read_question(session: Session, sealer: Sealer, row: OwnQuestion) -> str:
    """The words."""
    return sealer.open(session, _body_of(row), row.body)


def questions_by(session: Session, author_id: int, couple_id: int) -> list[OwnQuestion]:
    """What this person wrote for these two, the newest first."""
    mine = select(OwnQuestion).where(OwnQuestion.author_id == author_id, OwnQuestion.couple_id == couple_id)
    return list(session.exec(mine.order_by(col(OwnQuestion.created_at).desc(), col(OwnQuestion.id).desc())))


def prompts_by(session: Session, author_id: int) -> list[str]:
    """All of this person's, of whichever couple, as sheets keep them."""
    ids = session.exec(select(OwnQuestion.id).where(OwnQuestion.author_id == author_id)).all()
    return [prompt_of(id) for id in ids]


def words_of(session: Session, sealer: Sealer, prompt: str) -> Value:
    """The words of a question that was asked; that it was taken back, where it was; None for one of no person's."""
    deck, _, id = prompt.partition(".")
    if f"{deck}." != DECK:
        return None
    row = session.get(OwnQuestion, int(id))
    return read_question(session, sealer, row) if row is not None else say("dialogue.taken_back")


def take_question_back(session: Session, author_id: int, id: int) -> bool:
    """Gone, wherever it was asked; False when it was gone before, or is not this person's."""
    mine = delete(OwnQuestion).where(col(OwnQuestion.id) == id, col(OwnQuestion.author_id) == author_id)
    gone = session.execute(mine.returning(col(OwnQuestion.id))).first() is not None
    if gone:
        session.execute(delete(NotForUs).where(col(NotForUs.prompt) == prompt_of(id)))
    return gone


def take_questions_back(session: Session, author_id: int) -> int:
    """All of this person's, of whichever couple. Returns how many."""
    ids = session.exec(select(OwnQuestion.id).where(OwnQuestion.author_id == author_id)).all()
    return sum(take_question_back(session, author_id, id) for id in ids)


def _body_of(row: OwnQuestion) -> Sealed:
    return Sealed(couple(row.couple_id), "own_question.body", row.id)

"""One person's way through a flow: which one, and their answers so far."""

import json
from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, SQLModel

from conversations.dialogue.transcript import Answer, Transcript
from conversations.records.sealing import Sealed, Sealer, person


class Conversation(SQLModel, table=True):
    """The one open conversation of a person. What they wrote is sealed."""

    partner_id: int = Field(primary_key=True, foreign_key="partner.id", sa_type=BigInteger)
    flow: str
    body: bytes
    turn: int = 0  # number of the question that is open
    touched_at: datetime = Field(index=True)


def open_conversation(session: Session, partner_id: int) -> Conversation | None:
    """What this person is in the middle of."""
    return session.get(Conversation, partner_id)


def keep_conversation(
    session: Session,
    sealer: Sealer,
    conversation: Conversation,
    start: tuple[tuple[str, ...], str],
    transcript: Transcript,
) -> None:
    """Store the answers so far. `start` is what the flow was started with: its arguments and words."""
    plain = {"args": start[0], "words": start[1], "answers": [[one.step, one.plain] for one in transcript]}
    conversation.body = sealer.seal(
        session, _body_of(conversation.partner_id), json.dumps(plain, ensure_ascii=False)
    )
    session.add(conversation)


def read_conversation(
    session: Session, sealer: Sealer, conversation: Conversation
) -> tuple[tuple[tuple[str, ...], str], Transcript]:
    """What the flow was started with, and the answers so far."""
    plain = json.loads(sealer.open(session, _body_of(conversation.partner_id), conversation.body))
    answers = tuple(Answer(step, answer) for step, answer in plain["answers"])
    return (tuple(plain["args"]), plain["words"]), answers


def forget_conversation(session: Session, partner_id: int) -> None:
    """A finished conversation and the words in it are gone."""
    if (conversation := open_conversation(session, partner_id)) is not None:
        session.delete(conversation)
        session.flush()


def _body_of(partner_id: int) -> Sealed:
    return Sealed(person(partner_id), "conversation.body", partner_id)

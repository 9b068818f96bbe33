"""One person's way through a flow: which one, and their answers so far."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, bindparam, select, update
from sqlalchemy.sql.dml import ReturningInsert
from sqlmodel import Field, Session, SQLModel, col

from conversations.dialogue.transcript import Answer, Transcript
from conversations.records.database import insert_for
from conversations.records.sealing import Sealed, Sealer, person

Start = tuple[tuple[str, ...], str]  # arguments and words a flow was started with


class Conversation(SQLModel, table=True):
    """The one conversation of a person. What they wrote is sealed."""

    partner_id: int = Field(primary_key=True, foreign_key="partner.id", sa_type=BigInteger)
    flow: str  # empty when none is open
    body: bytes
    turn: int  # counts the questions asked; buttons carry it, so old ones are known as old
    touched_at: datetime = Field(index=True)


@dataclass(frozen=True)
class OpenConversation:
    """What somebody is in the middle of."""

    flow: str
    turn: int  # number of the question that is open
    touched_at: datetime
    start: Start
    transcript: Transcript


def open_conversation(session: Session, sealer: Sealer, partner_id: int) -> OpenConversation | None:
    """What this person is in the middle of."""
    found = session.connection().execute(_READ, {"partner": partner_id}).first()
    if found is None or not found.flow:
        return None
    plain = json.loads(sealer.open(session, _body_of(partner_id), found.body))
    answers = tuple(Answer(step, answer) for step, answer in plain["answers"])
    start = (tuple(plain["args"]), plain["words"])
    return OpenConversation(found.flow, found.turn, found.touched_at, start, answers)


def keep_conversation(
    session: Session,
    sealer: Sealer,
    partner_id: int,
    flow: str,
    start: Start,
    transcript: Transcript,
    now: datetime,
) -> int:
    """Store the answers so far; returns the number of the question that is asked now."""
    plain = {"args": start[0], "words": start[1], "answers": [[one.step, one.plain] for one in transcript]}
    body = sealer.seal(session, _body_of(partner_id), json.dumps(plain, ensure_ascii=False))
    given = {"partner_id": partner_id, "flow": flow, "body": body, "turn": 1, "touched_at": now}
    connection = session.connection()
    return int(connection.execute(_keep(connection.dialect.name), given).scalar_one())


def forget_conversation(session: Session, partner_id: int, flow: str = "") -> None:
    """A finished conversation and the words in it are gone. With `flow`, only if that is the one that is open."""
    session.connection().execute(_FORGET_ONE if flow else _FORGET, {"partner": partner_id, "this_flow": flow})


def _body_of(partner_id: int) -> Sealed:
    return Sealed(person(partner_id), "conversation.body", partner_id)


@cache
def _keep(dialect: str) -> ReturningInsert[Any]:
    """The statement that keeps answers; every question gets a number that none had before."""
    put = insert_for(dialect)(Conversation)
    newer = {name: put.excluded[name] for name in ("flow", "body", "touched_at")}
    newer["turn"] = col(Conversation.turn) + 1
    keep: ReturningInsert[Any] = put.on_conflict_do_update(
        index_elements=["partner_id"], set_=newer
    ).returning(col(Conversation.turn))
    return keep


_READ = select(
    col(Conversation.flow), col(Conversation.turn), col(Conversation.body), col(Conversation.touched_at)
).where(col(Conversation.partner_id) == bindparam("partner"))
_FORGET = (
    update(Conversation).where(col(Conversation.partner_id) == bindparam("partner")).values(flow="", body=b"")
)
_FORGET_ONE = _FORGET.where(col(Conversation.flow) == bindparam("this_flow"))

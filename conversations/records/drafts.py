"""Words that someone holds back for a while: finished ones, or a draft as it is."""

import json
from datetime import datetime

from sqlalchemy import BigInteger, true
from sqlmodel import Field, Session, SQLModel

from conversations.dialogue.phrases import Value, from_plain, to_plain
from conversations.records.database import new_id
from conversations.records.sealing import Sealed, Sealer, person


class HeldDraft(SQLModel, table=True):
    """Words that wait for their author. Only they ever see them."""

    __tablename__ = "held_draft"
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    body: bytes  # sealed
    helped: bool = True  # worded with Attune's help: the card says so
    worded: bool = Field(default=True, sa_column_kwargs={"server_default": true()})  # else still the draft
    kind: str = Field(default="", sa_column_kwargs={"server_default": ""})  # of a note; else a plain message
    until: datetime = Field(index=True)
    created_at: datetime


def hold_draft(session: Session, sealer: Sealer, draft: HeldDraft, words: Value) -> None:
    """Keep words for their author alone. A note is kept as the phrase it is, a plain message as text."""
    draft.body = sealer.seal(session, _body_of(draft), _written(words) if draft.kind else str(words))
    session.add(draft)
    session.flush()


def read_draft(session: Session, sealer: Sealer, draft: HeldDraft) -> Value:
    """The words again: text, but for a note."""
    words = sealer.open(session, _body_of(draft), draft.body)
    return from_plain(json.loads(words)) if draft.kind else words


def _written(words: Value) -> str:
    return json.dumps(to_plain(words), ensure_ascii=False)


def _body_of(draft: HeldDraft) -> Sealed:
    return Sealed(person(draft.partner_id), "held_draft.body", draft.id)

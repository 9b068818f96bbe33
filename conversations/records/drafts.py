"""Words that someone holds back for a while."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, SQLModel

from conversations.records.database import new_id
from conversations.records.sealing import Sealed, Sealer, person


class HeldDraft(SQLModel, table=True):
    """A finished wording that waits for its author. Only they ever see it."""

    __tablename__ = "held_draft"
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    body: bytes  # sealed
    helped: bool = True  # worded with Attune's help: the card says so
    until: datetime = Field(index=True)
    created_at: datetime


def hold_draft(
    session: Session,
    sealer: Sealer,
    partner_id: int,
    words: str,
    helped: bool,
    until: datetime,
    now: datetime,
) -> HeldDraft:
    """Keep words for their author alone."""
    draft = HeldDraft(partner_id=partner_id, body=b"", helped=helped, until=until, created_at=now)
    draft.body = sealer.seal(session, _body_of(draft), words)
    session.add(draft)
    session.flush()
    return draft


def read_draft(session: Session, sealer: Sealer, draft: HeldDraft) -> str:
    """The words again."""
    return sealer.open(session, _body_of(draft), draft.body)


def _body_of(draft: HeldDraft) -> Sealed:
    return Sealed(person(draft.partner_id), "held_draft.body", draft.id)

"""What two people have agreed on: one sentence that both have said yes to, until one of them lets go of it."""

import json
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import BigInteger, update
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.dialogue.phrases import Value, from_plain, to_plain
from conversations.records.database import new_id
from conversations.records.sealing import Sealed, Sealer, couple

AGAIN = {"weeks": timedelta(days=14), "month": timedelta(days=30)}  # after which both may look at it again


class AgreementState(StrEnum):
    """Where an agreement stands."""

    STANDS = "stands"  # both have said yes
    OVER = "over"  # one has let go of it, or another one took its place: its words are gone


class Agreement(SQLModel, table=True):
    """One sentence of two people."""

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    couple_id: int = Field(foreign_key="couple.id", index=True, sa_type=BigInteger)
    author_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)  # whose words they are
    body: bytes | None = None  # sealed; nothing once it is over, or its author took the words back
    state: str = AgreementState.STANDS
    look_at: datetime | None = None  # when both are asked whether it still fits
    changes_with: int | None = Field(
        default=None, index=True, sa_type=BigInteger
    )  # the note that would take its place
    agreed_at: datetime


def agree(
    session: Session,
    sealer: Sealer,
    couple_id: int,
    author_id: int,
    words: Value,
    now: datetime,
    look_at: datetime | None = None,
) -> Agreement:
    """Both have said yes to these words, which one of them wrote."""
    made = Agreement(couple_id=couple_id, author_id=author_id, agreed_at=now, look_at=look_at)
    made.body = sealer.seal(session, _body_of(made), json.dumps(to_plain(words), ensure_ascii=False))
    session.add(made)
    session.flush()
    return made


def standing_of(session: Session, couple_id: int) -> list[Agreement]:
    """What two people have agreed on, the newest first."""
    stands = select(Agreement).where(
        Agreement.couple_id == couple_id, col(Agreement.state) == AgreementState.STANDS
    )
    return list(session.exec(stands.order_by(col(Agreement.agreed_at).desc(), col(Agreement.id).desc())))


def read_words(session: Session, sealer: Sealer, agreement: Agreement) -> Value:
    """The sentence as it was written; nothing once it is over or was taken back."""
    if agreement.body is None:
        return None
    return from_plain(json.loads(sealer.open(session, _body_of(agreement), agreement.body)))


def look_again(session: Session, agreement_id: int, at: datetime | None) -> bool:
    """Both are asked about it then, or not at all. False when it stands no more."""
    return _change(session, agreement_id, look_at=at)


def let_go(session: Session, agreement_id: int) -> bool:
    """It stands no more, and its words go. True for exactly one caller."""
    return _change(session, agreement_id, state=AgreementState.OVER, body=None, look_at=None)


def may_change_with(session: Session, agreement_id: int, note_id: int) -> bool:
    """If both say yes to that note, it takes the place of this one. False when this one stands no more."""
    return _change(session, agreement_id, changes_with=note_id)


def pass_change_on(session: Session, note_id: int, to: int) -> None:
    """The other one has worded it anew: what that note would have taken the place of is now for this one."""
    waits = update(Agreement).where(col(Agreement.changes_with) == note_id)
    session.execute(waits.values(changes_with=to), execution_options={"synchronize_session": "fetch"})


def replaced_by(session: Session, note_id: int) -> list[int]:
    """What stands until both have said yes to this note: one id, or none."""
    stands = col(Agreement.state) == AgreementState.STANDS
    return list(session.exec(select(Agreement.id).where(Agreement.changes_with == note_id, stands)))


def _change(session: Session, agreement_id: int, **values: object) -> bool:
    guarded = update(Agreement).where(
        col(Agreement.id) == agreement_id, col(Agreement.state) == AgreementState.STANDS
    )
    changed = guarded.values(**values).returning(col(Agreement.id))
    return session.execute(changed, execution_options={"synchronize_session": "fetch"}).first() is not None


def _body_of(agreement: Agreement) -> Sealed:
    return Sealed(couple(agreement.couple_id), "agreement.body", agreement.id)

"""The loop, as often as a person looked at their own side of it: which way they went, and what they wanted to try."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.dialogue.phrases import Value, from_plain, to_plain
from conversations.records.database import new_id
from conversations.records.sealing import Sealed, Sealer, person

KEPT = timedelta(days=90)  # as long as a report of tension


class LoopReport(SQLModel, table=True):
    """One look at it. Only the person themselves ever sees it again."""

    __tablename__ = "loop_report"
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    body: bytes  # sealed: the way they went, and what they wanted to try
    at: datetime = Field(index=True)


@dataclass(frozen=True)
class Told:
    """What stands in a report."""

    at: datetime
    move: str  # reach, back or both
    step: Value  # what they wanted to try; nothing where they left it out


def keep_report(
    session: Session, sealer: Sealer, partner_id: int, move: str, step: Value, now: datetime
) -> None:
    """Keep one, for its person alone."""
    row = LoopReport(partner_id=partner_id, body=b"", at=now)
    row.body = sealer.seal(session, _body_of(row), json.dumps([move, to_plain(step)], ensure_ascii=False))
    session.add(row)


def reports_of(session: Session, sealer: Sealer, partner_id: int, since: datetime) -> list[Told]:
    """The newest first."""
    mine = select(LoopReport).where(col(LoopReport.partner_id) == partner_id, col(LoopReport.at) > since)
    rows = session.exec(mine.order_by(col(LoopReport.at).desc(), col(LoopReport.id).desc())).all()
    return [read_report(session, sealer, row) for row in rows]


def read_report(session: Session, sealer: Sealer, row: LoopReport) -> Told:
    """What stands in it."""
    move, step = json.loads(sealer.open(session, _body_of(row), row.body))
    return Told(row.at, move, from_plain(step))


def _body_of(row: LoopReport) -> Sealed:
    return Sealed(person(row.partner_id), "loop_report.body", row.id)

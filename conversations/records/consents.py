"""What people agreed to and took back, and what all were told by their host. Lines are added and never changed."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, delete, or_
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.records.database import new_id
from conversations.records.many import insert_all
from conversations.records.retention import CONSENTS


class Purpose(StrEnum):
    """What a yes is for; each is asked for, and taken back, by itself."""

    KEEP = "keep"  # what I write here is kept
    TOGETHER = "together"  # with this partner: what I send reaches them
    GROUP = "group"  # what is for both goes into the chat we share
    MODEL = "model"  # my drafts may go to a language model
    WEEKLY = "weekly"  # Monday's check-in asks for the week
    TOLD = "told"  # no yes: a notice of the host has been posted to this person; never in force


class ConsentLine(SQLModel, table=True):
    """One yes or its withdrawal. The id of a person who is gone names nobody any more, so the line stays as proof."""

    __tablename__ = "consent_line"
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    partner_id: int = Field(index=True, sa_type=BigInteger)  # no foreign key: it outlives the person
    purpose: str
    version: str  # of the text that was agreed to
    given: bool
    at: datetime


def standing(session: Session, partner_id: int) -> dict[Purpose, ConsentLine]:
    """The yes of this person to each purpose, as long as it was not taken back; in the order of `Purpose`."""
    newest = {line.purpose: line for line in lines_of(session, partner_id)}
    asked = [purpose for purpose in Purpose if purpose is not Purpose.TOLD]
    return {purpose: newest[purpose] for purpose in asked if purpose in newest and newest[purpose].given}


def lines_of(session: Session, partner_id: int) -> list[ConsentLine]:
    """Everything this person agreed to and took back, the oldest first."""
    mine = select(ConsentLine).where(ConsentLine.partner_id == partner_id)
    return list(session.exec(mine.order_by(col(ConsentLine.at), col(ConsentLine.id))))


def note_yes(session: Session, partner_id: int, purpose: Purpose, version: str, now: datetime) -> None:
    """Add a line, unless the same text was agreed to and still is."""
    before = standing(session, partner_id).get(purpose)
    if before is None or before.version != version:
        _add(session, partner_id, purpose, version, True, now)


def note_no(session: Session, partner_id: int, now: datetime, *purposes: Purpose) -> None:
    """Add a line for each yes that is taken back now; where there was none, nothing."""
    given = standing(session, partner_id)
    for purpose in purposes:
        if purpose in given:
            _add(session, partner_id, purpose, given[purpose].version, False, now)


def _add(
    session: Session, partner_id: int, purpose: Purpose, version: str, given: bool, now: datetime
) -> None:
    session.add(ConsentLine(partner_id=partner_id, purpose=purpose, version=version, given=given, at=now))
    session.flush()


def note_told(session: Session, notice: str, people: Iterable[int], now: datetime) -> None:
    """Remember who was told, so that nobody is told twice."""
    same = {"purpose": Purpose.TOLD.value, "version": notice, "given": True, "at": now}
    insert_all(session, ConsentLine, [{"id": new_id(), "partner_id": id, **same} for id in people])


def forget_consents(session: Session, now: datetime) -> int:
    """What was taken back long enough ago, with the yes before it, and old notices. Returns how many lines."""
    later = aliased(ConsentLine)
    taken_back = (
        select(later.id)
        .where(
            later.partner_id == ConsentLine.partner_id,
            later.purpose == ConsentLine.purpose,
            col(later.given).is_(False),
            later.at >= ConsentLine.at,
            later.at <= now - CONSENTS,
        )
        .exists()
    )
    old_notice = (col(ConsentLine.purpose) == Purpose.TOLD) & (col(ConsentLine.at) <= now - CONSENTS)
    done = session.execute(
        delete(ConsentLine).where(or_(taken_back, old_notice)),
        execution_options={"synchronize_session": False},
    )
    return int(done.rowcount)  # type: ignore[attr-defined]

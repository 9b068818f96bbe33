"""How somebody who loves them both would describe it, as one person wrote it: theirs alone."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, delete, update
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.records.database import new_id
from conversations.records.sealing import Sealed, Sealer, person

LONG_FORM_RESTS = timedelta(days=120)  # E12: at length three times a year; a line or two at any time


class FriendView(SQLModel, table=True):
    """One look from outside. Without words it is a mark that the long form was written, and nothing else."""

    __tablename__ = "friend_view"
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    words: bytes | None = None  # sealed
    at_length: bool  # in three steps
    at: datetime = Field(index=True)


def keep_view(
    session: Session,
    sealer: Sealer,
    partner_id: int,
    parts: Mapping[str, str],
    at_length: bool,
    now: datetime,
) -> None:
    """Put a view away for its author; `parts` are their words by question. Without any it is only counted."""
    view = FriendView(partner_id=partner_id, at_length=at_length, at=now)
    if parts:
        view.words = sealer.seal(session, _words_of(view), json.dumps(dict(parts)))
    session.add(view)
    session.flush()


def views_of(session: Session, partner_id: int) -> list[FriendView]:
    """What this person keeps, the newest first."""
    kept = select(FriendView).where(
        col(FriendView.partner_id) == partner_id, col(FriendView.words).is_not(None)
    )
    return list(session.exec(kept.order_by(col(FriendView.at).desc(), col(FriendView.id).desc())))


def read_view(session: Session, sealer: Sealer, view: FriendView) -> dict[str, str]:
    """The words by question, in the order in which they were asked; none once they were let go."""
    if view.words is None:
        return {}
    parts: dict[str, str] = json.loads(sealer.open(session, _words_of(view), view.words))
    return parts


def long_form_rests(session: Session, partner_id: int, now: datetime) -> bool:
    """Whether this person wrote at length within the last four months."""
    lately = select(FriendView.id).where(
        col(FriendView.partner_id) == partner_id,
        col(FriendView.at_length),
        col(FriendView.at) > now - LONG_FORM_RESTS,
    )
    return session.exec(lately.limit(1)).first() is not None


def let_go_of_view(session: Session, partner_id: int, view_id: int) -> bool:
    """The words are gone, the mark stays. False when they were gone, or never this person's."""
    mine = update(FriendView).where(col(FriendView.id) == view_id, col(FriendView.partner_id) == partner_id)
    gone = mine.where(col(FriendView.words).is_not(None)).values(words=None).returning(col(FriendView.id))
    return session.execute(gone, execution_options={"synchronize_session": "fetch"}).first() is not None


def forget_marks(session: Session, now: datetime) -> int:
    """Marks that no longer say anything. Returns how many."""
    old = delete(FriendView).where(
        col(FriendView.words).is_(None), col(FriendView.at) <= now - LONG_FORM_RESTS
    )
    done = session.execute(old)
    return int(done.rowcount)  # type: ignore[attr-defined]


def _words_of(view: FriendView) -> Sealed:
    return Sealed(person(view.partner_id), "friend_view.words", view.id)

"""A timer for listening at home: one talks, one listens, then they swap. Its row is gone when it is over."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, delete
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.records.database import new_id
from conversations.records.reminders import ReminderKind, drop_reminders, remind


class Listening(SQLModel, table=True):
    """A timer that runs. A couple has one at most."""

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    couple_id: int = Field(foreign_key="couple.id", unique=True, sa_type=BigInteger)
    first_id: int = Field(foreign_key="partner.id", sa_type=BigInteger)  # who talks first
    minutes: int
    ends_at: datetime


def begin_listening(
    session: Session, couple_id: int, first_id: int, minutes: int, now: datetime
) -> Listening | None:
    """A timer from now on, with a line at half time and one at the end; None when one runs. The caller holds the
    couple."""
    if running_listening(session, couple_id) is not None:
        return None
    length = timedelta(minutes=minutes)
    timer = Listening(couple_id=couple_id, first_id=first_id, minutes=minutes, ends_at=now + length)
    session.add(timer)
    session.flush()
    remind(session, first_id, ReminderKind.LISTEN_HALF, timer.id, now + length / 2)
    remind(session, first_id, ReminderKind.LISTEN_END, timer.id, timer.ends_at)
    return timer


def running_listening(session: Session, couple_id: int) -> Listening | None:
    """The timer of this couple, if one runs."""
    return session.exec(select(Listening).where(col(Listening.couple_id) == couple_id)).first()


def end_listening(session: Session, timer_id: int) -> bool:
    """It rings no more. True for exactly one caller."""
    ended = close_listening(session, timer_id)
    drop_reminders(session, timer_id)
    return ended


def close_listening(session: Session, timer_id: int) -> bool:
    """Its time is over. True for exactly one caller."""
    gone = delete(Listening).where(col(Listening.id) == timer_id).returning(col(Listening.id))
    return session.execute(gone, execution_options={"synchronize_session": "fetch"}).first() is not None


def end_listening_of(session: Session, couple_id: int) -> None:
    """Whatever timer this couple has."""
    timer = running_listening(session, couple_id)
    if timer is not None:
        end_listening(session, timer.id)

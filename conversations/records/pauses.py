"""A pause both know of, with a time to come back; and how tense it was, told in private."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, bindparam, delete, update
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.records.database import new_id
from conversations.records.partners import partners_of
from conversations.records.reminders import Reminder, ReminderKind
from conversations.records.sealing import Sealed, Sealer, person

SHORTEST = timedelta(minutes=20)  # E9: the body needs that long
HOT = 4  # from this level on, words wait


class PauseState(StrEnum):
    """Where a pause stands."""

    RUNNING = "running"  # nobody has to solve anything
    RETURNING = "returning"  # the time has come; each is asked in private
    BACK = "back"  # both are back; what they do now is theirs to choose
    OVER = "over"  # both came back, or let it rest


class WaterLevel(StrEnum):
    """How far someone has settled when the pause is over. Never shown to the other."""

    SETTLED = "settled"  # ready
    NEARLY = "nearly"  # ready enough
    NOT_YET = "not_yet"  # a little longer


READY = (WaterLevel.SETTLED, WaterLevel.NEARLY)


class Pause(SQLModel, table=True):
    """A pause of a couple. At most one runs at a time."""

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    couple_id: int = Field(foreign_key="couple.id", index=True, sa_type=BigInteger)
    started_by: int = Field(foreign_key="partner.id", sa_type=BigInteger)
    state: str = Field(default=PauseState.RUNNING, index=True)
    back_at: datetime
    extended: bool = False
    started_at: datetime  # or when it was prolonged
    first_level: str = ""  # settled, nearly, not_yet: of the couple's first partner by id
    second_level: str = ""
    over_at: datetime | None = None


class Tension(SQLModel, table=True):
    """What it was like inside, as one person told it. Theirs alone; kept 90 days."""

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    level: int  # 1 a bit off ... 5 flooded
    reasons: bytes | None = None  # sealed
    at: datetime = Field(index=True)


def start_pause(
    session: Session, couple_id: int, started_by: int, back_at: datetime, now: datetime
) -> Pause | None:
    """A pause until `back_at`, at least twenty minutes; None when one runs. The caller holds the couple."""
    if running_pause(session, couple_id) is not None:
        return None
    _end_older(session, couple_id, now)
    until = _late_enough(back_at, now)
    pause = Pause(couple_id=couple_id, started_by=started_by, back_at=until, started_at=now)
    session.add(pause)
    session.flush()
    return pause


def running_pause(session: Session, couple_id: int) -> Pause | None:
    """The pause in which nobody has to solve anything, if there is one. Words wait until its `back_at`."""
    return session.exec(_RUNNING, params={"couple_id": couple_id}).first()


def _end_older(session: Session, couple_id: int, now: datetime) -> None:
    older = update(Pause).where(col(Pause.couple_id) == couple_id, col(Pause.state) != PauseState.OVER)
    session.execute(older.values(state=PauseState.OVER, over_at=now))


def _late_enough(back_at: datetime, now: datetime) -> datetime:
    """At least the shortest pause from now, and on a full minute, so that no clock shows it too early."""
    late = max(back_at, now + SHORTEST)
    full = late.replace(second=0, microsecond=0)
    return full if full == late else full + timedelta(minutes=1)


def reach_return(session: Session, pause_id: int, now: datetime) -> bool:
    """The time has come. False when the pause was over, put off, or had got there before."""
    runs = update(Pause).where(col(Pause.id) == pause_id, col(Pause.state) == PauseState.RUNNING)
    return _changed(session, runs.where(col(Pause.back_at) <= now).values(state=PauseState.RETURNING))


def tell_level(session: Session, pause: Pause, partner_id: int, level: WaterLevel) -> bool:
    """One person's answer; it may be changed until both are back."""
    first = partners_of(session, pause.couple_id)[0].id == partner_id
    mine = {"first_level": level} if first else {"second_level": level}
    asked = update(Pause).where(col(Pause.id) == pause.id, col(Pause.state) == PauseState.RETURNING)
    return _changed(session, asked.values(**mine))


def meet_again(session: Session, pause_id: int) -> bool:
    """Both are settled or nearly so. True for exactly one caller."""
    both = update(Pause).where(col(Pause.id) == pause_id, col(Pause.state) == PauseState.RETURNING)
    ready = both.where(col(Pause.first_level).in_(READY), col(Pause.second_level).in_(READY))
    return _changed(session, ready.values(state=PauseState.BACK))


def prolong_pause(session: Session, pause_id: int, back_at: datetime, now: datetime) -> datetime | None:
    """Pause again until `back_at`, at least twenty minutes. Returns the time; None when too late for it."""
    until = _late_enough(back_at, now)
    again = update(Pause).where(col(Pause.id) == pause_id, col(Pause.state) == PauseState.RETURNING)
    fresh = again.values(first_level="", second_level="", extended=True, started_at=now, back_at=until)
    return until if _changed(session, fresh.values(state=PauseState.RUNNING)) else None


def end_pause(session: Session, pause_id: int, states: Sequence[PauseState], now: datetime) -> bool:
    """Over, from one of these states. True for exactly one caller."""
    open_one = update(Pause).where(col(Pause.id) == pause_id, col(Pause.state).in_(states))
    return _changed(session, open_one.values(state=PauseState.OVER, over_at=now))


def _changed(session: Session, change: Any) -> bool:
    known = change.returning(col(Pause.id)).execution_options(synchronize_session="fetch")
    return session.execute(known).first() is not None


def breath_message(subject: int) -> str:
    """What the delivery of a breathing bar is about: the pause it belongs to, or who breathes alone."""
    return f"breath {subject}"


def stop_breathing(session: Session, partner_id: int) -> None:
    """This person's bar moves no more."""
    bars = delete(Reminder).where(col(Reminder.partner_id) == partner_id)
    session.execute(bars.where(col(Reminder.kind) == ReminderKind.BREATH))


def keep_tension(
    session: Session, sealer: Sealer, partner_id: int, level: int, reasons: Sequence[str], now: datetime
) -> Tension:
    """Keep what someone told about themselves, for their own eyes."""
    tension = Tension(partner_id=partner_id, level=level, at=now)
    if reasons:
        place = Sealed(person(partner_id), "tension.reasons", tension.id)
        tension.reasons = sealer.seal(session, place, json.dumps(list(reasons)))
    session.add(tension)
    session.flush()
    return tension


def is_hot(session: Session, partner_id: int, now: datetime) -> bool:
    """Whether their newest report of the last hour was 4 or 5."""
    hour_ago = now - timedelta(hours=1)
    lately = select(Tension.level).where(Tension.partner_id == partner_id, Tension.at > hour_ago)
    newest = session.exec(lately.order_by(col(Tension.at).desc()).limit(1)).first()
    return newest is not None and newest >= HOT


_RUNNING = select(Pause).where(
    Pause.couple_id == bindparam("couple_id"), Pause.state == PauseState.RUNNING.value
)

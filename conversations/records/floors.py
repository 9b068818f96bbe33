"""Taking turns: who has the floor, and how far the two of them are."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, and_, bindparam, or_, update
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.records.database import count_rows, new_id
from conversations.records.pauses import Tension, running_pause

MOST_TURNS = 3  # exchanges of each (flows.md 9.6)
FLOODED, WATER_FALLS = 5, timedelta(minutes=20)
ANSWER_WITHIN = timedelta(minutes=10)  # flows.md 9.6: both are in by then
RESTS_FOR = timedelta(hours=1)  # a rest that nobody ends


class FloorState(StrEnum):
    """Where the two are."""

    WAITING = "waiting"  # one has proposed it and is in
    SETTLING = "settling"  # both are in; each writes a line for themselves
    SPEAKING = "speaking"  # the speaker says one thing
    REFLECTING = "reflecting"  # the listener says what they heard
    CONFIRMING = "confirming"  # the speaker says whether that is it
    VALIDATING = "validating"  # the listener may say why it makes sense
    KEEPING = "keeping"  # the speaker keeps the floor or passes it
    PAUSED = "paused"  # it went quiet, or a pause began; the time stands still
    CLOSING = "closing"  # the talk is over; each may write two lines
    SHARED = "shared"  # the lines of both stand together
    SOLVING = "solving"  # both want to; each gives one idea
    PICKING = "picking"  # both ideas are there; each picks one at most
    OVER = "over"  # nothing more comes of it


TALKING = (FloorState.SPEAKING, FloorState.REFLECTING, FloorState.CONFIRMING, FloorState.VALIDATING,
           FloorState.KEEPING)  # fmt: skip
GOING = (FloorState.SETTLING, *TALKING)  # somebody is about to do something
LIVE = (FloorState.WAITING, *GOING, FloorState.PAUSED)  # at most one of a couple


class Floor(SQLModel, table=True):
    """Two people taking turns. `step` counts every move: a button of an older step changes nothing."""

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    couple_id: int = Field(foreign_key="couple.id", index=True, sa_type=BigInteger)
    proposed_by: int = Field(foreign_key="partner.id", sa_type=BigInteger)
    speaker_id: int = Field(foreign_key="partner.id", sa_type=BigInteger)
    state: str = Field(default=FloorState.WAITING, index=True)
    step: int = 0
    minutes: int
    tossed: bool = False  # a coin decided who begins
    retold: bool = False  # the one "not yet" of this exchange was used
    hinted: bool = False  # "take your time" was said in this exchange
    resumes: str = ""  # the state it goes on with after a rest
    seconds_left: int = 0  # of its time, while it rests
    kept: bool = False  # both want to keep the summary
    ended_as: str = ""  # stopped, declined, lapsed, done
    created_at: datetime
    moved_at: datetime
    ends_at: datetime | None = None
    closed_at: datetime | None = Field(default=None, index=True)  # end of the talk


class FloorSide(SQLModel, table=True):
    """How far one of the two is."""

    __tablename__ = "floor_side"
    floor_id: int = Field(primary_key=True, foreign_key="floor.id", sa_type=BigInteger)
    partner_id: int = Field(primary_key=True, foreign_key="partner.id", sa_type=BigInteger)
    settled: bool = False  # has written the first line, or left it out
    turns: int = 0  # exchanges as the speaker
    closed: bool = False  # has written the two last lines
    shared: bool = False  # and they have gone out
    solves: bool = False  # is ready to solve
    keeps: bool = False  # wants to keep the summary
    picked: bool = False  # has picked an idea, or none
    pick: int | None = Field(default=None, sa_type=BigInteger)  # whose idea


def open_floor(session: Session, floor: Floor, both: Sequence[int]) -> bool:
    """A new one, with a side for each; False while one is live. The caller holds the couple."""
    lapse_floors(session, floor.couple_id, floor.created_at)
    if live_floor(session, floor.couple_id, floor.created_at) is not None:
        return False
    older = update(Floor).where(col(Floor.couple_id) == floor.couple_id, col(Floor.state) != FloorState.OVER)
    session.execute(older.values(state=FloorState.OVER, ended_as="done", step=col(Floor.step) + 1))
    session.add(floor)
    session.flush()
    session.add_all(FloorSide(floor_id=floor.id, partner_id=one) for one in both)
    session.flush()
    return True


def lapse_floors(session: Session, couple_id: int, now: datetime) -> None:
    """What nobody joined within ten minutes, or went on with within an hour, is over."""
    unjoined = and_(col(Floor.state) == FloorState.WAITING, col(Floor.moved_at) <= now - ANSWER_WITHIN)
    left = and_(col(Floor.state) == FloorState.PAUSED, col(Floor.moved_at) <= now - RESTS_FOR)
    old = update(Floor).where(col(Floor.couple_id) == couple_id, or_(unjoined, left))
    over = old.values(state=FloorState.OVER, ended_as="lapsed", closed_at=now, step=col(Floor.step) + 1)
    session.execute(over, execution_options={"synchronize_session": "fetch"})


def live_floor(session: Session, couple_id: int, now: datetime) -> Floor | None:
    """The one that is proposed, under way or resting."""
    since = {"proposed": now - ANSWER_WITHIN, "rested": now - RESTS_FOR}
    return session.exec(_LIVE, params={"couple_id": couple_id, **since}).first()


def move_floor(session: Session, floor: Floor, to: FloorState, now: datetime, **more: Any) -> bool:
    """On to another state; False when something else moved it first."""
    guarded = update(Floor).where(
        col(Floor.id) == floor.id, col(Floor.state) == floor.state, col(Floor.step) == floor.step
    )
    moved = guarded.values(state=to, step=floor.step + 1, moved_at=now, **more).returning(col(Floor.id))
    return session.execute(moved, execution_options={"synchronize_session": "fetch"}).first() is not None


def rest_floor(session: Session, floor: Floor, now: datetime) -> bool:
    """Its time stands still until somebody goes on with it."""
    left = max(0, int((floor.ends_at - now).total_seconds())) if floor.ends_at else 0
    if floor.state not in GOING:
        return False
    return move_floor(
        session, floor, FloorState.PAUSED, now, resumes=floor.state, seconds_left=left, ends_at=None
    )


def resume_floor(session: Session, floor: Floor, now: datetime) -> bool:
    """On where it was, with the time that was left."""
    if floor.state != FloorState.PAUSED:
        return False
    talking = floor.resumes in TALKING
    ends_at = now + timedelta(seconds=floor.seconds_left) if talking else None
    return move_floor(session, floor, FloorState(floor.resumes), now, resumes="", ends_at=ends_at)


def end_floor(session: Session, floor: Floor, ended_as: str, now: datetime) -> bool:
    """Over at once. False when it was over before."""
    if floor.state == FloorState.OVER:
        return False
    return move_floor(
        session, floor, FloorState.OVER, now, ended_as=ended_as, closed_at=floor.closed_at or now
    )


def keep_floor(session: Session, floor: Floor) -> bool:
    """The summary stays. True for exactly one caller."""
    first = update(Floor).where(col(Floor.id) == floor.id, col(Floor.kept).is_(False)).values(kept=True)
    kept = first.returning(col(Floor.id))
    return session.execute(kept, execution_options={"synchronize_session": "fetch"}).first() is not None


def side_of(session: Session, floor: Floor, partner_id: int) -> FloorSide:
    """How far this person is."""
    return session.get_one(FloorSide, (floor.id, partner_id))


def mark_side(session: Session, floor: Floor, partner_id: int, mark: str, **more: Any) -> bool:
    """Set one of the marks of a side: `settled`, `closed`, `solves` ... True for exactly one caller."""
    side = update(FloorSide).where(
        col(FloorSide.floor_id) == floor.id, col(FloorSide.partner_id) == partner_id
    )
    fresh = side.where(col(getattr(FloorSide, mark)).is_(False)).values({mark: True, **more})
    marked = fresh.returning(col(FloorSide.partner_id))
    return session.execute(marked, execution_options={"synchronize_session": "fetch"}).first() is not None


def count_turn(session: Session, floor: Floor, partner_id: int) -> None:
    """One exchange more of this speaker."""
    side_of(session, floor, partner_id).turns += 1
    session.flush()


def both_are(session: Session, floor: Floor, mark: str) -> bool:
    """Whether both sides have this mark."""
    marked = col(getattr(FloorSide, mark)).is_(True)
    return count_rows(session, FloorSide, col(FloorSide.floor_id) == floor.id, marked) == 2


def may_take_turns(session: Session, couple_id: int, both: Sequence[int], now: datetime) -> bool:
    """Whether it is a moment for it. Several things can speak against it; which one is not said."""
    since = now - WATER_FALLS
    flooded = count_rows(
        session,
        Tension,
        col(Tension.partner_id).in_(both),
        col(Tension.level) >= FLOODED,
        col(Tension.at) > since,
    )
    turned_down = count_rows(
        session, Floor, col(Floor.couple_id) == couple_id, col(Floor.ended_as).in_(("stopped", "declined")),
        col(Floor.closed_at) > since,
    )  # fmt: skip
    return not flooded and not turned_down and running_pause(session, couple_id) is None


def are_new_to_turns(session: Session, couple_id: int) -> bool:
    """Whether these two have never talked so."""
    talked = col(Floor.ended_as) == "done"
    return not count_rows(session, Floor, col(Floor.couple_id) == couple_id, talked)


_LIVE = select(Floor).where(
    Floor.couple_id == bindparam("couple_id"),
    or_(
        col(Floor.state).in_([str(one) for one in GOING]),
        and_(col(Floor.state) == str(FloorState.WAITING), col(Floor.moved_at) > bindparam("proposed")),
        and_(col(Floor.state) == str(FloorState.PAUSED), col(Floor.moved_at) > bindparam("rested")),
    ),
)

"""Which drills a person has tried and when each is offered next, and which lessons they have opened."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import BigInteger, update
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.records.database import insert_for

REST = (1, 3, 7, 14, 30)  # days until a drill is offered again, by box; the first box is 1


class Practice(SQLModel, table=True):
    """One drill of one person: in which box it lies. No word of theirs, and nothing about how it went."""

    __tablename__ = "practice"
    partner_id: int = Field(foreign_key="partner.id", primary_key=True, sa_type=BigInteger)
    drill: str = Field(primary_key=True)
    box: int
    times: int  # which situation comes next
    due_on: date  # on the person's own calendar


class LessonRead(SQLModel, table=True):
    """A lesson that a person has opened, and on which day of theirs it was the day's lesson."""

    __tablename__ = "lesson_read"
    partner_id: int = Field(foreign_key="partner.id", primary_key=True, sa_type=BigInteger)
    lesson: str = Field(primary_key=True)
    read_on: date


@dataclass(frozen=True)
class Standing:
    """Where a drill stands on one day."""

    times: int
    due: bool
    next_box: int  # where it lies once it was tried on that day


NEW = Standing(0, True, 1)


def standings(session: Session, partner_id: int, today: date) -> dict[str, Standing]:
    """The drills this person has tried, by id."""
    mine = select(Practice).where(col(Practice.partner_id) == partner_id)
    return {row.drill: _standing(row, today) for row in session.exec(mine)}


def note_practice(session: Session, partner_id: int, drill: str, today: date) -> None:
    """It was tried: one box further where it was due, its rest begun anew where it was not."""
    first = {"partner_id": partner_id, "drill": drill, "box": 0, "times": 0, "due_on": today}
    put = insert_for(session.connection().dialect.name)(Practice).values(first)
    session.execute(put.on_conflict_do_nothing())
    before = session.get_one(Practice, (partner_id, drill))
    box = _standing(before, today).next_box
    _place(session, before, box, today, times=before.times + 1)


def bring_back(session: Session, partner_id: int, drill: str, today: date) -> bool:
    """Back to the first box, to be offered the next day; False where it was never tried."""
    row = session.get(Practice, (partner_id, drill))
    return row is not None and _place(session, row, 1, today, times=row.times)


def lessons_read(session: Session, partner_id: int) -> dict[str, date]:
    """The lessons this person has opened, each with its day."""
    mine = select(LessonRead).where(col(LessonRead.partner_id) == partner_id)
    return {row.lesson: row.read_on for row in session.exec(mine)}


def note_lesson(session: Session, partner_id: int, lesson: str, today: date) -> None:
    """It was opened. The day of the first time stays."""
    row = {"partner_id": partner_id, "lesson": lesson, "read_on": today}
    put = insert_for(session.connection().dialect.name)(LessonRead).values(row)
    session.execute(put.on_conflict_do_nothing())


def _standing(row: Practice, today: date) -> Standing:
    due = row.due_on <= today
    return Standing(row.times, due, min(row.box + 1, len(REST)) if due else row.box)


def _place(session: Session, row: Practice, box: int, today: date, times: int) -> bool:
    """Guarded by how often it was tried: whoever comes second changes nothing."""
    guarded = update(Practice).where(
        col(Practice.partner_id) == row.partner_id,
        col(Practice.drill) == row.drill,
        col(Practice.times) == row.times,
    )
    placed = guarded.values(box=box, times=times, due_on=today + timedelta(days=REST[box - 1]))
    changed = session.execute(
        placed.returning(col(Practice.drill)), execution_options={"synchronize_session": "fetch"}
    )
    return changed.first() is not None

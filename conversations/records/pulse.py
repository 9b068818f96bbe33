"""How a person's week with their partner felt to them: theirs alone, one row for each week of theirs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import BigInteger, Index, UniqueConstraint, delete
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.records.database import insert_for, new_id
from conversations.records.sealing import Sealed, Sealer, person

WISH_STANDS = timedelta(days=7)  # for the picture of both; then it is as if nobody had asked
SHOWN = timedelta(days=364)  # of one's own weeks, as far back as a picture goes


class Pulse(SQLModel, table=True):
    """One week of one person. Without words it was asked about, and nothing else."""

    __tablename__ = "pulse"
    __table_args__ = (UniqueConstraint("partner_id", "week"),)
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", sa_type=BigInteger)
    week: date  # its Monday, on the person's own calendar
    body: bytes | None = None  # sealed: the answers, the moment, and with whom the week was
    at: datetime  # when it was asked about or answered


class PictureWish(SQLModel, table=True):
    """Somebody would like the picture with both lines, if the other one would. Nobody else learns of it."""

    __tablename__ = "picture_wish"
    __table_args__ = (Index(None, "at"),)
    partner_id: int = Field(foreign_key="partner.id", primary_key=True, sa_type=BigInteger)
    couple_id: int = Field(sa_type=BigInteger)  # no foreign key: a wish of before is no wish of now
    at: datetime


@dataclass(frozen=True)
class Week:
    """What a person said of one week."""

    week: date
    at: datetime
    answers: tuple[tuple[str, int], ...]  # question -> 0 to 10; what was left out is missing
    moment: str  # what they want to keep of it
    partner_id: int  # with whom it was

    @property
    def level(self) -> float:
        """How near it was, from 0 to 10: all that was answered counts the same."""
        return sum(value for _, value in self.answers) / len(self.answers)


def open_week(session: Session, partner_id: int, week: date, now: datetime) -> bool:
    """Note that this person is asked about this week; False when they were, or have answered."""
    row = {"id": new_id(), "partner_id": partner_id, "week": week, "at": now}
    put = insert_for(session.connection().dialect.name)(Pulse).values(row).on_conflict_do_nothing()
    return session.connection().execute(put.returning(Pulse.id)).first() is not None


def keep_week(
    session: Session,
    sealer: Sealer,
    me: tuple[int, int],
    week: date,
    answers: Mapping[str, int],
    moment: str,
    now: datetime,
) -> None:
    """What `me` (the person, and with whom they are) said of a week, in the place of what stood there."""
    partner_id, with_id = me
    open_week(session, partner_id, week, now)
    mine = select(Pulse).where(Pulse.partner_id == partner_id, Pulse.week == week)
    row = session.exec(mine.with_for_update()).one()
    plain = {"answers": dict(answers), "moment": moment, "with": with_id}
    row.body = sealer.seal(session, _body_of(row), json.dumps(plain, ensure_ascii=False))
    row.at = now
    session.flush()


def weeks_of(
    session: Session, sealer: Sealer, partner_id: int, with_id: int, since: date = date.min
) -> list[Week]:
    """What this person said of their weeks with this one, the oldest first."""
    mine = select(Pulse).where(
        col(Pulse.partner_id) == partner_id, col(Pulse.body).is_not(None), col(Pulse.week) >= since
    )
    found = [read_week(session, sealer, row) for row in session.exec(mine.order_by(col(Pulse.week)))]
    return [one for one in found if one.partner_id == with_id]


def read_week(session: Session, sealer: Sealer, row: Pulse) -> Week:
    """What stands in it. Only for a week that was answered."""
    plain = json.loads(sealer.open(session, _body_of(row), row.body or b""))
    return Week(row.week, row.at, tuple(plain["answers"].items()), plain["moment"], plain["with"])


def wish_for_picture(session: Session, partner_id: int, couple_id: int, now: datetime) -> None:
    """From now on, for as long as a wish stands."""
    drop_wish(session, partner_id)
    session.add(PictureWish(partner_id=partner_id, couple_id=couple_id, at=now))
    session.flush()


def standing_wish(session: Session, partner_id: int, couple_id: int, now: datetime) -> datetime | None:
    """Since when this person has wished for it with this very partner; None when they do not."""
    mine = select(PictureWish.at).where(
        PictureWish.partner_id == partner_id,
        PictureWish.couple_id == couple_id,
        col(PictureWish.at) > now - WISH_STANDS,
    )
    return session.exec(mine).first()


def drop_wish(session: Session, *partner_ids: int) -> bool:
    """No wish of theirs stands any more. False when none did."""
    done = session.execute(delete(PictureWish).where(col(PictureWish.partner_id).in_(partner_ids)))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def forget_wishes(session: Session, now: datetime) -> int:
    """Wishes that have lapsed. Returns how many."""
    done = session.execute(delete(PictureWish).where(col(PictureWish.at) <= now - WISH_STANDS))
    return int(done.rowcount)  # type: ignore[attr-defined]


def _body_of(row: Pulse) -> Sealed:
    return Sealed(person(row.partner_id), "pulse.body", row.id)

"""Small rituals of two people: what they are, when, and whether both have said yes."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import BigInteger, ColumnElement, UniqueConstraint, delete, update
from sqlmodel import Field, Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from conversations.dialogue.outcomes.rituals import WEEKDAYS
from conversations.localtime import due, local_date, next_due
from conversations.records.database import count_rows, new_id, scrub_afterwards
from conversations.records.deliveries import LIFETIME, Delivery, Urgency
from conversations.records.partners import Partner, partners_of
from conversations.records.reminders import Reminder, ReminderKind, remind
from conversations.records.sealing import Sealed, Sealer, couple

MOST = 3  # flows.md 9.9
OWN = "own"  # the kind of one in their own words
TOO_LATE = timedelta(hours=2)  # a line about the evening at three in the morning is not gentle
A_DAY = 3  # messages nobody asked for, on one date of a person


class RitualState(StrEnum):
    """Where a ritual stands. One that was declined, taken back or ended leaves no row."""

    PROPOSED = "proposed"  # one suggests it
    LATER = "later"  # another time: the one who was asked can still say yes
    RUNNING = "running"  # both have said yes


OPEN = (RitualState.PROPOSED, RitualState.LATER)


class Ritual(SQLModel, table=True):
    """One ritual of a couple."""

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    couple_id: int = Field(foreign_key="couple.id", index=True, sa_type=BigInteger)
    proposed_by: int = Field(foreign_key="partner.id", sa_type=BigInteger)
    kind: str  # "near.tea", or their own
    words: bytes | None = None  # sealed: their own
    state: str = RitualState.PROPOSED
    days: str = ""  # a name of WEEKDAYS; nothing where no line comes
    at: time | None = None  # wall-clock time
    zone: str = ""  # on whose clock it is one moment for both; nothing where each goes by their own
    created_at: datetime


class RitualSide(SQLModel, table=True):
    """What one of the two has of it for themselves."""

    __tablename__ = "ritual_side"
    __table_args__ = (UniqueConstraint("ritual_id", "partner_id"),)
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    ritual_id: int = Field(foreign_key="ritual.id", index=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    hushed: bool = False  # no line comes to this one; the other does not learn it
    last_day: date | None = None  # their local date of the newest line


def add_ritual(session: Session, sealer: Sealer, ritual: Ritual, words: str) -> Ritual:
    """Keep a suggestion, with a side for each of the two."""
    ritual.words = sealer.seal(session, _words_of(ritual), words) if words else None
    session.add(ritual)
    session.flush()
    for partner in partners_of(session, ritual.couple_id):
        session.add(RitualSide(ritual_id=ritual.id, partner_id=partner.id))
    session.flush()
    return ritual


def read_words(session: Session, sealer: Sealer, ritual: Ritual) -> str:
    """Their own words; nothing where it is one of ours, or where they were taken back."""
    return sealer.open(session, _words_of(ritual), ritual.words) if ritual.words is not None else ""


def rituals_of(session: Session, couple_id: int) -> list[Ritual]:
    """Those that run and those that are suggested, the oldest first."""
    ours = select(Ritual).where(col(Ritual.couple_id) == couple_id)
    return list(session.exec(ours.order_by(col(Ritual.created_at), col(Ritual.id))))


def find_ritual(session: Session, ritual_id: int, couple_id: int) -> Ritual | None:
    """One of this couple."""
    one = select(Ritual).where(col(Ritual.id) == ritual_id, col(Ritual.couple_id) == couple_id)
    return session.exec(one).first()


def same_ritual(session: Session, couple_id: int, kind: str) -> Ritual | None:
    """The one of this kind that runs or is suggested; in their own words no two are the same."""
    ours = select(Ritual).where(col(Ritual.couple_id) == couple_id, col(Ritual.kind) == kind)
    return session.exec(ours).first() if kind != OWN else None


def is_room(session: Session, couple_id: int, proposer_id: int | None = None) -> bool:
    """Whether fewer than three run; with what `proposer_id` has suggested counted in."""
    counted: ColumnElement[bool] = col(Ritual.state) == RitualState.RUNNING
    if proposer_id is not None:
        counted = counted | (col(Ritual.proposed_by) == proposer_id)
    return count_rows(session, Ritual, col(Ritual.couple_id) == couple_id, counted) < MOST


def answer_ritual(session: Session, ritual_id: int, reader_id: int, to: RitualState) -> bool:
    """What the one who was asked says; False for anybody else, and where it has moved on.

    The caller holds the couple, and has seen that there is room for one more.
    """
    since = OPEN if to == RitualState.RUNNING else (RitualState.PROPOSED,)
    asked = update(Ritual).where(col(Ritual.id) == ritual_id, col(Ritual.state).in_(since))
    theirs = asked.where(col(Ritual.proposed_by) != reader_id).values(state=to)
    known = theirs.returning(col(Ritual.id)).execution_options(synchronize_session="fetch")
    return session.execute(known).first() is not None


def drop_ritual(session: Session, ritual_id: int, states: Sequence[RitualState]) -> bool:
    """It is gone, from one of these states. True for exactly one caller."""
    there = select(Ritual.id).where(col(Ritual.id) == ritual_id, col(Ritual.state).in_(states))
    if session.exec(there.with_for_update()).first() is None:
        return False
    _forget(session, [ritual_id])
    return True


def _forget(session: Session, ids: Sequence[int] | SelectOfScalar[int]) -> None:
    session.execute(delete(Reminder).where(col(Reminder.subject).in_(ids)))
    session.execute(delete(RitualSide).where(col(RitualSide.ritual_id).in_(ids)))
    session.execute(delete(Ritual).where(col(Ritual.id).in_(ids)))
    scrub_afterwards(session)


def forget_rituals(session: Session, couple_id: int) -> int:
    """All of a couple's. Returns how many."""
    gone = count_rows(session, Ritual, col(Ritual.couple_id) == couple_id)
    _forget(session, session.exec(select(Ritual.id).where(col(Ritual.couple_id) == couple_id)).all())
    return gone


def side_of(session: Session, ritual_id: int, partner_id: int) -> RitualSide | None:
    """One person's side."""
    mine = select(RitualSide).where(RitualSide.ritual_id == ritual_id, RitualSide.partner_id == partner_id)
    return session.exec(mine).first()


def hush_ritual(session: Session, ritual_id: int, partner_id: int, hushed: bool) -> bool:
    """No line for this one any more, or lines from now on. False when it was so already."""
    side = update(RitualSide).where(
        col(RitualSide.ritual_id) == ritual_id, col(RitualSide.partner_id) == partner_id
    )
    other_way = side.where(col(RitualSide.hushed) != hushed).values(hushed=hushed)
    known = other_way.returning(col(RitualSide.id)).execution_options(synchronize_session="fetch")
    return session.execute(known).first() is not None


def next_time(ritual: Ritual, side: RitualSide, zone: str, now: datetime) -> datetime | None:
    """When its next line is due for somebody who lives in `zone`: later than now, on one of its weekdays, and never
    twice on one date of theirs. None where no line comes."""
    if ritual.at is None or not ritual.days:
        return None
    last, after = side.last_day or date.min, now
    while True:
        day, after = next_due(after, ritual.at, ritual.zone or zone)
        if day.weekday() in WEEKDAYS[ritual.days] and local_date(after, zone) > last:
            return after


def plan_line(session: Session, ritual: Ritual, partner: Partner, now: datetime) -> None:
    """The next line for this person, in the place of the one that was due; none while it does not run, or where
    they want none."""
    mine = delete(Reminder).where(col(Reminder.subject) == ritual.id, col(Reminder.partner_id) == partner.id)
    session.execute(mine)
    side = side_of(session, ritual.id, partner.id)
    if side is None or side.hushed or ritual.state != RitualState.RUNNING:
        return
    due_at = next_time(ritual, side, partner.zone or "UTC", now)
    if due_at is not None:
        remind(session, partner.id, ReminderKind.RITUAL, ritual.id, due_at)


def plan_lines(session: Session, partner: Partner, now: datetime) -> None:
    """All of this person's anew: they live by another clock."""
    if partner.couple_id is None:
        return
    for ritual in rituals_of(session, partner.couple_id):
        plan_line(session, ritual, partner, now)


def is_room_today(session: Session, partner: Partner, now: datetime) -> bool:
    """Whether one more message that nobody asked for may come on this date of theirs. One place is kept for the
    question of the day as long as that is still to come."""
    zone = partner.zone or "UTC"
    today = local_date(now, zone)
    since = due(today, time(), zone) + LIFETIME[Urgency.PROMPT]
    unasked = count_rows(
        session, Delivery, col(Delivery.chat) == partner.telegram_id,
        col(Delivery.urgency) == Urgency.PROMPT, col(Delivery.expires_at) >= since,
    )  # fmt: skip
    coming = partner.next_checkin_at
    kept = 1 if coming is not None and local_date(coming, zone) == today else 0
    return unasked + kept < A_DAY


def take_back_rituals(session: Session, author_id: int) -> int:
    """The words of those that this person wrote; no line names them any more. Returns how many."""
    mine = select(Ritual.id).where(col(Ritual.proposed_by) == author_id, col(Ritual.words).is_not(None))
    ids = session.exec(mine).all()
    session.execute(update(Ritual).where(col(Ritual.id).in_(ids)).values(words=None, days="", at=None))
    session.execute(delete(Reminder).where(col(Reminder.subject).in_(ids)))
    return len(ids)


def _words_of(ritual: Ritual) -> Sealed:
    return Sealed(couple(ritual.couple_id), "ritual.words", ritual.id)

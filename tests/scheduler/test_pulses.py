"""Each is asked about their week on their own Sunday evening, once a week at most, whatever clocks and people do."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col, select

from conversations.dialogue.phrasebook import Text, load_phrasebook
from conversations.dialogue.pulses import plan_next_pulse
from conversations.dialogue.turn import Attune
from conversations.dialogue.wording import OfflineWording
from conversations.localtime import is_quiet, local_date, next_due
from conversations.records.couples import Couple, CoupleState
from conversations.records.database import open_database, transaction
from conversations.records.deliveries import Delivery, Message, Urgency, post
from conversations.records.partners import QUIET_FROM, QUIET_UNTIL, Consent, Partner, add_partner
from conversations.records.pulse import Pulse, open_week
from conversations.records.sealing import Sealer, person
from conversations.sundays import Keeper, hour_of, monday_of, next_sunday
from scheduler.pulses import BATCH, MOST_A_DAY, TOO_LATE, plan_all_pulses, plan_due
from scheduler.put_back import plan_weeks_anew

START = datetime(2026, 11, 20, 0, 0, tzinfo=UTC)  # a Friday
MONDAY = date(2026, 11, 16)
SUNDAY_IN_TOKYO = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)  # 20:00
A_WEEK = timedelta(days=7)
ZONES = (
    "Asia/Tokyo",
    "Europe/London",
    "America/St_Johns",
    "Pacific/Apia",
    "Pacific/Honolulu",
    "Africa/Cairo",
)
ASKED = "Sunday, Aki. Four taps about your week with Mika? Only you see them."


class World:
    """An Attune with one couple in it; nobody taps, time goes by."""

    def __init__(self, engine: Engine, zone: str = "Asia/Tokyo", now: datetime = START) -> None:
        self.attune = Attune(engine, Sealer(bytes(32)), load_phrasebook(), OfflineWording(), "attune_bot")
        self.now = now
        with self.opened() as session:
            couple = Couple(state=CoupleState.ACTIVE, created_at=now)
            session.add(couple)
            session.flush()
            self.couple = couple.id
            self.aki = self.add(session, 1, "Aki", zone)
            self.mika = self.add(session, 2, "Mika", "")

    def opened(self) -> AbstractContextManager[Session]:
        return transaction(self.attune.engine)

    def add(self, session: Session, id: int, name: str, zone: str) -> int:
        partner = add_partner(session, self.attune.sealer, id, name, "en", self.now)
        partner.couple_id, partner.consent, partner.zone = self.couple, Consent.TOGETHER, zone
        plan_next_pulse(partner, session.get(Couple, self.couple), self.now)
        return partner.id

    def changes(self, **values: object) -> None:
        """Aki sets something, and is planned anew, as the settings do it."""
        with self.opened() as session:
            aki = session.get_one(Partner, self.aki)
            for name, value in values.items():
                setattr(aki, name, value)
            plan_next_pulse(aki, session.get(Couple, self.couple), self.now)

    def holds(self, **values: object) -> None:
        """The row says so, and nothing was planned anew."""
        with self.opened() as session:
            aki = session.get_one(Partner, self.aki)
            for name, value in values.items():
                setattr(aki, name, value)

    def ticks(self, now: datetime) -> None:
        self.now = now
        plan_all_pulses(now, self.attune)

    def partner(self) -> Partner:
        with self.opened() as session:
            return session.get_one(Partner, self.aki)

    def asked(self) -> list[tuple[date, datetime]]:
        """Of each week Aki was asked about, its Monday and when that was."""
        with self.opened() as session:
            found = session.exec(select(Pulse).where(Pulse.partner_id == self.aki).order_by(col(Pulse.week)))
            return [(one.week, one.at) for one in found]

    def messages(self) -> int:
        with self.opened() as session:
            return len(session.exec(select(Delivery)).all())


def test_the_question_comes_on_sunday_at_eight_and_not_before(database: Engine) -> None:
    world = World(database)
    world.ticks(SUNDAY_IN_TOKYO - timedelta(seconds=1))
    assert world.messages() == 0
    world.ticks(SUNDAY_IN_TOKYO)
    world.ticks(SUNDAY_IN_TOKYO + timedelta(seconds=20))
    assert (world.messages(), world.asked()) == (1, [(MONDAY, SUNDAY_IN_TOKYO)])
    assert world.partner().next_pulse_at == SUNDAY_IN_TOKYO + A_WEEK


@pytest.mark.parametrize(
    ("checkin", "begin", "end", "hour"),
    [
        (None, QUIET_FROM, QUIET_UNTIL, time(20)),
        (time(20, 30), QUIET_FROM, QUIET_UNTIL, time(20, 30)),
        (time(8), QUIET_FROM, QUIET_UNTIL, time(20)),  # a morning is no evening
        (time(22, 30), QUIET_FROM, QUIET_UNTIL, time(20)),  # quiet, but for the check-in that was asked for
        (None, time(19), time(8), time(18)),
        (None, time(12), time(21), time(21)),
        (None, time(10), time(9), time(9)),
        (None, time(8), time(8), time(20)),  # none at all
    ],
)
def test_the_hour_is_in_the_evening_and_never_quiet(
    checkin: time | None, begin: time, end: time, hour: time
) -> None:
    one = Partner(telegram_id=b"", name=b"", zone="UTC", checkin_at=checkin, quiet_from=begin, quiet_until=end,
                  created_at=START)  # fmt: skip
    assert hour_of(one) == hour


@pytest.mark.parametrize(("late", "asked"), [(TOO_LATE, 1), (TOO_LATE + timedelta(seconds=1), 0)])
def test_more_than_two_hours_late_the_week_is_left_out(database: Engine, late: timedelta, asked: int) -> None:
    world = World(database)
    world.changes(checkin_at=time(18))
    world.ticks(SUNDAY_IN_TOKYO - timedelta(hours=2) + late)
    assert (world.messages(), len(world.asked())) == (asked, asked)
    assert world.partner().next_pulse_at == SUNDAY_IN_TOKYO - timedelta(hours=2) + A_WEEK


def test_what_would_come_late_into_quiet_hours_is_left_out(database: Engine) -> None:
    world = World(database)
    world.changes(checkin_at=time(21, 30))
    world.ticks(SUNDAY_IN_TOKYO + timedelta(hours=2))  # 22:00, and it was due at 21:30
    assert world.messages() == 0


@pytest.mark.parametrize(
    "values",
    [
        {"resting_since": START},
        {"apart_since": START},
        {"weekly_look": False},
        {"consent": Consent.SOLO},
        {"couple_id": None},
        {"unreachable_since": START},
    ],
    ids=lambda values: next(iter(values)),
)
def test_who_does_not_take_part_is_not_asked_even_where_they_were_planned(
    database: Engine, values: dict[str, object]
) -> None:
    world = World(database)
    world.holds(**values)
    world.ticks(SUNDAY_IN_TOKYO)
    assert (world.messages(), world.asked()) == (0, [])


def test_of_a_couple_that_has_ended_or_lacks_the_other_nobody_is_asked(database: Engine) -> None:
    world = World(database)
    with world.opened() as session:
        session.get_one(Partner, world.mika).consent = Consent.NONE
    world.ticks(SUNDAY_IN_TOKYO)
    with world.opened() as session:
        session.get_one(Partner, world.mika).consent = Consent.TOGETHER
        session.get_one(Couple, world.couple).state = CoupleState.ENDED
    world.holds(next_pulse_at=SUNDAY_IN_TOKYO)
    world.ticks(SUNDAY_IN_TOKYO + timedelta(minutes=1))
    assert world.messages() == 0


def test_whether_the_other_one_rests_or_keeps_apart_changes_nothing(database: Engine) -> None:
    world = World(database)
    with world.opened() as session:
        mika = session.get_one(Partner, world.mika)
        mika.resting_since = mika.apart_since = START
    world.ticks(SUNDAY_IN_TOKYO)
    assert world.messages() == 1


def test_who_has_told_of_the_week_already_is_not_asked(database: Engine) -> None:
    world = World(database)
    with world.opened() as session:
        open_week(session, world.aki, MONDAY, START)
    world.ticks(SUNDAY_IN_TOKYO)
    assert world.messages() == 0


def test_a_week_whose_row_was_deleted_is_not_asked_about_twice(database: Engine) -> None:
    world = World(database)
    world.ticks(SUNDAY_IN_TOKYO)
    with world.opened() as session:
        session.delete(session.exec(select(Pulse)).one())
    world.changes(zone="Pacific/Honolulu")  # there the same Sunday evening is still to come
    world.ticks(datetime(2026, 11, 23, 6, 0, tzinfo=UTC))
    assert world.messages() == 1


@pytest.mark.parametrize(("before", "asked"), [(MOST_A_DAY - 1, 1), (MOST_A_DAY, 0)])
def test_with_three_messages_nobody_asked_for_the_day_is_full(
    database: Engine, before: int, asked: int
) -> None:
    world = World(database)
    with world.opened() as session:
        aki = session.get_one(Partner, world.aki)
        for hour in range(before):
            at = SUNDAY_IN_TOKYO - timedelta(hours=hour + 3)
            post(session, world.attune.sealer, aki.telegram_id, person(aki.id), Message(Text("x")), at,
                 Urgency.PROMPT)  # fmt: skip
    world.ticks(SUNDAY_IN_TOKYO)
    assert world.messages() - before == asked


@pytest.mark.parametrize(("by_the_other", "asked"), [(False, 0), (True, 1)])
def test_what_is_said_of_a_card_by_itself_fills_the_day_and_what_the_other_one_sends_does_not(
    database: Engine, by_the_other: bool, asked: int
) -> None:
    world = World(database)
    with world.opened() as session:
        aki = session.get_one(Partner, world.aki)
        author = world.mika if by_the_other else None
        for number in range(MOST_A_DAY):
            post(session, world.attune.sealer, aki.telegram_id, person(aki.id), Message(Text("x")),
                 SUNDAY_IN_TOKYO - timedelta(hours=3), Urgency.RELAY, author, f"need {number}")  # fmt: skip
    world.ticks(SUNDAY_IN_TOKYO)
    assert world.messages() - MOST_A_DAY == asked


def test_what_came_yesterday_does_not_fill_today(database: Engine) -> None:
    world = World(database)
    with world.opened() as session:
        aki = session.get_one(Partner, world.aki)
        for _ in range(MOST_A_DAY):
            at = datetime(2026, 11, 21, 14, 59, tzinfo=UTC)  # 23:59 in Tokyo
            post(session, world.attune.sealer, aki.telegram_id, person(aki.id), Message(Text("x")), at,
                 Urgency.PROMPT)  # fmt: skip
    world.ticks(SUNDAY_IN_TOKYO)
    assert world.messages() == MOST_A_DAY + 1


def test_a_clock_that_ran_ahead_and_was_put_back_leaves_out_no_sunday(database: Engine) -> None:
    world = World(database)
    world.holds(next_pulse_at=SUNDAY_IN_TOKYO + 10 * A_WEEK)
    with world.opened() as session:
        plan_weeks_anew(session, START)
    assert world.partner().next_pulse_at == SUNDAY_IN_TOKYO


def test_one_that_cannot_be_planned_moves_an_hour_ahead_and_stops_nobody(database: Engine) -> None:
    world = World(database)
    world.holds(zone="Nowhere/At_All", next_pulse_at=START)
    with world.opened() as session:
        mika = session.get_one(Partner, world.mika)
        mika.zone, mika.next_pulse_at = "Asia/Tokyo", SUNDAY_IN_TOKYO
    world.ticks(SUNDAY_IN_TOKYO)
    assert world.messages() == 1
    assert world.partner().next_pulse_at == SUNDAY_IN_TOKYO + timedelta(hours=1)


def test_more_than_a_batch_are_all_asked(database: Engine) -> None:
    world = World(database)
    with world.opened() as session:
        for number in range(BATCH):
            couple = Couple(state=CoupleState.ACTIVE, created_at=START)
            session.add(couple)
            session.flush()
            world.couple = couple.id
            world.add(session, 10 + 2 * number, "Ren", "Asia/Tokyo")
            world.add(session, 11 + 2 * number, "Sora", "")
    with world.opened() as session:
        assert plan_due(session, SUNDAY_IN_TOKYO, world.attune) == BATCH
    world.ticks(SUNDAY_IN_TOKYO)
    assert world.messages() == BATCH + 1


def test_a_row_of_before_there_were_weeks_is_put_on_its_sunday(database: Engine) -> None:
    world = World(database)
    world.holds(next_pulse_at=START - timedelta(days=400))  # as the migration leaves it
    world.ticks(START)
    assert (world.messages(), world.partner().next_pulse_at) == (0, SUNDAY_IN_TOKYO)


DAYS = 21
hours = st.integers(1, DAYS * 24 - 1)
settled = st.fixed_dictionaries(
    {"zone": st.sampled_from(ZONES), "checkin_at": st.sampled_from((None, time(8), time(20, 30), time(23)))}
)
quiet = st.fixed_dictionaries(
    {"quiet_from": st.sampled_from((time(22), time(19, 30), time(0))),
     "quiet_until": st.sampled_from((time(8), time(20), time(12)))}
)  # fmt: skip
there = st.sampled_from(
    [{name: value} for name in ("resting_since", "apart_since") for value in (START, None)]
    + [{"weekly_look": False}, {"weekly_look": True}]
)
acts = st.lists(st.tuples(hours, settled | quiet | there), max_size=8)
steps = st.lists(st.tuples(hours, st.integers(-30, 30)), max_size=3)


@dataclass
class Seen:
    """What was true of Aki whenever a question came."""

    weeks: list[date] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def look(self, aki: Partner, now: datetime) -> None:
        if is_quiet(now, aki.zone, aki.quiet_from, aki.quiet_until):
            self.wrong.append(f"in quiet hours, {now}")
        if aki.resting_since or aki.apart_since or not aki.weekly_look:
            self.wrong.append(f"though they do not take part, {now}")
        evening = next_due(now - TOO_LATE - timedelta.resolution, hour_of(aki), aki.zone)
        if local_date(evening[1], aki.zone).weekday() != 6 or evening[1] > now:
            self.wrong.append(f"at another time than a Sunday evening, {now}")
        self.weeks.append(monday_of(local_date(evening[1], aki.zone)))


@settings(max_examples=40)
@given(st.sampled_from(ZONES), acts, steps)
def test_once_a_week_at_most_never_in_quiet_hours_and_only_who_takes_part(
    zone: str, changes: list[tuple[int, dict[str, object]]], jumps: list[tuple[int, int]]
) -> None:
    """Three weeks around a change of the clocks, with moves, other hours, rests, and a clock that is set."""
    memory = open_database("sqlite://")
    SQLModel.metadata.create_all(memory)
    start = datetime(2026, 10, 16, tzinfo=UTC)
    world, seen, astray = World(memory, zone, start), Seen(), timedelta()
    for hour in range(1, DAYS * 24):
        for values in (values for at, values in changes if at == hour):
            world.changes(**values)
        astray += sum((timedelta(hours=by) for at, by in jumps if at == hour), timedelta())
        world.now = start + timedelta(hours=hour, minutes=7) + astray
        aki = world.partner()
        if aki.next_pulse_at is None or aki.next_pulse_at > world.now:
            continue  # a tick would find nothing
        before = world.messages()
        world.ticks(world.now)
        if world.messages() > before:
            seen.look(aki, world.now)
    memory.dispose()
    assert seen.wrong == []
    assert len(seen.weeks) == len(set(seen.weeks))


@given(st.sampled_from(ZONES), st.integers(0, 400 * 24))
def test_the_next_sunday_is_always_less_than_nine_days_away(zone: str, hour: int) -> None:
    one: Keeper = Partner(telegram_id=b"", name=b"", zone=zone, created_at=START)
    after = START + timedelta(hours=hour)
    week, at = next_sunday(after, one, None)
    assert after < at <= after + timedelta(days=8)
    assert (local_date(at, zone).weekday(), monday_of(local_date(at, zone))) == (6, week)

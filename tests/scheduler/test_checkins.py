"""Each is asked at their own hour, once a date at most, whatever clocks, journeys and outages do."""

from collections import Counter
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col, select

from conversations.dialogue.choosing import questions_of
from conversations.dialogue.phrasebook import Reader, load_phrasebook
from conversations.dialogue.sheets import first_buttons, first_question
from conversations.dialogue.turn import Attune, desk_for
from conversations.dialogue.wording import OfflineWording
from conversations.localtime import local_date, next_due
from conversations.prompts import Before, key_of
from conversations.records.checkins import Sheet, SheetAnswer, halves_of
from conversations.records.couples import Couple, CoupleState
from conversations.records.database import count_rows, open_database, transaction
from conversations.records.deliveries import Delivery, Message, read_message
from conversations.records.lately import look_back, year_before
from conversations.records.partners import Consent, Partner, add_partner, partners_of, rename_partner
from conversations.records.sealing import Sealer
from scheduler.checkins import BATCH, TOO_LATE, plan_all_due, plan_due

EIGHT_THIRTY = time(20, 30)
START = datetime(2026, 11, 20, 0, 0, tzinfo=UTC)
ZONES = (
    "Asia/Tokyo",
    "Europe/London",
    "America/St_Johns",
    "Pacific/Apia",
    "Pacific/Honolulu",
    "Africa/Cairo",
)


class World:
    """An Attune with one couple in it; nobody taps, time goes by."""

    def __init__(self, engine: Engine, zone: str, wall: time = EIGHT_THIRTY, now: datetime = START) -> None:
        self.attune = Attune(engine, Sealer(bytes(32)), load_phrasebook(), OfflineWording(), "attune_bot")
        self.now = now
        with self.opened() as session:
            couple = Couple(state=CoupleState.ACTIVE, created_at=now)
            session.add(couple)
            session.flush()
            self.aki = self.add(session, couple, 1, "Aki", zone, wall)
            self.mika = self.add(session, couple, 2, "Mika", "Europe/London", None)

    def opened(self) -> AbstractContextManager[Session]:
        return transaction(self.attune.engine)

    def add(self, session: Session, couple: Couple, id: int, name: str, zone: str, wall: time | None) -> int:
        partner = add_partner(session, self.attune.sealer, id, name, "en", self.now)
        partner.couple_id, partner.consent, partner.zone = couple.id, Consent.TOGETHER, zone
        partner.checkin_at = wall
        partner.next_checkin_at = next_due(self.now, wall, zone)[1] if wall else None
        return partner.id

    def moves(self, zone: str, wall: time) -> None:
        """Aki goes to live elsewhere, or by another hour: as the settings do it."""
        with self.opened() as session:
            aki = session.get_one(Partner, self.aki)
            aki.zone, aki.checkin_at = zone, wall
            day, at = next_due(self.now, wall, zone)
            while aki.last_checkin_day is not None and day <= aki.last_checkin_day:
                day, at = next_due(at, wall, zone)
            aki.next_checkin_at = at

    def ticks(self, now: datetime) -> None:
        self.now = now
        plan_all_due(now, self.attune)

    def asked(self) -> list[tuple[date, datetime]]:
        """The date of each question to Aki, and when it was asked."""
        with self.opened() as session:
            both = select(col(Sheet.day), col(SheetAnswer.asked_at)).join(SheetAnswer)
            return list(session.exec(both.where(SheetAnswer.partner_id == self.aki).order_by(col(Sheet.day))))

    def messages(self) -> list[str]:
        with self.opened() as session:
            sealer = self.attune.sealer
            return [read_message(session, sealer, one).text.text for one in session.exec(select(Delivery))]

    def next_at(self) -> datetime | None:
        with self.opened() as session:
            return session.get_one(Partner, self.aki).next_checkin_at


def every(minutes: int, start: datetime, days: int) -> list[datetime]:
    return [start + timedelta(minutes=minutes * step) for step in range(days * 24 * 60 // minutes)]


def test_the_question_comes_at_the_hour_and_not_before(database: Engine) -> None:
    world = World(database, "Asia/Tokyo")
    world.ticks(datetime(2026, 11, 20, 11, 29, 59, tzinfo=UTC))
    assert world.messages() == []
    world.ticks(datetime(2026, 11, 20, 11, 30, tzinfo=UTC))
    world.ticks(datetime(2026, 11, 20, 11, 30, 20, tzinfo=UTC))
    assert world.messages() == ["Evening, Aki. Thirty seconds?\nHow much room do you have today?"]
    assert world.next_at() == datetime(2026, 11, 21, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize(("late", "asked"), [(timedelta(hours=2), 1), (timedelta(hours=2, seconds=1), 0)])
def test_more_than_two_hours_late_the_day_is_left_out(database: Engine, late: timedelta, asked: int) -> None:
    world = World(database, "Asia/Tokyo")
    world.ticks(datetime(2026, 11, 20, 11, 30, tzinfo=UTC) + late)
    assert len(world.messages()) == asked
    assert world.next_at() == datetime(2026, 11, 21, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize("late", [timedelta(), timedelta(minutes=30), timedelta(hours=2)])
def test_after_days_away_the_hour_that_has_just_passed_is_asked_about(
    database: Engine, late: timedelta
) -> None:
    world = World(database, "Asia/Tokyo")
    world.ticks(datetime(2026, 11, 22, 11, 30, tzinfo=UTC) + late)
    assert [day for day, _ in world.asked()] == [date(2026, 11, 22)]
    assert world.next_at() == datetime(2026, 11, 23, 11, 30, tzinfo=UTC)


def test_a_question_asked_after_midnight_belongs_to_the_evening_before(database: Engine) -> None:
    world = World(database, "Europe/London", time(23, 30))
    world.ticks(datetime(2026, 11, 21, 0, 45, tzinfo=UTC))
    assert [day for day, _ in world.asked()] == [date(2026, 11, 20)]
    assert world.next_at() == datetime(2026, 11, 21, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "start", "wall"),
    [
        ("Europe/London", datetime(2026, 3, 27, tzinfo=UTC), time(1, 30)),  # that hour is skipped on the 29th
        ("Europe/London", datetime(2026, 10, 23, tzinfo=UTC), time(1, 30)),  # and comes twice on 25 October
        ("Africa/Cairo", datetime(2026, 4, 22, tzinfo=UTC), time(0, 0)),  # midnight is skipped on the 24th
        ("Australia/Lord_Howe", datetime(2026, 10, 2, tzinfo=UTC), time(2, 15)),
    ],
)
def test_when_the_clocks_change_each_date_is_asked_about_once(
    database: Engine, zone: str, start: datetime, wall: time
) -> None:
    world = World(database, zone, wall, start)
    for now in every(15, start, 5):
        world.ticks(now)
    days = [day for day, _ in world.asked()]
    assert days == [days[0] + timedelta(days=step) for step in range(len(days))]
    assert len(days) >= 4
    assert len(world.messages()) == len(days)


moves = st.tuples(
    st.integers(1, 96), st.sampled_from(ZONES), st.sampled_from([time(8), time(20, 30), time(0, 5)])
)
outages = st.tuples(st.integers(0, 96), st.integers(1, 12))


@settings(max_examples=40)
@given(st.sampled_from(ZONES), st.lists(moves, max_size=3), st.lists(outages, max_size=2))
def test_never_two_on_one_date_and_never_at_another_hour(
    zone: str, journeys: list[tuple[int, str, time]], downtimes: list[tuple[int, int]]
) -> None:
    memory = open_database("sqlite://")
    SQLModel.metadata.create_all(memory)
    world, wall = World(memory, zone), EIGHT_THIRTY
    down = {hour + step for hour, length in downtimes for step in range(length)}
    expected: dict[date, datetime] = {}
    for hour in range(1, 97):
        world.now = START + timedelta(hours=hour)
        for at, there, clock in journeys:
            if at == hour:
                zone, wall = there, clock
                world.moves(zone, wall)
        due_at = world.next_at()
        assert due_at is not None
        if hour in down:
            continue
        if world.now - due_at > TOO_LATE:
            due_at = next_due(world.now - TOO_LATE - timedelta.resolution, wall, zone)[1]
        day = local_date(due_at, zone)
        if due_at <= world.now <= due_at + TOO_LATE and day > max(expected, default=date.min):
            expected[day] = world.now
        world.ticks(world.now)
    assert dict(world.asked()) == expected
    assert len(world.messages()) == len(expected)
    assert list(expected) == sorted(expected)


def test_both_answer_the_same_sheet_of_the_date_each_at_their_hour(database: Engine) -> None:
    world = World(database, "Asia/Tokyo")
    with world.opened() as session:
        mika = session.get_one(Partner, world.mika)
        mika.checkin_at = EIGHT_THIRTY
        mika.next_checkin_at = next_due(START, EIGHT_THIRTY, "Europe/London")[1]
    for now in every(30, START, 1):
        world.ticks(now)
    with world.opened() as session:
        [sheet] = session.exec(select(Sheet)).all()
        assert sheet.day == date(2026, 11, 20)
        assert sheet.closes_at == datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
        assert len(session.exec(select(SheetAnswer)).all()) == 2


@pytest.mark.parametrize("reason", ["resting", "ended", "solo", "no hour"])
def test_who_does_not_take_part_is_not_asked_any_more(database: Engine, reason: str) -> None:
    world = World(database, "Asia/Tokyo")
    with world.opened() as session:
        aki = session.get_one(Partner, world.aki)
        match reason:
            case "resting":
                aki.resting_since = START
            case "ended":
                session.get_one(Couple, aki.couple_id).state = CoupleState.ENDED
            case "solo":
                aki.consent = Consent.SOLO
            case _:
                aki.checkin_at = None
    world.ticks(datetime(2026, 11, 20, 11, 30, tzinfo=UTC))
    assert (world.messages(), world.next_at()) == ([], None)


def test_who_cannot_be_reached_is_asked_nothing_and_stays_planned(database: Engine) -> None:
    world = World(database, "Asia/Tokyo")
    with world.opened() as session:
        session.get_one(Partner, world.aki).unreachable_since = START
    world.ticks(datetime(2026, 11, 20, 11, 30, tzinfo=UTC))
    assert (world.messages(), world.next_at()) == ([], datetime(2026, 11, 21, 11, 30, tzinfo=UTC))


def test_one_that_cannot_be_planned_waits_an_hour_and_stops_nobody(
    database: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    world = World(database, "Asia/Tokyo")
    now = START + timedelta(hours=11, minutes=30)
    with world.opened() as session:
        couple = Couple(state=CoupleState.ACTIVE, created_at=START)
        session.add(couple)
        session.flush()
        broken = world.add(session, couple, 3, "Noa", "Asia/Tokyo", EIGHT_THIRTY)
        session.get_one(Partner, broken).zone = "Nowhere/Atall"
    world.ticks(now)
    assert world.messages() == ["Evening, Aki. Thirty seconds?\nHow much room do you have today?"]
    with world.opened() as session:
        assert session.get_one(Partner, broken).next_checkin_at == now + timedelta(hours=1)
    assert f"the check-in of partner {broken} moves an hour ahead: ZoneInfoNotFoundError" in caplog.messages


def test_however_many_are_due_each_is_asked_once_and_one_that_fails_stops_nobody(database: Engine) -> None:
    world, now = World(database, "Asia/Tokyo"), START + timedelta(hours=11, minutes=30)
    with world.opened() as session:
        for number in range(10, 10 + BATCH // 2 + 1):
            couple = Couple(state=CoupleState.ACTIVE, created_at=START)
            session.add(couple)
            session.flush()
            world.add(session, couple, 2 * number, "Noa", "Asia/Tokyo", EIGHT_THIRTY)
            last = world.add(session, couple, 2 * number + 1, "Ren", "Asia/Tokyo", EIGHT_THIRTY)
        session.get_one(Partner, last).name = b"what no key opens"
    world.ticks(now)
    with world.opened() as session:
        late = session.exec(
            select(Partner.id).where(Partner.next_checkin_at == now + timedelta(hours=1))
        ).all()
        assert late == [last]
        assert count_rows(session, Sheet) == BATCH // 2 + 2
    assert Counter(message.split("?")[0] for message in world.messages()) == {
        "Evening, Aki. Thirty seconds": 1,
        "Evening, Noa. Thirty seconds": BATCH // 2 + 1,
        "Evening, Ren. Thirty seconds": BATCH // 2,
    }


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", ["Aki", 'A"k\\i\n', "checkin 0 plenty", "亜希 🌸"])
def test_the_message_is_the_one_that_a_tap_would_show(database: Engine, language: str, name: str) -> None:
    world, now = World(database, "Asia/Tokyo"), START + timedelta(hours=11, minutes=30)
    with world.opened() as session:
        aki = session.get_one(Partner, world.aki)
        aki.language = language
        rename_partner(session, world.attune.sealer, aki, name)
    world.ticks(now)
    with world.opened() as session:
        desk = desk_for(session, now, world.attune)
        text = desk.book.render(first_question(name, "Asia/Tokyo", now), Reader(language, "Asia/Tokyo"))
        sheet = session.exec(select(Sheet)).one()
        expected = Message(text, desk.keys(first_buttons(sheet.id), language))
        [delivery] = session.exec(select(Delivery)).all()
        assert read_message(session, world.attune.sealer, delivery) == expected


def test_the_first_look_chooses_the_question_for_both(database: Engine) -> None:
    world = World(database, "Asia/Tokyo")
    world.ticks(START + timedelta(hours=11, minutes=30))
    with world.opened() as session:
        sheet = session.exec(select(Sheet)).one()
        assert sheet.prompt == ""
        questions = questions_of(session, world.attune.book, sheet, partners_of(session, sheet.couple_id))
    with world.opened() as session:
        sheet = session.exec(select(Sheet)).one()
        assert (
            questions_of(session, world.attune.book, sheet, partners_of(session, sheet.couple_id))
            == questions
        )
        assert questions[0] == key_of(sheet.prompt)


def test_a_question_nobody_answered_is_not_used_up(database: Engine) -> None:
    """T-3: whether somebody looked at it does not show in what is asked next."""
    world = World(database, "Asia/Tokyo")
    for day in range(3):
        world.ticks(START + timedelta(days=day, hours=11, minutes=30))
    with world.opened() as session:
        _, looked_at, last = session.exec(select(Sheet).order_by(col(Sheet.day))).all()
        for sheet in (looked_at, last):
            questions_of(session, world.attune.book, sheet, partners_of(session, sheet.couple_id))
        halves_of(session, last.id)[0].done_at = START + timedelta(days=2, hours=12)
        session.flush()
        year = year_before(session, [last.couple_id], last.day + timedelta(days=1))[last.couple_id]
        assert year == Before({last.prompt: last.day})


def test_two_dates_that_are_open_at_once_share_no_question(database: Engine) -> None:
    """Nor does the later one show whether somebody looked at the earlier one (T-3)."""
    world = World(database, "Asia/Tokyo")
    for day in range(2):
        world.ticks(START + timedelta(days=day, hours=11, minutes=30))

    def asked(*looked_at: int) -> list[tuple[str, ...]]:
        with Session(database) as session:  # nothing of it is kept
            sheets = session.exec(select(Sheet).order_by(col(Sheet.day))).all()
            sheets[0].closes_at = START + timedelta(days=2)
            both = partners_of(session, sheets[0].couple_id)
            seen = {at: questions_of(session, world.attune.book, sheets[at], both) for at in looked_at}
            return [seen[at] for at in sorted(seen)]

    earlier, later = asked(1, 0)
    assert len({*earlier, *later}) == 6
    assert asked(0, 1) == [earlier, later]
    assert asked(1) == [later]


@pytest.mark.parametrize(("days", "is_used_up"), [(364, True), (370, False)])
def test_a_question_is_used_up_for_a_whole_year(database: Engine, days: int, is_used_up: bool) -> None:
    """Not a day less: the first of January and the last of December are one year."""
    world = World(database, "Asia/Tokyo")
    first = START + timedelta(hours=11, minutes=30)
    world.ticks(first)
    with world.opened() as session:
        sheet = session.exec(select(Sheet)).one()
        questions_of(session, world.attune.book, sheet, partners_of(session, sheet.couple_id))
        halves_of(session, sheet.id)[0].done_at = first
        session.flush()
        [before] = look_back(session, [sheet.couple_id], first + timedelta(days=days)).values()
        assert (sheet.prompt in before.asked) == is_used_up


def test_a_transaction_that_is_not_kept_leaves_everyone_due(database: Engine) -> None:
    world = World(database, "Asia/Tokyo")
    now = START + timedelta(hours=11, minutes=30)
    with Session(world.attune.engine) as session:
        plan_due(session, now, world.attune)
        session.rollback()
    assert world.messages() == []
    world.ticks(now)
    assert len(world.messages()) == 1


def test_in_quiet_hours_the_question_does_not_ring(database: Engine) -> None:
    world = World(database, "Asia/Tokyo", time(23, 0))
    world.ticks(datetime(2026, 11, 20, 14, 0, tzinfo=UTC))
    with world.opened() as session:
        [delivery] = session.exec(select(Delivery)).all()
        assert read_message(session, world.attune.sealer, delivery).silent


@pytest.mark.postgres
def test_two_replicas_at_once_ask_nobody_twice_and_wait_for_nobody(postgres_schema: str) -> None:
    engine = open_database(postgres_schema)
    SQLModel.metadata.create_all(engine)
    world, now = World(engine, "Asia/Tokyo"), START + timedelta(hours=11, minutes=30)
    with Session(engine) as first, Session(engine) as second:
        plan_due(first, now, world.attune)
        plan_due(second, now, world.attune)
        second.commit()
        assert world.messages() == []
        first.commit()
    assert len(world.messages()) == 1
    engine.dispose()

"""Guards of the rows of small rituals and of the timer: who may say yes, once, and who was first."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.listening import begin_listening, close_listening, end_listening
from conversations.records.partners import Partner, add_partner
from conversations.records.rituals import (
    OPEN,
    Ritual,
    RitualSide,
    RitualState,
    add_ritual,
    answer_ritual,
    drop_ritual,
    hush_ritual,
    next_time,
)
from conversations.records.sealing import Sealer

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # a Friday
SEALER = Sealer(bytes(32))


def two(session: Session) -> tuple[Couple, Partner, Partner]:
    pair = Couple(created_at=NOON)
    session.add(pair)
    session.flush()
    me, you = (add_partner(session, SEALER, id, "Mika", "en", NOON) for id in (1, 2))
    me.couple_id = you.couple_id = pair.id
    session.flush()
    return pair, me, you


def suggested(session: Session, pair: Couple, me: Partner) -> Ritual:
    ritual = Ritual(couple_id=pair.id, proposed_by=me.id, kind="own", created_at=NOON)
    return add_ritual(session, SEALER, ritual, "a silly song")


def test_only_the_other_says_yes_and_only_once(database: Engine) -> None:
    with transaction(database) as session:
        pair, me, you = two(session)
        ritual = suggested(session, pair, me)
        assert not answer_ritual(session, ritual.id, me.id, RitualState.RUNNING)
        assert answer_ritual(session, ritual.id, you.id, RitualState.LATER)
        assert not answer_ritual(session, ritual.id, you.id, RitualState.LATER)
        assert answer_ritual(session, ritual.id, you.id, RitualState.RUNNING)
        assert not answer_ritual(session, ritual.id, you.id, RitualState.RUNNING)
        assert not answer_ritual(session, ritual.id, you.id, RitualState.LATER)
        session.refresh(ritual)
        assert ritual.state == "running"


def test_it_is_let_go_once_and_only_from_where_it_stands(database: Engine) -> None:
    with transaction(database) as session:
        pair, me, _ = two(session)
        ritual = suggested(session, pair, me)
        assert not drop_ritual(session, ritual.id, (RitualState.RUNNING,))
        assert drop_ritual(session, ritual.id, OPEN)
        assert not drop_ritual(session, ritual.id, OPEN)


def test_lines_are_turned_off_once(database: Engine) -> None:
    with transaction(database) as session:
        pair, me, you = two(session)
        ritual = suggested(session, pair, me)
        assert hush_ritual(session, ritual.id, me.id, hushed=True)
        assert not hush_ritual(session, ritual.id, me.id, hushed=True)
        assert hush_ritual(session, ritual.id, you.id, hushed=True)


def test_one_timer_runs_and_ends_once(database: Engine) -> None:
    with transaction(database) as session:
        pair, me, you = two(session)
        timer = begin_listening(session, pair.id, me.id, 10, NOON)
        assert timer is not None
        assert begin_listening(session, pair.id, you.id, 5, NOON) is None
        assert end_listening(session, timer.id)
        assert not end_listening(session, timer.id)
        assert not close_listening(session, timer.id)
        assert begin_listening(session, pair.id, you.id, 5, NOON) is not None


def test_the_next_line_is_on_one_of_its_weekdays_and_never_twice_on_a_date_of_theirs() -> None:
    daily = Ritual(
        couple_id=1, proposed_by=1, kind="near.tea", days="every_day", at=time(20), created_at=NOON
    )
    side, today = RitualSide(ritual_id=1, partner_id=1), date(2026, 11, 20)
    evening = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
    assert next_time(daily, side, "UTC", NOON) == evening
    assert next_time(daily, side, "UTC", evening) == evening + timedelta(days=1)
    side.last_day = today
    assert next_time(daily, side, "UTC", NOON) == evening + timedelta(days=1)
    # In Los Angeles it still is Thursday when it is Friday evening in Tokyo: both dates have had their line.
    assert next_time(daily, side, "America/Los_Angeles", NOON) == datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
    daily.days, side.last_day = "sunday", None
    assert next_time(daily, side, "UTC", NOON) == evening + timedelta(days=2)
    daily.zone = "Asia/Tokyo"
    assert next_time(daily, side, "UTC", NOON) == datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
    daily.at = None
    assert next_time(daily, side, "UTC", NOON) is None

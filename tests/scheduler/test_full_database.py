"""A database without room is nobody's fault: who is due stays due, and is next as soon as there is room (G-16)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from conversations.dialogue.phrases import say
from conversations.dialogue.posting import Desk
from conversations.localtime import next_due
from conversations.records.couples import Couple, CoupleState
from conversations.records.database import open_database, transaction
from conversations.records.partners import Consent, Partner, add_partner
from conversations.records.reminders import Reminder, ReminderKind, remind
from scheduler.checkins import plan_all_due
from scheduler.reminders import say_all_due
from scheduler.reminding import Sayings
from tests.stage import Stage

COUPLES = 12
NO_LIMIT = 4_294_967_294  # pages


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Couples who are asked at half past eight in Tokyo, two and a half hours from now."""
    stage = Stage(open_database(f"sqlite:///{tmp_path}/small.db"))
    with transaction(stage.engine) as session:
        for number in range(COUPLES):
            pair = Couple(state=CoupleState.ACTIVE, created_at=stage.now)
            session.add(pair)
            session.flush()
            for id in (2 * number + 1, 2 * number + 2):
                one = add_partner(session, stage.attune.sealer, id, "Aki", "ja", stage.now)
                one.couple_id, one.consent, one.zone = pair.id, Consent.TOGETHER, "Asia/Tokyo"
                one.checkin_at = time(20, 30)
                one.next_checkin_at = next_due(stage.now, one.checkin_at, one.zone)[1]
    yield stage
    stage.engine.dispose()


@contextmanager
def no_room(engine: Engine) -> Iterator[None]:
    """Rows that are there may change; for new ones there is a page at most."""
    with engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count={pages + 1}"))
    try:
        yield
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"PRAGMA max_page_count={NO_LIMIT}"))


def test_everyone_is_asked_as_soon_as_there_is_room(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    stage.wait(hours=2, minutes=30)
    with no_room(stage.engine), pytest.raises(OperationalError):
        plan_all_due(stage.now, stage.attune)
    stage.wait(seconds=5)
    stage.ticks()
    assert sorted(len(shown) for shown in stage.chats.values()) == [1] * 2 * COUPLES
    assert not [line for line in caplog.messages if "an hour ahead" in line]


def test_what_was_promised_is_said_as_soon_as_there_is_room(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    with transaction(stage.engine) as session:
        for partner in session.exec(select(Partner)).all():
            remind(session, partner.id, ReminderKind.NOTE_BACK, 1, stage.now + timedelta(minutes=10))
    stage.wait(minutes=10)
    with no_room(stage.engine), pytest.raises(OperationalError):
        say_all_due(stage.now, stage.attune, SAYINGS)
    stage.wait(seconds=5)
    say_all_due(stage.now, stage.attune, SAYINGS)
    stage.deliver()
    assert sorted(len(shown) for shown in stage.chats.values()) == [1] * 2 * COUPLES
    assert not [line for line in caplog.messages if "an hour ahead" in line]


def say_closed(reminder: Reminder, desk: Desk) -> datetime | None:
    desk.to_person(desk.session.get_one(Partner, reminder.partner_id), say("dialogue.closed.text"))
    return None


SAYINGS: Sayings = {ReminderKind.NOTE_BACK: say_closed}

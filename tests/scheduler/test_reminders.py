"""What was promised for later is said when it is due, once, and one that fails stops no other."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from conversations.dialogue.phrases import say
from conversations.dialogue.posting import Desk
from conversations.records.database import open_database, transaction
from conversations.records.partners import Partner
from conversations.records.reminders import Reminder, ReminderKind, remind
from scheduler.reminders import BATCH, say_all_due, say_due
from scheduler.reminding import SAYINGS, Sayings
from tests.stage import Stage, paired


def someone(session: Session) -> Partner:
    return session.exec(select(Partner)).all()[0]


def say_closed(reminder: Reminder, desk: Desk) -> datetime | None:
    desk.to_person(desk.session.get_one(Partner, reminder.partner_id), say("dialogue.closed.text"))
    return None


def fail_halfway(reminder: Reminder, desk: Desk) -> datetime | None:
    say_closed(reminder, desk)
    raise ValueError("words that must not be logged")


def come_back(reminder: Reminder, desk: Desk) -> datetime | None:
    return desk.now + timedelta(minutes=5)


FIRST: Sayings = {
    ReminderKind.NEED_KEPT: say_closed,
    ReminderKind.NEED_QUIET: fail_halfway,
    ReminderKind.BREATH: come_back,
}


def promise(stage: Stage, *kinds: ReminderKind, in_minutes: int = 10) -> None:
    with transaction(stage.engine) as session:
        for kind in kinds:
            remind(session, someone(session).id, kind, 1, stage.now + timedelta(minutes=in_minutes))


def left(stage: Stage) -> list[tuple[str, datetime]]:
    with transaction(stage.engine) as session:
        return [(one.kind, one.due_at) for one in session.exec(select(Reminder))]


def test_it_is_said_when_it_is_due_and_once(stage: Stage) -> None:
    paired(stage)
    promise(stage, ReminderKind.NEED_KEPT)
    stage.wait(minutes=9)
    assert say_all_due(stage.now, stage.attune, FIRST) == []
    stage.wait(minutes=1)
    assert len(say_all_due(stage.now, stage.attune, FIRST)) == 1
    assert say_all_due(stage.now, stage.attune, FIRST) == []
    assert left(stage) == []


def test_one_that_fails_comes_back_in_an_hour_and_stops_no_other(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    paired(stage)
    promise(stage, ReminderKind.NEED_QUIET, ReminderKind.NEED_KEPT, ReminderKind.HELD_DRAFT)
    stage.wait(minutes=10)
    assert len(say_all_due(stage.now, stage.attune, FIRST)) == 1
    later = stage.now + timedelta(hours=1)
    assert sorted(left(stage)) == [(ReminderKind.HELD_DRAFT, later), (ReminderKind.NEED_QUIET, later)]
    assert "words that must not be logged" not in caplog.text
    assert sorted(message.split()[2:3] + message.split()[-1:] for message in caplog.messages) == [
        ["(held_draft)", "KeyError"],
        ["(need_quiet)", "ValueError"],
    ]


def test_a_series_comes_back_when_it_says(stage: Stage) -> None:
    paired(stage)
    promise(stage, ReminderKind.BREATH)
    stage.wait(minutes=10)
    say_all_due(stage.now, stage.attune, FIRST)
    assert left(stage) == [(ReminderKind.BREATH, stage.now + timedelta(minutes=5))]


def test_many_are_said_in_several_transactions(stage: Stage) -> None:
    paired(stage)
    promise(stage, *[ReminderKind.NEED_KEPT] * (2 * BATCH + 1))
    stage.wait(minutes=10)
    with transaction(stage.engine) as session:
        say_due(session, stage.now, stage.attune, FIRST)
    assert len(left(stage)) == BATCH + 1
    say_all_due(stage.now, stage.attune, FIRST)
    assert left(stage) == []


def test_a_transaction_that_is_not_kept_leaves_it_due(stage: Stage) -> None:
    paired(stage)
    promise(stage, ReminderKind.NEED_KEPT)
    stage.wait(minutes=10)
    with Session(stage.engine) as session:
        say_due(session, stage.now, stage.attune, FIRST)
        session.rollback()
    assert len(left(stage)) == 1


def test_both_kinds_of_the_check_in_are_known() -> None:
    assert {ReminderKind.NUDGE, ReminderKind.SHEET_END} <= SAYINGS.keys()


@pytest.mark.postgres
def test_two_replicas_at_once_say_nothing_twice_and_wait_for_nobody(postgres_schema: str) -> None:
    stage = Stage(open_database(postgres_schema))
    paired(stage)
    promise(stage, ReminderKind.NEED_KEPT)
    stage.wait(minutes=10)
    with Session(stage.engine) as first, Session(stage.engine) as second:
        assert len(say_due(first, stage.now, stage.attune, FIRST)) == 1
        assert say_due(second, stage.now, stage.attune, FIRST) == []
        first.commit()
    assert left(stage) == []
    stage.engine.dispose()

"""What two people shared ends with them after a month; what one wrote, when they wanted it to; nobody is told (F56)."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from conversations.records.checkins import Sheet, SheetAnswer
from conversations.records.couples import Couple, CoupleState
from conversations.records.database import transaction
from conversations.records.needs import Need
from conversations.records.notes import Keepsake, Note, NoteKind, add_note
from conversations.records.sealing import OwnerKey
from scheduler.housekeeping import BATCH, TASKS, tidy
from tests.flows.letting_go import TAKEN_BACK_EN, data
from tests.flows.needing import tap, told
from tests.flows.shared_evening import lived, partner, rows, words_left
from tests.flows.test_checkin import AKIS_EVENING, aki_answers
from tests.stage import Phone, Stage

ROOT = Path(__file__).parents[2]
SECOND = timedelta(seconds=1)


def keeps_for(phone: Phone, choice: str) -> None:
    """From /privacy; whoever makes it shorter is asked twice."""
    phone.says("/privacy")
    tap(phone, "privacy.button.how_long", "privacy.button.keep_for", f"delete.keep_for.options.{choice}")
    if choice != "until":
        tap(phone, "delete.keep_for_sure.options.yes")


def goes_by(stage: Stage, span: timedelta) -> None:
    """So much later Attune tidies up."""
    stage.now += span
    tidy(stage.now, stage.attune)


@pytest.mark.parametrize(("choice", "days"), [("month", 30), ("quarter", 90), ("year", 365)])
def test_what_i_wrote_goes_after_as_many_days_as_i_chose(stage: Stage, choice: str, days: int) -> None:
    aki, mika = lived(stage)
    keeps_for(aki, choice)
    assert f"お選びの{days}日" in aki.sees
    before, there = mika.texts.copy(), stage.group().texts.copy()
    began = AKIS_EVENING - stage.now
    goes_by(stage, began + timedelta(days=days) - SECOND)
    assert all(words_left(stage, partner(stage, aki)))
    goes_by(stage, timedelta(days=1))
    assert not any(words_left(stage, partner(stage, aki)))
    assert all(words_left(stage, partner(stage, mika))), "the other one has chosen nothing"
    assert (mika.texts, stage.group().texts) == (before, there), "nobody is told"
    mika.presses(data(mika, "answer ")[0], None)
    assert mika.toast == TAKEN_BACK_EN


def test_until_it_is_deleted_it_stays(stage: Stage) -> None:
    aki, _ = lived(stage)
    keeps_for(aki, "month")
    keeps_for(aki, "until")
    goes_by(stage, timedelta(days=3000))
    assert all(words_left(stage, partner(stage, aki)))


def test_making_it_shorter_is_asked_twice_and_a_no_changes_nothing(stage: Stage) -> None:
    _, mika = lived(stage)
    mika.says("/privacy")
    tap(mika, "privacy.button.how_long", "privacy.button.keep_for")
    assert [label for row in mika.buttons for label in row if label.startswith("✓")] == ["✓ Until I delete"]
    mika.taps("30 days")
    assert mika.sees.startswith("Your check-ins and cards older than 30 days go for good")
    assert "No message goes to Aki." in mika.sees
    mika.taps("Leave as it is")
    assert "until you delete them" in mika.sees
    goes_by(stage, timedelta(days=31))
    assert all(words_left(stage, partner(stage, mika)))


def test_halves_that_nobody_saw_go_as_well(stage: Stage) -> None:
    aki, _ = lived(stage)
    stage.wait(days=1)
    aki.says("/today")
    aki_answers(aki, "だれも見ない")
    keeps_for(aki, "month")
    goes_by(stage, timedelta(days=32))
    with transaction(stage.engine) as session:
        mine = col(SheetAnswer.partner_id) == partner(stage, aki).id
        assert [half.taken_back for half in session.exec(select(SheetAnswer).where(mine))] == [True]


def test_more_than_a_batch_goes_in_one_go(stage: Stage) -> None:
    aki, mika = lived(stage)
    me, you = partner(stage, aki), partner(stage, mika)
    pair = me.couple_id or 0
    with transaction(stage.engine) as session:
        for _ in range(BATCH + 5):
            note = Note(couple_id=pair, author_id=me.id, reader_id=you.id, kind=NoteKind.THANKS,
                        place="partner", created_at=stage.now, changed_at=stage.now)  # fmt: skip
            add_note(session, stage.attune.sealer, note, "ありがとう")
    keeps_for(aki, "month")
    goes_by(stage, timedelta(days=31))
    assert words_left(stage, partner(stage, aki)) == [False] * (BATCH + 8)


def leaves(mika: Phone) -> None:
    mika.says("/leave")
    mika.taps("Leave quietly")


def test_what_two_shared_lies_still_for_thirty_days_and_is_erased_then(stage: Stage) -> None:
    """Reliability 6.3: frozen for both, then gone with its key."""
    aki, mika = lived(stage)
    pair = f"couple:{partner(stage, aki).couple_id}"
    leaves(mika)
    goes_by(stage, timedelta(days=30) - SECOND)
    kept = [rows(stage, table) for table in (Sheet, SheetAnswer, Need, Note)]
    assert [len(one) for one in kept] == [1, 2, 2, 2]
    for phone in (aki, mika):
        for button in (*data(phone, "answer "), *data(phone, "thanked "), *data(phone, "respond ")):
            phone.presses(button, None)
    assert [rows(stage, table) for table in (Sheet, SheetAnswer, Need, Note)] == kept, "nobody can change it"
    goes_by(stage, SECOND)
    assert [rows(stage, table) for table in (Sheet, SheetAnswer, Need, Note, Couple)] == [[]] * 5
    assert pair not in {one.owner for one in rows(stage, OwnerKey)}


def test_what_is_one_persons_alone_outlives_the_month(stage: Stage) -> None:
    """A copy that was kept, and half of a check-in that nobody saw."""
    aki, mika = lived(stage)
    mika.taps("Keep it")
    stage.wait(days=1)
    aki.says("/today")
    aki_answers(aki, "だれも見ない")
    leaves(mika)
    goes_by(stage, timedelta(days=31))
    with transaction(stage.engine) as session:
        [half] = session.exec(select(SheetAnswer)).all()
    assert half.partner_id == partner(stage, aki).id
    assert len(rows(stage, Keepsake)) == 1
    assert [one.state for one in rows(stage, Couple)] == [CoupleState.ENDED]
    assert [rows(stage, table) for table in (Need, Note)] == [[], []]


def test_who_comes_together_again_is_a_new_couple(stage: Stage) -> None:
    aki, mika = lived(stage)
    before = partner(stage, aki).couple_id
    leaves(mika)
    stage.wait(days=3)
    group = stage.group(-1002)
    group.adds_attune(aki)
    for phone in (aki, mika):
        phone.taps(group.shown[0].buttons[0][0], group)
        phone.opens_link()
        tap(phone, "welcome.consent.options.yes")
    now = partner(stage, aki).couple_id
    assert now == partner(stage, mika).couple_id
    assert now != before
    mika.presses(data(mika, "answer ")[0], None)
    assert mika.toast == told(mika, "dialogue.moved_on"), "nothing of before opens"
    goes_by(stage, timedelta(days=31))
    assert [one.id for one in rows(stage, Couple)] == [now]
    assert [rows(stage, table) for table in (Sheet, SheetAnswer, Need, Note)] == [[]] * 4


def test_each_line_of_the_published_table_is_held_by_a_test() -> None:
    """Reliability 6.2: what docs/safety-data.md says is kept so long; and nothing that housekeeping does is left out."""
    page = (ROOT / "docs" / "safety-data.md").read_text("utf-8")
    table = page.partition("## How long")[2].partition("\n## ")[0]
    held = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", table)
    assert len(held) >= len(TASKS)
    missing = [f"{file}::{test}" for file, test in held if test not in functions(ROOT / file)]
    assert missing == []
    named = set(re.findall(r"<!-- (.+?) -->", table))
    assert set(TASKS) - named == set()


def functions(file: Path) -> set[str]:
    return {
        one.name for one in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(one, ast.FunctionDef)
    }

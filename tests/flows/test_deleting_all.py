"""The history of two, and everything of one: gone for both, and what is the other's alone stays (F56)."""

from datetime import timedelta

import pytest
from sqlalchemy import select as rows_in
from sqlmodel import col, select

from conversations.dialogue.phrasebook import Reader
from conversations.records.checkins import Sheet, SheetAnswer, read_half
from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.deliveries import Delivery, DeliveryState, Message, Urgency, post
from conversations.records.migrate import all_tables
from conversations.records.needs import Need, NeedState, read_card
from conversations.records.notes import Keepsake, Note
from conversations.records.parting import erase_person
from conversations.records.partners import Partner
from conversations.records.pauses import Pause, PauseState
from conversations.records.sealing import OwnerKey, person
from scheduler.claims import claim_of
from scheduler.errands import Unsure
from scheduler.settling import settle
from tests.flows.letting_go import CLEARED_EN, data, deletes, pauses, tells_of_tension
from tests.flows.needing import BOOK, tap, told
from tests.flows.shared_evening import (
    AKIS_DEED,
    MIKAS_DEED,
    lived,
    partner,
    rows,
    thank,
)
from tests.flows.test_checkin import AKIS_EVENING, mika_answers
from tests.stage import Stage

KEPT_AS_PROOF = {"consent_line"}  # ids that name nobody any more


# Our shared history


def test_the_shared_history_goes_for_both_and_the_other_is_told_one_line(stage: Stage) -> None:
    """Table of flows.md 9.11, third row."""
    noa = stage.person("Noa", "en")
    aki, mika = lived(stage)
    before, there = mika.texts.copy(), stage.group().texts.copy()
    deletes(aki, "history")
    assert aki.sees == told(aki, "delete.history_done.text")
    assert (mika.texts, stage.group().texts, noa.texts) == ([*before, CLEARED_EN], there, [])
    assert [rows(stage, table) for table in (Sheet, SheetAnswer, Need, Note)] == [[], [], [], []]


def test_the_couple_goes_on(stage: Stage) -> None:
    aki, mika = lived(stage)
    [old] = [one.id for one in rows(stage, Couple)]
    deletes(aki, "history")
    [new] = [one.id for one in rows(stage, Couple)]
    assert new != old, "under the old name it would be erased whenever Attune starts"
    thank(mika, "new soup")
    assert "new soup" in aki.sees
    aki.says("/need")
    tap(aki, "needs.kind.options.listen", "feelings.none", "need.enough", "need.review.options.us")
    assert stage.group().texts[-1].startswith("Akiさんからのお願い")
    stage.now = AKIS_EVENING + timedelta(days=1)
    stage.ticks()
    assert aki.sees.endswith("今日のゆとりは？")


def test_what_is_one_persons_alone_goes_along(stage: Stage) -> None:
    """A card not sent yet, a half that nobody saw, a copy, a pause that runs."""
    aki, mika = lived(stage)
    mika.taps("Keep it")
    stage.wait(days=1)
    mika.says("/today")
    mika_answers(mika)
    mika.says("/need")
    tap(mika, "needs.kind.options.listen", "feelings.none")
    mika.says("tell you about Leeds")
    tap(mika, "need.enough", "need.review.options.hold", "reword.hold.options.tomorrow")
    pauses(mika)
    deletes(aki, "history")
    with transaction(stage.engine) as session:
        [held] = session.exec(select(Need)).all()
        card = BOOK.words(read_card(session, stage.attune.sealer, held), "en")
        [half] = session.exec(select(SheetAnswer).where(col(SheetAnswer.body).is_not(None))).all()
        answered = read_half(session, stage.attune.sealer, half)
    assert (held.state, "tell you about Leeds" in card) == (NeedState.HELD, True)
    assert answered is not None
    assert answered.room == "little"
    assert [one.state for one in rows(stage, Pause)] == [PauseState.RUNNING]
    mika.says("/kept")
    assert AKIS_DEED in mika.sees
    stage.wait(minutes=25)
    stage.ticks()
    assert [one.state for one in rows(stage, Pause)] == [PauseState.RETURNING]


def test_old_buttons_do_nothing_after_it(stage: Stage) -> None:
    aki, mika = lived(stage)
    buttons = [*data(mika, "answer "), *data(mika, "thanked "), *data(mika, "respond ")]
    deletes(aki, "history")
    seen = aki.texts.copy(), mika.texts.copy()
    for button in buttons:
        mika.presses(button, None)
        assert mika.toast == told(mika, "dialogue.moved_on"), button
    assert (aki.texts, mika.texts) == seen


def test_after_leaving_it_can_be_cleared_and_nobody_is_told(stage: Stage) -> None:
    aki, mika = lived(stage)
    mika.says("/leave")
    mika.taps("Leave quietly")
    before = mika.texts.copy()
    deletes(aki, "history", sure="history_alone")
    assert aki.sees == told(aki, "delete.history_done.text")
    assert mika.texts == before
    assert [rows(stage, table) for table in (Sheet, SheetAnswer, Need, Note, Couple)] == [[]] * 5


# All of mine


def test_all_of_mine_leaves_no_row(stage: Stage) -> None:
    """Table of flows.md 9.11, last row: of two, only what is the other's alone is left."""
    aki, mika = lived(stage)
    theirs = partner(stage, mika).id
    before, there = mika.texts.copy(), stage.group().texts.copy()
    deletes(aki, "everything")
    assert aki.sees == told(aki, "delete.everything_done.text")
    assert (mika.texts, stage.group().texts) == (before, there)
    assert [one.owner for one in rows(stage, OwnerKey) if one.owner != "lobby"] == [person(theirs)]
    assert [one.id for one in rows(stage, Partner)] == [theirs]
    left = {table.name: rows_of(stage, table.name) for table in all_tables().sorted_tables}
    assert {name for name, count in left.items() if count} <= {
        "partner", "owner_key", "seen_update", "conversation", "delivery", *KEPT_AS_PROOF,
    }  # fmt: skip
    mika.says("/need")
    assert mika.sees == "Attune is paused for both of you."


def rows_of(stage: Stage, table: str) -> int:
    with stage.engine.connect() as connection:
        return len(connection.execute(rows_in(all_tables().tables[table])).all())


def test_nothing_that_is_left_names_who_is_gone(stage: Stage) -> None:
    aki, mika = lived(stage)
    me = partner(stage, aki)
    deletes(aki, "everything")
    for table in all_tables().sorted_tables:
        if table.name in KEPT_AS_PROOF:
            continue
        with stage.engine.connect() as connection:
            found = connection.execute(rows_in(table)).all()
        named = [row for row in found if me.id in tuple(row) or any(value == me.telegram_id for value in row)]
        if table.name == "delivery":  # the goodbye itself, forgotten after two days
            assert len(named) == 1
        else:
            assert named == [], table.name


def test_a_copy_of_hers_stays_with_who_kept_it_and_mine_goes(stage: Stage) -> None:
    aki, mika = lived(stage)
    mika.taps("Keep it")
    aki.taps("とっておく")
    deletes(aki, "everything")
    assert len(rows(stage, Keepsake)) == 1
    mika.says("/kept")
    assert AKIS_DEED in mika.sees
    assert MIKAS_DEED not in mika.sees


def test_who_comes_back_is_somebody_new(stage: Stage) -> None:
    aki, mika = lived(stage)
    before = partner(stage, aki).id
    deletes(aki, "everything")
    aki.says("/start")
    assert aki.sees.startswith("こんにちは、Attuneです。")
    assert partner(stage, aki).id != before


@pytest.mark.parametrize("what", ["private", "shared", "history"])
def test_deleting_twice_changes_nothing_and_says_so(stage: Stage, what: str) -> None:
    aki, mika = lived(stage)
    tells_of_tension(stage, aki)
    deletes(aki, what)
    couples, before = [one.id for one in rows(stage, Couple)], mika.texts.copy()
    deletes(aki, what)
    assert aki.sees == told(aki, "delete.nothing.text")
    assert ([one.id for one in rows(stage, Couple)], mika.texts) == (couples, before)


def test_who_is_gone_can_press_yes_again(stage: Stage) -> None:
    aki, mika = lived(stage)
    aki.says("/privacy")
    tap(aki, "privacy.button.delete", "delete.what.options.everything")
    yes = aki.shown[-1].message.keyboard[0][0].data
    aki.presses(yes, None)
    aki.presses(yes, None)
    assert aki.toast == told(aki, "dialogue.moved_on")
    assert sum(one.id == partner(stage, mika).id for one in rows(stage, Partner)) == 1


def test_what_is_in_the_middle_of_being_sent_is_not_sent_again(stage: Stage) -> None:
    """A courier has it in hand: the row is gone, and what it notes changes nothing."""
    aki, mika = lived(stage)
    you = partner(stage, mika)
    with transaction(stage.engine) as session:
        message = Message(BOOK.render("from Aki", Reader("en")))
        ready = post(session, stage.attune.sealer, you.telegram_id, person(you.id), message, stage.now,
                     Urgency.RELAY, partner(stage, aki).id)  # fmt: skip
    assert ready is not None
    me = partner(stage, aki)
    with transaction(stage.engine) as session:
        erase_person(session, stage.attune.sealer, session.get_one(Partner, me.id), stage.now)
    with transaction(stage.engine) as session:
        assert settle(session, stage.attune, claim_of(ready), stage.now, Unsure("cut")) == ()
        assert not session.exec(select(Delivery).where(Delivery.state == DeliveryState.PENDING)).all()

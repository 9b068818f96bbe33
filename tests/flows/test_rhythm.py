"""Fewer check-ins: asked once in a while of whoever leaves them unanswered, and never a word about it to the other."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select

from conversations.records.checkins import Sheet, SheetAnswer
from conversations.records.database import transaction
from conversations.records.fewer import note_asking_for_fewer
from conversations.records.partners import Partner, find_partner
from conversations.records.rhythm import asks_on
from tests.flows.needing import told
from tests.flows.test_checkin import aki_answers
from tests.flows.test_export import data_of, gets_all
from tests.stage import Phone, Stage, fresh_stage, paired
from tests.threats.test_keeping_apart import keeps_apart

FRIDAY = datetime(
    2026, 11, 20, 11, 30, tzinfo=UTC
)  # 20:30 in Tokyo; Mika in London is asked nine hours later
ASK = "Fewer of these? Any rhythm is fine. It's yours alone, and nobody is told."
NUDGE = "Aki left a note for you. No rush."
DAY, HER_HOUR, HER_NUDGE = timedelta(days=1), timedelta(hours=9), timedelta(hours=13, minutes=30)
SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)


def evening(stage: Stage, number: int, *, mika_answers: bool = False, aki: bool = True) -> None:
    """One day: Aki checks in, Mika is asked and may check in, and it is time for her nudge."""
    his, hers = stage.phones.values()
    stage.now = FRIDAY + number * DAY
    stage.ticks()
    if aki:
        his.says("/today")
        aki_answers(his)
    stage.now = FRIDAY + number * DAY + HER_HOUR
    stage.ticks()
    if mika_answers:
        for label in ("🪫 Little", "Warm", "Tender", "Nothing today", "Skip", "Done"):
            hers.taps(label)
    stage.now = FRIDAY + number * DAY + HER_NUDGE
    stage.ticks()


def evenings(stage: Stage, answered: Sequence[bool]) -> Phone:
    """So many days, on which Mika checks in or not."""
    _, mika = paired(stage)
    for number, there in enumerate(answered):
        evening(stage, number, mika_answers=there)
    return mika


def asked_on(stage: Stage, phone: Phone) -> list[date]:
    """The dates this person was asked about."""
    with transaction(stage.engine) as session:
        me = find_partner(session, stage.attune.sealer, phone.telegram_id)
        assert me is not None
        found = select(col(Sheet.day)).join(SheetAnswer).where(col(SheetAnswer.partner_id) == me.id)
        return sorted(session.exec(found))


def silent_fortnight(stage: Stage, rhythm: str) -> list[date]:
    """The dates on which Mika was asked in two weeks, once she chose a rhythm."""
    _, mika = paired(stage)
    mika.presses(f"rhythm {rhythm}", None)
    for number in range(14):
        evening(stage, number, aki=False)
    return asked_on(stage, mika)


def test_after_four_of_five_without_an_answer_one_question_takes_the_nudges_place(stage: Stage) -> None:
    mika = evenings(stage, [False] * 4)
    assert [mika.texts.count(one) for one in (NUDGE, ASK)] == [4, 0]
    aki, before = next(iter(stage.phones.values())), len(mika.texts)
    evening(stage, 4)
    assert mika.sees == ASK
    assert mika.buttons == [["Three days a week", "On Sundays"], ["As it is", "A rest"]]
    assert len(mika.texts) == before + 2  # the check-in itself, and this in the nudge's place
    assert not any(ASK in one or "減らし" in one for one in (*aki.texts, *stage.group().texts))


@pytest.mark.parametrize(
    ("answered", "asks"),
    [([True, False, False, False, False], True), ([True, False, True, False, False], False),
     ([False] * 4, False), ([True] * 4 + [False], False)],
)  # fmt: skip
def test_it_goes_by_the_last_five_times(stage: Stage, answered: list[bool], asks: bool) -> None:
    assert (evenings(stage, answered).sees == ASK) == asks


def test_it_is_asked_once_in_thirty_days(stage: Stage) -> None:
    mika = evenings(stage, [False] * 5)
    seen = []
    for number in (5, 33, 34):
        evening(stage, number)
        seen.append(mika.sees)
    assert seen == [NUDGE, NUDGE, ASK]


def test_two_who_take_note_at_once_ask_once(stage: Stage) -> None:
    _, mika = paired(stage)
    with transaction(stage.engine) as session:
        me = find_partner(session, stage.attune.sealer, mika.telegram_id)
        assert me is not None
        days = (MONDAY, MONDAY, MONDAY + 29 * DAY, MONDAY + 30 * DAY)
        assert [note_asking_for_fewer(session, me.id, day) for day in days] == [True, False, False, True]


def test_whoever_is_asked_on_sundays_is_not_asked_for_fewer(stage: Stage) -> None:
    mika = evenings(stage, [False] * 4)
    mika.presses("rhythm sundays", None)
    evening(stage, 9)
    assert asked_on(stage, mika)[-1] == SUNDAY + timedelta(days=7)
    assert (mika.sees, ASK in mika.texts) == (NUDGE, False)


def test_whoever_wants_no_nudges_is_not_asked(stage: Stage) -> None:
    mika = evenings(stage, [False])
    mika.taps("Fewer of these")
    for number in range(1, 8):
        evening(stage, number)
    assert ASK not in mika.texts


@pytest.mark.parametrize("ends", ["rests", "keeps apart"])
def test_whoever_rests_or_keeps_apart_is_not_asked(stage: Stage, ends: str) -> None:
    mika = evenings(stage, [False] * 4)
    aki = next(iter(stage.phones.values()))
    stage.now = FRIDAY + 4 * DAY
    stage.ticks()
    aki_answers(aki)
    stage.now += HER_HOUR
    stage.ticks()
    if ends == "rests":
        mika.presses("set rest", None)
    else:
        keeps_apart(mika)
    stage.now = FRIDAY + 4 * DAY + HER_NUDGE
    stage.ticks()
    assert ASK not in mika.texts


@pytest.mark.parametrize(
    ("rhythm", "weekdays"),
    [("daily", "4560123" * 2), ("three", "613613"), ("sundays", "66"), ("keep", "4560123" * 2)],
)
def test_each_rhythm_has_its_days(stage: Stage, rhythm: str, weekdays: str) -> None:
    assert [day.weekday() for day in silent_fortnight(stage, rhythm)] == [int(one) for one in weekdays]


def test_on_sundays_everybody_is_asked() -> None:
    assert [asks_on(rhythm, SUNDAY) for rhythm in ("daily", "three", "sundays", "of a later version")] == [
        True
    ] * 4


def test_whatever_is_chosen_the_other_one_sees_the_same() -> None:
    """Not asked, or asked and silent: byte for byte, and at the same second."""
    views = []
    for rhythm in ("keep", "three", "sundays"):
        stage = fresh_stage()
        aki, mika = paired(stage)
        mika.presses(f"rhythm {rhythm}", None)
        for number in range(8):
            evening(stage, number)
            for _ in range(9):
                stage.wait(hours=1)
                stage.ticks()
        shown = (*aki.shown, *stage.group().shown)
        views.append([(one.text, one.buttons, one.at, one.message.silent) for one in shown])
    assert views[0] == views[1] == views[2]
    assert len(views[0]) > 16


def test_on_a_day_of_ones_own_the_check_in_is_there_and_opens_for_both(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.presses("rhythm sundays", None)
    stage.now = FRIDAY
    stage.ticks()
    aki_answers(next(iter(stage.phones.values())))
    mika.says("/today")
    for label in ("🪫 Little", "Warm", "Tender", "Nothing today", "Skip", "Done"):
        mika.taps(label)
    assert stage.group().texts[-1].count("Today") == 1
    assert asked_on(stage, mika) == [FRIDAY.date()]


def test_each_answer_says_what_follows_and_a_rest_is_a_rest(stage: Stage) -> None:
    mika = evenings(stage, [False] * 5)
    mika.taps("On Sundays")
    assert mika.sees == told(mika, "rhythm.chosen.sundays.text")
    assert rhythm_of(stage, mika) == "sundays"
    mika.presses("rhythm keep", None)
    assert mika.sees == told(mika, "rhythm.chosen.keep.text")
    assert rhythm_of(stage, mika) == "sundays"
    mika.presses("set rest", None)
    assert mika.sees == told(mika, "settings.resting.text")


def rhythm_of(stage: Stage, phone: Phone) -> str:
    with transaction(stage.engine) as session:
        found = find_partner(session, stage.attune.sealer, phone.telegram_id)
        assert found is not None
        return found.rhythm


def test_settings_show_the_days_and_change_them(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    mika.says("/settings")
    assert "It comes on" not in mika.sees
    mika.taps("Check-in days")
    assert "✓ Every day" in [label for row in mika.buttons for label in row]
    mika.taps("Three days a week")
    assert "It comes on: Tuesdays, Thursdays, Sundays." in mika.sees
    mika.taps("Check-in days")
    mika.taps("Every day")
    assert "It comes on" not in mika.sees
    assert aki.texts == before


def test_a_copy_tells_it(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.presses("rhythm three", None)
    assert gets_all(mika)["settings"]["rhythm"] == "three"
    assert data_of(mika)["settings"]["nudge"] is True


def test_in_japanese_every_step_reads_and_every_button_works(stage: Stage) -> None:
    aki, _ = paired(stage)
    aki.says("/settings")
    for label in ("届く日", "週に三日"):
        aki.taps(label)
    assert "届く日：火曜・木曜・日曜。" in aki.sees
    for how in ("three", "sundays", "keep"):
        aki.presses(f"rhythm {how}", None)
        assert aki.sees == told(aki, f"rhythm.chosen.{how}.text")
    aki.says("/settings")
    assert "届く日：日曜。" in aki.sees


def test_nobody_changes_the_days_of_another(stage: Stage) -> None:
    aki, _ = paired(stage)
    aki.presses("rhythm sundays", None)
    with transaction(stage.engine) as session:
        assert sorted(one.rhythm for one in session.exec(select(Partner))) == ["daily", "sundays"]

"""Listening phrases rest: what somebody was offered comes back after fourteen days, or when nothing else is left."""

from datetime import date

from sqlmodel import select

from conversations.dialogue.phrasebook import load_phrasebook
from conversations.records.database import transaction
from conversations.records.lines_shown import LineShown
from tests.stage import Phone, Stage, paired

BOOK = load_phrasebook()


def borrowed(phone: Phone) -> list[str]:
    """The three lines on the screen."""
    return [line[4:-1] for line in phone.sees.split("\n") if line[1:4] == ". “"]


def takes(phone: Phone, command: str = "coach listen 2") -> list[str]:
    """Look at three lines and copy the first; returns the three."""
    phone.presses(command, None)
    three = borrowed(phone)
    phone.taps("Use 1")
    phone.taps("Copy")
    return three


def rests(stage: Stage) -> dict[str, date]:
    """What is remembered as offered, and when; in English words."""
    words = BOOK.table("phrases", "en")
    with transaction(stage.engine) as session:
        return {words[row.line]["text"]: row.shown_on for row in session.exec(select(LineShown))}


def bank_of(role: str, level: int) -> list[str]:
    rows = BOOK.table("phrases", "en").values()
    return [row["text"] for row in rows if row["role"] == role and level in row["levels"]]


def test_no_line_comes_back_within_fourteen_days_as_long_as_there_are_others(stage: Stage) -> None:
    """When fewer than three are left, those of the first day come beside them: offered longest ago."""
    _, mika = paired(stage)
    bank, days = bank_of("listen", 1), []
    for _ in range(len(bank) // 3):
        days.append(takes(mika, "coach listen 1"))
        stage.wait(days=2)
    offered = [line for three in days for line in three]
    assert len({*offered}) == len(offered) == len(bank) - 2
    *left, oldest = takes(mika, "coach listen 1")
    assert {*left} == {*bank} - {*offered}
    assert oldest in days[0]


def test_a_line_rests_for_thirteen_days_and_is_free_on_the_fourteenth(stage: Stage) -> None:
    _, mika = paired(stage)
    bank = bank_of("speak", 2)
    three = takes(mika, "coach speak 2")
    stage.wait(days=13)
    mika.presses("coach speak 2", None)
    assert not {*borrowed(mika)} & {*three}
    stage.wait(days=1)
    mika.presses("coach speak 2", None)
    start = stage.now.toordinal() * 3
    assert borrowed(mika) == [bank[(start + place) % len(bank)] for place in range(3)]
    assert borrowed(mika)[0] == three[2]


def test_where_there_are_three_in_all_they_may_come_back(stage: Stage) -> None:
    _, mika = paired(stage)
    first = takes(mika, "coach listen 4")
    assert sorted(takes(mika, "coach listen 5")) == sorted(first)


def test_another_counts_those_before_as_offered(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.presses("coach listen 2", None)
    first = borrowed(mika)
    mika.taps("Another")
    second = borrowed(mika)
    assert rests(stage) == {}  # nothing moves under a conversation that is open
    mika.taps("Use 2")
    mika.taps("Send to us")
    assert rests(stage) == dict.fromkeys([*first, *second], date(2026, 11, 20))
    mika.presses("coach listen 2", None)
    assert not {*borrowed(mika)} & {*first, *second}


def test_a_line_that_is_asked_for_rests_as_well_and_is_never_withheld(stage: Stage) -> None:
    _, mika = paired(stage)
    asked = "Listen, or think it through together?"
    for _ in range(2):
        mika.presses("coach line ask_mode", None)
        assert mika.sees.startswith(f"Mika: “{asked}”")
        mika.taps("Copy")
    assert rests(stage) == {asked: date(2026, 11, 20)}
    mika.presses("coach ask 2", None)
    pages = [borrowed(mika)]
    while len({line for three in pages for line in three}) < 10:
        assert asked not in pages[-1]
        mika.taps("Another")
        pages.append(borrowed(mika))
    assert pages[-1][0] == asked  # the tenth of ten


def test_what_one_was_offered_is_nothing_to_the_other(stage: Stage) -> None:
    aki, mika = paired(stage)
    aki.presses("coach listen 2", None)
    before = aki.sees
    aki.taps("とじる")
    takes(mika)
    aki.presses("coach listen 2", None)
    assert aki.sees == before


def test_the_three_stay_as_they_are_when_midnight_passes(stage: Stage) -> None:
    """Lines that rested until today are free after midnight: not under a conversation that is open."""
    _, mika = paired(stage)
    takes(mika, "coach speak 2")
    stage.now = stage.now.replace(hour=23, minute=50)
    stage.wait(days=13)
    mika.presses("coach speak 2", None)
    lines = borrowed(mika)
    stage.wait(minutes=20)
    mika.taps("Why this helps")
    assert borrowed(mika) == lines


def test_what_was_offered_is_forgotten_with_the_private_notes(stage: Stage) -> None:
    _, mika = paired(stage)
    takes(mika)
    assert len(rests(stage)) == 3
    mika.says("/start delete")
    mika.taps("My private notes")
    mika.taps("Delete")
    assert rests(stage) == {}

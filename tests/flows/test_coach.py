"""Listening phrases: three to borrow, none of them sent unless somebody sends it."""

import pytest

from tests.stage import Phone, Stage, paired


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def borrowed(phone: Phone) -> list[str]:
    """The three lines on the screen."""
    return [line[4:-1] for line in phone.sees.split("\n") if line[1:4] == ". “"]


def wants_to_listen(phone: Phone, level: str = "Upset") -> None:
    phone.says("/coach")
    phone.taps("To listen")
    phone.taps(level)


def test_three_lines_are_offered_for_a_role_and_a_level(stage: Stage) -> None:
    _, mika = paired(stage)
    wants_to_listen(mika)
    assert len(borrowed(mika)) == 3
    assert labels(mika) == ["Use 1", "Use 2", "Use 3", "Another", "Why it helps", "Back", "Close"]


def test_others_are_other_lines_and_tomorrow_begins_with_others(stage: Stage) -> None:
    _, mika = paired(stage)
    wants_to_listen(mika)
    first = borrowed(mika)
    mika.taps("Another")
    second = borrowed(mika)
    assert not set(first) & set(second)
    stage.wait(days=1)
    wants_to_listen(mika)
    assert borrowed(mika) == second


def test_why_it_helps_is_shown_beside_the_same_lines(stage: Stage) -> None:
    _, mika = paired(stage)
    wants_to_listen(mika)
    lines = borrowed(mika)
    mika.taps("Why it helps")
    assert borrowed(mika) == lines
    assert [line[:3] for line in mika.sees.split("\n\n")[1].split("\n")] == ["1. ", "2. ", "3. "]


def test_a_line_goes_to_both_once_it_is_sent(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa = stage.person("Noa", "en")
    before = aki.texts.copy(), stage.group().texts.copy()
    mika.presses("coach ask 1", None)
    line = borrowed(mika)[0]
    mika.taps("Use 1")
    assert mika.sees == f"{line}\n\nAs it is, or type it in your own words."
    assert (aki.texts, stage.group().texts) == before
    mika.taps("Send to us")
    assert stage.group().texts[-1].endswith(f"Mika: “{line}”")
    assert mika.sees == "Sent to you both."
    assert (aki.texts, noa.texts) == (before[0], [])


def test_a_line_can_be_put_in_ones_own_words(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.presses("coach ask 1", None)
    mika.taps("Use 1")
    mika.says("Which part was the heaviest?")
    assert mika.sees == "Which part was the heaviest?\n\nAs it is, or type it in your own words."
    mika.taps("Send to us")
    assert stage.group().texts[-1].endswith("Mika: “Which part was the heaviest?”")


def test_a_line_with_a_gap_is_sent_only_when_it_is_filled(stage: Stage) -> None:
    _, mika = paired(stage)
    wants_to_listen(mika)
    while not any("…" in line for line in borrowed(mika)):
        mika.taps("Another")
    number = next(at for at, line in enumerate(borrowed(mika), 1) if "…" in line)
    mika.taps(f"Use {number}")
    assert labels(mika) == ["Copy", "Back", "Close"]
    mika.says("So for you it was a long day.")
    assert labels(mika) == ["Send to us", "Copy", "Back", "Close"]


def test_a_line_can_be_copied_and_goes_nowhere(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy(), stage.group().texts.copy()
    mika.presses("coach ask 1", None)
    line = borrowed(mika)[0]
    mika.taps("Use 1")
    mika.taps("Copy")
    assert mika.texts[-2:] == ["Here it is, ready to copy.", line]
    assert (aki.texts, stage.group().texts) == before


@pytest.mark.parametrize("level", ["Hot", "Flooded"])
def test_in_a_hot_moment_every_line_is_about_a_pause_with_a_real_time(stage: Stage, level: str) -> None:
    _, mika = paired(stage)
    wants_to_listen(mika, level)
    assert all("09:20" in line for line in borrowed(mika))
    assert "Another" not in labels(mika)  # there are three of them
    mika.taps("Use 1")
    mika.taps("Send to us")
    assert "18:20" in stage.group().texts[-1]  # on Aki's clock
    assert labels(mika) == ["Pause 20 min"]


@pytest.mark.parametrize("link", ["coach-ask-4", "coach-ask-5"])
def test_a_link_that_asks_for_questions_in_a_hot_moment_leads_to_what_a_listener_can_say(
    stage: Stage, link: str
) -> None:
    _, mika = paired(stage)
    mika.says(f"/start {link}")
    asked_for = borrowed(mika)
    wants_to_listen(mika, "Hot" if link.endswith("4") else "Flooded")
    assert len(asked_for) == 3
    assert sorted(asked_for) == sorted(borrowed(mika))


def test_nothing_is_sent_while_the_two_are_pausing(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.presses("coach ask 1", None)
    mika.taps("Use 1")
    aki.presses("pause 20", None)
    aki.taps("始める")
    before = stage.group().texts.copy()
    number = next(
        key.data for row in mika.shown[-2].message.keyboard for key in row if key.label == "Send to us"
    )
    mika.presses(number, mika.shown[-2].id)
    assert stage.group().texts == before
    assert labels(mika) == ["Copy", "Back", "Close"]

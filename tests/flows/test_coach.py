"""Listening phrases: three to borrow, none of them sent unless somebody sends it."""

import pytest

from conversations.dialogue.phrasebook import load_phrasebook
from tests.stage import Phone, Stage, paired

BOOK = load_phrasebook()
ASKED_JA = {
    row["text"]: BOOK.table("phrases", "ja")[id]["text"]
    for id, row in BOOK.table("phrases", "en").items()
    if row["kind"] == "question"
}


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def borrowed(phone: Phone) -> list[str]:
    """The three lines on the screen."""
    return [line[4:-1] for line in phone.sees.split("\n") if line[1:4] == ". “"]


def asked_about(line: str, as_aki_reads_it: str) -> str:
    """The preview of a line of Mika's, as both will read it."""
    theirs = f"And this is how Aki reads it:\n\nMikaさん：「{as_aki_reads_it}」"
    return f"Mika: “{line}”\n\n{theirs}\n\nAs it is, or type it in your own words."


def wants_to_listen(phone: Phone, level: str = "Upset") -> None:
    phone.says("/coach")
    phone.taps("To listen")
    phone.taps(level)


def test_three_lines_are_offered_for_a_role_and_a_level(stage: Stage) -> None:
    _, mika = paired(stage)
    wants_to_listen(mika)
    assert len(borrowed(mika)) == 3
    assert labels(mika) == ["Use 1", "Use 2", "Use 3", "Another", "Why this helps", "Back", "Close"]


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
    mika.taps("Why this helps")
    assert borrowed(mika) == lines
    *three, asks = mika.sees.split("\n\n")
    assert [one.split("\n")[0] for one in three] == [f"{at}. “{line}”" for at, line in enumerate(lines, 1)]
    assert [len(one.split("\n")) for one in three] == [2, 2, 2]
    assert asks == "Three lines to borrow. Which one could be yours?"


def test_a_line_goes_to_both_once_it_is_sent(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa = stage.person("Noa", "en")
    before = aki.texts.copy(), stage.group().texts.copy()
    mika.presses("coach ask 1", None)
    line = borrowed(mika)[0]
    mika.taps("Use 1")
    assert mika.sees == asked_about(line, ASKED_JA[line])
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
    assert mika.sees == asked_about("Which part was the heaviest?", "Which part was the heaviest?")
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


@pytest.mark.parametrize("button", ["coach ask 4", "coach ask 5"])
def test_a_button_that_asks_for_questions_in_a_hot_moment_leads_to_what_a_listener_can_say(
    stage: Stage, button: str
) -> None:
    _, mika = paired(stage)
    mika.presses(button, None)
    asked_for = borrowed(mika)
    wants_to_listen(mika, "Hot" if button.endswith("4") else "Flooded")
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


def test_saying_it_back_offers_only_lines_that_do_so(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.presses("coach back 2", None)
    kinds = {row["text"]: row["kind"] for row in BOOK.table("phrases", "en").values()}
    assert {kinds[line] for line in borrowed(mika)} == {"reflect"}


def test_listen_or_solve_is_one_tap_away_from_its_preview(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy(), stage.group().texts.copy()
    mika.presses("coach line ask_mode", None)
    assert mika.sees == asked_about(
        "Listen, or think it through together?", "聞くだけがいい？　一緒に考える？"
    )
    assert (aki.texts, stage.group().texts) == before
    mika.taps("Send to us")
    assert "聞くだけがいい？　一緒に考える？" in stage.group().texts[-1]


def test_a_line_that_is_not_there_is_not_offered(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.presses("coach line nonsense", None)
    assert mika.sees == "What would you like right now?"


def test_in_japanese_each_line_can_be_explained_and_sent(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = mika.texts.copy()
    aki.says("/coach")
    aki.taps("聞いてほしい")
    aki.taps("かっとなっている")
    assert aki.sees.count("18:20") >= 2  # pause lines, with a time on Aki's own clock
    aki.taps("なぜ助けになる？")
    aki.taps("ほかのことば")
    aki.taps("1を使う")
    aki.taps("ふたりへ送る")
    assert aki.sees == "ふたりに送りました。"
    assert mika.texts == before
    assert stage.group().texts[-1].startswith("Akiさん：「")


def test_what_stands_at_level_four_and_five_is_about_a_pause() -> None:
    """Whatever else is added to the bank: above level 3 nothing brings a topic."""
    for language in ("en", "ja"):
        bank = BOOK.table("phrases", language).values()
        hot = [row for row in bank if {4, 5} & set(row["levels"])]
        assert {row["kind"] for row in hot} == {"pause"}
        assert {(row["role"], level) for row in hot for level in row["levels"] if level > 3} == {
            (role, level) for role in ("speak", "listen") for level in (4, 5)
        }
        assert [row["why"] for row in bank if "\n" in row["why"]] == []

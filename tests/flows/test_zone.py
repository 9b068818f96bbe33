"""Whose clock to go by: a city that leaves no doubt is taken at its word, and can be seen and changed."""

import pytest

from conversations.places import is_sure
from tests.stage import Phone, Stage, paired

HOUR_EN = "When may I write? Once a day, one small question. Between 22:00 and 8:00 I stay quiet."
HOUR_JA = "いつお声がけしましょうか。一日一回、小さな質問をひとつ。22時から8時は静かにしています。"
WHICH_EN = "Which one is it? You can also type another city."


def mika_arrives(stage: Stage) -> Phone:
    mika = stage.person("Mika", "en")
    mika.says("/start")
    mika.taps("English")
    return mika


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("London", "It's 09:00 in London now."),
        ("  london ", "It's 09:00 in London now."),
        ("Tokyo", "It's 18:00 in Tokyo now."),
        ("osaka", "It's 18:00 in Osaka now."),
        ("東京", "It's 18:00 in Tokyo now."),
        ("Asia/Tokyo", "It's 18:00 in Tokyo now."),
    ],
)
def test_the_only_city_of_a_name_is_taken_at_once_and_shown(stage: Stage, typed: str, read: str) -> None:
    mika = mika_arrives(stage)
    mika.says(typed)
    assert mika.sees == f"{read} Back changes that.\n\n{HOUR_EN}"


def test_it_is_read_in_japanese_too(stage: Stage) -> None:
    aki = stage.person("Aki", "ja")
    aki.says("/start")
    for label in ("日本語", "いいえ、変える"):
        aki.taps(label)
    aki.says("Osaka")
    assert aki.sees == f"大阪は今18:00です。ちがうときは「もどる」から。\n\n{HOUR_JA}"


def test_what_was_taken_can_be_changed(stage: Stage) -> None:
    mika = mika_arrives(stage)
    mika.says("Tokyo")
    mika.taps("Back")
    assert mika.sees == "What time is it for you now? You can also type a city."
    mika.says("London")
    for label in ("Evening 20:30", "Just my part"):
        mika.taps(label)
    mika.says("/settings")
    assert mika.sees.startswith("Your check-in: 20:30, by the clock of London.")


def test_it_is_said_once_and_not_again_when_the_hour_is_asked_anew(stage: Stage) -> None:
    mika = mika_arrives(stage)
    mika.says("London")
    mika.says("whenever")
    assert mika.sees == "I couldn't read that as a time. Could you type it like 19:15?"


def test_the_settings_show_what_was_taken(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.presses("set zone", None)
    mika.says("Sydney")
    assert mika.sees.startswith("Your check-in: 20:30, by the clock of Sydney.")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Georgia", ["Tbilisi", "Atlanta"]),  # a country, and a state of another
        ("Lond", ["London"]),  # only the beginning
        ("Londn", ["London"]),  # a slip of the finger
        ("I live in London", ["London"]),
        ("no", ["Oslo"]),  # a word, and the code of a country
    ],
)
def test_where_there_is_doubt_it_is_asked(stage: Stage, typed: str, offered: list[str]) -> None:
    mika = mika_arrives(stage)
    mika.says(typed)
    assert mika.sees == WHICH_EN
    assert [label for row in mika.buttons for label in row] == [*offered, "Back", "Close"]
    mika.taps(offered[0])
    assert mika.sees == HOUR_EN


def test_a_name_of_several_zones_is_not_sure_and_a_code_is_no_name() -> None:
    assert [name for name in ("Mexico", "San", "LA", "JP", "it", "", "?") if is_sure(name, "en")] == []

"""/words: a word for what is there; nothing is kept, and whatever a button carries is looked at first."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from conversations.flows.feelings import FAMILIES, FEELINGS, WORDS
from conversations.flows.need import KINDS
from conversations.flows.vocabulary import BENEATH
from tests.stage import Phone, Stage, paired

CONTENT = Path(__file__).parents[2] / "conversations" / "content" / "en"
LONELY = "Lonely\nFar from someone, even in one room. It asks to be found.\n\nA way to begin: “I feel lonely when …”"


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def read(file: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / f"{file}.toml").read_text(encoding="utf-8"))


def looks_up_lonely(mika: Phone) -> None:
    mika.says("/words")
    for label in ("A feeling", "Sad", "Lonely"):
        mika.taps(label)


def test_the_words_a_button_may_name_are_those_of_the_lists() -> None:
    feelings, needs, told = read("feelings"), read("needs"), read("words")
    assert WORDS == {name: tuple(words) for name, words in feelings["words"].items()}
    assert tuple(WORDS) == FAMILIES
    assert tuple(needs["kind"]["options"]) == KINDS
    assert (tuple(told["feeling"]), tuple(told["needs"]), tuple(told["asks"])) == (FEELINGS, KINDS, KINDS)
    assert tuple(told["told"]) == tuple(BENEATH)
    assert {word for beneath in BENEATH.values() for word in beneath} <= set(FEELINGS)


def test_a_feeling_has_one_line_and_a_way_to_begin(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    looks_up_lonely(mika)
    assert mika.sees == f"{LONELY}\n\nUse it?"
    assert labels(mika)[:3] == ["Ask for a need", "Say it gently", "Another word"]
    aki.says("/words")
    for label in ("気持ち", "かなしい", "さみしい"):
        aki.taps(label)
    assert aki.sees == (
        "さみしい\n同じ部屋にいても、遠い感じ。見つけてもらうことを求めています。\n\n"
        "言い出しの例：「…のとき、さみしいです」\n\nこのことばを使ってみますか？"
    )
    assert aki.texts[: len(before)] == before


def test_a_need_begins_with_the_word(stage: Stage) -> None:
    _, mika = paired(stage)
    looks_up_lonely(mika)
    mika.taps("Ask for a need")
    mika.taps("Someone to listen")
    mika.says("the train home")
    mika.taps("Show the card")
    assert "I'm feeling lonely" in mika.sees


def test_a_draft_begins_with_the_sentence_in_view(stage: Stage) -> None:
    _, mika = paired(stage)
    looks_up_lonely(mika)
    mika.taps("Say it gently")
    assert mika.sees.startswith("A way to begin: “I feel lonely when …”\n\n")


def test_todays_check_in_takes_the_word_while_it_is_open(stage: Stage) -> None:
    _, mika = paired(stage)
    looks_up_lonely(mika)
    assert "Today's word" not in labels(mika)
    mika.says("/today")
    looks_up_lonely(mika)
    mika.taps("Today's word")
    mika.taps("🔋 Some")
    mika.taps("Nothing today")
    mika.taps("Skip")
    assert "lonely" in mika.sees


def test_a_need_is_told_and_begun(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/words")
    mika.taps("A need")
    mika.taps("Some space")
    assert mika.sees == (
        "Some space\nQuiet, and your own pace. It asks for a time away, and has a time to come back.\n\n"
        "A way to begin: “I'd like an hour to myself, and then I come back.”\n\nUse it?"
    )
    mika.taps("Ask for it")
    assert mika.sees == "How does it feel?"


def test_what_was_told_as_a_feeling_is_met_with_what_may_be_under_it(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/words")
    mika.taps("Like “ignored”")
    mika.taps("Ignored")
    assert mika.sees.endswith("it left in you may be another word.\n\nIs one of these under it?")
    assert labels(mika)[:4] == ["Lonely", "Hurt", "Unsure of us", "None of these"]
    mika.taps("Lonely")
    assert mika.sees.startswith(LONELY)


@pytest.mark.parametrize("told", ["Controlled", "Attacked"])
def test_beside_words_of_fear_stands_a_way_to_somebody_to_talk_to(stage: Stage, told: str) -> None:
    _, mika = paired(stage)
    mika.says("/words")
    mika.taps("Like “ignored”")
    mika.taps(told)
    assert "Private help" in labels(mika)
    mika.taps("Private help")
    assert mika.sees != ""


@pytest.mark.parametrize(
    "forged",
    [
        "need feeling NONSENSE",
        "need NONSENSE",
        "need feeling",
        "need feeling lonely NONSENSE",
        "need unsure x",
    ],
)
def test_a_forged_need_begins_from_the_beginning(stage: Stage, forged: str) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    mika.presses(forged, None)
    assert mika.sees == "What would help most right now?"
    mika.taps("Comfort")
    assert mika.sees == "How does it feel?"
    assert aki.texts == before


@pytest.mark.parametrize("forged", ["reword feeling NONSENSE", "words NONSENSE", "reword NONSENSE"])
def test_other_forged_words_begin_from_the_beginning_too(stage: Stage, forged: str) -> None:
    _, mika = paired(stage)
    mika.presses(forged, None)
    assert "NONSENSE" not in mika.sees
    assert mika.shown[-1].message.text.text != ""

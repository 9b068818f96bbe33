"""What a received message may mean: questions, never a verdict about who wrote it."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.rewording import Heard, Language, Stop, hear
from conversations.rewording.checks import SOFT
from conversations.rewording.language import rules_for

CONTENT = Path(__file__).parents[2] / "conversations" / "content"
LANGUAGES: tuple[Language, ...] = ("en", "ja")


def table(language: Language) -> dict[str, Any]:
    return tomllib.loads((CONTENT / language / "rewording" / "hearing.toml").read_text("utf-8"))


def cases(language: Language) -> list[dict[str, Any]]:
    told = table(language)
    return [told["any"], *told["cue"].values()]


def heard(text: str, reader: Language = "en", variation: int = 0) -> Heard:
    found = hear(text, reader, variation)
    assert isinstance(found, Heard)
    return found


def test_both_languages_know_the_same_cues_in_the_same_order() -> None:
    assert list(table("en")["cue"]) == list(table("ja")["cue"])


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("k.", "silence"),
        ("別に", "silence"),
        ("do you even love me anymore", "unsure"),
        ("どうせ私なんてどうでもいいんでしょ", "unsure"),
        ("the dishes are still there. i'm not your maid", "alone_with_it"),
        ("またゴミ出し忘れてる。家政婦じゃないんだけど", "alone_with_it"),
        ("you said you'd call at eight", "late"),
        ("帰るって言った時間から2時間待ってる", "late"),
        ("I need some space right now", "space"),
        ("しばらくほっといて", "space"),
        ("who is she", "jealous"),
        ("あの女と誰といたの", "jealous"),
        ("sorry but you started it", "sorry_but"),
        ("ごめん、でもそっちも悪い", "sorry_but"),
        ("why haven't you answered", "worry"),
        ("なんで既読無視するの", "worry"),
        ("you talked to my mother behind my back", "family"),
        ("今月のカード、また10万円いってるけど", "money"),
    ],
)
def test_a_message_is_read_by_what_it_speaks_of(text: str, cue: str) -> None:
    language: Language = "ja" if re.search("[ぁ-ん一-龥]", text) else "en"
    told = table(language)["cue"][cue]
    found = heard(text, language)
    assert (found.need, found.openers, found.question) == (
        told["need"],
        tuple(told["openers"]),
        told["question"],
    )
    assert found.readings[0] == told["readings"][0]


def test_two_things_in_a_message_give_two_different_readings() -> None:
    cue = table("en")["cue"]
    found = heard("You never listen, you're on your phone again")
    assert found.readings[:2] == (cue["unheard"]["readings"][0], cue["again"]["readings"][0])


def test_the_reader_reads_in_their_own_language() -> None:
    assert heard("別に", "en").readings[0] == table("en")["cue"]["silence"]["readings"][0]
    assert heard("whatever", "ja").readings[0] == table("ja")["cue"]["silence"]["readings"][0]


def test_other_readings_come_on_request_and_the_same_ones_for_the_same_message() -> None:
    first, again, other = (heard("別に", "ja", variation) for variation in (0, 0, 1))
    assert first == again
    assert other.readings[0] != first.readings[0]


def test_what_is_kind_is_taken_as_it_is() -> None:
    assert heard("Thank you for doing the shopping, I really noticed").plain
    assert heard("いつもご飯を作ってくれてありがとう", "ja").plain
    assert not heard("You never do the shopping").plain


def test_danger_in_what_was_received_gets_no_readings() -> None:
    assert isinstance(hear("I'll kill you when I get home", "en"), Stop)
    assert isinstance(hear("死にたい", "ja"), Stop)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reading_is_a_question_and_says_nothing_hard(language: Language) -> None:
    rules = rules_for(language)
    for case in cases(language):
        assert 2 <= len(case["readings"]) <= 3
        assert all(one.endswith(("?", "？")) for one in case["readings"])
        assert case["question"].endswith(("?", "？"))
        assert len(case["openers"]) == 2
        for words in (*case["openers"], case["question"]):
            assert {one.kind for one in rules.signals(words)} - SOFT - {"blame_you"} == set(), words
            assert rules.danger(words) is None


@given(st.text(max_size=120), st.sampled_from(LANGUAGES), st.integers(0, 5))
def test_any_text_is_read_or_said_to_be_none(text: str, reader: Language, variation: int) -> None:
    found = hear(text, reader, variation)
    if isinstance(found, Heard):
        assert 2 <= len(found.readings) <= 3
        assert len(set(found.readings)) == len(found.readings)

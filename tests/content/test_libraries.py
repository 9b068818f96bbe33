"""The word libraries hang together: what one table names, the other has."""

from datetime import date
from typing import Any

import pytest

from tests.content.reading import read_content

CONTENT = read_content()
LANGUAGES = ("en", "ja")
KINDS = (
    "listen",
    "comfort",
    "space",
    "solutions",
    "reassurance",
    "help",
    "affection",
    "appreciation",
    "repair",
    "time",
)
WORRIES = {"danger", "violence", "crisis", "own_behaviour"}


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> dict[str, Any]:
    return dict(CONTENT[request.param])


def test_every_feeling_on_a_button_can_stand_in_a_sentence(words: dict[str, Any]) -> None:
    feelings = words["feelings"]
    families = list(feelings["family"]["options"])
    single = [word for family in families for word in feelings["words"][family]]

    assert list(feelings["said"]) == families + single
    assert len(set(single)) == len(single)


def test_every_need_has_its_requests_card_tip_and_offers(words: dict[str, Any]) -> None:
    needs = words["needs"]

    assert tuple(needs["kind"]["options"]) == tuple(needs["kind"]["said"]) == tuple(needs["tip"]) == KINDS
    for kind in KINDS:
        assert [*needs["request"][kind], "any"] == list(needs["request_said"][kind])
        assert list(needs["offer"][kind]) == list(needs["offer_said"][kind])
        assert {"feeling_situation", "feeling", "situation", "request", "request_now_when", "close"} <= set(
            needs["card"][kind]
        )


@pytest.mark.parametrize("choice", ["when", "much", "kind"])
def test_every_choice_can_stand_in_the_card(words: dict[str, Any], choice: str) -> None:
    assert list(words["needs"][choice]["options"]) == list(words["needs"][choice]["said"])


def test_a_card_reads_as_one_piece_in_english() -> None:
    needs, said = CONTENT["en"]["needs"], CONTENT["en"]["feelings"]["said"]
    card = needs["card"]["listen"]
    request = card["request"].format(request=needs["request_said"]["listen"]["ten"], when="tonight")
    opening = card["feeling_situation"].format(feeling=said["worn_out"], situation="the call with my sister")

    assert " ".join((opening, request, card["close"])) == (
        "I'm feeling worn out after the call with my sister. "
        "Could you listen for ten minutes tonight? No fixing needed."
    )


def test_a_card_reads_as_one_piece_in_japanese() -> None:
    needs, said = CONTENT["ja"]["needs"], CONTENT["ja"]["feelings"]["said"]
    card = needs["card"]["listen"]
    request = card["request"].format(request=needs["request_said"]["listen"]["ten"], when="今夜")
    opening = card["feeling_situation"].format(feeling=said["worn_out"], situation="妹との電話")

    assert "".join((opening, request, card["close"])) == (
        "妹との電話。そのことで、くたくたです。今夜、10分ほど話を聞いてもらえたらうれしいです。解決しなくて大丈夫です。"
    )


def test_in_hot_moments_only_pauses_are_offered(words: dict[str, Any]) -> None:
    hot = {row["kind"] for row in words["phrases"].values() if {4, 5} & set(row["levels"])}

    assert hot == {"pause"}


@pytest.mark.parametrize("role", ["speak", "listen"])
@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_there_are_three_phrases_for_each_role_at_each_level(role: str, level: int) -> None:
    phrases = CONTENT["en"]["phrases"].values()

    assert sum(row["role"] == role and level in row["levels"] for row in phrases) >= 3


def test_there_are_five_levels_with_a_label_and_a_cue(words: dict[str, Any]) -> None:
    levels = words["tense_levels"]["level"]

    assert {name: set(row) for name, row in levels.items()} == {name: {"label", "cue"} for name in "12345"}


def test_every_country_has_a_number_for_danger_and_every_line_two_sources(words: dict[str, Any]) -> None:
    lines = words["helplines"]["lines"]

    assert list(lines) == list(words["helplines"]["country"]["options"])
    for country, rows in lines.items():
        assert "danger" in {row["kind"] for row in rows.values()}, country
        assert all(len(set(row["sources"])) == 2 for row in rows.values()), country
        assert {row["level"] for row in rows.values()} <= {"A", "B", "C"}, country
        assert {row["kind"] for row in rows.values()} <= WORRIES, country
        assert all(isinstance(row["verified_on"], date) for row in rows.values()), country

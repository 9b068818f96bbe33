"""Who says yes says that they are of age; who runs this bot, and how to tell it from a false one, is stated (T-23, T-24)."""

from pathlib import Path

import pytest

from conversations.dialogue.phrases import say
from tests.flows.needing import BOOK
from tests.stage import Phone, Stage, lives_in

ROOT = Path(__file__).parents[2]


def looks_at_the_card(phone: Phone) -> str:
    phone.says("/start")
    phone.taps("日本語" if phone.language == "ja" else "English")
    lives_in(phone, "東京" if phone.language == "ja" else "London")
    phone.taps("夜 20:30" if phone.language == "ja" else "Evening 20:30")
    return phone.sees


@pytest.mark.parametrize(("language", "line"), [("en", "you are 18 or older"), ("ja", "18歳以上のかた")])
def test_the_yes_says_that_one_is_of_age_and_nothing_asks_for_a_date(
    stage: Stage, language: str, line: str
) -> None:
    """T-23: help is there without it."""
    phone = stage.person("Mika", language)
    phone.says("/privacy")
    assert BOOK.words(say("welcome.consent.options.yes"), language) not in str(phone.shown)
    card = looks_at_the_card(phone)
    assert line in card
    assert phone.buttons[0][0] == BOOK.words(say("welcome.consent.options.yes"), language)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_privacy_names_who_runs_this_bot(stage: Stage, language: str) -> None:
    """T-24."""
    phone = stage.person("Mika", language)
    looks_at_the_card(phone)
    assert "Noa" in phone.sees
    phone.says("/privacy")
    assert "Noa" in phone.sees


@pytest.mark.parametrize("page", ["README.md", "PRIVACY.md"])
def test_people_are_told_to_look_at_the_name(page: str) -> None:
    """T-24."""
    assert "@name" in (ROOT / page).read_text(encoding="utf-8")

"""Help is the same for everybody, comes at once, and leaves nothing behind (check 11, F51, F53)."""

import logging
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlmodel import SQLModel

from conversations.flows.support import COUNTRIES, SECTIONS
from tests.flows.needing import told
from tests.stage import Phone, Stage, paired

DANGER = {
    "en": "He said he'll kill me if I leave",
    "ja": "別れるなら殺すと言われました",
}


def everything(engine: Engine) -> dict[str, list[Any]]:
    """Every row of every table."""
    with engine.connect() as connection:
        return {
            name: sorted(map(repr, connection.execute(select(table))))
            for name, table in SQLModel.metadata.tables.items()
        }


def looks_everywhere(phone: Phone) -> int:
    """Opens every screen of /support; how many there were."""
    phone.says("/support")
    seen = 1
    for section in SECTIONS:
        phone.presses(f"support {section}", phone.shown[-1].id)
        for country in COUNTRIES:
            phone.presses(f"support {section} {country}", phone.shown[-1].id)
            seen += 1
    return seen


@pytest.mark.parametrize("way", ["/support", "/safety", "/help_lines", "/start support"])
def test_whoever_looks_for_help_leaves_no_row(stage: Stage, way: str) -> None:
    aki, _ = paired(stage)
    noa = stage.person("Noa", "en")  # has never been here
    before = everything(stage.engine)
    for phone in (aki, noa):
        phone.says(way)
        assert phone.sees.startswith(("Message from Attune.", "Attuneからのメッセージです。"))
        looks_everywhere(phone)
    assert everything(stage.engine) == before


def test_what_else_happens_does_leave_rows(stage: Stage) -> None:
    aki, _ = paired(stage)
    before = everything(stage.engine)
    aki.says("/menu")
    assert everything(stage.engine) != before


def test_help_is_in_the_language_that_was_chosen(stage: Stage) -> None:
    aki, mika = paired(stage)
    aki.language = "en"  # the phone says so; Aki has chosen Japanese
    aki.says("/support")
    assert aki.sees.startswith("Attuneからのメッセージです。")
    mika.says("/support")
    assert mika.sees.startswith("Message from Attune.")


def test_no_country_is_guessed(stage: Stage) -> None:
    aki, mika = paired(stage)
    for phone in (aki, mika):
        phone.says("/support")
        phone.presses("support danger", phone.shown[-1].id)
        labels = [label for row in phone.buttons for label in row]
        assert labels[: len(COUNTRIES)] == [
            told(phone, f"helplines.country.options.{one}") for one in COUNTRIES
        ]
        assert not any(character.isdecimal() for character in phone.sees)


@pytest.mark.parametrize("where", ["", "/help_me_say_this ", "/hear ", "/need ", "/tense ", "/thanks "])
def test_danger_gets_a_card_for_the_writer_alone_and_leaves_no_row(
    stage: Stage, where: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    aki, mika = paired(stage)
    before, theirs = everything(stage.engine), list(aki.texts)
    mika.says(f"{where}{DANGER['en']}")
    assert mika.sees.startswith("That sounds serious")
    assert ["Private help"] in mika.buttons
    assert everything(stage.engine) == before
    assert aki.texts == theirs
    assert DANGER["en"] not in caplog.text


def test_danger_is_heard_in_words_that_were_edited_in(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/thanks")
    mika.says("Made me tea")
    before = everything(stage.engine)
    mika.rewrites(DANGER["en"])
    assert mika.sees.startswith("That sounds serious")
    assert everything(stage.engine) == before


def test_danger_does_not_close_what_is_open(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/thanks")
    asked = mika.sees
    before = everything(stage.engine)
    mika.says(DANGER["en"])
    assert everything(stage.engine) == before
    mika.says("Made me tea")
    assert mika.sees != asked
    assert not mika.sees.startswith("That sounds serious")


def test_whoever_is_nobody_yet_is_heard_as_well(stage: Stage) -> None:
    noa = stage.person("Noa", "ja")
    before = everything(stage.engine)
    noa.says(DANGER["ja"])
    assert noa.buttons[0] == ["相談先・連絡先"]
    assert everything(stage.engine) == before

"""Which question two people get: a mix, no repetition, and nothing deep before its time."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.dialogue.phrasebook import load_phrasebook
from conversations.prompts import Before, Prompt, choose_prompt, choose_spares, read_deck

DECK = read_deck(load_phrasebook().table("prompts", "en"))
BY_ID: dict[str, Prompt] = {prompt.id: prompt for mood in DECK.values() for prompt in mood}
MONDAY = date(2026, 11, 16)

couples = st.integers(1, 2**50)


def weeks(couple: int, days: int, start: date = MONDAY, **lately: object) -> list[Prompt]:
    """The questions of so many days in a row."""
    asked: dict[str, date] = {}
    for step in range(days):
        day = start + timedelta(days=step)
        before = Before(dict(asked), **{"reveals": 20, **lately})  # type: ignore[arg-type]
        asked[choose_prompt(DECK, couple, day, before)] = day
    return [BY_ID[id] for id in asked]


@given(couples, st.integers(0, 400))
def test_every_fortnight_has_its_mix(couple: int, later: int) -> None:
    prompts = weeks(couple, 14, MONDAY + timedelta(days=later))
    moods = Counter(prompt.mood for prompt in prompts)
    assert len(prompts) == 14
    assert moods["joy"] + moods["thanks"] >= 6
    assert moods["curiosity"] >= 4
    assert moods["inner"] <= 3
    assert sum(prompt.depth == 3 for prompt in prompts) <= 1


@pytest.mark.parametrize("couple", [1, 2, 2**49 + 7])
def test_none_comes_twice_in_a_year(couple: int) -> None:
    assert len(weeks(couple, 366)) == 366


def test_the_weekend_is_for_joy() -> None:
    prompts = weeks(7, 28)
    assert {prompts[at].mood for at in range(28) if at % 7 >= 5} == {"joy"}


def test_deep_questions_wait_for_five_reveals_and_seven_calm_days() -> None:
    assert max(prompt.depth for prompt in weeks(7, 60)) == 3
    assert max(prompt.depth for prompt in weeks(7, 60, reveals=4)) == 2
    assert max(prompt.depth for prompt in weeks(7, 60, calm=False)) == 2


def test_after_heat_nothing_is_asked_that_avoids_it() -> None:
    assert not any("tension" in prompt.avoid for prompt in weeks(7, 60, calm=False))
    assert not any("tension" in prompt.avoid for prompt in weeks(7, 60, tense=True))


@given(couples, st.sampled_from(sorted(BY_ID)))
def test_a_swap_asks_something_else_and_light(couple: int, prompt: str) -> None:
    asked = {id: MONDAY for id in BY_ID if id.startswith("joy")}
    spares = choose_spares(DECK, couple, prompt, Before(asked))
    assert len({prompt, *spares}) == 3
    assert {(BY_ID[id].depth, id in asked) for id in spares} == {(1, False)}


def test_when_all_were_asked_the_oldest_comes_back() -> None:
    asked = {id: MONDAY - timedelta(days=at) for at, id in enumerate(BY_ID, 1)}
    chosen = choose_prompt(DECK, 2, MONDAY, Before(asked))
    fitting = [id for id in asked if BY_ID[id].mood == BY_ID[chosen].mood and BY_ID[id].depth < 3]
    assert chosen == min(fitting, key=lambda id: asked[id])

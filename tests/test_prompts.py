"""Which question two people get: a mix, no repetition, and nothing deep before its time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.dialogue.outcomes.prompts import PACKS
from conversations.dialogue.phrasebook import load_phrasebook
from conversations.prompts import (
    CALM_PACKS,
    DEEP,
    FEW,
    FILES,
    Before,
    Deck,
    Ours,
    Prompt,
    choose_prompt,
    choose_spares,
    id_of,
    key_of,
    read_deck,
)
from conversations.seasons import SEASONS, shared_season

BOOK = load_phrasebook()
DECK = read_deck({file: BOOK.table(file, "en") for file in FILES})
BY_ID: dict[str, Prompt] = {  # what is there on every day
    prompt.id: prompt for mood in DECK.values() for prompt in mood if not (prompt.season or prompt.pack)
}
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


def seasonal(deck: Deck) -> Deck:
    """The same deck, with a season for every twelfth question."""
    dressed = {
        mood: [
            replace(one, season=SEASONS[at // 12 % 4]) if at % 12 == 0 else one
            for at, one in enumerate(prompts)
        ]
        for mood, prompts in deck.items()
        if mood != "pack"
    }
    return {**dressed, "pack": deck["pack"]}


SEASONAL = seasonal(DECK)
PACKED = [replace(one, id=f"{one.id}_{copy}") for one in DECK["pack"] for copy in range(15)]
RICH: Deck = {**SEASONAL, "pack": PACKED}  # with packs that last a year
KNOWN: dict[str, Prompt] = {prompt.id: prompt for mood in RICH.values() for prompt in mood}
HOMES = ("Asia/Tokyo", "Australia/Sydney", "Asia/Singapore", "")
decks = st.builds(
    Ours,
    packs=st.frozensets(st.sampled_from(PACKS)),
    own=st.integers(0, 12).map(lambda many: tuple(f"own.{id}" for id in range(many))),
    left_out=st.frozensets(st.sampled_from(sorted(KNOWN)), max_size=40),
)
homes = st.lists(st.sampled_from(HOMES), min_size=2, max_size=2)
EVERYTHING = Ours(packs=frozenset(PACKS), own=tuple(f"own.{id}" for id in range(30)))

Asked = tuple[date, str]


def year_of(
    couple: int,
    days: int,
    ours: Ours,
    homes: Sequence[str] = (),
    answers: float = 1,
    seed: int = 0,
    **lately: object,
) -> list[Asked]:
    """What so many days show to two people in these zones; they answer some of it, by chance."""
    asked: dict[str, date] = {}
    shown = []
    for step in range(days):
        day = MONDAY + timedelta(days=step)
        before = Before(dict(asked), **{"reveals": 20, **lately})  # type: ignore[arg-type]
        here = replace(ours, season=shared_season(homes, day) if homes else "")
        shown.append((day, choose_prompt(RICH, couple, day, before, here)))
        if (step * 7 + seed) % 10 < answers * 10:
            asked[shown[-1][1]] = day
    return shown


def fortnights(shown: Sequence[Asked]) -> list[Counter[str]]:
    """Of every fourteen days in a row, how many of what were shown."""
    return [
        Counter(kind for _, id in shown[at : at + 14] for kind in kinds(id)) for at in range(len(shown) - 13)
    ]


def kinds(id: str) -> set[str]:
    if id.startswith("own."):
        return {"own", id}
    prompt = KNOWN[id]
    return {prompt.mood, *(["pack"] if prompt.pack else []), *(["deep"] if prompt.depth >= DEEP else [])}


@given(couples, decks, homes)
def test_every_fortnight_has_its_mix_whatever_two_people_made_of_the_deck(
    couple: int, ours: Ours, homes: list[str]
) -> None:
    for mix in fortnights(year_of(couple, 60, ours, homes)):
        assert mix["joy"] + mix["thanks"] >= 6
        assert mix["curiosity"] >= 4
        assert mix["inner"] <= 3
        assert mix["deep"] <= 1
        assert mix["pack"] <= 2


@given(couples, decks, st.sampled_from([0, 0.3, 0.7]), st.integers(0, 9))
def test_what_stays_unanswered_brings_no_more_of_packs_or_of_their_own(
    couple: int, ours: Ours, answers: float, seed: int
) -> None:
    for mix in fortnights(year_of(couple, 60, ours, answers=answers, seed=seed)):
        assert mix["pack"] <= 2
        assert mix["own"] <= 2
        assert mix["deep"] <= 1


@pytest.mark.parametrize("couple", [1, 2, 2**49 + 7])
@pytest.mark.parametrize("homes", [("Asia/Tokyo", "Asia/Tokyo"), ("Asia/Tokyo", "Australia/Sydney")])
def test_with_packs_and_their_own_none_comes_twice_in_a_year(couple: int, homes: tuple[str, str]) -> None:
    shown = [id for _, id in year_of(couple, 365, EVERYTHING, homes)]
    assert len(set(shown)) == len(shown)
    assert sum(id.startswith("own.") for id in shown) == 30
    assert {KNOWN[id].pack for id in shown if id.startswith("packs.")} == set(PACKS)


@given(couples, homes)
def test_a_season_is_never_wrong_for_either(couple: int, homes: list[str]) -> None:
    shown = year_of(couple, 120, Ours(), homes)
    for day, id in shown:
        assert KNOWN[id].season in ("", shared_season(homes, day))


def test_in_its_season_a_question_is_asked() -> None:
    in_tokyo = {KNOWN[id].season for _, id in year_of(7, 365, Ours(), ("Asia/Tokyo", "Asia/Tokyo"))}
    assert in_tokyo == {"", *SEASONS}


@given(couples, decks)
def test_what_one_of_them_leaves_out_never_comes(couple: int, ours: Ours) -> None:
    ours = replace(ours, left_out=ours.left_out | {"own.0"})
    shown = {id for _, id in year_of(couple, 90, ours)}
    assert shown & ours.left_out == set()
    spares = choose_spares(RICH, couple, "", Before(), replace(ours, left_out=frozenset(sorted(KNOWN)[:300])))
    assert set(spares) & set(sorted(KNOWN)[:300]) == set()


def test_who_leaves_out_everything_is_asked_nothing() -> None:
    nothing = Ours(left_out=frozenset(KNOWN))
    assert {id for _, id in year_of(7, 14, nothing)} == {""}
    assert choose_spares(RICH, 7, "", Before(), nothing) == ()


@settings(max_examples=20)
@given(couples, st.frozensets(st.sampled_from(PACKS)))
def test_only_packs_that_both_want_are_asked(couple: int, packs: frozenset[str]) -> None:
    shown = {KNOWN[id].pack for _, id in year_of(couple, 365, Ours(packs=packs))}
    assert shown == {"", *packs}


def test_after_tense_days_closeness_grief_and_their_own_are_left_alone() -> None:
    shown = [id for _, id in year_of(7, 365, EVERYTHING, calm=False)]
    assert {KNOWN[id].pack for id in shown if not id.startswith("own.")} == {"", *PACKS} - set(CALM_PACKS)
    assert [id for id in shown if id.startswith("own.")] == []


def test_a_question_of_a_pack_goes_as_deep_as_the_day() -> None:
    deep = {
        id for _, id in year_of(7, 365, EVERYTHING) if not id.startswith("own.") and KNOWN[id].depth >= DEEP
    }
    assert any(KNOWN[id].pack for id in deep)
    early = year_of(7, 365, EVERYTHING, reveals=4)
    assert max(KNOWN[id].depth for _, id in early if not id.startswith("own.")) < DEEP


def test_while_there_are_few_of_their_own_one_comes_in_a_fortnight() -> None:
    few = replace(EVERYTHING, own=EVERYTHING.own[: FEW - 1])
    shown = [day for day, id in year_of(7, 56, few) if id.startswith("own.")]
    assert [second - first for first, second in pairwise(shown)] == [timedelta(days=14)] * 2


def test_while_there_are_more_one_comes_every_friday() -> None:
    shown = [day for day, id in year_of(7, 56, EVERYTHING) if id.startswith("own.")]
    assert shown == [MONDAY + timedelta(days=4, weeks=week) for week in range(8)]


@given(couples, st.sampled_from([*sorted(BY_ID), "own.1"]))
def test_a_swap_never_asks_of_a_pack_or_their_own(couple: int, prompt: str) -> None:
    spares = choose_spares(RICH, couple, prompt, Before(), EVERYTHING)
    assert [one for one in spares if "." in one] == []


@pytest.mark.parametrize(
    ("id", "key"), [("joy_01", "prompts.joy_01"), ("packs.grief_02", "packs.grief_02"), ("own.17", "own.17")]
)
def test_an_id_and_a_key_say_the_same(id: str, key: str) -> None:
    assert (key_of(id), id_of(key)) == (key, id)

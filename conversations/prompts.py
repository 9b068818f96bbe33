"""Which small question to ask two people today: light at the weekend, deep seldom, none twice in a year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zlib import crc32

# What a day is for, by weekday from Monday. Every fourteen days in a row hold six or more of joy and thanks,
# four of curiosity, and at most one that may go deep (copy.md 10.7).
FORTNIGHT = (
    "thanks", "curiosity", "us", "curiosity", "inner", "joy", "joy",
    "thanks", "curiosity", "deep", "curiosity", "us", "joy", "joy",
)  # fmt: skip
FILES = ("prompts", "seasons", "packs")  # of the content
SWAPS = 2
DEEP = 3
ENOUGH_REVEALS = 5
LIGHT_MOODS = ("joy", "curiosity", "thanks")
# The days that have room for other questions: there the mix asks for nothing that has to be there. By weekday, so
# that whatever was left unanswered, no fourteen days in a row have more than two of each.
WEDNESDAY, FRIDAY = 2, 4  # of packs; of the two people's own
SELDOM = timedelta(days=14)  # between two of their own, while there are
FEW = 4  # of them
CALM_PACKS = ("intimacy", "grief")  # not after tense days, whatever stands with the single question


@dataclass(frozen=True)
class Prompt:
    """A question of the deck."""

    id: str  # as a sheet keeps it: "joy_01", "seasons.snow_02", "packs.grief_03", "own.17"
    depth: int
    mood: str
    avoid: tuple[str, ...] = ()
    season: str = ""  # the only one it is asked in
    pack: str = ""


Deck = Mapping[
    str, Sequence[Prompt]
]  # by mood; "deep" holds what goes deepest, "pack" the packs, whatever their mood


@dataclass(frozen=True)
class Before:
    """What has been between two people lately, as far as it bears on the question."""

    asked: Mapping[str, date] = field(default_factory=dict)  # prompt -> when it was last asked, within a year
    reveals: int = 0
    calm: bool = True  # seven days without a pause
    tense: bool = False  # a pause is running: the sheet is light


@dataclass(frozen=True)
class Ours:
    """What the deck is for these two people."""

    season: str = ""  # in which both of them are
    packs: frozenset[str] = frozenset()  # which both of them want
    own: tuple[str, ...] = ()  # ids of the questions they wrote
    left_out: frozenset[str] = frozenset()  # ids of what one of them wants asked no more


def key_of(prompt: str) -> str:
    """Where the words of a question stand: those of the deck have the name of their file before the id."""
    return prompt if "." in prompt else f"prompts.{prompt}"


def id_of(key: str) -> str:
    """The question whose words stand there."""
    return key.removeprefix("prompts.")


def read_deck(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Deck:
    """The deck from the tables of prompts.toml, seasons.toml and packs.toml, by name."""
    deck: dict[str, list[Prompt]] = {"deep": [], "pack": []}
    for file, table in tables.items():
        for id, row in table.items():
            prompt = _prompt(id_of(f"{file}.{id}"), row)
            where = "pack" if prompt.pack else "deep" if prompt.depth >= DEEP else prompt.mood
            deck.setdefault(where, []).append(prompt)
    return deck


def _prompt(id: str, row: Mapping[str, Any]) -> Prompt:
    pack = row.get("pack", "")
    avoid = (*row.get("avoid", ()), *(("tension",) if pack in CALM_PACKS else ()))
    return Prompt(id, row["depth"], row["mood"], avoid, row.get("season", ""), pack)


def choose_prompt(deck: Deck, couple: int, day: date, before: Before, ours: Ours = Ours()) -> str:
    """Today's question: of the day's mood, and none that was asked within a year while there are others. Nothing
    where two people have left out all there is."""
    mood = _mood(couple, day, before)
    light = [prompt for one in (*LIGHT_MOODS, "us") for prompt in deck[one]]
    in_turn = ([*_visitors(deck, day, mood, before, ours)], deck[mood], light)
    visitor, *oldest = (_oldest(some, couple, before, ours) for some in in_turn)
    fresh = (one.id for one in (visitor, *oldest) if one is not None and one.id not in before.asked)
    again = (one.id for one in oldest if one is not None)
    return next(fresh, "") or next(again, "")


def choose_spares(
    deck: Deck, couple: int, prompt: str, before: Before, ours: Ours = Ours()
) -> tuple[str, ...]:
    """What a swap asks instead of `prompt`, in order: something light out of the deck that all have."""
    light = [one for mood in LIGHT_MOODS for one in deck[mood] if one.depth == 1 and one.id != prompt]
    fitting = [one for one in light if _fits(one, before, ours)]
    return tuple(one.id for one in sorted(fitting, key=lambda one: _age(one, couple, before))[:SWAPS])


def _mood(couple: int, day: date, before: Before) -> str:
    monday_of_some_week = 1
    mood = FORTNIGHT[(day.toordinal() - monday_of_some_week + 7 * (couple % 2)) % len(FORTNIGHT)]
    if mood == "deep":
        return "deep" if before.calm and before.reveals >= ENOUGH_REVEALS else "us"
    return mood


def _visitors(deck: Deck, day: date, mood: str, before: Before, ours: Ours) -> Iterator[Prompt]:
    """What comes before the deck that all have: on Wednesdays packs, among what goes deep where the day does; on
    Fridays questions of their own, one in a fortnight, or one a week while there are more than a few."""
    if day.weekday() == WEDNESDAY:
        deep = mood == "deep"
        yield from (one for one in deck["pack"] if one.pack in ours.packs and (one.depth >= DEEP) == deep)
        yield from deck["deep"] if deep else ()
    elif day.weekday() == FRIDAY:
        waiting = [id for id in ours.own if id not in before.asked and id not in ours.left_out]
        lately = any(id.startswith("own.") and day - at < SELDOM for id, at in before.asked.items())
        if len(waiting) >= FEW or not lately:
            yield from (Prompt(id, DEEP - 1, "own", ("tension",)) for id in waiting)


def _oldest(prompts: Sequence[Prompt], couple: int, before: Before, ours: Ours) -> Prompt | None:
    """What was never asked, in the couple's own order; otherwise what was asked longest ago."""
    allowed = [prompt for prompt in prompts if _fits(prompt, before, ours)]
    return min(allowed, key=lambda prompt: _age(prompt, couple, before), default=None)


def _fits(prompt: Prompt, before: Before, ours: Ours) -> bool:
    hushed = "tension" if before.tense or not before.calm else ""
    in_season = prompt.season in ("", ours.season)
    return in_season and hushed not in prompt.avoid and prompt.id not in ours.left_out


def _age(prompt: Prompt, couple: int, before: Before) -> tuple[date, int]:
    return before.asked.get(prompt.id, date.min), crc32(f"{couple} {prompt.id}".encode())

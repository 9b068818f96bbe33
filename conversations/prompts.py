"""Which small question to ask two people today: light at the weekend, deep seldom, none twice in a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zlib import crc32

# What a day is for, by weekday from Monday. Every fourteen days in a row hold six or more of joy and thanks,
# four of curiosity, and at most one that may go deep (copy.md 10.7).
FORTNIGHT = (
    "thanks", "curiosity", "us", "curiosity", "inner", "joy", "joy",
    "thanks", "curiosity", "deep", "curiosity", "us", "joy", "joy",
)  # fmt: skip
SWAPS = 2
DEEP = 3
ENOUGH_REVEALS = 5
LIGHT_MOODS = ("joy", "curiosity", "thanks")


@dataclass(frozen=True)
class Prompt:
    """A question of the deck."""

    id: str
    depth: int
    mood: str
    avoid: tuple[str, ...] = ()


Deck = Mapping[str, Sequence[Prompt]]  # by mood; "deep" holds what goes deepest, whatever its mood


@dataclass(frozen=True)
class Before:
    """What has been between two people lately, as far as it bears on the question."""

    asked: Mapping[str, date] = field(default_factory=dict)  # prompt -> when it was last asked, within a year
    reveals: int = 0
    calm: bool = True  # seven days without heat
    tense: bool = False  # heat within a day, or a pause: the sheet is light


def read_deck(table: Mapping[str, Mapping[str, Any]]) -> Deck:
    """The deck from the table of prompts.toml."""
    deck: dict[str, list[Prompt]] = {"deep": []}
    for id, row in table.items():
        prompt = Prompt(id, row["depth"], row["mood"], tuple(row.get("avoid", ())))
        deck.setdefault("deep" if prompt.depth >= DEEP else prompt.mood, []).append(prompt)
    return deck


def choose_prompts(deck: Deck, couple: int, day: date, before: Before) -> tuple[str, ...]:
    """Today's question, and after it what a swap asks instead. The same for the same day, always."""
    spares = [prompt for mood in LIGHT_MOODS for prompt in deck[mood] if prompt.depth == 1]
    first = _first(deck, couple, day, before)
    others = [prompt for prompt in _fresh_first(spares, couple, day, before) if prompt != first]
    return (first.id, *(prompt.id for prompt in others[:SWAPS]))


def _first(deck: Deck, couple: int, day: date, before: Before) -> Prompt:
    fitting = _fresh_first(deck[_mood(couple, day, before)], couple, day, before)
    if fitting and fitting[0].id not in before.asked:
        return fitting[0]
    light = [prompt for mood in (*LIGHT_MOODS, "us") for prompt in deck[mood]]
    anything = _fresh_first(light, couple, day, before)  # not asked within a year counts more than the mood
    return anything[0] if not fitting or anything[0].id not in before.asked else fitting[0]


def _mood(couple: int, day: date, before: Before) -> str:
    monday_of_some_week = 1
    mood = FORTNIGHT[(day.toordinal() - monday_of_some_week + 7 * (couple % 2)) % len(FORTNIGHT)]
    if mood == "deep":
        return "deep" if before.calm and before.reveals >= ENOUGH_REVEALS else "us"
    return mood


def _fresh_first(prompts: Sequence[Prompt], couple: int, day: date, before: Before) -> list[Prompt]:
    """What was never asked in the couple's own order, then what was asked longest ago."""
    hushed = "tension" if before.tense or not before.calm else ""
    allowed = [prompt for prompt in prompts if hushed not in prompt.avoid]
    return sorted(allowed, key=lambda prompt: (before.asked.get(prompt.id, date.min), _place(couple, prompt)))


def _place(couple: int, prompt: Prompt) -> int:
    return crc32(f"{couple} {prompt.id}".encode())

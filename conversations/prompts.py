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
    calm: bool = True  # seven days without a pause
    tense: bool = False  # a pause is running: the sheet is light


def read_deck(table: Mapping[str, Mapping[str, Any]]) -> Deck:
    """The deck from the table of prompts.toml."""
    deck: dict[str, list[Prompt]] = {"deep": []}
    for id, row in table.items():
        prompt = Prompt(id, row["depth"], row["mood"], tuple(row.get("avoid", ())))
        deck.setdefault("deep" if prompt.depth >= DEEP else prompt.mood, []).append(prompt)
    return deck


def choose_prompt(deck: Deck, couple: int, day: date, before: Before) -> str:
    """Today's question: of the day's mood, and none that was asked within a year while there are others."""
    fitting = _oldest(deck[_mood(couple, day, before)], couple, before)
    if fitting is not None and fitting.id not in before.asked:
        return fitting.id
    light = [prompt for mood in (*LIGHT_MOODS, "us") for prompt in deck[mood]]
    other = _oldest(light, couple, before)
    if other is not None and (fitting is None or other.id not in before.asked):
        return other.id
    return fitting.id if fitting is not None else light[0].id


def choose_spares(deck: Deck, couple: int, prompt: str, before: Before) -> tuple[str, ...]:
    """What a swap asks instead of `prompt`, in order: something light. The same for the same past, always."""
    light = [one for mood in LIGHT_MOODS for one in deck[mood] if one.depth == 1 and one.id != prompt]
    return tuple(one.id for one in sorted(light, key=lambda one: _age(one, couple, before))[:SWAPS])


def _mood(couple: int, day: date, before: Before) -> str:
    monday_of_some_week = 1
    mood = FORTNIGHT[(day.toordinal() - monday_of_some_week + 7 * (couple % 2)) % len(FORTNIGHT)]
    if mood == "deep":
        return "deep" if before.calm and before.reveals >= ENOUGH_REVEALS else "us"
    return mood


def _oldest(prompts: Sequence[Prompt], couple: int, before: Before) -> Prompt | None:
    """What was never asked, in the couple's own order; otherwise what was asked longest ago."""
    hushed = "tension" if before.tense or not before.calm else ""
    allowed = [prompt for prompt in prompts if hushed not in prompt.avoid]
    return min(allowed, key=lambda prompt: _age(prompt, couple, before), default=None)


def _age(prompt: Prompt, couple: int, before: Before) -> tuple[date, int]:
    return before.asked.get(prompt.id, date.min), crc32(f"{couple} {prompt.id}".encode())

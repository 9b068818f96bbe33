"""What a flow can ask for, and what it knows when it starts. Flows import nothing else but outcomes."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

from conversations.dialogue.here import Here
from conversations.dialogue.outcomes import Outcome
from conversations.dialogue.phrases import Value

__all__ = [
    "AsOfNow",
    "Chip",
    "Choose",
    "ChooseOrWrite",
    "Chosen",
    "FindPlaces",
    "Flow",
    "Here",
    "ListClocks",
    "ListSiblings",
    "Read",
    "ReadLimit",
    "ReadTime",
    "ReadWish",
    "Reword",
    "Step",
    "TellTime",
    "Toss",
    "Write",
    "Wrote",
    "choose_some",
    "with_values",
]  # fmt: skip

WORDS_LIMIT = 400  # characters of one answer, flows.md 9.6; a draft may have more


@dataclass(frozen=True)
class Chip:
    """An option that does not stand in the content file. `id` has no blank and at most 40 bytes."""

    id: str
    label: Value
    alone: bool = False  # in a row of its own


@dataclass(frozen=True)
class Choose:
    """A question answered by a tap. Text at `key.text`, options at `key.options`; yields the option's id."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()
    preview: Value = None  # shown above the question
    chips: tuple[Chip, ...] = ()  # in front of the options of the file
    only: tuple[str, ...] | None = None  # of the options of the file
    last: tuple[Chip, ...] = ()  # after the options of the file
    table: str = ""  # where the options stand when not at `key.options`, e.g. "feelings.words.sad"
    marked: frozenset[str] = frozenset()  # options that are already on


@dataclass(frozen=True)
class Write:
    """A question answered in one's own words; yields them, or None when skipped."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()
    preview: Value = None
    optional: bool = False
    limit: int = WORDS_LIMIT


@dataclass(frozen=True)
class ChooseOrWrite:
    """A question answered by a tap or in one's own words; yields `Chosen` or `Wrote`."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()
    preview: Value = None
    chips: tuple[Chip, ...] = ()
    only: tuple[str, ...] | None = None
    last: tuple[Chip, ...] = ()
    table: str = ""
    limit: int = WORDS_LIMIT


@dataclass(frozen=True)
class Chosen:
    """The option that was tapped."""

    id: str


@dataclass(frozen=True)
class Wrote:
    """What was written instead of tapping."""

    words: str


@dataclass(frozen=True)
class TellTime:
    """What time is it? Yields an aware datetime in UTC; answered by itself, once."""


@dataclass(frozen=True)
class ReadTime:
    """Which time of day is meant by these words? Yields "HH:MM" or None; answered by itself."""

    words: str


@dataclass(frozen=True)
class FindPlaces:
    """Which places are meant by these words? Yields [[zone, label], ...]; answered by itself.

    The only one that can be meant is [zone, label, True]: nothing need be asked.
    """

    words: str


@dataclass(frozen=True)
class ListClocks:
    """What time is it in the world? Yields [[zone, label], ...] by offset; answered by itself."""


@dataclass(frozen=True)
class ListSiblings:
    """Same time now, other rules for changing clocks? Yields [[zone, label], ...]; answered by itself."""

    zone: str


@dataclass(frozen=True)
class Toss:
    """Heads or tails; yields a bool, answered by itself."""


@dataclass(frozen=True)
class AsOfNow:
    """Is it so? Yields what was so when this was first asked, whatever changes until the conversation ends."""

    so: bool


@dataclass(frozen=True)
class Reword:
    """Gentler ways to say a draft; yields the engine's answer as a mapping with a "kind"."""

    draft: str
    choices: tuple[tuple[str, str], ...] = ()
    tone: str = "plain"
    variation: int = 0
    fine: tuple[str, ...] = ()  # words the writer is fine with
    at_home: bool = False  # to be looked at only: no model elsewhere is asked


@dataclass(frozen=True)
class Read:
    """What may somebody else have meant by these words? Yields the readings as a mapping, or None."""

    words: str
    variation: int = 0


@dataclass(frozen=True)
class ReadLimit:
    """What are these words besides a limit? Yields "rule", "threat", "danger KIND" or ""; answered by itself."""

    when: str  # may be empty
    act: str
    mine: bool = True  # what one person does, and not both


@dataclass(frozen=True)
class ReadWish:
    """Do these words ask the bot to judge, to name, or to act in somebody's place? Yields which of them, or ""."""

    words: str


Question = Choose | Write | ChooseOrWrite
Automatic = (
    TellTime
    | ReadTime
    | FindPlaces
    | ListClocks
    | ListSiblings
    | Toss
    | AsOfNow
    | Reword
    | Read
    | ReadLimit
    | ReadWish
)
Step = Question | Automatic
Flow = Generator[Step, Any, Sequence[Outcome]]


def with_values(**values: Value) -> tuple[tuple[str, Value], ...]:
    """What to put in the places of a question: `Choose("need.when", values=with_values(partner="Kai"))`."""
    return tuple(sorted(values.items()))


def choose_some(key: str) -> Generator[Step, Any, tuple[str, ...]]:
    """Several options, each tap turning one on or off, until the option `done`."""
    chosen: tuple[str, ...] = ()
    while (option := (yield Choose(key, marked=frozenset(chosen)))) != "done":
        chosen = tuple(one for one in chosen if one != option) if option in chosen else (*chosen, option)
    return chosen

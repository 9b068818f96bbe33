"""What a chapter of the year is made of: its dates, how each of the two answers in it, and what else they do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time

from tests.stage import Phone

Step = Callable[[Phone], None]


@dataclass(frozen=True)
class Habit:
    """How somebody takes to the day's question: each a share of days, from 0 to 1."""

    answers: float = 0.8
    late: float = 0.15  # of those: hours later instead of minutes
    writes: float = 0.85  # a line, and does not skip it
    swaps: float = 0.1
    wishes: float = 0.25  # says what they could use
    hides: float = 0.08  # keeps the word to themselves
    hearts: float = 0.35  # sends one back
    empty: float = 0.05
    looks_back: float = 0.5  # of Sundays: how the week felt
    words: tuple[str, ...] = ("calm", "warm", "tired", "mixed")  # families of feelings, the likeliest first


SILENT = Habit(answers=0, looks_back=0)


@dataclass(frozen=True)
class Scene:
    """What somebody does by themselves, at a time on their own wall."""

    day: date
    wall: time
    who: str
    does: tuple[Step, ...]


@dataclass(frozen=True)
class Away:
    """Attune is not there from the one hour until the other, universal time."""

    day: date
    begins: time
    ends: time


@dataclass(frozen=True)
class Chapter:
    """Some days of the year."""

    name: str
    begins: date
    ends: date  # the last day of it
    tells: str  # what happens, in a sentence or two of the page
    aki: Habit = field(default_factory=Habit)
    mika: Habit = field(default_factory=Habit)
    scenes: tuple[Scene, ...] = ()
    away: tuple[Away, ...] = ()
    shown: tuple[date, ...] = ()  # days that the page shows whole

    def habit(self, who: str) -> Habit:
        return self.aki if who == "Aki" else self.mika


def says(*words: str) -> Step:
    """Types each of these: a command, or words."""

    def does(phone: Phone) -> None:
        for one in words:
            phone.says(one)

    return does


def taps(*labels: str) -> Step:
    """Taps these buttons in the private chat, one after the other."""

    def does(phone: Phone) -> None:
        for label in labels:
            phone.taps(label)

    return does


def taps_in_us(*labels: str) -> Step:
    """Taps these buttons in the shared chat."""

    def does(phone: Phone) -> None:
        for label in labels:
            phone.taps(label, phone.stage.group())

    return does

"""How somebody goes through a check-in: by what the screen offers, so that a new question does not stop them."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from tomllib import loads
from typing import Any

from conversations.dialogue.phrasebook import load_phrasebook
from conversations.dialogue.phrases import say
from conversations.prompts import FILES, id_of, key_of
from tests.a_year.diary import Habit
from tests.stage import Phone, Shown

MOST_TAPS = 25  # of one check-in
LIKELY_ROOMS = ("some", "some", "plenty", "little")
WISHES = ("listen", "affection", "space", "help")
WAYS_OUT = ("back", "close")
BOOK = load_phrasebook()


@cache
def bank() -> dict[str, Any]:
    """What the two would write, by question; and by mood for all the others."""
    return loads((Path(__file__).parent / "lines.toml").read_text("utf-8"))


@cache
def _questions(language: str) -> tuple[tuple[str, str], ...]:
    """Every question of the deck in words, with its id; the longest first."""
    keys = [f"{file}.{id}" for file in FILES for id in BOOK.table(file, "en")]
    found = [(BOOK.words(say(f"{key}.text"), language), id_of(key)) for key in keys]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


def row_of(question: str) -> dict[str, Any]:
    """What the deck says of a question: depth, mood, words."""
    return BOOK.table(key_of(question), "en")


def question_on(text: str, language: str) -> str:
    """Which question of the deck a screen asks; nothing where it asks none."""
    return next((id for words, id in _questions(language) if words in text), "")


def is_answered_by_hand(question: str) -> bool:
    """Whether both have an answer that was written for it."""
    return {"aki", "mika"} <= set(bank().get(question, {}))


@dataclass
class Writer:
    """One of the two, with all they would write. Nothing is written twice while there is something else."""

    name: str
    written: dict[str, int] = field(default_factory=dict)  # line -> how often
    asked: list[str] = field(default_factory=list)  # questions that were written to

    def line(self, question: str) -> str:
        """To this question; or, where there is none, one of its mood."""
        mine = self.name.lower()
        self.asked.append(question)
        if found := bank().get(question, {}).get(mine):
            return str(found)
        mood = row_of(question)["mood"] if question else "kind"
        lines = [str(line) for line in bank()["any"][mood][mine]]
        line = min(lines, key=lambda one: self.written.get(one, 0))
        self.written[line] = self.written.get(line, 0) + 1
        return line


def checks_in(phone: Phone, sheet: str, habit: Habit, writer: Writer, rng: Random) -> None:
    """From the first tap until it is sealed."""
    room = "empty" if rng.random() < habit.empty else rng.choice(LIKELY_ROOMS)
    phone.presses(f"checkin {sheet} {room}", _newest_about(phone, sheet).id)
    family = habit.words[min(int(rng.expovariate(1.0)), len(habit.words) - 1)]
    hides = rng.random() < habit.hides
    for _ in range(MOST_TAPS):
        screen = phone.shown[-1]
        offered = offers(screen)
        match _next(offered, family, habit, rng):
            case "":
                phone.says(writer.line(question_on(screen.text, phone.language)))
            case "done" if hides and "word" in offered:
                hides = False
                press(phone, screen, "word")
            case "done":
                press(phone, screen, "done")
                return
            case choice:
                press(phone, screen, choice)
    raise AssertionError(f"{phone.name} comes to no end: {phone.sees}")


def _next(offered: dict[str, str], family: str, habit: Habit, rng: Random) -> str:
    """What to tap; nothing to write instead."""
    if "done" in offered:
        return "done"
    if family in offered:
        return family
    if "another" in offered:
        return rng.choice([id for id in offered if id not in ("another", "quietly_here", *WAYS_OUT)])
    if "nothing" in offered:
        return rng.choice(WISHES) if rng.random() < habit.wishes else "nothing"
    if "listen" in offered:  # for the week
        return rng.choice([id for id in offered if id not in ("skip", *WAYS_OUT)])
    if "swap" in offered and rng.random() < habit.swaps:
        return "swap"
    return "skip" if "skip" in offered and rng.random() >= habit.writes else ""


def offers(shown: Shown) -> dict[str, str]:
    """What can be tapped under a message: option -> what its button carries."""
    found = [key.data for row in shown.message.keyboard for key in row]
    return {data.replace(":", " ").split(" ")[-1].lstrip("-"): data for data in found if data}


def press(phone: Phone, shown: Shown, option: str) -> None:
    """Tap the button of this option."""
    phone.presses(offers(shown)[option], shown.id)


def _newest_about(phone: Phone, sheet: str) -> Shown:
    return next(
        one for one in reversed(phone.shown)
        if any(key.data.startswith(f"checkin {sheet}") for row in one.message.keyboard for key in row)
    )  # fmt: skip

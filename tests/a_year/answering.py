"""How somebody goes through a check-in: by what the screen offers, so that a new question does not stop them."""

from collections.abc import Mapping
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
from tests.a_year.recording import Came, Recorded
from tests.stage import Phone, Shown

MOST_TAPS = 25  # of one check-in
LIKELY_ROOMS = ("some", "some", "plenty", "little")
LIKELY_WEEKS = ("mostly", "often", "often", "sometimes")
WISHES = ("listen", "affection", "space", "help")
WAYS_OUT = ("back", "close")
BOOK = load_phrasebook()


@cache
def bank() -> dict[str, Any]:
    """What the two would write, by question; and by mood for all the others."""
    return loads((Path(__file__).parent / "lines.toml").read_text("utf-8"))


@cache
def deck() -> dict[str, Mapping[str, Any]]:
    """Every question there is, by its id."""
    return {id_of(f"{file}.{id}"): row for file in FILES for id, row in BOOK.table(file, "en").items()}


@cache
def _questions(language: str) -> tuple[tuple[str, str], ...]:
    """Every question in words, with its id; the longest first."""
    found = [(BOOK.words(say(f"{key_of(id)}.text"), language), id) for id in deck()]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


def question_on(text: str, language: str) -> str:
    """Which question of the deck a screen asks; nothing where it asks none."""
    return next((id for words, id in _questions(language) if words in text), "")


def is_answered_by_hand(question: str) -> bool:
    """Whether both have an answer that was written for it."""
    written: dict[str, str] = bank().get(question, {})
    return {"aki", "mika"} <= written.keys()


@dataclass
class Writer:
    """One of the two, with all they would write. Nothing is written twice while there is something else."""

    name: str
    written: dict[str, int] = field(default_factory=dict)  # line -> how often
    asked: list[str] = field(default_factory=list)  # questions that were written to
    is_read: bool = False  # the page shows this evening: to its question, only what was written for it

    def is_at_a_loss(self, question: str) -> bool:
        written: dict[str, str] = bank().get(question, {})
        return self.is_read and question != "" and self.name.lower() not in written

    def line(self, question: str) -> str:
        """To this question; or, where there is none, one of its mood."""
        mine = self.name.lower()
        self.asked.append(question)
        if found := bank().get(question, {}).get(mine):
            return str(found)
        return self._any(str(deck().get(question, {}).get("mood", "kind")))

    def moment(self) -> str:
        """Something of the week to keep."""
        return self._any("joy")

    def _any(self, mood: str) -> str:
        lines = [str(line) for line in bank()["any"][mood][self.name.lower()]]
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
        screen = newest_screen(phone)
        offered = offers(screen)
        match _next(offered, family, habit, rng):
            case "" if writer.is_at_a_loss(question := question_on(screen.text, phone.language)):
                press(phone, screen, "skip")
            case "":
                phone.says(writer.line(question))
            case "done" if hides and "word" in offered:
                hides = False
                press(phone, screen, "word")
            case "done":
                press(phone, screen, "done")
                return
            case choice:
                press(phone, screen, choice)
    raise AssertionError(f"{phone.name} comes to no end: {phone.sees}")


def looks_back(phone: Phone, asked: Shown, writer: Writer, rng: Random) -> None:
    """How the week felt: from the first tap until it is kept."""
    phone.presses(asked.message.keyboard[0][0].data, asked.id)
    for _ in range(MOST_TAPS):
        screen = newest_screen(phone)
        offered = offers(screen)
        if "mostly" in offered:
            press(phone, screen, rng.choice(LIKELY_WEEKS))
        elif "skip" in offered and rng.random() < 0.5:
            phone.says(writer.moment())
            return
        elif "skip" in offered:
            press(phone, screen, "skip")
            return
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


def newest_screen(phone: Phone) -> Shown:
    """What the last thing this person did led to: maybe an older message, which reads differently now."""
    assert isinstance(phone.stage, Recorded)
    seen = (one for one in reversed(phone.stage.seen) if isinstance(one, Came))
    id = next(one.id for one in seen if one.chat == phone.telegram_id and one.because == phone.name)
    return next(one for one in reversed(phone.shown) if one.id == id)


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

"""How tense it is, a pause until a named time, and coming back from it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from conversations.dialogue.outcomes import Button, Outcome, Rows, rows
from conversations.dialogue.phrases import Moment, say

SAME_EVENING = timedelta(hours=4)


@dataclass(frozen=True)
class KeepTension(Outcome):
    """What it is like inside, 1 to 5, and why; mine alone."""

    level: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class StartPause(Outcome):
    """Pause for both until then, at least twenty minutes. Nobody has to agree."""

    back_at: datetime


@dataclass(frozen=True)
class TellLevel(Outcome):
    """I am settled, nearly, or not yet: said to nobody."""

    pause_id: int
    level: str


@dataclass(frozen=True)
class Prolong(Outcome):
    """Go on pausing until then."""

    pause_id: int
    back_at: datetime


@dataclass(frozen=True)
class LetRest(Outcome):
    """No more pause and no talk: one kind thing."""

    pause_id: int


@dataclass(frozen=True)
class GoOn(Outcome):
    """Both are back: `how` is "turns", "together" or "leave"."""

    pause_id: int
    how: str


@dataclass(frozen=True)
class Breathe(Outcome):
    """Show me when to breathe in and out, for two minutes."""


@dataclass(frozen=True)
class StopBreathing(Outcome):
    """Enough of that."""


def back_time(back_at: datetime, now: datetime) -> Moment:
    """When it goes on, with the day where the hour alone could be misread."""
    return Moment(back_at, "time" if back_at - now <= SAME_EVENING else "day_time")


def meanwhile() -> Rows:
    """What a person can do while nobody has to solve anything."""
    breathe = Button(say("pause.buttons.breathe"), "breathe")
    idea = Button(say("pause.buttons.idea"), "idea")
    return (breathe, idea), (Button(say("dialogue.button.support"), "support"),)


def level_buttons(pause_id: int) -> Rows:
    """How is the water level?"""
    return rows(*(_returning("level", one, pause_id) for one in ("settled", "nearly", "not_yet")), wide=3)


def together_buttons(pause_id: int) -> Rows:
    """Both are back: what now?"""
    return rows(*(_returning("together", one, pause_id) for one in ("turns", "together", "leave")))


def _returning(question: str, answer: str, pause_id: int) -> Button:
    return Button(say(f"pause.{question}.buttons.{answer}"), f"back {pause_id} {answer}")

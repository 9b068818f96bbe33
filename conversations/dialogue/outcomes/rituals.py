"""Small rituals of two people, and the timer for listening at home: what one of them does, and how it is said."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from conversations.dialogue.outcomes import Button, Outcome, Rows, rows
from conversations.dialogue.phrases import Moment, Value, paragraphs, say

DAY = timedelta(days=1)
# Name of a choice -> the weekdays it stands for, Monday first.
WEEKDAYS: dict[str, tuple[int, ...]] = {
    "every_day": (0, 1, 2, 3, 4, 5, 6), "workdays": (0, 1, 2, 3, 4), "weekend": (5, 6), "monday": (0,),
    "tuesday": (1,), "wednesday": (2,), "thursday": (3,), "friday": (4,), "saturday": (5,), "sunday": (6,),
}  # fmt: skip


@dataclass(frozen=True)
class ProposeRitual(Outcome):
    """Shall we? `days` and `at` are empty where no line is to come."""

    kind: str
    words: str = ""
    days: str = ""
    at: str = ""  # HH:MM
    together: bool = False  # one moment for both, on my clock


@dataclass(frozen=True)
class AnswerRitual(Outcome):
    """`how`: yes, later or no."""

    ritual: int
    how: str


@dataclass(frozen=True)
class WithdrawRitual(Outcome):
    """I no longer suggest it."""

    ritual: int


@dataclass(frozen=True)
class EndRitual(Outcome):
    """Let it go, for both, at once."""

    ritual: int


@dataclass(frozen=True)
class HushRitual(Outcome):
    """No line for me any more, or lines again; nobody else notices."""

    ritual: int
    hushed: bool


@dataclass(frozen=True)
class StartListening(Outcome):
    """Start the timer for both; `first` talks first: "me" or "partner"."""

    minutes: int
    first: str


@dataclass(frozen=True)
class StopListening(Outcome):
    """Enough of it, for both."""

    timer: int


@dataclass(frozen=True)
class Hour:
    """When a line is to come: on these days, at this time of day, on the clock of `zone` or on each one's own."""

    days: str
    wall: time
    zone: str = ""


def said_as(kind: str, words: str) -> Value:
    """What the ritual is, inside a sentence; nothing of their own is left once it was taken back."""
    if kind == "own":
        return say("rituals.own_words", words=words) if words else say("dialogue.taken_back")
    place, _, idea = kind.partition(".")
    return say(f"rituals.{place}.said.{idea}")


def said_when(hour: Hour | None, now: datetime) -> Value:
    """When a line comes; for one moment, the next one on each reader's clock."""
    if hour is None:
        return say("rituals.when.none")
    days = say(f"rituals.days.{hour.days}")
    if not hour.zone:
        return say("rituals.when.each", days=days, at=f"{hour.wall:%H:%M}")
    return say("rituals.when.moment", days=days, next=Moment(_next(hour, now), "day_time"))


def _next(hour: Hour, now: datetime) -> datetime:
    """Good enough to be shown: a clock that is changed in this very hour is not looked at."""
    day = now.astimezone(ZoneInfo(hour.zone))
    while True:
        there = datetime.combine(day.date(), hour.wall, tzinfo=ZoneInfo(hour.zone))
        if there.weekday() in WEEKDAYS[hour.days] and there > now:
            return there.astimezone(now.tzinfo)
        day += DAY


def suggestion(name: str, what: Value, when: Value) -> Value:
    """Exactly what was previewed."""
    return paragraphs(say("rituals.suggested.text", name=name, what=what), when)


def answers_to(ritual_id: int) -> Rows:
    """What the one who is asked may say; all three are fine."""
    return rows(
        *(Button(say(f"rituals.button.{how}"), f"ritual {ritual_id} {how}") for how in ("yes", "later", "no"))
    )


def listening_card(minutes: int, first: str, other: str) -> Value:
    """The card of the timer."""
    return say("listen.started.text", minutes=minutes, first=first, other=other)


def stop_button(timer_id: int) -> Rows:
    return rows(Button(say("listen.button.stop"), f"listening {timer_id} stop"))

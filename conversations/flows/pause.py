"""A pause with a time to come back: starting it, what helps meanwhile, and coming back."""

from datetime import datetime, timedelta

from conversations.dialogue.here import PauseSeen
from conversations.dialogue.outcomes import Begin, Button, Show, Toast, rows
from conversations.dialogue.outcomes.pauses import (
    Breathe,
    GoOn,
    LetRest,
    Prolong,
    StartPause,
    StopBreathing,
    TellLevel,
    back_time,
    level_buttons,
    meanwhile,
    together_buttons,
)
from conversations.dialogue.phrases import Moment, Value, say
from conversations.dialogue.steps import Chip, Choose, Flow, Here, TellTime
from conversations.flows.moment import named_moment

MINUTES = (20, 30, 60)  # flows.md 9.5
HOURS = (1, 3, 12)  # after a second "not yet": a time within a day
IDEAS = 6
NIGHT = timedelta(hours=4)  # until four in the morning, "tomorrow" is the day that is about to begin
LONGER = timedelta(minutes=20)


def pause(here: Here) -> Flow:
    """How long? `20` as an argument asks nothing but a yes. Where a pause runs already, that one is shown."""
    yield from ()
    if here.pause is not None and here.pause.running:
        return [Show(running(here.pause), meanwhile())]
    if here.args[:1] == ("20",):
        now: datetime = yield TellTime()
        preview = say("pause.started.text", back=Moment(full_minute(now + timedelta(minutes=20))))
        if (yield Choose("pause.ready", preview=preview)) == "start":
            again: datetime = yield TellTime()
            return [StartPause(full_minute(again + timedelta(minutes=20)))]
    return (yield from _choose_length(here))


def _choose_length(here: Here) -> Flow:
    asked: datetime = yield TellTime()
    chips = tuple(Chip(str(one), _length_label(one, asked, here)) for one in MINUTES)
    length = yield Choose("pause.length", chips=chips)
    now: datetime = yield TellTime()
    if length == "tomorrow":
        return [StartPause(named_moment("tomorrow", now - NIGHT, here.zone))]
    return [StartPause(full_minute(now + timedelta(minutes=int(length))))]


def _length_label(minutes: int, now: datetime, here: Here) -> Value:
    back = Moment(full_minute(now + timedelta(minutes=minutes)), zone=here.zone)
    return say("pause.buttons.minutes", minutes=minutes, back=back)


def back(here: Here) -> Flow:
    """Buttons `back <pause> settled | nearly | not_yet | turns | together | leave`, or none: how is it now?"""
    yield from ()
    seen = here.pause
    if seen is None or seen.state == "over":
        return [Toast(say("dialogue.moved_on"))]
    match here.args[1:], seen.state:
        case _, "running":
            return [Show(running(seen), meanwhile())]
        case ("turns",), "back":
            return [GoOn(seen.id, "turns"), Begin("turns")]
        case (("together" | "leave") as how,), "back":
            return [GoOn(seen.id, how)]
        case _, "back":
            return [Show(say("pause.together.text"), together_buttons(seen.id))]
        case (("settled" | "nearly") as level,), _:
            return [TellLevel(seen.id, level)]
        case ("not_yet",), _:
            return (yield from _not_yet(seen, here))
        case _:
            return [Show(say("pause.level.text"), level_buttons(seen.id))]


def _not_yet(seen: PauseSeen, here: Here) -> Flow:
    """Twenty minutes more, once; then a time within a day, or letting it rest."""
    asked: datetime = yield TellTime()
    if not seen.extended:
        return [Prolong(seen.id, full_minute(asked + LONGER))]
    chips = tuple(Chip(str(one), _hours_label(one, asked, here)) for one in HOURS)
    choice = yield Choose("pause.later", chips=chips)
    if choice == "rest":
        return [LetRest(seen.id)]
    now: datetime = yield TellTime()
    return [Prolong(seen.id, full_minute(now + timedelta(hours=int(choice))))]


def _hours_label(hours: int, now: datetime, here: Here) -> Value:
    back = Moment(full_minute(now + timedelta(hours=hours)), zone=here.zone)
    return say("pause.buttons.hours", hours=hours, back=back)


def running(seen: PauseSeen) -> Value:
    """The pause that is under way, on the reader's own clock."""
    return say("pause.running.text", back=back_time(seen.back_at, seen.started_at))


def full_minute(moment: datetime) -> datetime:
    """This minute, or the next one when it has begun."""
    full = moment.replace(second=0, microsecond=0)
    return full if full == moment else full + timedelta(minutes=1)


def breathe(here: Here) -> Flow:
    """A bar that grows and shrinks for two minutes; `stop` ends it."""
    yield from ()
    return [StopBreathing()] if here.args == ("stop",) else [Breathe()]


def idea(here: Here) -> Flow:
    """Something to do that asks for no words; another one each time."""
    asked = here.args[0] if here.args else ""
    number = int(asked) if asked in {str(one) for one in range(1, IDEAS + 1)} else 0
    if not number:
        now: datetime = yield TellTime()
        number = now.minute % IDEAS + 1
    another = Button(say("pause.buttons.another"), f"idea {number % IDEAS + 1}")
    return [Show(say(f"pause.idea.{number}.text"), rows(another), anew=not here.args)]

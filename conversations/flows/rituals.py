"""/rituals: up to three small things that two people do, each begun with both yeses and ended by either."""

from collections.abc import Generator
from datetime import datetime, time
from typing import Any

from conversations.dialogue.outcomes import Button, Rows, Show, Toast, rows
from conversations.dialogue.outcomes.pauses import meanwhile
from conversations.dialogue.outcomes.rituals import (
    AnswerRitual,
    EndRitual,
    Hour,
    HushRitual,
    ProposeRitual,
    WithdrawRitual,
    answers_to,
    said_as,
    said_when,
    suggestion,
)
from conversations.dialogue.phrases import Value, lines, paragraphs, say
from conversations.dialogue.shared_habits import RitualSeen, RitualsSeen
from conversations.dialogue.steps import Choose, Flow, Here, Step, TellTime, Write, with_values
from conversations.flows.pause import running
from conversations.flows.preview import NOT_SENT, look_once
from conversations.flows.zone import choose_hour

OWN_WORDS = 120  # characters
EVENING, MORNING = "20:00", "08:00"


def rituals(here: Here) -> Flow:
    """Those of the two, and ways on; `new` suggests one (F48)."""
    yield from ()
    seen = here.rituals or RitualsSeen()
    if here.args != ("new",):
        return [Show(_list(seen), _ways_on(seen))]
    if here.pause is not None:
        return [Show(running(here.pause), meanwhile())]
    if not seen.room:
        return [Show(say("rituals.full.text"), _ways_on(seen))]
    return (yield from _suggest(here))


def _list(seen: RitualsSeen) -> Value:
    each = [
        say("rituals.line" if one.runs else "rituals.waits", number=number, what=one.what, when=one.when)
        for number, one in enumerate(seen.each, 1)
    ]
    runs = any(one.runs for one in seen.each)
    return paragraphs(
        say("rituals.ours.text" if runs else "rituals.none.text"), lines(*each) if each else None
    )


def _ways_on(seen: RitualsSeen) -> Rows:
    each = [
        Button(say("rituals.button.look", number=number), f"ritual {one.id}")
        for number, one in enumerate(seen.each, 1)
    ]
    new = [Button(say("rituals.button.new"), "rituals new")] if seen.room else []
    others = (Button(say("rituals.button.sunday"), "sunday"), Button(say("rituals.button.listen"), "listen"))
    return (*rows(*each, wide=3), *rows(*new), *rows(*others, wide=2))


def _suggest(here: Here) -> Flow:
    """What, when, and the exact preview; the other one is asked in private."""
    while True:
        kind, words = yield from _choose_what()
        hour = yield from _choose_hour(kind, here)
        now: datetime = yield TellTime()
        card = suggestion(here.me, said_as(kind, words), said_when(hour, now))
        match (yield look_once(card, here)):
            case "send":
                return [_proposal(kind, words, hour)]
            case "drop":
                return [NOT_SENT]


def _proposal(kind: str, words: str, hour: Hour | None) -> ProposeRitual:
    if hour is None:
        return ProposeRitual(kind, words)
    return ProposeRitual(kind, words, hour.days, f"{hour.wall:%H:%M}", bool(hour.zone))


def _choose_what() -> Generator[Step, Any, tuple[str, str]]:
    """Kind and words; out of those for people under one roof or apart, or their own."""
    while True:
        place: str = yield Choose("rituals.where")
        if place == "own":
            words: str = yield Write("rituals.own", limit=OWN_WORDS)
            return "own", words
        idea: str = yield Choose(f"rituals.{place}")
        if idea != "others":
            return f"{place}.{idea}", ""


def _choose_hour(kind: str, here: Here) -> Generator[Step, Any, Hour | None]:
    """A line for each at a time of day, or none. Whose clock it is, is no question under one roof."""
    days: str = yield Choose("rituals.days_asked")
    if days == "none":
        return None
    if days == "one":
        days = yield Choose("rituals.day")
    wall = yield from choose_hour("rituals.hour", EVENING, MORNING)
    clock = "each" if kind.startswith("near.") else (yield Choose("rituals.clock", with_values(at=wall)))
    return Hour(days, time.fromisoformat(wall), here.zone if clock == "moment" else "")


def ritual(here: Here) -> Flow:
    """Buttons `ritual <id>`, alone or with yes, later, no, withdraw, end, hush or ring."""
    yield from ()
    seen = here.ritual
    if seen is None:
        return [Toast(say("dialogue.moved_on"))]
    match here.args[1:]:
        case ():
            return [Show(_card(seen, here), _buttons(seen))]
        case ("end",) if seen.runs:
            return [EndRitual(seen.id)]
        case (("hush" | "ring") as how,) if seen.runs:
            return [HushRitual(seen.id, how == "hush")]
        case (("yes" | "later" | "no") as how,) if not seen.runs and not seen.mine:
            return [AnswerRitual(seen.id, how)] if here.pause is None else [Toast(say("notes.paused"))]
        case ("withdraw",) if not seen.runs and seen.mine:
            return [WithdrawRitual(seen.id)] if here.pause is None else [Toast(say("notes.paused"))]
        case _:
            return [Toast(say("dialogue.moved_on"))]


def _card(seen: RitualSeen, here: Here) -> Value:
    if not seen.runs:
        return suggestion(here.me if seen.mine else here.partner, seen.what, seen.when)
    hushed = say("rituals.hushed") if seen.timed and seen.hushed else None
    quiet = say("rituals.in_quiet") if seen.in_quiet and not seen.hushed else None
    return paragraphs(say("rituals.one", what=seen.what, when=seen.when), hushed or quiet)


def _buttons(seen: RitualSeen) -> Rows:
    """What may be done with it."""
    back = rows(Button(say("rituals.button.back"), "rituals"))
    if not seen.runs and not seen.mine:
        return (*answers_to(seen.id), *back)
    ways = ["ring" if seen.hushed else "hush"] if seen.runs and seen.timed else []
    ways.append("end" if seen.runs else "withdraw")
    return (*rows(*(Button(say(f"rituals.button.{way}"), f"ritual {seen.id} {way}") for way in ways)), *back)

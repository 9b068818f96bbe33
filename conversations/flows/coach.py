"""Listening phrases for the moment: three lines to borrow, for whoever speaks or listens."""

from collections.abc import Generator, Sequence
from datetime import datetime, timedelta
from typing import Any

from conversations.dialogue.here import LineSeen
from conversations.dialogue.outcomes import Button, Rows, Share, Show, rows
from conversations.dialogue.phrases import Moment, Value, lines, paragraphs, say
from conversations.dialogue.steps import (
    Chip,
    Choose,
    ChooseOrWrite,
    Chosen,
    Flow,
    Here,
    Step,
    TellTime,
    Wrote,
)
from conversations.flows.pause import full_minute

SHOWN = 3
NUMBERS = {"one": 0, "two": 1, "three": 2}
LEVELS = ("1", "2", "3", "4", "5")
QUESTIONS = "ask"  # as a role: only open questions


def coach(here: Here) -> Flow:
    """Arguments: speak, listen or ask; and the level, 1 to 5. What is missing is asked."""
    role = here.args[0] if here.args[:1] and here.args[0] in ("speak", "listen", QUESTIONS) else None
    role = role or (yield Choose("coach.role"))
    level = here.args[1] if here.args[1:2] and here.args[1] in LEVELS else None
    level = level or (yield Choose("coach.level", chips=_levels()))
    now: datetime = yield TellTime()
    back = Moment(full_minute(now + timedelta(minutes=20)))  # a line that names a time names a real one
    line = yield from _choose_line(_fitting(here.lines, role, int(level)), now, back)
    return (yield from _use(line, back, here))


def _levels() -> tuple[Chip, ...]:
    return tuple(Chip(level, say(f"tense_levels.level.{level}.label")) for level in LEVELS)


def _fitting(all_lines: Sequence[LineSeen], role: str, level: int) -> list[LineSeen]:
    """The lines for a role at a level. Where it is too hot for any question: what a listener can say."""
    if role == QUESTIONS:
        asked = [one for one in all_lines if one.kind == "question" and level in one.levels]
        return asked or _fitting(all_lines, "listen", level)
    return [one for one in all_lines if one.role == role and level in one.levels]


def _choose_line(bank: Sequence[LineSeen], now: datetime, back: Moment) -> Generator[Step, Any, LineSeen]:
    """Three at a time; which come first moves on with the days, so that a line rests before it returns."""
    at, why = now.toordinal() * SHOWN, False
    while True:
        three = [bank[(at + place) % len(bank)] for place in range(min(SHOWN, len(bank)))]
        only = (*list(NUMBERS)[: len(three)], *(("another",) if len(bank) > SHOWN else ()), "why")
        preview = paragraphs(_numbered(three, back), _reasons(three) if why else None)
        answer = yield Choose("coach.lines", preview=preview, only=only)
        if answer in NUMBERS:
            return three[NUMBERS[answer]]
        why = answer == "why"
        at += 0 if why else SHOWN


def _numbered(three: Sequence[LineSeen], back: Moment) -> Value:
    return lines(*(say("coach.line", number=at, line=_words(one, back)) for at, one in enumerate(three, 1)))


def _reasons(three: Sequence[LineSeen]) -> Value:
    whys = (say(f"phrases.{one.id}.why") for one in three)
    return lines(*(say("coach.reason", number=at, why=why) for at, why in enumerate(whys, 1)))


def _words(line: LineSeen, back: Moment) -> Value:
    return say(f"phrases.{line.id}.text", time=back)


def _use(line: LineSeen, back: Moment, here: Here) -> Flow:
    """The preview: as it stands or in one's own words. Nothing goes to the other while a pause is running."""
    words, blank = _words(line, back), line.blank
    while True:
        may_send = here.paired and not blank and not (here.pause and here.pause.running)
        only = ("send", "copy") if may_send else ("copy",)
        preview = paragraphs(say("coach.quote", line=words), say("coach.blank") if blank else None)
        match (yield ChooseOrWrite("coach.preview", preview=preview, only=only)):
            case Wrote(own):
                words, blank = own, False
            case Chosen("send"):
                shared = Share(say("coach.said.text", name=here.me, line=words))
                return [shared, Show(say("coach.sent.text"), _after(line))]
            case _:
                return [Show(say("coach.copy.text")), Show(words, anew=True)]


def _after(line: LineSeen) -> Rows:
    """A line that asks for a break goes well with one."""
    return rows(Button(say("coach.buttons.pause"), "pause 20")) if line.kind == "pause" else ()

"""Listening phrases for the moment: three lines to borrow, for whoever speaks or listens."""

from collections.abc import Generator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from conversations.dialogue.here import LineSeen
from conversations.dialogue.outcomes import Button, Outcome, Rows, Share, Show, rows
from conversations.dialogue.outcomes.practice import OfferedLines
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
from conversations.flows.preview import as_read

SHOWN = 3
NUMBERS = {"one": 0, "two": 1, "three": 2}
LEVELS = ("1", "2", "3", "4", "5")
ONLY = {"ask": "question", "back": "reflect"}  # as a role: lines of this kind alone
ROLES = ("speak", "listen", *ONLY)
# Phrases that come first for whoever speaks and leans to a side (F45). What the other one shares bears on none: taken
# back in the middle, it would put another phrase in the place of the one that was looked at.
SUITS = {
    "open_leave": ("inward", "later"), "pause_back": ("later",), "pause_listen": ("inward", "later"),
    "pause_matters": ("inward", "later"), "pause_quiet": ("quiet", "inward"), "pause_care": ("quiet",),
    "open_small": ("careful",), "open_story": ("careful",), "open_no_fix": ("outward", "company"),
    "open_push": ("now",),
}  # fmt: skip
ONE_LINE = "line"  # as an argument: a line by its id


def coach(here: Here) -> Flow:
    """Arguments: a role and the level, 1 to 5, or `line` and its id. What is missing is asked."""
    bank = _named(here)
    if not bank:
        role = here.args[0] if here.args[:1] and here.args[0] in ROLES else None
        role = role or (yield Choose("coach.role"))
        level = here.args[1] if here.args[1:2] and here.args[1] in LEVELS else None
        level = level or (yield Choose("coach.level", chips=_levels()))
        bank = _fitting(here.lines, role, int(level))
    now: datetime = yield TellTime()
    back = Moment(full_minute(now + timedelta(minutes=20)))  # a line that names a time names a real one
    bank = _in_turn(bank, now, here)
    line, offered = (bank[0], bank) if len(bank) == 1 else (yield from _choose_line(bank, back))
    used = yield from _use(line, back, here)
    return [OfferedLines(tuple(one.id for one in offered)), *used]


def _named(here: Here) -> list[LineSeen]:
    """The one line that was asked for, if any."""
    return [one for one in here.lines if here.args == (ONE_LINE, one.id)]


def _levels() -> tuple[Chip, ...]:
    return tuple(Chip(level, say(f"tense_levels.level.{level}.label")) for level in LEVELS)


def _fitting(all_lines: Sequence[LineSeen], role: str, level: int) -> list[LineSeen]:
    """The lines for a role at a level. Where it is too hot for any question: what a listener can say."""
    if role in ONLY:
        asked = [one for one in all_lines if one.kind == ONLY[role] and level in one.levels]
        return asked or _fitting(all_lines, "listen", level)
    return [one for one in all_lines if one.role == role and level in one.levels]


def _in_turn(bank: Sequence[LineSeen], now: datetime, here: Here) -> list[LineSeen]:
    """Those that do not rest, what suits first, from a place that moves on with the days; then those offered longest ago."""
    today, start = now.astimezone(ZoneInfo(here.zone)).date(), now.toordinal() * SHOWN % len(bank)
    return sorted((*bank[start:], *bank[:start]), key=lambda one: (_rest(one, today), not _suits(one, here)))


def _suits(line: LineSeen, here: Here) -> bool:
    return any(side in here.sides for side in SUITS.get(line.id, ()))


def _rest(line: LineSeen, today: date) -> int:
    """Days until it may be offered freely; 0 for one that may."""
    return max(0, (line.rests_until - today).days) if line.rests_until else 0


def _choose_line(
    bank: Sequence[LineSeen], back: Moment
) -> Generator[Step, Any, tuple[LineSeen, list[LineSeen]]]:
    """Three at a time; which one it is, and all that were shown on the way."""
    at, why, offered = 0, False, []
    while True:
        three = [bank[(at + place) % len(bank)] for place in range(min(SHOWN, len(bank)))]
        offered += [one for one in three if one not in offered]
        only = (*list(NUMBERS)[: len(three)], *(("another",) if len(bank) > SHOWN else ()), "why")
        answer = yield Choose(
            "coach.lines", preview=(_explained if why else _numbered)(three, back), only=only
        )
        if answer in NUMBERS:
            return three[NUMBERS[answer]], offered
        why = answer == "why"
        at += 0 if why else SHOWN


def _numbered(three: Sequence[LineSeen], back: Moment) -> Value:
    return lines(*(say("coach.line", number=at, line=_words(one, back)) for at, one in enumerate(three, 1)))


def _explained(three: Sequence[LineSeen], back: Moment) -> Value:
    """Below each line, in one line, why it helps."""
    return paragraphs(*(
        lines(say("coach.line", number=at, line=_words(one, back)),
              say("coach.reason", why=say(f"phrases.{one.id}.why")))
        for at, one in enumerate(three, 1)
    ))  # fmt: skip


def _words(line: LineSeen, back: Moment) -> Value:
    return say(f"phrases.{line.id}.text", time=back)


def _use(line: LineSeen, back: Moment, here: Here) -> Generator[Step, Any, list[Outcome]]:
    """The preview: as it stands or in one's own words. Nothing goes to the other while a pause is running."""
    words, blank = _words(line, back), line.blank
    while True:
        may_send = here.paired and not blank and not (here.pause and here.pause.running)
        only = ("send", "copy") if may_send else ("copy",)
        preview = paragraphs(_as_read(words, here), say("coach.blank") if blank else None)
        match (yield ChooseOrWrite("coach.preview", preview=preview, only=only)):
            case Wrote(own):
                words, blank = own, False
            case Chosen("send"):
                shared = Share(say("coach.said.text", name=here.me, line=words))
                return [shared, Show(say("coach.sent.text"), _after(line))]
            case _:
                return [Show(say("coach.copy.text")), Show(words, anew=True)]


def _as_read(words: Value, here: Here) -> Value:
    """As it will be read, in both languages where they differ; alone, just the line."""
    if not here.paired:
        return say("coach.quote", line=words)
    return as_read(say("coach.said.text", name=here.me, line=words), here)


def _after(line: LineSeen) -> Rows:
    """A line that asks for a break goes well with one."""
    return rows(Button(say("coach.buttons.pause"), "pause 20")) if line.kind == "pause" else ()

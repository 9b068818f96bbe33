"""Choosing a time to come back to something: a chip, or a time of day typed."""

from collections.abc import Generator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from conversations.dialogue.steps import (
    ChooseOrWrite,
    Chosen,
    Here,
    ReadTime,
    Step,
    TellTime,
    Wrote,
    with_values,
)

EVENING, MORNING = (21, 0), (9, 0)
SOON = timedelta(minutes=5)


def choose_moment(
    key: str, options: tuple[str, ...], here: Here, others: tuple[str, ...] = ()
) -> Generator[Step, Any, datetime | None]:
    """An aware time in UTC that lies ahead; None when one of `others` was tapped."""
    only, asked = (*options, *others), key
    while True:
        answer = yield ChooseOrWrite(
            asked, with_values(partner=here.partner), table=f"{key}.options", only=only
        )
        now: datetime = yield TellTime()
        match answer:
            case Chosen(id) if id in others:
                return None
            case Chosen(id):
                return named_moment(id, now, here.zone)
            case Wrote(words):
                wall = yield ReadTime(words)
                if wall:
                    return _next_time(wall, now, here.zone)
                asked = "zone.no_time"


def named_moment(name: str, now: datetime, zone: str) -> datetime:
    """ "now", "hour", "tonight" or "tomorrow" as a time that lies ahead."""
    match name:
        case "now":
            return now + SOON
        case "twenty":
            return now + timedelta(minutes=20)
        case "hour":
            return now + timedelta(hours=1)
        case "tonight":
            tonight = _at(EVENING, 0, now, zone)
            return tonight if tonight > now + SOON else now + timedelta(hours=1)
        case _:
            return _at(MORNING, 1, now, zone)


def _next_time(wall: str, now: datetime, zone: str) -> datetime:
    hour, minute = (int(part) for part in wall.split(":"))
    today = _at((hour, minute), 0, now, zone)
    return today if today > now + SOON else _at((hour, minute), 1, now, zone)


def _at(clock: tuple[int, int], days: int, now: datetime, zone: str) -> datetime:
    local = now.astimezone(ZoneInfo(zone)) + timedelta(days=days)
    there = local.replace(hour=clock[0], minute=clock[1], second=0, microsecond=0)
    return there.astimezone(now.tzinfo)

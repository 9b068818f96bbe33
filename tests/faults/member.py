"""Somebody with a clock on the wall, and what they ought to be asked: worked out in another way than the product does."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tests.stage import Phone

SECOND, MINUTE, HOUR, DAY = (timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days"))
NIGHT = (time(22), time(8))
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@cache
def moment(day: date, wall: time, zone: str) -> datetime | None:
    """The first minute of a date at which a clock in `zone` shows `wall` or later; its last minute if it never
    does; None for a date that never was. Found by looking at the clock, minute by minute, where it changes."""
    here, noon = ZoneInfo(zone), datetime.combine(day, time(12), UTC)
    if (offset := _offset(noon - 28 * HOUR, here)) == _offset(noon + 26 * HOUR, here):
        return datetime.combine(day, wall, UTC) - offset
    minutes = (noon - 28 * HOUR + number * MINUTE for number in range(54 * 60))
    shown = [(minute, minute.astimezone(here)) for minute in minutes]
    of_day = [(minute, local.time()) for minute, local in shown if local.date() == day]
    return next((minute for minute, clock in of_day if clock >= wall), of_day[-1][0] if of_day else None)


def _offset(at: datetime, here: ZoneInfo) -> timedelta:
    return at.astimezone(here).utcoffset() or timedelta()


def is_night(at: datetime, zone: str) -> bool:
    clock = at.astimezone(ZoneInfo(zone)).time()
    return clock >= NIGHT[0] or clock < NIGHT[1]


class Said(NamedTuple):
    """Something that Attune said by itself: to whom, about which date of theirs, and whether it made no sound."""

    member: int
    what: str  # "asked", "nudged"
    day: date
    silent: bool


@dataclass
class Member:
    """Somebody, and what they are to be asked next."""

    phone: Phone = field(repr=False)
    zone: str
    wall: time
    last: date = date.min
    day: date = date.min  # that is asked about next
    due_at: datetime = LONG_AGO  # when it is
    asked: dict[date, datetime] = field(default_factory=dict, repr=False)
    answered: dict[date, datetime] = field(default_factory=dict, repr=False)
    nudge_at: dict[date, datetime] = field(default_factory=dict)
    over: set[date] = field(default_factory=set, repr=False)  # dates that ended for both before they moved

    def plan(self, now: datetime) -> None:
        """The first date not asked about yet whose moment is still to come."""
        day = now.astimezone(ZoneInfo(self.zone)).date()
        while (at := moment(day, self.wall, self.zone)) is None or at <= now or day <= self.last:
            day += DAY
        self.day, self.due_at = day, at

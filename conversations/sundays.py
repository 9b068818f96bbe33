"""When somebody looks back on their week: on Sunday evening, by the clock on their own wall."""

from datetime import date, datetime, time, timedelta
from typing import Protocol

from conversations.localtime import local_date, next_due

SUNDAY = 6
EVENING, USUAL = time(17), time(20)
HOURS = (USUAL, *(time(hour) for hour in (19, 18, 17, 16, 21, 22, 23, *range(15, -1, -1))))


class Keeper(Protocol):
    """Whoever has a clock and quiet hours."""

    @property
    def zone(self) -> str: ...
    @property
    def checkin_at(self) -> time | None: ...
    @property
    def quiet_from(self) -> time: ...
    @property
    def quiet_until(self) -> time: ...


def hour_of(one: Keeper) -> time:
    """The hour of their check-in if that is in the evening, else eight; and outside their quiet hours."""
    own = one.checkin_at if one.checkin_at is not None and one.checkin_at >= EVENING else USUAL
    return next((hour for hour in (own, *HOURS) if not _is_quiet(hour, one)), USUAL)


def next_sunday(after: datetime, one: Keeper, last_week: date | None) -> tuple[date, datetime]:
    """The Monday of the first week that was not asked about and whose hour is later than `after`, and that hour."""
    hour = hour_of(one)
    day, at = next_due(after, hour, one.zone)
    while day.weekday() != SUNDAY or (last_week is not None and monday_of(day) <= last_week):
        day, at = next_due(at, hour, one.zone)
    return monday_of(day), at


def monday_of(day: date) -> date:
    """The week a day belongs to."""
    return day - timedelta(days=day.weekday())


def week_of(moment: datetime, zone: str) -> date:
    """The Monday of the week that runs at this moment, where they are."""
    return monday_of(local_date(moment, zone or "UTC"))


def _is_quiet(hour: time, one: Keeper) -> bool:
    """By the clock alone; the same time twice means no quiet hours."""
    begin, end = one.quiet_from, one.quiet_until
    return begin <= hour < end if begin <= end else hour >= begin or hour < end

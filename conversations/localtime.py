"""Half past eight in Tokyo, said in universal time."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

_MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)
_DAY = timedelta(days=1)


@lru_cache(maxsize=16_384)
def due(day: date, wall: time, zone: str) -> datetime:
    """The instant, in UTC, when a clock in `zone` shows `wall` on `day`.

    Clocks put back show the time twice: the first counts. Clocks put forward skip it: the first
    instant after the gap counts, or one minute before the gap if the date is over by then.
    Raises ZoneInfoNotFoundError for a zone that does not exist.
    """
    here = _kept(zone)
    local = datetime.combine(day, wall.replace(fold=0), tzinfo=here)
    instant = local.astimezone(UTC)
    if instant.astimezone(here).replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    change = _end_of_gap(local)
    return change if local_date(change, zone) == day else change - _MINUTE


@lru_cache(maxsize=4096)  # a whole evening is asked from few places, at few hours
def next_due(after: datetime, wall: time, zone: str) -> tuple[date, datetime]:
    """The first local date whose due instant is later than `after`, and that instant in UTC."""
    day = local_date(after, zone)
    while True:
        instant = due(day, wall, zone)
        # A date can be missing altogether: Samoa had no 30 December 2011.
        if instant > after and local_date(instant, zone) == day:
            return day, instant
        day += _DAY


def local_date(moment: datetime, zone: str) -> date:
    """The date on a calendar in `zone` at this moment."""
    return moment.astimezone(_kept(zone)).date()


@lru_cache(maxsize=4096)
def is_quiet(moment: datetime, zone: str, start: time, end: time) -> bool:
    """Whether the quiet hours from `start` (included) to `end` (not) run now; the same time twice means none.

    They run when their end comes sooner than their start. Asking this, and not what the clock shows,
    keeps them in one piece through midnight and through changes of the clock.
    """
    return next_due(moment, end, zone)[1] < next_due(moment, start, zone)[1]


def end_of_quiet(moment: datetime, zone: str, start: time, end: time) -> datetime:
    """The first instant from `moment` on, in UTC, that is outside the quiet hours."""
    if is_quiet(moment, zone, start, end):
        return next_due(moment, end, zone)[1]
    return moment.astimezone(UTC)


@cache
def _kept(zone: str) -> ZoneInfo:
    """ZoneInfo keeps the last eight zones alone, and reads the others from their files each time."""
    return ZoneInfo(zone)


def _end_of_gap(skipped: datetime) -> datetime:
    """The instant at which clocks jumped over this local time, found by halving the span around it."""
    # Inside a gap, the offset from after the jump gives an instant before it, and the other way round.
    early, late = skipped.replace(fold=1).astimezone(UTC), skipped.astimezone(UTC)
    before = early.astimezone(skipped.tzinfo).utcoffset()
    while late - early > _SECOND:
        middle = early + (late - early) // _SECOND // 2 * _SECOND
        if middle.astimezone(skipped.tzinfo).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late

"""Local days without a question and with two, around every change of the clocks in two years, in every zone (P8).

    python3 -m benchmarks.zones [--json]

For each change, nine times of day and the dates of the day before, of the day itself and of the day after: ours (`next_due`, from one
question to the next) beside APScheduler's `CronTrigger`. Ten seconds.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from benchmarks.figures import Figure, report
from benchmarks.town import EVERY_ZONE
from conversations.localtime import local_date, next_due

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
WALLS = (time(0, 0), time(0, 30), time(1, 0), time(1, 30), time(2, 0), time(2, 30), time(3, 0), time(20, 30), time(23, 30))  # fmt: skip
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

Next = Callable[[datetime, time, str], datetime | None]


def changes(zone: str) -> Iterator[datetime]:
    """The hours, in UTC, in which the clocks there change."""
    here, at = ZoneInfo(zone), FIRST
    while at < LAST:
        if at.astimezone(here).utcoffset() != (at + DAY).astimezone(here).utcoffset():
            yield next(hour for hour in (at + step * HOUR for step in range(24)) if _changes(hour, here))
        at += DAY


def _changes(hour: datetime, here: ZoneInfo) -> bool:
    return hour.astimezone(here).utcoffset() != (hour + HOUR).astimezone(here).utcoffset()


def ours(after: datetime, wall: time, zone: str) -> datetime:
    return next_due(after, wall, zone)[1]


def theirs(after: datetime, wall: time, zone: str) -> datetime | None:
    at: datetime | None = _trigger(wall, zone).get_next_fire_time(after, after + timedelta(microseconds=1))
    return at and at.astimezone(UTC)  # within one zone Python compares what clocks show


@cache
def _trigger(wall: time, zone: str) -> CronTrigger:
    return CronTrigger(hour=wall.hour, minute=wall.minute, timezone=ZoneInfo(zone))


def asked(change: datetime, wall: time, zone: str, following: Next) -> Counter[date]:
    """How often on each date around the change."""
    at, days = change - 3 * DAY, Counter[date]()
    while (then := following(at, wall, zone)) is not None and at < then < change + 3 * DAY:
        at = then
        days[local_date(at, zone)] += 1
    return days


def wrong(change: datetime, wall: time, zone: str, following: Next) -> tuple[int, int]:
    """Dates without a question, and with two."""
    days, middle = asked(change, wall, zone, following), local_date(change, zone)
    around = [days[middle + step * DAY] for step in range(-1, 2)]
    return around.count(0), sum(1 for count in around if count > 1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    parser.parse_args()
    print("python3 -m benchmarks.zones")
    cases = [(change, wall, zone) for zone in EVERY_ZONE for change in changes(zone) for wall in WALLS]
    mine, others = ([wrong(*case, following) for case in cases] for following in (ours, theirs))
    print(f"{len(cases) // len(WALLS):,} changes in {len(EVERY_ZONE)} zones, {len(WALLS)} times of day")
    report(
        Figure("P8", what, sum(one[place] for one in mine), "dates", "none", not any(one[place] for one in mine),
               "CronTrigger", sum(one[place] for one in others))
        for place, what in enumerate(("local dates without a question", "local dates with two"))
    )  # fmt: skip


if __name__ == "__main__":
    main()

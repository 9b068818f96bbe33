"""One question a day for each, at their own hour, through a year of clocks, journeys and restarts (G-6)."""

import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files

import pytest

from tests.faults.member import DAY, HOUR, SECOND
from tests.faults.size import LONG, sized
from tests.faults.year import Downtime, Year
from tests.seed import SEED
from tests.test_localtime import change_between, offset, walls_around, zones

JANUARY, DECEMBER = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
BEGINS, ENDS = sized(
    (datetime(2027, 3, 26, tzinfo=UTC), datetime(2027, 4, 20, tzinfo=UTC)), (JANUARY, DECEMBER)
)
# Half an hour, two hours, at midnight, over midnight.
ALWAYS = ("Australia/Lord_Howe", "Antarctica/Troll", "Africa/Cairo", "America/Nuuk")
# Samoa left out a date; half an hour back at midnight; half an hour ahead.
EARLIER = (("Pacific/Apia", 2011, 12), ("Asia/Pyongyang", 2015, 8), ("America/Caracas", 2016, 4))

WALLS = (time(7, 30), time(8), time(12), time(20, 30), time(23, 30), time(2, 30))
HOMES = ("Asia/Tokyo", "Europe/London", "America/St_Johns", "Pacific/Apia", "Pacific/Honolulu", "Africa/Cairo",
         "Australia/Lord_Howe", "Antarctica/Troll", "Pacific/Kiritimati", "America/New_York")  # fmt: skip

PEOPLE = int(os.environ.get("ATTUNE_PEOPLE", sized("10", "160")))  # an even number; 600: every zone there is

pytestmark = pytest.mark.timeout(sized(120, 900))


def downtimes(begins: datetime, ends: datetime, apart: timedelta, rng: random.Random) -> list[Downtime]:
    """Up to three hours each, and so far apart at most; some as long as a question may be late, to the second."""
    found, at = [], begins
    while (at := at + max(4 * HOUR, rng.random() * apart)) < ends:
        start = at.replace(minute=rng.choice((0, 30)), second=0, microsecond=0)
        length = rng.choice((2 * HOUR, 2 * HOUR + SECOND, rng.random() * 3 * HOUR, 3 * HOUR))
        found.append(Downtime(start, start + length))
        at = start + length
    return found


def test_for_a_year_each_is_asked_once_a_date_at_their_hour_and_nudged_once_at_most() -> None:
    rng = random.Random(SEED)  # noqa: S311 (who lives where, and what happens when)
    year = Year(BEGINS, downtimes(BEGINS, ENDS, 2 * DAY, rng))
    everywhere = files("tzdata").joinpath("zones").read_text("utf-8").split()
    rng.shuffle(everywhere)
    homes = [*ALWAYS, *everywhere][:PEOPLE]
    for pair in zip(homes[::2], homes[1::2], strict=True):
        year.couple(*((zone, rng.choice(WALLS)) for zone in pair))
    moves = [f"zone {rng.choice(HOMES)}" for _ in range(sized(9, 110))]
    moves += [f"hour {rng.choice(WALLS):%H:%M}" for _ in range(sized(6, 55))]
    for what in ["answers"] * sized(70, 700) + moves:
        year.later(BEGINS + rng.random() * (ENDS - BEGINS), what, rng.randrange(len(homes)))
    year.lives_until(ENDS, rng)
    print(f"{len(homes)} people, {dict(year.counts)}; ATTUNE_SEED={SEED}")
    assert min(year.counts[what] for what in ("asked", "nudged", "answers", "restarts")) > 0


def test_a_nudge_that_would_come_after_the_window_is_left_out() -> None:
    """Both are asked at noon; one answers at one. Nobody is there at half past four, and until seven."""
    noon = datetime(2027, 5, 1, 12, tzinfo=UTC)
    for there_again, nudges in ((noon + 5 * HOUR, 1), (noon + 7 * HOUR, 0)):
        year = Year(noon - HOUR, [Downtime(noon + 4 * HOUR, there_again)])
        year.couple(("UTC", time(12)), ("UTC", time(12)))
        year.later(noon + HOUR, "answers", 0)
        year.lives_until(noon + 12 * HOUR, random.Random(SEED))  # noqa: S311 (whether it dies in a plan)
        assert (year.counts["asked"], year.counts["nudged"], year.counts["alone"]) == (2, nudges, 1)


def test_who_goes_west_before_their_hour_is_asked_although_the_other_had_answered_long_before() -> None:
    """Asked at noon and, in Tokyo, at 23:30; the second one flies to Los Angeles in between."""
    noon = datetime(2027, 5, 1, 3, tzinfo=UTC)
    year = Year(noon - HOUR)
    year.couple(("Asia/Tokyo", time(12)), ("Asia/Tokyo", time(23, 30)))
    year.later(noon + HOUR, "answers", 0)
    year.later(noon + 11 * HOUR, "zone America/Los_Angeles", 1)
    year.lives_until(noon + 36 * HOUR, random.Random(SEED))  # noqa: S311 (nothing here)
    assert [*year.members[1].asked] == [date(2027, 5, 1)]
    assert year.counts["nudged"] == 1


def test_around_each_change_of_the_clock_each_is_asked_once_a_date_whatever_their_hour() -> None:
    rng, counts = random.Random(SEED), Counter[str]()  # noqa: S311 (whose hours, and when nobody is there)
    found = sized(a_few, all_changes)(rng)
    for week in weeks(found):
        begins, ends = min(at for _, at in week) - 2 * DAY, max(at for _, at in week) + 2 * DAY
        year = Year(begins, downtimes(begins, ends, DAY, rng))
        for zone, change in week:
            for pair in pairs(sorted(walls_around(change, zone)), rng):
                year.couple(*((zone, wall) for wall in pair))
        year.lives_until(ends, rng)
        counts += year.counts
    print(f"{len(found)} changes, {dict(counts)}; ATTUNE_SEED={SEED}")
    assert min(counts[what] for what in ("asked", "restarts")) > 0


Change = tuple[str, datetime]  # a zone, and when its clocks change


def a_few(rng: random.Random) -> list[Change]:
    """One change of each odd zone, one of the past, and a few that chance picks."""
    odd = [next(changes_of(zone, JANUARY, DECEMBER)) for zone in ALWAYS]
    others = [list(changes_of(zone, JANUARY, DECEMBER)) for zone in rng.sample(zones(), 10)]
    return [*odd, *long_ago()[:1], *(rng.choice(found) for found in others if found)]


def all_changes(_: random.Random) -> list[Change]:
    return [*long_ago(), *(change for zone in zones() for change in changes_of(zone, JANUARY, DECEMBER))]


def long_ago() -> list[Change]:
    begins = [(zone, datetime(year, month, 1, tzinfo=UTC)) for zone, year, month in EARLIER]
    return [change for zone, at in begins for change in changes_of(zone, at, at + 32 * DAY)]


def changes_of(zone: str, begins: datetime, ends: datetime) -> Iterator[Change]:
    for day in range((ends - begins).days):
        at = begins + day * DAY
        if offset(at, zone) != offset(at + DAY, zone):
            yield zone, change_between(at, at + DAY, zone)


def weeks(found: list[Change]) -> list[list[Change]]:
    """Those of one week together: they are lived through at once."""
    by_week: dict[tuple[int, int], list[Change]] = defaultdict(list)
    for change in sorted(found, key=lambda one: one[1]):
        by_week[change[1].isocalendar()[:2]].append(change)
    return list(by_week.values())


def pairs(walls: list[time], rng: random.Random) -> Iterator[tuple[time, time]]:
    """Hours of two people each; in a smoke some of them, always with midnight."""
    some = walls if LONG else [walls[0], *rng.sample(walls[1:], 3)]
    return zip(some, [*some[1:], some[0]], strict=True)

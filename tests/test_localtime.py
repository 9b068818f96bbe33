"""Every local date has its one moment, in every zone and through every change of the clock."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.localtime import due, end_of_quiet, is_quiet, local_date, next_due

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
EVENING = time(20, 30)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@cache
def zones() -> tuple[str, ...]:
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    return tuple(sorted(line.split("\t")[2] for line in table.splitlines() if not line.startswith("#")))


def offset(moment: datetime, zone: str) -> timedelta | None:
    return moment.astimezone(ZoneInfo(zone)).utcoffset()


def changes(first: datetime, last: datetime) -> Iterator[tuple[str, datetime]]:
    """Every zone and instant (to the minute) at which its clocks change."""
    for zone in zones():
        moment = first
        while moment < last:
            if offset(moment, zone) != offset(moment + DAY, zone):
                yield zone, change_between(moment, moment + DAY, zone)
            moment += DAY


def change_between(early: datetime, late: datetime, zone: str) -> datetime:
    before = offset(early, zone)
    while late - early > MINUTE:
        middle = early + (late - early) // MINUTE // 2 * MINUTE
        early, late = (middle, late) if offset(middle, zone) == before else (early, middle)
    return late


def walls_around(change: datetime, zone: str) -> set[time]:
    """Times before, in and after the hour that is skipped or repeated, and the usual ones."""
    around = [change + minutes * MINUTE for minutes in (-121, -61, -31, -1, 0, 29, 30, 59, 60, 61, 121)]
    shown = {moment.astimezone(ZoneInfo(zone)).time().replace(fold=0) for moment in around}
    before = offset(change - MINUTE, zone) or timedelta()
    skipped = {(change + before + minutes * MINUTE).time() for minutes in (0, 15, 30, 59)}
    return shown | skipped | {time(0, 0), time(8, 0), EVENING, time(23, 59)}


def is_shown(day: date, wall: time, zone: str) -> bool:
    local = datetime.combine(day, wall, tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local.replace(tzinfo=None)


# --- due ----------------------------------------------------------------------------------------


def test_half_past_eight_in_tokyo() -> None:
    assert due(date(2026, 10, 8), EVENING, "Asia/Tokyo") == utc(2026, 10, 8, 11, 30)


def test_a_due_instant_is_in_utc() -> None:
    assert due(date(2026, 10, 8), EVENING, "Asia/Tokyo").tzinfo is UTC


@pytest.mark.parametrize(
    ("why", "zone", "shown", "expected"),
    [
        ("shown twice: the first", "America/New_York", "2026-11-01 01:30", "2026-11-01 05:30"),
        ("after it was shown twice", "America/New_York", "2026-11-01 02:00", "2026-11-01 07:00"),
        ("the minute before the gap", "America/New_York", "2026-03-08 01:59", "2026-03-08 06:59"),
        ("the gap's first minute", "America/New_York", "2026-03-08 02:00", "2026-03-08 07:00"),
        ("skipped: after the gap", "America/New_York", "2026-03-08 02:30", "2026-03-08 07:00"),
        ("midnight skipped in Cairo", "Africa/Cairo", "2024-04-26 00:00", "2024-04-25 22:00"),
        ("half an hour on Lord Howe", "Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:30"),
        ("two hours at Troll", "Antarctica/Troll", "2026-03-29 02:30", "2026-03-29 01:00"),
        # Greenland's clocks go from 22:59 to midnight of the next date.
        ("the date is over", "America/Nuuk", "2026-03-28 23:30", "2026-03-29 00:59"),
        # Toronto's, in 1919, from 23:29 to 00:30 of the next date.
        ("the date is over too", "America/Toronto", "1919-03-30 23:45", "1919-03-31 04:29"),
        ("the date has begun", "America/Toronto", "1919-03-31 00:15", "1919-03-31 04:30"),
    ],
)
def test_a_changing_clock_gives_one_sensible_moment(why: str, zone: str, shown: str, expected: str) -> None:
    wanted = datetime.fromisoformat(shown)

    assert f"{due(wanted.date(), wanted.time(), zone):%Y-%m-%d %H:%M}" == expected, why


def test_no_date_is_left_out_and_none_comes_twice_through_two_years_of_changing_clocks() -> None:
    found = list(changes(utc(2026, 1, 1), utc(2028, 1, 1)))
    for zone, change in found:
        first = local_date(change, zone) - 2 * DAY
        expected = [first + days * DAY for days in range(5)]
        for wall in walls_around(change, zone):
            moments = [due(day, wall, zone) for day in expected]
            assert [local_date(moment, zone) for moment in moments] == expected
            assert planned(moments[0] - MINUTE, wall, zone, 5) == list(zip(expected, moments, strict=True))
            assert all(
                moment.astimezone(ZoneInfo(zone)).time() == wall or not is_shown(day, wall, zone)
                for day, moment in zip(expected, moments, strict=True)
            )
    assert len(found) > 400


def planned(after: datetime, wall: time, zone: str, count: int) -> list[tuple[date, datetime]]:
    plan = []
    for _ in range(count):
        day, after = next_due(after, wall, zone)
        plan.append((day, after))
    return plan


def test_an_unknown_zone_is_an_error() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        due(date(2026, 10, 8), EVENING, "Asia/Nowhere")


# --- next_due -----------------------------------------------------------------------------------


def test_the_next_check_in_is_today_until_its_minute_has_come() -> None:
    assert next_due(utc(2026, 10, 8, 11, 29, 59), EVENING, "Asia/Tokyo") == (
        date(2026, 10, 8),
        utc(2026, 10, 8, 11, 30),
    )


def test_at_its_own_minute_the_next_check_in_is_tomorrow() -> None:
    assert next_due(utc(2026, 10, 8, 11, 30), EVENING, "Asia/Tokyo") == (
        date(2026, 10, 9),
        utc(2026, 10, 9, 11, 30),
    )


def test_the_local_date_counts_not_the_date_in_utc() -> None:
    assert next_due(utc(2026, 10, 8, 20, 0), time(8, 0), "Asia/Tokyo") == (
        date(2026, 10, 9),
        utc(2026, 10, 8, 23, 0),
    )


def test_a_date_that_never_was_has_no_check_in() -> None:
    # Samoa went from 29 to 31 December 2011.
    assert next_due(utc(2011, 12, 30, 7, 0), EVENING, "Pacific/Apia") == (
        date(2011, 12, 31),
        utc(2011, 12, 31, 6, 30),
    )


moments = st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
walls = st.times().map(lambda wall: wall.replace(second=0, microsecond=0))
places = st.sampled_from(zones())


@given(moments, walls, places)
def test_the_next_check_in_is_later_and_on_its_own_date(after: datetime, wall: time, zone: str) -> None:
    day, instant = next_due(after, wall, zone)

    assert instant > after
    assert local_date(instant, zone) == day
    assert instant - after < timedelta(days=2, hours=4)


@given(moments, walls, places)
def test_nothing_is_due_between_a_check_in_and_the_next(after: datetime, wall: time, zone: str) -> None:
    _, instant = next_due(after, wall, zone)
    between = after + (instant - after) / 2

    assert next_due(between, wall, zone)[1] == instant


# --- quiet hours --------------------------------------------------------------------------------

NIGHT = (time(22, 0), time(8, 0))


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (utc(2026, 10, 8, 12, 59), False),  # 21:59 in Tokyo
        (utc(2026, 10, 8, 13, 0), True),  # 22:00
        (utc(2026, 10, 8, 15, 0), True),  # midnight
        (utc(2026, 10, 8, 22, 59), True),  # 07:59
        (utc(2026, 10, 8, 23, 0), False),  # 08:00
    ],
)
def test_quiet_hours_cross_midnight(moment: datetime, quiet: bool) -> None:
    assert is_quiet(moment, "Asia/Tokyo", *NIGHT) is quiet


def test_quiet_hours_can_lie_within_a_day() -> None:
    nap = (time(13, 0), time(15, 0))

    assert [is_quiet(utc(2026, 10, 8, hour), "Europe/London", *nap) for hour in (11, 12, 13, 14)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_the_same_start_and_end_mean_no_quiet_hours() -> None:
    assert is_quiet(utc(2026, 10, 8, 3), "Asia/Tokyo", time(8, 0), time(8, 0)) is False


def test_quiet_hours_end_in_the_morning() -> None:
    assert end_of_quiet(utc(2026, 10, 8, 15, 0), "Asia/Tokyo", *NIGHT) == utc(2026, 10, 8, 23, 0)


def test_outside_quiet_hours_there_is_nothing_to_wait_for() -> None:
    assert end_of_quiet(utc(2026, 10, 8, 3, 0), "Asia/Tokyo", *NIGHT) == utc(2026, 10, 8, 3, 0)


def test_quiet_hours_that_end_in_a_repeated_hour_end_once() -> None:
    # New York shows 01:10 twice on 1 November 2026.
    hours = (time(22, 0), time(1, 30))

    assert end_of_quiet(utc(2026, 11, 1, 5, 10), "America/New_York", *hours) == utc(2026, 11, 1, 5, 30)
    assert end_of_quiet(utc(2026, 11, 1, 6, 10), "America/New_York", *hours) == utc(2026, 11, 1, 6, 10)


@given(moments, walls, walls, places)
def test_after_quiet_hours_it_is_not_quiet(moment: datetime, start: time, end: time, zone: str) -> None:
    freed = end_of_quiet(moment, zone, start, end)

    assert moment <= freed < moment + timedelta(days=2, hours=4)
    assert not is_quiet(freed, zone, start, end)

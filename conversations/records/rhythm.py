"""On which days a person is asked: every day, on three days of the week, or on Sundays."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum


class Rhythm(StrEnum):
    """How often somebody is asked. Two people who are asked seldom still meet: on Sundays everybody is asked."""

    DAILY = "daily"  # as it begins
    THREE = "three"  # Tuesdays, Thursdays, Sundays
    SUNDAYS = "sundays"


_DAYS: Mapping[str, frozenset[int]] = {Rhythm.THREE: frozenset({1, 3, 6}), Rhythm.SUNDAYS: frozenset({6})}


def asks_on(rhythm: str, day: date) -> bool:
    """Whether somebody with this rhythm is asked about this date of theirs."""
    return rhythm not in _DAYS or day.weekday() in _DAYS[rhythm]

"""What is said of somebody's weeks is said against their own weeks alone."""

from datetime import date, timedelta

import pytest

from conversations.flows.weeks import Point, enough, is_heavier, trend, usual_range

FIRST = date(2026, 1, 5)


def weeks(*levels: float | None) -> tuple[Point, ...]:
    """One level a week; None for a week that was left out."""
    return tuple(
        (FIRST + timedelta(days=7 * at), level) for at, level in enumerate(levels) if level is not None
    )


def test_three_weeks_are_enough() -> None:
    assert [enough(weeks(*[5.0] * many)) for many in (0, 2, 3)] == [False, False, True]


def test_half_of_the_weeks_lie_in_the_usual_range() -> None:
    assert usual_range(weeks(2, 4, 6, 8, 10)) == (4, 8)


@pytest.mark.parametrize(
    ("levels", "word"),
    [
        ((6, 6, 6), "steady"),
        ((6, 7, 6, 5, 6), "steady"),
        ((6, 6, 6, 8), "nearer"),
        ((6, 6, 6, 4), "farther"),
        ((8, 8, 8, 2, 4), "easing"),
        ((6, 6, 6, 2, 8), "easing"),
        ((2, 9, 2, 9, 5.5), "moving"),
        ((8, 8, 4, 8, 8), "dip"),
    ],
)
def test_each_course_has_its_word(levels: tuple[float, ...], word: str) -> None:
    assert trend(weeks(*levels))[0] == word


def test_a_dip_names_its_week_as_long_as_it_is_not_long_ago() -> None:
    assert trend(weeks(8, 8, 4, 8, 8)) == ("dip", FIRST + timedelta(days=14))
    assert trend(weeks(8, 8, 4, *[8.0] * 8)) == ("steady", None)


@pytest.mark.parametrize(
    ("levels", "heavier"),
    [
        ((8, 8, 8, 5, 5), True),
        ((8, 8, 8, 5, 2), True),
        ((8, 8, 8, 5, 5.1), False),
        ((8, 8, 8, 5.1, 5), False),
        ((8, 8, 5, 5), False),  # two weeks are not yet a usual
        ((8, 8, 8, None, 5, None, 5), True),
        ((8, 8, 8, 5, None, None, 5), False),  # too far apart to be two weeks in a row
        ((3, 3, 3, 3, 3), False),  # low, and as ever
    ],
)
def test_it_has_been_heavier_after_two_weeks_three_points_below_ones_own_usual(
    levels: tuple[float | None, ...], heavier: bool
) -> None:
    assert is_heavier(weeks(*levels)) is heavier

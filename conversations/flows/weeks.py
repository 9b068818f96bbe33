"""What can be said of a person's weeks, against their own weeks alone: no average of two, no rank, no verdict."""

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median, quantiles

Point = tuple[date, float]  # the Monday of a week, and how near it was: 0 to 10

ENOUGH = 3  # weeks, before anything is drawn or said (evidence.md § 4)
HEAVIER, HEAVY_WEEKS = 3.0, 2  # below one's own usual, for so many weeks (flows.md 9.9)
TOGETHER = timedelta(days=14)  # two weeks that follow each other, one between them left out at most
NOTICED = 1.5  # from the usual
DEEP = 2.5  # below the usual: a dip that is named
LATELY = 8  # weeks in which a dip is named
WIDE = 3.5  # between the quarters of the weeks: they move


def enough(points: Sequence[Point]) -> bool:
    """Whether there is something to see."""
    return len(points) >= ENOUGH


def usual_range(points: Sequence[Point]) -> tuple[float, float]:
    """Where half of the weeks lie. Only of enough of them."""
    low, _, high = quantiles([level for _, level in points], n=4, method="inclusive")
    return low, high


def is_heavier(points: Sequence[Point]) -> bool:
    """Whether the two newest weeks lie well below what was usual before them."""
    before, newest = points[:-HEAVY_WEEKS], points[-HEAVY_WEEKS:]
    if not enough(before) or newest[-1][0] - newest[0][0] > TOGETHER:
        return False
    usual = median(level for _, level in before)
    return all(level <= usual - HEAVIER for _, level in newest)


def trend(points: Sequence[Point]) -> tuple[str, date | None]:
    """A word for how they went, a key of `pulse.trend`, and the week of a dip. Only of enough of them."""
    levels = [level for _, level in points]
    usual, now = median(levels[:-1]), levels[-1]
    low, high = usual_range(points)
    if now >= usual + NOTICED:
        came_back = min(levels[-4:-1]) <= usual - NOTICED
        return ("easing" if came_back else "nearer"), None
    if now <= usual - NOTICED:
        rises = now >= levels[-2] + 1
        return ("easing" if rises else "farther"), None
    if high - low >= WIDE:
        return "moving", None
    week, lowest = min(points[-LATELY:], key=lambda point: point[1])
    return ("dip", week) if lowest <= usual - DEEP else ("steady", None)

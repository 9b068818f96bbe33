"""A year of two people, and stretches of others: on no day is anything broken that Attune promises."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.a_year.life import Life
from tests.a_year.page import PAGE, the_page
from tests.a_year.promises import PROMISES, Promise
from tests.a_year.years import the_year, who_cross_the_date_line, who_seldom_answer, who_swap_and_come_late

OTHERS = ((who_seldom_answer, 7), (who_swap_and_come_late, 11), (who_cross_the_date_line, 13))

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.xdist_group("a year"),
]  # lived through once, by one worker


@pytest.fixture(scope="module")
def year() -> Life:
    return the_year()


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_through_the_year_it_is_kept(year: Life, promise: Promise) -> None:
    assert promise(year) == []


def test_its_chapters_leave_out_no_day(year: Life) -> None:
    assert (year.chapters[0].begins, year.chapters[-1].ends) == (date(2027, 1, 1), date(2027, 12, 31))
    assert all(one.ends + timedelta(days=1) == other.begins for one, other in pairwise(year.chapters))


@pytest.mark.parametrize(("lives", "seed"), OTHERS, ids=lambda one: getattr(one, "__name__", None))
def test_with_people_who_live_otherwise_all_is_kept(lives: Callable[[int], Life], seed: int) -> None:
    life = lives(seed)
    assert {promise.__name__: promise(life) for promise in PROMISES} == {
        promise.__name__: [] for promise in PROMISES
    }


def test_the_page_tells_what_happened(year: Life) -> None:
    """If it does not, and ought to: `python -m tests.a_year` writes it anew."""
    assert PAGE.read_text("utf-8") == the_page(year)

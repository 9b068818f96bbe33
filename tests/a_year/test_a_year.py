"""A year of two people keeps every promise on every day, and docs/a-year.md tells it as it was."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.a_year.page import PAGE, the_page
from tests.a_year.promises import PROMISES
from tests.a_year.years import the_year


@pytest.mark.timeout(300)
def test_a_year_keeps_every_promise_and_the_page_tells_of_it() -> None:
    """The year is lived once for all of it: that takes half a minute."""
    life = the_year()
    assert {promise.__name__: promise(life) for promise in PROMISES} == {one.__name__: [] for one in PROMISES}
    first, last = life.chapters[0].begins, life.chapters[-1].ends
    assert (first, last) == (date(2027, 1, 1), date(2027, 12, 31))
    assert all(one.ends + timedelta(days=1) == other.begins for one, other in pairwise(life.chapters))
    told = PAGE.read_text("utf-8") == the_page(life)
    assert told, "docs/a-year.md is of another year; write it anew: .venv/bin/python -m tests.a_year"

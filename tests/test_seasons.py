"""Which season it is where people live."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.gazetteer import country_of_zone, latitude
from conversations.seasons import SEASONS, season, shared_season

NEW_YEAR = date(2026, 1, 1)
zones = st.sampled_from(sorted(country_of_zone()))


@pytest.mark.parametrize(
    ("zone", "months"),
    [
        ("Asia/Tokyo", "winter winter spring spring spring summer summer summer autumn autumn autumn winter"),
        (
            "Europe/London",
            "winter winter spring spring spring summer summer summer autumn autumn autumn winter",
        ),
        (
            "Australia/Sydney",
            "summer summer autumn autumn autumn winter winter winter spring spring spring summer",
        ),
    ],
)
def test_each_month_has_its_season(zone: str, months: str) -> None:
    assert [season(zone, date(2026, month, 15)) for month in range(1, 13)] == months.split()


@pytest.mark.parametrize(
    "zone", ["Asia/Singapore", "Africa/Nairobi", "Pacific/Honolulu", "Asia/Calcutta", "UTC", ""]
)
def test_between_the_tropics_and_nowhere_there_is_none(zone: str) -> None:
    assert {season(zone, NEW_YEAR + timedelta(days=day)) for day in range(366)} == {""}


def test_a_place_is_as_far_north_as_the_table_of_zones_says() -> None:
    tokyo, sydney = latitude("Asia/Tokyo"), latitude("Australia/Sydney")
    assert tokyo is not None and sydney is not None
    assert (round(tokyo, 2), round(sydney, 2)) == (35.65, -33.87)
    assert latitude("Asia/Katmandu") == latitude("Asia/Kathmandu")


@given(st.lists(zones, min_size=1, max_size=2), st.integers(0, 365))
def test_two_people_share_a_season_only_where_both_are_in_it(homes: list[str], later: int) -> None:
    day = NEW_YEAR + timedelta(days=later)
    shared = shared_season(homes, day)
    assert shared in ("", *SEASONS)
    if shared:
        assert {season(zone, day) for zone in homes} == {shared}
    else:
        assert len({season(zone, day) for zone in homes}) == 2 or season(homes[0], day) == ""


def test_tokyo_and_sydney_share_none() -> None:
    assert shared_season(["Asia/Tokyo", "Australia/Sydney"], NEW_YEAR) == ""
    assert shared_season(["Asia/Tokyo", "Europe/London"], NEW_YEAR) == "winter"

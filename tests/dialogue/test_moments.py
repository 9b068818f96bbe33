"""A point in time is shown on its reader's own clock."""

from datetime import UTC, datetime

from conversations.dialogue.moments import show_moment
from conversations.dialogue.phrases import Moment, from_plain, to_plain

NINE = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)


def test_the_same_instant_is_another_time_in_another_zone() -> None:
    shown = [show_moment(Moment(NINE, "day_time"), "en", zone) for zone in ("Asia/Tokyo", "Europe/London")]
    assert shown == ["Sat 21 Nov, 06:00", "Fri 20 Nov, 21:00"]


def test_each_language_writes_it_its_own_way() -> None:
    shown = [show_moment(Moment(NINE, "day_time"), language, "Asia/Tokyo") for language in ("en", "ja")]
    assert shown == ["Sat 21 Nov, 06:00", "11月21日(土) 6:00"]


def test_a_day_alone_is_the_day_it_is_there() -> None:
    shown = [show_moment(Moment(NINE, "day"), language, "Asia/Tokyo") for language in ("en", "ja")]
    assert shown == ["21 November", "11月21日"]
    assert from_plain(to_plain(Moment(NINE, "day"))) == Moment(NINE, "day")


def test_a_zone_of_its_own_comes_before_the_readers() -> None:
    assert show_moment(Moment(NINE, "time", "Asia/Tokyo"), "en", "Europe/London") == "06:00"

"""Saying where one is: by the phone's language, by the clock, or in one's own words."""

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, time
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.places import Clock, Place, Sibling, by_clock, city, find, guess, near, read_time, siblings

OCTOBER = datetime(2026, 10, 8, 11, 14, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 8, 11, 14, tzinfo=UTC)

# --- By the phone's language --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language_code", "zone"),
    [
        ("ja", "Asia/Tokyo"),
        ("ja-JP", "Asia/Tokyo"),
        ("en-GB", "Europe/London"),
        ("en_GB", "Europe/London"),
        ("ko", "Asia/Seoul"),
        ("de", "Europe/Berlin"),  # two zones, one rule
        ("de-AT", "Europe/Vienna"),
        ("zh-hant", "Asia/Taipei"),
        ("zh-hans", None),  # two zones, two rules
        ("en", None),
        ("en-US", None),
        ("es-419", None),
        ("tlh", None),
        ("", None),
        (None, None),
    ],
)
def test_a_language_points_to_a_zone_where_its_country_has_one_time(
    language_code: str | None, zone: str | None
) -> None:
    assert guess(language_code) == zone


# --- By the clock -------------------------------------------------------------------------------


def test_clocks_are_offered_from_west_to_east() -> None:
    offsets = [clock.offset_minutes for clock in by_clock(OCTOBER, "en")]

    assert offsets == sorted(set(offsets))
    assert (offsets[0], offsets[-1]) == (-11 * 60, 14 * 60)


def test_a_clock_shows_the_time_and_two_well_known_cities() -> None:
    assert shown(OCTOBER, "en", 9 * 60) == Clock(540, "Asia/Tokyo", "20:14 · Tokyo, Seoul")
    assert shown(OCTOBER, "en", 5 * 60 + 45) == Clock(345, "Asia/Kathmandu", "16:59 · Kathmandu")


def test_a_clock_is_labelled_in_the_language_of_its_reader() -> None:
    assert shown(OCTOBER, "ja", 9 * 60) == Clock(540, "Asia/Tokyo", "20:14　東京・ソウル")


def test_clocks_move_with_the_season() -> None:
    assert shown(OCTOBER, "en", -4 * 60).label == "07:14 · New York, Toronto"
    assert shown(DECEMBER, "en", -5 * 60).label == "06:14 · New York, Toronto"


def shown(now: datetime, language: str, offset: int) -> Clock:
    return next(clock for clock in by_clock(now, language) if clock.offset_minutes == offset)


@pytest.mark.parametrize(
    ("typed", "offset"),
    [
        ("20:14", 540),
        ("20:16", 540),  # a watch that is two minutes fast
        ("20:09", 540),  # or five minutes slow
        ("午後8時14分", 540),
        ("8:14 pm", 540),
        ("16:44", 330),
        ("16:59", 345),
        ("0:14", 780),  # Auckland, and tomorrow; not Pago Pago
        ("1:14", -600),  # Honolulu; not Kiritimati
        ("23:59", None),  # nobody's clock
        ("Tokyo", None),
    ],
)
def test_a_typed_time_tells_the_offset(typed: str, offset: int | None) -> None:
    assert near(OCTOBER, typed) == offset


def test_new_york_is_told_from_cities_that_do_not_change_their_clocks() -> None:
    assert siblings("America/New_York", DECEMBER, "en") == [
        Sibling("America/New_York", "New York (changes clocks)", True),
        Sibling("America/Bogota", "Bogotá (no clock changes)", False),
    ]


def test_the_zone_itself_comes_first() -> None:
    assert siblings("America/Lima", DECEMBER, "ja") == [
        Sibling("America/Lima", "リマ（夏時間なし）", False),
        Sibling("America/New_York", "ニューヨーク（夏時間あり）", True),
    ]


def test_where_all_clocks_agree_there_is_nothing_to_tell_apart() -> None:
    assert siblings("Asia/Tokyo", OCTOBER, "en") == [Sibling("Asia/Tokyo", "Tokyo (no clock changes)", False)]


# --- By name ------------------------------------------------------------------------------------

TOKYO_EN, TOKYO_JA = [Place("Asia/Tokyo", "Tokyo")], [Place("Asia/Tokyo", "東京")]
OSAKA_JA = [Place("Asia/Tokyo", "大阪")]
LONDON = [Place("Europe/London", "London")]


@pytest.mark.parametrize(
    "typed", ["Tokyo", "tokyo ", "ＴＯＫＹＯ", "東京", "とうきょう", "ﾄｳｷｮｳ", "Japan", "jp", "日本"]
)
def test_tokyo_is_found_in_either_language(typed: str) -> None:
    assert find(typed, "en") == TOKYO_EN
    assert find(typed, "ja") == TOKYO_JA


@pytest.mark.parametrize(
    ("typed", "language", "places"),
    [
        ("Asia/Tokyo", "ja", TOKYO_JA),
        ("asia/calcutta", "en", [Place("Asia/Kolkata", "Kolkata")]),
        ("US/Pacific", "en", [Place("America/Los_Angeles", "Los Angeles")]),
        ("utc", "en", [Place("UTC", "UTC")]),
        ("大阪", "ja", OSAKA_JA),
        ("Osaka", "ja", OSAKA_JA),
        ("Bangalore", "en", [Place("Asia/Kolkata", "Bengaluru")]),
        ("San Francisco", "en", [Place("America/Los_Angeles", "San Francisco")]),
        ("tel aviv", "en", [Place("Asia/Jerusalem", "Tel Aviv")]),
        ("Kiev", "en", [Place("Europe/Kyiv", "Kyiv")]),
        ("sao paulo", "en", [Place("America/Sao_Paulo", "São Paulo")]),
        ("UK", "en", LONDON),
        ("イギリス", "ja", [Place("Europe/London", "ロンドン")]),
        ("Germany", "en", [Place("Europe/Berlin", "Berlin")]),
        ("China", "en", [Place("Asia/Shanghai", "Shanghai"), Place("Asia/Urumqi", "Urumqi")]),
        ("Georgia", "en", [Place("Asia/Tbilisi", "Tbilisi"), Place("America/New_York", "Atlanta")]),
        ("LA", "en", [Place("America/Los_Angeles", "Los Angeles"), Place("Asia/Vientiane", "Vientiane")]),
        ("EST", "en", [Place("America/New_York", "New York")]),
    ],
)
def test_ids_countries_cities_and_their_other_names_are_understood(
    typed: str, language: str, places: list[Place]
) -> None:
    assert find(typed, language) == places


def test_a_country_with_several_zones_gives_six_of_them_the_best_known_first() -> None:
    assert [place.label for place in find("America", "en")] == [
        "New York", "Los Angeles", "Chicago", "Denver", "Honolulu", "Phoenix",
    ]  # fmt: skip


def test_cities_of_one_name_are_told_apart_by_their_countries() -> None:
    assert find("San Jose", "en") == [
        Place("America/Los_Angeles", "San Jose, USA"),
        Place("America/Costa_Rica", "San José, Costa Rica"),
    ]


def test_cities_of_one_name_in_japanese_are_told_apart_too() -> None:
    assert find("クリスマス島", "ja") == [
        Place("Indian/Christmas", "クリスマス島"),
        Place("Pacific/Kiritimati", "クリスマス島（キリバス）"),
    ]


@pytest.mark.parametrize(
    ("typed", "language", "places"),
    [
        ("os", "en", [Place("Asia/Tokyo", "Osaka"), Place("Europe/Oslo", "Oslo")]),
        ("York", "en", [Place("America/New_York", "New York")]),
        ("ロサン", "ja", [Place("America/Los_Angeles", "ロサンゼルス")]),
        ("京", "ja", [Place("Asia/Tokyo", "京都")]),
    ],
)
def test_the_beginning_of_a_word_is_enough(typed: str, language: str, places: list[Place]) -> None:
    assert find(typed, language) == places


@pytest.mark.parametrize(
    ("typed", "language", "places"),
    [
        ("I live in Berlin", "en", [Place("Europe/Berlin", "Berlin")]),
        ("大阪市", "ja", OSAKA_JA),
        ("東京に住んでいます", "ja", TOKYO_JA),
        ("Toronto, Canada", "en", [Place("America/Toronto", "Toronto")]),
        ("San Jose, Costa Rica", "en", [Place("America/Costa_Rica", "San José")]),
    ],
)
def test_a_place_is_found_within_a_sentence(typed: str, language: str, places: list[Place]) -> None:
    assert find(typed, language) == places


@pytest.mark.parametrize(
    ("typed", "language", "places"),
    [
        ("new yrok", "en", [Place("America/New_York", "New York")]),
        ("sanfransisco", "en", [Place("America/Los_Angeles", "San Francisco")]),
        ("ニューヨク", "ja", [Place("America/New_York", "ニューヨーク")]),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(typed: str, language: str, places: list[Place]) -> None:
    assert find(typed, language) == places


@pytest.mark.parametrize(
    "typed", ["", " ", "o", "🇯🇵", "\ud800", "xyzzyq", "I do not want to say", "あ" * 5000]
)
def test_what_is_no_place_finds_none(typed: str) -> None:
    assert find(typed, "en") == []


def test_a_language_without_content_is_answered_in_english() -> None:
    assert find("Tokio", "de") == TOKYO_EN
    assert city("Asia/Tokyo", "../de") == "Tokyo"


@pytest.mark.parametrize(
    ("zone", "english", "japanese"),
    [
        ("Asia/Tokyo", "Tokyo", "東京"),
        ("Asia/Kolkata", "Kolkata", "コルカタ"),  # Babel knows it as Asia/Calcutta
        ("Asia/Calcutta", "Kolkata", "コルカタ"),
        ("America/Argentina/Mendoza", "Mendoza", "メンドーサ"),
        ("America/Curacao", "Curaçao", "キュラソー"),
        ("America/Coyhaique", "Coyhaique", "コジャイケ"),  # too new for Babel
        ("UTC", "UTC", "UTC"),
        ("no such zone", "no such zone", "no such zone"),
    ],
)
def test_a_zone_is_called_by_its_city(zone: str, english: str, japanese: str) -> None:
    assert (city(zone, "en"), city(zone, "ja")) == (english, japanese)


def test_every_zone_has_a_japanese_name() -> None:
    assert [zone for zone in zones() if city(zone, "ja").isascii()] == []


# --- Reading a time -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("14:30", time(14, 30)),
        ("１４：３０", time(14, 30)),
        ("14.30", time(14, 30)),
        ("14h30", time(14, 30)),
        ("1430", time(14, 30)),
        ("930", time(9, 30)),
        ("20", time(20)),
        ("2:30 pm", time(14, 30)),
        ("2 p.m.", time(14)),
        ("12am", time(0)),
        ("12 PM", time(12)),
        ("8 o’clock", time(8)),
        ("it is 8 in the evening", time(20)),
        ("at 11 tonight", time(23)),
        ("I am at 14:30", time(14, 30)),
        ("noon", time(12)),
        ("midnight", time(0)),
        ("24:00", time(0)),
        ("14時半", time(14, 30)),
        ("午後2時", time(14)),
        ("午後２時半", time(14, 30)),
        ("14時5分です", time(14, 5)),
        ("朝七時", time(7)),
        ("二十時十五分", time(20, 15)),
        ("昼の1時", time(13)),
        ("昼12時", time(12)),
        ("夜8時", time(20)),
        ("夜12時", time(0)),
        ("夜中の2時", time(2)),
        ("正午", time(12)),
        ("٢٠:٣٠", time(20, 30)),
    ],
)
def test_a_time_is_read_the_way_people_type_it(typed: str, expected: time) -> None:
    assert read_time(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Tokyo",
        "25:00",
        "24:30",
        "14:75",
        "2575",
        "2026-10-08",
        "3/4",
        "15 cats",
        "-5:30",
        "十十時",
    ],
)
def test_what_is_no_time_is_not_read_as_one(typed: str) -> None:
    assert read_time(typed) is None


@given(st.times().map(lambda wall: wall.replace(second=0, microsecond=0)))
def test_every_minute_of_the_day_is_read_in_both_manners(wall: time) -> None:
    assert read_time(f"{wall:%H:%M}") == wall
    assert read_time(f"{wall:%I:%M %p}") == wall
    assert read_time(f"{'午前' if wall.hour < 12 else '午後'}{wall.hour % 12}時{wall.minute}分") == wall


# --- Anything at all ----------------------------------------------------------------------------

anything = st.text(st.characters(), max_size=200) | st.text(
    "東京とうニュー時半午後0123:pm /San_Tokyo,.", max_size=30
)


@given(anything, st.sampled_from(["en", "ja"]))
def test_whatever_is_typed_is_answered(text: str, language: str) -> None:
    places = find(text, language)

    assert len(places) <= 6
    assert {place.zone for place in places} <= {"UTC", *zones()}
    assert all(place.label for place in places)


@given(anything)
def test_whatever_is_typed_for_a_time_is_answered(text: str) -> None:
    assert near(OCTOBER, text) in {None, *(clock.offset_minutes for clock in by_clock(OCTOBER, "en"))}
    assert guess(text) in {None, *zones()}


def zones() -> list[str]:
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    return [line.split("\t")[2] for line in table.splitlines() if not line.startswith("#")]


# --- The words ----------------------------------------------------------------------------------


def test_every_place_stands_in_both_languages_once() -> None:
    english, japanese = content("en"), content("ja")

    assert sorted(keys(english)) == sorted(keys(japanese))
    assert {*english["zones"], *english["cities"]} <= set(zones())
    assert set(english["countries"]) <= {row[:2] for row in country_rows()}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_city_with_a_line_of_its_own_is_found_under_its_own_name(language: str) -> None:
    cities = [
        (zone, re.split("[,、]", names)[0])
        for zone, lines in content(language)["cities"].items()
        for names in lines.values()
    ]

    assert [
        (zone, name)
        for zone, name in cities
        if not any(place.zone == zone and place.label.startswith(name) for place in find(name, language))
    ] == []


def content(language: str) -> dict[str, Any]:
    return tomllib.loads(
        files("conversations.content").joinpath(language, "places.toml").read_text(encoding="utf-8")
    )


def keys(words: dict[str, Any], path: str = "") -> Iterator[str]:
    for key, value in words.items():
        if isinstance(value, dict):
            yield from keys(value, f"{path}{key} ")
        else:
            yield f"{path}{key}"


def country_rows() -> list[str]:
    return files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8").splitlines()

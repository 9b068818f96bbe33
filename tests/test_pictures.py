"""The pictures: how large, in which colours, what stands where; and that nothing can be read in them."""

import subprocess
import sys
from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from conversations.pictures import (
    BOTH,
    BOTTOM,
    DARK,
    FOOT,
    HEIGHT,
    LEFT,
    LIGHT,
    RIGHT,
    TOP,
    WIDTH,
    Colour,
    Ink,
    draw_both,
    draw_own,
)

FIRST = date(2026, 1, 5)
NOTHING: tuple[date, ...] = ()


def weeks(*levels: float) -> list[tuple[date, float]]:
    return [(FIRST + timedelta(days=7 * at), level) for at, level in enumerate(levels)]


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def at(picture: Image.Image, x: float, y: float) -> Colour:
    found = picture.getpixel((round(x), round(y)))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def near(one: Colour, other: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 6


def luminance(colour: Colour) -> float:
    """As WCAG 2.2 has it."""
    parts = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("many", [3, 10, 52])
@pytest.mark.parametrize("dark", [False, True])
def test_it_is_a_png_of_one_size_and_small_to_send(many: int, dark: bool) -> None:
    levels = [5 + (at * 7 % 5) - 2.0 for at in range(many)]
    png = draw_own(weeks(*levels), (4, 6), NOTHING, dark)
    picture = Image.open(BytesIO(png))
    assert (picture.format, picture.size, picture.info) == (
        "PNG",
        (WIDTH, HEIGHT),
        {},
    )  # no word beside it, either
    assert len(png) < 60_000


def test_the_same_weeks_make_the_same_picture() -> None:
    drawn = {draw_own(weeks(2, 6, 8), (4, 7), [FIRST], False) for _ in range(2)}
    assert len(drawn) == 1


def test_a_week_stands_as_high_as_it_felt_near() -> None:
    picture = opened(draw_own(weeks(0, 5, 10, 5, 5, 5, 5, 5), (5, 5), NOTHING, False))
    step = (RIGHT - LEFT) / 7
    assert near(at(picture, LEFT, BOTTOM), LIGHT.line)
    assert near(at(picture, LEFT + step, (TOP + BOTTOM) / 2), LIGHT.line)
    assert near(at(picture, LEFT + 2 * step, TOP), LIGHT.line)


def test_the_band_is_where_the_weeks_usually_lie() -> None:
    picture = opened(draw_own(weeks(2, 2, 2), (6, 8), NOTHING, True))
    where = [BOTTOM - (BOTTOM - TOP) * level / 10 for level in (7, 9, 4)]
    assert [near(at(picture, RIGHT, y), DARK.band) for y in where] == [True, False, False]


def test_a_dot_at_the_foot_marks_a_week_with_a_moment_and_no_other() -> None:
    points = weeks(5, 5, 5, 5, 5, 5, 5, 5)
    picture = opened(draw_own(points, (5, 5), [points[1][0]], False))
    step = (RIGHT - LEFT) / 7
    assert [near(at(picture, LEFT + at_week * step, FOOT), LIGHT.moment) for at_week in (0, 1, 2)] == [
        False,
        True,
        False,
    ]


def test_a_missing_week_is_bridged_by_a_paler_line() -> None:
    points = weeks(5, 5, 5, 5, 5, 5, 5, 5)
    picture = opened(draw_own([points[0], *points[2:]], (9, 9), NOTHING, False))
    step, middle = (RIGHT - LEFT) / 7, (TOP + BOTTOM) / 2
    assert not near(at(picture, LEFT + step, middle), LIGHT.line)
    assert near(at(picture, LEFT + 2.5 * step, middle), LIGHT.line)


def test_of_both_there_are_two_lines_and_neither_band_nor_dots() -> None:
    picture = opened(draw_both(weeks(2, 2, 2), weeks(8, 8, 8)))
    colours = {colour for _, colour in picture.getcolors(1 << 20) or ()}
    assert set(BOTH) <= colours
    assert not {LIGHT.band, LIGHT.moment, LIGHT.line} & colours


def test_whoever_comes_first_has_round_points_and_the_other_square_ones() -> None:
    one, other = weeks(2, 2, 2), weeks(8, 8, 8)
    assert draw_both(one, other) != draw_both(other, one)
    picture = opened(draw_both(one, other))
    corner = 7.5 * 0.9 * 0.9
    low, high = BOTTOM - (BOTTOM - TOP) * 0.2, BOTTOM - (BOTTOM - TOP) * 0.8
    assert not near(at(picture, LEFT + corner, low + corner), BOTH[0])
    assert near(at(picture, LEFT + corner - 2, high + corner - 2), BOTH[1])


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
def test_whatever_tells_something_can_be_seen(ink: Ink) -> None:
    assert contrast(ink.line, ink.paper) >= 4.5
    assert contrast(ink.line, ink.band) >= 4.5
    assert min(contrast(colour, ink.paper) for colour in (ink.moment, ink.sign)) >= 3


def test_the_two_lines_of_both_stand_out_alike() -> None:
    assert min(contrast(colour, LIGHT.paper) for colour in BOTH) >= 4.5
    assert contrast(*BOTH) < 1.1


def test_whoever_starts_attune_does_not_wait_for_what_draws() -> None:
    told = "import sys, bot.app, conversations.pictures; print('PIL' in sys.modules)"
    command = [sys.executable, "-c", told]
    found = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 (our own words)
    assert found.stdout.strip() == "False"

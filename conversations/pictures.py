"""Draws the weeks of one person, or of two beside each other: no word and no number stands in a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT = 800, 450  # as it is shown
FINE = 3  # times as large while it is drawn, so that edges are soft
LEFT, RIGHT, TOP, BOTTOM = 132, 752, 62, 338  # where the weeks stand
FOOT = 398  # where the moments stand
HIGHEST = 10.0
FEWEST = 8  # weeks that the width is for: three do not look like a whole year
SLIMMEST = 0.7  # half of the band, where the weeks hardly differ
MANY = 30  # weeks: more stand close
SIGNS = 60  # where the circles stand that tell near from far

Point = tuple[date, float]  # the Monday of a week, and how near it was: 0 to 10
Colour = tuple[int, int, int]
Mark = Callable[["Sheet", tuple[float, float], float, Colour], None]


@dataclass(frozen=True)
class Ink:
    """The colours of a picture."""

    paper: Colour
    rule: Colour
    band: Colour
    line: Colour
    sign: Colour
    moment: Colour


LIGHT = Ink((250, 247, 242), (232, 226, 217), (233, 226, 240), (92, 74, 122), (140, 128, 118), (176, 116, 58))
DARK = Ink((29, 27, 34), (47, 44, 54), (52, 45, 66), (196, 178, 228), (128, 120, 138), (220, 168, 110))
BOTH = (46, 122, 132), (150, 98, 58)  # as light as each other: neither stands out


def draw_own(points: Sequence[Point], usual: tuple[float, float], kept: Sequence[date], dark: bool) -> bytes:
    """One line, a band where it usually lies, and a dot at the foot of each week in `kept`. A PNG."""
    sheet = Sheet.of(DARK if dark else LIGHT, [week for week, _ in points])
    middle, half = sum(usual) / 2, max((usual[1] - usual[0]) / 2, SLIMMEST)
    sheet.band(max(middle - half, 0.0), min(middle + half, HIGHEST))
    sheet.frame()
    sheet.line(points, sheet.ink.line, Sheet.round_mark)
    for week in kept:
        sheet.disc((sheet.across(week), FOOT), 4.5 if sheet.weeks <= 30 else 3.5, sheet.ink.moment)
    return sheet.png()


def draw_both(first: Sequence[Point], second: Sequence[Point]) -> bytes:
    """Two lines alike but for their hue and the form of their points. A PNG."""
    sheet = Sheet.of(LIGHT, [week for week, _ in (*first, *second)])
    sheet.frame()
    sheet.line(first, BOTH[0], Sheet.round_mark)
    sheet.line(second, BOTH[1], Sheet.square_mark)
    return sheet.png()


@dataclass
class Sheet:
    """What is drawn on; places are those of the finished picture."""

    ink: Ink
    first: date
    weeks: int  # from the first to the last
    image: Image
    draw: ImageDraw

    @classmethod
    def of(cls, ink: Ink, weeks: Sequence[date]) -> Sheet:
        from PIL import Image as images  # slow to import, and few starts draw anything
        from PIL import ImageDraw as drawing

        image = images.new("RGB", (WIDTH * FINE, HEIGHT * FINE), ink.paper)
        first, last = min(weeks), max(weeks)
        weeks_wide = max((last - first).days // 7 + 1, FEWEST)
        return cls(ink, first, weeks_wide, image, drawing.Draw(image))

    def png(self) -> bytes:
        from PIL.Image import Resampling

        written = BytesIO()
        self.image.resize((WIDTH, HEIGHT), Resampling.LANCZOS).save(written, "PNG", optimize=True)
        return written.getvalue()

    def across(self, week: date) -> float:
        return LEFT + (RIGHT - LEFT) * ((week - self.first).days / 7) / (self.weeks - 1)

    def height(self, level: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * level / HIGHEST

    def band(self, low: float, high: float) -> None:
        box = (LEFT - 24, self.height(high), RIGHT + 24, self.height(low))
        self.draw.rounded_rectangle([FINE * at for at in box], FINE * 14, self.ink.band)

    def frame(self) -> None:
        """Hair lines, and two circles at each end: one in the other is near, one beside the other far."""
        for level in (0.0, HIGHEST / 2, HIGHEST):
            at = self.height(level)
            self._stroke([(LEFT - 24, at), (RIGHT + 24, at)], 1.2, self.ink.rule)
        for level, apart in ((HIGHEST, 8), (HIGHEST / 2, 14), (0.0, 21)):
            for side in (-1, 1):
                self._ring((SIGNS + side * apart, self.height(level)), 15)

    def line(self, points: Sequence[Point], colour: Colour, mark: Mark) -> None:
        """Weeks that follow each other are joined; over a week that is missing the line is pale."""
        places = [(self.across(week), self.height(level)) for week, level in points]
        thick, size = (4.0, 7.5) if self.weeks <= MANY else (3.0, 4.2)
        pale = _between(colour, self.ink.paper, 0.62)
        for at in range(1, len(points)):
            follows = (points[at][0] - points[at - 1][0]).days <= 7
            self._stroke(
                places[at - 1 : at + 1], thick if follows else thick * 0.7, colour if follows else pale
            )
        for at, place in enumerate(places):
            mark(self, place, size * (1.35 if at == len(places) - 1 else 1.0), colour)

    def round_mark(self, at: tuple[float, float], size: float, colour: Colour) -> None:
        self.disc(at, size + 2.5, self.ink.paper)
        self.disc(at, size, colour)

    def square_mark(self, at: tuple[float, float], size: float, colour: Colour) -> None:
        for half, filled in ((size * 0.9 + 2.5, self.ink.paper), (size * 0.9, colour)):
            self.draw.rounded_rectangle(_box(at, half), FINE * half * 0.25, filled)

    def disc(self, at: tuple[float, float], radius: float, colour: Colour) -> None:
        self.draw.ellipse(_box(at, radius), colour)

    def _ring(self, at: tuple[float, float], radius: float) -> None:
        self.draw.ellipse(_box(at, radius), outline=self.ink.sign, width=round(2.2 * FINE))

    def _stroke(self, places: Sequence[tuple[float, float]], thick: float, colour: Colour) -> None:
        self.draw.line([(x * FINE, y * FINE) for x, y in places], colour, round(thick * FINE), joint="curve")


def _box(at: tuple[float, float], half: float) -> tuple[float, float, float, float]:
    x, y = at
    return (x - half) * FINE, (y - half) * FINE, (x + half) * FINE, (y + half) * FINE


def _between(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue

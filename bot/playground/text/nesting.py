"""How entities fit into each other: what crosses another is cut or dropped, as Telegram does."""

from __future__ import annotations

from itertools import pairwise

from ..network.world import Json
from .marks import FIXED, QUOTES, STYLES, end_of, mark, order, overlap, sticks_out

MOST_ENTITIES = 100


def nested(marks: list[Json]) -> list[Json]:
    """The entities in order, and so that of two that share a character one holds the other."""
    marks = sorted(marks, key=order)
    if _fit_already(marks):
        return marks
    styles, quotes, others = _sorted_out(marks)
    quotes = _apart(quotes)
    others = [one for one in _apart(others) if not any(sticks_out(one, quote) for quote in quotes)]
    return _with_styles(styles, others + quotes)


def joined(marks: list[Json], found: list[Json]) -> list[Json]:
    """Those of the caller stay; those found in the text give way where they touch them."""
    if not found:
        return marks
    styles, quotes, others = _sorted_out(marks)
    new = [one for one in found if not any(overlap(one, other) for other in others)]
    new = [one for one in new if not any(sticks_out(one, quote) for quote in quotes)]
    return _with_styles(styles, others + new + quotes)


def at_most(marks: list[Json], most: int = MOST_ENTITIES) -> list[Json]:
    """The first `most`: quotes, code and links before styles. Custom emoji do not count."""
    if len(marks) <= most:
        return marks
    styles, quotes, others = _sorted_out(marks)
    emoji = [one for one in others if one["type"] == "custom_emoji"]
    counted = sorted((one for one in others + quotes if one["type"] != "custom_emoji"), key=order)[:most]
    pieces = _with_styles(styles, [])[: most - len(counted)]
    return _with_styles(pieces, counted + emoji)


def _sorted_out(marks: list[Json]) -> tuple[list[Json], list[Json], list[Json]]:
    styles = [one for one in marks if one["type"] in STYLES]
    quotes = [one for one in marks if one["type"] in QUOTES]
    return styles, quotes, [one for one in marks if one["type"] not in STYLES + QUOTES]


def _fit_already(marks: list[Json]) -> bool:
    """Whether nothing has to change. Styles inside a style are looked at again: their cuts have an order."""
    around: list[Json] = []
    last_style_end: dict[str, int] = {}
    for one in marks:
        while around and end_of(around[-1]) <= one["offset"]:
            around.pop()
        if around and (end_of(one) > end_of(around[-1]) or not _may_hold(around, one)):
            return False
        if one["type"] in STYLES:
            if last_style_end.get(one["type"], -1) >= one["offset"]:
                return False
            last_style_end[one["type"]] = end_of(one)
        around.append(one)
    return True


def _may_hold(around: list[Json], one: Json) -> bool:
    if any(outer["type"] not in QUOTES and outer["type"] not in STYLES for outer in around):
        return one["type"] in STYLES and not any(outer["type"] in FIXED + STYLES for outer in around)
    return all(outer["type"] in QUOTES for outer in around) and one["type"] not in QUOTES


def _with_styles(styles: list[Json], others: list[Json]) -> list[Json]:
    """Styles of one kind are joined where they touch, and cut where anything else begins or ends."""
    runs = [run for kind in STYLES for run in _runs(kind, styles)]
    cuts = {edge for other in others for edge in (other["offset"], end_of(other))}
    cuts |= {begin for _, begin, _ in runs}
    fixed = [other for other in others if other["type"] in FIXED]
    pieces = []
    for kind, begin, end in runs:
        edges = sorted({begin, end} | {cut for cut in cuts if begin < cut < end})
        for left, right in pairwise(edges):
            piece = mark(kind, left, right)
            if not any(overlap(piece, other) for other in fixed):
                pieces.append(piece)
    return sorted(others + pieces, key=order)


def _runs(kind: str, styles: list[Json]) -> list[tuple[str, int, int]]:
    runs: list[tuple[str, int, int]] = []
    for one in sorted((one for one in styles if one["type"] == kind), key=order):
        if runs and one["offset"] <= runs[-1][2]:
            runs[-1] = (kind, runs[-1][1], max(runs[-1][2], end_of(one)))
        else:
            runs.append((kind, one["offset"], end_of(one)))
    return runs


def _apart(marks: list[Json]) -> list[Json]:
    kept: list[Json] = []
    for one in marks:
        if not kept or one["offset"] >= end_of(kept[-1]):
            kept.append(one)
    return kept

"""A text and its entities, cleaned, nested and trimmed as Telegram keeps them.

Follows `fix_formatted_text` of TDLib: the caller's entities are sorted, made to nest, freed of white space,
and joined with those found in the text. Offsets count UTF-16 code units.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from . import entities as found_entities
from .errors import bad_request
from .world import Json

STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
QUOTES = ("blockquote", "expandable_blockquote")
FIXED = ("pre", "code")
HIDDEN = ("text_link", "text_mention", "custom_emoji")
PRIORITY = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 10,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
UNWANTED = re.compile(r"[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")
INVISIBLE = " \n\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u2800\u3164\ufeff"
BLANKS = (b" \0", b"\n\0")
MOST_ENTITIES = 100


@dataclass(frozen=True)
class Formatted:
    """A text ready to be kept, with its entities in order."""

    text: str
    entities: list[Json]


def formatted(text: str, given: list[Json]) -> Formatted:
    """Raises `Refused` when an entity does not fit the text. A text with nothing to see comes back empty."""
    for entity in given:
        _check_bounds(entity)
    marks = nested([dict(entity) for entity in given if entity["length"] > 0])
    _check_fit(text, marks)
    text, marks = _cleaned(text, marks)
    text, marks = _trimmed(text, nested(_without_blanks(text, marks)))
    if not text.strip(INVISIBLE):
        return Formatted("", [])
    joined = _joined(marks, found_entities.find(text))
    return Formatted(text, _without_blanks(text, joined)[:MOST_ENTITIES])


def _check_bounds(entity: Json) -> None:
    for field in ("offset", "length"):
        if not 0 <= entity[field] <= 1_000_000:
            raise bad_request(f"receive an entity with incorrect {field} {entity[field]}")


def _check_fit(text: str, marks: list[Json]) -> None:
    """An entity must begin and end at characters of the text."""
    if not marks:
        return
    at = found_entities.offsets(text)
    edges = at if isinstance(at, range) else set(at)
    for mark in marks:
        begin, end = mark["offset"], _end(mark)
        if begin >= at[-1]:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {begin}")
        if end > at[-1]:
            raise bad_request(
                f"entity beginning at UTF-16 offset {begin} ends after the end of the text"
                f" at UTF-16 offset {end}"
            )
        if begin not in edges:
            raise bad_request(
                f"entity begins in a middle of a UTF-16 symbol at byte offset {_byte(text, begin + 1)}"
            )
        if end not in edges:
            raise bad_request(
                f"entity beginning at UTF-16 offset {begin} ends in a middle of a UTF-16 symbol"
                f" at byte offset {_byte(text, end + 1)}"
            )


def _byte(text: str, units: int) -> int:
    return len(text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore").encode())


def _cleaned(text: str, marks: list[Json]) -> tuple[str, list[Json]]:
    """Control characters become spaces, some are dropped, and the entities move along."""
    if UNWANTED.search(text) is None:
        return text, marks
    kept: list[str] = []
    moved: list[int] = []
    length = 0
    for character in text:
        moved.extend([length] * (2 if character > "\uffff" else 1))
        new = character if UNWANTED.match(character) is None else (" " if character < " " else "")
        new = "" if character == "\r" else new
        kept.append(new)
        length += sum(2 if letter > "\uffff" else 1 for letter in new)
    moved.append(length)
    return "".join(kept), [_placed(mark, moved[mark["offset"]], moved[_end(mark)]) for mark in marks]


def _trimmed(text: str, marks: list[Json]) -> tuple[str, list[Json]]:
    """White space at the end goes, and at the beginning unless an entity holds it."""
    text = text.rstrip(" \n")
    end = found_entities.offsets(text)[-1] if marks else 0
    marks = [_placed(mark, mark["offset"], min(_end(mark), end)) for mark in marks if mark["offset"] < end]
    blank = len(text) - len(text.lstrip(" \n"))
    if marks:
        blank = min(blank, min(mark["offset"] for mark in marks))
    return text[blank:], [_placed(mark, mark["offset"] - blank, _end(mark) - blank) for mark in marks]


def _without_blanks(text: str, marks: list[Json]) -> list[Json]:
    """Entities do not begin with white space, and none is made of it alone."""
    if not marks:
        return marks
    wide = text.encode("utf-16-le")
    kept = []
    for mark in marks:
        begin, end = mark["offset"], _end(mark)
        if mark["type"] not in HIDDEN:
            while begin < end and wide[2 * begin : 2 * begin + 2] in BLANKS:
                begin += 1
        if begin < end:
            kept.append(_placed(mark, begin, end))
    return sorted(kept, key=_order)


def nested(marks: list[Json]) -> list[Json]:
    """Entities that fit into each other: what crosses another is cut or dropped, as Telegram does."""
    marks = sorted(marks, key=_order)
    if _fit_already(marks):
        return marks
    whole = _apart([mark for mark in marks if mark["type"] not in STYLES + QUOTES])
    quotes = _apart([mark for mark in marks if mark["type"] in QUOTES])
    whole = [mark for mark in whole if not any(_cross(mark, quote) for quote in quotes)]
    return _with_styles([mark for mark in marks if mark["type"] in STYLES], whole + quotes)


def _fit_already(marks: list[Json]) -> bool:
    around: list[Json] = []
    last_style_end: dict[str, int] = {}
    for mark in marks:
        while around and _end(around[-1]) <= mark["offset"]:
            around.pop()
        if around and (_end(mark) > _end(around[-1]) or not _may_hold(around, mark)):
            return False
        if mark["type"] in STYLES:
            if last_style_end.get(mark["type"], -1) >= mark["offset"]:
                return False
            last_style_end[mark["type"]] = _end(mark)
        around.append(mark)
    return True


def _may_hold(around: list[Json], mark: Json) -> bool:
    kinds = [outer["type"] for outer in around]
    if mark["type"] in kinds or any(kind in FIXED for kind in kinds):
        return False
    if mark["type"] in QUOTES:
        return not any(kind in QUOTES for kind in kinds)
    return mark["type"] in STYLES or not any(kind not in STYLES + QUOTES for kind in kinds)


def _joined(marks: list[Json], found: list[Json]) -> list[Json]:
    """The caller's entities stay; those found give way where they touch them."""
    if not found:
        return marks
    styles = [mark for mark in marks if mark["type"] in STYLES]
    quotes = [mark for mark in marks if mark["type"] in QUOTES]
    whole = [mark for mark in marks if mark["type"] not in STYLES + QUOTES]
    new = [mark for mark in found if not any(_overlap(mark, other) for other in whole)]
    new = [mark for mark in new if not any(_cross(mark, quote) for quote in quotes)]
    return _with_styles(styles, whole + new + quotes)


def _with_styles(styles: list[Json], others: list[Json]) -> list[Json]:
    """Styles of one kind are joined where they touch, and cut where anything else begins or ends."""
    runs = [run for kind in STYLES for run in _runs(kind, styles)]
    cuts = {edge for other in others for edge in (other["offset"], _end(other))}
    cuts |= {begin for _, begin, _ in runs}
    plain = [other for other in others if other["type"] in FIXED]
    pieces = []
    for kind, begin, end in runs:
        edges = sorted({begin, end} | {cut for cut in cuts if begin < cut < end})
        for left, right in pairwise(edges):
            piece = {"type": kind, "offset": left, "length": right - left}
            if not any(_overlap(piece, fixed) for fixed in plain):
                pieces.append(piece)
    return sorted(others + pieces, key=_order)


def _runs(kind: str, styles: list[Json]) -> list[tuple[str, int, int]]:
    runs: list[tuple[str, int, int]] = []
    for mark in sorted((mark for mark in styles if mark["type"] == kind), key=_order):
        if runs and mark["offset"] <= runs[-1][2]:
            runs[-1] = (kind, runs[-1][1], max(runs[-1][2], _end(mark)))
        else:
            runs.append((kind, mark["offset"], _end(mark)))
    return runs


def _apart(marks: list[Json]) -> list[Json]:
    kept: list[Json] = []
    for mark in marks:
        if not kept or mark["offset"] >= _end(kept[-1]):
            kept.append(mark)
    return kept


def _end(mark: Json) -> int:
    return int(mark["offset"]) + int(mark["length"])


def _placed(mark: Json, begin: int, end: int) -> Json:
    return mark | {"offset": begin, "length": end - begin}


def _overlap(one: Json, other: Json) -> bool:
    return bool(one["offset"] < _end(other) and other["offset"] < _end(one))


def _cross(one: Json, quote: Json) -> bool:
    """They overlap, and `one` does not lie inside the quote."""
    return _overlap(one, quote) and not (quote["offset"] <= one["offset"] and _end(one) <= _end(quote))


def _order(mark: Json) -> tuple[int, int, int]:
    return mark["offset"], -mark["length"], PRIORITY.get(mark["type"], 50)

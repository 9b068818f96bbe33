"""One entity of a text: its kind, its place in UTF-16 units, and how it lies to others."""

from __future__ import annotations

from ..network.world import Json

STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
QUOTES = ("blockquote", "expandable_blockquote")
FIXED = ("pre", "code", "date_time")  # they hold nothing, and only a quote holds them
PRIORITY = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 10,
    "code": 20,
    "date_time": 30,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
FOUND = 50  # what Telegram finds by itself


def mark(kind: str, begin: int, end: int, **more: object) -> Json:
    return {"type": kind, "offset": begin, "length": end - begin, **more}


def end_of(one: Json) -> int:
    return int(one["offset"]) + int(one["length"])


def placed(one: Json, begin: int, end: int) -> Json:
    """The same entity elsewhere."""
    return one | {"offset": begin, "length": end - begin}


def order(one: Json) -> tuple[int, int, int]:
    """Telegram's order: by place, the longer first, quotes before code before links before styles."""
    return one["offset"], -one["length"], PRIORITY.get(one["type"], FOUND)


def overlap(one: Json, other: Json) -> bool:
    return bool(one["offset"] < end_of(other) and other["offset"] < end_of(one))


def sticks_out(one: Json, quote: Json) -> bool:
    """They overlap, and `one` does not lie inside the quote."""
    inside = quote["offset"] <= one["offset"] and end_of(one) <= end_of(quote)
    return overlap(one, quote) and not inside

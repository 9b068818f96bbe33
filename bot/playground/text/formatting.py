"""A text and its entities, cleaned, nested and trimmed as Telegram keeps them.

Follows `fix_formatted_text` of TDLib. Offsets count UTF-16 code units.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import bad_request
from ..network.world import Json
from . import entities as found_entities
from .cleaning import check_bounds, cleaned, is_blank, trimmed
from .marks import order
from .nesting import MOST_ENTITIES, at_most, joined, nested

HIDDEN = ("bank_card_number",)  # known to Telegram, shown to no bot


@dataclass(frozen=True)
class Formatted:
    """A text ready to be kept, with its entities in order."""

    text: str
    entities: list[Json]


def formatted(text: str, given: list[Json]) -> Formatted:
    """Raises `Refused` when an entity does not fit the text. A text with nothing to see comes back empty."""
    check_encoding(text)
    check_bounds(given)
    text, marks = cleaned(text, nested([dict(one) for one in given if one["length"] > 0]))
    if is_blank(text):
        return Formatted("", [])
    text, marks = trimmed(text, nested(marks), found_entities.offsets(text))
    marks = joined(at_most(sorted(marks, key=order)), found_entities.find(text))
    shown = [one for one in marks if one["type"] not in HIDDEN]
    return Formatted(text, shown[:MOST_ENTITIES])


def check_encoding(text: str) -> None:
    """Raises `Refused` for half a character, which no text can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None

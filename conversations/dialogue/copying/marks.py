"""Writes text and the marks beside it as HTML. Whatever somebody wrote stays text."""

import re
from datetime import UTC, datetime
from html import escape

from conversations.dialogue.phrasebook import Entity, Text

TAGS = {"bold": "b", "italic": "i", "blockquote": "blockquote", "expandable_blockquote": "blockquote"}
AROUND_QUOTES = re.compile(r"\n*(</?blockquote>)\n*")


def to_html(text: Text) -> str:
    """The text with its marks; a quotation needs no empty lines around it."""
    units = text.text.encode("utf-16-le")
    marks = [mark for mark in text.entities if mark.length and (mark.type in TAGS or mark.unix_time)]
    places = {0, len(units) // 2}
    places |= {place for mark in marks for place in (mark.offset, mark.offset + mark.length)}
    pieces: list[str] = []
    at, opened = 0, list[tuple[int, str]]()
    for place in sorted(places):
        pieces.append(escape(units[2 * at : 2 * place].decode("utf-16-le")))
        while opened and opened[-1][0] <= place:
            pieces.append(f"</{opened.pop()[1]}>")
        for mark in marks:
            if mark.offset == place:
                pieces.append(f"<{_opening(mark)}>")
                opened.append((mark.offset + mark.length, _opening(mark).partition(" ")[0]))
        at = place
    return AROUND_QUOTES.sub(r"\1", "".join(pieces))


def _opening(mark: Entity) -> str:
    if mark.unix_time is None:
        return TAGS[mark.type]
    return f'time datetime="{datetime.fromtimestamp(mark.unix_time, UTC):%Y-%m-%dT%H:%M:%SZ}"'

"""The links MarkdownV2 puts in parentheses, and those that name a custom emoji or a time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .marked_text import broken, whole

OWN_LINK = re.compile(r"tg:(?://)?(emoji|time)/?\?([^#]*)", re.IGNORECASE | re.DOTALL)
BACKSLASH, CLOSING = b"\\)"


@dataclass(frozen=True)
class Moment:
    """A time a link names, and how it is to be written."""

    unix_time: int
    style: str


def parenthesised(source: bytes, begin: int, end: int) -> tuple[int, str]:
    """The place behind the closing parenthesis, and the address before it without its backslashes."""
    at = begin
    url = bytearray()
    while at < end and source[at] != CLOSING:
        if source[at] == BACKSLASH and 0 < source[at + 1] <= 126:
            at += 1
        url.append(source[at])
        at += 1
    if at >= end:
        raise broken(f"Can't find end of a URL at byte offset {begin}")
    return at + 1, url.decode()


def emoji_or_moment(url: str) -> int | Moment | None:
    """What tg://emoji?id= or tg://time?unix= names: the number of an emoji, a moment, or nothing."""
    found = OWN_LINK.match(url)
    if found is None:
        return None
    pairs = [pair.partition("=")[::2] for pair in found[2].split("&")]
    if found[1].lower() == "emoji":
        # The first of several counts.
        return next((whole(value, 64) for name, value in pairs if name == "id"), None) or None
    return _moment(pairs)


def _moment(pairs: list[tuple[str, str]]) -> Moment | None:
    times = [whole(value, 32) for name, value in pairs if name == "unix"]
    if not times or any(time is None or time <= 0 for time in times):
        return None
    style = next((value for name, value in reversed(pairs) if name == "format"), "")
    return Moment(times[-1] or 0, style)

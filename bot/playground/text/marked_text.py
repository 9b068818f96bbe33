"""What the readers of HTML and Markdown share: the source as bytes, the words so far, links and moments."""

from __future__ import annotations

import re

from ..errors import Refused, bad_request
from ..network.world import Json
from .links import address_or_none, mentioned_user
from .marks import mark

PADDING = b"\0\0\0\0"  # so that one may look a few bytes ahead of the end
SPACES = b" \t\r\n\0\v"
WHOLE = re.compile(r"0|-?[1-9][0-9]*")
FORMAT = re.compile(r"[tTdDwW]*")


def as_bytes(source: str) -> bytes:
    """The source in UTF-8 with zeros after its end. Raises `Refused` for half a character."""
    try:
        return source.encode() + PADDING
    except UnicodeEncodeError:
        raise bad_request("text must be encoded in UTF-8") from None


def broken(words: str) -> Refused:
    return bad_request(f"can't parse entities: {words}")


def skip_until(source: bytes, at: int, stops: bytes) -> int:
    """The place of the first byte that is one of `stops`; a zero must be among them."""
    while source[at] not in stops:
        at += 1
    return at


def skip_space(source: bytes, at: int) -> int:
    while source[at] and source[at] in SPACES:
        at += 1
    return at


def past_language(source: bytes, at: int, end: int) -> tuple[int, str]:
    """After three backticks: the place behind the language and one line break, and the language."""
    stop = skip_until(source, at, SPACES + b"`")
    language = ""
    if at != stop and stop < end and source[stop : stop + 1] != b"`":
        language, at = source[at:stop].decode(), stop
    if source[at] in b"\r\n":
        at += 2 if source[at + 1] in b"\r\n" and source[at] != source[at + 1] else 1
    return at, language


class Writing:
    """The words read so far, in UTF-8, and how many UTF-16 units they are."""

    def __init__(self) -> None:
        self.words = bytearray()
        self.units = 0

    def add(self, byte: int) -> None:
        self.words.append(byte)
        if byte & 0xC0 != 0x80:
            self.units += 2 if byte >= 0xF0 else 1

    def since(self, begin: int) -> str:
        """The words from byte `begin` on."""
        return self.words[begin:].decode(errors="replace")

    def __str__(self) -> str:
        return self.words.decode()


def link(url: str, begin: int, end: int) -> list[Json]:
    """A mention of a person (with a `user_id` still to be looked up), a link, or nothing when it leads nowhere."""
    user_id = mentioned_user(url)
    if user_id is not None:
        return [mark("text_mention", begin, end, user_id=user_id)]
    address = address_or_none(url)
    return [mark("text_link", begin, end, url=address)] if address else []


def moment(unix_time: int, style: str, begin: int, end: int) -> Json:
    """A time each reader sees on their own clock. Raises `Refused` for a style Telegram does not know."""
    canonical = date_style(style)
    if canonical is None:
        raise broken("Invalid date format used")
    more = {"date_time_format": canonical} if canonical else {}
    return mark("date_time", begin, end, unix_time=unix_time) | more


def date_style(style: str) -> str | None:
    """The style as Telegram writes it back (weekday, date, time; a short form wins), None for a wrong one."""
    if style in ("r", "R"):
        return "r"
    if not FORMAT.fullmatch(style):
        return None
    parts = ("wW", "d", "D", "t", "T")
    weekday, short_date, long_date, short_time, long_time = (
        any(sign in style for sign in part) for part in parts
    )
    date = "d" if short_date else "D" if long_date else ""
    time = "t" if short_time else "T" if long_time else ""
    return ("w" if weekday else "") + date + time


def whole(value: str, bits: int) -> int | None:
    """A number written in the one usual way that fits, None for anything else."""
    if not WHOLE.fullmatch(value) or len(value) > 20:
        return None
    number = int(value)
    return number if -(2 ** (bits - 1)) <= number < 2 ** (bits - 1) else None

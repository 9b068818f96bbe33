"""What Telegram marks in a text by itself: commands, mentions, hashtags, links and addresses.

The rules are those of TDLib's MessageEntity.cpp. Offsets and lengths count UTF-16 code units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from .world import Json

Span = tuple[int, int, str]

COMMAND = re.compile(r"(?<![\w/<>])/([a-zA-Z0-9_]++)(?:@([a-zA-Z0-9_]*+))?+(?![\w/<>])")
MENTION = re.compile(r"(?<!\w)@([a-zA-Z0-9_]{2,32}+)(?!\w)")
TAG_LETTER = r"[\w\u200c\u00b7\u0d80-\u0dff]"
HASHTAG = re.compile(rf"(?<!{TAG_LETTER})#({TAG_LETTER}{{1,256}}+)(?![#\w])")
CASHTAG = re.compile(rf"(?<![$\w\u200c])\$(1INCH|[A-Z]{{1,8}}+)(?!{TAG_LETTER}|\$)")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}+@(?:[A-Za-z0-9][A-Za-z0-9_-]*+\.)+[A-Za-z]{2,8}(?![\w-])")
LINK = re.compile(
    r"(?<![\w/#@])(?P<protocol>(?:https?|ftp)://)?(?P<host>(?:[\w~-]+\.)+[\w-]+)(?P<port>:\d{1,5})?"
    r"(?P<path>[/?#][^\s\u2000-\u200b\u200e\u200f\u2016-\u206f<>\"«»]*)?",
    re.IGNORECASE,
)
APP_LINK = re.compile(r"(?:tg|ton)://[a-z0-9_-]{1,253}(?:[/?#][^\s<>\"«»]*)?", re.IGNORECASE)
SHORT_MENTIONS = frozenset({"gif", "vid", "pic", "ya"})
BAD_LINK_END = ".:;,('?!`"
TOP_LEVEL = frozenset(
    "com org net edu gov mil int info biz name io co me tv app dev ai xyz site online store shop blog"
    " page link live chat love life care health family today world club team space cloud email tokyo osaka"
    " kyoto jp uk us de fr it es nl be ch at se no dk fi pl cz ru ua tr in cn kr tw hk sg my th vn id ph au"
    " nz ca br mx ar cl pt gr ie eu asia to gg fm ly st ws cc みんな コム".split()
)


def find(text: str) -> list[Json]:
    """The entities Telegram adds by itself, in order and never overlapping."""
    if not any(sign in text for sign in "/@#$.:"):
        return []
    spans = sorted(_all(text), key=lambda span: (span[0], -span[1]))
    kept: list[Span] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    at = offsets(text)
    return [{"type": kind, "offset": at[begin], "length": at[end] - at[begin]} for begin, end, kind in kept]


def offsets(text: str) -> range | list[int]:
    """For each character index the UTF-16 offset, the end of the text included."""
    if text.isascii() or max(text) <= "\uffff":
        return range(len(text) + 1)
    return [0, *accumulate(2 if character > "\uffff" else 1 for character in text)]


def _all(text: str) -> Iterator[Span]:
    for found in COMMAND.finditer(text):
        name, bot = found.groups()
        if len(name) <= 64 and (bot is None or 3 <= len(bot) <= 32):
            yield *found.span(), "bot_command"
    for found in MENTION.finditer(text):
        if len(found[1]) >= 4 or found[1].lower() in SHORT_MENTIONS:
            yield *found.span(), "mention"
    for found in HASHTAG.finditer(text):
        if any(letter.isalpha() for letter in found[1]):
            yield *found.span(), "hashtag"
    for found in CASHTAG.finditer(text):
        yield *found.span(), "cashtag"
    yield from _addresses(text)


def _addresses(text: str) -> Iterator[Span]:
    if "@" in text:
        for found in EMAIL.finditer(text):
            yield *found.span(), "email"
    if "://" in text:
        for found in APP_LINK.finditer(text):
            yield found.start(), found.start() + len(found[0].rstrip(BAD_LINK_END)), "url"
    for found in LINK.finditer(text):
        if _is_host(found["host"], protocol=bool(found["protocol"])):
            yield found.start(), found.end() - _excess(found["path"] or ""), "url"


def _is_host(host: str, *, protocol: bool) -> bool:
    """A name with a known ending, any name after http://, or four numbers."""
    parts = host.split(".")
    if any(not part or len(part) > 63 or part.endswith("-") for part in parts):
        return False
    if all(part.isdigit() for part in parts):
        return len(parts) == 4 and all(int(part) <= 255 for part in parts)
    ending = parts[-1]
    if ending.lower() in TOP_LEVEL:
        return True
    return protocol and len(ending) >= 2 and not ending.isdigit() and "_" not in ending


def _excess(path: str) -> int:
    """How many characters at the end of a path belong to the sentence around the link."""
    depth = {")": 0, "]": 0, "}": 0}
    opening = {"(": ")", "[": "]", "{": "}"}
    end = len(path)
    for place, sign in enumerate(path):
        if sign in opening:
            depth[opening[sign]] += 1
        elif sign in depth:
            depth[sign] -= 1
            if depth[sign] < 0:
                end = place
                break
    kept = path[:end].rstrip(BAD_LINK_END)
    return len(path) - len(kept)

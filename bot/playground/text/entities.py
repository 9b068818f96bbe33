"""What Telegram marks in a text by itself: commands, mentions, tags, links, addresses and numbers.

The rules are those of TDLib's MessageEntity.cpp. Offsets and lengths count UTF-16 code units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from unicodedata import category

from ..network.world import Json
from .addresses import addresses, app_links
from .marks import mark
from .numbers import cards, phones

Span = tuple[int, int, str]

COMMAND = re.compile(r"(?<![\w/<>])/([a-zA-Z0-9_]++)(?:@([a-zA-Z0-9_]*+))?+(?![\w/<>])")
MENTION = re.compile(r"(?<!\w)@([a-zA-Z0-9_]{2,32}+)(?!\w)")
CASHTAG = re.compile(r"\$(?:1INCH|[A-Z]{1,8}+)(?:@[a-zA-Z0-9_]{3,32}+(?![a-zA-Z0-9_]))?+")
TAGGED_CHAT = re.compile(r"@[a-zA-Z0-9_]{3,32}")
SHORT_MENTIONS = frozenset({"gif", "nft", "pic", "ufc", "vid"})
LONGEST_TAG = 256


def find(text: str) -> list[Json]:
    """The entities Telegram adds by itself, in order and never overlapping."""
    if not any(sign in text for sign in "/@#$.:") and not any(sign.isdigit() for sign in text):
        return []
    kept: list[Span] = []
    for span in sorted(_all(text), key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    at = offsets(text)
    return [mark(kind, at[begin], at[end]) for begin, end, kind in kept]


def offsets(text: str) -> range | list[int]:
    """For each character index the UTF-16 offset, the end of the text included."""
    if text.isascii() or max(text) <= "\uffff":
        return range(len(text) + 1)
    return [0, *accumulate(2 if character > "\uffff" else 1 for character in text)]


def _all(text: str) -> Iterator[Span]:
    yield from _mentions(text)
    yield from _commands(text)
    yield from _hashtags(text)
    yield from _cashtags(text)
    yield from ((*span, "phone_number") for span in phones(text))
    yield from ((*span, "bank_card_number") for span in cards(text))
    yield from app_links(text)
    yield from addresses(text)


def _mentions(text: str) -> Iterator[Span]:
    for found in MENTION.finditer(text):
        if len(found[1]) >= 4 or found[1].lower() in SHORT_MENTIONS:
            yield *found.span(), "mention"


def _commands(text: str) -> Iterator[Span]:
    for found in COMMAND.finditer(text):
        name, bot = found.groups()
        if len(name) <= 64 and (bot is None or 3 <= len(bot) <= 32):
            yield *found.span(), "bot_command"


def _hashtags(text: str) -> Iterator[Span]:
    """#word or #word@chat; of a longer one the first 256 letters, with at least one that is no digit."""
    start = 0
    while (begin := text.find("#", start)) >= 0:
        letters = start = begin + 1
        if begin and _is_tag_letter(text[begin - 1]):
            continue
        while start < len(text) and _is_tag_letter(text[start]):
            start += 1
        end = min(start, letters + LONGEST_TAG)
        chat = TAGGED_CHAT.match(text, start) if end == start > letters else None
        if chat is not None:
            end = start = chat.end()
        if text[start : start + 1] != "#" and any(
            _is_letter(sign) for sign in text[letters:end].partition("@")[0]
        ):
            yield begin, end, "hashtag"


def _cashtags(text: str) -> Iterator[Span]:
    for found in CASHTAG.finditer(text):
        around = (text[found.start() - 1 : found.start()] if found.start() else "") + text[found.end() :][:1]
        if not any(sign == "$" or _is_tag_letter(sign) for sign in around):
            yield *found.span(), "cashtag"


def _is_letter(sign: str) -> bool:
    return category(sign).startswith("L")


def _is_tag_letter(sign: str) -> bool:
    """A letter, a digit, and what some scripts write inside a word."""
    if sign in "_\u200c\u00b7" or "\u0d80" <= sign <= "\u0dff":
        return True
    return _is_letter(sign) or category(sign) == "Nd"

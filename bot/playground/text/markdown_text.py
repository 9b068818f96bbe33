"""Texts in MarkdownV2: marks that may lie in each other, quotes by lines, and everything else escaped.

Follows `parse_markdown_v2` of TDLib, byte by byte: places in complaints count bytes of UTF-8.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..network.world import Json
from .markdown_links import Moment, emoji_or_moment, parenthesised
from .marked_text import PADDING, Writing, as_bytes, broken, link, moment, past_language
from .marks import mark, order

RESERVED = b"_*[]()~`>#+-=|{}.!\n"
BACKSLASH, BACKTICK, NEWLINE, RETURN, QUOTE = b"\\`\n\r>"
# How Telegram calls each kind in its complaints.
NAMES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "blockquote": "BlockQuote",
}
# The longer sign of two that begin alike comes first.
OPENING = {
    b"__": "underline",
    b"_": "italic",
    b"*": "bold",
    b"~": "strikethrough",
    b"||": "spoiler",
    b"![": "custom_emoji",
    b"[": "text_link",
    b"```": "pre",
    b"`": "code",
}
CLOSING = {
    "underline": b"__",
    "italic": b"_",
    "bold": b"*",
    "strikethrough": b"~",
    "spoiler": b"||",
    "custom_emoji": b"]",
    "text_link": b"]",
    "pre": b"```",
    "code": b"`",
}


@dataclass(frozen=True)
class Opened:
    """A mark that waits for its end: where it stands in the source, where its words begin."""

    kind: str
    byte: int
    begin: int
    first_byte: int
    language: str = ""


def from_markdown(source: str) -> tuple[str, list[Json]]:
    """The text without its marks, and the entities they mean. Raises `Refused` as Telegram would."""
    return _Markdown(as_bytes(source)).read()


class _Markdown:
    def __init__(self, source: bytes) -> None:
        self.source = source
        self.end = len(source) - len(PADDING)
        self.at = 0
        self.writing = Writing()
        self.around: list[Opened] = []
        self.marks: list[Json] = []
        self.in_quote = False
        self.line_begins = True

    def read(self) -> tuple[str, list[Json]]:
        while self.at < self.end:
            self._step(self.source[self.at])
        if self.in_quote:
            self._end_last_quote()
        if self.around:
            raise self._no_end()
        return str(self.writing), sorted(self.marks, key=order)

    def _step(self, byte: int) -> None:
        if byte == BACKSLASH and 0 < self.source[self.at + 1] <= 126:
            self.at += 1
            escaped = self.source[self.at]
            self._write()
            self.line_begins = escaped == NEWLINE if escaped != RETURN else self.line_begins
        elif not self._is_reserved(byte):
            self._write()
            if byte & 0xC0 != 0x80 and byte != RETURN:
                self.line_begins = False
        elif self._ends_here(byte):
            self._close(byte)
        elif byte == NEWLINE:
            self._write()
            self.line_begins = True
        elif byte == QUOTE and self.line_begins:
            self._quote()
        else:
            self._open(byte)

    def _write(self) -> None:
        self.writing.add(self.source[self.at])
        self.at += 1

    def _is_reserved(self, byte: int) -> bool:
        if self.around and self.around[-1].kind in ("code", "pre"):
            return byte == BACKTICK
        return byte in RESERVED

    def _ends_here(self, byte: int) -> bool:
        """Whether the innermost mark ends, or the quote with its last line."""
        if not self.around:
            return False
        if self.in_quote and byte == NEWLINE and self.source[self.at + 1] != QUOTE:
            return True
        kind = self.around[-1].kind
        if kind == "blockquote":
            return False
        if kind == "italic" and self.source.startswith(b"__", self.at):
            return False
        return self.source.startswith(CLOSING[kind], self.at)

    def _quote(self) -> None:
        """The sign before a line of a quote; the first one begins it."""
        if not self.in_quote:
            self._push("blockquote", self.at)
            self.in_quote = True
        self.at += 1

    def _open(self, byte: int) -> None:
        sign = next((sign for sign in OPENING if self.source.startswith(sign, self.at)), None)
        if sign is None:
            raise broken(f"Character '{chr(byte)}' is reserved and must be escaped with the preceding '\\'")
        first = self.at
        self.at += len(sign)
        language = ""
        if sign == b"```":
            self.at, language = past_language(self.source, self.at, self.end)
        self._push(OPENING[sign], first, language)

    def _push(self, kind: str, byte: int, language: str = "") -> None:
        self.around.append(Opened(kind, byte, self.writing.units, len(self.writing.words), language))

    def _close(self, byte: int) -> None:
        if byte == NEWLINE:
            self._end_quote()
            return
        opened = self.around[-1]
        self.at += len(CLOSING[opened.kind])
        found = self._meant(opened)
        self.around.pop()
        self.marks += found if self.writing.units > opened.begin else []

    def _meant(self, opened: Opened) -> list[Json]:
        """The entity of a mark that has ended, with its link read."""
        begin, end = opened.begin, self.writing.units
        match opened.kind:
            case "text_link":
                url = self._url() if self.source.startswith(b"(", self.at) else None
                return link(self.writing.since(opened.first_byte) if url is None else url, begin, end)
            case "custom_emoji":
                if not self.source.startswith(b"(", self.at):
                    raise broken("The entity must contain a tg://emoji or tg://time URL")
                return [_emoji_or_moment(self._url(), begin, end)]
            case "pre" if opened.language:
                return [mark("pre", begin, end, language=opened.language)]
            case kind:
                return [mark(kind, begin, end)]

    def _url(self) -> str:
        self.at, url = parenthesised(self.source, self.at + 1, self.end)
        return url

    def _end_quote(self) -> None:
        """With the line break a quote ends; when the last mark opened is an empty spoiler, it is a folded one."""
        kind = "blockquote"
        if self.around[-1].kind != kind:
            if not self._is_fold(self.around[-1]):
                raise self._no_end()
            self.around.pop()
            kind = "expandable_blockquote"
        if self.around[-1].kind != "blockquote":
            raise self._no_end()
        begin = self.around.pop().begin
        self._write()
        self.in_quote = False
        self.line_begins = True
        self.marks.append(mark(kind, begin, self.writing.units))

    def _is_fold(self, opened: Opened) -> bool:
        """Two bars right before the end of the line."""
        after = self.source[opened.byte + 2 : self.at]
        return opened.kind == "spoiler" and (after == b"" or (after == b"\r"))

    def _end_last_quote(self) -> None:
        """A quote that lasts to the end of the text."""
        kind = "blockquote"
        if self.around[-1].kind == "spoiler" and self.around[-1].byte == self.end - 2:
            self.around.pop()
            kind = "expandable_blockquote"
        if self.around[-1].kind == "blockquote":
            begin = self.around.pop().begin
            self.marks += [mark(kind, begin, self.writing.units)] if self.writing.units > begin else []

    def _no_end(self) -> Exception:
        last = self.around[-1]
        name = "PreCode" if last.language else NAMES[last.kind]
        return broken(f"Can't find end of {name} entity at byte offset {last.byte}")


def _emoji_or_moment(url: str, begin: int, end: int) -> Json:
    match emoji_or_moment(url):
        case Moment(unix_time, style):
            return moment(unix_time, style, begin, end)
        case int(emoji_id):
            return mark("custom_emoji", begin, end, custom_emoji_id=str(emoji_id))
        case _:
            raise broken("Invalid tg://emoji or tg://time URL specified")

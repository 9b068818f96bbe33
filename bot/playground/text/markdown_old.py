"""Texts in the first Markdown of Telegram: bold, italic, links and code that do not lie in each other.

Follows `parse_markdown` of TDLib.
"""

from __future__ import annotations

from ..network.world import Json
from .marked_text import PADDING, Writing, as_bytes, broken, link, past_language
from .marks import mark

BACKSLASH, BACKTICK, BRACKET, OPENING = b"\\`[("
SPECIAL = b"_*`["
KINDS = {ord("_"): "italic", ord("*"): "bold", BACKTICK: "code"}


def from_old_markdown(source: str) -> tuple[str, list[Json]]:
    """The text without its marks, and the entities they mean. Raises `Refused` as Telegram would."""
    return _OldMarkdown(as_bytes(source)).read()


class _OldMarkdown:
    def __init__(self, source: bytes) -> None:
        self.source = source
        self.end = len(source) - len(PADDING)
        self.at = 0
        self.writing = Writing()
        self.marks: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while self.at < self.end:
            byte = self.source[self.at]
            if byte == BACKSLASH and self.source[self.at + 1] in SPECIAL:
                self.at += 1
                self._write()
            elif byte in SPECIAL:
                self._entity(byte)
            else:
                self._write()
        return str(self.writing), self.marks

    def _write(self) -> None:
        self.writing.add(self.source[self.at])
        self.at += 1

    def _entity(self, sign: int) -> None:
        """From one sign to its like; nothing in between is a mark, not even a backslash."""
        first, begin = self.at, self.writing.units
        self.at += 1
        is_block = self.source[first : first + 3] == b"```"
        language = ""
        if is_block:
            self.at, language = past_language(self.source, self.at + 2, self.end)
        closing = b"```" if is_block else b"]" if sign == BRACKET else bytes([sign])
        words = self.at
        while self.at < self.end and not self.source.startswith(closing, self.at):
            self._write()
        if self.at >= self.end:
            raise broken(f"Can't find end of the entity starting at byte offset {first}")
        if sign == BRACKET:
            url = self._url(words)
            self.marks += link(url, begin, self.writing.units) if self.writing.units > begin else []
        elif self.writing.units > begin:
            kind = "pre" if is_block else KINDS[sign]
            more = {"language": language} if language else {}
            self.marks.append(mark(kind, begin, self.writing.units) | more)
        self.at += len(closing)

    def _url(self, words: int) -> str:
        """The address in parentheses, else the words themselves; the last sign of either is not passed."""
        if self.source[self.at + 1] != OPENING:
            return self.source[words : self.at].decode()
        begin = self.at + 2
        closing = self.source.find(b")", begin, self.end)
        self.at = self.end if closing < 0 else closing
        return self.source[begin : self.at].decode()

"""Reading HTML byte by byte: escaped characters, names and values of attributes."""

from __future__ import annotations

import re

from .marked_text import SPACES, as_bytes, broken, skip_space, skip_until

ESCAPED = re.compile(rb"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]*));?")
NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
LONGEST_NUMBER = 9  # bytes, without the semicolon
TOKEN = re.compile(rb"[A-Za-z0-9.-]*")
GREATER, AMPERSAND, EQUALS = b">&="
UNMATCHED = (
    "Text contains invalid Unicode characters after decoding HTML entities,"
    " check for unmatched surrogate code units"
)


class HtmlSource:
    """A place in a source. Complaints name places by bytes, as Telegram's do."""

    def __init__(self, source: str) -> None:
        self.bytes = as_bytes(source)
        self.at = 0

    @property
    def byte(self) -> int:
        """The byte here, 0 at the end."""
        return self.bytes[self.at]

    def name(self, begin: int) -> bytes:
        """What stands between `begin` and the next white space or `>`, in small letters; passed over."""
        self.at = skip_until(self.bytes, begin, SPACES + b">")
        return self.bytes[begin : self.at].lower()

    def skip_space(self) -> None:
        self.at = skip_space(self.bytes, self.at)

    def letter(self) -> bytes:
        """The character that is escaped here (&lt; or &#60;), passed over; none when nothing is."""
        found = ESCAPED.match(self.bytes, self.at)
        if found is None:
            return b""
        letter = NAMED.get(found[3], "") if found[3] is not None else _numbered(found)
        if letter:
            self.at = found.end()
        return letter.encode(errors="surrogatepass")

    def attribute(self, tag: str, begin: int) -> tuple[str, str | None] | None:
        """A name and its value of the tag that began at `begin`; None when the tag has no more."""
        self.skip_space()
        if self.byte == GREATER:
            return None
        start = self.at
        self.at = skip_until(self.bytes, start, SPACES + b"=>/\"'")
        name = self.bytes[start : self.at].decode()
        if not name:
            raise broken(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self.skip_space()
        if self.byte != EQUALS:
            self._must_go_on(f' "{tag}"', begin)
            return name, None
        self.at += 1
        self.skip_space()
        self._must_go_on(f' "{tag}"', begin)
        value = self._quoted() if self.byte in b"\"'" else self._token()
        self._must_go_on("", begin)
        return name, value

    def _must_go_on(self, which: str, begin: int) -> None:
        if not self.byte:
            raise broken(f"Unclosed start tag{which} at byte offset {begin}")

    def _token(self) -> str:
        begin = self.at
        found = TOKEN.match(self.bytes, begin)
        self.at = found.end() if found else begin
        if self.byte not in SPACES + b">":
            raise broken(f"Unexpected end of name token at byte offset {begin}")
        return self.bytes[begin : self.at].decode().lower()

    def _quoted(self) -> str:
        quote = self.byte
        self.at += 1
        value = bytearray()
        while self.byte not in (quote, 0):
            letter = self.letter() if self.byte == AMPERSAND else b""
            if not letter:
                letter = self.bytes[self.at : self.at + 1]
                self.at += 1
            value += letter
        self.at += self.byte == quote
        return decoded(value)


def decoded(words: bytearray) -> str:
    """Raises `Refused` for half a character, which only a number in the source can have made."""
    try:
        return words.decode()
    except UnicodeDecodeError:
        raise broken(UNMATCHED) from None


def _numbered(found: re.Match[bytes]) -> str:
    """The character of a number; nothing for none, for what is beyond Unicode and for a long number."""
    if len(found[0].removesuffix(b";")) > LONGEST_NUMBER:
        return ""
    code = int(found[1] or b"0", 16) if found[1] is not None else int(found[2] or b"0")
    return chr(code) if 0 < code < 0x10FFFF else ""

"""Texts with tags: Telegram's simple HTML read into a text and its entities, with Telegram's complaints.

Follows `parse_html` of TDLib.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..network.world import Json
from .html_source import AMPERSAND, GREATER, HtmlSource, decoded
from .marked_text import Writing, broken, link, moment, whole
from .marks import mark, order

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
PREFIXES = {("code", "class"): "language-", ("span", "class"): "tg-"}
NUMBER = re.compile(r"-?[0-9]{1,20}")
LESS, SLASH = b"</"


@dataclass
class OpenTag:
    """A tag that waits for its end, with where its words begin."""

    name: str
    begin: int
    first_byte: int
    attributes: dict[str, str] = field(default_factory=dict)


def from_html(source: str) -> tuple[str, list[Json]]:
    """The text without its tags, and the entities the tags mean. Raises `Refused` as Telegram would."""
    if "\0" in source:
        raise broken("Text must not contain null bytes")
    return _Html(source).read()


class _Html:
    def __init__(self, source: str) -> None:
        self.source = HtmlSource(source)
        self.writing = Writing()
        self.around: list[OpenTag] = []
        self.marks: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while self.source.byte:
            self._step()
        if self.around:
            raise broken(f'Can\'t find end tag corresponding to start tag "{self.around[-1].name}"')
        return decoded(self.writing.words), sorted((_without_language(one) for one in self.marks), key=order)

    def _step(self) -> None:
        byte = self.source.byte
        if byte == AMPERSAND and (letter := self.source.letter()):
            for part in letter:
                self.writing.add(part)
        elif byte != LESS:
            self.writing.add(byte)
            self.source.at += 1
        elif self.source.bytes[self.source.at + 1] == SLASH:
            self._close(self.source.at)
        else:
            self._open(self.source.at)

    def _open(self, begin: int) -> None:
        name = self.source.name(begin + 1).decode()
        if not self.source.byte:
            raise broken(f"Unclosed start tag at byte offset {begin}")
        if name not in KINDS:
            raise broken(f'Unsupported start tag "{name}" at byte offset {begin}')
        tag = OpenTag(name, self.writing.units, len(self.writing.words))
        while found := self.source.attribute(name, begin):
            attribute, value = found
            if (value or "").startswith(PREFIXES.get((name, attribute), "")):
                tag.attributes[attribute] = value or ""
        self.source.at += 1
        if name == "span" and tag.attributes.get("class") != "tg-spoiler":
            raise broken(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.around.append(tag)

    def _close(self, begin: int) -> None:
        if not self.around:
            raise broken(f"Unexpected end tag at byte offset {begin}")
        name = self.source.name(begin + 2).decode()
        self.source.skip_space()
        if self.source.byte != GREATER:
            raise broken(f"Unclosed end tag at byte offset {begin}")
        self.source.at += 1
        tag = self.around.pop()
        if name and name != tag.name:
            raise broken(
                f'Unmatched end tag at byte offset {begin}, expected "</{tag.name}>", found "</{name}>"'
            )
        if self.writing.units > tag.begin:
            self._add(tag, self.writing.units)

    def _add(self, tag: OpenTag, end: int) -> None:
        """The entity of a tag that has ended."""
        given = tag.attributes
        match tag.name:
            case "a":
                url = given.get("href") or self.writing.since(tag.first_byte)
                self.marks += link(url, tag.begin, end)
            case "tg-emoji":
                self.marks.append(_emoji(given.get("emoji-id", ""), tag.begin, end))
            case "tg-time":
                time = moment(_unix(given.get("unix", "")), given.get("format", ""), tag.begin, end)
                self.marks += [time] if time["unix_time"] > 0 else []
            case "pre" | "code":
                self._add_code(tag, end)
            case "blockquote" if "expandable" in given:
                self.marks.append(mark("expandable_blockquote", tag.begin, end))
            case _:
                self.marks.append(mark(KINDS[tag.name], tag.begin, end))

    def _add_code(self, tag: OpenTag, end: int) -> None:
        """`<pre>` and `<code class="language-x">` around the same words are one block with a language."""
        language = tag.attributes.get("class", "").removeprefix("language-") if tag.name == "code" else ""
        last = self.marks[-1] if self.marks else {}
        if (last.get("offset"), last.get("length")) != (tag.begin, end - tag.begin):
            last = {}
        if tag.name == "pre" and last.get("type") == "code" and "language" in last:
            last["type"] = "pre"
        elif language and last.get("type") == "pre" and "language" not in last:
            last["language"] = language
        else:
            more = {"language": language} if language else {}
            self.marks.append(mark(tag.name, tag.begin, end) | more)


def _without_language(one: Json) -> Json:
    """A language means nothing on code that is no block."""
    return {name: value for name, value in one.items() if name != "language" or one["type"] == "pre"}


def _emoji(given: str, begin: int, end: int) -> Json:
    emoji_id = whole(given, 64)
    if not emoji_id:
        raise broken("Invalid custom emoji identifier specified")
    return mark("custom_emoji", begin, end, custom_emoji_id=str(emoji_id))


def _unix(given: str) -> int:
    """The number a value begins with, as Telegram's 32 bits hold it."""
    found = NUMBER.match(given)
    number = int(found[0]) if found else 0
    return (number + 2**31) % 2**32 - 2**31

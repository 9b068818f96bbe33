"""Turns a phrase into the words of one reader's language, with bold and italics as marks beside the text."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import lru_cache
from importlib.resources import files
from typing import Any

from conversations.dialogue.direction import isolated
from conversations.dialogue.moments import show_moment
from conversations.dialogue.phrases import NEWEST, Each, Joined, Moment, Phrase, Spoken, Value, say

LANGUAGES = ("en", "ja")
BETWEEN = {
    "en": {"sentence": " ", "line": "\n", "paragraph": "\n\n", "list": ", "},
    "ja": {"sentence": "", "line": "\n", "paragraph": "\n\n", "list": "、"},
}
TAGS = {"b": "bold", "i": "italic", "blockquote": "blockquote", "fold": "expandable_blockquote"}
PIECE = re.compile(r"\{(?P<place>[a-z_]+)\}|<(?P<end>/?)(?P<tag>[a-z]+)>")


@dataclass(frozen=True)
class Entity:
    """A mark on a stretch of text. `offset` and `length` in UTF-16 code units (Bot API MessageEntity)."""

    type: str
    offset: int
    length: int
    unix_time: int | None = None


@dataclass(frozen=True)
class Text:
    """What is sent: text, and marks beside it. There is no markup in it to escape."""

    text: str
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True)
class Reader:
    """For whom a phrase is turned into words."""

    language: str
    zone: str = "UTC"


class UnknownPhrase(KeyError):
    """The content has no such key: a mistake in a flow, never in what a person did."""


@dataclass
class _Writing:
    """Text under construction."""

    text: list[str] = field(default_factory=list)
    units: int = 0
    entities: list[Entity] = field(default_factory=list)

    def write(self, words: str) -> None:
        self.text.append(words)
        self.units += utf16_length(words)


class Phrasebook:
    """The words of all content files, by language and key."""

    def __init__(self, content: Mapping[str, Mapping[str, Any]]) -> None:
        self._content = content
        self._labels: dict[tuple[str, str], str] = {}  # in words already: a menu has ten of them

    def render(self, value: Value, reader: Reader) -> Text:
        """Words for this reader. Raises `UnknownPhrase` when the content lacks a key."""
        writing = _Writing()
        self._write(value, reader, writing)
        marks = tuple(sorted(writing.entities, key=lambda mark: (mark.offset, -mark.length)))
        return Text("".join(writing.text), marks)

    def words(self, value: Value, language: str) -> str:
        """The bare text, for buttons and toasts."""
        if not isinstance(value, Phrase) or value.values:
            return self.render(value, Reader(language)).text
        known = self._labels.get((value.key, language))
        if known is None:
            known = self._labels[value.key, language] = self.render(value, Reader(language)).text
        return known

    def table(self, key: str, language: str) -> dict[str, Any]:
        """A table in the order of the file: the options of a question, or a library such as `prompts`."""
        found = self._find(key, language)
        if not isinstance(found, Mapping):
            raise UnknownPhrase(f"{language}: {key}")
        return dict(found)

    def source(self, key: str, language: str) -> Any:
        """What stands in the file, with its places: a text, or a table. Raises `UnknownPhrase`."""
        return self._find(key, language)

    def with_lines(self, lines: Mapping[str, Mapping[str, Any]]) -> "Phrasebook":
        """The same words with other help lines: by language and country, each in the place of what stands there."""
        content = {}
        for language, pages in self._content.items():
            page = pages["helplines"]
            own = {**page["lines"], **lines[language]}
            content[language] = {**pages, "helplines": {**page, "lines": own}}
        return Phrasebook(content)

    def has(self, key: str) -> bool:
        """Whether every language has this key."""
        try:
            return all(self._find(key, language) is not None for language in LANGUAGES)
        except UnknownPhrase:
            return False

    def _find(self, key: str, language: str) -> Any:
        found: Any = self._content[language]
        for name in key.split("."):
            if not isinstance(found, Mapping) or name not in found:
                raise UnknownPhrase(f"{language}: {key}")
            found = found[name]
        return found

    def _write(self, value: Value, reader: Reader, writing: _Writing) -> None:
        match value:
            case None:
                return
            case str():
                writing.write(isolated(value))
            case int():
                writing.write(str(value))
            case Moment():
                shown = show_moment(value, reader.language, reader.zone)
                unix = int(value.at.timestamp())
                mark = Entity("date_time", writing.units, utf16_length(shown), unix)
                writing.write(shown)
                if not value.zone:
                    writing.entities.append(mark)
            case Spoken(language, what):
                self._write(what, Reader(language, reader.zone), writing)
            case Each():
                self._write_joined(self._each(value, reader.language), "\n", reader, writing)
            case Joined(parts, by):
                self._write_joined(parts, BETWEEN[reader.language][by], reader, writing)
            case Phrase(key, values):
                self._write_phrase(key, dict(values), reader, writing)

    def _each(self, each: Each, language: str) -> list[Value]:
        entries = self.table(each.table, language).values()
        if each.is_ == NEWEST:
            chosen = [max(entries, key=lambda entry: str(entry.get(each.where, "")))]
        else:
            chosen = [entry for entry in entries if not each.where or entry.get(each.where) == each.is_]
        marks = self._content[language].get(each.table.partition(".")[0], {}).get("mark", {})
        return [say(each.key, **_line_of(entry, marks)) for entry in chosen]

    def _write_joined(self, parts: Sequence[Value], between: str, reader: Reader, writing: _Writing) -> None:
        for position, part in enumerate(parts):
            if position:
                writing.write(between)
            self._write(part, reader, writing)

    def _write_phrase(self, key: str, values: dict[str, Value], reader: Reader, writing: _Writing) -> None:
        template = self._find(key, reader.language)
        if not isinstance(template, str):
            raise UnknownPhrase(f"{reader.language}: {key} is not a text")
        opened: list[tuple[str, int]] = []
        for kind, piece in _pieces(template):
            match kind:
                case "words":
                    writing.write(piece)
                case "place":
                    if piece not in values:
                        raise UnknownPhrase(f"{reader.language}: {key} wants {piece}")
                    self._write(values[piece], reader, writing)
                case "open":
                    opened.append((piece, writing.units))
                case "close":
                    tag, start = opened.pop()
                    if writing.units > start:
                        writing.entities.append(Entity(TAGS[tag], start, writing.units - start))


def _line_of(entry: Mapping[str, Any], marks: Mapping[str, str]) -> dict[str, Value]:
    """The fields of a library entry; those it may lack are empty. `marks`: what is said of entries of a level."""
    notes = [f"{entry[name]}" for name in ("hours", "note") if name in entry]
    mark, checked = marks.get(str(entry.get("level"))), entry.get("verified_on")
    notes += [mark] if mark else []
    return {
        "name": entry["name"],
        "number": entry["number"],
        "note": "".join(f"\n  {note}" for note in notes),
        "day": Moment(datetime.combine(checked, time(12), UTC), "date", "UTC") if checked else None,
    }


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


@lru_cache(maxsize=4096)
def _pieces(template: str) -> tuple[tuple[str, str], ...]:
    return tuple(_cut(template))


def _cut(template: str) -> Iterator[tuple[str, str]]:
    at = 0
    for found in PIECE.finditer(template):
        if found.start() > at:
            yield "words", template[at : found.start()]
        if found["place"]:
            yield "place", found["place"]
        elif found["tag"] in TAGS:
            yield ("close" if found["end"] else "open"), found["tag"]
        else:
            yield "words", found[0]
        at = found.end()
    if at < len(template):
        yield "words", template[at:]


def placeholders(template: str) -> frozenset[str]:
    """The names in braces that a text expects."""
    return frozenset(piece for kind, piece in _pieces(template) if kind == "place")


@lru_cache(maxsize=1)
def load_phrasebook() -> Phrasebook:
    """All content that ships with Attune. The name of a file is the first part of its keys."""
    content: dict[str, dict[str, Any]] = {}
    root = files("conversations.content")
    for language in LANGUAGES:
        pages = [page for page in (root / language).iterdir() if page.name.endswith(".toml")]
        content[language] = {
            page.name.removesuffix(".toml"): tomllib.loads(page.read_text(encoding="utf-8")) for page in pages
        }
    return Phrasebook(content)

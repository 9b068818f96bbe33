"""Reads every content file into single texts, each knowing where it stands and how it will be read."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parents[2] / "conversations" / "content"
LANGUAGES = ("en", "ja")

Content = Mapping[str, Mapping[str, Any]]  # language -> file -> its tables
Place = tuple[tuple[str, ...], Any, bool]  # path, value, whether on a card

# Leaves that steer and are not read: the same in every language.
DATA = {
    "prompts": {"depth", "mood", "avoid"},
    "packs": {"pack", "depth", "mood", "avoid"},
    "seasons": {"season", "depth", "mood", "avoid"},
    "phrases": {"role", "kind", "levels"},
    "feelings": {"offer"},
    "helplines": {"number", "kind", "level", "sources", "verified_on", "site"},
}
STEERING = frozenset[str]().union(*DATA.values())
LABEL_TABLES = ("feelings.words.", "needs.request.", "needs.offer.")

PLACE = re.compile(r"\{[a-z_]+\}")
TAG = re.compile(r"<(/?)([^<>\s]*)>")


@dataclass(frozen=True)
class Leaf:
    """One text of one file; `path` is its key in parts."""

    language: str
    file: str
    path: tuple[str, ...]
    text: str
    on_card: bool = False

    @property
    def key(self) -> str:
        return ".".join(self.path)

    @property
    def is_label(self) -> bool:
        """Whether it stands on a button."""
        above = self.path[:-1]
        listed = f"{self.file}.{self.key}".startswith(LABEL_TABLES)
        level = self.file == "tense_levels" and self.path[-1] == "label"
        return listed or level or "options" in above or bool({"button", "buttons"} & {*above, self.path[-1]})

    @property
    def is_turn(self) -> bool:
        """Whether it is a turn of the bot, which is short; cards and what partners say are not."""
        return (
            self.path[-1] == "text"
            and self.file not in ("prompts", "packs", "seasons", "phrases")
            and not self.on_card
        )

    @property
    def plain(self) -> str:
        """As it is read: no markup, and a name of four letters in each place."""
        return TAG.sub("", PLACE.sub("Mika", self.text))

    def blame(self, problem: str) -> str:
        return f"{self.language}/{self.file}.toml: {self.key}: {problem}"


def read_content(root: Path = CONTENT) -> Content:
    """All content files. The word lists of the rewording engine are not read out to anyone and stay out."""
    return {language: _read_folder(root / language) for language in LANGUAGES}


def _read_folder(folder: Path) -> dict[str, Any]:
    names = sorted(page.relative_to(folder) for page in folder.rglob("*.toml"))
    return {
        name.with_suffix("").as_posix(): tomllib.loads((folder / name).read_text("utf-8"))
        for name in names
        if "rewording" not in name.parts
    }


def texts(content: Content, language: str | None = None) -> Iterator[Leaf]:
    """Every text that a person may read."""
    for tongue in [language] if language else LANGUAGES:
        for file, tables in content[tongue].items():
            if file == "voice":
                continue
            for path, value, on_card in _walk(tables):
                if isinstance(value, str) and path[-1] not in DATA.get(file, ()):
                    yield Leaf(tongue, file, path, value, on_card)


def values(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every leaf of a file with its path: texts, numbers, lists that steer."""
    return ((path, value) for path, value, _ in _walk(table))


def _walk(table: Mapping[str, Any], above: tuple[str, ...] = (), card: bool = False) -> Iterator[Place]:
    on_card = card or table.get("card") is True or "card" in above
    for name, value in table.items():
        path = (*above, name)
        if isinstance(value, list) and name not in STEERING:
            value = {str(place): part for place, part in enumerate(value)}
        if isinstance(value, Mapping):
            yield from _walk(value, path, on_card)
        else:
            yield path, value, on_card


def says(text: str, word: str) -> bool:
    """Whether a word of our lists stands in a text: whole in English, as a run of signs in Japanese."""
    return _pattern(word).search(text) is not None


@cache
def _pattern(word: str) -> re.Pattern[str]:
    if word.isascii():
        return re.compile(rf"(?<![\w']){re.escape(word)}(?![\w'])", re.IGNORECASE | re.ASCII)
    return re.compile(re.escape(word))


def width(text: str, language: str) -> float:
    """Letters in English; in Japanese full-width characters, half-width ones counting half."""
    seen = [sign for sign in text if unicodedata.category(sign) not in ("Mn", "Cf")]
    if language == "en":
        return len(seen)
    return sum(1 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in seen)

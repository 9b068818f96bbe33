"""The rules the questions of the deck keep, each as a check that names file, key and problem."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import log
from typing import Any

from tests.content.reading import LANGUAGES, Content, Leaf, says, texts, width

Check = Callable[[Content], list[str]]

MOODS = ("joy", "curiosity", "thanks", "us", "inner")
LIGHT = ("joy", "curiosity", "us")
AVOID = (None, ["tension"], ["empty"], ["tension", "empty"])
PACKS = ("parents", "distance", "intimacy", "faith", "grief")
TENDER = ("intimacy", "grief")  # never after heat, never on an empty day
SEASONS = ("spring", "summer", "autumn", "winter")
FILES = ("prompts", "packs", "seasons")

A_YEAR, A_PACK, A_SEASON = 365, 20, 8
LONGEST = {"en": 25, "ja": 50}  # words; characters
MARK = {"en": "?", "ja": "？"}
BELONGS = {"parents": ("children",)}  # what a pack may speak of
ENDING = re.compile(r"(?:ies|ing|ed|es|s)$")

# Of all that two questions say, weighed by how rare it is in the deck, so much in common makes twins of them.
# Ours stay below 0.37; a question asked over in other words comes to 0.4 and more.
TWINS = 0.38


@dataclass(frozen=True)
class Row:
    """One question as it stands in a file."""

    language: str
    file: str
    id: str
    table: Mapping[str, Any]

    def blame(self, problem: str) -> str:
        return f"{self.language}/{self.file}.toml: {self.id}: {problem}"


def rows(content: Content, *files: str) -> Iterator[Row]:
    for language in LANGUAGES:
        for file in files or FILES:
            for id, table in content[language].get(file, {}).items():
                yield Row(language, file, id, table)


def asked(content: Content, language: str | None = None) -> list[Leaf]:
    """The text of every question."""
    return [leaf for leaf in texts(content, language) if leaf.file in FILES]


def enough_questions(content: Content) -> list[str]:
    """A year of them without any pack, and enough of each pack and season that it does not run dry."""
    count = Counter((row.language, _shelf(row)) for row in rows(content))
    wanted = {"prompts": A_YEAR, **dict.fromkeys(PACKS, A_PACK), **dict.fromkeys(SEASONS, A_SEASON)}
    return [
        f"{language}: {shelf}: {count[language, shelf]}, at least {least} wanted"
        for language in LANGUAGES
        for shelf, least in wanted.items()
        if count[language, shelf] < least
    ]


def _shelf(row: Row) -> str:
    return str(row.table.get({"packs": "pack", "seasons": "season"}.get(row.file, ""), row.file))


def known_values(content: Content) -> list[str]:
    """Depth, mood and the rest are words the code knows; an id says where its question belongs."""
    return [row.blame(problem) for row in rows(content) for problem in _unknown(row)]


def _unknown(row: Row) -> Iterator[str]:
    shelf = {"prompts": ("mood", MOODS), "packs": ("pack", PACKS), "seasons": ("season", SEASONS)}
    name, known = shelf[row.file]
    allowed = {"depth": (1, 2, 3), "mood": MOODS, "avoid": AVOID, name: known}
    if row.file == "seasons":
        allowed |= {"depth": (1, 2), "mood": LIGHT}
    for key, legal in allowed.items():
        if row.table.get(key) not in legal:
            yield f"{key} is {row.table.get(key)!r}"
    yield from (f"{key} is not known" for key in row.table if key not in {*allowed, "text"})
    if not re.fullmatch(rf"{row.table.get(name)}_\d+", row.id):
        yield f"its id does not say {row.table.get(name)}"


def own_ids(content: Content) -> list[str]:
    """An id is one question for good, whichever file it stands in."""
    seen = Counter((row.language, row.id) for row in rows(content))
    return [row.blame("stands in two files") for row in rows(content) if seen[row.language, row.id] > 1]


def shielded(content: Content) -> list[str]:
    """What goes deep or is tender is asked neither after heat nor on an empty day."""
    return [
        row.blame("is not kept from tense and empty days")
        for row in rows(content)
        if row.table.get("depth") == 3 or row.table.get("pack") in TENDER
        if row.table.get("avoid") != ["tension", "empty"]
    ]


def one_question(content: Content) -> list[str]:
    found = []
    for leaf in asked(content):
        marks = leaf.text.count(MARK[leaf.language])
        if marks != 1:
            found.append(leaf.blame(f"{marks} question marks"))
    return found


def short_questions(content: Content) -> list[str]:
    found = []
    for leaf in asked(content):
        size = len(leaf.text.split()) if leaf.language == "en" else width(leaf.text, "ja")
        if size > LONGEST[leaf.language]:
            found.append(leaf.blame(f"{size:g} long, {LONGEST[leaf.language]} allowed"))
    return found


def nothing_assumed(content: Content) -> list[str]:
    """No marriage, no children, no money, no sex, no one home for both (copy.md 10.7)."""
    return [
        leaf.blame(f"“{word}” ({what})")
        for leaf in asked(content)
        for what, word in _said(content, leaf, "assumed")
        if what not in BELONGS.get(leaf.key.split("_")[0], ())
    ]


def no_dates(content: Content) -> list[str]:
    """The weather outside has no month: it is June in both halves of the world, summer in one."""
    return [
        leaf.blame(f"“{word}” is a date")
        for leaf in asked(content)
        if leaf.file == "seasons"
        for _, word in _said(content, leaf, "dated")
    ]


def seasons_apart(content: Content) -> list[str]:
    """What speaks of snow is asked in winter: it does not stand among the questions of every day."""
    return [
        leaf.blame(f"“{word}” belongs to a season")
        for leaf in asked(content)
        if leaf.file != "seasons"
        for _, word in _said(content, leaf, "seasonal")
    ]


def _said(content: Content, leaf: Leaf, table: str) -> Iterator[tuple[str, str]]:
    voice = content[leaf.language]["voice"]
    text = leaf.text.replace("’", "'")
    for name in voice["apart_from"]["names"]:
        text = text.replace(name, "")
    for what, words in voice[table].items():
        yield from ((what, word) for word in words if says(text, word))


def no_twins(content: Content) -> list[str]:
    """No question is another one in other words, whichever file the two stand in."""
    return [
        other.blame(f"asks the same as {one.file}: {one.key}")
        for language in LANGUAGES
        for likeness, one, other in likenesses(asked(content, language))
        if likeness >= TWINS
    ]


def likenesses(leaves: list[Leaf]) -> Iterator[tuple[float, Leaf, Leaf]]:
    """How much of what two questions say is said by both, from 0 to 1: what every question says counts little."""
    said = [_pieces(leaf) for leaf in leaves]
    often = Counter(piece for pieces in said for piece in pieces)
    weight = {piece: log((len(leaves) + 1) / times) for piece, times in often.items()}
    sums = [sum(weight[piece] for piece in pieces) for pieces in said]
    for one, other in combinations(range(len(leaves)), 2):
        shared = sum(weight[piece] for piece in said[one] & said[other])
        yield shared / (sums[one] + sums[other] - shared), leaves[one], leaves[other]


def _pieces(leaf: Leaf) -> frozenset[str]:
    """Its words without their endings; in Japanese, which has no spaces, every two signs that stand together."""
    if leaf.language == "en":
        words = re.findall(r"[\w']+", leaf.text.lower())
        return frozenset(ENDING.sub("", word) if len(word) > 4 else word for word in words)
    signs = re.sub(r"\W", "", leaf.text)
    return frozenset(signs[at : at + 2] for at in range(len(signs) - 1))


CHECKS: tuple[Check, ...] = (
    enough_questions,
    known_values,
    own_ids,
    shielded,
    one_question,
    short_questions,
    nothing_assumed,
    no_dates,
    seasons_apart,
    no_twins,
)

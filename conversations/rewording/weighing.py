"""Weighs a text by what was learnt from many lines: whether it speaks of harm, and whether it is hot or gentle."""

import sys
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path
from zlib import crc32

from conversations.rewording.features import features
from conversations.rewording.values import Kind, Language

KINDS: tuple[Kind, ...] = ("self_harm", "threat", "violence_reported", "coercion", "sexual_coercion")
SCALE = 1 / 64  # of one step of a weight, which is kept in a byte
KEY = 4  # bytes of a feature's key, which stands for its name

_CONTENT = Path(__file__).parents[1] / "content"


@dataclass(frozen=True)
class Table:
    """A file of weights: all keys in rising order, little-endian; then for each key one signed byte a column."""

    file: str
    columns: tuple[str, ...]


MEANING = Table("weights.bin", ("danger", "hot"))
KIND = Table("kinds.bin", KINDS)  # looked into only where danger is heard


@dataclass(frozen=True)
class Weighed:
    """How far a text lies on one side: above 0 it speaks of danger, or is hot; about 1 is a clear case."""

    danger: float
    hot: float


def weigh(text: str, language: Language) -> Weighed:
    """How heavy a text is that has been through `normalise`. Never raises."""
    danger, hot = _sums(text, language, MEANING)
    return Weighed(danger, hot)


def kind_of(text: str, language: Language) -> Kind:
    """The likeliest kind of danger in a text, if there is any. Never raises."""
    sums = _sums(text, language, KIND)
    return KINDS[sums.index(max(sums))]


def values_in(text: str, language: Language) -> dict[int, float]:
    """What the features count, by key: the longer a text, the less each."""
    found = features(text, language)
    share = 1 / sqrt(len(found)) if found else 0.0
    values = {EVERY: 1.0}
    for name in found:
        key = key_of(name)
        values[key] = values.get(key, 0.0) + share
    return values


def key_of(name: str) -> int:
    return crc32(name.encode("utf-8", "surrogatepass"))


EVERY = key_of("")  # what every text has


def _sums(text: str, language: Language, table: Table) -> list[float]:
    keys, weights = _weights(language, table)
    width, many = len(table.columns), len(keys)
    sums = [0.0] * width
    for key, value in values_in(text, language).items():
        place = bisect_left(keys, key)
        if place < many and keys[place] == key:
            for column in range(width):
                sums[column] += weights[place * width + column] * value
    return [SCALE * total for total in sums]


@cache
def _weights(language: Language, table: Table) -> "tuple[array[int], array[int]]":
    kept = (_CONTENT / language / "rewording" / table.file).read_bytes()
    many = len(kept) // (KEY + len(table.columns))
    keys, weights = array("I", kept[: many * KEY]), array("b", kept[many * KEY :])
    if sys.byteorder == "big":
        keys.byteswap()
    return keys, weights

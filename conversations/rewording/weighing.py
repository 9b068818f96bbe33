"""Weighs a text by what was learnt from many lines: whether it speaks of harm, and whether it is hot or gentle."""

from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path
from zlib import crc32

from conversations.rewording.features import features
from conversations.rewording.values import Kind, Language

KINDS: tuple[Kind, ...] = ("self_harm", "threat", "violence_reported", "coercion", "sexual_coercion")
COLUMNS = ("danger", "hot", *KINDS)
BUCKETS = (
    1 << 17
)  # features that share one share its weights; that costs less than it would to keep their names
SCALE = 0.05  # of one step of a weight, which is kept in a byte
FILE = "weights.bin"

_CONTENT = Path(__file__).parents[1] / "content"


@dataclass(frozen=True)
class Weighed:
    """Log-odds: above 0 a column is likelier than not. `kind` is the likeliest kind of danger, if there is any."""

    danger: float
    hot: float
    kind: Kind


def weigh(text: str, language: Language) -> Weighed:
    """How heavy a text is that has been through `normalise`. Never raises."""
    table, width = _weights(language), len(COLUMNS)
    sums = [0.0] * width
    for bucket, value in values_in(text, language).items():
        for column in range(width):
            sums[column] += table[bucket * width + column] * value
    danger, hot, *kinds = (SCALE * total for total in sums)
    return Weighed(danger, hot, KINDS[kinds.index(max(kinds))])


def values_in(text: str, language: Language) -> dict[int, float]:
    """What the features count, by bucket: the longer a text, the less each."""
    found = features(text, language)
    share = 1 / sqrt(len(found)) if found else 0.0
    values = {bucket_of(""): 1.0}  # what everything begins with
    for name in found:
        bucket = bucket_of(name)
        values[bucket] = values.get(bucket, 0.0) + share
    return values


def bucket_of(name: str) -> int:
    return crc32(name.encode("utf-8", "surrogatepass")) % BUCKETS


@cache
def _weights(language: Language) -> memoryview:
    """One byte a weight, signed: the columns of the first bucket, of the second, and so on."""
    return memoryview((_CONTENT / language / "rewording" / FILE).read_bytes()).cast("b")

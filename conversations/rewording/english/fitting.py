"""Finds what may be asked for where a draft asks for nothing: "no text, no call" wants a message next time."""

import re
import zlib
from dataclasses import dataclass
from functools import cache

from conversations.rewording.english.parts import Fact, Wanted
from conversations.rewording.language import words


@dataclass(frozen=True)
class _Row:
    pattern: re.Pattern[str]
    who: str
    asks: tuple[str, ...]


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(re.compile(row["said"], re.I), row["who"], tuple(row["ask"]))
        for row in words("en", "fitting")["row"]
    )


def fitting(told: tuple[Fact | str, ...], seed: str) -> Wanted | None:
    """The request that fits what is told, always the same for the same draft; None where nothing tells."""
    said = ". ".join(one.text if isinstance(one, Fact) else one for one in told)
    row = next((one for one in _rows() if one.pattern.search(said)), None)
    return Wanted(row.who, row.asks[zlib.crc32(seed.encode()) % len(row.asks)], sure=False) if row else None

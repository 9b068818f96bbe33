"""Marks what makes a Japanese draft land hard, where it stands and why."""

import re
from functools import cache

from conversations.rewording.language import words
from conversations.rewording.values import Signal


def signals(text: str) -> tuple[Signal, ...]:
    """Every signal in the order of the text; none overlaps another of its own kind."""
    found = {
        (one.start(), one.end(), kind): Signal(kind, one.start(), one.end(), one[0])
        for kind, pattern in _compiled()
        for one in pattern.finditer(text)
        if one[0]
    }
    return tuple(found[key] for key in sorted(found))


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = words("ja", "signals")
    return tuple(
        (kind, re.compile("|".join(lines).replace("{you}", table["you"])))
        for kind, lines in table["kinds"].items()
    )

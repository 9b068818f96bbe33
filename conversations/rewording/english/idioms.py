"""Puts set phrases into plain words: "can't be bothered to call" is "don't call", and "suit yourself" is nothing at all."""

import re
from functools import cache

from conversations.rewording.language import words


@cache
def _rows(table: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each set phrase, and the plain sentence behind it."""
    return tuple((re.compile(row["said"], re.I | re.M), row["plain"]) for row in words("en", "idioms")[table])


def plain_sentences(text: str) -> str:
    """A draft with the set phrases in it that only a whole sentence shows put into plain words."""
    for pattern, plainly in _rows("sentence"):
        text = pattern.sub(plainly, text)
    return text


def plain_clause(clause: str) -> str:
    """The plain clause behind a set phrase; "" where nothing of it is to be said again; any other clause as it is."""
    for pattern, plainly in _rows("clause"):
        if found := pattern.match(clause):
            return found.expand(plainly)
    return clause

"""Hears in English what must never be reworded: wanting to die, threats, violence, control, force."""

import re
from functools import cache

from conversations.rewording.language import words

_KINDS = ("self_harm", "sexual_coercion", "violence_reported", "threat", "monitoring", "coercion")


def danger(text: str) -> str | None:
    """The kind of danger, or None. Figures of speech and plain jokes are none; what stands beside them may be.

    The kinds are looked for in a fixed order, the writer's own life first.
    """
    text = _spelled(text)
    if _heard("laugh").search(text) and _heard("joke_threat").search(text) and _heard("trifle").search(text):
        return None
    rest = _heard("idioms").sub(" , ", text)
    return next((kind for kind in _KINDS if _heard(kind).search(rest)), None)


def is_figure(text: str) -> bool:
    """Whether a figure of speech stands in it that only sounds like harm."""
    return _heard("idioms").search(_spelled(text)) is not None


@cache
def _heard(name: str) -> re.Pattern[str]:
    """All patterns of one kind as one, with the word groups filled in."""
    table = words("en", "danger")
    pattern = "|".join(f"(?:{line})" for line in table[name].splitlines() if line)
    for group, said in table["groups"].items():
        pattern = pattern.replace(f"<{group}>", said)
    return re.compile(pattern, re.I)


def _spelled(text: str) -> str:
    """Short forms written out, so that "i dont wanna" is heard like "I don't wanna"."""
    no = r"\b(dont|wont|cant|didnt|wouldnt|couldnt|isnt|arent|wasnt)\b"
    text = re.sub(no, lambda found: found[0][:-1] + "'t", text, flags=re.I)
    text = re.sub(r"\b(?:im|i m)\b", "I'm", text, flags=re.I)
    text = re.sub(r"\byoure\b", "you're", text, flags=re.I)
    text = re.sub(r"\bu\b", "you", text)
    return re.sub(r"\bi(?=\b|')", "I", text)

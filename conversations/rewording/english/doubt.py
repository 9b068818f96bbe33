"""Knows sentences that are not to be taken at their word: mockery, and mere venting."""

import re
from functools import cache

from conversations.rewording.english.idioms import plain_sentences
from conversations.rewording.language import words

_SENTENCE = re.compile(
    r"(?<=[.!?…])\s+|\n+|(?<=,) (?=(?:as usual,? |again,? |and )?(?:I|I'm|I've|you|you're|u|we|my|your)\b)",
    re.I,
)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    lines = words("en", "doubt")[name].splitlines()
    return re.compile("|".join(line for line in lines if line), re.I)


def meant(text: str) -> str:
    """A draft as it was written, without the sentences that mean the opposite of what they say."""
    said = (part for part in _SENTENCE.split(text) if not _pattern("irony").search(part))
    return " ".join(said).strip()


def mocks(text: str) -> bool:
    """Whether anything in a draft means the opposite of what it says."""
    return meant(text) != " ".join(part for part in _SENTENCE.split(text)).strip()


def vents(words: str) -> bool:
    """Whether a clause only gives vent, so that it must not be said again as what happened."""
    return bool(_pattern("vent").search(words))


def plainly(text: str) -> str:
    """A draft without its mockery, and without a "sorry but" that is no apology."""
    return re.sub(
        r"^\W*(?:I'm |im |I am )?(?:so |really )?sorry,? but,? ", "", meant(plain_sentences(text)), flags=re.I
    )

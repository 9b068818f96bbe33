"""The word lists of the English engine, made ready for searching once."""

import re
from dataclasses import dataclass
from functools import cache

from conversations.rewording.language import words


@dataclass(frozen=True)
class Topic:
    """What a complaint may be about, and which feelings and requests may go with it (ids of chips.toml)."""

    about: str
    pattern: re.Pattern[str]
    feelings: tuple[str, ...]
    requests: tuple[str, ...]


@cache
def label_words() -> str:
    """A regex for what people call each other, longest first."""
    return _either("labels")


@cache
def feeling_words() -> str:
    """A regex for feelings a writer names, longest first."""
    return f"{_either('feelings_that')}|{_either('feelings_plain')}"


@cache
def story_words() -> str:
    """A regex for what it felt like was done: ignored, used."""
    return _either("stories")


@cache
def feelings_with_that() -> frozenset[str]:
    """Feelings that "that you ..." may follow."""
    return frozenset(re.split(r"[|\n]", words("en", "lexicon")["feelings_that"].strip()))


@cache
def topics() -> tuple[Topic, ...]:
    """In order: what stands first is looked for first."""
    return tuple(
        Topic(
            row["about"],
            re.compile(rf"\b(?:{row['words']})(?!\w)", re.I),
            tuple(row["feelings"]),
            tuple(row["requests"]),
        )
        for row in words("en", "lexicon")["topic"]
    )


def topic_of(text: str) -> Topic:
    """What a text is about; the last topic fits anything."""
    return next(topic for topic in topics() if topic.pattern.search(text) or topic.about == "us")


def _either(name: str) -> str:
    found = re.split(r"[|\n]", words("en", "lexicon")[name].strip())
    return "|".join(
        sorted((re.escape(word.strip()) for word in found if word.strip()), key=len, reverse=True)
    )

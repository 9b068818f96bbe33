"""Finding a word for a feeling: seven families, then at most six words at a time, never a wheel."""

from collections.abc import Generator
from typing import Any

from conversations.dialogue.phrases import say
from conversations.dialogue.steps import Chip, Choose, Step

FAMILIES = ("calm", "warm", "sad", "scared", "angry", "tired", "mixed")
ANOTHER, NONE = "another", "none"


def choose_feeling(key: str = "feelings.family") -> Generator[Step, Any, str | None]:
    """The id of a feeling of feelings.toml, or None for "no word now"."""
    none = (Chip(NONE, say("feelings.none")),)
    while (family := (yield Choose(key, table="feelings.family.options", last=none))) in FAMILIES:
        another = (Chip(ANOTHER, say("feelings.another")),)
        word = yield Choose("feelings.word", table=f"feelings.words.{family}", last=another)
        if word != ANOTHER:
            return str(word)
    return None

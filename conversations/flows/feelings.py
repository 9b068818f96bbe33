"""Finding a word for a feeling: seven families, then at most six words at a time, never a wheel."""

from collections.abc import Generator
from typing import Any

from conversations.dialogue.phrases import say
from conversations.dialogue.steps import Chip, Choose, Step

FAMILIES = ("calm", "warm", "sad", "scared", "angry", "tired", "mixed")
# The words of each family, as feelings.toml has them (kept the same by a test): what a button may name.
WORDS = {
    "calm": ("at_ease", "settled", "safe", "rested", "hopeful", "relieved"),
    "warm": ("close", "grateful", "tender", "playful", "touched", "proud"),
    "sad": ("down", "lonely", "disappointed", "missing_you", "hurt", "grieving", "homesick"),
    "scared": ("worried", "nervous", "unsure_of_us", "on_edge", "overwhelmed", "ashamed", "helpless"),
    "angry": ("irritated", "frustrated", "fed_up", "resentful", "furious", "protective"),
    "tired": ("worn_out", "flat", "foggy", "stretched", "restless", "numb"),
    "mixed": ("torn", "confused", "guilty", "jealous", "quietly_here", "no_word"),
}  # fmt: skip
FEELINGS = tuple(word for family in FAMILIES for word in WORDS[family])
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

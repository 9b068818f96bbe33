"""What a text is weighed by: its words, short runs of them, and short runs of letters."""

import re
import unicodedata

from conversations.rewording.values import Language

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[!?]|[^\w\s.,;:\"'()\-/]")
_SPACE, _DIGITS = re.compile(r"\s+"), re.compile(r"[0-9]+")
_NEAR = 8  # words
_LETTERS = {"en": (3, 4, 5), "ja": (1, 2, 3, 4, 5)}  # lengths of the runs


def features(text: str, language: Language) -> frozenset[str]:
    """Names of what is in a text that has been through `normalise`. Never raises."""
    plain = unicodedata.normalize("NFKC", text).lower()
    if language == "ja":  # which writes no spaces
        return frozenset(_runs("^" + _DIGITS.sub("0", _SPACE.sub(" ", plain)) + "$", language))
    words = ["0" if word.isdecimal() else word for word in _WORD.findall(plain)]
    return frozenset(_neighbours(["^", *words, "$"]) | _runs(f" {' '.join(words)} ", language))


def _neighbours(words: list[str]) -> set[str]:
    """Single words, two and three in a row, two with one or two others between them, and two that are near."""
    found = {f"{word}|" for word in words}
    for at, word in enumerate(words):
        found |= {f"{word}|{after}" for after in words[at + 1 : at + 2]}
        found |= {"|".join(words[at : at + 3])} if at + 2 < len(words) else set()
        found |= {f"{word}|…|{after}" for after in words[at + 2 : at + 4]}
        found |= {f"{word}~{after}" for after in words[at + 1 : at + _NEAR]}
    return found


def _runs(text: str, language: Language) -> set[str]:
    """Short runs of letters: they know a word by its stem, and one that is misspelt."""
    return {text[at : at + size] for size in _LETTERS[language] for at in range(len(text) - size + 1)}

"""Turns plain sentences of the engine's own into です・ます."""

import re

from conversations.rewording.language import words

_SENTENCE = re.compile(r"[^。?]+[。?]?")


def politely(said: str) -> str:
    """Each sentence with a polite ending; one whose ending is not known stays as it is."""
    return "".join(_ended(sentence) for sentence in _SENTENCE.findall(said))


def _ended(sentence: str) -> str:
    for plain, polite in words("ja", "moves")["polite"]:
        if re.search(plain, sentence):
            return re.sub(plain, polite, sentence)
    return sentence

"""Knows what is asked of the bot itself: to judge, to name, to guess, to speak or to look in somebody's place."""

import re
from functools import cache
from typing import Literal

from conversations.rewording.language import words
from conversations.rewording.normalise import detect_language, normalise
from conversations.rewording.values import Language

Asked = Literal["", "harm", "verdict", "errand"]
KINDS: tuple[Asked, ...] = ("harm", "verdict", "errand")


def asked_of_the_bot(text: str, reader: Language) -> Asked:
    """What these words want of the bot that it does not do (F58); "" for words to or about a partner. Never raises."""
    plain = normalise(text).text
    patterns = _patterns(detect_language(plain) or reader)
    return next((kind for kind in KINDS if patterns[kind].search(plain)), "")


@cache
def _patterns(language: Language) -> dict[Asked, re.Pattern[str]]:
    """Each kind's lines as one pattern."""
    lines = words(language, "verdicts")
    return {kind: re.compile("|".join(filter(None, lines[kind].splitlines())), re.I) for kind in KINDS}

"""Stands before everything else: a draft that speaks of harm is never reworded."""

import re
from typing import cast

from conversations.rewording.language import rules_for
from conversations.rewording.normalise import normalise
from conversations.rewording.values import Kind, Language, Stop

_JAPANESE = re.compile(r"[ぁ-ヺ一-鿿]")
_LATIN = re.compile(r"[A-Za-z]{2}")


def danger(text: str, language: Language) -> Stop | None:
    """Whether a text speaks of harm, in either language: a mixed draft is looked at twice. Never raises."""
    plain = normalise(text).text
    for code in _languages_in(plain, language):
        kind = rules_for(code).danger(plain)
        if kind is not None:
            return Stop(cast(Kind, kind))
    return None


def _languages_in(text: str, language: Language) -> tuple[Language, ...]:
    other: Language = "ja" if language == "en" else "en"
    script = _JAPANESE if other == "ja" else _LATIN
    return (language, other) if script.search(text) else (language,)

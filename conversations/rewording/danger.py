"""Stands before everything else: a draft that speaks of harm is never reworded."""

import re
from typing import cast

from conversations.rewording.english.danger import danger as heard_in_english
from conversations.rewording.japanese.danger import danger as heard_in_japanese
from conversations.rewording.normalise import normalise
from conversations.rewording.values import Kind, Language, Stop

# Every message passes here: for it the rest of a language's rules need not be loaded.
_HEARD = {"en": heard_in_english, "ja": heard_in_japanese}
_JAPANESE = re.compile(r"[ぁ-ヺ一-鿿]")
_LATIN = re.compile(r"[A-Za-z]{2}")


def danger(text: str, language: Language) -> Stop | None:
    """Whether a text speaks of harm, in either language: a mixed draft is looked at twice. Never raises."""
    plain = normalise(text).text
    for code in _languages_in(plain, language):
        kind = _HEARD[code](plain)
        if kind is not None:
            return Stop(cast(Kind, kind))
    return None


def _languages_in(text: str, language: Language) -> tuple[Language, ...]:
    other: Language = "ja" if language == "en" else "en"
    script = _JAPANESE if other == "ja" else _LATIN
    return (language, other) if script.search(text) else (language,)

"""Stands before everything else: a draft that speaks of harm is never reworded.

It listens twice: for what is said outright, by patterns, and for what is only meant, by weights learnt from many
lines. Where the bars stand is measured by `benchmarks/rewording.py`.
"""

import re
from dataclasses import dataclass
from typing import cast

from conversations.rewording.english.danger import danger as heard_in_english
from conversations.rewording.english.danger import is_figure as figure_in_english
from conversations.rewording.japanese.danger import danger as heard_in_japanese
from conversations.rewording.japanese.danger import is_figure as figure_in_japanese
from conversations.rewording.normalise import normalise
from conversations.rewording.values import Kind, Language, Stop
from conversations.rewording.weighing import kind_of, weigh

# Every message passes here: for it the rest of a language's rules need not be loaded.
_HEARD = {"en": heard_in_english, "ja": heard_in_japanese}
_FIGURES = {"en": figure_in_english, "ja": figure_in_japanese}
_LIKELY = -0.05  # danger without an outright word, in a draft
_ELSEWHERE = 0.1  # in words of any conversation: far fewer of them mean it
_POSSIBLE = -0.2  # enough to ask
_CERTAIN = 0.3  # whatever figure of speech stands beside it
_HARMLESS = -0.3  # so far from it that even an outright word is only asked about
_JAPANESE = re.compile(r"[ぁ-ヺ一-鿿]")
_LATIN = re.compile(r"[A-Za-z]{2}")


@dataclass(frozen=True)
class Listened:
    """What was heard: sure enough to stop for, or only enough to ask about."""

    sure: Stop | None = None
    unsure: Stop | None = None


def danger(text: str, language: Language) -> Stop | None:
    """Whether a text speaks of harm, in either language: a mixed draft is looked at twice. Never raises."""
    return listen(text, language).sure


def danger_anywhere(text: str, language: Language) -> Stop | None:
    """As `danger`, for words of which it is not known whether they are a draft: it takes more. Never raises."""
    return listen(text, language, _ELSEWHERE).sure


def listen(text: str, language: Language, likely: float = _LIKELY) -> Listened:
    """What a text speaks of, being `likely` enough, and what it may. Never raises."""
    plain = normalise(text).text
    heard = [_listen_in(plain, code, likely) for code in _languages_in(plain, language)]
    return Listened(
        next((one.sure for one in heard if one.sure), None),
        next((one.unsure for one in heard if one.unsure), None),
    )


def _listen_in(plain: str, language: Language, likely: float) -> Listened:
    said = _HEARD[language](plain)
    heavy = weigh(plain, language).danger
    if said is not None:
        outright = Stop(cast(Kind, said))
        return Listened(sure=outright) if heavy > _HARMLESS else Listened(unsure=outright)
    likely, possible = (_CERTAIN, _CERTAIN) if _FIGURES[language](plain) else (likely, _POSSIBLE)
    if heavy <= possible:
        return Listened()
    meant = Stop(kind_of(plain, language))
    return Listened(sure=meant) if heavy > likely else Listened(unsure=meant)


def _languages_in(text: str, language: Language) -> tuple[Language, ...]:
    other: Language = "ja" if language == "en" else "en"
    script = _JAPANESE if other == "ja" else _LATIN
    return (language, other) if script.search(text) else (language,)

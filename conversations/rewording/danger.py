"""Stands before everything else: a draft that speaks of harm is never reworded.

It listens twice: for what is said outright, by patterns, and for what is only meant, by weights learnt from many
lines. Where the bars stand is measured by `benchmarks/rewording.py`.
"""

import re
from typing import cast

from conversations.rewording.english.danger import danger as heard_in_english
from conversations.rewording.english.danger import is_figure as figure_in_english
from conversations.rewording.japanese.danger import danger as heard_in_japanese
from conversations.rewording.japanese.danger import is_figure as figure_in_japanese
from conversations.rewording.normalise import normalise
from conversations.rewording.values import Kind, Language, Stop
from conversations.rewording.weighing import weigh

# Every message passes here: for it the rest of a language's rules need not be loaded.
_HEARD = {"en": heard_in_english, "ja": heard_in_japanese}
_FIGURES = {"en": figure_in_english, "ja": figure_in_japanese}
_LIKELY: dict[Language, float] = {"en": 2.5, "ja": 2.8}  # danger without an outright word
_POSSIBLE: dict[Language, float] = {"en": 1.2, "ja": 1.0}  # enough to ask
_CERTAIN = 3.5  # whatever figure of speech stands beside it
_FEW: dict[Language, int] = {"en": 20, "ja": 10}  # letters that tell too little to be weighed
_JAPANESE = re.compile(r"[ぁ-ヺ一-鿿]")
_LATIN = re.compile(r"[A-Za-z]{2}")


def danger(text: str, language: Language) -> Stop | None:
    """Whether a text speaks of harm, in either language: a mixed draft is looked at twice. Never raises."""
    plain = normalise(text).text
    for code in _languages_in(plain, language):
        kind = _kind_of(plain, code)
        if kind is not None:
            return Stop(kind)
    return None


def doubt(text: str, language: Language) -> Stop | None:
    """What a text may speak of that is not sure enough to stop for: to be asked about. Never raises."""
    plain = normalise(text).text
    for code in _languages_in(plain, language):
        meant = _meant(plain, code, _POSSIBLE[code])
        if meant is not None:
            return Stop(meant)
    return None


def _kind_of(plain: str, language: Language) -> Kind | None:
    said = _HEARD[language](plain)
    return cast(Kind, said) if said is not None else _meant(plain, language, _LIKELY[language])


def _meant(plain: str, language: Language, bar: float) -> Kind | None:
    """The kind of danger that is meant without an outright word, where the weights are above the bar."""
    if len(plain) < _FEW[language]:
        return None
    weighed = weigh(plain, language)
    if _FIGURES[language](plain):
        bar = _CERTAIN
    return weighed.kind if weighed.danger > bar else None


def _languages_in(text: str, language: Language) -> tuple[Language, ...]:
    other: Language = "ja" if language == "en" else "en"
    script = _JAPANESE if other == "ja" else _LATIN
    return (language, other) if script.search(text) else (language,)

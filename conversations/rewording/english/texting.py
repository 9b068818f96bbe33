"""Writes out what is texted or said in dialect: "pls jst cum home" is "pls just come home"."""

import re
from functools import cache

from conversations.rewording.english.verbs import base_of_ing, is_base, third
from conversations.rewording.language import words

_CLIPPED = re.compile(r"\b([a-z]{2,}in)'?(?!\w|')", re.I)
_ONE_WHO = re.compile(r"\b(the (?:only )?one (?:who|that)) (\w+)\b", re.I)
_NO_CLIP = frozenset("begin again robin basin login satin latin cumin cousin cabin within margin".split())


def written_out(text: str) -> str:
    """The same draft in plain spelling, as far as words alone tell; marks and order stay."""
    text = re.sub(r"[\w']+", _word, text)
    for pattern, plainly in _phrases():
        text = pattern.sub(plainly, text)
    text = _CLIPPED.sub(_unclipped, text)
    return _ONE_WHO.sub(_agreeing, text)


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(row["said"], re.I | re.M), row["plain"]) for row in words("en", "texted")["phrase"]
    )


def _word(found: re.Match[str]) -> str:
    plain = words("en", "texted")["words"].get(found[0].lower())
    return str(plain) if plain else found[0]


def _unclipped(found: re.Match[str]) -> str:
    """ "leavin" -> "leaving", where only a verb can be meant."""
    low = found[1].lower()
    base = base_of_ing(f"{low}g")
    if is_base(low) or low in _NO_CLIP or base is None or not is_base(base):
        return found[0]
    return f"{found[1]}g"


def _agreeing(found: re.Match[str]) -> str:
    """ "the one who ring her" -> "the one who rings her"."""
    base = found[2].lower()
    return f"{found[1]} {third(base)}" if is_base(base) and not base.endswith("ed") else found[0]

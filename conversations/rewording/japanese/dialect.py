"""Brings the speech of the regions and loose spelling into the plain form that the grammar can read."""

import re
from functools import cache, lru_cache

from conversations.rewording.language import words

_GAP = re.compile(r"(?<=[ぁ-んァ-ヶー一-龥])[ \t]+(?=[ぁ-んァ-ヶー一-龥])")


@lru_cache(maxsize=2)  # one draft is read many times; hardly any other is held
def standard(text: str) -> str:
    """The text as it would be written plainly; what needs no change stays as it is. Gaps become commas."""
    for pattern, plain in _plain():
        text = pattern.sub(plain, text)
    return _GAP.sub("、", text)


@cache
def _plain() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(find), plain) for find, plain in words("ja", "dialect")["plain"])

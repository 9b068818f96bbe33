"""Recognises signs of danger in Japanese; figures of speech are blanked out first."""

import re
from functools import cache

from conversations.rewording.language import words

_JOINER = "\u200d"  # kept by normalisation for the sake of emoji; between letters it would hide a word
_LAUGH = re.compile(r"(?:笑|w{2,}|W{2,}|草|😂|🤣|😆|😜|😝|ｗ)")
_JOKING = re.compile(
    r"(?:チョコ|おやつ|プリン|アイス|ケーキ|唐揚げ|ポテト|ゲーム|ネタバレ|お菓子|ギャグ|ダジャレ|負け|録画|"
    r"推し|ピザ|食べ)"
)


def danger(text: str) -> str | None:
    """The kind of danger, in the order of how near it may be; None when there is no sign."""
    text = text.replace(_JOINER, "")
    if _LAUGH.search(text) and _JOKING.search(text):
        return None
    plain = _mask().sub(lambda found: "〇" * len(found[0]), text)
    return next((kind for kind, pattern in _kinds() if pattern.search(plain)), None)


def is_figure(text: str) -> bool:
    """Whether a figure of speech stands in it that only sounds like harm."""
    return _mask().search(text) is not None


@cache
def _mask() -> re.Pattern[str]:
    return _any_of(words("ja", "danger")["mask"])


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = words("ja", "danger")["kinds"]
    return tuple((kind, _any_of(lines)) for kind, lines in kinds.items())


def _any_of(lines: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_filled(line)})" for line in lines))


def _filled(line: str) -> str:
    for name, listed in words("ja", "danger")["words"].items():
        line = line.replace("{" + name + "}", listed)
    return line

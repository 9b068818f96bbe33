"""Finds the writer's own feelings and gives each the form a sentence needs."""

import re
from dataclasses import dataclass
from functools import cache

from conversations.rewording.language import words

_YOURS = re.compile(
    r"(?:傷つけ|疲れて(?:い)?る(?:の|なら)|怒って(?:い)?る(?:の|なら|なんて|わけ|よね|でしょ|だろ|じゃん|くせ)|(?:恥ずかし|寂し|さみし|悲し|つら|楽し)い(?:の|わけ)?\?|怒るな|会いたい(?:って|とか)(?:言|思)|(?:イライラ|いらいら|怒っ|疲れ|泣い|不安|心配|楽し|つら|辛|悲し|さみし|寂し)[^。、]{0,4}(?:だけ(?:でしょ|だろ|じゃ)|んでしょ|んだろ|くせに)|(?:寂し|さみし|"
    r"つら|悲し)(?:がら|そうに)|心配(?:し|する)(?:な|すぎ|性))"
)
_QUOTED = re.compile(r"「[^「」]*」")
_OVER = re.compile(r"(?:かった|した|った|だった|いた)(?:です|よ|ね|な|の|んだ|けど|から|し|$)")


@dataclass(frozen=True)
class Forms:
    """One feeling in the forms the frames use, casual and polite."""

    now: str
    past: str
    now_polite: str
    past_polite: str
    state: str
    state_polite: str


def feelings_in(text: str) -> tuple[str, ...]:
    """Ids of the writer's own feelings, strongest first."""
    own = _YOURS.sub("", _QUOTED.sub("", text))
    return tuple(dict.fromkeys(name for name, pattern in _patterns() if pattern.search(own)))


def feeling_place(text: str) -> int | None:
    """Where a feeling begins that closes the text, or None."""
    near_end = len(text) - 4
    found = (one for _, pattern in _patterns() for one in pattern.finditer(text) if one.end() >= near_end)
    return min((one.start() for one in found), default=None)


def is_over(text: str) -> bool:
    """Whether the feeling is told in the past."""
    return bool(_OVER.search(text))


def forms_of(value: str) -> Forms:
    """The forms of a feeling: of a chip id, of a known word, or of what was typed, in quotation marks."""
    table = words("ja", "said")["feeling"]
    name = value if value in table else next(iter(feelings_in(value)), None)
    if name is None or name == "other":
        return _typed(value)
    row = dict(table[name])
    return _built(row)


def _typed(value: str) -> Forms:
    short = re.sub(r"[「」{}]|(?:です|だ|。)+$", "", value).strip()[:20]
    other = words("ja", "said")["feeling"]["other"]
    return Forms(**{key: text.replace("{typed}", short) for key, text in other.items()})


def _built(row: dict[str, str]) -> Forms:
    match row:
        case {"i": stem}:
            said = ["い", "かった", "いです", "かったです", "い", "いです"]
        case {"na": stem}:
            said = ["になる", "だった", "になります", "でした", "になってる", "です"]
        case {"suru": stem}:
            said = ["する", "した", "します", "しました", "してる", "しています"]
        case _:
            return Forms(**row)
    return Forms(*(stem + ending for ending in said))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["id"], re.compile(row["find"])) for row in words("ja", "lexicon")["feel"])

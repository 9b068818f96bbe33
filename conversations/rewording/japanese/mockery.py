"""Says what a mocking sentence tells without its mockery: 「よく食べられるね」 tells that somebody eats."""

import re
from functools import cache

from conversations.rewording.japanese import verbs
from conversations.rewording.language import words

_WELL_DONE = re.compile(
    r"(?<![一-龥])よく(?:もまあ|もまぁ|も|まあ|まぁ)?、?(?=.)(.*?[ぁ-ん一-龥]る)(?:よ|もん|もの|ん(?:だ|です)?)?(?:よ|ね|な|わ)*$"
)
_NERVE = re.compile(
    r"(?<=[うくすつぬぶむるた])(?:その)?(?:神経|根性|メンタル|度胸|センス|図太さ|感覚)、?(?:が|は|を|って)?"
    r"(?:逆に|ある意味|ほんと|もう)?(?:尊敬|感心|すご|見習|羨まし|うらやまし)[^、]*$"
)
_HOW_OFTEN = re.compile(
    r"^(.*?何[十百千]*[回度])([^、]{1,10}?(?:たら|だら|れば|えば|めば))、?([^、]{1,14}[うくすつぬぶむる])(?:の|んだ|わけ|つもり)?(?:よ|かな)?$"
)
_COARSE = re.compile(r"食う$")


def meant(sentence: str) -> str:
    """The bare fact of a sentence that praises or asks only to mock; any other sentence as it is."""
    for find, put in _pairs():
        sentence = find.sub(put, sentence)
    if (found := _HOW_OFTEN.search(sentence)) and (never := _never(found)):
        return never
    found = _NERVE.search(sentence)
    if found is not None:
        able = sentence[: found.start()]
        return verbs.plain_of_potential(able) or able
    found = _WELL_DONE.search(sentence)
    if found is None or not (plain := verbs.plain_of_potential(found[1])):
        return sentence
    return sentence[: found.start()] + _COARSE.sub("食べる", plain)


def _never(found: re.Match[str]) -> str | None:
    """「何回呼んだら返事するの」 says that there is none: 「何回呼んでも返事しない」."""
    te, denied = verbs.te_from_conditional(found[2]), verbs.negative_te(found[3])
    return f"{found[1]}{te}も{denied.removesuffix('で')}" if te and denied else None


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(find), put) for find, put in words("ja", "kept")["mock"])

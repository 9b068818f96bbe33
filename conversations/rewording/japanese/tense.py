"""Knows the plain forms of a Japanese clause: whether one is finite, its past, and how it leads on."""

import re

from conversations.rewording.japanese import verbs

_FINITE = re.compile(
    r"(?:[うくぐすつぬぶむる]|ない|たい|しい|かった|なかった|た|んだ|いだ|"
    r"(?<=[一-龥しなたきかすくらさるつよ])い)$"
)
_NOUN_END = re.compile(
    r"(?:違い|使い|買い|狙い|通い|お祝い|お見舞い|洗い|思い|願い|付き合い|言い合い|皿洗い|こと|の|せい|くらい|ぐらい|占い|"
    r"笑い|支払い|習い|匂い|勢い|具合い|誘い|扱い|酔い|迷い|疑い|争い)$"
)
_ING = re.compile(r"([てで])(る|た)$")


def is_clause(say: str) -> bool:
    """Whether こと, とき or と may follow."""
    return bool(_FINITE.search(say)) and not _NOUN_END.search(say)


def is_past(core: str) -> bool:
    """Whether it ends in the past."""
    return core.endswith(("た", "んだ", "いだ"))


def past_of(say: str) -> str:
    """もらえない -> もらえなかった, 長い -> 長かった, 遅れる -> 遅れた."""
    if say.endswith("いる"):
        return say[:-1] + "た"
    if say.endswith("い"):
        return say[:-1] + "かった"
    te = verbs.te_from_plain(say)
    return verbs.past_from_te(te) if te else say


def as_clause(core: str) -> str | None:
    """A finite clause in its plain form, or None when the core is no clause."""
    core = _ING.sub(r"\1い\2", core)
    core = re.sub(r"ちゃ(う|った)$", lambda one: "てしま" + one[1], core)
    if core.endswith("ないで") or re.search(r"(?<!な)(?<!た)い$", core):
        return None
    if core.endswith(("てて", "でて")):
        core = core[:-1] + "いる"
    return core if is_clause(core) and re.search(r"[ぁ-ん]", core) else None

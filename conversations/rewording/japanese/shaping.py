"""Brings one sentence of the writer into a bare clause that の may follow, or says that this is not certain."""

import re
from functools import cache
from typing import Any

from conversations.rewording.japanese.clauses import bare_of, without_heat
from conversations.rewording.japanese.suffering import suffered
from conversations.rewording.japanese.tense import is_clause
from conversations.rewording.language import words

_RATHER_NOT = re.compile(
    r"の(?:は|(?=さすがに|マジで|まじで|ほんと|本当に|普通に))(?:さすがに|マジで|まじで|ほんとに?|本当に|普通に)、?ない(?:わ|よ|でしょ|な|と思う|だろ)*$"
)
_BETWEEN_NOUNS = re.compile(r"[一-龥々ァ-ヶー]\n(?:[一-龥々]{2}|[ァ-ヶー0-9])")
_CUT = re.compile(  # whatever is said of it, where nothing in that denies
    r"(?:(?<=[一-龥ァ-ヶー])(?:とか|なんて)、|(?<=[うくすつぬぶむるたい])(?<!どう)(?:(?:とか|なんて|とは)、?(?!言|笑|聞|思)"
    r"|の、?(?=ほんと|本当|マジ|まじ|本気|さすがに|普通に|正直|ガチ|地味に)|のって、?))"
    r"(?!.*(?:な[いかくし]|ません|ず|んか))[^、]{2,16}$"
)
_BUT = re.compile(r"(?:ん|の)(?:だ|です)(?:が|けど)$")
_STARTS = re.compile(
    r"^(?:[をがはにへっんゃゅょー、」』)]|も(?!う|ら)|と(?!て|も|き|な|り)|って|のに|けど|から|ので)"
)
_THINGS = re.compile(r"[一-龥々]+|[ァ-ヶー]{2,}|[A-Za-z]{2,}|\d+")
_NOUN_END = re.compile(
    r"(?:[一-龥々ァ-ヶー]|釣り|飲み|酔い|たっぷり|山積み|遅れ|だらけ|まみれ|いっぱい|行き|止まり|並み|次第|払い|買い|通い|手伝い|集まり|遊び|付き合い|まま|きり|だけ|越し|頼み|漬け|[A-Za-z]|ながら|([ぁ-ん]{2,3})\1)$"
)
_GIVER = re.compile(
    r"(?:さん|ちゃん|パパ|ママ|親|[父母兄姉弟妹夫妻嫁]|旦那|彼|友達|上司)(?:は|が)[^、]*もらえな"
)
_OVER = re.compile(r"た(?:よ|わ|んだけど|の)?$")
SHORTEST, LONGEST = 5, 46  # characters of a clause that is kept


def core_of(sentence: str) -> tuple[str | None, str]:
    """A sentence as a clause before の, None where that is not certain; and the judgement taken off it."""
    core, judged = _without_verdict(_BUT.sub("", sentence.rstrip("?")))
    for pattern, put in pairs("swap"):
        core = pattern.sub(put, core)
    finite = _finite(core.strip("、 "), judged)
    if finite is None or not is_sound(finite) or _is_open(sentence, finite, judged):
        return None, judged
    if _OVER.search(judged) and finite.endswith("な") and _NOUN_END.search(finite[:-1]):
        finite = finite[:-1] + "だった"
    return suffered(finite), judged


def _is_open(sentence: str, core: str, judged: str) -> bool:
    """A plain question, or something said where it is not known by whom."""
    return not judged and (sentence.endswith("?") or _reminds().search(core) is not None)


def _without_verdict(sentence: str) -> tuple[str, str]:
    """The bare sentence, and the judgement or feeling that closed it."""
    sentence = _RATHER_NOT.sub("のは無理", sentence)
    bare = bare_of(sentence)
    found = _verdict().search(bare) or _verdict().search(sentence) or _CUT.search(bare)
    core = found.string[: found.start()] if found else bare
    return without_heat(without_ever(bare_of(core))), found[0] if found else ""


def without_ever(core: str) -> str:
    """Without always, never and the like; where two nouns would run together a comma parts them."""
    gaps = _drop().sub("\n", core)
    return _BETWEEN_NOUNS.sub(lambda one: one[0].replace("\n", "、"), gaps).replace("\n", "")


def _finite(core: str, judged: str) -> str | None:
    """The clause as it stands before の; None when it has no such form."""
    if judged and re.search(r"(?:て|[んい]で)$", core):
        core = (core[:-1] if core.endswith(("てて", "でて")) else core) + "る"
    if is_clause(core):
        return core
    if core.endswith("な") and not re.search(r"[うくすつぬぶむる]な$", core):
        return core
    told = re.search(r"[にではもがらと]|って|まで", core[:-2]) or re.search(r"\d|、.+まま$", core)
    return core + "な" if told and _NOUN_END.search(core) else None


def is_sound(core: str) -> bool:
    """Whether it is whole, names something, and neither judges nor guesses."""
    fits = (
        SHORTEST <= len(core) <= LONGEST
        and bool(things_in(core) or "「" in core)
        and not _STARTS.search(core)
    )
    return fits and not _stop().search(core) and not _GIVER.search(core)


def is_judging(said: str) -> bool:
    """Whether something in it judges, guesses or asks, so that it is not said again."""
    return _stop().search(said) is not None


def starts_whole(said: str) -> bool:
    """Whether nothing is cut off at its beginning."""
    return _STARTS.search(said) is None


def things_in(text: str) -> tuple[str, ...]:
    """The words of a text that name something: runs of kanji and katakana, names and numbers."""
    return tuple(_THINGS.findall(text))


@cache
def pairs(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """A list of the table: what is found, and what is put in its place."""
    return tuple((re.compile(find), put) for find, put in _table()[name])


def _table() -> dict[str, Any]:
    return words("ja", "kept")


@cache
def _drop() -> re.Pattern[str]:
    return re.compile("|".join(_table()["drop"]))


@cache
def _verdict() -> re.Pattern[str]:
    return re.compile(_table()["verdict"])


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(_table()["stop"])


@cache
def _reminds() -> re.Pattern[str]:
    return re.compile(_table()["reminds"])

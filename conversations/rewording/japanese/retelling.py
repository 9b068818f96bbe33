"""Keeps what the writer tells in their own words: only what lands hard is taken out of the clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from conversations.rewording.japanese.clauses import bare_of, without_heat
from conversations.rewording.japanese.feelings import feelings_in
from conversations.rewording.japanese.guessing import is_guess, seeming_of
from conversations.rewording.japanese.reading import is_soft
from conversations.rewording.japanese.suffering import suffered
from conversations.rewording.japanese.telling import telling
from conversations.rewording.japanese.tense import is_clause, is_past
from conversations.rewording.language import words

_SENTENCE = re.compile(
    r"((?<=[るたいうくすつむぶぐぬ])(?:んだ|ん)?(?:よね|よな|ね(?=、)|じゃん|じゃない(?=、)|でしょ|だろ)(?=[、\s今]|君は|ほんと|まじ|マジ|まさか)|[。!?\n♪]+|\.{2,}|…+|w{2,}|[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+)"
)
_SAID = re.compile(r"[ぁ-ん]*")  # of what closes a sentence, the words
_QUOTED_MARK = re.compile(r"[?!]+(?=」|って|とか(?:言|聞)|と(?:言|聞))")
_RATHER_NOT = re.compile(
    r"のは(?:さすがに|マジで|まじで|ほんとに?|本当に|普通に)、?ない(?:わ|よ|でしょ|な|と思う|だろ)*$"
)
_BETWEEN_NOUNS = re.compile(r"[一-龥々ァ-ヶー]\n(?:[一-龥々]{2}|[ァ-ヶー0-9])")
_TURN = re.compile(r"くせに|(?:ん|の)(?:だけど|ですけど|ですが)(?=.{4})")
_POINT = re.compile(r"(?:ない|なかった|[たなだ])$")  # such a part may be the point; "you ask, and yet" is not
_ASKS = re.compile(r"[うくすつぬぶむるぐたい]$")
_CUT = re.compile(  # whatever is said of it, where nothing in that denies
    r"(?:(?<=[一-龥ァ-ヶー])(?:とか|なんて)、|(?<=[うくすつぬぶむるたい])(?<!どう)(?:(?:とか|なんて|とは)、?(?!言|笑|聞|思)"
    r"|の、?(?=ほんと|本当|マジ|まじ|本気|さすがに|普通に|正直|ガチ|地味に)|のって、?))"
    r"(?!.*(?:な[いかくし]|ません|ず|んか))[^、]{2,16}$"
)
_BUT = re.compile(r"(?:ん|の)(?:だ|です)(?:が|けど)$")
_OVER = re.compile(r"た(?:よ|わ|んだけど|の)?$")
_WHY = re.compile(r"なんで(?!も)|何で(?!も)|どうして|なぜ")
_STARTS = re.compile(
    r"^(?:[をがはにへっんゃゅょー、」』)]|も(?!う|ら)|と(?!て|も|き|な|り)|って|のに|けど|から|ので)"
)
_QUOTE = re.compile(r"「[^「」]*」")
_THINGS = re.compile(r"[一-龥々]+|[ァ-ヶー]{2,}|[A-Za-z]{2,}|\d+")
_NOUN_END = re.compile(
    r"(?:[一-龥々ァ-ヶー]|釣り|飲み|酔い|払い|手伝い|集まり|遊び|付き合い|まま|きり|ながら|([ぁ-ん]{2,3})\1)$"
)
_GIVER = re.compile(
    r"(?:さん|ちゃん|パパ|ママ|親|[父母兄姉弟妹夫妻嫁]|旦那|彼|友達|上司)(?:は|が)[^、]*もらえな"
)
_UNMET = re.compile(r"もらえな(?:い|かった)$")
ENOUGH = 0.75  # of what a clause names, in a wording that may stand for it
SHORTEST, LONGEST = 5, 46  # characters of a clause that is kept


@dataclass(frozen=True)
class Kept:
    """A clause of the writer in its plain form, ready for の; whether it asks why; what the writer feels."""

    say: str
    why: bool
    feeling: str | None
    over: bool  # it has happened once, in the past
    guess: bool = False  # it only seems so to the writer


def kept_of(text: str) -> Kept | None:
    """The sentence that tells most, where one can be kept; None where none is understood."""
    found = [one for sentence in _sentences(text) if (one := _kept(sentence))]
    best = max(found, key=lambda one: (not one.guess, _point_of(one.say)), default=None)
    unmet = next((one for one in found if _UNMET.search(one.say)), None)
    if best is None or unmet is None or _UNMET.search(best.say) or best.say in unmet.say:
        return best
    said = _UNMET.sub("もらえなくて、", unmet.say) + best.say
    return replace(best, say=said) if len(said) <= LONGEST else best


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text, and the parts of those that turn; a plain question keeps its mark."""
    pieces = [*_SENTENCE.split(_QUOTED_MARK.sub("", text)), ""]
    for sentence, mark in zip(pieces[::2], pieces[1::2], strict=False):
        said = sentence.strip() + _SAID.match(mark)[0]  # type: ignore[index]
        yield said + ("?" if "?" in mark and _ASKS.search(sentence) else "")
        yield from (part.strip() for part in _TURN.split(sentence)[:-1] if _POINT.search(part))


def things_in(text: str) -> tuple[str, ...]:
    """The words of a text that name something: runs of kanji and katakana, names and numbers."""
    return tuple(_THINGS.findall(text))


def weight_of(text: str) -> int:
    """How much a clause names."""
    return sum(min(len(one), 4) for one in things_in(text))


def _point_of(say: str) -> int:
    """How much a clause tells: what is missing is the point more often than what is there."""
    return weight_of(say) + 2 * say.endswith("ない")


def names_as_much(kept: str, said: str) -> bool:
    """Whether a wording names nearly all that a clause names, and its last word, which tells what was done."""
    weights = {one: min(len(one), 4) for one in things_in(kept)}
    there = sum(weight for one, weight in weights.items() if one in said)
    named = all(one in said for one in telling(kept))
    return bool(weights) and named and there >= ENOUGH * sum(weights.values()) and things_in(kept)[-1] in said


def _kept(sentence: str) -> Kept | None:
    """The clause of one sentence; what stands in quotation marks is not touched."""
    if sentence.count("「") != sentence.count("」"):
        return None
    quoted = _QUOTE.findall(sentence)
    masked, asked = _QUOTE.sub("「」", sentence.rstrip("?")), sentence.endswith("?")
    for pattern, put in _pairs("early"):
        masked, asked = pattern.sub(put, masked), asked and not pattern.search(masked)
    if _rhetorical().search(masked + "?" * asked):
        return None
    if is_guess(masked):
        return None if quoted else _seeming(masked)
    core, judged = _core(masked + "?" * asked)
    if core is None or core.count("「」") != len(quoted):
        return None
    say = re.sub("「」", lambda _: quoted.pop(0), core)
    if not is_soft(say + "の、"):
        return None
    over = is_past(say) or _OVER.search(judged) is not None
    return Kept(say, bool(_WHY.search(sentence)), _feeling(sentence, say, judged), over)


def _seeming(sentence: str) -> Kept | None:
    """A guess as what it seems to the writer, where that is certain."""
    said = without_heat(_without_ever(seeming_of(sentence))).strip("、 ")
    sure = (is_clause(said) or said.endswith("な")) and _is_sound(said) and is_soft(said + "気がして、")
    return Kept(said, False, None, False, True) if sure else None


def _core(sentence: str) -> tuple[str | None, str]:
    """A sentence as a clause before の, None where that is not certain; and the judgement taken off it."""
    core, judged = _without_verdict(_BUT.sub("", sentence.rstrip("?")))
    for pattern, put in _pairs("swap"):
        core = pattern.sub(put, core)
    finite = _finite(core.strip("、 "), judged)
    if finite is None or not _is_sound(finite) or _is_open(sentence, finite, judged):
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
    return without_heat(_without_ever(bare_of(core))), found[0] if found else ""


def _without_ever(core: str) -> str:
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
    return (
        core + "な" if _NOUN_END.search(core) and re.search(r"[にではもがら]|って|まで", core[:-2]) else None
    )


def _is_sound(core: str) -> bool:
    """Whether it is whole, names something, and neither judges nor guesses."""
    fits = (
        SHORTEST <= len(core) <= LONGEST
        and bool(things_in(core) or "「" in core)
        and not _STARTS.search(core)
    )
    return fits and not _stop().search(core) and not _GIVER.search(core)


def _feeling(sentence: str, say: str, judged: str) -> str | None:
    """What the writer feels, outside of what is told."""
    own = next(iter(feelings_outside(say, feelings_in(sentence))), None)
    return own or next((name for name, find in _own() if find.search(judged)), None)


def feelings_outside(say: str, feelings: tuple[str, ...]) -> tuple[str, ...]:
    """The feelings that are not part of what is told: 「疲れると」 tells of somebody else."""
    inside = feelings_in(say)
    return tuple(one for one in feelings if one not in inside)


def _table() -> dict[str, Any]:
    return words("ja", "kept")


@cache
def _pairs(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(find), put) for find, put in _table()[name])


@cache
def _own() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(find)) for name, find in _table()["own"].items())


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


@cache
def _rhetorical() -> re.Pattern[str]:
    return re.compile(_table()["rhetorical"])

"""Keeps what the writer tells in their own words: only what lands hard is taken out of the clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from conversations.rewording.japanese.clauses import without_heat
from conversations.rewording.japanese.feelings import feelings_in
from conversations.rewording.japanese.guessing import is_guess, seeming_of
from conversations.rewording.japanese.mockery import meant
from conversations.rewording.japanese.promising import ground_of
from conversations.rewording.japanese.reading import is_soft
from conversations.rewording.japanese.sentences import sentences_of
from conversations.rewording.japanese.shaping import (
    LONGEST,
    SHORTEST,
    core_of,
    is_judging,
    is_sound,
    pairs,
    starts_whole,
    things_in,
    without_ever,
)
from conversations.rewording.japanese.telling import PERSON, telling
from conversations.rewording.japanese.tense import is_clause, is_past
from conversations.rewording.language import words

_OVER = re.compile(r"た(?:よ|わ|んだけど|の)?$")
_WHY = re.compile(
    r"(?:なんで|何で|どうして|なぜ)"
    r"(?!も|[^、。]{1,24}か(?:も|を|は|なんて|って|くらい)?、?(?:考|わか|分か|知|気|聞|想|説明|教))"
)
_QUOTE = re.compile(r"「[^「」]*」")
_REPROACHED = re.compile(  # with these one does not ask
    r"のに|くせに|って(?:[^、]{0,8}に)?(?:言う|聞く|送る)$"
    r"|^(?!.*(?:今日|明日|明後日|今夜|週末|来週|いつ)).{9,}(?<![てであいれなきかえ])[うくぐすつぬぶむる]$"
)
_QUOTED_SAYING = re.compile(r"「」(?:って(?:言い方)?)?")
_YET = re.compile(r"(?<=[っい]た)(?:のに|くせに)、?")
_UNMET = re.compile(r"もらえな(?:い|かった)$")
_AND_YET = re.compile(r"^(?:それ)?なのに|^そのくせ")
_ALTHOUGH = re.compile(r"(?:のに|くせに)(?:さ|ね)?$")
_DESCRIBED = re.compile(
    r"(?:の|って|」|[るたいな])[ぁ-ん]{0,6}(?:[一-龥々ァ-ヶー]{1,6}|言い方|くせ|[一-龥][いりき]残し|食べこぼし|汚れ)$|[一-龥][きぎしちにびみりえべめ]方$|^[一-龥ァ-ヶー]{2,8}$"
)
_HEARD = ("知った", "気づいた", "わかった", "聞いた")  # how the writer learnt of it is not the point
ENOUGH = 0.75  # of what a clause names, in a wording that may stand for it


@dataclass(frozen=True)
class Kept:
    """A clause of the writer in its plain form, ready for の; whether it asks why; what the writer feels."""

    say: str
    why: bool
    feeling: str | None
    over: bool  # it has happened once, in the past
    guess: bool = False  # it only seems so to the writer
    promise: bool = False  # it was said that it would be so
    thing: bool = False  # no clause but something named: 「〜って言い方」
    asks: bool = False  # the writer asks whether it is so


def kept_of(text: str) -> Kept | None:
    """The sentence that tells most, where one can be kept; None where none is understood."""
    found = list(_kept_ones(text))
    best = max(found, key=lambda one: (not one.guess, _point_of(one.say)), default=None)
    unmet = next((one for one in found if _UNMET.search(one.say)), None)
    if best is None or unmet is None or _UNMET.search(best.say) or best.say in unmet.say:
        return best
    said = _UNMET.sub("もらえなくて、", unmet.say) + best.say
    return replace(best, say=said) if len(said) <= LONGEST else best


def _kept_ones(text: str) -> Iterator[Kept]:
    """What can be kept of each sentence; 「A。Bなのに」 as 「Bなのに、A」."""
    before: Kept | None = None
    for sentence in sentences_of(text):
        kept = _kept(sentence)
        if kept:
            yield kept
        if kept and before and (both := _both(before, kept, sentence)):
            yield both
        before = kept or (None if sentence else before)


def _both(before: Kept, kept: Kept, sentence: str) -> Kept | None:
    """Two sentences in one, where the second says what speaks against the first."""
    if before.guess or kept.guess or kept.promise:
        return None
    if before.promise:
        both = replace(kept, say=f"{before.say}けど、{kept.say}")
    elif _AND_YET.search(sentence) and "のに" not in kept.say:
        both = replace(kept, say=f"{before.say}のに{kept.say}")
    elif _ALTHOUGH.search(sentence) and "のに" not in before.say:
        both = replace(before, say=f"{kept.say}のに{before.say}")
    else:
        return None
    return both if len(both.say) <= LONGEST else None


def weight_of(text: str) -> int:
    """How much a clause names."""
    return sum(min(len(one), 4) for one in things_in(text))


def _point_of(say: str) -> int:
    """How much a clause tells: what is missing is the point more often than what is there."""
    return weight_of(say) + 2 * say.endswith("ない") - 4 * say.endswith(_HEARD)


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
    fact = meant(masked) if len(sentence) > SHORTEST else masked
    masked, asked = fact, asked and fact == masked and not _REPROACHED.search(masked)
    for pattern, put in pairs("lead"):
        masked = pattern.sub(put, masked)
    for pattern, put in pairs("early"):
        masked, asked = pattern.sub(put, masked), asked and not pattern.search(masked)
    if _listed("gives_up").search(fact):
        return None
    if not quoted and (promised := _promised(masked)):
        return promised
    if _listed("rhetorical").search(masked + "?" * asked):
        return None
    if is_guess(masked):
        return None if quoted else _seeming(masked)
    if thing := _thing(masked, quoted):
        return thing
    core, judged = core_of(masked + "?" * asked)
    if core is None and asked and not quoted:
        return _asking(masked)
    if core is None or core.count("「」") != len(quoted):
        return None
    say = _QUOTED_SAYING.sub(lambda gap: _quote(quoted.pop(0), gap[0]), core)
    if not is_soft(core.replace("「」", "") + "の、"):
        return None
    over = is_past(say) or _OVER.search(judged) is not None
    return Kept(say, bool(_WHY.search(sentence)), _feeling(sentence, say, judged), over)


def _asking(sentence: str) -> Kept | None:
    """A plain question, as what the writer wonders."""
    core, judged = core_of(sentence)
    fits = (
        core and not judged and not core.endswith(("な", "思う", "ない")) and is_soft(core + "のかなって、")
    )
    return Kept(core, False, None, False, asks=True) if core and fits else None


def _thing(sentence: str, quoted: list[str]) -> Kept | None:
    """Something named with what it is like, and the feeling it gives."""
    found = _listed("thing").search(sentence)
    said = without_heat(without_ever(sentence[: found.start()])) if found else ""
    sure = _DESCRIBED.search(said) and not PERSON.search(said) and len(said) <= LONGEST
    whole = sure and starts_whole(said) and said.count("「") == len(quoted) and not is_judging(said)
    feeling = _feeling(sentence, said, found[0]) if found else None
    if found and not feeling and "ひど" in found[0]:
        feeling = "troubled"
    if not (whole and feeling and is_soft(said + "が、")):
        return None
    said = re.sub("「」", lambda _: quoted.pop(0), said)
    return Kept(said, False, feeling, False, thing=True)


def _promised(sentence: str) -> Kept | None:
    """What was said or hoped would be so, where it is not the writer's own doing."""
    found = ground_of(sentence)
    said = without_heat(without_ever(found[0])) if found else ""
    if found and (broken := _broken(said, sentence)):
        return broken
    if found is None or not (is_sound(re.sub(r"だ?と$", "", said)) and is_soft(said + "って")):
        return None
    return Kept(said + found[1], False, None, False, promise=True)


def _broken(said: str, sentence: str) -> Kept | None:
    """What was promised, with what happened in its place: 「来るって言ったのに遊びに行く」."""
    _, _, after = _YET.sub("\n", sentence, count=1).partition("\n")
    core, judged = core_of(after) if len(after) > SHORTEST else (None, "")
    whole = f"{said}って話だったけど、{core}"
    if core is None or len(whole) > LONGEST or is_judging(said) or not is_soft(whole + "の、"):
        return None
    return Kept(whole, False, _feeling(sentence, whole, judged), is_past(core))


def _quote(said: str, gap: str) -> str:
    """What stood in quotation marks, as it was; what lands hard is only hinted at."""
    plain = f"「{without_heat(said.strip('「」'))}」"
    if is_soft(said) or (is_soft(plain) and len(plain) > 3):
        return gap.replace("「」", said if is_soft(said) else plain)
    return {"「」": "そのひとこと", "「」って": "ああいうふうに"}.get(gap, "ああいう言い方")


def _seeming(sentence: str) -> Kept | None:
    """A guess as what it seems to the writer, where that is certain."""
    said = without_heat(without_ever(seeming_of(sentence))).strip("、 ")
    said += "な" if said.endswith("だけ") else ""
    sure = (is_clause(said) or said.endswith("な")) and is_sound(said) and is_soft(said + "気がして、")
    return Kept(said, False, None, False, True) if sure else None


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
def _own() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(find)) for name, find in _table()["own"].items())


@cache
def _listed(name: str) -> re.Pattern[str]:
    return re.compile(_table()[name])

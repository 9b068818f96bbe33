"""Picks the one or two words of a draft that tell best what it is about, as the writer wrote them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from conversations.rewording.language import words

LONGEST = 14  # characters of one phrase
TALK_OF = re.compile(r"(?<=.)の話$")
_NO_LONGER = r"(?![一-龥々]+(?:[をがはものにでと、。?\s]|$))"  # 「電話」 but not in 「電話中に」
_KANA_ENDS = "いりきしみれけせめイレ"
_CASE = r"(?:を|が(?![らりるれっ])|は|も|に|で|と|へ|の|から|まで|って|とか|くらい|ぐらい|ばっか|しか|すら|さえ|だけ|なし|なんて|なんか|や)"
_AFTER = rf"(?:{_CASE}|[、。!?…〜\s」「(]|$|だ|じゃ|です|な(?!い))"
_END = re.compile(_AFTER)
FREE = r"(?:を|が(?![んら])|は|の|って(?![なるたいくしき])|、|。|なんて|くらい|ぐらい|も|に(?![な合]))"
_VERB_BEHIND = re.compile(r"[ァ-ヶー]{2}[一-龥]$")  # 「クラブ売ったの」
_WAY = r"お?(?:[一-龥][ぁ-ん]{0,3}(?<![のをがはも])|たたみ|しまい|つけ|あけ|しゃべり|やり|かけ|ほめ|しかり)方(?!が)"
_MIXED = (
    rf"[一-龥](?:[いきぎしちびみりえけげせべめれ]){{1,2}}[一-龥]+(?:[いきしりえけせめれ](?={_AFTER}))?(?={_AFTER})"
    r"|[一-龥](?:かき|やり|むしり|だし|たて|すて|あらい|ふき|まき|づくり|拭き|磨き)(?=[をがはもにでとの、。してす])"
)
_KANJI = r"(?:お|ご)?[一-龥々][一-龥々ァ-ヶー]*(?:[ァ-ヶー]+)?|(?:お|ご)?[一-龥々]+"
_KATAKANA = r"[ァ-ヶ][ァ-ヶー]+(?<![ッー]{2})(?:(?![私俺僕])[一-龥])*"
_QUOTE = r"「[^「」]{2,8}」"
_SINGLE = re.compile(r"(?:つな|かけ|しめ|あけ|とめ|つけ|あら|ある|あっ|いっぱい|ぇ|ぁ)")  # 「手つないで」
_DOES = re.compile(r"し(?:な|て|た|ろ|よ|と|ま)|する|され|させ|でき")
COUNTED = r"\d+(?:\.\d+)?(?:万(?:\d+千?)?円?|千円?|円|度(?!も))"
_NUMERAL = re.compile(r"^(.*?[^一二三四五六七八九十])[一二三四五六七八九十](?:[枚個本回匹杯人軒年つ]|$).*$")
PERSON = re.compile(
    r"(?:さん|ちゃん|親|父|母|姉|兄|妹|弟|孫|娘|息子|友達|同僚|上司|おとん|おかん|夫婦|パパ|ママ|先生)$"
)
_COMPARED = re.compile(r"は|なら|だったら|の(?:ほう|方)|みたい")


@dataclass(frozen=True)
class Word:
    """A noun of the draft, where it stands, and how much it tells."""

    text: str
    start: int
    end: int
    weight: float


def telling(text: str, most: int = 2) -> tuple[str, ...]:
    """The most telling nouns or short phrases, best first; empty when there are none. Never an insult."""
    found = _joined(tuple(_words(text)), text)
    best: dict[str, float] = {}
    for word in found:
        place = 1.0 - min(word.start, 120) / 150
        best[word.text] = best.get(word.text, place) + word.weight
    ranked = sorted(best, key=lambda one: -best[one])
    kept: list[str] = []
    for one in ranked:
        if not any(one in other or other in one for other in kept):
            kept.append(one)
    return tuple(kept[:most])


def about(text: str) -> str | None:
    """One phrase to speak about: the most telling word."""
    return about_of(telling(text))


def about_of(found: tuple[str, ...]) -> str | None:
    """The same, of what `telling` has found."""
    return TALK_OF.sub("", found[0]) if found else None


def _words(text: str) -> Iterator[Word]:
    at = 0
    while at < len(text):
        found = _pattern().match(text, at)
        if found is None or not found[0]:
            at += 1
            continue
        word = _word(found, text)
        if word is not None:
            yield word
        at = found.end()


def _word(found: re.Match[str], text: str) -> Word | None:
    group, end = found.lastgroup or "", found.end()
    said = _noun(found[0], group, text, end)
    compared = said.startswith("元") and _COMPARED.match(text, end)
    if not said or compared or _is_stopped(said) or len(said) > LONGEST:
        return None
    start = found.start() + found[0].find(said)
    return Word(said, start, start + len(said), _weight(said, group, text, start + len(said)))


def _noun(said: str, group: str, text: str, end: int) -> str:
    """The noun in a run of characters: without the time in front and the root of a verb behind."""
    if group not in ("kanji", "katakana"):
        return said
    if group == "katakana" and _VERB_BEHIND.search(said) and re.match(r"[ぁ-ん]", text[end:]):
        return said if _END.match(text, end) else said[:-1]
    if re.search(r"\d$", text[: end - len(said)]):
        return ""
    said = re.sub(table()["tail"], "", re.sub(table()["lead"], "", said))
    said = re.sub(r"(?<=[ァ-ヶー])[最毎全今昨次一]$", "", said)
    if numbered := _NUMERAL.match(said):
        return numbered[1]
    bare = re.sub(r"^[おご]", "", said)
    if not bare or said.endswith("ッ"):
        return ""
    verbal = said[-1] in table()["roots"] and re.match(r"って|で(?:[るたもく]|い)|に(?:行|来|い)", text[end:])
    if not verbal and (_END.match(text, end) or not re.match(r"[ぁ-ん]", text[end:])):
        return said if len(bare) > 1 or bare in table()["single"] else ""
    if len(bare) == 1:
        return said if bare in table()["single"] and _SINGLE.match(text, end) else ""
    if re.fullmatch(r"[ァ-ヶ]{1,3}", said) and re.match(r"[るっ]", text[end:]):
        return ""
    rooted = said[-1] in table()["roots"] and not _DOES.match(text, end)
    if not rooted or (len(bare) == 2 and bare[0] not in table()["single"]):
        return said
    return said[:-1]


def _is_stopped(said: str) -> bool:
    return bool(_stop().match(said) or _stop().match(re.sub(r"^[おご]", "", said)))


def _weight(said: str, group: str, text: str, end: int) -> float:
    if _is_weak(said):
        return 0.4
    weight = {
        "kana": 1.6,
        "way": 1.5,
        "mixed": 1.5,
        "katakana": 1.5,
        "kanji": 1.3,
        "latin": 0.9,
        "quote": 0.7,
    }.get(group, 0.5)
    if PERSON.search(said):
        weight -= 0.5
    if re.match(r"(?:を|の(?:こと|話)|くらい|ぐらい|なんて)", text[end:]):
        weight += 0.4
    if re.match(r"(?:だから|なんだから|なら|に比べ|じゃなくて|みたい|より)", text[end:]):
        weight -= 0.5
    return weight


def _joined(found: tuple[Word, ...], text: str) -> tuple[Word, ...]:
    """「犬」「散歩」 with の between them become one phrase."""
    whole: list[Word] = []
    for word in found:
        last = whole[-1] if whole else None
        if last and text[last.end : word.start] in ("の", "との") and len(last.text + word.text) < LONGEST:
            weight = max(last.weight, word.weight) + 0.3
            whole[-1] = Word(text[last.start : word.end], last.start, word.end, weight)
        else:
            whole.append(word)
    return tuple(whole)


def _is_weak(said: str) -> bool:
    return bool(_weak().match(said))


def table() -> dict[str, Any]:
    """Which words tell what."""
    return words("ja", "telling")


@cache
def _weak() -> re.Pattern[str]:
    return re.compile(table()["weak"])


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(table()["stop"])


@cache
def known() -> re.Pattern[str]:
    """The nouns that are listed."""
    listed = sorted(table()["known"].split(), key=len, reverse=True)
    return re.compile("|".join([*table()["kana"], *(_whole_word(noun) for noun in listed)]))


def _whole_word(noun: str) -> str:
    """A short noun only where no other character of a longer word stands beside it."""
    if len(noun) > 2 or noun[-1] in _KANA_ENDS:
        return noun + r"(?![ァ-ヶー])"
    return f"(?<![一-龥々]){noun}" + (_NO_LONGER if len(noun) > 1 else rf"(?={FREE}|で|と|$)")


@cache
def _pattern() -> re.Pattern[str]:
    kana = "|".join(table()["kana"])
    return re.compile(
        f"(?P<quote>{_QUOTE})|(?P<kana>{kana}|{known().pattern})|(?P<way>{_WAY})|(?P<mixed>{_MIXED})|(?P<katakana>{_KATAKANA})|(?P<kanji>{_KANJI})"
        f"|(?P<latin>[A-Za-z]{{2,}})|(?P<counted>{COUNTED})"
    )

"""Cuts a Japanese draft into clauses and takes the heat words and endings off each."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from conversations.rewording.language import words

ME = "(?:私|わたし|あたし|わたくし|俺|おれ|オレ|僕|ぼく|ボク|うち(?=が|は|も|ばっか|だけ))"

_SENTENCE = re.compile(r"([。!?\n♪]+|\.{2,}|w{2,}|[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+)")
_ONE_BREATH = re.compile(r"(の|こと)、(?=(?:もう|本当に|ほんとに)?(?:いい加減|やめ|止め))")
_TOLD = re.compile(
    rf"(?:^|(?<=[。!?\n]))([一-龥ァ-ヶーA-Za-z]+(?:の[一-龥ァ-ヶー]+)?)、(?=[^。、]{{0,6}}{ME}(?:が|ばっか|"
    rf"ばかり|だけ|一人|ひとり))"
)
_COMMA = re.compile(r"[、,，]\s*")
_TURN = re.compile(
    r"(?<=[いるたうすくつむぶぐなだてん])(のに|くせに|くせして|んだけど|けれども|けれど|けど|"
    r"んだから)(?=[^、]{3})|(?:ばっかり|ばかり)で(?=[^、す]{3})"
)
_TAIL = re.compile(
    r"(?:っていうのに|ってのに|のに|んだけど|ですけど|けれど(?:も)?|けど|くせに|くせして|んだから|"
    r"ですから|から|ので"
    r"|なんて(?:さ)?|とか|とは|って(?:さ|何|なに|どういうこと|どうなの|どう|こと)?"
    r"|(?<=[いるたうすくつむぶぐない])(?:の|ん)(?:ですか|でしょうか|かな|か|かよ|だよ|だね|だよね|だろ|"
    r"だろう|でしょ|でしょう|です|ですね|だ|さ|よ|ね|よね)?"
    r"|でしょう|でしょ|だろう|だろ|じゃん(?:か)?|じゃないか|じゃないの|よね|よな|よ|"
    r"(?<=[いるたねよだすん])[ねさぞわ]|(?<=[いただる])な"
    r"|です(?:か)?|もん(?:ね)?|(?<=[いるうすくつぬぶむぐだた])(?<!わた)(?<!あた)し|(?<=[いるたう])わけ|"
    r"(?<=[いるたう])か(?:よ|な|ね)?|(?<=[いるた])っけ|(?<![ァ-ヶー])ー|〜|~|笑|w)$"
)
_VERDICT = re.compile(
    r"(?:なんて|とか|って|のって|のは|とは)(?:、)?(?:ほんと|本当に?|マジで?|まじで?|さすがに)?(?:最低|"
    r"最悪|ひどい|酷い|ひどすぎ(?:る)?|信じられない|ありえない|有り得ない|おかしい|どうかしてる|無神経|"
    r"非常識)"
    r"(?:だ|だよ|だね|すぎ|すぎる|です|よ|よね|わ|んだけど|じゃない)*$"
)
_LEFT = re.compile(
    r"^(?:は(?![やじなず])|って|が(?![んっ])|も(?![うっのら])|、|に(?!ち)|の(?![んど])|ね(?![るてえむ])|ー|"
    r"…|\s)+(?=..)"
)
_U = dict(zip("きぎちにびみりい", "くぐつぬぶむるう", strict=True))
_A = dict(zip("きぎちにびみりい", "かがたなばまらわ", strict=True))
_TA = {"き": "いた", "ぎ": "いだ", "ち": "った", "り": "った", "い": "った"}
_TA |= {"に": "んだ", "び": "んだ", "み": "んだ"}
_POLITE: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"([てで])きました"), r"\1きた"),
    (re.compile(r"([てで])きます"), r"\1くる"),
    (re.compile(r"くれませんでした"), "くれなかった"),
    (re.compile(r"くれません"), "くれない"),
    (re.compile(r"もらえませんでした"), "もらえなかった"),
    (re.compile(r"もらえません(?!か)"), "もらえない"),
    (re.compile(r"(てい|でい)ませんでした"), r"\1なかった"),
    (re.compile(r"(てい|でい|し|来|見|出|べ)ません(?!か)"), r"\1ない"),
    (re.compile(r"([てで])きません(?!か)"), r"\1こない"),
    (
        re.compile(r"(?<!すみ)([きぎちにびみりい])ません(?=$|[。、!?しよねのがけか]*$)"),
        lambda one: _A[one[1]] + "ない",
    ),
    (re.compile(r"(?:では|じゃ)?ありませんでした"), "じゃなかった"),
    (re.compile(r"ありません"), "ない"),
    (re.compile(r"(?<!ませ)んでした(?=$|の|けど|か)"), "んだった"),
    (re.compile(r"(?<!ん)でした(?=$|の|けど|か)"), "だった"),
    (re.compile(r"(てい|でい)ました"), r"\1た"),
    (re.compile(r"(てい|でい)ます"), r"\1る"),
    (re.compile(r"しました"), "した"),
    (re.compile(r"します"), "する"),
    (re.compile(r"れました"), "れた"),
    (re.compile(r"れます"), "れる"),
    (re.compile(r"([えけげせてねべめ一-龥])ます(?!か)"), r"\1る"),
    (re.compile(r"([えけげせてねべめ一-龥])ました"), r"\1た"),
    (re.compile(r"([きぎちにびみりい])ます(?!か)"), lambda one: _U[one[1]]),
    (re.compile(r"([きぎちにびみりい])ました"), lambda one: _TA[one[1]]),
)


@dataclass(frozen=True)
class Clause:
    """A part of the draft: as it was said, its plain core, and how it ended."""

    said: str
    core: str
    tail: str
    asks: bool  # ends with a question mark
    why: bool  # opens with "why"
    last: bool  # the last clause of its sentence

    @property
    def contrast(self) -> bool:
        """Whether it only sets the stage: 「約束したのに、」."""
        return self.tail.endswith(("のに", "くせに", "けど", "けれど", "んだから"))


def clauses_of(text: str) -> tuple[Clause, ...]:
    """The clauses in their order; empty ones are left out."""
    found: list[Clause] = []
    pieces = _SENTENCE.split(_TOLD.sub(r"\1を", _ONE_BREATH.sub(r"\1", text)))
    for place in range(0, len(pieces), 2):
        mark = pieces[place + 1] if place + 1 < len(pieces) else ""
        parts = [part for comma in _COMMA.split(pieces[place]) for part in _turns(comma) if part.strip()]
        for number, part in enumerate(parts):
            last = number == len(parts) - 1
            found.append(_clause(part.strip(), last, "?" in mark and last))
    return tuple(found)


def _turns(text: str) -> list[str]:
    cut: list[str] = []
    start = 0
    for found in _TURN.finditer(text):
        cut.append(text[start : found.end()])
        start = found.end()
    return [*cut, text[start:]]


def _clause(said: str, last: bool, asks: bool) -> Clause:
    why = bool(_why().search(said))
    plain = plain_of(said)
    verdict = _VERDICT.search(plain)
    core, tail = _without_tail(plain[: verdict.start()] if verdict else plain)
    return Clause(said, without_heat(core), tail + (verdict[0] if verdict else ""), asks, why, last)


def bare_of(said: str) -> str:
    """A sentence in plain form, without the particles that close it."""
    return _without_tail(plain_of(said))[0]


def plain_of(text: str) -> str:
    """Polite verb endings made plain: していません -> していない."""
    for pattern, plain in _POLITE:
        text = pattern.sub(plain, text)
    return text


def plain_ending(text: str) -> str:
    """Slurred orders written out: すんな -> するな, しとけ -> しておけ."""
    return re.sub(r"([しいっ])とけ(?=よ|$)", r"\1ておけ", text.replace("すんな", "するな"))


def _without_tail(text: str) -> tuple[str, str]:
    tail = ""
    while (found := _TAIL.search(text)) and found.start() > 0 and len(tail) < 20:
        tail, text = found[0] + tail, text[: found.start()]
    return text, tail


def without_heat(text: str) -> str:
    """Interjections, always and never, "why" and the second person left out."""
    text = _why().sub("", text)
    text = _inside().sub("", text)
    text = _you().sub("", text)
    before = None
    while before != text:
        before = text
        text = _LEFT.sub("", _start().sub("", text)).strip()
    return text


@cache
def _start() -> re.Pattern[str]:
    return re.compile("^(?:" + "|".join(words("ja", "lexicon")["strip"]["start"]) + r")[、\s]*")


@cache
def _inside() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(words("ja", "lexicon")["strip"]["inside"]) + ")")


@cache
def _you() -> re.Pattern[str]:
    listed = "|".join(words("ja", "lexicon")["strip"]["you"])
    return re.compile(f"(?:{listed})(?:って|は|が|も|の|に|と|を|から)?")


@cache
def _why() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(words("ja", "lexicon")["strip"]["why"]) + ")")

"""Reads what happened out of a clause, in words that do not blame."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from conversations.rewording.japanese.clauses import Clause, without_heat
from conversations.rewording.japanese.feelings import feeling_place
from conversations.rewording.japanese.grammar import OWN, repeated, turned
from conversations.rewording.japanese.subjects import is_thing, topic_of
from conversations.rewording.japanese.tense import as_clause, is_clause, is_past, past_of
from conversations.rewording.language import words

_WHEN = re.compile(
    r"(一?昨日|おととい|今朝|昨夜|昨晩|ゆうべ|夕べ|さっき|先週(?:末)?|先月|この前|この間|こないだ|去年|"
    r"今日|[月火水木金土日]曜(?:日)?|(?:\d+月)?\d+日(?!間)|"
    r"\d+時(?:半|\d+分)?(?:まで)?|\d+(?:分|時間|日|週間|か月|ヶ月)(?:間)?)(?:も|に|は|の夜|の朝|から)?"
)
_WAITED = re.compile(
    r"待って(?:い)?(?:た|る)$|(?:楽しみに|用意|準備|我慢|早起き|心配|掃除)して(?:い)?(?:た|る)$|(?:頑張|"
    r"がんば)って(?:い)?(?:た|る)$|作って(?:待って)?(?:い)?た$|つもり(?:で|だった|でいた)"
)
_ASKS_OUT = re.compile(
    r"(?:何(?:し|や|考|が|の|回目|時|様)|誰(?!か|も)|いつになったら|いつまで|どこ(?!にも|か|も)|どう(?:し|"
    r"なっ|いう)|どんだけ|どれだけ|なんなの)"
)
_BODY = re.compile(r"(?:耳|頭|体|腰|お腹|おなか|目|胃|のど|喉|肩|首|背中)(?:が|も)?(?:痛|いた|重)")
_LAMENT = re.compile(r"(?:かった|だった|てくれた|てた|ていた)$")
_TALK = re.compile(r"^(?:ちょっと|大事な|少し)*(?:話|話したいこと|言いたいこと|相談)がある$")
_EVEN = re.compile(r"(?:くらい|ぐらい|すら|さえ)(?:は|も)?")
_TOLD_BEFORE = re.compile(r"約束|頼|お願い|言っ|は|優し|いつ|できる|行ける|夫婦|家族な|恋人|自分")
_LEAD = re.compile(
    r"(?:のが|のは|のに|のって|って|と|から|ので|こと|、|すごく|本当に|ほんと(?:に)?|めっちゃ|マジ|まじ|"
    r"もう|超)+$"
)


@dataclass(frozen=True)
class Event:
    """What happened, as a plain clause or as a noun with こと, and what it is about."""

    say: str
    topic: str
    own: bool = False  # something the writer did or feels, not about the other
    known: bool = False  # read with the lexicon, not by grammar alone


def read_event(clause: Clause) -> Event | None:
    """The event of a clause in neutral words; None when the clause holds none that can be said safely."""
    core = _without_feeling(clause.core)
    if not core or len(core) > 60:
        return None
    known = _known(clause)
    if known is not None:
        return known
    if clause.asks and "と思って" in core:
        return None
    if _ASKS_OUT.search(core) or _BODY.search(core) or _TALK.search(core):
        return None
    return _grammatical(core, clause)


def stage_of(clause: Clause) -> str:
    """What a clause only sets the stage with: 「髪切ったのに」 -> 「髪切ったとき、」, 「子どもの行事、」 as it is."""
    core = clause.core
    if clause.last or len(core) > 16 or _ASKS_OUT.search(core):
        return ""
    if clause.contrast and not _TOLD_BEFORE.search(core):
        happening = as_clause(core)
        if happening and is_past(happening) and not happening.endswith("なかった"):
            return f"{happening}とき、"
        named = re.match(r"^(.*[一-龥ァ-ヶー])な$", core)
        return f"{named[1]}のとき、" if named else ""
    return f"{core}、" if not clause.tail and not feeling_place(core) and is_thing(core) else ""


def _without_feeling(core: str) -> str:
    """「寝ててイライラする」 -> 「寝てる」: the feeling is told elsewhere."""
    place = feeling_place(core)
    if place is None or place < 4:
        return core
    return re.sub(r"([てで])[てで]$", r"\1いる", _LEAD.sub("", core[:place]))


def _known(clause: Clause) -> Event | None:
    said = tuple(dict.fromkeys((clause.core, without_heat(clause.said), clause.said)))
    for pattern, row in _rows():
        found = next((hit for one in said if (hit := pattern.search(one))), None)
        if found and row["say"]:
            say = found.expand(_filled(row["say"], found))
            if row["say"].startswith("\\"):
                say = re.sub(r"^(?:[にはがものを]|また|、)+", "", without_heat(say))
            say = repeated(_in_past(say, clause), clause) or say
            return Event(_timed(say, clause), row["topic"], known=True)
    return None


def _filled(say: str, found: re.Match[str]) -> str:
    """Groups that did not take part are left out of the wording."""
    return re.sub(r"\\(\d)", lambda one: one[0] if found[int(one[1])] else "", say)


def _grammatical(core: str, clause: Clause) -> Event | None:
    core = _EVEN.sub("を", core) if "を" not in core else _EVEN.sub("", core)
    core = core.replace("をを", "を")
    if clause.contrast and clause.last and _LAMENT.search(core) and not _WAITED.search(core):
        return None
    say = turned(core, clause)
    if say is None or len(say) < 3:
        return None
    own = (bool(OWN.match(core)) and "くれ" not in core) or bool(_WAITED.search(core))
    own = own or "たくない気持ち" in say or say.endswith("と聞いていた")
    return Event(_timed(say, clause), topic_of(clause.said), own)


def _in_past(say: str, clause: Clause) -> str:
    over = is_past(clause.core) or "なんて" in clause.tail
    lasting = say.endswith(("感じる", "気になる", "なっている"))
    return past_of(say) if over and is_clause(say) and not lasting else say


def _timed(say: str, clause: Clause) -> str:
    """The day or hour of the clause, put in front when the wording has lost it."""
    found = _WHEN.search(clause.said)
    if not found or found[1] in say or say.startswith(found[1]):
        return say
    if re.search(r"[分間]$", found[1]):
        return say
    return f"{found[1]}、{say}" if not found[1].endswith("まで") else say


@cache
def _rows() -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    return tuple((re.compile(row["find"]), row) for row in words("ja", "events")["event"])

"""Turns the shape of a complaint around by grammar alone: from "you don't" to "I don't get"."""

import re
from collections.abc import Callable

from conversations.rewording.japanese import verbs
from conversations.rewording.japanese.clauses import ME, Clause
from conversations.rewording.japanese.tense import as_clause, is_past, past_of

Turn = Callable[[re.Match[str], Clause], str | None]

OWN = re.compile(rf"^{ME}(?:は|も|が|だって)(?!悪い)")
_AGAIN = re.compile(r"いつも|毎回|毎度|また|毎日|毎晩|しょっちゅう|何回も|何度も|すぐ")
_LEFT_STATE = {
    "つけ": "ついた",
    "付け": "ついた",
    "開け": "開いた",
    "あけ": "あいた",
    "閉め": "閉まった",
    "しめ": "しまった",
    "散らかし": "散らかった",
    "ちらかし": "散らかった",
    "やり": "途中の",
    "ほったらかし": "その",
}
# In a subordinate clause a person takes が: 「お母さんは口を出す」 -> 「お母さんが口を出すと」.
_THEY = re.compile(
    r"^((?:お|ご)?[一-龥]{0,3}(?:さん|親|父|母|友達|同僚|上司|姉|妹|兄|弟|子ども|子供|先輩|後輩|人))"
    r"は(?!と|な)"
)
_BIG = {"でか": "大き", "うるさ": "大き"}


def turned(core: str, clause: Clause) -> str | None:
    """The same fact without blame, as a plain clause or with こと; None when it cannot be said safely."""
    for pattern, turn in _TURNS:
        if found := pattern.search(core):
            return turn(found, clause)
    core = _THEY.sub(r"\1が", core)
    cannot = verbs.is_potential(core) and not clause.why
    return core if cannot else repeated(as_clause(core), clause)


def repeated(say: str | None, clause: Clause) -> str | None:
    """「いつも遅れる」 and 「また遅れる」 become 「遅れることが続く」; 「遅れるなんて」 has happened once."""
    lasting = ("ている", "でいる", "感じる", "気になる", "続く")
    if say is None or not re.search(r"[うくぐすつぬぶむる]$", say) or say.endswith(lasting):
        return say
    if "なんて" in clause.tail:
        return past_of(say)
    return f"{say}ことが続く" if _AGAIN.search(clause.said) else say


def _promised(found: re.Match[str], clause: Clause) -> str | None:
    if "約束" in found[0]:
        return f"{found[1]}約束のこと"
    return f"{found[1]}と聞いていた" + ("" if clause.contrast else "こと")


def _too(found: re.Match[str], clause: Clause) -> str | None:
    return f"{found[1]}が{_BIG.get(found[2], found[2])}い"


def _only_me(found: re.Match[str], clause: Clause) -> str | None:
    alone = as_clause(found[1])
    return f"ひとりで{alone}" if alone else None


def _unasked(found: re.Match[str], clause: Clause) -> str | None:
    done = as_clause(found[1])
    if done is None:
        return None
    return "相談がないまま" + (past_of(done) if "なんて" in clause.tail and not is_past(done) else done)


def _own(found: re.Match[str], clause: Clause) -> str | None:
    return as_clause(found[0])


def _not_given(found: re.Match[str], clause: Clause) -> str | None:
    return found[1] + ("もらえなかった" if "くれなかった" in found[0] else "もらえない")


def _unwilling(found: re.Match[str], clause: Clause) -> str | None:
    return f"{found[1]}{found[2] or 'は'}{found[3]}たくない気持ちが強い"


def _never_did(found: re.Match[str], clause: Clause) -> str | None:
    return found[1] + ("て" if found[2] == "た" else "で") + "もらえない"


def _left_so(found: re.Match[str], clause: Clause) -> str | None:
    left = _LEFT_STATE.get(found[2]) or verbs.past_from_masu(found[2])
    return f"{found[1] or 'もの'}が{left}ままになっている"


def _too_much(found: re.Match[str], clause: Clause) -> str | None:
    what, rest = found[1], found[3]
    if what.endswith(("て", "で")):
        return f"{what}いることが多い"
    if not what or re.fullmatch(ME, what):
        return None
    if not rest:
        return f"{what}のことが多い"
    verb = as_clause(rest)
    return f"{what}{found[2] or 'を'}{verb}ことが多い" if verb else None


def _nothing(found: re.Match[str], clause: Clause) -> str | None:
    """Own inability or duty: not the other's doing, so nothing is turned around."""
    return None


def _unable(found: re.Match[str], clause: Clause) -> str | None:
    return f"{found[1]}をしてもらえない" if len(found[1]) > 1 else None


def _suffered(found: re.Match[str], clause: Clause) -> str | None:
    return re.sub(r"も(?=さ?れ)", "", found[0])


def _not_done(found: re.Match[str], clause: Clause) -> str | None:
    if verbs.is_potential(found[0]) and not clause.why:
        return found[0]
    te = verbs.te_from_negative(found[0])
    return te + ("もらえなかった" if found[0].endswith("なかった") else "もらえない") if te else None


def _said(found: re.Match[str], clause: Clause) -> str | None:
    said = f"{found[1]}を言われ{'た' if is_past(found[0]) else 'る'}"
    return re.sub(r"(と|って)を", r"\1", said)


_TURNS: tuple[tuple[re.Pattern[str], Turn], ...] = (
    (
        re.compile(
            r"^(.+?[うくぐすつぬぶむるい])(?:って|と)(?:約束|言っ|話し|決め)(?:した|た|てた|ていた|てくれた|"
            r"たはず)(?:はず)?$"
        ),
        _promised,
    ),
    (
        re.compile(r"^(.+?)(?:が|は|も)?(でか|大き|遅|早|長|多|少な|細か|高|うるさ|短|低|暑|寒)すぎ(?:る)?$"),
        _too,
    ),
    (re.compile(rf"^{ME}(?:ばっか(?:り)?|ばかり|だけ)(?:が)?(.+)$"), _only_me),
    (re.compile(r"^(?:勝手に|黙って|内緒で|無断で|相談(?:も)?(?:なし|なく)(?:に|で)?)(.+)$"), _unasked),
    (re.compile(rf"^{ME}(?:は|も|が|だって)(?!悪い)(?!.*くれ).*$"), _own),
    (
        re.compile(
            r"^(.*?[てで])(?:も|は|すら|さえ)?くれ(?:ない|なかった|ず|なく|ん$|た(?:こと|試し|"
            r"ためし)(?:が|も|"
            r"なんて)?ない)"
        ),
        _not_given,
    ),
    (
        re.compile(
            r"^(.+?)(?:(に|へ|を|と)(?:は|も)?|は|も)(?:もう)?(?:二度と)?([一-龥ぁ-ん]{1,4})たくない$"
        ),
        _unwilling,
    ),
    (re.compile(r"^(.*?)([ただ])(?:こと|試し|ためし)(?:が|も|なんて|すら)?(?:ない|なかった)$"), _never_did),
    (
        re.compile(
            r"^(.{0,14}?)(?:を|は|が|も)?((?:脱|置|出|開|閉|付|使|食べ|放|飲み|干)[ぁ-ん]{0,2}|つけ|あけ|"
            r"しめ|"
            r"おき|だし|やり|ぬぎ|ちらかし|散らかし|ほったらかし)っぱなし"
        ),
        _left_so,
    ),
    (re.compile(r"^(.*?)(を|が|に|と)?(?:ばっか(?:り|し)?|ばかり)(.*)$"), _too_much),
    (
        re.compile(
            r"(?:信じられ|眠れ|我慢でき|我慢なら|耐えられ|許せ|堪えられ|やってられ|付き合って(?:い)?られ|"
            r"わから|"
            r"分から|たまら|知ら|いら|要ら|構わ|かまわ)(?:ない|なかった)$"
        ),
        _nothing,
    ),
    (re.compile(r"^(.*?)(?:すら|さえ|も|くらい|ぐらい)(?:でき|出来)(?:ない|なかった)$"), _unable),
    (re.compile(r"なきゃ|なければ"), _nothing),
    (re.compile(r"^.*[らわかさたなまば]れ(?:ない|なかった)$"), _suffered),
    (re.compile(r"^.*(?:ない|なかった)$"), _not_done),
    (
        re.compile(
            r"^(.*(?:こと|言葉|悪口|文句|嫌味|」|って|と))(?:を|ばかり|ばっかり)?(?:言う|言った|いう|言ってくる|言ってきた)$"
        ),
        _said,
    ),
)

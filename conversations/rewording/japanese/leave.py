"""Decides on positive evidence that a draft should be left as it is, or that it is nothing to reword."""

import re
from dataclasses import dataclass
from functools import cache

from conversations.rewording.japanese import limits
from conversations.rewording.japanese.clauses import clauses_of
from conversations.rewording.japanese.dialect import standard
from conversations.rewording.japanese.events import read_event
from conversations.rewording.japanese.feelings import feelings_in
from conversations.rewording.language import words
from conversations.rewording.values import Signal

SOFT = {"no_ask", "no_feeling", "vague", "profanity", "kitchen_sink", "all_caps"}

LONG = 80  # characters from which a reproach weighs more than a kind word

_COMMAND = re.compile(
    r"^[/／][A-Za-zぁ-んァ-ヶ一-龥_]|^(?:タイマー|アラーム|リマインダー?)(?:を)?\s*\d+(?:分|秒|時間?)(?:後)?(?:に)?(?:セット)?$"
)
_MACHINE = re.compile(
    r"(?i)(?:ignore (?:all|previous)|system prompt|プロンプト|(?:これまで|以前|上記|上|前|今まで)の[^。]{0,4}(?:指示|命令|ルール|設定|会話)"
    r"[^。]{0,8}(?:無視|忘れ|破棄|リセット)|(?:指示|命令)(?:を|は)[^。]{0,6}(?:無視|忘れ)|あなたは(?:AI|人工知能|ボット|アシスタント|"
    r"チャットボット|言語モデル|プロの)|(?:英語|日本語|中国語|韓国語|敬語)に(?:翻訳|訳|直)して|(?:翻訳|要約)して|(?:要約|箇条書き)[^。]{0,14}"
    r"(?:し|せよ|まとめ|ください)|(?:として|のように)(?:振る舞|ふるま|演じ|答え|応答)|ロールプレイ|^(?:指示|命令|システム|\[?system\]?|user|"
    r"assistant)\s*[:：\]]|出力(?:して|すること|せよ|してください)|コード(?:を)?書いて|プログラム(?:を)?(?:書|作)|(?:詩|小説|俳句|作文|記事|"
    r"エッセイ|物語)を(?:\d+字で)?(?:書|作)(?:いて|って)|レシピ(?:を)?(?:教え|作)て(?:ください|$)|開発者モード|jailbreak)"
)
_CODE = re.compile(
    r"(?i)<script|SELECT \*|DROP TABLE|^\s*(?:def |class |import |function |const |#include|=[A-Z]+\()|^\s*[{\[].*[:：,].*[}\]]\s*$|"
    r"^\s*<[^>]+>|^\s*(?:https?://|www\.)\S+\s*$"
)
_CHINESE = re.compile(r"[们們这這吗嗎哪很么麼您没沒你她的了在是我适氣气边邊说說时時还還会會要]")
_NOT_TEXTED = re.compile(
    r"むかしむかし|昔々|吾輩は|^[一-龥]{2,3}[都道府県][一-龥]{1,6}[市区町村郡]|丁目(?:\d|$)|前日比|日経平均|終値|"
    r"(?:気象庁|警視庁|政府|首相|大統領|厚生労働省|国土交通省|財務省|日銀|株価|容疑者|調査によると)[^。]*(?:した|という|見込み|となった|いる|発表|呼びかけ)|"
    r"(\S{1,5})(?:[\s、]+\1){2,}"
)
_WORD = re.compile(r"[ぁ-んァ-ヶ一-龥々]")
_SIGH = re.compile(r"^[へふはほえあ]?[えぇーん]*[っ]?[ーへえふん][。]?$")


def why_odd(text: str) -> str | None:
    """empty, noise, command, instruction or language; None when it is something one would text."""
    if not text.strip():
        return "empty"
    if _COMMAND.search(text):
        return "command"
    if _MACHINE.search(text):
        return "instruction"
    if (
        not re.search(r"[ぁ-んァ-ヶ]", text)
        and len(re.findall(r"[一-龥]", text)) > 5
        and _CHINESE.search(text)
    ):
        return "language"
    return "noise" if _CODE.search(text) or _NOT_TEXTED.search(text) or _is_noise(text) else None


def _is_noise(text: str) -> bool:
    letters = _WORD.findall(text)
    if len(letters) < 2 and not (re.search(r"[一-龥]", text) or (letters and _SIGH.match(text))):
        return True
    if len(re.findall(r"[A-Za-z]", text)) > 2 * len(letters):
        return True
    repeated = len(set(letters)) == 1 and len(letters) > 3
    return repeated or (len(set(text)) < 4 and len(text) > 8)


def why_gentle(text: str, signals: tuple[Signal, ...]) -> str | None:
    """limit, joke, thanks, refusal, gentle or logistics; None when it may want other words."""
    kinds = {signal.kind for signal in signals} - SOFT
    plain = standard(text)
    if limits.is_calm(text) and not kinds & {"label", "absolute", "threat", "contempt"}:
        return "limit"
    reproached = bool(_pattern("reproach").search(plain))
    kind = not reproached and not kinds - {"absolute", "sorry_but"} and _asks_kindly(plain)
    found = _evidence(plain, kinds, reproached)
    if found in (None, "logistics") and kind:
        return "gentle"
    return found if found or reproached or kinds else _arranges(plain)


def _evidence(text: str, kinds: set[str], reproached: bool) -> str | None:
    if reproached and len(text) > LONG:
        return None
    return next((row.why for row in _rows() if row.holds(text, kinds, reproached)), None)


def _asks_kindly(text: str) -> bool:
    """An own feeling beside a request that leaves a choice."""
    asks = _pattern("asks").search(text) and not _pattern("not_asked").search(text)
    return bool(asks and (_pattern("feel").search(text) or feelings_in(text)))


def _arranges(text: str) -> str | None:
    """A plan, a time or a polite request, with nothing in it that the other has done."""
    if _pattern("not_asked").search(text):
        return None
    events = [event for clause in clauses_of(text) if (event := read_event(clause)) and not event.own]
    if any("もらえな" in event.say or (event.known and "遅くなる" not in event.say) for event in events):
        return None
    return "logistics" if _pattern("plan").search(text) or _pattern("asks").search(text) else None


@dataclass(frozen=True)
class _Row:
    """One kind of evidence, and what speaks against it."""

    why: str
    find: re.Pattern[str]
    unless: re.Pattern[str] | None
    despite: frozenset[str]
    even: bool

    def holds(self, text: str, kinds: set[str], reproached: bool) -> bool:
        """Whether the evidence is there and nothing speaks against it."""
        if (reproached and not self.even) or kinds - self.despite or not self.find.search(text):
            return False
        return self.unless is None or not self.unless.search(text)


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(
            row["why"],
            re.compile(row["find"]),
            re.compile(row["unless"]) if "unless" in row else None,
            frozenset(row.get("despite", ())),
            row.get("even", False),
        )
        for row in words("ja", "gentle")["row"]
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    listed = words("ja", "gentle")[name]
    return re.compile(listed if isinstance(listed, str) else "|".join(listed))

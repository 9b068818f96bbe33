"""Decides on positive evidence that a draft should be left as it is, or that it is nothing to reword."""

import re

from conversations.rewording.japanese import limits
from conversations.rewording.japanese.clauses import ME, clauses_of
from conversations.rewording.japanese.events import read_event
from conversations.rewording.japanese.feelings import feelings_in
from conversations.rewording.japanese.wishes import read_wish
from conversations.rewording.values import Signal

SOFT = {"no_ask", "no_feeling", "vague", "profanity"}

_THANKS = re.compile(
    r"ありがと(?!う(?:の一言|くらい|も|って言|は\?|すら|さえ))|感謝して(?!ほし|くれ|る\?)|助かった|"
    r"助かりました|うれしかった|嬉しかった|おめでと|お疲れ(?:さま|様)|おつかれ|大好き|愛してる(?!なら|ん)|"
    r"好きだよ|会えてよかった"
)
_JOKE = re.compile(r"(?:笑$|笑[。\s]|\(笑\)|www|ww$|w$|草$|😂|🤣|😆|😜|😝|冗談)")
_REFUSAL = re.compile(
    rf"(?:今日|今夜|今|今週|明日|それ|これ|その日)(?:は|だけは)?[^。]{{0,14}}(?:話したくない|無理|"
    rf"むずかしい|難しい|やめておく|遠慮|行けない|行かない|できない|いらない|ひとりに|一人に|休みたい|"
    rf"寝たい|そっとして)|ごめん[^。]{{0,10}}(?:無理|行けない|できない)|いや、いい|気分じゃない|"
    rf"{ME}は(?:いい|いらない|遠慮)"
)
_SORRY = re.compile(
    r"(?:ごめん(?:ね|なさい)?|すみませんでした|謝りたい(?:です|んだ)?|反省して(?:い)?る)[。]?$"
)
_OUTSIDE = re.compile(r"上司|同僚|会社|職場|お客|取引先|ママ友|天気|雨|電車|渋滞")
_NEWS = re.compile(
    r"(?:て|で)おく(?:ね|よ)?$|とく(?:ね|よ)?$|(?:来|届い|着い|決まっ|終わっ|届け|買っ|見つかっ)た(?:よ|"
    r"ね)?$|あげようか|しようか|どうだった|どうする|お腹(?:が)?(?:す|空)い|やばい(?:ね)?$|(?:暑|寒|"
    r"眠)い(?:ね)?$|(?:代|値段|料金|円|家賃|税)[^。]{0,4}高|(?:には|は)(?:行き|出|参加し)ません$"
)
_CLOCK = re.compile(
    r"\d+時|\d+分|何時|今日|明日|今夜|今週|週末|来週|来月|夕飯|ご飯|ごはん|晩ごはん|迎え|お迎え|駅|スーパー|"
    r"牛乳|買(?:って|い物)|予約|病院|学校|保育園|仕事|残業|会議|帰(?:る|り)|遅くな|電車|バス|鍵|荷物|宅配|"
    r"洗濯機|ゴミの日|ゴミ出し|電球|頭痛|熱|薬|電話|映画|旅行|ホテル|チケット|予定|洗剤|弁当|明細|"
    r"カレンダー|天気|傘|風呂|家賃"
)
_REPROACH = re.compile(
    r"また(?!ね|あと|明日|連絡|今度|行|来|会|一緒|飲も)|(?:今日|昨日|今夜|結局)も(?:また)?(?:ひとり|一人|"
    r"自分|私|俺|僕)|ひとりで(?:食べ|寝|待|片付)|一人で(?:食べ|寝|待|片付)|やっぱり|やっぱ(?=、)|へえ|"
    r"ふーん|そうですか|そうなんだ。|期待し|思った(?:私|俺)|(?:の|ん)?だけど[。?!]*$|"
    r"って言(?:って)?(?:い)?た(?:よね|じゃん|のに|でしょ)|結局|本当なの|"
    r"ほんとなの|わけ(?:ない|\?|$)|つもり\?|のかな[。?]*$|どうなってる|(?:した|やった|った)(?:の|よね|"
    r"わけ)\?|なのに|のに"
)
_HARD = re.compile(
    r"(?:なく(?:ない|ね)\?|はあ\?|は\?$|え\?$|なんなの|何なの|どういうこと|ひど|おかしい|ムカ|むか|うざ|"
    r"最悪)"
)
_MACHINE = re.compile(
    r"(?i)(?:ignore (?:all|previous)|system prompt|プロンプト|(?:これまで|以前|上記|前)の(?:指示|命令|"
    r"ルール)(?:を|は)?(?:無視|忘れ)|指示(?:を|は)無視|あなたは(?:AI|人工知能|ボット|アシスタント|"
    r"チャットボット)|(?:英語|日本語|中国語|韓国語)に(?:翻訳|訳)|翻訳して|要約して|コード(?:を)?書いて|"
    r"プログラム(?:を)?(?:書|作)|詩を書いて|小説を書いて|レシピ(?:を)?(?:教え|作)て(?:ください|$)|jailbreak|"
    r"<script|SELECT \*|DROP TABLE)"
)
_WORD = re.compile(r"[ぁ-んァ-ヶ一-龥々]")


def why_odd(text: str) -> str | None:
    """empty, noise, command, instruction or language; None when it is something one would text."""
    if not text.strip():
        return "empty"
    if re.match(r"^[/／][A-Za-zぁ-ん_]", text):
        return "command"
    if _MACHINE.search(text):
        return "instruction"
    letters = _WORD.findall(text)
    if len(letters) < 2 or (len(set(letters)) == 1 and len(letters) > 3):
        return "noise"
    if len(set(text)) < 4 and len(text) > 8:
        return "noise"
    return None


def why_gentle(text: str, signals: tuple[Signal, ...]) -> str | None:
    """limit, joke, thanks, refusal, gentle or logistics; None when it may want other words."""
    hard = [signal for signal in signals if signal.kind not in SOFT]
    kinds = {signal.kind for signal in hard}
    if limits.is_calm(text) and not kinds & {"label", "absolute", "threat", "contempt"}:
        return "limit"
    if _JOKE.search(text) and not kinds & {"contempt", "label", "why_accuse"}:
        return "joke"
    if hard or (_HARD.search(text) and not _OUTSIDE.search(text)):
        return None
    if _THANKS.search(text):
        return "thanks"
    if _REFUSAL.search(text):
        return "refusal"
    if _SORRY.search(text):
        return "gentle"
    if _REPROACH.search(text):
        return None
    return _kind_of_calm(text)


def _kind_of_calm(text: str) -> str | None:
    clauses = clauses_of(text)
    events = [event for clause in clauses if (event := read_event(clause)) and not event.own]
    if any("もらえな" in event.say for event in events):
        return None
    asks = any(read_wish(clause) for clause in clauses)
    if feelings_in(text) or re.search(r"(?:うれし|嬉し|楽し|安心)", text):
        return "gentle"
    if asks and re.search(r"(?:ほしい|欲しい|もらえ)", text):
        return "gentle"
    if asks or ((_CLOCK.search(text) or _NEWS.search(text)) and not any(event.known for event in events)):
        return "logistics"
    return None

"""Tells drafts apart by how they begin to speak: playing down, a sorry with a but, a hint, an announcement."""

import re
from typing import Literal

from conversations.rewording.japanese.events import Event
from conversations.rewording.japanese.wishes import Wish

Opening = Literal["hear", "sorry", "wish", "hint", "talk", ""]

_DISMISS = re.compile(
    r"気にしすぎ|考えすぎ|大げさ|おおげさ|大袈裟|落ち着(?:け(?!な)|いて)|たいしたこと|被害妄想|神経質|"
    r"そんなことで(?:いちいち)?(?:怒|泣|悩)|(?:そ|こ)れくらいで|そのくらいで|くらいで(?!ドヤ|偉|えら|いば|威張|調子|恩)[^。、]{0,12}(?:すんな|するな|言わないと|騒|泣|怒|大げさ|"
    r"落ち込)|(?:騒ぐ|怒る|泣く)(?:ほどの)?(?:こと|とこ)(?:か|じゃ|でも|\?)|どうでもよくない|"
    r"なんて[^。、]{0,6}(?:楽|簡単|誰でも|大した|たいした)|(?:生理|疲れてる|更年期|寝不足)[^。]{0,12}だけ(?:でしょ|だろ)|更年期"
)
_SORRY = re.compile(
    r"(?:ごめん|ごめんね|ごめんなさい|悪かった|すまん|すみません|申し訳|謝る|謝った)[^。]{0,10}(?:けど|でも|"
    r"が(?=、)|だけど)|(?:ごめん|悪かった|すまん|すみません|申し訳[^。]{0,12}|謝る)(?:ね|なさい)?[、。!]+(?:でも|けど|しかし|だけど|ただ|つーか|つか|っていうか)|ごめん[^。、]{0,6}、(?:つーか|つか|っていうか|てか)"
)
_ABOUT_ME = re.compile(
    r"(?:私|わたし|あたし|俺|おれ|オレ|僕|ぼく)(?:が|の)[^。、]{0,6}(?:神経質|気にしすぎ|考えすぎ|大げさ|おおげさ|被害妄想)"
)
_WISH = re.compile(
    r"言わなくても(?:わか|分か|気づ)|察して|気づいて(?:よ|ほしかった|くれると思)|わかるでしょ|分かるでしょ|"
    r"わかってくれると思|言われなくても|いちいち言わ"
)
_HINT = re.compile(
    r"別に|べつに|もういい|好きにすれば|勝手にすれば|好きにして|勝手にして|勝手にしろ|なんでもない|何でもない|"
    r"もう知らない|知らない(?=$|[。])|ほっといて|放っておいて|話したくない|どうせ|はいはい"
)
_QUOTED = re.compile(r"「[^「」]*」")
_TALK = re.compile(r"(?:話|話し?たいこと|言いたいこと|相談)が?(?:ある|あります)")


def announces(text: str) -> bool:
    """Whether it only says that there is something to talk about."""
    return bool(_TALK.search(text))


def opening_of(text: str, events: tuple[Event, ...], wishes: tuple[Wish, ...]) -> Opening:
    """The kind of a draft that wants its own first half; "" for an ordinary one."""
    if _SORRY.search(text):
        return "sorry"
    if _DISMISS.search(_QUOTED.sub("", text)) and not wishes and not _ABOUT_ME.search(text):
        return "hear"
    if _WISH.search(text):
        return "wish"
    if not events and not wishes and _TALK.search(text):
        return "talk"
    if _HINT.search(_QUOTED.sub("", text)) and not events:
        return "hint"
    return ""

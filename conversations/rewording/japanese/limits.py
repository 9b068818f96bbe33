"""Tells a limit from an ordinary complaint, and says it calmly: what I will do, for my own care."""

import re

from conversations.rewording.japanese import verbs
from conversations.rewording.japanese.clauses import ME, plain_of, without_heat
from conversations.rewording.japanese.sound import is_wish
from conversations.rewording.japanese.wishes import Wish
from conversations.rewording.language import words

_IF = re.compile(
    r"^(.{2,40}?(?:なら|ったら|たら|だら|れば|ければ|ないと|るんだったら|だったら|続くと))(?:もう|本当に|"
    r"ほんとに|絶対|いっそ)*[、\s]*(.+)$"
)
_PART = re.compile(
    r"離婚|別れ(?:る|よう|た|て|ます|ましょう|しか)|(?:もう)?(?<!」で)(?:終わり|おしまい)(?!か)|一緒に(?:い|居)られない|"
    r"一緒に暮らせない"
)
_HOME = re.compile(r"実家(?:に|へ)(?:帰|戻|行)")
_AWAY = re.compile(
    r"(?:家を)?出て(?:い|行)(?:く|きま|こう|かせ)|家を出|別居|(?:子ども|子供)(?:を|たちを)連れて|"
    r"帰らない(?:から|よ|ね|$)|ホテルに泊|友達の家に"
)
_QUIET = re.compile(
    r"(?:口(?:を|も)?きか|話さ|しゃべら|返事し|連絡し|返信し|無視す|会わ)(?:な|る|ない)(?:い)?(?:から|よ|ね|"
    r"ぞ|$|。)"
)
_REST = re.compile(
    r"(ご飯|ごはん|夕飯|お弁当|弁当|料理|家事|洗濯|掃除|送り迎え|仕事)(?:は|も|を|なんか|なんて)?(?:もう|"
    r"一切|二度と)*(?:作ら|つくら|し|やら)(?:な)(?:い)"
)
_OTHER = re.compile(
    r"知らない(?:から|よ|ぞ)|許さな|考えがある|考えさせて|こっちにも|覚悟し|口座|お金(?:は)?(?:渡|出)さない|"
    r"鍵(?:を)?(?:替|変)え|同じことする|仕返し|浮気(?:する|して)|私も(?:好きに|勝手に)"
)
_OWN_ACT = re.compile(
    r"(?:(?<!ま)[うくすつぬむるぐぶ]|ます|ない|ません)(?:から(?:ね|な)?|よ|ね|ぞ|で|し)?(?:[、。?!].*)?$|限界|無理|キャンセル"
)
_UNTIL = re.compile(r"^(.{2,20}?[うくすつぬむるぐぶ])まで(?:は)?[^。]{0,10}(?:な[いー]|ません|しない)")
_UNMET = re.compile(r"^(.+(?:ない|ません|ん))(?:なら|だったら|のなら|と)$")
_KINDS = {
    "part": _PART,
    "home": _HOME,
    "away": _AWAY,
    "quiet": _QUIET,
    "rest": _REST,
    "other": _OTHER,
}
_END = re.compile(
    r"^(?:もう|私|わたし|俺|僕|は|やっぱり|本気で|[、。\s])*(別れたい|別れよう|離婚したい|離婚しよう|"
    r"離婚して(?:ください|ほしい)?|別れて(?:ください|ほしい)?)(?:と思(?:う|って(?:い)?る)|です|んだ|"
    r"の)?[。!]?$"
)
_CARE = re.compile(
    rf"(?:たら|とき|なら|ば)(?:、)?(?:私は|わたしは|俺は|僕は)?(?:席を外|部屋を出|散歩に|"
    rf"電話を切)[^。]{{0,4}}(?:る|す|ます|ね)|(?:いったん|一旦|一度|少し|ちょっと|しばらく|その場|部屋|"
    rf"席)[^。]{{0,12}}(?:離れ|席を外|部屋を出|休|"
    rf"散歩|外に出|時間を置|落ち着)[^。]*(?:る|ね|よ|ます|たい|せて|ください)|"
    rf"{ME}は[^。]{{0,16}}(?:続けられな|参加し(?:ない|ません)|話せな|答えられな|行かな|行けな)"
)


def is_calm(text: str) -> bool:
    """Whether it is already a limit about one's own doing, for one's own care."""
    return bool(_CARE.search(text))


def limit(text: str, register: str) -> str | None:
    """A calm wording; "" when it is a limit or a threat without one; None when it is neither."""
    for sentence in re.split(r"[。!?\n]+", text):
        said = sentence.strip()
        if found := _END.match(said):
            end = "別れる" if "別れ" in found[1] else "離婚する"
            return str(words("ja", "frames")["limit"]["end"][register][0]).replace("{end}", end)
        if (found := _IF.match(said)) and (name := _kind(found[2])):
            return _framed(name, found, register)
    return None


def without_threat(text: str) -> str:
    """The text with the consequence of a conditional left out: また飲みに行くなら離婚だ -> 飲みに行く."""
    kept: list[str] = []
    for sentence in re.split(r"(?<=[。!?\n])", text):
        found = _IF.match(sentence.strip())
        if found and (_kind(found[2]) or _OWN_ACT.search(found[2])):
            kept.append(_as_event(found[1]))
        elif not _END.match(sentence.strip()):
            kept.append(sentence)
    return "。".join(part.rstrip("。") for part in kept if part.strip())


def wished(text: str) -> tuple[Wish, ...]:
    """What a condition wishes for: 「一緒に行かないなら」 -> 一緒に行って, 「謝るまで」 -> 謝って."""
    found = (_wished(re.sub(r"[。!?\s]+$", "", one)) for one in re.split(r"(?<=[。!?\n])", text))
    return tuple(Wish("te", one) for one in found if one and is_wish(one))


def _wished(sentence: str) -> str | None:
    until = _UNTIL.match(sentence)
    if until:
        return verbs.te_from_plain(without_heat(until[1]))
    found = _IF.match(sentence)
    if found and re.match(r"思|言|聞|だめ|ダメ|いけ|いい|いや|嫌", found[2]):
        return None
    unmet = _UNMET.match(found[1]) if found and (_kind(found[2]) or _OWN_ACT.search(found[2])) else None
    return verbs.te_from_negative(without_heat(plain_of(unmet[1]))) if unmet else None


def _kind(rest: str) -> str | None:
    return next((name for name, pattern in _KINDS.items() if pattern.search(rest)), None)


def _framed(name: str, found: re.Match[str], register: str) -> str:
    if name == "other":
        return ""
    frame = str(words("ja", "frames")["limit"][name][register][0])
    what = _REST.search(found[2])
    return frame.replace("{cond}", _condition(found[1])).replace("{what}", what[1] if what else "")


def _condition(said: str) -> str:
    plain = without_heat(re.sub(r"^(?:次|今度)(?:また|は|も)?", "次に", said))
    return re.sub(r"^また", "", plain) or said


def _as_event(condition: str) -> str:
    bare = re.sub(r"^(?:次|今度)(?:は|も|に)?", "", condition)
    bare = re.sub(r"(?:んだった|るんだった)ら$", "", re.sub(r"(?:なら|続くと)$", "", bare))
    return re.sub(r"(た|だ)ら$", r"\1", re.sub(r"ないと$", "ない", bare))

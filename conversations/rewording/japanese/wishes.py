"""Reads what the writer wishes for: as a て form, as a たい wish, or as a thing asked for."""

import re
from dataclasses import dataclass
from typing import Literal

from conversations.rewording.japanese import verbs
from conversations.rewording.japanese.clauses import Clause, plain_ending, without_heat

_STOP_IT = re.compile(
    r"^(.*?)(?:(?<!も)の|こと|(?<=[うくすつぬぶむる])とか)?(?:は|を|だけは)?(?:、)?(?:もう)?(?:やめ|止め|いい加減にし|控え)(?:て|ろ|なさい|な(?:よ)?$)"
)
_UNDONE = re.compile(r"^(.+?)ないで(?:そのまま)?([^、]+?[うくぐすつぬぶむる])の?(?:は|を)?(?:やめ|止め)て")
_GIVE = re.compile(
    r"^(.*?[てで])(?:もらえ|貰え|くれ|いただけ|頂け)(?:る|ない|ます|ません|ると|たら|れば|てもいい|"
    r"ば)(?:か|かな|の)?(?:な)?"
    r"(?:うれし|嬉し|助か|いい|ありがた|安心).*$|^(.*?[てで])(?:もらえ|貰え|くれ|いただけ)(?:る|ない|ます|"
    r"ません)(?:か|かな|の)?$"
)
_WANT_YOU = re.compile(
    r"^(.*?[てで])(?:ほしい|欲しい|もらいたい|いただきたい|ほしかった|欲しかった|ほしいな)(?!(?:わけ|ん|の)(?:じゃ|では)な)"
)
_HOPE = re.compile(
    r"^(?:誰か|だれか)?(.*?[てで])(?:くれ|もらえ)(?:たら(?:な|いいな|いいのに)|ない(?:もの)?かな|へんかな|んかな)"
)
_DO = re.compile(r"^(.*?[てで])(?:よ|ね|な|ください|下さい|ちょうだい|頂戴|くれ|くれよ|よね|ってば|って)?$")
_DONT = re.compile(r"^(.*[うくぐすつぬぶむる])な(?:よ|って)?$")
_SHOULD = re.compile(r"^(.*[うくぐすつぬぶむる])べき")
_MUST = re.compile(r"^(.*?)(?:ないと(?:だめ|ダメ|いけない)|なきゃ(?:だめ|ダメ)?)")
_WHY_NOT = re.compile(
    r"^(.*?(?:たら|だら|れば|せば|けば|めば|えば|てば|べば|げば))(?:いい|どう|よかった)?(?:の|のに|じゃん|"
    r"でしょ|なの)?$"
)
_OTHERS = re.compile(
    r"^(?:普通|ふつう|よその|よそ|他の|ほかの|みんな|周り|友達の|世の中).{0,10}?(?:なら|は|だったら|だと|も|"
    r"って)(.*?[てで])(?:くれる|くれて|くれた)"
)
_ASKED_FOR = re.compile(
    r"^(.*?[てで])(?:って|と)(?:言った|頼んだ(?!ら)|お願いした(?!ら)|貼り紙した|[^、]{1,6}に(?:書いて|貼って)(?:ある|あった|おいた)|書いた|メモした|LINEした|伝えた|言ってる|言って(?:い)?た|(?:何|百|[一二三四五六十]|\d+)[回度])(?!だけ)|"
    r"^(.*?[てで])くれても(?:よくない|いい|よかった)"
)
_WILL = re.compile(
    r"^(.*[おこごそとのぼもろよ]う)(?:って|と|とか)?(?:いう気|思わ|思え|し(?:て(?:くれ)?)?)(?:が|も)?(?:な|"
    r"ない)"
)
_NEVER_DID = re.compile(
    r"^(.*?(?:片付け|片づけ|掃除し|洗っ|洗濯し|拭い|捨て|出し|替え|干し|畳ん|たたん|手伝っ|連絡し|払っ|磨い|作っ|褒め|ほめ|寝かしつけ|遊ん))([ただ])こと(?:が|って|とか)?(?:ある|あんの|あった)(?:の|わけ)?"
)
_HOW_OFTEN = re.compile(r"^(?:何回|何度|いつ|どう).{1,8}(?:たら|れば)(.+[てで])(?:くれる|もらえる)")
_FRAGMENT = re.compile(r"^[^、]{2,12}(?:[っい]た|んだ)ら[一-龥ァ-ヶー]{2,8}$")  # 「出たら電気」
_GIVE_ME = re.compile(
    r"^(?:(?:私|わたし|俺|僕|こっち)に(?:も|は)?)?(?:少しは?|たまには)?([一-龥]{2,6}|[一-龥]+の時間)(?:を)?(?:ください|よこせ)(?:よ)?$"
)
_NEEDED = re.compile(r"^([^をてで]{2,14}?)(?:が|も|は)?(?:ほしい|欲しい)(?:な|よ)?$")
_OR_ELSE = re.compile(r"^(.*?[てで])(?:くれ|もらえ|もらわ)ないと.{2,}$")
_KINDER = re.compile(r"(?:優し|やさし)(?:い|く|かった|さ)")
_PLEASE = re.compile(
    r"^(.{2,24}?)(?:を|は)?(?:の(?:ほう|方))?お願い(?:します|したい|ね|できる|してもいい|できますか)?$"
)
_TAI = re.compile(r"^(.{2,40}?[いきぎしちにびみりえけげせてねべめれ見来寝出])たい$")
_NOT_A_WISH = re.compile(
    r"(?:死に|消え|泣き|何が言い|どうし|逃げ|別れ|離婚し|殺し|殴り|やめ|いなくなり|終わりにし|吐き|文句言い|"
    r"文句を言い|知り)(?:たい)?$|(?:[るたん]|(?![飲読休住積噛頼悩踏進])[一-龥ァ-ヶー])み(?:たい)?$"
)
_JAB = re.compile(
    r"(?:言わせ|怒らせ|イライラさせ|何度も言わせ|泣かせ)ないで|(?:待た|付き合わ|つきあわ|我慢さ|心配さ|苦労さ|泣か|怒ら|謝ら|がっかりさ|困ら|悲しま|払わ)せて$|勘弁して|^自分は|なきゃよかった|(?:自分で|好きに|勝手に|一人で|ひとりで|一生|"
    r"どうぞ|そっちで)(?:.{0,8}(?:ば|ろ|れ)$|して$)|(?:黙って|だまって|消えて|出て(?:い|行)って|死んで|"
    r"どいて|ほっといて|放っておいて|ふざけないで)$|期待しないで$|^(?:だったら|なら)?最初から|[てで]もらって$|恥(?:を)?かかせないで$"
)
_ENDING = re.compile(
    r"(?:んだけど|のですが|ですけど|けど|んですけど|から|です|(?:って|と)言って(?:る|ん)(?:の|でしょ|じゃん|だろ|だよ)?"
    r"|(?<![てで])(?:って|と)(?:前に|昨日|何度も|何回も|ずっと|[^、てでが]{1,6}(?:から|前に))?(?:言った|頼んだ|言って(?:い)?る|頼んで(?:い)?る)(?:じゃん|でしょ|よね|よな|だろ|はず|のに|ん)"
    r"|(?<![てで])(?:って|と)(?:何[十百千]*|百|[一二三四五六十]|\d+)[回度](?:も)?(?:言|頼|お願い)[ぁ-ん]*)$"
)
_CARRIED = re.compile(r"(連れ|つれ|持っ|もっ|送っ|乗せ|寄っ)てって(?=よ?$)")  # 「連れてって」
_AGAIN = re.compile(r"ばっか|ばかり|^(?:.{0,4}、)?また|すぎ")
_IF_YOU_WERE = (
    r"^[^、]{0,12}?(?:(?<![うくすつぬぶむるたい])|[てで](?:い)?る|[^一-龥]いる)(?:なら|だったら)(?=.{4})"
)
_DAYS = "夜|朝|休み|休日|休みの日|日曜|土曜|今日|週末|誕生日|記念日|夕飯のとき|食事中|ご飯のとき|[^、]{1,6}(?:とき|時|前|あと|最中)"


@dataclass(frozen=True)
class Wish:
    """A wish and the shape it has: `te` 連絡して, `want` 話したい, `noun` 夕飯."""

    shape: Literal["te", "want", "noun"]
    say: str


def read_wish(clause: Clause, free: bool = True) -> Wish | None:
    """The wish in a clause, or None. `free`: whether a bare て at the end may be taken for one."""
    said = without_heat(plain_ending(re.sub(r"[。!?\s]+$", "", clause.said)))
    said = _CARRIED.sub(r"\1ていって", said)
    if not said or len(said) > 60 or _JAB.search(said):
        return None
    if (clause.why and not re.search(r"(?:ほしい|欲しい)", said)) or re.search(r"[てで]くれなかった", said):
        return None
    said = re.sub(r"(ください|下さい)[よね]$", r"\1", _ENDING.sub("", said))
    wish = _stop(said) or _direct(said, clause, free)
    return Wish(wish.shape, _tidied(wish.say)) if wish and len(wish.say) > 2 else None


def _stop(said: str) -> Wish | None:
    if found := _UNDONE.match(said):
        first, then = verbs.te_from_negative(found[1] + "ない"), verbs.te_from_plain(found[2])
        if first and found[2] in ("にする", "する"):
            return Wish("te", first.replace("も", "を"))
        return Wish("te", first.replace("も", "を") + then) if first and then else None
    found = _STOP_IT.match(said)
    if not found or len(found[1]) < 2 or found[1].endswith(("から", "けど", "ので")):
        return None
    what = re.sub(r"(?:(?<!も)の|こと)$", "", found[1].rstrip("、"))
    if what.endswith(("前で", "とき", "ときに", "中に")):
        return Wish("te", f"{what}は控えて")
    if what.endswith(("で", "に", "と", "が")):
        return None
    negative = verbs.negative_te(what)
    return Wish("te", negative if negative else f"{what}を控えて")


def _direct(said: str, clause: Clause, free: bool) -> Wish | None:
    if found := _HOW_OFTEN.match(said):
        return Wish("te", found[1])
    if (clause.contrast or "のに" in clause.said) and re.search(r"(?:優し|やさし)かった", said):
        return Wish("te", "前のように優しくして")
    if found := _HOPE.match(said):
        return Wish("te", found[1])
    if found := _OTHERS.match(said):
        return Wish("te", found[1])
    if found := _ASKED_FOR.match(said):
        return Wish("te", found[1] or found[2])
    if found := _NEVER_DID.match(said):
        return Wish("te", found[1] + ("て" if found[2] == "た" else "で"))
    if (found := _WILL.match(said)) and (te := verbs.te_from_volitional(found[1])):
        return Wish("te", te)
    if found := _OR_ELSE.match(said):
        return Wish("te", found[1])
    if found := _WANT_YOU.match(said):
        return Wish("te", found[1])
    if (found := _GIVE.match(said)) and (found[1] or clause.asks or clause.said.endswith(("かな", "か"))):
        return Wish("te", found[1] or found[2])
    if found := _PLEASE.match(said):
        return Wish("te" if found[1].endswith(("て", "で")) else "noun", found[1])
    if (found := _FRAGMENT.match(said)) and clause.last:
        return Wish("noun", said)
    if (found := _GIVE_ME.match(said)) and found[1] not in ("連絡", "返事", "返信", "電話", "説明"):
        return Wish("want", f"{found[1]}がほしい")
    if found := _NEEDED.match(said):
        return Wish("want", f"{found[1]}がほしい")
    if (found := _TAI.match(said)) and not _NOT_A_WISH.search(found[1]):
        return Wish("want", said)
    if re.search(r"(?:の(?:ほう|方)が|人が).{0,6}(?:優し|やさし)", said) and _KINDER.search(said):
        return Wish("te", "もう少し優しくして")
    return _told(said, clause, free)


def _told(said: str, clause: Clause, free: bool) -> Wish | None:
    if found := _DONT.match(said):
        negative = verbs.negative_te(found[1])
        return Wish("te", negative) if negative else None
    if found := _SHOULD.match(said):
        te = verbs.te_from_plain(found[1])
        return Wish("te", te) if te else None
    if found := _MUST.match(said):
        te = verbs.te_from_negative(found[1] + "ない")
        return Wish("te", te) if te else None
    bare = re.sub(r"(?:よ|って|っての|ってば|や)$", "", said)
    if command := verbs.te_from_command(bare):
        return Wish("te", command)
    if (found := _WHY_NOT.match(said)) and ("いい" in said or "のに" in clause.tail + clause.said[-2:]):
        bare = re.sub(r"くれ(?:れば|たら)$", "", found[1])
        te = verbs.te_from_conditional(bare) or bare
        return Wish("te", te) if te.endswith(("て", "で")) else None
    return _bare(said, clause, free)


def _bare(said: str, clause: Clause, free: bool) -> Wish | None:
    found = _DO.match(said)
    if not found:
        return None
    marked = said != found[1] or found[1].endswith("ないで")
    allowed = marked or (free and clause.last)
    return Wish("te", found[1]) if allowed and not _AGAIN.search(clause.said) else None


def _tidied(say: str) -> str:
    say = re.sub(_IF_YOU_WERE, "", say)
    say = re.sub(r"^(?:頼むから|お願いだから|たのむから)[、]?", "", say)
    say = re.sub(r"^(?:好きなら|愛してるなら|大事なら|本気なら|普通なら|だったら|たまには|ちゃんと)", "", say)
    say = re.sub(rf"({_DAYS})(?:くらい|ぐらい)(?:は)?", r"\1は", say)
    say = re.sub(r"(少し|ちょっと|たまに|一度|1回|一回)(?:くらい|ぐらい)?(?:は)?", r"\1", say)
    say = re.sub(r"食わ(?=ないで$)", "食べ", say.replace("ちょっと", "少し"))
    say = re.sub(r"(?:くらい|ぐらい)(?:は)?(?=し(?:て|ない))", "" if "を" in say else "を", say)
    say = re.sub(r"(?<=[一-龥ァ-ヶー])(?:くらい|ぐらい)(?:は)?(?=自分)", "、", say)
    say = re.sub(r"(?:くらい|ぐらい)(?:は)?", "", say)
    say = re.sub(r"をに", "に", say)
    say = re.sub(r"^黙って(?:い)?ないで|^黙って(?=聞|待|見)", "", say)
    say = re.sub(r"なんか(?=言|話)", "何か", say)
    return re.sub(r"ちゃんと|いい加減(?:に)?|さっさと|とっとと|まともに", "", say).strip("、 ")

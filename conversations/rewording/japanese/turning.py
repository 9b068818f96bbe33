"""Reads a move from the grammar of a clause alone: what is not given, what was done to the writer, how it was before."""

import re
from collections.abc import Iterator

from conversations.rewording.japanese.clauses import ME, Clause, clauses_of
from conversations.rewording.japanese.moves import Move, framed
from conversations.rewording.japanese.reading import is_soft
from conversations.rewording.japanese.sound import is_sound, is_wish

_NOT_GIVEN = re.compile(r"^(.*?[てで])(?:も|は|すら|さえ)?くれな(い|かった)")
_NOT_DONE = re.compile(
    r"^(.*?(?:片付け|片づけ|掃除し|洗っ|洗濯し|拭い|閉め|しめ|消し|捨て|出し|替え|換え|戻し|干し|畳ん|たたん|抜い|流し|手伝っ|連絡し|起き|払っ|振り込ん|買っ|予約し|取り替え|入れ|磨い|干し|取り込ん|直し|つけ|作っ)[てで])(?:い)?な(?:い|かった)$"
)
_BEFORE = re.compile(
    r"(?:^|、)(?:前|昔|最初|付き合いたて|結婚前|はじめ|新婚|(?:付き合う|結婚する|産まれる|生まれる)前|(?:付き合って(?:い)?た|出会った|新婚の)(?:頃|ころ|とき|時))(?:の(?:頃|ころ))?(?:は|なら|だったら)(?:もっと|よく|ちゃんと)?(.+?[てで])くれ(?:て(?:い)?)?た"
)
_CALLED = re.compile(r"(電話|連絡|LINE|返信|返事)(?:を)?(?=くれ)")
_SUFFERED = re.compile(r"[一-龥ぁ-ん][らさわかまばた]れ(?:た|る|て(?:い)?[るた])$")
_NOT_SUFFERED = re.compile(
    r"(?:わか|分か|疲|忘|遅|流|別|離|隠|汚|壊|くた|やつ|つか|はな|なが|わす|たお|しか)れ"
)
_SINCE = re.compile(r"^.*(?:てから|でから|以来|ときから)(?:は|も|、)?")
_COUNT = re.compile(
    r"(?:一|1|ひと)(?:度|回|枚|本|つ|言|個|日|緒)(?:も|すら|さえ|くらい)|何も|誰も|だれも|ろくに|たまにしか|全く|ちっとも|ほとんど|あんまり|あまり|なかなか|もう"
)
_MINE = re.compile(rf"{ME}(?:は|が|も)(?!.*くれ)")
_TWO_CLAUSES = re.compile(
    r"[てで](?=[^、]{4,}[てで]$)"
)  # the first is not wished for: 「三年付き合って会わせて」
SHORT = 4  # characters of a wish that needs the thing beside it
LONGEST = 20  # characters of a piece of the draft that is said again


def turned_move(text: str, about: str | None) -> Move | None:
    """A move with the writer's own verb in it, or None where no clause is certain enough."""
    return next(_moves(text, about), None)


def unmet_wish(text: str) -> str | None:
    """What the writer does not get, as the て form of a wish."""
    for clause in (one for one in clauses_of(text) if not _MINE.search(one.said)):
        found = _NOT_GIVEN.match(clause.core) or _NOT_DONE.match(clause.core)
        if found and (wish := _wish_in(found[1])):
            return wish
    return None


def _moves(text: str, about: str | None) -> Iterator[Move]:
    if (found := _BEFORE.search(_CALLED.sub(r"\1して", text))) and (wish := _wish_in(found[1])):
        yield framed("before", wish)
    for clause in (one for one in clauses_of(text) if not _MINE.search(one.said)):
        if (found := _NOT_GIVEN.match(clause.core)) and (wish := _wish_in(found[1])):
            yield framed("not_given", _with_thing(wish, about))
        elif (found := _NOT_DONE.match(clause.core)) and (wish := _wish_in(found[1])):
            yield framed("not_done", _with_thing(wish, about))
        elif did := _suffered(clause):
            yield framed("suffered_now" if did.endswith("る") else "suffered", did)


def _wish_in(te: str) -> str | None:
    """A て form that may be wished for."""
    wish = re.sub(r"も(?=し?[てで]$)", "", _COUNT.sub("", _SINCE.sub("", te))).strip("、 ")
    if _TWO_CLAUSES.search(wish):
        return None
    fits = 2 <= len(wish) <= LONGEST and is_wish(wish) and is_soft(wish + "もらえる")
    return wish if fits else None


def _with_thing(wish: str, about: str | None) -> str:
    """「着て」 alone does not say what: 「シャツ、着て」."""
    return f"{about}、{wish}" if about and len(wish) <= SHORT and about not in wish else wish


def _suffered(clause: Clause) -> str | None:
    """What was done to the writer, as a plain clause."""
    said = _COUNT.sub("", clause.core)
    said = re.sub(r"て(る|た)$", r"てい\1", said)
    fits = _SUFFERED.search(clause.core) and not _NOT_SUFFERED.search(clause.core)
    return said if fits and len(said) <= LONGEST + 4 and is_sound(said) and is_soft(said) else None

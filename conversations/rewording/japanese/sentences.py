"""Cuts a draft into its sentences, and those that turn into their parts."""

import re
from collections.abc import Iterator

_SENTENCE = re.compile(
    r"((?<=[るたいうくすつむぶぐぬ])(?:んだ|ん)?(?:よね|よな|(?<!いいです)(?<!いい)(?<!気楽です)ね(?=、)|じゃん|じゃない(?=、)|でしょ|だろ)(?=[、\s今]|君は|ほんと|まじ|マジ|まさか)|(?<=[るたい])んだって(?:ね|さ)?(?=、)|(?:なんなん|なんなの|何なの|どういうこと|信じられない|ありえない)(?=、)|[。!?\n♪]+|\.{2,}|…+|w{2,}|[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+)"
)
_SAID = re.compile(r"[ぁ-ん]*")  # of what closes a sentence, the words
_QUOTED_MARK = re.compile(r"[?!]+(?=」|って|とか(?:言|聞)|と(?:言|聞))")
_ASIDE = re.compile(r"\?(?=(?:普通|ふつう)(?:$|[。!?]))")  # 「置く?普通」
_TURN = re.compile(r"くせに|(?:ん|の)(?:だけど|ですけど|ですが)(?=.{4})")
_POINT = re.compile(r"(?:ない|なかった|[たなだ])$")  # such a part may be the point; "you ask, and yet" is not
_ASKS = re.compile(r"(?:っけ|[うくすつぬぶむるぐたい]|[一-龥][んい]だ)$")
LEAST = 8  # characters of what follows a turn, to be told alone


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text, and the parts of those that turn; a plain question keeps its mark."""
    pieces = [*_SENTENCE.split(_ASIDE.sub("", _QUOTED_MARK.sub("", text))), ""]
    for sentence, mark in zip(pieces[::2], pieces[1::2], strict=False):
        said = sentence.strip() + _SAID.match(mark)[0]  # type: ignore[index]
        yield said + ("?" if "?" in mark and _ASKS.search(sentence) else "")
        first, *rest = _TURN.split(sentence)
        yield from (part.strip() for part in (first, *rest[:-1]) if rest and _POINT.search(part))
        yield from (part.strip("、 ") for part in rest[-1:] if len(part) > LEAST)

"""Turns one form of a Japanese verb into another: what was not done into what is wished for."""

import re

from conversations.rewording.language import words

_A_ROW = dict(zip("かがさたなばまらわ", "いいしっんんんっっ", strict=True))
_I_ROW = dict(zip("きぎしちにびみりい", "いいしっんんんっっ", strict=True))
_E_ROW = dict(zip("けげせてねべめれえ", "いいしっんんんっっ", strict=True))
_U_ROW = dict(zip("くぐすつぬぶむるう", "いいしっんんんっっ", strict=True))
_U_TO_A = dict(zip("くぐすつぬぶむるう", "かがさたなばまらわ", strict=True))
_E_TO_U = dict(zip("けげせてねべめれえ", "くぐすつぬぶむるう", strict=True))
_VOICED = set("がなばまぎにびみげねべめぐぬぶむ")  # these take で, not て
_I_E_KANA = set("いきぎしじちにひびみりえけげせぜてでねへべめれ")

_TE_STEMS = ("捨て", "育て", "立て", "建て", "慌て", "撫で", "茹で")

_NOT_A_VERB = re.compile(
    r"(く|じゃ|では|でも|しか|こと|の|が|も|は|使え|もの|わけ|かぎれ|しょうが|せつ|切|情け|なさけ|危|少|"
    r"汚|きたな|つま[らん]|くだら"
    r"|関係|問題|仕方|しかた|間違い|違い|申し訳|もうしわけ|とんでも|だらし|はかな|みっとも|もったい|つれ|"
    r"そっけ|素っ気|さりげ|大人げ)$"
)


def te_from_negative(verb: str) -> str | None:
    """連絡しない -> 連絡して. None when the word before ない is no verb (よくない, 仕方ない)."""
    stem = re.sub(r"(ない|なかった|ません(でした)?|なくて|ず(に)?)$", "", verb)
    if not stem or stem == verb or _NOT_A_VERB.search(stem):
        return None
    if re.search(r"[てで]い?$", stem) and not stem.endswith(_TE_STEMS):
        return _te_of_progressive(stem)
    if stem.endswith(("来", "こ")) and not stem.endswith(("起こ",)):
        return stem + "て" if stem.endswith("来") else stem[:-1] + "きて"
    if stem.endswith("行か") or stem.endswith("いか"):
        return stem[:-1] + "って"
    last = stem[-1]
    if last in _A_ROW and not stem.endswith("出さ"):
        return stem[:-1] + _A_ROW[last] + ("で" if last in _VOICED else "て")
    if stem.endswith("出さ"):
        return stem[:-1] + "して"
    if last in _E_ROW and not _is_e_stem(stem):
        if stem.endswith(("行け", "いけ")):
            return stem[:-1] + "って"
        return stem[:-1] + _E_ROW[last] + ("で" if last in _VOICED else "て")
    return stem + "て"


def is_potential(verb: str) -> bool:
    """Whether it says that one cannot: 行けない, 話せない."""
    stem = re.sub(r"(?:ない|なかった)$", "", verb)
    return stem != verb and len(stem) > 1 and stem[-1] in _E_ROW and not _is_e_stem(stem)


def plain_of_potential(verb: str) -> str | None:
    """食える -> 食う, 寝られる -> 寝る, できる -> する. None when it does not say that one can."""
    if verb.endswith(("できる", "出来る")):
        return verb[:-3] + "する"
    if verb.endswith("られる"):
        return verb[:-3] + "る"
    if verb.endswith("れる"):
        return None if _is_e_stem(verb[:-1]) else verb[:-2] + "る"
    if len(verb) < 3 or verb[-2] not in _E_TO_U or _is_e_stem(verb[:-1]):
        return None
    return verb[:-2] + _E_TO_U[verb[-2]]


def _te_of_progressive(stem: str) -> str | None:
    """片付けて(い)ない -> 片付けて."""
    bare = re.sub(r"い$", "", stem)
    return bare if bare.endswith(("て", "で")) else None


def _is_e_stem(stem: str) -> bool:
    return any(stem.endswith(known) for known in words("ja", "lexicon")["verbs"]["e_stems"])


def te_from_plain(verb: str) -> str | None:
    """買う -> 買って, 食べる -> 食べて. None when it does not end like a verb."""
    if not verb or verb[-1] not in _U_ROW:
        return None
    stem, last = verb[:-1], verb[-1]
    if verb.endswith("する"):
        return verb[:-2] + "して"
    if verb.endswith(("来る", "くる")):
        return verb[:-2] + ("来て" if verb.endswith("来る") else "きて")
    if verb.endswith(("行く", "いく")):
        return stem + "って"
    if last == "る" and _is_ichidan(stem):
        return stem + "て"
    return stem + _U_ROW[last] + ("で" if last in _VOICED else "て")


def _is_ichidan(stem: str) -> bool:
    verbs = words("ja", "lexicon")["verbs"]
    if any(stem.endswith(godan) for godan in verbs["godan_ru"]):
        return False
    return bool(stem) and (stem[-1] in _I_E_KANA or stem[-1] in verbs["ichidan_kanji"])


def negative_te(verb: str) -> str | None:
    """言う -> 言わないで: a request not to."""
    if not verb or verb[-1] not in _U_ROW:
        return None
    stem, last = verb[:-1], verb[-1]
    if verb.endswith("する"):
        return verb[:-2] + "しないで"
    if verb.endswith(("来る", "くる")):
        return verb[:-2] + ("来ないで" if verb.endswith("来る") else "こないで")
    if last == "る" and _is_ichidan(stem):
        return stem + "ないで"
    return stem + _U_TO_A[last] + "ないで"


def te_from_command(verb: str) -> str | None:
    """片付けろ, 書け, 行きなさい -> 片付けて, 書いて, 行って. None when it is no command."""
    if verb.endswith("なさい"):
        return _te_from_stem(verb[:-3])
    if re.search(r"(?:[一-龥][きぎちにびみりえけげせてねべめれ]|[をでに一-龥]し)な$", verb):
        return _te_from_stem(verb[:-1])
    if verb.endswith(("しろ", "せよ")):
        return verb[:-2] + "して"
    if verb.endswith("ろ") and len(verb) > 1 and (verb[-2] in _I_E_KANA or _is_ichidan(verb[:-1])):
        return verb[:-1] + "て"
    if verb.endswith(("来い", "こい")):
        return verb[:-2] + "きて"
    if verb.endswith(("行け", "いけ")):
        return verb[:-1] + "って"
    if verb and verb[-1] in _E_TO_U and len(verb) > 1:
        plain = verb[:-1] + _E_TO_U[verb[-1]]
        if any(plain.endswith(known) for known in words("ja", "lexicon")["verbs"]["commanded"]):
            return te_from_plain(plain)
    return None


def _te_from_stem(stem: str) -> str | None:
    if not stem:
        return None
    last = stem[-1]
    i_stems = words("ja", "lexicon")["verbs"]["i_stems"]
    if stem.endswith(("行き", "いき")):
        return stem[:-1] + "って"
    if last in _I_ROW and last != "し" and not any(stem.endswith(known) for known in i_stems):
        return stem[:-1] + _I_ROW[last] + ("で" if last in _VOICED else "て")
    return stem + "て"


def te_from_conditional(verb: str) -> str | None:
    """手伝ったら, 作れば -> 手伝って, 作って."""
    if verb.endswith(("たら", "だら")):
        return verb[:-2] + ("て" if verb.endswith("たら") else "で")
    if verb.endswith("すれば"):
        return verb[:-3] + "して"
    if verb.endswith("ば") and len(verb) > 2 and verb[-2] in _E_TO_U:
        return te_from_plain(verb[:-2] + _E_TO_U[verb[-2]])
    return None


def te_from_volitional(verb: str) -> str | None:
    """手伝おう -> 手伝って, 決めよう -> 決めて."""
    if verb.endswith("しよう"):
        return verb[:-3] + "して"
    if verb.endswith("よう"):
        return verb[:-2] + "て"
    row = dict(zip("おこごそとのぼもろ", "うくぐすつぬぶむる", strict=True))
    return te_from_plain(verb[:-2] + row[verb[-2]]) if len(verb) > 2 and verb[-2] in row else None


def past_from_te(verb: str) -> str:
    """忘れて -> 忘れた, 飲んで -> 飲んだ."""
    return verb[:-1] + ("た" if verb.endswith("て") else "だ")


def past_from_masu(stem: str) -> str:
    """脱ぎ -> 脱いだ, 置き -> 置いた."""
    te = _te_from_stem(stem) if not stem.endswith("し") else stem + "て"
    return past_from_te(te or stem + "て")

"""Reads what had been said would be done, or was hoped for, as the ground a disappointment stands on."""

import re

from conversations.rewording.japanese.clauses import ME

_SAID_SO = (
    r"(?:から|ね|よ)?(?:って|と)"
    r"(?:言った|言って(?:い)?た|言い張った|言い出した|言ってくれた|約束した|決めた|話した)"
)
_REMIND = "(?:よね|よな|じゃん|でしょ|だろ|はず)"
_BY_YOU = "の(?:は)?(?:そっち|あなた|お前|おまえ|あんた|君|きみ|自分|誰)"
_PROMISE = re.compile(
    rf"(.*(?:[てで]くれる|やめる|直す|気をつける|手伝う|片付ける|もう[^、]{{1,8}}ない)){_SAID_SO}(?:{_REMIND}|のに|くせに|の$|$)"
    rf"|(.*[うくぐすつぬぶむる]){_SAID_SO}(?:のに|くせに|{_BY_YOU})"
)
_RULE = re.compile(r"(.*[うくぐすつぬぶむるい])(?:って(?:いう)?|という)(?:ルール|約束|決まり|話)(?!が|に|し)")
_TOLD = re.compile(rf"(.*[うくぐすつぬぶむるい]){_SAID_SO}{_REMIND}")
_HOPED = re.compile(
    r"(.{4,}(?:もの|もん|の|[てで]くれる|[てで](?:い)?る)(?:だ)?と)(?:ばかり|ばっかり)?思って(?:い)?た(?:わ|よ|けど|のに|んだけど)?$"
)
_OWN = re.compile(rf"^{ME}(?:が|は|も)|(?:から|まで|たい|ほしい|欲しい|嫌い|いい)$")


def ground_of(sentence: str) -> tuple[str, str] | None:
    """What was promised, told or hoped for, and how it goes on; None where there is no such thing."""
    for find, after in (
        (_PROMISE, "って話だった"),
        (_RULE, "って話だった"),
        (_HOPED, "思ってた"),
        (_TOLD, "って話してた"),
    ):
        if found := find.search(sentence):
            said = next(one for one in found.groups() if one)
            return None if _OWN.search(said) else (said, after)
    return None

"""Takes the words for all and none out of a verb phrase: "never remember anything" -> "remember things"."""

import re

from conversations.rewording.english.verbs import is_base

_ADVERB = re.compile(
    r"^(?:even|just|ever|really|always|constantly|continually|continuously|forever|still|also|already|simply"
    r"|usually|often|literally|deliberately|purposely|suddenly|casually|conveniently|rarely|hardly ever|hardly|never"
    r"|once|seem to|tend to|apparently|probably|completely|totally|now|then|all|both|never once)\s+",
    re.I,
)
_EVERY = (
    (re.compile(r"(?<=\byou )but never\b", re.I), "but not"),
    (
        re.compile(r"\bevery (?:single )?(night|day) (?=feed|shift|trip|chore|call|routine)(\w+)\b", re.I),
        r"the \1 \2s",
    ),
    (re.compile(r"\bevery (?:single |bloody |damn )?night\b", re.I), "so many nights"),
    (
        re.compile(
            r"\bevery (?:single |bloody |damn )?day\b(?: for (?:an?|the last|the past|\d+|\w+) \w+)?", re.I
        ),
        "so often",
    ),
    (re.compile(r"\bevery (?:single )?time (?=I\b|I'|we\b|you\b|my\b|our\b|the\b|someone\b)", re.I), "when "),
    (re.compile(r"\bevery (?:single )?time$", re.I), "so often"),
)
_NO = {"never", "rarely", "hardly", "hardly ever", "never once"}
_UNDOABLE = {"want", "care", "understand", "love", "respect", "be", "think", "know", "trust", "appreciate", "value",
             "like", "get", "need", "change", "learn", "feel", "mean", "believe", "give", "see", "have", "seem"}  # fmt: skip


def stripped(rest: str) -> tuple[bool, str]:
    """Whether it says never, and the rest without such words."""
    denied = False
    while found := _ADVERB.match(rest):
        word = found[0].strip().lower()
        denied = denied or word in _NO
        rest = rest[found.end() :]
    return denied, rest


def missing(rest: str) -> str:
    """What "you don't {rest}" longs for, when it can be done and asked for."""
    head = rest.split(" ")[0].lower()
    if rest.lower() in (
        "remember",
        "notice",
        "say",
        "hear",
        "see",
        "answer",
        "explain",
        "bother",
        "mind",
        "show",
        "wait",
    ):
        return ""  # of what, or to whom, is not told
    if re.match(r"^(?:touch|kiss|hug|hold|cuddle|sleep with) me\b", rest, re.I):
        return ""
    if head in _UNDOABLE and not re.match(r"^(?:be (?:on time|home|there)|give me|get up)\b", rest, re.I):
        return ""
    rest = re.split(r",? (?:and|but|then|yet) (?:then )?(?:you|I|it|we)\b", rest)[0]
    rest = re.sub(
        r"^(say|plan|bring|buy|cook|make|offer|suggest|do|tell me) anything\b",
        r"\1 something",
        rest,
        flags=re.I,
    )
    return affirmed(re.sub(r"\s+again\b", "", things(rest), flags=re.I))


def things(rest: str) -> str:
    """Without words for all and none: "remember anything that's ..." -> "remember things that are ..."."""
    rest = re.sub(r"\banything that's\b", "things that are", rest, flags=re.I)
    rest = re.sub(
        r"(?<!n't )(?<!n't say )(?<!n't do )(?<!n't want )\b(?:anything|everything)\b(?! but|')",
        "things",
        rest,
        flags=re.I,
    )
    rest = re.sub(r"\b(?:every single|every) time\b", "when", rest, flags=re.I)
    rest = re.sub(
        r"\band never (\w+)",
        lambda hit: (
            f"and {'do' if is_base(hit[1]) else ''}{'n' if is_base(hit[1]) else 'no'}'t {hit[1]}".replace(
                "no't", "not"
            )
        ),
        rest,
        flags=re.I,
    )
    rest = re.sub(r"\s+(?:ever|even|literally|constantly)\b", "", rest, flags=re.I)
    return re.sub(r"\s*\b(?:all the time|every single time)$", "", rest, flags=re.I).strip()


def seldom(told: str) -> str:
    """A fact without its "every night": so often is what can be said without counting."""
    for said, plainly in _EVERY:
        told = said.sub(plainly, told)
    return told


def affirmed(rest: str) -> str:
    """What "we never {rest}" longs for: "do anything fun anymore" -> "do something fun"."""
    for word, other in (
        ("thing", "something"),
        ("where", "somewhere"),
        ("one", "someone"),
        ("body", "somebody"),
    ):
        rest = re.sub(rf"\bany{word}\b", other, rest, flags=re.I)
    rest = re.sub(r"\beither$|\s+(?:anymore|any more|at all|ever|any longer)\b", "", rest, flags=re.I)
    return re.sub(r"\bany (?=\w)", "some ", rest, flags=re.I).strip()

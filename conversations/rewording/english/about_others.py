"""Reads clauses about a third person: "your mother tells me ...", "your brother has been ..."."""

import re

from conversations.rewording.english.parts import Parts, Tense, fact
from conversations.rewording.english.recognised import label_words
from conversations.rewording.english.verbs import base_of_done, base_of_ing, base_of_third, third

HARD_WORDS = re.compile(
    r"\b(?:always|never|everything|every single|everyone (?:thinks|knows|says|else)|nothing|nobody|idiot|stupid|garbage|shit\w*|crap)\b",
    re.I,
)


def about_others(clause: str) -> Parts | None:
    """Parts of a clause about a third person: "your mother needs to stop telling me ..."."""
    found = re.match(
        r"^(?P<who>(?:your|my|his|her) (?:\w+ )?\w+(?:'s \w+)?) (?:really |just |always |constantly )*(?:needs? to|has to|have to|must|should|better) stop (?P<verb>\w+ing)\b(?P<tail>.*)$",
        clause,
        re.I,
    )
    base = base_of_ing(found["verb"]) if found else None
    if found and base:
        plural = found["who"].lower().endswith(("s", "parents", "people")) and not found[
            "who"
        ].lower().endswith("boss")
        return fact(f"{found['who']} {base if plural else third(base)}{found['tail']}", Tense.WHEN)
    found = re.match(
        rf"^(?P<who>your (?:\w+ )?\w+) (?:is|are|'s|was|were) (?:such |so |really |a |an |the |just |being )*(?:{label_words()})\b.*$",
        clause,
        re.I,
    )
    if found:
        return Parts(about=found["who"], heat=True)
    found = re.match(
        r"^(?P<who>(?:your|my) (?:\w+ )?\w+?)(?: always| constantly| never)? (?P<verb>\w+)\b(?P<tail>.*)$",
        clause,
        re.I,
    )
    if (
        found
        and base_of_third(found["verb"])
        and found["verb"].lower() not in ("is", "has", "does")
        and not HARD_WORDS.search(clause)
    ):
        lasting = re.search(r"\bnow\b", clause) or found["verb"].lower() in (
            "knows",
            "thinks",
            "likes",
            "wants",
            "owns",
        )
        return fact(clause, Tense.STATE if lasting else Tense.WHEN)
    found = re.match(r"^(?P<who>your (?:\w+ )?\w+) (?P<verb>have|has) (?P<done>\w+)\b", clause, re.I)
    return fact(clause, Tense.STATE) if found and (base_of_done(found["done"])) else None

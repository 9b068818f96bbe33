"""Names a fragment without a verb, all of it: "the hair in the shower drain", "the third parking ticket this month"."""

import re
from functools import cache
from itertools import pairwise

from conversations.rewording.english.naming import COUNTED, OWNERS, known
from conversations.rewording.english.signals import lands_hard
from conversations.rewording.english.softened import seldom
from conversations.rewording.english.verbs import base_of_ing, base_of_past, base_of_third, is_base
from conversations.rewording.language import words

LONGEST = 14  # words of a fragment that is named whole
TAIL = re.compile(r" (?:like|as if) (?:we|I|it|it's|the|you|you're|nothing|nobody|that|this)\b.*$", re.I)
CUT = re.compile(r",? (?:and|but|so|or)$", re.I)
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|must|am|isn't|aren't|wasn't|weren't|\w+n't)\b|\w'(?:re|ve|ll|m|d)\b"
    r"|\b(?:I|you|we|he|she|they|it|it's|he's|she's|that's|there's)\b",
    re.I,
)
_BEHIND = re.compile(
    r",? (?:when|after|before|while|because|that|which|where|since|until|till|the (?:second|minute|moment) (?:I|you|we)|you (?:gave|bought|made|sent|wrote|promised))\b",
    re.I,
)
_START = re.compile(
    r"^(?:(?P<det>the same|the|a|an|another|one more|yet another|this|that|these|those|my|our|your|his|her|more|same|all (?:the|my|our|your)|half the|[$£€]?\d[\d.,]*(?:k|%)?|two|three|four|five|six|seven|eight|nine|ten|twenty) )?(?P<what>[\w£$€'-]+\b.*)$",
    re.I,
)
_ONE = re.compile(r"^(?:the|another|a|an|my|your|our) (?:like|love|look|talk|try|call)\b", re.I)
_JOINT = re.compile(r"\b(?:about|on|in|at|for|with|from|of|over|under|behind|to|all|left|again|since|without|before|after|when|instead|by|into|off|around|across)\b", re.I)  # fmt: skip


@cache
def doers(name: str) -> frozenset[str]:
    """One list of fragments.toml: what tells whose doing it is."""
    return frozenset(words("en", "fragments")[name].split())


def whole_name(clause: str) -> str:
    """A fragment without a verb as a noun phrase, all of it: "the hair in the shower drain"; "" for any other clause."""
    clause = re.sub(
        r"^(?:great|nice|lovely|brilliant|wonderful|fantastic|charming|classy|cracking) ",
        "",
        clause,
        flags=re.I,
    )
    clause = re.sub(r" again\b", "", CUT.sub("", TAIL.sub("", seldom(clause))))
    found = _START.match(clause)
    main = _BEHIND.split(clause)[0]
    count = len(clause.split())
    if not found or not 2 < count <= LONGEST or FINITE.search(main) or lands_hard(clause):
        return ""
    if re.search(r"\b(?:is|are|was|were)\b", clause) and " you " in clause:
        return ""
    first = found["what"].split()[0].lower()
    second = found["what"].lower().split()[1:2]
    noun = first in known("noun_too") and not set(second) & known("function")
    bare_verb = (is_base(first) or base_of_ing(first) or base_of_past(first)) and not (found["det"] or noun)
    counted = found["det"] and COUNTED.fullmatch(found["det"].lower())
    no_noun = first in known("function") and not ((counted and first in ("on", "for")) or _ONE.match(clause))
    no_noun = no_noun or (first in doers("states") and not found["det"])
    if bare_verb or no_noun or not (_JOINT.search(found["what"]) or main != clause) or _says(main):
        return ""
    return _named(found["det"] or "", found["what"])


def _says(main: str) -> bool:
    """Whether a verb in the third person stands in what should be a mere name: "the dog barks at night"."""
    told = main.lower().split()
    led = known("articles") | known("before_nouns") | OWNERS
    return any(
        word in known("third_forms")
        or (base_of_third(word) and before not in led and not COUNTED.fullmatch(before))
        for before, word in pairwise(told)
    )


def _named(det: str, what: str) -> str:
    det = det.lower()
    if det == "another" and ", another " in what:
        return f"another {what}"  # one after the other is told in its own words
    if det.endswith("same"):
        return f"the same {what}"
    if re.match(r"^(?:another|yet another|one more|a|an)$", det):
        return f"the {what}" if det.endswith(("other", "more")) else f"{det} {what}"
    first = what.split()[0]
    if not det and any(base_of_ing(word) for word in what.lower().split()[:2]):
        return what  # "solo parenting at a wedding"
    kept = det or ("" if first[0].isupper() or first.lower() in known("names") else "the")
    return f"{kept} {what}".strip()

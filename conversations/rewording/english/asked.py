"""Reads what is demanded, asked or wished for: "why can't you ...", "you should ...", "stop ...", "clean ..."."""

import re

from conversations.rewording.english.about_you import you_are, you_clause, you_do
from conversations.rewording.english.parts import Parts, Tense, Wanted, fact
from conversations.rewording.english.softened import affirmed
from conversations.rewording.english.verbs import base_of_ing, base_of_third, is_base, past, third
from conversations.rewording.english.wished import asked_of_you, wish

_ADVERBS = r"(?:(?:ever|just|even|always|once|at least|for one \w+|please|maybe|kindly|already|have to|be bothered to)\s+)*"
_WHY_NOT = re.compile(
    rf"^why (?:can't|can you not|won't|don't|do you never|do you not|are you never) (?!we\b)(?:you )?{_ADVERBS}(.+)$",
    re.I,
)
_WHY_DIDNT = re.compile(
    rf"^why (?:didn't|couldn't|haven't|did you not|did you never) (?:you )?{_ADVERBS}(.+)$", re.I
)
_WHY_PAST = re.compile(
    r"^(?:why (?:would|did|could)|how (?:could|can|dare)) you (?:(?:even|ever|just|possibly|have to|go and)\s+)*(.+)$",
    re.I,
)
_WHY_DO = re.compile(
    r"^(?:why|how come) (?:do|must|would) you (?:always |constantly |keep |have to |even |keep on )*(.+)$",
    re.I,
)
_WHY_ARE = re.compile(r"^(?:why|how come) (?:are|'re) you (.+)$", re.I)
_WHY_I = re.compile(
    r"^why (?:do|should|must) I (?:always |constantly |even )*(?:have to )?(?:be the one (?:who has )?to )?(.+)$",
    re.I,
)
_ASK_AGAIN = re.compile(
    r"^(?:ask|tell|remind|beg|nag)(?: you)? (?:\w+ times |\w+ and \w+ |again |constantly )?to (.+)$", re.I
)
_TIMES = re.compile(
    r"^how (?:many times|often) (?:do|must|should|have) I (?:have to |need to |got to )?(?:ask(?:ed)?|tell|told|say|said|remind(?:ed)?)(?: you)?(?: to)? (.+)$",
    re.I,
)


def demand(clause: str) -> Parts | None:
    """Parts of a clause that asks, orders or accuses with a question; None for any other clause."""
    if found := _TIMES.match(clause):
        return fact("I've asked about it before", Tense.OWN) | Parts(ask=asked_of_you(found[1]))
    if found := _WHY_I.match(clause):
        asked = _ASK_AGAIN.match(found[1])
        if asked:
            return fact("I keep having to ask", Tense.OWN) | Parts(ask=asked_of_you(asked[1]))
        one = re.match(r"^be the (?:only )?one (?:who|that) (.+)$", found[1], re.I)
        return fact(f"I'm the one who {one[1]}" if one else f"I'm the one who has to {found[1]}", Tense.OWN)
    if found := re.match(
        r"^why (?:is it|am I|is it that it's) (?:always |just |only )*(me |the one |I )(.+)$", clause, re.I
    ):
        return fact(f"I'm the one {re.sub(r'^(?:who|that) ', 'who ', found[2])}", Tense.OWN)
    if found := _WHY_NOT.match(clause):
        return _why_not(found[1])
    if found := _WHY_DIDNT.match(clause):
        return you_do(f"didn't {found[1]}")
    if found := _WHY_PAST.match(clause):
        return _did(found[1])
    if found := _WHY_DO.match(clause):
        return _so(found[1])
    if found := re.match(
        r"^(?:how hard (?:is it|can it be)|would it (?:be so hard|kill you|hurt you)|is it (?:too much(?: to ask)?|so hard|that hard)(?: for you)?)(?: to ask)?(?: for you)? to (?:just |ever |at least )*(.+)$",
        clause,
        re.I,
    ):
        return Parts(ask=asked_of_you(found[1]))
    if found := re.match(r"^why (?:can't|don't|won't|couldn't) we (?:ever |just )*(.+)$", clause, re.I):
        return Parts(ask=Wanted("we", affirmed(found[1])))
    if found := re.match(r"^we (?:never|hardly ever|barely|don't(?: ever| even)?) (\w+\b.*)$", clause, re.I):
        return _we_never(found[1])
    if found := re.match(
        r"^(?:why|how come) (?:is|are) ((?:your|the|my|our) \w+(?: \w+)?) (?:always |still |constantly )+(.+)$",
        clause,
        re.I,
    ):
        return fact(
            f"{found[1]} {'are' if re.search(r'(?<!s)s$', found[1]) else 'is'} {found[2]}", Tense.STATE
        )
    if found := re.match(
        r"^I shouldn't (?:have to|need to) (?:beg|fight|ask|compete) for (?:your )?(\w+)$", clause, re.I
    ):
        return Parts(ask=Wanted("thing", f"more {found[1]}"))
    if found := re.match(
        r"^do you (?:have any idea|know|even know|realize|realise) how (\w+) I (was|am|felt|feel)\b(.*)$",
        clause,
        re.I,
    ):
        return fact(f"I {found[2]} {found[1]}{found[3]}", Tense.OWN)
    if found := re.match(
        r"^(?:guess|and guess) who ((?:did|had to|was|cleaned|cooked|got|took|went|paid|put|made)\b.+)$",
        clause,
        re.I,
    ):
        return fact(f"I {found[1]}", Tense.OWN)
    if (found := re.match(r"^(?:and )?guess who (?:always |usually )?(\w+s) (.+)$", clause, re.I)) and (
        base := base_of_third(found[1])
    ):
        return fact(f"I {base} {found[2]}", Tense.OWN)
    if found := re.match(
        r"^all (?:that )?you (?:ever |seem to |want to )?do (?:all \w+ |these days )?is (?:to )?(.+)$",
        clause,
        re.I,
    ):
        return you_do(found[1]) or _gerund(found[1])
    if found := re.match(
        r"^why (?:is|are|does|do) ((?:your|my|the|our) [\w ]+?) (?:still |always |constantly )?(\w+ing)\b(.*)$",
        clause,
        re.I,
    ):
        base = base_of_ing(found[2])
        plural = found[1].lower().endswith("s") and not found[1].lower().endswith(("boss", "ss"))
        return fact(f"{found[1]} {base if plural else third(base)}{found[3]}", Tense.WHEN) if base else None
    if found := _WHY_ARE.match(clause):
        return you_are(re.sub(r"^(?:always|so|such|constantly)\s+", "", found[1]))
    return wish(clause)


def _why_not(rest: str) -> Parts | None:
    rest = rest.strip()
    found = you_do(f"don't {rest}")
    if rest.startswith("be "):
        return Parts(ask=asked_of_you(rest)) if not rest.startswith(("be so", "be such")) else None
    return found


def _we_never(rest: str) -> Parts | None:
    """ "we never go out anymore" -> what is so, and "could we go out again"."""
    if not is_base(rest.split(" ")[0]):
        return None
    rest = re.sub(r",? (?:because|since|cos|as) (?:of )?you\b.*$", "", rest, flags=re.I)
    ever = re.sub(r"\s+(?:anymore|any more|any longer)$", "", rest, flags=re.I)
    again = " again" if ever != rest else ""
    told = (
        fact(f"we don't {rest}, and I miss that", Tense.OWN)
        if again
        else fact(f"we don't {rest}", Tense.STATE)
    )
    doable = ever.split(" ")[0] in (
        "go",
        "do",
        "eat",
        "spend",
        "plan",
        "sit",
        "talk",
        "watch",
        "cook",
        "travel",
        "hold",
    )
    return told | Parts(ask=Wanted("we", affirmed(f"{ever}{again}"), sure=doable))


def _gerund(words: str) -> Parts | None:
    """ "playing games all night" -> "you play games all night"."""
    head, _, tail = words.partition(" ")
    base = base_of_ing(head)
    return you_do(f"{base} {tail}") if base else None


def _did(rest: str) -> Parts | None:
    head, _, tail = rest.partition(" ")
    if head == "not":
        return you_do(f"didn't {tail}")
    if head == "be":
        return Parts(heat=True)
    return fact(f"you {past(head)} {tail}".strip(), Tense.PAST) if is_base(head) else None


def _so(rest: str) -> Parts | None:
    found = re.match(r"^be (?:so |such an? |always )*\w+(?: (.*))?$", rest, re.I)
    if not found:
        return (
            you_do(f"always {rest}")
            if not re.match(r"^\w+ing\b", rest)
            else fact(f"you keep {rest}", Tense.WHEN)
        )
    word = re.match(r"^be (?:so |such an? )*(\w+)", rest, re.I)
    after = re.search(r"\b(?:every time|when|whenever) (.+)$", rest, re.I)
    if word and word[1].lower() in ("sarcastic", "loud", "quiet", "late", "defensive", "distant") and after:
        return fact(f"{after[1]} and it gets {word[1].lower()}", Tense.WHEN)
    return (fact(after[1], Tense.WHEN) if after else Parts()) | Parts(heat=True)


def asked_you(clause: str) -> Parts | None:
    """Parts of "do you ...?" questions that carry a fact: "do you even hear yourself when you talk like that"."""
    found = re.match(
        r"^(?:do|did|can|are|have) you (?:even |ever |really )*.*\b(?:when|that) (you .+)$", clause, re.I
    )
    return you_clause(found[1]) if found else None

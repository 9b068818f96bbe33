"""Reads what is demanded, asked or wished for: "why can't you ...", "you should ...", "stop ...", "clean ..."."""

import re

from conversations.rewording.english.about_you import you_are, you_clause, you_do
from conversations.rewording.english.parts import Parts, Tense, Wanted, fact
from conversations.rewording.english.verbs import base_of_ing, base_of_past, is_base, past, third

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
    r"^why (?:do|should|must) I (?:always |constantly |even )*(?:have to |be the one (?:who has )?to )?(.+)$",
    re.I,
)
_ASK_AGAIN = re.compile(
    r"^(?:ask|tell|remind|beg|nag)(?: you)? (?:\w+ times |\w+ and \w+ |again |constantly )?to (.+)$", re.I
)
_TIMES = re.compile(
    r"^how (?:many times|often) (?:do|must|should|have) I (?:have to |need to |got to )?(?:ask(?:ed)?|tell|told|say|said|remind(?:ed)?)(?: you)?(?: to)? (.+)$",
    re.I,
)
_SHOULD_HAVE = re.compile(r"^you (?:should|could|might|ought to)(?:'ve| have) (?:at least )?(.+)$", re.I)
_SHOULDNT = re.compile(
    r"^you (?:shouldn't|should not|should never|can't|cannot) (?:be )?(?:just |always )?(.+)$", re.I
)
_SHOULD_BE = re.compile(r"^you (?:should|ought to|need to|have to|must) be (\w+ing)\b(.*)$", re.I)
_STOP = re.compile(
    r"^(?:(?:you (?:need|have|must|better|should|ought|'d better)(?: to)? )|please |can you |could you |just )*(?:stop|quit|cut out) (?:being (?!so)|your )?(\w+ing)\b(.*)$",
    re.I,
)
_SHOULD = re.compile(
    r"^(?:you(?:'d)? (?:really |seriously |just )*(?:should|need to|have to|must|ought to|better|had better|are going to"
    r"|could at least|might at least|can at least|are supposed to|'re supposed to)"
    r"|it'd be nice if you|it would be nice if you(?: could)?|(?:could|can|would|will) you(?: not| at least)?"
    r"|I (?:need|want|expect|would like|'d like|'d love|would love) you to|the least you (?:could|can) do is"
    r"|would it kill you to|is it too much to ask for you to|you're supposed to) "
    r"(?:(?:just|at least|really|start|begin|grow up and|please|learn to|maybe|try to|for one \w+)\s+)*(.+)$",
    re.I,
)
_DONT = re.compile(r"^(?:please )?(?:don't|do not|never) (?:you dare |ever |even )?(\w+)\b(.*)$", re.I)


def demand(clause: str) -> Parts | None:
    """Parts of a clause that asks, orders or accuses with a question; None for any other clause."""
    if found := _TIMES.match(clause):
        return fact("I've asked about it before", Tense.OWN) | Parts(ask=_you(found[1]))
    if found := _WHY_I.match(clause):
        asked = _ASK_AGAIN.match(found[1])
        if asked:
            return fact("I keep having to ask", Tense.OWN) | Parts(ask=_you(asked[1]))
        return fact(f"I'm the one who has to {found[1]}", Tense.OWN)
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
        return Parts(ask=_you(found[1]))
    if found := re.match(r"^why (?:can't|don't|won't|couldn't) we (?:ever |just )*(.+)$", clause, re.I):
        return Parts(ask=Wanted("we", found[1]))
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
    return _wish(clause)


def _why_not(rest: str) -> Parts | None:
    rest = rest.strip()
    found = you_do(f"don't {rest}")
    if rest.startswith("be "):
        return Parts(ask=_you(rest)) if not rest.startswith(("be so", "be such")) else None
    return found


def _we_never(rest: str) -> Parts | None:
    """ "we never go out anymore" -> what is so, and "could we go out again"."""
    if not is_base(rest.split(" ")[0]):
        return None
    ever = re.sub(r"\s+(?:anymore|any more|any longer)$", "", rest, flags=re.I)
    again = " again" if ever != rest else ""
    return fact(f"we don't {rest}", Tense.STATE) | Parts(
        ask=Wanted("we", f"{ever}{again}", sure=ever.split(" ")[0] not in ("agree", "have"))
    )


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
        return you_do(rest) if not re.match(r"^\w+ing\b", rest) else fact(f"you keep {rest}", Tense.WHEN)
    word = re.match(r"^be (?:so |such an? )*(\w+)", rest, re.I)
    after = re.search(r"\b(?:every time|when|whenever) (.+)$", rest, re.I)
    if word and word[1].lower() in ("sarcastic", "loud", "quiet", "late", "defensive", "distant") and after:
        return fact(f"{after[1]} and it gets {word[1].lower()}", Tense.WHEN)
    return (fact(after[1], Tense.WHEN) if after else Parts()) | Parts(heat=True)


def _wish(clause: str) -> Parts | None:
    if found := _STOP.match(clause):
        base = base_of_ing(found[1])
        tail = found[2].rstrip()
        return _stopped(base, tail) if base else None
    if found := _SHOULD_HAVE.match(clause):
        return fact(f"I'd have liked it if you had {found[1]}", Tense.OWN)
    if found := _SHOULDNT.match(clause):
        return _forbidden(found[1])
    if found := _SHOULD_BE.match(clause):
        base = base_of_ing(found[1])
        return Parts(ask=_you(f"{base}{found[2]}")) if base else None
    if found := re.match(
        r"^(?:you (?:should|must|ought to) know (?:by now )?)(?:that |how much )?(I .+)$", clause, re.I
    ):
        return fact(re.sub(r"^I (?:really )?hate\b", "I don't like", found[1]), Tense.OWN)
    if found := re.match(
        r"^(?:it'd|it would) be (?:nice|good|great|lovely) if you (?:ever |actually |just )*(\w+)\b(.*)$",
        clause,
        re.I,
    ):
        base = base_of_past(found[1])
        return Parts(ask=_you(f"{base}{found[2]}")) if base else None
    if found := re.match(r"^(?:could|can|would) you not (for (?:one|once|a|five) \w+) (.+)$", clause, re.I):
        return Parts(ask=Wanted("you", f"try not to {found[2]} {found[1]}"))
    if found := re.match(
        r"^when are you (?:ever |finally |actually )?(?:going to|planning to) (.+)$", clause, re.I
    ):
        return Parts(ask=_you(found[1]))
    if found := re.match(
        r"^(?:when|what time) are you (coming (?:home|back)|getting (?:home|back)|going to \w+)$",
        clause,
        re.I,
    ):
        return Parts(ask=Wanted("you", f"tell me when you're {found[1]}", sure=False))
    if found := _SHOULD.match(clause):
        return _asked(found[1], clause)
    return _order(clause)


def _asked(rest: str, clause: str) -> Parts | None:
    if re.match(
        r"^(?:grow up|get (?:a grip|over|a life)|shut up|calm down|chill|relax|know|be ashamed|get real)\b",
        rest,
        re.I,
    ):
        return Parts(heat=True)
    if re.match(r"^(?:not|never) ", rest) or re.match(r"^(?:could|can|would) you not\b", clause, re.I):
        return Parts(ask=Wanted("you", "try not to " + re.sub(r"^(?:not|never) ", "", rest)))
    head, _, tail = rest.partition(" ")
    base = base_of_ing(head)
    if base:
        return Parts(ask=_you(f"{base} {tail}"))
    return Parts(ask=_you(rest)) if is_base(head) or head == "be" else Parts(heat=True)


def _stopped(base: str, tail: str) -> Parts:
    if base in ("be", "act"):
        return Parts(heat=True)
    parts = you_do(f"{base}{tail}") or fact(f"you {base}{tail}", Tense.WHEN)
    firm = base in ("talk", "smoke", "shout", "yell", "drink", "lie", "text", "see")
    return parts | Parts(ask=Wanted("you", "stop doing that" if firm else "try not to do that", sure=firm))


def _forbidden(rest: str) -> Parts | None:
    head = rest.split(" ")[0]
    if is_base(head):
        return Parts(ask=Wanted("you", f"try not to {rest}"))
    return None


def _order(clause: str) -> Parts | None:
    if found := _DONT.match(clause):
        if found[1].lower() in (
            "blame",
            "lie",
            "tell",
            "act",
            "pretend",
            "you",
            "give",
            "start",
            "bother",
            "even",
            "be",
            "play",
        ):
            return Parts(heat=True)
        if re.match(r"^ (?:to |at |with )?me\b", found[2]) and is_base(found[1]):
            return _stopped(found[1].lower(), found[2])
        return Parts(ask=Wanted("you", f"try not to {found[1]}{found[2]}")) if is_base(found[1]) else None
    if found := re.match(
        r"^(?:sure,? |fine,? |just )*go (?:ahead and |on and |and )?(play|drink|watch|sleep|hang|run|meet|spend|buy|party|see|be|have)\b(.*)$",
        clause,
        re.I,
    ):
        return fact(f"you go {found[1]}{found[2]}", Tense.WHEN)
    head = clause.split(" ")[0].lower()
    if head in (
        "stop",
        "quit",
        "grow",
        "shut",
        "get",
        "calm",
        "look",
        "congratulations",
        "try",
        "thank",
        "thanks",
        "act",
        "face",
        "guess",
        "keep",
        "screw",
        "forget",
        "drop",
    ):
        return Parts(heat=True)
    if is_base(head) and len(clause.split()) > 1 and not re.match(r"^\w+ (?:me|you|it|for granted)$", clause):
        return Parts(ask=_you(clause))
    return None


def _you(words: str) -> Wanted:
    return Wanted("you", re.sub(r"\b(?:every single|anything)\b", "", words).replace("  ", " ").strip())


def asked_you(clause: str) -> Parts | None:
    """Parts of "do you ...?" questions that carry a fact: "do you even hear yourself when you talk like that"."""
    found = re.match(
        r"^(?:do|did|can|are|have) you (?:even |ever |really )*.*\b(?:when|that) (you .+)$", clause, re.I
    )
    return you_clause(found[1]) if found else None

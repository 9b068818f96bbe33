"""Reads what is ordered or wished for: "you should ...", "stop ...", "don't ...", "clean your room"."""

import re

from conversations.rewording.english.about_you import you_do
from conversations.rewording.english.naming import OWNERS, known
from conversations.rewording.english.parts import Parts, Tense, Wanted, fact
from conversations.rewording.english.softened import affirmed, things
from conversations.rewording.english.verbs import base_of_ing, base_of_past, is_base

_SHOULD_HAVE = re.compile(r"^you (?:should|could|might|ought to)(?:'ve| have) (?:at least )?(.+)$", re.I)
_SHOULDNT = re.compile(
    r"^you (?:shouldn't|should not|should never|(?:can't|cannot) (?=just |keep |always |treat |talk |speak |make me|be (?:\w+ing|so)))(?: ?be )?(?: ?just | ?always )?(.+)$",
    re.I,
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
    r"|would it (?:kill|hurt) you to|it (?:would not|wouldn't) (?:kill|hurt) you to|is it too much to ask for you to|you're supposed to) "
    r"(?:(?:just|at least|really|start|begin|grow up and|please|learn to|maybe|try to|for one \w+)\s+)*(.+)$",
    re.I,
)
_DONT = re.compile(r"^(?:please )?(?:don't|do not|never) (?:you )?(?:dare |ever |even )*(\w+)\b(.*)$", re.I)


_TOLD_OF_PAST = re.compile(
    r"^(?:put|let|cut|hit|shut|set|cost|hurt|spread|quit|burst|beat|read)\b.*\b(?:my|me|us|myself|an?)\b",
    re.I,
)
_LEAVES_ME = re.compile(
    r"\band (?:then )?(?:just )?(?:leave|expect|let|make|blame|walk|act|wonder|complain|moan|call)\b.*\b(?:me|I|us)\b",
    re.I,
)
_PARTICLES = frozenset("up off out down away back over on in around round through".split())


def _begins_object(words: str) -> bool:
    """Whether what stands behind a verb begins as what is done to something does: "the ...", "my ...", "up"."""
    first = words.split(" ")[0]
    return first in known("articles") | OWNERS | _PARTICLES or first in known("function")


_ORDERED = re.compile(r"\b(?:away|down|back|please|first|before|when|while|now|your)\b", re.I)


def wish(clause: str) -> Parts | None:
    """Parts of a clause that orders, forbids or wishes; None for any other clause."""
    if found := _STOP.match(clause):
        base = base_of_ing(found[1])
        tail = found[2].rstrip()
        return _stopped(base, tail) if base else None
    if found := _SHOULD_HAVE.match(clause):
        return fact(f"I'd have liked it if you had {found[1]}", Tense.OWN)
    if found := re.match(r"^you (?:shouldn't|should not|should never) have (.+)$", clause, re.I):
        return fact(f"I'd have liked it if you hadn't {found[1]}", Tense.OWN)
    if found := _SHOULDNT.match(clause):
        return _forbidden(found[1])
    if found := _SHOULD_BE.match(clause):
        base = base_of_ing(found[1])
        return Parts(ask=asked_of_you(f"{base}{found[2]}")) if base else None
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
        return Parts(ask=asked_of_you(f"{base}{found[2]}")) if base else None
    if found := re.match(r"^(?:could|can|would) you not (for (?:one|once|a|five) \w+) (.+)$", clause, re.I):
        return Parts(ask=Wanted("you", f"try not to {found[2]} {found[1]}"))
    if found := re.match(
        r"^when are you (?:ever |finally |actually )?(?:going to|planning to) (.+)$", clause, re.I
    ):
        return Parts(ask=asked_of_you(found[1]))
    if found := re.match(
        r"^are you (?:ever |finally |actually |even |still |just )+(?:going to|planning to) (.+)$",
        clause,
        re.I,
    ):
        return Parts(ask=asked_of_you(found[1]))
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
        r"^(?:grow up|want to|get (?:a grip|over|a life)|shut up|calm down|chill|relax|know|be ashamed|get real)\b",
        rest,
        re.I,
    ):
        return Parts(heat=True)
    if re.match(r"^(?:not|never) ", rest) or re.match(r"^(?:could|can|would) you not\b", clause, re.I):
        if re.match(r"^(?:not )?(?:hear|see|tell|notice|understand|remember|wait|think|manage)\b", rest):
            return Parts(heat=True)
        return Parts(ask=Wanted("you", "try not to " + re.sub(r"^(?:not|never) ", "", rest)))
    head, _, tail = rest.partition(" ")
    base = base_of_ing(head)
    if base:
        return Parts(ask=asked_of_you(f"{base} {tail}"))
    return Parts(ask=asked_of_you(rest)) if is_base(head) or head == "be" else Parts(heat=True)


def _stopped(base: str, tail: str) -> Parts:
    if base in ("be", "act"):
        return Parts(heat=True)
    tail = re.sub(
        r"\b(and (?:then )?)(\w+ing)\b", lambda hit: f"{hit[1]}{base_of_ing(hit[2]) or hit[2]}", tail
    )
    parts = you_do(f"{base}{tail}") or fact(f"you {things(base + tail)}", Tense.WHEN)
    firm = base in ("talk", "smoke", "shout", "yell", "drink", "lie", "text", "see")
    return parts | Parts(ask=Wanted("you", "stop doing that" if firm else "try not to do that", sure=firm))


def _forbidden(rest: str) -> Parts | None:
    head = rest.split(" ")[0]
    if is_base(head):
        return Parts(ask=Wanted("you", f"try not to {rest}"))
    return None


def _order(clause: str) -> Parts | None:
    clause = re.sub(r"^learn (?:how )?to ", "", clause, flags=re.I)
    if found := re.match(
        r"^(?:don't|stop) (?:you dare |ever )?tell(?:ing)? me (?P<what>(?:to|what|how|that) .+)$",
        clause,
        re.I,
    ):
        return fact(f"you tell me {found['what']}", Tense.WHEN)
    if found := _DONT.match(clause):
        if found[1].lower() in (
            "blame",
            "wait",
            "rush",
            "expect",
            "come",
            "hurry",
            "worry",
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
        what = re.sub(
            r",? (?:and )?then (?:act|be|get|expect|complain|wonder|moan|say|pretend)\b.*$", "", found[2]
        )
        return Parts(ask=Wanted("you", f"try not to {found[1]}{what}")) if is_base(found[1]) else None
    if found := re.match(
        r"^(?:sure,? |fine,? |just )*go (?:ahead and |on and |and )?(play|drink|watch|sleep|hang|run|meet|spend|buy|party|see|be|have)\b(.*)$",
        clause,
        re.I,
    ):
        return fact(f"you go {found[1]}{found[2]}", Tense.WHEN)
    if re.match(r"^tell (?:your|my|our) \w+ .*\b(?:is|are|isn't|aren't|that|to|not)\b", clause, re.I):
        return Parts(ask=asked_of_you(clause))
    if re.match(r"^tell me (?:if|whether|when|what|why|where|how)\b", clause, re.I):
        return Parts(ask=asked_of_you(clause))
    if _LEAVES_ME.search(clause) and is_base(clause.split(" ")[0]):
        return you_do(clause)  # "shave over the sink and leave it for me": what is done, not what is asked
    head, _, then = clause.lower().partition(" ")
    if head in ("found", "like") or (head in known("noun_too") and not _begins_object(then)):
        return None  # "empty tank again", "ski trip booked"
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
        "enjoy",
        "have",
        "go",
        "carry",
        "tell",
        "ask",
        "explain",
        "marry",
        "live",
        "wait",
        "hope",
        "imagine",
        "blame",
        "let",
    ):
        return Parts(heat=True)
    if _TOLD_OF_PAST.match(clause) and not _ORDERED.search(clause):
        return None  # "put the rent money on a horse", "let my plants die": what was done
    if re.match(r"^\w+ (?:of|in|is|was|were|has|had|goes|came|comes|at)\b", clause):
        return None  # "back in my country ...", "rent goes out ...": no order
    if is_base(head) and len(clause.split()) > 1 and not re.match(r"^\w+ (?:me|you|it|for granted)$", clause):
        return Parts(ask=asked_of_you(clause))
    return None


def asked_of_you(words: str) -> Wanted:
    """A request that the writer has made."""
    return Wanted("you", affirmed(re.sub(r"\bevery single\b", "every", words)))

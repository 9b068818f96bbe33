"""Reads sentences texted without their subject: "sold my guitar", "banging pans at 2am", "another joke about my weight"."""

import re

from conversations.rewording.english.about_you import you_do
from conversations.rewording.english.naming import known
from conversations.rewording.english.parts import Parts, Tense, fact
from conversations.rewording.english.signals import lands_hard
from conversations.rewording.english.softened import seldom, things
from conversations.rewording.english.verbs import base_of_ing, base_of_past, is_base, verbless
from conversations.rewording.english.whole import CUT, FINITE, TAIL, doers

_OWNED = re.compile(r"^(?:(?:off|up|out|down|over|at|to|on|for) )?(?:me|us|my|our)\b", re.I)
_DONE_TO_ME = re.compile(
    r"\bwithout (?:me|us|asking|telling|checking|saying|a word)\b|\bbehind my back\b|\bcredit for (?:my|our)\b|\b(?:out of|from) (?:my|our)\b",
    re.I,
)
_TO_YOU = re.compile(r"^(?:for |after |to |up |up after |over )?(?:you|your)\b", re.I)
_WHILE_YOU = re.compile(r"\bwhile (?:you|your)\b", re.I)
_LONE = re.compile(r"\b(?:alone|by myself|on my own|for you|because of you|all (?:day|night) for)\b", re.I)
_AND_ING = re.compile(r"\b(and (?:then |just )?|, |then )(\w+ing)\b", re.I)
_LED = re.compile(
    r"^(?:(?:always|constantly|forever|still|just|then|even|now|already|suddenly|casually) )+(?=\w+(?:ing|ed)\b|left|went|came|told|said|put|let)",
    re.I,
)
_NONE = re.compile(
    r"^(?:still |and |just )*(?:no|not an?|not one|not a single|zero) (?P<first>\w+(?: \w+)?)(?P<more>(?:,? (?:and |or )?(?:no|not an?|not one) \w+(?: \w+)?)*)(?P<rest> (?:on|for|at|from|in|about|after|until|since) .+)?$",
    re.I,
)


def fragment(clause: str) -> Parts | None:
    """Parts of a clause that leaves out who does it, where the words tell whose doing it is; else None."""
    clause = CUT.sub("", TAIL.sub("", seldom(_LED.sub("", clause))))
    for read in (
        _not_one,
        _undone,
        _nothing_came,
        _time_spent,
        _was,
        _suffered,
        _with_you,
        _denied,
        _done,
        _doing,
    ):
        found = read(clause)
        if found is not None:
            return found
    return None


def _not_one(clause: str) -> Parts | None:
    """ "not one question about my day" -> "there wasn't one question about my day"."""
    clause = re.sub(r"\bthank you\b", "thank-you", clause, flags=re.I)
    found = re.match(
        r"^not (?P<one>one|a single|even an?) (?P<what>(?!time\b|day\b|bit\b)[\w-]+\b.*)$", clause, re.I
    )
    if not found or FINITE.search(found["what"]) or lands_hard(found["what"]):
        return None
    one = found["one"].lower() if found["one"].lower().startswith("even") else "one"
    return fact(f"there wasn't {one} {found['what']}", Tense.PAST)


def _undone(clause: str) -> Parts | None:
    """ "date night cancelled" -> "date night got cancelled"."""
    found = re.match(
        r"^(?P<what>(?:(?:my|our|your|the|a) )?[$£€]?\w+(?: \w+)?) (?P<done>\w+)(?P<rest> (?:for|by|because of|over|on|at|again|from|in)\b.*)?$",
        clause,
        re.I,
    )
    if not found or found["done"].lower() not in doers("undone") or FINITE.search(found["what"]):
        return None
    verb = "is" if found["done"].lower() in ("gone", "broken") else "got"
    return fact(f"{found['what']} {verb} {found['done'].lower()}{found['rest'] or ''}", Tense.STATE)


def _nothing_came(clause: str) -> Parts | None:
    """ "no card, no flowers, nothing" -> "there was no card and no flowers"."""
    found = _NONE.match(
        re.sub(r",? (?:and )?(?:nothing|not a thing|nada)(?: else)?$", "", clause, flags=re.I)
    )
    if not found:
        return None
    heads = [
        found["first"],
        *re.findall(r"\b(?:no|not an?|not one) (\w+(?: \w+)?)", found["more"] or "", re.I),
    ]
    if found["rest"] and FINITE.search(found["rest"]):
        return None
    if any(lands_hard(head) or head.split()[0].lower() in doers("no_thing") for head in heads):
        return None
    first = heads[0].lower().split()[-1]
    came = first in doers("comes")
    plural = first.endswith("s") and not first.endswith("ss")
    verb = ("were" if came else "are") if plural else ("was" if came else "is")
    listed = " and ".join([", ".join(f"no {head}" for head in heads[:-1]), f"no {heads[-1]}"]).removeprefix(
        " and "
    )
    said = f"there {verb} {listed}{found['rest'] or ''}"
    return fact(said, Tense.PAST if came else Tense.STATE)


def _time_spent(clause: str) -> Parts | None:
    """ "three hours cooking and all you say is ..." -> "I spent three hours cooking, and all you say is ..."."""
    found = re.match(
        r"^(?P<time>(?:\d+|an?|two|three|four|five|six|seven|eight|nine|ten|half an|all|the whole) (?:hours?|days?|nights?|weeks?|months?|years?|evenings?|mornings?|weekends?|sunday|saturday|day|night|minutes?))(?P<act> (?:of )?(?P<verb>\w+ing)\b.*?)(?:,? (?:and|just for|only for) (?P<then>(?:all|you|the only|not).+))?$",
        clause,
        re.I,
    )
    if found and found["verb"].lower() in doers("own_doing"):
        then = f" and {found['then']}" if found["then"] else ""
        return fact(f"I spent {found['time']}{found['act'].replace(' of ', ' ')}{then}", Tense.OWN)
    found = re.match(
        r"^(?P<time>(?:\w+|\d+) (?:years|months|weeks)) (?P<state>married|together|engaged)(?P<rest>.*)$",
        clause,
        re.I,
    )
    if not found or found["rest"]:
        return None
    return fact(f"we've been {found['state']} {found['time']}", Tense.STATE)


def _was(clause: str) -> Parts | None:
    """ "hungover on my birthday" -> "you were hungover on my birthday"."""
    head = clause.split(" ")[0].lower()
    shared = re.search(
        r"\b(?:on|at|for|during|in front of|to|before) (?:my|our|the kids|the children)\b", clause, re.I
    )
    if head not in doers("states") or not shared or FINITE.search(clause):
        return None
    return fact(f"you were {head}{clause[len(head) :]}", Tense.PAST)


def _suffered(clause: str) -> Parts | None:
    """ "locked out because you took both keys" -> "I was locked out because you took both keys"."""
    head = clause.split(" ")[0].lower()
    because = re.search(r"\bbecause (?:you|of you|your)\b|\bby (?:you|your)\b", clause, re.I)
    return (
        fact(f"I was {head}{clause[len(head) :]}", Tense.OWN)
        if because and head in doers("suffered")
        else None
    )


def _with_you(clause: str) -> Parts | None:
    """ "five days in hospital and you came once": what it was, and what the other did."""
    found = re.match(r"^(?P<what>[^,]{4,45}?),? and (?P<then>you(?:'re|'ve|'d)? .+)$", clause)
    if not found or not verbless(found["what"]) or lands_hard(clause):
        return None
    return fact(f"{found['what']} and {found['then']}", Tense.STATE)


def _denied(clause: str) -> Parts | None:
    """ "wouldn't dance with me at our wedding" -> "you wouldn't dance with me at our wedding"."""
    found = re.match(
        r"^(?:wouldn't|couldn't|didn't|won't|don't|haven't|can't) (?:even )?(?P<verb>\w+)\b(?P<rest>.*)$",
        clause,
        re.I,
    )
    if (
        not found
        or found["verb"].lower() in doers("unable")
        or not re.search(r"\b(?:me|us|my|our)\b", found["rest"], re.I)
    ):
        return None
    return you_do(clause)


def _done(clause: str) -> Parts | None:
    """ "sold my guitar without a word" -> "you sold my guitar without a word"."""
    head, _, rest = clause.partition(" ")
    base = base_of_past(head)
    if base is None and head.lower() in ("put", "let", "hit", "cut", "shut", "read", "left", "found"):
        base = head.lower()
    if base is None or base in ("be", "do", "have") or not rest or lands_hard(f"you {clause}"):
        return None
    because = re.search(r"\bbecause (?:you|of you|your)\b", rest, re.I) and base not in (
        "forget",
        "cancel",
        "lie",
        "promise",
    )
    if re.search(r"\b(?:with|using) (?:my|our)\b", rest, re.I) and not _LONE.search(rest):
        return fact(f"you {head.lower()} {rest}", Tense.PAST)
    mine = base in doers("own") or _LONE.search(rest) or _WHILE_YOU.search(rest)
    turned = because and base in ("ask", "ring", "call", "beg", "get", "text")  # to somebody else, for help
    if turned or ((mine or because) and not _OWNED.match(rest)):
        return fact(f"I {head.lower()} {rest}", Tense.OWN)
    if mine:
        return None
    if re.match(r"^you\b", rest, re.I) or (_TO_YOU.match(rest) and base not in doers("yours")):
        return fact(f"I {head.lower()} {rest}", Tense.OWN)
    if base in doers("yours") or _OWNED.match(rest) or _DONE_TO_ME.search(rest):
        return fact(f"you {head.lower()} {rest}", Tense.PAST)
    return None


def _doing(clause: str) -> Parts | None:
    """ "banging pans at 2am" -> "you bang pans at 2am"; what the writer does or is done to stays as it is."""
    denied = re.match(r"^(?:not|never|still not) (?=\w+ing\b)", clause, re.I)
    words_ = clause[denied.end() :] if denied else clause
    head, _, rest = words_.partition(" ")
    base = base_of_ing(head)
    noun = rest.split(" ")[0].lower() in known("times") or " and you " in rest  # "moving day and you ..."
    if (
        base is None
        or re.match(r"^(?:every|any|some|no)thing\b", head, re.I)
        or (denied and not is_base(base))
    ):
        return None
    if not rest or noun or head.lower() in known("ing_nouns") or lands_hard(things(words_)):
        return None
    if (
        base in ("be", "get", "have")
        or base in doers("own")
        or _LONE.search(rest)
        or head.lower() in doers("own_doing")
    ):
        no = "not " if denied else ""
        return fact(f"{no}{words_[0].lower()}{words_[1:]} is really getting to me", Tense.OWN)
    rest = things(_AND_ING.sub(_joined, rest))
    return fact(f"you {'don' + chr(39) + 't ' if denied else ''}{base} {rest}", Tense.WHEN)


def _joined(found: re.Match[str]) -> str:
    base = base_of_ing(found[2])
    return f"{found[1]}{base}" if base and is_base(base) else found[0]

"""Reads clauses about the other: "you never ...", "you forgot ...", "you're so ..."."""

import re
from dataclasses import replace
from functools import cache

from conversations.rewording.english.parts import Parts, Tense, fact, with_feeling
from conversations.rewording.english.recognised import label_words
from conversations.rewording.english.softened import missing, stripped, things
from conversations.rewording.english.spoiled import spoiled
from conversations.rewording.english.undone import not_done, not_done_once
from conversations.rewording.english.verbs import (
    SAME_IN_PAST,
    base_of_done,
    base_of_ing,
    base_of_past,
    could_be_base,
    is_base,
    once_in_past,
    past,
    told_as_past,
)

_SPOKEN = re.compile(
    r"^(?:said|promised|agreed|swore|told me (?:that |you)|claimed|insisted|assured|vowed)\b", re.I
)
_TIMED = re.compile(
    r"\b(?:yesterday|ago|last (?:night|week|month|year|time|\w+day)|this morning|on \w+day|the other (?:day|night)"
    r"|earlier|at (?:the|my|our|your) (?:party|wedding|dinner)|in (?:january|february|march|april|may|june|july"
    r"|august|september|october|november|december))\b",
    re.I,
)
_UPSETTING = {"disgust": "upset", "annoy": "irritated", "irritate": "irritated", "infuriate": "furious", "embarrass": "embarrassed",
              "hurt": "hurt", "scare": "scared", "worry": "worried", "piss": "angry", "exhaust": "exhausted", "frustrate": "frustrated"}  # fmt: skip
_LIKE_A_VERB = re.compile(
    r"^(?!lot|two|three|guys|lads|boys|girls|people|all|both|men|folks|lot's|know|alone|there|here|not|and|or)[a-z]{4,} (?:my|our|your|the|me|us|her|his|it|them|like|at|into|over|through|about|around|off|out|down|up)\b"
)  # a word that no list knows, where only a verb stands: "you mumble into your beard"


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:(?:being|such|so|a|an|the|very|really|too|just|acting like|like|becoming|getting|turning into|such an?"
        rf"|honestly|always|such a|real|complete|total|absolute|fucking|little|big|biggest|most)\s+)*"
        rf"(?:{label_words()})\b(?:[, ]+(?:and )?(?:\w+ )?(?:{label_words()})\b)*(?P<tail>.*)$",
        re.I,
    )


def you_do(rest: str) -> Parts | None:
    """Parts of "you {rest}"; None when it is no clause that can be kept as it is."""
    still = re.match(r"^still (?!haven't\b|hasn't\b)(?P<rest>\w+\b.*)$", rest, re.I)
    told = you_do(still["rest"]) if still else None
    if told is not None and told.facts and re.match(r"you (?!still\b)", told.facts[0].text):
        first = replace(told.facts[0], text=f"you still {told.facts[0].text[4:]}")
        return replace(told, facts=(first, *told.facts[1:]))
    if once_in_past(rest):
        return fact(f"you {rest}", Tense.PAST)
    spoken = rest
    denied, rest = stripped(rest)
    found = re.match(
        r"^(?:can't|cannot) even ((?:name|tell|remember|spell|say|recogni[sz]e|keep|sit|look)\b.+)$",
        spoken,
        re.I,
    )
    if found:
        return fact(f"you can't {found[1]}", Tense.WHEN)
    found = re.match(r"^(don't|doesn't|do not|won't|will not|can't|cannot|can not)\s+(.+)$", rest, re.I)
    if found and not denied:
        return not_done(stripped(found[2])[1])
    found = re.match(r"^(didn't|did not|couldn't|wouldn't|could not)\s+(.+)$", rest, re.I)
    if found and not denied:
        return not_done_once(stripped(found[2])[1])
    found = re.match(r"^(?:refuse|fail|neglect)s? to\s+(.+)$", rest, re.I)
    if found:
        return fact(f"you won't {found[1]}", Tense.WHEN, missing(found[1]))
    found = re.match(r"^haven't\s+(.+)$", rest, re.I)
    if found:
        return fact(f"you haven't {stripped(found[1])[1]}", Tense.STATE)
    found = re.match(r"^have(?: to)? (\w+)\s*(.*)$", rest, re.I)
    if found and base_of_done(found[1]) and found[1] not in ("a", "the", "no", "to", "an", "your", "my"):
        return fact(f"you've {found[1]} {found[2]}".strip(), Tense.STATE)
    found = re.match(r"^only (?:ever )?(\w+)\b", rest, re.I)
    if found and is_base(found[1]):
        return fact(f"you {rest}", Tense.STATE)
    found = re.match(r"^have (?:an |another |some )?excuses? (?:for |about )?(?:why )?(.+)$", rest, re.I)
    if found:
        return fact(found[1], Tense.WHEN)
    found = re.match(
        rf"^({'|'.join(_UPSETTING)}) me (?:off )?(?:so much |so )?(?:when|how|every time) (you .+)$",
        rest,
        re.I,
    )
    if found:
        inner = you_clause(found[2])
        return with_feeling(inner, _UPSETTING[found[1].lower()]) if inner else None
    if re.match(
        r"^(?:need|have|ought|are supposed|must|should|better|got) to\b|^(?:must|should|better|ought)\b",
        rest,
        re.I,
    ):
        return None
    ruined = spoiled(rest)
    if ruined is not None:
        return ruined
    found = re.match(r"^were (?:supposed|meant) to (.+)$", rest, re.I)
    if found:
        return fact(f"you {rest}", Tense.SAID)
    found = re.match(
        r"^(?:make|made) me (?:feel|look) (?:like )?(?:so |really |completely |such )?([\w ]+?)(?: (?:when|every time|by) (.+))?$",
        rest,
        re.I,
    )
    if found and len(found[1].split()) < 5:
        inner = you_clause(found[2]) if found[2] else None
        felt = found[1].lower()
        return (inner or Parts()) | Parts(
            story=f"like {felt}" if re.match(r"(?:an?|the|your) ", felt) else felt
        )
    return _verb(rest, denied)


def _verb(rest: str, denied: bool) -> Parts | None:
    head, _, tail = rest.partition(" ")
    base = base_of_past(head)
    if base == "be":
        return fact(f"you {'were not' if denied else head} {things(tail)}", Tense.PAST) if tail else None
    if base and denied:
        return not_done_once(f"{base} {tail}".strip())
    if rest == "ignored me":
        return Parts(story="ignored")
    if base:
        return fact(f"you {rest}", Tense.SAID if _SPOKEN.match(rest) else Tense.PAST)
    if denied:
        return not_done(rest) if could_be_base(head) else fact(f"you're not {rest}", Tense.WHEN)
    if not is_base(head) and not (could_be_base(head) and _LIKE_A_VERB.match(rest)):
        return None
    if re.match(r"^ignore me(?: when I(?: talk| speak|'m talking)?)?$", rest, re.I):
        return Parts(story="ignored")
    if head in SAME_IN_PAST and (_TIMED.search(rest) or told_as_past(rest)):
        return fact(f"you {rest}", Tense.PAST)
    return fact(f"you {things(rest)}", Tense.WHEN)


def you_are(rest: str) -> Parts | None:
    """Parts of "you're {rest}"."""
    only = "just " if re.match(r"^just \w+ing\b", rest) else ""
    denied, rest = stripped(rest)
    found = re.match(r"^the (?:one|only one) (?:who|that) (.+)$", rest, re.I)
    if found:
        return you_do(found[1])
    if re.match(r"^(?:the|such) (?:worst|\w+est|most \w+|least \w+)\b", rest, re.I):
        return Parts(heat=True)
    labelled = _label().match(rest)
    if labelled:
        return _tail(labelled["tail"].strip(" ,.")) | Parts(heat=True)
    if re.match(r"^(?:so|such|too)\b", rest, re.I):
        rest = re.sub(r"^(?:so|too)\s+", "", rest, flags=re.I)
    if re.match(r"^(?:just like|like|as bad as|worse than|exactly like)\b", rest, re.I):
        after = re.search(r"\bwhen (you .+)$", rest, re.I)
        return (you_clause(after[1]) or Parts()) | Parts(heat=True) if after else Parts(heat=True)
    if re.match(
        r"^(?:wrong|crazy|kidding|joking|over|done|sorry|welcome|right|nothing|everything)\b", rest, re.I
    ):
        return Parts(heat=True)
    weary = re.match(
        r"^(?:driving|making) me (?:insane|crazy|mad|nuts|up the wall) with (?P<what>.+)$|^killing me with (?P<that>.+)$",
        rest,
        re.I,
    )
    if weary:
        what = (weary["what"] or weary["that"]).removeprefix("all ")
        return fact(f"{what} {'are' if re.search(r'(?<!s)s$', what) else 'is'} getting to me", Tense.OWN)
    return fact(f"you're {'not ' if denied else only}{things(rest)}", Tense.WHEN) if rest else None


def you_clause(clause: str) -> Parts | None:
    """Parts of a clause that starts with "you", or None."""
    found = re.match(r"^you were (?:so |such an? |really |being |very |just |a |an )*", clause, re.I)
    if found and (labelled := _label().match(clause[found.end() :])):
        return _tail(labelled["tail"].strip(" ,.")) | Parts(heat=True)
    found = re.match(r"^you(?:'re| were just)\s+(.+)$", clause, re.I)
    if found:
        return you_are(found[1])
    found = re.match(r"^you've (?:been|got) (.+)$", clause, re.I)
    if found:
        return fact(re.sub(r"\b(?:always|never|constantly|just)\s+", "", clause), Tense.STATE)
    found = re.match(r"^you've (.+)$", clause, re.I)
    if found:
        denied, rest = stripped(found[1])
        return fact(
            f"you {'have not' if denied else 'have'} {rest}".replace("have not", "haven't"), Tense.STATE
        )
    found = re.match(r"^you\s+(.+)$", clause, re.I)
    return you_do(found[1]) if found else None


def _tail(tail: str) -> Parts:
    """What stands behind a name: "... for leaving me alone", "... about the vacation", "... when you ..."."""
    found = re.match(r"^(?:for|by) (?:not )?(\w+ing)\b\s*(.*)$", tail, re.I)
    base = base_of_ing(found[1]) if found else None
    if found and base:
        no = "not " if re.match(r"^(?:for|by) not ", tail, re.I) else ""
        verb = f"didn't {base}" if no else ("were" if base == "be" else past(base))
        return fact(f"you {verb} {found[2]}".strip(), Tense.PAST)
    found = re.match(r"^(?:when|whenever|every time|because|since|that)\s+(.+)$", tail, re.I)
    if found:
        return you_clause(found[1]) or fact(found[1], Tense.WHEN)
    found = re.search(r"\b(?:when|whenever|every time)\s+(.+)$", tail, re.I)
    if found:
        led = "we talk and " if tail.lower().startswith("to talk to") else ""
        return fact(led + found[1], Tense.WHEN)
    found = re.match(
        r"^(?:to|with|towards|toward|around|about) ((?:me|my|our|your|the kids|us|him|her|them|everyone|people)\b.*)$",
        tail,
        re.I,
    )
    if found and not tail.lower().startswith("about my"):
        once = re.search(r"\b(?:yesterday|last|today|this morning|earlier|tonight)\b", tail)
        hard = "I found it hard how you were with" if once else "I find it hard how you are with"
        return fact(f"{hard} {found[1]}", Tense.OWN)
    found = re.match(
        r"^(?:about|over|with|at)\s+((?:the|my|our|your|money|this|that|kids|work)\b.*)$", tail, re.I
    )
    if found:
        return Parts(about=found[1])
    return Parts()

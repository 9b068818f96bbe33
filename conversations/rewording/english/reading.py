"""Reads a whole draft: what kind of move it is, and the parts found in it."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from conversations.rewording.english.about_me import about_me, habit
from conversations.rewording.english.about_others import about_others
from conversations.rewording.english.about_you import you_clause
from conversations.rewording.english.asked import asked_you, demand
from conversations.rewording.english.clauses import clauses, without_tail
from conversations.rewording.english.doubt import plainly, vents
from conversations.rewording.english.fragments import fragment
from conversations.rewording.english.idioms import plain_clause
from conversations.rewording.english.limits import conditional, one_more
from conversations.rewording.english.loose import loose
from conversations.rewording.english.mention import beginning
from conversations.rewording.english.minds import wonder
from conversations.rewording.english.parts import Fact, Parts, Tense, Wanted, fact, together
from conversations.rewording.english.said_back import said_back
from conversations.rewording.english.shapes import Move, Shape, move
from conversations.rewording.english.signals import lands_hard, signals
from conversations.rewording.english.straight import straight
from conversations.rewording.english.things import with_things
from conversations.rewording.english.trimming import trimmed, unbroken
from conversations.rewording.english.verbatim import verbatim
from conversations.rewording.english.verbs import base_of_ing, is_base, often, past
from conversations.rewording.english.wanted import once

_HEADED = re.compile(
    r"^(?:when(?! (?:did|do|are|were|was|will|is)\b)|whenever|every time(?: that)?|each time|any ?time|as soon as)\s+(?P<first>.+?)(?:,\s*(?P<then>.+))?$",
    re.I,
)
_RHETORIC = re.compile(
    r"^(?:what(?:'s| is| the)? (?:wrong with|your problem|kind of|is (?:your|this)|the matter|a \w+$)|are you (?:kidding|serious|stupid|blind|deaf|insane|happy)"
    r"|do you (?:think I'm|even (?:hear|realize|care|know|listen)|want a|know what|think (?:this|that|it))|what did you do|really$|seriously|nothing$|I can tell(?! you)|who do you think|is this (?:a joke|how|what)"
    r"|what were you thinking|what (?:are|were) you (?:even )?(?:doing|thinking|hiding)|not that you|you're welcome|congratulations|good job|nice job|great job|well done|thanks? (?:a lot|for nothing|so much)"
    r"|enough is enough|I've had (?:it|enough)|we're (?:done|over)|this is how you|unbelievable|typical|must be nice|get (?:a|over)|go to|shame on|screw|how would you|who does that|it's so|it's like talking|that's (?:so|just|it|enough|not)|such an?|so (?:much for|\w+$)|bravo|don't you dare|you owe me)\b",
    re.I,
)
_OWE = re.compile(
    r"^you owe (?:me|my \w+|us) (?:an? |some )?(?P<what>apology|explanation|thank you|answer)\b", re.I
)
_MUST_BE_NICE = re.compile(r"^must be nice to (?:just |be able to )*(\w+)\b(.*?)(?: while (I .+))?$", re.I)
_ECHO = re.compile(
    r"^(?:you|(?=I )I) (?:still |just |then )?(weren't|didn't|don't|haven't|never do|never did|never have|never are|aren't|can't|won't|never will)$",
    re.I,
)
_ECHOED = {
    "never do": "don't",
    "never did": "didn't",
    "never have": "haven't",
    "never are": "aren't",
    "never will": "won't",
}
_WHEN_IT_WAS = re.compile(
    r"^(?P<time>last night|last \w+|yesterday(?: \w+)?|this \w+|today|tonight|the other (?:day|night|week)|on \w+day(?:s| night| morning| evening)?|at (?:dinner|breakfast|lunch|the \w+)|for (?:\w+ )?(?:weeks|months|years|days))(?P<comma>,? )(?P<rest>(?:you|I|we|your|my)\b.+)$",
    re.I,
)


@dataclass(frozen=True)
class Reading:
    """What a draft says: its move and its parts."""

    move: Move
    parts: Parts


@lru_cache(maxsize=8)  # within one answer only: nothing anyone wrote is kept longer
def read(text: str) -> Reading:
    """Never raises. The same text always reads the same."""
    made = move(text)
    parts = trimmed(together([_sound(clause) for clause in _told(clauses(beginning(plainly(text))))]))
    parts = unbroken(text, parts)
    if made is not None and not (made.shape == Shape.IF_LOVED and parts.facts):
        return Reading(made, parts)
    if re.search(
        r"\b(?:want|get|give|deserve|have|here's|need)\b.{0,20}\b(?:medal|trophy|prize|round of applause|cookie for that|gold star)\b",
        text,
        re.I,
    ):
        parts = Parts(feeling=parts.feeling, heat=True)
    parts = with_things(text, replace(parts, ask=once(parts.ask)))
    if _plays_down(text, parts):
        return Reading(Move(Shape.DISMISS), parts)
    if parts.wonder and all(one.tense == Tense.OWN for one in parts.facts):
        return Reading(Move(Shape.WONDER, parts.wonder), parts)
    return Reading(Move(Shape.TOLD), parts)


def _sound(clause: str) -> Parts:
    """Parts of a clause that says something; a clause that only gives vent is heat."""
    clause = plain_clause(without_tail(clause))
    return Parts(heat=True) if not clause or vents(clause) else _part(clause)


def read_fact(words: str) -> tuple[Fact, ...]:
    """The facts in what someone typed about what happened; none when nothing of it can be said as it is."""
    return trimmed(together([_part(clause) for clause in _told(clauses(words))])).facts


def _told(found: tuple[str, ...]) -> list[str]:
    """The clauses, with an echo put back to what it echoes: "you say you'll change" + "you never do"."""
    merged: list[str] = []
    for clause in (
        re.sub(r"^how come (?=(?:your|my|the|our|I|we|he|she)\b)", "", one, flags=re.I) for one in found
    ):
        echo = _ECHO.match(clause)
        if echo and merged and (merged[-1].lower().startswith("you") or clause.startswith("I ")):
            again = "I " if clause.startswith("I ") else ""
            merged[-1] = f"{merged[-1]} and {again}{_ECHOED.get(echo[1].lower(), echo[1])}"
        else:
            merged.append(clause)
    return merged


def _plays_down(text: str, parts: Parts) -> bool:
    """Whether all that is left of a draft is that the other makes too much of it."""
    told = parts.facts or parts.about or parts.ask or parts.wonder or parts.story
    return not told and any(one.kind == "dismiss" for one in signals(text))


def _part(clause: str) -> Parts:
    loosely = loose(clause)
    if loosely is not None:
        return loosely
    clause = straight(clause)
    limited = conditional(clause)
    if limited is not None:
        return _part(limited) if limited and limited != clause else Parts(about=one_more(clause), heat=True)
    found = _special(clause)
    if found is not None:
        return found
    if _RHETORIC.match(clause):
        return asked_you(clause) or Parts(heat=True)
    felt = re.match(
        r"^I (?:feel|felt|think|believe)(?: that| like)? (you (?:should|need to|have to|could|ought to)\b.+)$",
        clause,
        re.I,
    )
    clause = felt[1] if felt else clause
    mind = wonder(clause)
    if mind is not None:
        return Parts(wonder=mind)
    for reader in (_headed, demand, _you, about_others, about_me, asked_you):
        parts = reader(clause)
        if parts is not None:
            return parts
    return fragment(clause) or verbatim(clause) or Parts(heat=True)


def _special(clause: str) -> Parts | None:
    owed = _OWE.match(clause)
    if owed:
        said = {
            "apology": "say sorry for that",
            "explanation": "explain that to me",
            "answer": "give me an answer",
        }
        return Parts(ask=Wanted("you", said.get(owed["what"].lower(), "say thank you")))
    timed = _WHEN_IT_WAS.match(clause)
    if timed:
        inner = _part(timed["rest"])
        if inner.facts:
            when, what = timed["time"][0].lower() + timed["time"][1:], inner.facts[0].text
            first = Fact(f"{when} {what}" if " and " in what else f"{what} {when}", inner.facts[0].tense)
            return replace(inner, facts=(first, *inner.facts[1:]))
    alone = re.match(r"^another (\w+(?: \w+)?) (alone|by myself|on my own)$", clause, re.I)
    if alone:
        return fact(f"I'm spending another {alone[1]} {alone[2]}", Tense.OWN)
    seen = re.match(
        r"^I (?:see|saw|found out|notice|noticed|hear|heard|find out)(?: that)? (you .+)$", clause, re.I
    )
    did = re.match(r"^I (?:saw|heard|caught|watched) you (?P<verb>\w+)\b(?P<rest>.*)$", clause, re.I)
    if did and is_base(did["verb"]):
        return fact(f"you {past(did['verb'].lower())}{did['rest']}", Tense.PAST)
    if seen and (told := you_clause(seen[1])):
        return told
    nice = _MUST_BE_NICE.match(clause)
    if nice:
        own = _part(nice[3]).facts if nice[3] else ()
        return fact(f"you {nice[1]}{nice[2]}" + (f" while {own[0].text}" if own else ""), Tense.WHEN)
    retold = said_back(clause)
    if retold is not None:
        return retold
    only = re.match(r"^the only time (you.+?) is when (you .+)$", clause, re.I)
    if only:
        return fact(f"you only {only[1][4:]} when {only[2]}", Tense.STATE)
    treated = re.search(
        r"\b(?:treat\w*|talk\w*|spoken|speak) (?:to )?me (like (?:this|that)|that way|this way)\b",
        clause,
        re.I,
    )
    if treated and re.match(r"^(?:my ex|no ?body|nobody|no one|any(?:one|body) else)\b", clause, re.I):
        return fact(f"I'm treated {treated[1].lower()}", Tense.WHEN)
    manages = re.match(r"^even (?:my|your|our) .+? (?:manages? to|can|could|is able to) (.+)$", clause, re.I)
    if manages:
        return Parts(ask=Wanted("you", manages[1]), heat=True)
    child = re.match(r"^what an? .+? you are,? (\w+ing)\b(.*)$", clause, re.I) or re.match(
        r"^(\w+ing) (me\b.*|my .+|our .+)$", clause, re.I
    )
    base = base_of_ing(child[1]) if child else None
    if child and base:
        return fact(f"you {past(base)} {child[2].strip()}".strip(), Tense.PAST)
    noticed = re.match(
        r"^(?P<mind>.+?) or (?:else )?you(?:'d| would) have (?:noticed|seen|known|asked)(?: that)? (?P<own>I.+)$",
        clause,
        re.I,
    )
    if noticed:
        return Parts(wonder=wonder(noticed["mind"]) or "") | fact(noticed["own"], Tense.OWN)
    return None


def _you(clause: str) -> Parts | None:
    return you_clause(clause) if clause.lower().startswith("you") else None


def _headed(clause: str) -> Parts | None:
    """ "every time I try to talk, you walk out" -> one fact with both halves."""
    found = _HEADED.match(clause)
    if not found:
        return None
    first, then = found["first"], found["then"]
    cut = re.match(
        r"^(.{4,}?)(?<! to)(?<! for)(?<! with)(?<! at)(?<!asked)(?<!told)(?<!tell)(?<!ask)(?<!need)(?<!see)(?<!love)(?<!want)(?<!call) ((?:you(?:'re|'ve|'d)?|we all|everyone|nobody|no one|I'm|I get|it's) (?!to\b|about\b|for\b|and\b|or\b).+)$",
        first,
        re.I,
    )
    if then is None and cut:
        first, then = cut[1], cut[2]
    if then is None:
        return habit(first)
    if re.match(r"^(?:when|whenever|if|every time)\b", then, re.I):
        return _part(then) | Parts(heat=True)
    rest = _part(often(then))
    if not rest.facts and re.match(r"^(?:I|we|my)\b", first, re.I):
        return rest | Parts(heat=True)  # "when I have flu": by itself that is no complaint
    if not rest.facts:
        return (habit(first) or fact(first, Tense.WHEN)) | rest
    if lands_hard(first):
        return rest
    joined = Fact(
        f"{first} and {rest.facts[0].text}",
        Tense.PAST if rest.facts[0].tense in (Tense.PAST, Tense.SAID) else Tense.WHEN,
    )
    return replace(rest, facts=(joined, *rest.facts[1:]))

"""Names what a draft is about, or what its facts leave out."""

import re
from dataclasses import replace

from conversations.rewording.english.clauses import clauses
from conversations.rewording.english.doubt import vents
from conversations.rewording.english.idioms import plain_clause
from conversations.rewording.english.mention import LONG, named, telling
from conversations.rewording.english.parts import Fact, Parts, Tense
from conversations.rewording.english.subject import subject_of
from conversations.rewording.english.whole import whole_name

_WORTH = re.compile(
    r"(?:my|your|our) |[A-Z]|(?:the |a )?(?:work|money|family)$"
)  # may be named beside a fact


_CALLED_OUT = re.compile(
    r"^(?:the|my|your|our|that|those|these) \w+(?: \w+)?$"
    r"|^(?:\d+|two|three|four|five|six|seven|eight|nine|ten) \w+s(?: today| tonight| this (?:week|month|year))?$"
    r"|^\w+ (?:day|evening|party|dinner|trip|holiday|match|concert|appointment|birthday|wedding|funeral|recital|play|exam|scan|surgery)$",
    re.I,
)  # a sentence that only names a thing


def with_things(text: str, parts: Parts) -> Parts:
    """The parts with the things the draft names: what it is about, or what its facts leave out."""
    told = [one.text for one in parts.facts] or [parts.wonder]
    kept = ". ".join([*told, parts.ask.words if parts.ask else ""])
    if parts.facts or parts.ask or parts.wonder or parts.story:
        left = telling(_unvented(text), kept) if len(text.split()) <= LONG else ()
        whose = [one for one in left if _WORTH.match(one)]
        first = _called_out(clauses(text)[0] if clauses(text) else "", kept)
        if first and parts.facts and all(_tells_how_it_is(one) for one in parts.facts):
            return replace(parts, facts=(Fact(f"I'm upset about {first}", Tense.OWN), *parts.facts))
        return replace(parts, also=parts.also or " and ".join(whose[:1]) or _called_out(text, kept))
    compared = re.search(r"\blike (?:your|my) \w+$", text.strip(" .!?"), re.I)
    named_now = "" if compared else _named_whole(text) or named(text)
    return replace(parts, about=named_now or parts.about or ("" if compared else subject_of(text)))


def _tells_how_it_is(one: Fact) -> bool:
    """Whether a fact only tells what goes with a thing: "we have a newborn", "I haven't slept"."""
    return one.tense in (Tense.OWN, Tense.STATE) and not re.match(r"^(?:you|your)\b", one.text, re.I)


def _called_out(text: str, kept: str) -> str:
    """A thing that is a sentence of its own beside what is told: "the snoring!!"."""
    alone = (clause for clause in clauses(text) if _CALLED_OUT.match(clause) and not vents(clause))
    wholly = (name for name in map(whole_name, clauses(text)) if name and not vents(name))
    found = next((name for clause in alone if (name := named(clause))), "") or next(wholly, "")
    return "" if found.split(" ")[-1].lower()[:5] in kept.lower() else found


def _named_whole(text: str) -> str:
    """The first fragment of a draft that is a name with all that belongs to it."""
    names = (whole_name(plain_clause(clause)) for clause in clauses(text) if not vents(clause))
    return next((name for name in names if name), "")


def _unvented(text: str) -> str:
    return ". ".join(clause for clause in clauses(text) if plain_clause(clause) and not vents(clause))

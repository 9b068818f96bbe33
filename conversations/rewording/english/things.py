"""Names what a draft is about, or what its facts leave out."""

import re
from dataclasses import replace

from conversations.rewording.english.clauses import clauses
from conversations.rewording.english.doubt import vents
from conversations.rewording.english.idioms import plain_clause
from conversations.rewording.english.mention import LONG, named, telling
from conversations.rewording.english.parts import Parts
from conversations.rewording.english.subject import subject_of

_WORTH = re.compile(
    r"(?:my|your|our) |[A-Z]|(?:the |a )?(?:work|money|family)$"
)  # may be named beside a fact


def with_things(text: str, parts: Parts) -> Parts:
    """The parts with the things the draft names: what it is about, or what its facts leave out."""
    told = [one.text for one in parts.facts] or [parts.wonder]
    kept = ". ".join([*told, parts.ask.words if parts.ask else ""])
    if parts.facts or parts.ask or parts.wonder or parts.story:
        left = telling(_unvented(text), kept) if len(text.split()) <= LONG else ()
        whose = [one for one in left if _WORTH.match(one)]
        return replace(parts, also=parts.also or " and ".join(whose[:1]))
    compared = re.search(r"\blike (?:your|my) \w+$", text.strip(" .!?"), re.I)
    named_now = "" if compared else named(text)
    return replace(parts, about=named_now or parts.about or ("" if compared else subject_of(text)))


def _unvented(text: str) -> str:
    return ". ".join(clause for clause in clauses(text) if plain_clause(clause) and not vents(clause))

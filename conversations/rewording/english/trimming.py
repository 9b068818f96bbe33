"""Takes out of what was read the facts that must not be said again, or that say nothing by themselves."""

import re
from dataclasses import replace

from conversations.rewording.english.doubt import vents
from conversations.rewording.english.parts import Parts, Tense
from conversations.rewording.english.signals import lands_hard
from conversations.rewording.english.softened import seldom

_UNTOLD = re.compile(
    r"^you (?:say|tell|think|want|mean|know|see|said|told)$|\b(?:and|then) (?:say|tell|said|told|tell me|told me)$",
    re.I,
)  # what, is left out


def trimmed(parts: Parts) -> Parts:
    """Without facts that still carry a name-calling word or a word for all and none."""
    facts = tuple(
        one
        for one in (replace(one, text=seldom(one.text)) for one in parts.facts)
        if len(one.text.split()) > 1
        and not _UNTOLD.search(one.text)
        and not lands_hard(one.text)
        and not vents(one.text)
    )
    whole = [one.text.lower() for one in facts]
    facts = tuple(
        one
        for one in facts
        if not any(
            other != one.text.lower() and one.text.lower().removeprefix("you ") in other for other in whole
        )
    )
    heat = parts.heat or len(facts) < len(parts.facts)
    return replace(parts, facts=facts, heat=heat)


def unbroken(text: str, parts: Parts) -> Parts:
    """Without a short "and you ..." that lost the half it leaned on: "you smell of smoke and you want a kiss"."""
    if not parts.heat or len(parts.facts) != 1 or parts.facts[0].tense != Tense.WHEN:
        return parts
    told = parts.facts[0].text
    leant = re.match(r"^you (?!don't)", told) and len(told.split()) < 5
    joined = re.search(rf"\band (?:you|u) (?:just |only |still |then )?{re.escape(told[4:])}", text, re.I)
    return replace(parts, facts=()) if leant and joined else parts

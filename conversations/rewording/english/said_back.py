"""Reads what is quoted back, and what "when did you last ..." longs for."""

import re

from conversations.rewording.english.parts import Parts, Tense, Wanted, fact
from conversations.rewording.english.verbs import base_of_past, is_base


def said_back(clause: str) -> Parts | None:
    """Parts of a mere quotation, or of a question after the last time; None for any other clause."""
    last = re.match(
        r"^when was the last time (?:that )?you (?:even |ever |actually )?(\w+)\b(.*)$", clause, re.I
    )
    when = re.match(
        r"^when did you last (?:even |ever |actually )?(?P<verb>\w+)\b(?P<rest>.*)$", clause, re.I
    )
    if when and is_base(when["verb"]):
        return Parts(ask=Wanted("you", f"{when['verb']}{when['rest']}"), heat=True)
    base = base_of_past(last[1]) if last else None
    if last and base and base != "be":
        return Parts(ask=Wanted("you", f"{base}{last[2]}"), heat=True)
    if re.fullmatch(
        r"\"[^\"]{8,}\"(?:[ ,]*(?:wow|ok|okay|lol|really|nice|great|cool|unbelievable|unreal))*", clause
    ):
        return fact(f"you said {clause[: clause.rindex(chr(34)) + 1]}", Tense.PAST)
    quoted = re.match(
        r"^(?P<said>\"[^\"]+\"),? (?:just |you )?(?:say|said) (?:that|it)(?P<rest>(?: (?:about|to|in front of|at) .+?)?)(?: (?:one more time|once more|again))?$",
        clause,
        re.I,
    )
    if quoted:
        return fact(f"you say {quoted['said']}{quoted['rest']}", Tense.WHEN)
    return None

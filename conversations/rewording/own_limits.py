"""Tells a limit, which is about one's own doing, from a rule over somebody else, from a threat, and from danger."""

import re
from functools import cache
from typing import Literal

from conversations.rewording.language import rules_for, words
from conversations.rewording.normalise import detect_language, normalise
from conversations.rewording.values import Language

Sort = Literal["", "rule", "threat"]
_OPENING = re.compile(r"^(?:if|when|whenever)\s+", re.I)
SORTS: tuple[Sort, ...] = ("rule", "threat")


def sort_of_limit(when: str, act: str, reader: Language, mine: bool = True) -> str:
    """What these words are besides a limit: "rule", "threat" (or what may be heard as one), a kind of danger with
    "danger " before it; "" where they are none of it. `when` may be empty. Where it is to be somebody's own doing
    (`mine`), an order to somebody else is a rule as well. Never raises.

    Each of the two was listened to when it was written; together, only what is said outright is danger. What is
    merely meant is not weighed again: "if you smoke, I go out" would weigh as much as a threat.
    """
    plain = normalise(act).text.strip(" .。、,!?！？")
    language = detect_language(plain) or reader
    whole = normalise(_joined(when, act, language)).text
    kind = rules_for(language).danger(whole)
    if kind is not None:
        return f"danger {kind}"
    found = _patterns(language)
    if found["rule"].search(plain) or (mine and found["order"].search(plain)):
        return "rule"
    return "threat" if _frightens(plain, whole, found, language) else ""


def _frightens(act: str, whole: str, found: dict[str, re.Pattern[str]], language: Language) -> bool:
    """Whatever names an end or a revenge; and what the engine takes for a threat, unless it is for one's own care."""
    if found["hard"].search(act):
        return True
    return rules_for(language).limit(whole) is not None and not found["care"].search(act)


def _joined(when: str, act: str, language: Language) -> str:
    """As one sentence, so that it is heard as it is meant."""
    if not when:
        return act
    if language == "ja":
        return f"{when}、{act}"
    return f"If {_OPENING.sub('', when)}, {act}"


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    """Each sort's lines as one pattern."""
    return {
        name: re.compile("|".join(filter(None, lines.splitlines())), re.I)
        for name, lines in words(language, "limits").items()
    }

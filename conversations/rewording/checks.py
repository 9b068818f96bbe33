"""What every candidate must pass in any language: nothing added, nothing that lands hard, not too long."""

import re
from collections.abc import Iterable
from typing import Any

from conversations.rewording.language import LanguageRules, words
from conversations.rewording.values import Draft, Signal, Slot, SlotName

SOFT = {
    "no_ask",
    "no_feeling",
    "vague",
    "fake_feeling",
    "passive_hint",
    "kitchen_sink",
}  # nothing hard in itself

_FACTS = {"en": {"blame_you"}}  # in English a plain fact about the other may stay: "when you ..."
_LIMIT = {"threat"}  # what the writer says is a limit is theirs to say

_NUMBER = re.compile(r"\d+(?:[.:,]\d+)*")
_NAME = re.compile(r"(?<![.!?\"'\n] )(?<!^)\b[A-Z][a-z]+(?:'s)?\b")
_PLACEHOLDER = re.compile(r"[{}<>\[\]]|\b(?:None|null)\b|\s[,.?]|\.\.|,,| {2}")


def faults(
    rules: LanguageRules, draft: Draft, text: str, candidate: str, slots: dict[SlotName, Slot]
) -> tuple[str, ...]:
    """Every reason why a candidate must not be shown, as reason codes; empty when it may be."""
    found: list[str] = []
    known = said(rules, draft, text, slots)
    if len(candidate) > max(160, 1.6 * len(text) + 40):
        found.append("long")
    if any(number not in known for number in _NUMBER.findall(candidate)):
        found.append("number_added")
    if any(name.removesuffix("'s").lower() not in known.lower() for name in _NAME.findall(candidate)):
        found.append("name_added")
    if _PLACEHOLDER.search(candidate) or not candidate.strip():
        found.append("broken")
    own = _LIMIT if draft.choices.get("limit") == "yes" else set()
    fine = SOFT | own | _FACTS.get(rules.code, set())
    found += [signal.kind for signal in minding(rules.signals(candidate), draft) if signal.kind not in fine]
    if rules.danger(candidate) is not None:
        found.append("danger")
    return (*found, *rules.problems(draft, candidate, slots))


def minding(signals: Iterable[Signal], draft: Draft) -> tuple[Signal, ...]:
    """Those that are not in a word the writer is fine with."""
    fine = {word.casefold() for word in draft.fine}
    return tuple(one for one in signals if one.words.casefold() not in fine)


def said(rules: LanguageRules, draft: Draft, text: str, slots: dict[SlotName, Slot]) -> str:
    """All the writer has said: the draft, what was typed, and the words of the chips that were tapped."""
    chosen = set(draft.choices.values())
    chips = _texts(words(rules.code, "chips"), chosen)
    return "\n".join([draft.text, text, *chosen, *(slot.value for slot in slots.values()), *chips])


def _texts(table: dict[str, Any], ids: Iterable[str]) -> list[str]:
    """The texts of these ids, wherever they stand in a table of tables."""
    found: list[str] = []
    for key, value in table.items():
        if isinstance(value, dict):
            found += _texts(value, ids)
        elif isinstance(value, str) and key in set(ids):
            found.append(value)
    return found

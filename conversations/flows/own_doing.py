"""Looks at what somebody wrote as a limit or a proposal: a rule over the other is none, a threat is asked about."""

from collections.abc import Generator, Sequence
from typing import Any

from conversations.dialogue.outcomes import Begin, Outcome, Show
from conversations.dialogue.outcomes.safety import ways_on
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.steps import Choose, Here, ReadLimit, Step

DANGER = "danger "


def look_at(when: str, act: str, card: Value, here: Here, mine: bool = True) -> Generator[Step, Any, str]:
    """ "fine", "change", "need", "drop" or "danger KIND". A threat is not deleted: its author says what it is (R9)."""
    if not act:
        return "fine"
    match (yield ReadLimit(when, act, mine)):
        case "rule":
            only = ("need", "change") if here.paired else ("change",)
            rule: str = yield Choose("limits.rule", preview=card, only=only)
            return rule
        case "threat":
            answer: str = yield Choose("limits.threat", preview=card)
            return "fine" if answer == "care" else answer
        case str() as found if found.startswith(DANGER):
            return found
        case _:
            return "fine"


def end_of(verdict: str, here: Here) -> Sequence[Outcome]:
    """What follows where it was none: a need instead, help, or nothing. Nothing of it is kept."""
    if verdict.startswith(DANGER):
        danger = verdict.removeprefix(DANGER)
        return [Show(say(f"safety.{danger}.text"), ways_on(danger))]
    return [Begin("need")] if verdict == "need" else [Show(say("limits.dropped.text"))]

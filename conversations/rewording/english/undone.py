"""Reads what the other does not do: "you never listen", "you didn't thank me"."""

import re

from conversations.rewording.english.parts import Parts, Tense, Wanted, fact
from conversations.rewording.english.softened import missing, things
from conversations.rewording.english.verbs import could_be_base

_SPEECH = {"say", "apologize", "apologise", "thank", "explain"}
_UNHEARD = re.compile(
    r"^(?:listen(?: to (?:me|a word I say|what I say|anything I say))?|hear me(?: out)?)(?: when I.*)?$", re.I
)


def not_done(rest: str) -> Parts | None:
    """Parts of "you don't {rest}", with what it longs for; None where no verb stands there."""
    if _UNHEARD.match(rest):
        return fact("I'm trying to talk and don't feel heard", Tense.WHEN, "listen to me")
    if re.match(r"^understand(?: me)?$", rest, re.I):
        return fact("I don't feel understood", Tense.WHEN)
    head = rest.split(" ")[0]
    if not could_be_base(head):
        return None
    get_to = re.match(r"^get to (decide|choose|tell me|say|make)\b.*$", rest, re.I)
    if get_to:
        return Parts(ask=Wanted("we", "decide things like that together"))
    calm = things(rest) if head in ("help", "remember") else re.sub(r"\s+ever\b", "", rest)
    return fact(f"you don't {calm}", Tense.WHEN, missing(rest))


def not_done_once(rest: str) -> Parts | None:
    """Parts of "you didn't {rest}"; None where no verb stands there."""
    head = rest.split(" ")[0]
    if not could_be_base(head):
        return None
    later = head in _SPEECH and not re.search(
        r"\b(?:when|while|yesterday|last|this morning|on \w+day)\b", rest
    )
    return fact(f"you didn't {rest}", Tense.PAST, rest if later else "")

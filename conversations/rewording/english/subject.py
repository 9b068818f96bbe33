"""Finds the thing a draft turns on when it says nothing else: "ruining another evening" -> "the evening"."""

import re

_ABOUT = re.compile(
    r"\b(?P<own>your|my|our|the|this)?\s*(?P<what>phone|dish(?:es)?|laundry|trash|evening|dinner|party|birthday|anniversary|vacation|holiday"
    r"|trip|wedding|kids|work|job|weekend|family|friends|golf|meetings?|money|house|kitchen|car|plans?|bills?|rent|mother|mom|mum|father|dad"
    r"|sister|brother|parents|christmas|thanksgiving|game|games|drinking|smoking|texts?|messages?|cooking|help|room)\b",
    re.I,
)
_PEOPLE = {
    "mother",
    "mom",
    "mum",
    "father",
    "dad",
    "sister",
    "brother",
    "parents",
    "friends",
    "family",
    "job",
    "work",
}
_BARE = {"work", "money", "christmas", "thanksgiving", "golf", "drinking", "smoking", "cooking", "help"}


def subject_of(text: str) -> str:
    """The thing a draft of mere heat turns on, as a noun phrase; "" when there is none."""
    found = _ABOUT.search(text)
    if not found:
        mine = re.search(
            r"\bmy (?!god|mind|life|ass|own|fault|way|turn|opinion|point|day|name|place|problem|head|face|side|time|word|turn|best|self)(\w{3,})\b",
            text,
            re.I,
        )
        return f"my {mine[1].lower()}" if mine else ""
    what, own = found["what"].lower(), (found["own"] or "").lower()
    if what == "dish":
        return "the dishes"
    if what in _BARE and own not in ("my", "your", "our"):
        return what.capitalize() if what in ("christmas", "thanksgiving") else what
    return f"{own or ('your' if what in _PEOPLE else 'the')} {what}"

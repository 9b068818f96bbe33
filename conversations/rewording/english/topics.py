"""Finds the several things a draft speaks of when it speaks of too many at once."""

import re

from conversations.rewording.english.plain import plain_english, tidy

_SPLIT = re.compile(r",?\s+(?:and(?! then\b)(?: also)?|plus|also|(?<!and )then)\s+|,\s+(?=you\b)", re.I)
_MORE = re.compile(
    r"\b(?:and another thing|on top of that|not to mention|don't get me started|and last (?:year|month|week|time)|plus you|while we're at it|and also you|and don't forget)\b",
    re.I,
)
_JOINED = re.compile(r"\b(?:and|n|plus|also|then)\b|[&+]|,\s*(?=you|u\b|ya\b)", re.I)
_LISTS = re.compile(
    r"another thing|top of that|not to mention|get me started|and last|plus|at it\b|forget|and also", re.I
)
_LEAD = re.compile(r"^(?:(?:ok(?:ay)?|so|oh|well|first(?: of all)?|then|also|plus)\b[, ]*)+", re.I)
_YOU_VERB = re.compile(r"^(you(?:'re|'ve)? (?:also |then |still )?\w+) ", re.I)


def topics(text: str) -> tuple[str, ...]:
    """Each complaint as a sentence of its own when there are three or more, or when the draft says "another thing"."""
    if len(_JOINED.findall(text)) < 2 and not _LISTS.search(text):
        return ()  # most texts: nothing is joined to anything
    plain = plain_english(re.sub(r"…|\.\.\.", " ", text))
    more = _MORE.search(plain)
    if more:
        parts = [tidy(_MORE.split(plain)[0]), tidy(plain[more.end() :])]
        return (
            tuple(part for part in parts if len(part.split()) > 2)
            if all(len(part.split()) > 2 for part in parts)
            else _joined(plain)
        )
    return _joined(plain)


def _joined(plain: str) -> tuple[str, ...]:
    sentence = next((one for one in re.split(r"[.!?]\s+|\n", plain) if len(_SPLIT.findall(one)) >= 2), "")
    parts = [_LEAD.sub("", part).strip(" ,.") for part in _SPLIT.split(sentence) if part]
    if not parts or not _YOU_VERB.match(parts[0] + " "):
        return ()
    found: list[str] = []
    for part in parts:
        if part.lower().startswith("you"):
            found.append(part)
        elif re.match(r"^(?:my|our|the|your)\b", part, re.I) and not re.search(
            r"\b(?:is|was|are|were)\b", part
        ):
            verb = _YOU_VERB.match(found[0] + " ") if found else None
            found.append(f"{verb[1]} {part}" if verb else part)
    return tuple(found) if len(found) >= 3 else ()

"""Turns guesses about the other's mind into a question: "you don't care" -> "whether you care"."""

import re
from functools import cache

from conversations.rewording.language import words

_FEEL_LIKE = re.compile(
    r"^(?:(?:I(?:'m starting to)? (?:feel|felt|think|believe|guess|know|feel|bet|suspect|swear|can tell|can see)(?: like| that| as if)?"
    r"|it (?:feels|seems|looks)(?: like| as if| as though)?|it's like|sometimes I feel like|I get the feeling(?: that)?"
    r"|it's obvious(?: that)?|it's clear(?: that)?|I don't (?:think|believe)(?: that)?|I'm starting to (?:think|feel|believe)(?: like| that)?|maybe|clearly|obviously|I'm sure)\s+)+",
    re.I,
)
_WHETHER = re.compile(
    r"^(?:do|are|did|have|were|would|will) you (?:even |ever |really |still |actually |just )*(?P<what>(?:love|care|want|trust|respect|like|miss|need|think about|think of|find me)\b.*)$",
    re.I,
)


@cache
def _turns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each guess with what stands for it behind "whether", the word groups filled in."""
    table = words("en", "minds")
    found = []
    for row in table["turn"]:
        said = row["said"]
        for group, either in table["groups"].items():
            said = said.replace(f"<{group}>", either)
        found.append((re.compile(said, re.I), str(row["whether"])))
    return tuple(found)


def wonder(clause: str) -> str | None:
    """What the writer may be wondering, to stand behind "whether"; None when no mind is read."""
    led = _FEEL_LIKE.match(clause)
    inner = clause[led.end() :] if led else clause
    asked = _WHETHER.match(clause)
    if asked and len(asked["what"].split()) < 9:
        return re.sub(r"\s+(?:anymore|at all|any more)$", "", f"you {asked['what']}")
    admit = re.match(
        r"^(?:just |please |why don't you )*(?:say|admit)(?: it| that)?,? (?P<what>you .+)$", clause, re.I
    )
    if admit:
        return _from_you(admit["what"])
    still = re.match(
        r"^are you (?:even |still |really |actually )+(?P<what>(?:attracted|in love|into|happy|interested|proud|sorry|bored|ashamed|on my side)\b.*)$",
        clause,
        re.I,
    )
    if still:
        return f"you're {still['what']}"
    future = re.match(r"^are we (?:ever |even |still |actually )+going to (?P<what>.+)$", clause, re.I)
    if future:
        return f"we're going to {future['what']}"
    for pattern, turned in _turns():
        found = pattern.match(inner)
        if found:
            return _filled(turned, found)
    if led and re.match(r"^you\b", inner, re.I):
        return _from_you(inner)
    return None


def _filled(turned: str, found: re.Match[str]) -> str:
    what = (found.groupdict().get("what") or "").strip()
    what = what[:1].lower() + what[1:] if what.lower().startswith(("your", "the", "my", "our")) else what
    if turned.endswith("{what} do") and not re.search(r"(?<!s)s$", what):
        turned = turned.removesuffix("do") + "does"
    if "{what} matters" in turned and not what:
        return "this matters to you"
    if "{what} matters" in turned and re.search(r"(?<!s)s$", what):
        turned = turned.replace("matters", "matter")
    return re.sub(r"\s+(?:anymore|any more|at all|or what)$", "", turned.format(what=what).strip())


def _from_you(inner: str) -> str:
    """ "you don't respect me" -> "you respect me": after "whether" both are open."""
    inner = re.sub(r"^you (?:don't|do not|never) (?:even |really |ever )*", "you ", inner, flags=re.I)
    return re.sub(
        r"\s+(?:anymore|at all|any more)$", "", re.sub(r"\b(?:always|never|just|only)\s+", "", inner)
    )

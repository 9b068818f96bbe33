"""Tells a limit or a threat from an ordinary complaint, and finds calm words for a limit."""

import re
from functools import cache

from conversations.rewording.english.plain import bare, plain_english
from conversations.rewording.language import words

_IF = re.compile(
    r"^(?:(?:I swear|I'm telling you|and|so|because|next time)[, ]+)*(?:if|unless|next time|the next time|one more time)\s+(?P<what>(?:you|this|it|your|I|we|things|that|the|my)\b.+?)"
    r"(?:,\s*(?:then\s+)?|\s+then\s+|\s+(?=(?:I'm|I'll|I am|I will|we're|we are|I won't|you'll|you will|you can|it's over|don't)\b))(?P<then>.+)$",
    re.I,
)
_IF_AFTER = re.compile(
    r"^(?P<then>(?:I'm|I'll|I am|I will|we're|I won't|you'll|you can) .+?) (?:if|unless) (?P<what>you .+)$",
    re.I,
)
_ONE_MORE = re.compile(
    r"^(?:one more|another|just one more) (?P<what>[\w ]+?),? (?:and|or|then) (?P<then>.+)$", re.I
)
_KEEP = re.compile(
    r"^(?:(?:go ahead(?: and)?|just) )?keep (?:this|it|that|\w+ing)\b(?P<what>.*?)(?: up)?,? (?:and|or) (?P<then>.+)$",
    re.I,
)
_OR = re.compile(
    r"^(?P<what>.+?),? or (?:else )?(?P<then>(?:I'm|I'll|we're|I will|we are|it's|you'll|you can|I won't)\b.+|else)$",
    re.I,
)
_ALONE = re.compile(
    r"^(?:don't (?:even )?bother coming (?:home|back)|you can sleep (?:on|at|in)|find somewhere else|pack your|I want a divorce|we're (?:done|finished|over|through)|I'm leaving(?: you)?$|it's over|get out|we're getting a divorce|maybe we should (?:just )?(?:break up|split|divorce|end)|I'm out$|I'm moving out|I can't stay)\b",
    re.I,
)
_CONSEQUENCE = re.compile(
    r"^(?:I'm|I am|I'll|I will|I'm going to|I won't|we're|you'll|you will|you can|don't|it's|that's|I|my)\b.*\b(?:leav\w+|gone|done|over|out|divorce|split|break|mother|mum|mom|sister|brother|parents|sleep\w*|tak\w+ the|cancel\w*|alone"
    r"|here|back|move|moving|stay\w*|walk\w*|go\w*|hang\w*|stop\w*|not|won't|single|end\w*|finished|through|lawyer|pack\w*|regret|tell\w*|throw\w*|kick\w*|home|cook\w*|talk\w*|pay\w*|bother|forgiv\w*|speak\w*|wait\w*)\b",
    re.I,
)
_OWN = re.compile(
    r"^(?:I'm (?:going to |not going to )?|I am |I'll |I will |I won't |I'm not )(?P<act>.+)$", re.I
)
_PUNISH = re.compile(
    r"\b(?:cancel|card|throw|kick|lock|tell (?:everyone|your)|post|lawyer|never see|take everything|your (?:stuff|things|clothes|money|card)|burn|smash|sell|destroy|make (?:you|sure))\b",
    re.I,
)
_ENDING = re.compile(
    r"^(?:we're|we are|it's|I'm|I am|that's|this is) (?:so |just |completely )*(?:done|over|finished|through|leaving(?: you)?|gone|out|leaving for good|filing for divorce|the end|it)\b",
    re.I,
)
_STOP = re.compile(
    r"^(?:please )?stop (?P<what>shouting|yelling|screaming|swearing|cursing)(?P<at> at (?:me|us|the kids))?$",
    re.I,
)
_GIVEN = re.compile(r"\b(?:would|could|'d|loved|were)\b", re.I)


@cache
def _frames() -> dict[str, str]:
    return dict(words("en", "frames")["limit"])


def conditional(clause: str) -> str | None:
    """The condition of a threat as a clause of its own ("" when it has none); None when there is no threat."""
    clause = bare(clause)
    for pattern in (_IF, _IF_AFTER, _OR):
        found = pattern.match(clause)
        if found and _is_threat(found["what"], found["then"]):
            return _as_clause(found["what"])
    found = _ONE_MORE.match(clause)
    if found:
        return ""
    found = _KEEP.match(clause)
    if found:
        return ""
    return "" if _ALONE.match(clause) else None


def one_more(clause: str) -> str:
    """What there must not be more of: "one more lie and we're done" -> "the lie"; "" for any other clause."""
    found = _ONE_MORE.match(bare(clause))
    return f"the {found['what']}" if found else ""


def limit(text: str) -> str | None:
    """A calm wording of the limit in a draft, "" when only a threat can be seen, None when it is neither."""
    for sentence in re.split(r"(?<=[.!?])\s+|\n", plain_english(text)):
        clause = bare(sentence)
        stop = _STOP.match(clause)
        if stop:
            return _frames()["stop"].format(what=stop["what"].lower())
        if conditional(clause) is not None:
            return _calm(clause)
    return None


def _is_threat(what: str, then: str) -> bool:
    return not _GIVEN.search(what) and bool(_CONSEQUENCE.match(then) or then == "else")


def _as_clause(what: str) -> str:
    what = re.sub(r"\s+(?:one more time|ever again|again|once more|any more)$", "", what, flags=re.I)
    what = re.sub(r"^you ever ", "you ", what, flags=re.I)
    return re.sub(r"^you don't (?:stop|quit) (\w+ing)\b", r"you keep \1", what, flags=re.I)


def _whole(what: str) -> str:
    return re.sub(r"^you don't (?:stop|quit) (\w+ing)\b", r"you keep \1", what, flags=re.I)


def _calm(clause: str) -> str:
    found = _IF.match(clause) or _IF_AFTER.match(clause)
    if found:
        what, then = _whole(found["what"]), found["then"].strip(" .!")
        if re.match(r"^you (?:keep|don't|do|are|\w+)\b", what, re.I) is None or _PUNISH.search(then):
            return ""
        if _ENDING.match(then):
            return _frames()["ending"].format(what=what)
        own = _OWN.match(then)
        return _frames()["own"].format(what=what, act=_act(then)) if own else ""
    more = _ONE_MORE.match(clause)
    if more and _ENDING.match(more["then"].strip()):
        return _frames()["one_more"].format(what=more["what"])
    return ""


def _act(then: str) -> str:
    """ "I'm taking the kids to my mother's" -> "I'm going to take ..." is left as the writer said it."""
    then = re.sub(r"^I am\b", "I'm", then)
    return re.sub(r"^I'm going to\b|^I will\b", "I'll", then)

"""Understands a request someone tapped or typed: who it is for, and how it goes into a sentence."""

import re
from dataclasses import replace
from functools import cache

from conversations.rewording.english.parts import Wanted
from conversations.rewording.english.plain import bare, plain_english
from conversations.rewording.english.signals import signals
from conversations.rewording.english.verbs import base_of_ing, is_base
from conversations.rewording.language import words

_YOU = re.compile(
    r"^(?:(?:could|can|would|will) you(?: please)?|please|I(?:'d| would)? (?:like|want|need|love|wish) (?:for )?you to|for you to|you to|you could|that you|if you could|you)\s+(?:please )?(.+)$",
    re.I,
)
_WE = re.compile(
    r"^(?:(?:could|can|shall) we|let's|we could|I(?:'d| would)? (?:like|want|need|love) (?:for )?us to|for us to|us to|that we|we)\s+(.+)$",
    re.I,
)
_OWN = re.compile(r"^(?:I(?:'d| would)? (?:like|want|need|love) to|to|can I|could I|let me)\s+(.+)$", re.I)
_THING = re.compile(r"^(?:I(?:'d| would)? (?:like|want|need|love)|I'd love)\s+(.+)$", re.I)
_TOGETHER = re.compile(r"\b(?:together|each other|us|our|we|turns)\b", re.I)
_OURS = {"talk", "meet", "go", "plan", "decide", "split", "share", "eat", "sit", "celebrate"}


@cache
def _chips() -> dict[str, Wanted]:
    table = words("en", "frames")["request"]
    return {key: Wanted(who, said) for who, rows in table.items() for key, said in rows.items()}


def wanted(value: str) -> Wanted | None:
    """The request behind a chip id or typed words; None when they cannot be said kindly as they are."""
    if value in _chips():
        return _chips()[value]
    text = bare(plain_english(value))
    if (
        not text
        or len(text.split()) > 25
        or any(one.kind not in ("no_ask", "no_feeling", "command", "fake_feeling") for one in signals(text))
    ):
        return None
    for pattern, who in ((_YOU, "you"), (_WE, "we"), (_OWN, "own"), (_THING, "thing")):
        found = pattern.match(text)
        if found:
            return _checked(who, found[1])
    return _checked("", text)


def _checked(who: str, text: str) -> Wanted | None:
    text = text[0].lower() + text[1:] if not re.match(r"^I\b", text) else text
    head = text.split(" ")[0].lower()
    base = base_of_ing(head)
    if who in ("you", "we"):
        return (
            Wanted(who, text)
            if is_base(head) or head in ("be", "not")
            else Wanted(who, f"be {text}")
            if base
            else None
        )
    if who == "own":
        return Wanted(who, text)
    if who == "" and re.match(
        r"^(?:come back|slow down|start (?:again|over)|take a (?:break|walk)|make up)\b", text
    ):
        return Wanted("we", text)
    if (
        who == ""
        and is_base(head)
        and not re.match(
            r"^(?:help|time|hug|text|call|talk|rest|space|quiet|support|respect|trust|love|change|kiss)$",
            text,
        )
    ):
        return Wanted("we" if head in _OURS or _TOGETHER.search(text) else "you", text)
    if text in ("hug", "kiss", "text", "call", "talk"):
        return Wanted("thing", f"a {text}")
    return Wanted("thing", text) if not re.search(r"\b(?:you|I) \w+", text) else None


def once(ask: Wanted | None) -> Wanted | None:
    """A request without its "every time": asked for as it comes."""
    if ask is None:
        return None
    return replace(
        ask, words=re.sub(r"\b(?:every (?:single )?time|whenever)\b", "when", ask.words, flags=re.I)
    )

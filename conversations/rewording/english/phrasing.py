"""Puts facts into sentences: which of them stand together, and how a sentence begins and ends."""

import re
from dataclasses import replace

from conversations.rewording.english.parts import Fact, Tense

_DAYS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:january|february|april|june|july|september|october|november|december|christmas|easter)\b"
)
_STATED = re.compile(
    r"^(?:it's|there's|this is|that's|today is|tomorrow is)\b(?: \S+){1,7}$", re.I
)  # says too little alone
_MINE = re.compile(
    r"^I(?:'ll| will|'m (?:going|taking|off|driving|doing this)\b| was (?:at|in|with|on|out|just|there)\b| (?:didn't|don't|never|told|asked|said|texted|messaged|rang|thought|only|already|did)\b)",
    re.I,
)  # the writer's own doing, which is no grievance in itself


def _turned(one: Fact) -> Fact:
    """ "you hide your phone when I walk in" -> "I walk in and you hide your phone", to stand behind "when"."""
    found = re.match(
        r"^(?P<what>you\b.+?) (?:when|whenever) (?P<when>(?:I|we|my|our|he|she|they|I'm|we're)\b.+)$",
        one.text,
    )
    if found is None or " and " in found["when"] or "anymore" in one.text:
        return one
    return replace(one, text=f"{found['when']} and {found['what']}")


def as_one(facts: tuple[Fact, ...]) -> Fact | None:
    """One fact, or two of a kind as one; None when they want sentences of their own."""
    if len(facts) == 1 and facts[0].tense in (Tense.WHEN, Tense.PAST):
        turned = _turned(facts[0])
        return None if re.search(r"\b(?:when|whenever) (?:you|someone|it|people)\b", turned.text) else turned
    if len(facts) != 2 or facts[0].tense != facts[1].tense or facts[0].tense not in (Tense.WHEN, Tense.PAST):
        return None
    first, second = sorted(facts, key=lambda one: one.text.startswith("I'm trying to talk"))
    if len(first.text.split()) + len(second.text.split()) > 22:
        return None
    second_text = second.text.replace("I'm trying to talk and don't feel heard", "I don't feel heard")
    return Fact(f"{first.text} and {second_text}", first.tense)


def sentences_of(facts: tuple[Fact, ...]) -> str:
    """The facts as sentences; short ones about the writer in a row, a pair of different kinds with "and"."""
    texts = [inside(one.text) for one in facts]
    if len(facts) > 2 and all(one.tense == Tense.OWN and len(one.text.split()) < 8 for one in facts):
        return f"{capital(', '.join(texts[:-1]))}, and {texts[-1]}."
    if len(facts) > 1 and _pairs(facts[0], facts[1]):
        texts = [f"{texts[0]}, and {texts[1]}", *texts[2:]]
    return " ".join(f"{capital(text)}." for text in texts)


def _pairs(first: Fact, second: Fact) -> bool:
    """Whether two facts read well in one sentence: short ones, of which one is about the other person."""
    long = len(first.text.split()) + len(second.text.split()) > 22 or " and " in first.text + second.text
    long = long or (
        second.text[0].isupper()
        and not re.match(r"I\b|(?:The|My|Our|Your|It|There|We|You|They|This|That|He|She)\b", second.text)
    )
    return not long and first.text.split()[0].lower() != second.text.split()[0].lower()


def inside(text: str) -> str:
    """Small at its start, to stand inside a sentence; names and "I" stay as they are."""
    small = r"^(?:The|My|Our|Your|It|It's|There|There's|We|We're|We've|You|You're|They|This|That|He|She|Everyone|Some)\b"
    return text[0].lower() + text[1:] if re.match(small, text) else text


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def finished(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"(?<=[.?!] )[a-z]", lambda found: found[0].upper(), text)
    text = re.sub(r"\bi\b", "I", text)
    text = _DAYS.sub(lambda found: found[0].capitalize(), text)
    text = re.sub(
        r"(?<=[a-z]) (You|Your|My|The|Our|We|It|There)\b(?!\.)", lambda found: " " + found[1].lower(), text
    )
    return capital(text)


def is_mine(one: Fact) -> bool:
    """Whether a fact only tells what the writer did or will do."""
    return one.tense == Tense.OWN and _MINE.match(one.text) is not None


def is_bare(one: Fact) -> bool:
    """Whether a fact says too little to stand alone: "it's January"."""
    return _STATED.match(one.text) is not None

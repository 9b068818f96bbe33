"""What can be found in one clause of a draft: something that happened, a feeling, a wish."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce


class Tense(StrEnum):
    """How a fact can be said."""

    WHEN = "when"  # happens more than once: "I feel ... when {fact}"
    PAST = "past"  # happened once: "I felt ... when {fact}"
    SAID = "said"  # somebody said or promised it: a sentence of its own
    STATE = "state"  # how things are: a sentence of its own
    OWN = "own"  # about the writer: a sentence of its own


@dataclass(frozen=True)
class Fact:
    """A finite clause with its subject, free of blame words, as the writer put it."""

    text: str
    tense: Tense
    missing: str = ""  # for "you don't ...": what is longed for, as a plain verb phrase


@dataclass(frozen=True)
class Wanted:
    """A request: "you" and "we" go with a plain verb phrase, "thing" with a noun phrase."""

    who: str
    words: str
    sure: bool = True  # said by the writer; otherwise guessed, to be confirmed


@dataclass(frozen=True)
class Parts:
    """Everything found so far; empty where nothing was found."""

    facts: tuple[Fact, ...] = ()
    feeling: str = ""  # a word for a feeling, the writer's own
    story: str = ""  # "ignored", "used": what it felt like was done
    ask: Wanted | None = None
    wonder: str = ""  # a guess about the other's mind, as "whether {wonder}"
    about: str = ""  # a topic, where only a topic is known
    also: str = ""  # what else the draft names and none of its facts does
    heat: bool = False  # a clause with nothing in it but heat was left out

    def __or__(self, other: "Parts") -> "Parts":
        """Both together; where only one thing fits, what came first stays."""
        known = {fact.text.lower() for fact in self.facts}
        return Parts(
            self.facts + tuple(fact for fact in other.facts if fact.text.lower() not in known),
            self.feeling or other.feeling,
            self.story or other.story,
            _surer(self.ask, other.ask),
            self.wonder or other.wonder,
            self.about or other.about,
            self.also or other.also,
            self.heat or other.heat,
        )


def together(parts: list[Parts]) -> Parts:
    """All parts of a draft in one."""
    return reduce(lambda first, second: first | second, parts, Parts())


def fact(text: str, tense: Tense, missing: str = "") -> Parts:
    """Parts with one fact."""
    return Parts(facts=(Fact(text, tense, missing),))


def with_feeling(parts: Parts, feeling: str) -> Parts:
    """The same parts with a feeling."""
    return replace(parts, feeling=feeling)


def _surer(first: Wanted | None, second: Wanted | None) -> Wanted | None:
    if first is None or (second is not None and first.words in ("stop doing that", "try not to do that")):
        return second or first
    if first is None or (second is not None and second.sure and not first.sure):
        return second
    return first

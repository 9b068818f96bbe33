"""Taking turns: what one of the two does, and what follows from it for both."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Outcome
from conversations.dialogue.outcomes.words import apart
from conversations.dialogue.phrases import Value, lines, say


@dataclass(frozen=True)
class ProposeTurns(Outcome):
    """I'm in: these are the topic, the minutes, and who begins ("me", "partner", "heads" or "tails")."""

    topic: Value
    minutes: int
    first: str


@dataclass(frozen=True)
class OfferTopic(Outcome):
    """I'm in, with this topic instead."""

    floor: int
    step: int
    topic: Value


@dataclass(frozen=True)
class JoinTurns(Outcome):
    """I'm in, too."""

    floor: int
    step: int


@dataclass(frozen=True)
class DeclineTurns(Outcome):
    """Another time."""

    floor: int
    step: int


@dataclass(frozen=True)
class ShowTurns(Outcome):
    """Where are we?"""

    floor: int


@dataclass(frozen=True)
class Settle(Outcome):
    """What matters most to me under this, for my own eyes; None to leave it out."""

    floor: int
    line: str | None


@dataclass(frozen=True)
class SayInTurn(Outcome):
    """My words, as previewed: said, said back, added, or why it makes sense, whichever step it is."""

    floor: int
    step: int
    words: Value
    kept: int = 0  # the line of mine that I used, which need not be kept any longer


@dataclass(frozen=True)
class AnswerInTurn(Outcome):
    """`how`: yes or not_yet, skip, keep, pass, or wrap for enough of it."""

    floor: int
    step: int
    how: str


@dataclass(frozen=True)
class SetAside(Outcome):
    """It is not my turn: shall this be kept for it?"""

    floor: int
    words: str


@dataclass(frozen=True)
class DecideAside(Outcome):
    """`how`: "hold" it for my turn, or "drop" it."""

    floor: int
    line: int
    how: str


@dataclass(frozen=True)
class StopTurns(Outcome):
    """Enough, at once, for both."""

    floor: int


@dataclass(frozen=True)
class ResumeTurns(Outcome):
    """On where we were."""

    floor: int
    step: int


@dataclass(frozen=True)
class CloseTurns(Outcome):
    """One thing I understood better, and one I can agree with or do; either may be left out."""

    floor: int
    understood: str | None
    agreed: str | None


@dataclass(frozen=True)
class ShareAlone(Outcome):
    """Let my two lines go out by themselves."""

    floor: int


@dataclass(frozen=True)
class KeepSummary(Outcome):
    """I would like to keep our summary; it is kept once both would."""

    floor: int


@dataclass(frozen=True)
class WantToSolve(Outcome):
    """I am ready to look for something to try; it begins once both are."""

    floor: int


@dataclass(frozen=True)
class GiveIdea(Outcome):
    """One idea of mine."""

    floor: int
    words: str


@dataclass(frozen=True)
class PickIdea(Outcome):
    """`which`: "mine", "theirs" or "neither"."""

    floor: int
    which: str


def card(key: str, name: str, words: Value) -> Value:
    """Somebody's words as they will stand, under a line that says whose they are."""
    own, footer = apart(words)
    return lines(say(key, name=name), say("floor.quote", words=own), footer)


def proposal(name: str, topic: Value, minutes: int, begins: str | None) -> Value:
    """The card of a proposal; nobody begins for sure when a coin is to decide."""
    first = say("floor.begins.name", name=begins) if begins is not None else say("floor.begins.coin")
    return say("floor.proposal.card", name=name, topic=topic, minutes=minutes, first=first)


def last_lines(name: str, understood: Value, agreed: Value) -> Value:
    """What one of the two has written at the end; a line that was left out drops out."""
    parts = {"understood": understood, "agreed": agreed}
    return lines(
        *(say(f"floor.card.{kind}", name=name, words=words) for kind, words in parts.items() if words)
    )

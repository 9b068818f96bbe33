"""What becomes of a need: held, asked, heard, promised, put off, declined, said back, over."""

from dataclasses import dataclass
from datetime import datetime

from conversations.dialogue.outcomes import Outcome
from conversations.dialogue.outcomes.words import apart
from conversations.dialogue.phrases import Value, lines, paragraphs, say

MOST_ROUNDS = 2  # of saying back (flows.md 9.3)


@dataclass(frozen=True)
class AskFor(Outcome):
    """Bring this card to my partner. `place` is "us" or "partner"; `kind` is "words" for a plain message.

    `instead_of`: a card of mine that this one takes the place of; held until now, or still open.
    """

    kind: str
    card: Value
    asked_for: str  # now, tonight, tomorrow, week, no_rush; empty when nothing was said
    place: str
    instead_of: int = 0


def words_card(me: str, card: Value) -> Value:
    """A plain message as it is read."""
    words, footer = apart(card)
    return lines(say("need.words.card", me=me, card=words), footer)


@dataclass(frozen=True)
class HoldNeed(Outcome):
    """Keep this card for me until then; nobody else sees it."""

    kind: str
    card: Value
    asked_for: str
    until: datetime
    instead_of: int = 0


@dataclass(frozen=True)
class DropNeed(Outcome):
    """A card that was held and never sent need not be kept."""

    need: int


@dataclass(frozen=True)
class Hear(Outcome):
    """I hear you."""

    need: int


@dataclass(frozen=True)
class AddLine(Outcome):
    """A line of mine to go with it."""

    need: int
    line: Value


@dataclass(frozen=True)
class Promise(Outcome):
    """I can do that, at this time."""

    need: int
    at: datetime


@dataclass(frozen=True)
class PutOff(Outcome):
    """Not now; I will come back to it at this time."""

    need: int
    at: datetime


@dataclass(frozen=True)
class Decline(Outcome):
    """I can't do this one; perhaps something else instead."""

    need: int
    offer: Value = None
    reason: str = ""


def no_said(me: str, offer: Value, reason: str) -> Value:
    """What the author of a card reads of a no."""
    no = say("answer.cant.said", me=me) if offer is None else say("answer.offer.said", me=me, offer=offer)
    return paragraphs(no, say("reword.quote", text=reason) if reason else None)


def confirmed_said(key: str, me: str, line: str) -> Value:
    """What whoever said it back reads: `asked.KEY.said`, and a line if there is one."""
    return paragraphs(_how_close(key, me), say("asked.line", line=line) if line else None)


def _how_close(key: str, me: str) -> Value:
    match key:
        case "yes":
            return say("asked.yes.said", me=me)
        case "almost":
            return say("asked.almost.said", me=me)
        case "not_quite":
            return say("asked.not_quite.said", me=me)
        case _:
            return say("asked.enough.said", me=me)


@dataclass(frozen=True)
class TakeAnswer(Outcome):
    """The author on a "can't this time": "helps" (what was offered), "honest" (thanks for it), or "talk"."""

    need: int
    how: str


@dataclass(frozen=True)
class SayBack(Outcome):
    """This is what I heard."""

    need: int
    heard: str


@dataclass(frozen=True)
class Confirm(Outcome):
    """The author on what was said back: "yes", "almost" with a line, or "not_quite"."""

    need: int
    how: str
    line: str = ""


@dataclass(frozen=True)
class AskAbout(Outcome):
    """One question about it."""

    need: int
    question: Value


@dataclass(frozen=True)
class Reply(Outcome):
    """The author's answer to the question."""

    need: int
    words: str


@dataclass(frozen=True)
class AskMode(Outcome):
    """Listen or solve? One tap, answered by the one who asked (F31)."""

    need: int


@dataclass(frozen=True)
class SayMode(Outcome):
    """The author: "listen" or "solve"."""

    need: int
    how: str


@dataclass(frozen=True)
class Close(Outcome):
    """It is over. `how`: helped, partly, no, rested, withdrawn."""

    need: int
    how: str

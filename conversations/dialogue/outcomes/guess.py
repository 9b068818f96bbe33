"""What becomes of a guess round: being in, guessing, being out."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Outcome
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.profile_known import ProfileLine


@dataclass(frozen=True)
class JoinRound(Outcome):
    """I am in; my partner may guess these lines of mine, and read them when both have guessed."""

    lines: tuple[ProfileLine, ...]


@dataclass(frozen=True)
class SealGuesses(Outcome):
    """My guesses: line of my partner's, and side."""

    guesses: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LeaveRound(Outcome):
    """I am out again. My partner is not told."""


def side_said(line: str, side: str) -> Value:
    """What was guessed, as it stood on the button."""
    return say(f"guess.{line}.options.{side}")

"""What becomes of a proposal, and of what both have agreed on."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Button, Outcome, Rows, rows
from conversations.dialogue.phrases import Joined, Phrase, Value, lines, say

LOOK = "agreements.again.said"  # "LOOK.weeks" stands below the words of a proposal


@dataclass(frozen=True)
class SayYes(Outcome):
    """I say yes to this proposal: from now on both have."""

    note: int


@dataclass(frozen=True)
class Counter(Outcome):
    """Instead of this proposal, mine."""

    note: int
    card: Value


@dataclass(frozen=True)
class ProposeChange(Outcome):
    """If my partner says yes to this card, it takes the place of what we agreed on. `place`: "us" or "partner"."""

    agreement: int
    card: Value
    place: str


@dataclass(frozen=True)
class LookAgain(Outcome):
    """Both are asked then whether it still fits: in "weeks", in a "month", or not at all ("open")."""

    agreement: int
    again: str


@dataclass(frozen=True)
class LetGoOf(Outcome):
    """This agreement stands no more; my partner reads that, in neutral words."""

    agreement: int


def proposal(words: str, again: str) -> Value:
    """The card: the words as they were written, and when both look at them again."""
    return words if again == "open" else lines(words, say(f"agreements.again.said.{again}"))


def parts_of(card: Value) -> tuple[Value, str]:
    """The words and the time that `proposal` put together."""
    match card:
        case Joined((words, Phrase(key)), "line") if key.startswith(f"{LOOK}."):
            return words, key.rpartition(".")[2]
        case _:
            return card, "open"


def look_button(id: int) -> Rows:
    """Under what was agreed: when to look at it again."""
    return rows(Button(say("agreements.button.again"), f"agreement {id} again"))


def fits_buttons(id: int) -> Rows:
    """Under the question whether it still fits."""
    ways = ("keep", "reword", "let_go")
    return rows(*(Button(say(f"agreements.button.{way}"), f"agreement {id} {way}") for way in ways), wide=2)

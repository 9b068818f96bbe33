"""What follows from a check-in: a sealed answer, a word back after the reveal, a note that stayed alone."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Outcome
from conversations.dialogue.phrases import Value, say

PARTS = ("room", "word", "could", "line", "week")  # each is shared or kept by itself


@dataclass(frozen=True)
class Answered:
    """One partner's half of a sheet. What was skipped is empty."""

    room: str  # plenty, some, little, empty
    family: str = ""  # of feelings.toml
    word: str = ""  # of that family; the family itself when none was picked
    could: str = ""  # a kind of need
    question: str = ""  # key of the phrase that was asked
    line: str = ""  # the answer to it, in their own words
    private: frozenset[str] = frozenset()  # of PARTS: never shown to the partner
    week: str = ""  # a kind of need, for the week (flows.md 9.3)
    week_line: str = ""  # the same in their own words
    own: Value = None  # words of the question where it is one of their own; they are kept with it, not here
    left_out: tuple[str, ...] = ()  # keys of questions that are not for them, from now on; kept by themselves

    def parts(self) -> tuple[str, ...]:
        """What there is of it."""
        there = {part: getattr(self, part) for part in PARTS} | {"week": self.week or self.week_line}
        return tuple(part for part in PARTS if there[part])

    def shared(self) -> tuple[str, ...]:
        """What the partner may see of it."""
        return tuple(part for part in self.parts() if part not in self.private)

    def asked(self) -> Value:
        """The question, in words; of one that was taken back, that it was."""
        return say(f"{self.question}.text") if self.own is None else self.own

    def week_need(self) -> Value:
        """What could be used this week, as it stands inside a sentence."""
        if self.week_line:
            return say("checkin.week.own", line=self.week_line)
        return say(f"needs.kind.said.{self.week}")

    def hint(self) -> Value:
        """What would help, as far as the partner may see it: today's, else the week's; None for nothing."""
        if "could" in self.shared():
            return say(f"needs.kind.said.{self.could}")
        return self.week_need() if "week" in self.shared() else None


@dataclass(frozen=True)
class OpenToday(Outcome):
    """Show me today's check-in, made now if it is not there."""


@dataclass(frozen=True)
class CheckIn(Outcome):
    """This is my half. Opened for both as soon as both are in; changeable until then."""

    sheet: int
    answered: Answered


@dataclass(frozen=True)
class PassToday(Outcome):
    """Not today: no nudge for this one."""

    sheet: int


@dataclass(frozen=True)
class FewerNudges(Outcome):
    """No nudges for me from now on."""


@dataclass(frozen=True)
class RespondTo(Outcome):
    """Say something back to a reveal: `what` is heart, more or can; each goes once."""

    sheet: int
    what: str
    told: Value  # what the partner reads


@dataclass(frozen=True)
class AddToSheet(Outcome):
    """A line of mine below a reveal."""

    sheet: int
    told: Value


@dataclass(frozen=True)
class SendAlone(Outcome):
    """Show my half although the day stayed one-sided."""

    sheet: int


@dataclass(frozen=True)
class LeaveCard(Outcome):
    """What was tapped stays as it is; what comes next is a message of its own."""

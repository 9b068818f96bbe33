"""What two people make of the deck of questions: packs, questions of their own, what they leave out."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Outcome

PACKS = ("parents", "distance", "intimacy", "faith", "grief")


@dataclass(frozen=True)
class WantPack(Outcome):
    """I want this pack, or want it no longer. It is asked while the other one wants it as well."""

    pack: str
    on: bool


@dataclass(frozen=True)
class AddQuestion(Outcome):
    """This is a question of mine for the two of us. The other one sees it first on the day it is asked."""

    words: str


@dataclass(frozen=True)
class TakeQuestionBack(Outcome):
    """A question of mine goes, wherever it was asked."""

    question: int


@dataclass(frozen=True)
class LetCome(Outcome):
    """As far as I am concerned, this question may come again."""

    key: str

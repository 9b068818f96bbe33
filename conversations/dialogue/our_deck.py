"""What a conversation about the deck of questions knows when it starts."""

from dataclasses import dataclass

from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class QuestionSeen:
    """A question that the person in this turn wrote, or leaves out."""

    key: str  # where its words stand in the content; the id of its row where they wrote it
    words: Value


@dataclass(frozen=True)
class DeckSeen:
    """The deck as the person in this turn has made it; nothing of what the other one has."""

    packs: tuple[str, ...] = ()  # that they want
    own: tuple[QuestionSeen, ...] = ()  # the newest first
    left_out: tuple[QuestionSeen, ...] = ()  # the newest first

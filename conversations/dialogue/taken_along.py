"""What a person could take along to somebody who helps, as a conversation shows it to them; nothing of anybody else."""

from dataclasses import dataclass

from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class OwnSeen:
    """Their own, of the last four weeks, and lines to begin with in their language."""

    feelings: tuple[str, ...] = ()  # words of their check-ins, each once
    reasons: tuple[str, ...] = ()  # why it was tense, each once
    move: Value = None  # what they usually do then, with what they wanted to try
    starts: tuple[tuple[str, str], ...] = ()  # to bring it up: name and line


NOTHING = OwnSeen()

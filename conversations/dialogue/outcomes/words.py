"""Words that somebody says themselves, and the small honest line below them where Attune helped."""

from conversations.dialogue.phrases import Joined, Value, lines, say


def with_help(words: Value, me: str) -> Value:
    """The words and that line; it cannot be taken off (flows.md 9.7)."""
    return lines(words, say("reword.footer", me=me))


def apart(said: Value) -> tuple[Value, Value]:
    """The words alone, and that line; None without help."""
    match said:
        case Joined((words, footer), "line"):
            return words, footer
        case _:
            return said, None

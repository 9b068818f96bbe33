"""Keeps words that run from right to left from turning the line around them (T-18)."""

import unicodedata

BEGIN, END = "\u2068", "\u2069"  # whatever direction the words have, it ends with them
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def isolated(words: str) -> str:
    """What a person wrote, set apart line by line where it has a direction of its own; else as it stands."""
    if words.isascii() or not any(unicodedata.bidirectional(sign) in RIGHT_TO_LEFT for sign in words):
        return words
    return "\n".join(f"{BEGIN}{line}{END}" if line else line for line in words.split("\n"))

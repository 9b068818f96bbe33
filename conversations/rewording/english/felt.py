"""Understands a feeling someone tapped or typed, and tells what lands hard."""

import re

from conversations.rewording.english.plain import bare, plain_english
from conversations.rewording.english.signals import signals as find
from conversations.rewording.language import words


def feeling_said(value: str) -> str:
    """A feeling as it stands behind "I feel"; "" when it is unknown or is no feeling."""
    known = words("en", "frames")["feeling"]
    if value in known:
        return str(known[value])
    text = bare(plain_english(value)).lower()
    text = re.sub(r"^(?:I(?:'m| am| feel| felt| was)|feeling)\s+(?:feeling )?", "", text, flags=re.I)
    if (
        not text
        or value == "no_words"
        or len(text.split()) > 5
        or re.search(r"\b(?:you|your|like|that|if)\b", text)
        or hard(text)
    ):
        return ""
    return text


def hard(text: str) -> bool:
    """Whether there is anything in a text that lands hard."""
    return any(one.kind not in ("no_ask", "no_feeling", "fake_feeling") for one in find(text))

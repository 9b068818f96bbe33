"""Says a request as a sentence of its own, an invitation to talk where there is none."""

import re
import zlib

from conversations.rewording.english.parts import Wanted
from conversations.rewording.english.recognised import topic_of
from conversations.rewording.language import words
from conversations.rewording.values import Draft, Style

_HOUSE = ("chores", "noise")  # topics that are sorted out rather than talked over


def asked(request: Wanted | None, draft: Draft, style: Style) -> str:
    """The request as a sentence of its own, an invitation to talk when there is none."""
    house = topic_of(draft.text).about in _HOUSE and not re.search(r"\b(?:me|everything)\b", draft.text, re.I)
    who = request.who if request else "sort" if house else "open"
    forms = words("en", "frames")["ask"][who][style]
    form = str(forms[(zlib.crc32(f"ask {draft.text}".encode()) + draft.variation) % len(forms)])
    return form.format(ask=_request_said(request) if request else "")


def _request_said(request: Wanted) -> str:
    """Its words as they stand inside a sentence: a verb that began one becomes small."""
    small = request.who in ("you", "we", "own") and request.words[1:2].islower()
    return request.words[0].lower() + request.words[1:] if small else request.words

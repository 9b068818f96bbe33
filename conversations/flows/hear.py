"""/help_me_hear_this: what words that were hard to read may have meant, and how an answer could begin."""

from collections.abc import Mapping
from typing import Any

from conversations.dialogue.outcomes import Show
from conversations.dialogue.phrases import Value, lines, paragraphs, say
from conversations.dialogue.steps import Choose, Flow, Here, Read, Write
from conversations.flows.words import LONGEST, use_words

OPENERS = ("first", "second")  # in the order in which they are told
TRIES = 3  # other readings, until it is time to ask the one who wrote it


def hear(here: Here) -> Flow:
    """Readings as questions, a need that may lie under them, two beginnings and one thing to ask. No verdict."""
    words = here.words or (yield Write("hear.paste", limit=LONGEST))
    variation = 0
    while True:
        heard: Mapping[str, Any] | None = yield Read(words, variation)
        if heard is None or heard.get("asked") == "harm":  # then no reading makes it smaller
            words = yield Write("hear.unread" if heard is None else "hear.harm", limit=LONGEST)
            continue
        only = (*OPENERS, "ask", *(("others",) if variation < TRIES and not heard["plain"] else ()))
        match (yield Choose("hear.card", preview=_told(heard), only=(*only, "enough"))):
            case "others":
                variation += 1
            case "ask":
                return (yield from use_words(heard["question"], here, helped=True))
            case "first" | "second" as opener:
                return (yield from use_words(heard["openers"][OPENERS.index(opener)], here, helped=True))
            case _:
                return [Show(say("hear.closed.text"))]


def _told(heard: Mapping[str, Any]) -> Value:
    """What is not given here, where it was asked for; then what the words may mean."""
    asked = say(f"hear.asked.{heard['asked']}") if heard.get("asked") else None
    if heard["plain"]:
        return paragraphs(asked, say("hear.plain"), _answers(heard))
    readings = (say("hear.reading", reading=one) for one in heard["readings"])
    need = say("hear.need", need=heard["need"])
    return paragraphs(asked, say("hear.careful"), lines(*readings), need, _answers(heard))


def _answers(heard: Mapping[str, Any]) -> Value:
    first, second = heard["openers"]
    return say("hear.answers", first=first, second=second, question=heard["question"])

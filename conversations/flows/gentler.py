"""One phrase of a card that might land hard: pointed out once, never in the way."""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from conversations.dialogue.here import Here
from conversations.dialogue.phrases import Phrase, Value, paragraphs, say
from conversations.dialogue.steps import ChooseOrWrite, Chosen, Reword, Step, Wrote
from conversations.flows.need_card import Parts
from conversations.flows.words import quoted

# "Listen to me" is natural in the place of a request, where it answers "what would help?".
NATURAL = {"situation": (), "request": ("command",)}
LIMIT = 160  # characters
STRIPPED = " ,.;:、。,"


@dataclass(frozen=True)
class Hard:
    """A phrase that might land hard, in the words of one part, and perhaps those words without it."""

    part: str  # situation or request
    words: str
    phrase: str
    why: str
    instead: str = ""


Looked = dict[str, Any]  # words -> what the engine said of them


def find_hard(
    parts: Parts, here: Here, fine: frozenset[str], looked: Looked
) -> Generator[Step, Any, Hard | None]:
    """The first phrase that is not `fine`; None where nothing is hard."""
    known = tuple(word for _, word in here.fine_words)
    for part, words in _written(parts):
        if words not in looked:
            looked[words] = yield Reword(words, fine=known, at_home=True)
        found: Mapping[str, Any] = looked[words]
        for signal in found.get("signals", ()):
            told = signal["words"] and signal["why"] and signal["words"] not in fine
            if told and signal["kind"] not in NATURAL[part]:
                return Hard(part, words, signal["words"], signal["why"], _instead(part, words, signal, found))
    return None


def _written(parts: Parts) -> Iterator[tuple[str, str]]:
    """What stands on the card in the writer's own words."""
    if parts.situation:
        yield "situation", parts.situation
    if isinstance(parts.request, Wrote):
        yield "request", parts.request.words


def _instead(part: str, words: str, signal: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """A request that the engine has worded; else the words without what only makes them louder."""
    if part == "request" and found.get("candidates"):
        shortest: str = min((one["text"] for one in found["candidates"]), key=len)
        return shortest
    before, after = words[: signal["start"]].strip(STRIPPED), words[signal["end"] :].strip(STRIPPED)
    return before or after if signal["kind"] == "absolute" and not (before and after) else ""


def footer(hard: Hard | None) -> Phrase | None:
    """What stands below the preview."""
    return say("need.hard", phrase=hard.phrase) if hard else None


def say_gentler(hard: Hard, parts: Parts) -> Generator[Step, Any, Parts]:
    """That part once more: a suggestion where there is one, or in one's own words."""
    only = ("use",) if hard.instead else ()
    answered = yield ChooseOrWrite("need.gentler", preview=_shown(hard), only=only, limit=LIMIT)
    words = hard.instead if isinstance(answered, Chosen) else answered.words
    if hard.part == "situation":
        return replace(parts, situation=words)
    return replace(parts, request=Wrote(words))


def _shown(hard: Hard) -> Value:
    reason = say("reword.reason", words=hard.phrase, why=hard.why)
    return paragraphs(quoted(hard.words), reason, quoted(hard.instead) if hard.instead else None)

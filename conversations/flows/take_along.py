"""Notes to take along to a first meeting: a few questions, one's own words, a look at them, and then they are given."""

from collections.abc import Generator
from typing import Any

from conversations.dialogue.outcomes import Button, Rows, Show
from conversations.dialogue.outcomes.take_along import GiveNotes
from conversations.dialogue.phrases import Value, listed, paragraphs, say
from conversations.dialogue.steps import Choose, ChooseOrWrite, Chosen, Flow, Here, Step, Wrote
from conversations.flows.tense import NOT_SAFE, UNSAFE

QUESTIONS = ("brings", "tried", "different", "helps", "ask")
DONE = "done"

Parts = tuple[tuple[str, Value], ...]  # heading and words


def take_along(here: Here) -> Flow:
    """Own words alone, unless more of one's own is ticked; never the other's (F50). Nothing stays once it is given."""
    parts = yield from _write()
    more = (yield from _tick(here)) if parts is not None else None
    if parts is None or more is None:
        return NOT_SAFE
    notes = (*parts, *more)
    if not notes:
        return [Show(say("take_along.nothing.text"), _FURTHER)]
    card = paragraphs(*(_part(*one) for one in notes))
    match (yield Choose("take_along.review", preview=card, last=(UNSAFE,))):
        case "file":
            return [Show(say("take_along.given.text"), _FURTHER), GiveNotes(notes)]
        case "copy":
            return [Show(say("take_along.copied.text"), _FURTHER), Show(card, anew=True)]
        case UNSAFE.id:
            return NOT_SAFE
        case _:
            return [Show(say("take_along.dropped.text"))]


_FURTHER: Rows = (
    (Button(say("counsellor.button.copy"), "export"), Button(say("counsellor.button.back"), "counsellor")),
)


def _write() -> Generator[Step, Any, Parts | None]:
    """One question after the other; None when someone is not safe."""
    parts: Parts = ()
    for question in QUESTIONS:
        first = say("take_along.lead") if question == QUESTIONS[0] else None
        told: Chosen | Wrote = yield ChooseOrWrite(
            f"take_along.{question}", preview=first, table="take_along.write.options", last=(UNSAFE,)
        )
        match told:
            case Wrote(words):
                parts = (*parts, (question, words))
            case Chosen(UNSAFE.id):
                return None
            case Chosen("enough"):
                return parts
    return parts


def _tick(here: Here) -> Generator[Step, Any, Parts | None]:
    """What of their own may come with it: nothing, until it is ticked; None when someone is not safe."""
    there = {name: words for name, words in _said(here).items() if words is not None}
    chosen: frozenset[str] = frozenset()
    while there:
        option = yield Choose("take_along.also", only=(*there, DONE), marked=chosen, last=(UNSAFE,))
        if option == UNSAFE.id:
            return None
        if option == DONE:
            break
        chosen ^= {option}
    return tuple((name, words) for name, words in there.items() if name in chosen)


def _said(here: Here) -> dict[str, Value]:
    feelings = [say(f"feelings.said.{one}") for one in here.own.feelings]
    reasons = [say(f"tense_levels.reason.options.{one}") for one in here.own.reasons]
    return {
        "feelings": listed(*feelings) if feelings else None,
        "reasons": listed(*reasons) if reasons else None,
        "move": here.own.move,
    }


def _part(heading: str, words: Value) -> Value:
    return say("take_along.part", heading=say(f"take_along.heading.{heading}"), words=words)

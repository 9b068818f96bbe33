"""/friend: how someone who loves you both would describe it, written for one's own eyes."""

from collections.abc import Generator, Sequence
from typing import Any

from conversations.dialogue.here import ViewSeen
from conversations.dialogue.outcomes import Show
from conversations.dialogue.outcomes.friend import CountView, DropView, KeepView
from conversations.dialogue.phrases import Value, paragraphs, say
from conversations.dialogue.steps import Choose, ChooseOrWrite, Chosen, Flow, Here, Step, Wrote, with_values
from conversations.flows.tense import NOT_SAFE, UNSAFE

LONG = ("happened", "wish", "hard")  # E12: what they would say, what they would wish, what is hard about it
SHORT = ("line",)
LIMIT = 1000  # characters of one answer: about two minutes of writing

Parts = tuple[tuple[str, str], ...]  # question and answer


def friend(here: Here) -> Flow:
    """At length at most once in four months, else in a line or two (F30). The words are sealed, or let go."""
    if here.views:
        match (yield Choose("friend.start", last=(UNSAFE,))):
            case "look":
                return (yield from _look(here.views))
            case UNSAFE.id:
                return NOT_SAFE
    at_length = not here.long_form_rests
    parts = yield from _write(LONG if at_length else SHORT)
    if parts is None:
        return NOT_SAFE
    if not parts:
        return [Show(say("friend.nothing.text"))]
    match (yield Choose("friend.review", preview=_card(parts), last=(UNSAFE,))):
        case "keep":
            return [KeepView(parts, at_length), Show(say("friend.kept.text"))]
        case UNSAFE.id:
            return NOT_SAFE
        case _:
            counted = (CountView(),) if at_length else ()
            return [*counted, Show(say("friend.dropped.text"))]


def _write(questions: Sequence[str]) -> Generator[Step, Any, Parts | None]:
    """One question after the other, each of which may be left out; None when someone is not safe."""
    parts: Parts = ()
    for question in questions:
        first = (
            say("friend.long" if questions == LONG else "friend.short") if question == questions[0] else None
        )
        told: Chosen | Wrote = yield ChooseOrWrite(
            f"friend.{question}", preview=first, table="friend.write.options", last=(UNSAFE,), limit=LIMIT
        )
        match told:
            case Wrote(words):
                parts = (*parts, (question, words))
            case Chosen(UNSAFE.id):
                return None
    return parts


def _card(parts: Parts) -> Value:
    return paragraphs(*(say(f"friend.part.{question}", words=words) for question, words in parts))


def _look(views: Sequence[ViewSeen]) -> Flow:
    """One at a time, the newest first; each can be let go."""
    number = 0
    while True:
        one = views[number]
        told = with_values(number=number + 1, all=len(views), at=one.at)
        more = ("next",) if number + 1 < len(views) else ()
        if (yield Choose("friend.look", told, _card(one.parts), only=(*more, "drop"))) == "next":
            number += 1
            continue
        yield Choose("friend.look_sure", preview=_card(one.parts))
        return [DropView(one.id)]

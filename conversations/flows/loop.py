"""/loop: what I usually do when it gets tense, seen from my own side; at most one line of it is shared."""

from collections.abc import Generator
from typing import Any

from conversations.dialogue.outcomes import Button, Outcome, Show, Tell, rows
from conversations.dialogue.outcomes.drafts import Hold
from conversations.dialogue.phrases import Moment, Spoken, Value, lines, paragraphs, say
from conversations.dialogue.steps import (
    Choose,
    ChooseOrWrite,
    Chosen,
    Flow,
    Here,
    Step,
    Wrote,
    with_values,
)
from conversations.flows.tense import NOT_SAFE, UNSAFE

UNKNOWN, NOTHING = "unknown", "later"

Told = Chosen | Wrote


def loop(here: Here) -> Flow:
    """My move, my hope, how it may look, one thing to try (F29). Nobody else is placed, and nothing is kept."""
    faces = lines(say("loop.faces.reach"), say("loop.faces.back"), say("loop.faces.both"))
    move = yield Choose("loop.move", preview=faces, last=(UNSAFE,))
    if move == UNSAFE.id:
        return NOT_SAFE
    if move == "neither":
        return [Show(say("loop.neither.text"), rows(Button(say("loop.neither.button"), "name")))]
    told = yield from _look_at(move)
    if told is None:
        return NOT_SAFE
    match (yield from _choose_face(_side(move, *told), here)):
        case "share":
            return (yield from _share(move, told[0], here))
        case UNSAFE.id:
            return NOT_SAFE
        case _:
            return [Show(say("loop.done.text"))]


def _look_at(move: str) -> Generator[Step, Any, tuple[Told, Told, Told] | None]:
    """Three questions, each with words to tap or one's own; None when someone is not safe."""
    inside = lines(say("loop.inside.reach"), say("loop.inside.back"))
    hope: Told = yield ChooseOrWrite(f"loop.hope.{move}", preview=inside, last=(UNSAFE,), limit=160)
    if hope == Chosen(UNSAFE.id):
        return None
    outside: Told = yield ChooseOrWrite(f"loop.outside.{move}", last=(UNSAFE,), limit=160)
    if outside == Chosen(UNSAFE.id):
        return None
    step: Told = yield ChooseOrWrite(f"loop.try.{move}", last=(UNSAFE,), limit=160)
    return None if step == Chosen(UNSAFE.id) else (hope, outside, step)


def _side(move: str, hope: Told, outside: Told, step: Told) -> Value:
    """What was told, one line each; how it looks from outside stays a maybe."""
    unknown = outside == Chosen(UNKNOWN)
    looks = None if unknown else say("loop.side.outside", outside=_said("outside", move, outside))
    tries = None if step == Chosen(NOTHING) else say("loop.side.step", step=_said("try", move, step))
    return lines(
        say(f"loop.move.said.{move}"),
        say("loop.side.hope", hope=_said("hope", move, hope)),
        looks or say("loop.side.unknown"),
        tries,
    )


def _said(question: str, move: str, told: Told) -> Value:
    match told:
        case Wrote(words):
            return words
        case Chosen(id):
            return say(f"loop.{question}.{move}.said.{id}")


def _choose_face(side: Value, here: Here) -> Generator[Step, Any, str]:
    """The card has two faces: how it goes, and how both would like it to go."""
    turned = False
    while True:
        only = (*(("share",) if here.paired else ()), *(() if turned else ("turn",)), "done")
        shown = paragraphs(side, say("loop.wanted.text") if turned else None)
        answer: str = yield Choose("loop.card", preview=shown, only=only, last=(UNSAFE,))
        if answer != "turn":
            return answer
        turned = True


def _share(move: str, hope: Told, here: Here) -> Flow:
    """One line about oneself, looked at as it will be read; then it goes, or not."""
    line: Value = say(f"loop.line.{move}", hope=_said("hope", move, hope))
    if isinstance(hope, Wrote):
        match (yield ChooseOrWrite("loop.own", last=(UNSAFE,), limit=160)):
            case Wrote(words):
                line = words
            case _:
                return NOT_SAFE
    while True:
        match (yield _shared(line, here)):
            case Wrote(words):
                line = words
            case Chosen("send"):
                return _send(line, here)
            case Chosen("copy"):
                return [Show(say("loop.copy.text")), Show(line, anew=True)]
            case Chosen(UNSAFE.id):
                return NOT_SAFE
            case _:
                return [Show(say("loop.done.text"))]


def _shared(line: Value, here: Here) -> ChooseOrWrite:
    asked = with_values(partner=here.partner)
    return ChooseOrWrite("loop.share", asked, _as_read(line, here), last=(UNSAFE,), limit=160)


def _as_read(line: Value, here: Here) -> Value:
    """As the other will see it, in both languages where they differ."""
    shown = say("loop.said.text", name=here.me, line=line)
    if here.partner_language in ("", here.language):
        return shown
    return paragraphs(
        shown, say("need.preview_other", partner=here.partner), Spoken(here.partner_language, shown)
    )


def _send(line: Value, here: Here) -> list[Outcome]:
    """During a pause nothing goes: it waits for its author."""
    if here.pause is not None:
        until = here.pause.back_at
        return [Hold(line, until, helped=False), Show(say("reword.paused.text", at=Moment(until)))]
    told = Tell(say("loop.said.text", name=here.me, line=line))
    return [told, Show(say("loop.sent.text", partner=here.partner))]

"""/loop: what I usually do when it gets tense, seen from my own side; at most one line of it is shared."""

from collections.abc import Generator, Sequence
from typing import Any

from conversations.dialogue.outcomes import Button, Outcome, Show, Tell, rows
from conversations.dialogue.outcomes.drafts import Hold
from conversations.dialogue.outcomes.loop import KeepReport
from conversations.dialogue.phrases import Moment, Value, lines, listed, paragraphs, say
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
from conversations.flows.preview import as_read
from conversations.flows.tense import NOT_SAFE, UNSAFE

UNKNOWN, NOTHING = "unknown", "later"
MOVES = ("reach", "back", "both")
ENOUGH = 3  # looks, today's among them, before they are counted
TIMES = {1: "once", 2: "twice"}

Told = Chosen | Wrote


def loop(here: Here) -> Flow:
    """My move, my hope, how it may look, one thing to try (F29). Nobody else is placed.

    The move and what to try are kept for oneself, unless one would rather not.
    """
    faces = lines(say("loop.faces.reach"), say("loop.faces.back"), say("loop.faces.both"))
    move = yield Choose("loop.move", preview=paragraphs(_last_time(here), faces), last=(UNSAFE,))
    if move == UNSAFE.id:
        return NOT_SAFE
    if move == "neither":
        return [Show(say("loop.neither.text"), rows(Button(say("loop.neither.button"), "name")))]
    told = yield from _look_at(move)
    if told is None:
        return NOT_SAFE
    hope, _, step = told
    report = KeepReport(move, None if step == Chosen(NOTHING) else _said("try", move, step))
    card = paragraphs(_side(move, *told), _trend(move, here))
    face, kept = yield from _choose_face(card, report, here)
    shared = (yield from _share(move, hope, here)) if face == "share" else []
    if face == UNSAFE.id or shared is None:
        return NOT_SAFE
    return [*kept, *(shared or [Show(say("loop.done.text", kept=_what_is_kept(kept)))])]


def _last_time(here: Here) -> Value:
    """What I wanted to try when I last looked, without asking what became of it."""
    if not here.loops or here.loops[0].step is None:
        return None
    last = here.loops[0]
    return say("loop.last.text", day=Moment(last.at, "day", here.zone), step=last.step)


def _trend(move: str, here: Here) -> Value:
    """From the third look on, which way it went how often: counts, and nothing about more or less."""
    moves = [move, *(one.move for one in here.loops)]
    if len(moves) < ENOUGH:
        return None
    since = Moment(here.loops[-1].at, "day", here.zone)
    counts = (say(f"loop.trend.{one}", times=_times(moves.count(one))) for one in MOVES if one in moves)
    return say("loop.trend.text", day=since, times=_times(len(moves)), counts=listed(*counts))


def _times(number: int) -> Value:
    return say(f"loop.times.{TIMES.get(number, 'many')}", number=number)


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


def _choose_face(
    card: Value, report: KeepReport, here: Here
) -> Generator[Step, Any, tuple[str, Sequence[KeepReport]]]:
    """The card has two faces: how it goes, and how both would like it to go. Returns what is kept of it, too."""
    wanted, kept = None, [report]
    while True:
        may = {"share": here.paired, "turn": wanted is None, "done": True, "drop": bool(kept)}
        only = tuple(option for option, able in may.items() if able)
        told = with_values(kept=_what_is_kept(kept))
        match (yield Choose("loop.card", told, paragraphs(card, wanted), only=only, last=(UNSAFE,))):
            case "turn":
                wanted = say("loop.wanted.text")
            case "drop":
                kept = []
            case answer:
                return answer, kept


def _what_is_kept(kept: Sequence[KeepReport]) -> Value:
    match kept:
        case []:
            return say("loop.kept.nothing")
        case [KeepReport(step=None), *_]:
            return say("loop.kept.move")
        case _:
            return say("loop.kept.both")


def _share(move: str, hope: Told, here: Here) -> Generator[Step, Any, list[Outcome] | None]:
    """One line about oneself, looked at as it will be read; then it goes, or not. None when someone is not safe."""
    line: Value = say(f"loop.line.{move}", hope=_said("hope", move, hope))
    if isinstance(hope, Wrote):
        match (yield ChooseOrWrite("loop.own", last=(UNSAFE,), limit=160)):
            case Wrote(words):
                line = words
            case _:
                return None
    while True:
        match (yield _shared(line, here)):
            case Wrote(words):
                line = words
            case Chosen("send"):
                return _send(line, here)
            case Chosen("copy"):
                return [Show(say("loop.copy.text")), Show(line, anew=True)]
            case Chosen(UNSAFE.id):
                return None
            case _:
                return []


def _shared(line: Value, here: Here) -> ChooseOrWrite:
    asked = with_values(partner=here.partner)
    shown = as_read(say("loop.said.text", name=here.me, line=line), here)
    return ChooseOrWrite("loop.share", asked, shown, last=(UNSAFE,), limit=160)


def _send(line: Value, here: Here) -> list[Outcome]:
    """During a pause nothing goes: it waits for its author."""
    if here.pause is not None:
        until = here.pause.back_at
        return [Hold(line, until, helped=False), Show(say("reword.paused.text", at=Moment(until)))]
    told = Tell(say("loop.said.text", name=here.me, line=line))
    return [told, Show(say("loop.sent.text", partner=here.partner))]

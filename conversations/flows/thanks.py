"""/thanks: what somebody did and what it meant, in one's own words; and /kept, the notes that one keeps."""

from collections.abc import Generator
from typing import Any

from conversations.dialogue.outcomes import Begin, Show, Toast
from conversations.dialogue.outcomes.checkins import LeaveCard
from conversations.dialogue.outcomes.notes import (
    AddToNote,
    AnswerNote,
    DropKeepsake,
    KeepNote,
    TakeBackNote,
    said_below,
)
from conversations.dialogue.phrases import say
from conversations.dialogue.steps import (
    Choose,
    ChooseOrWrite,
    Chosen,
    Flow,
    Here,
    Step,
    Write,
    Wrote,
    with_values,
)
from conversations.flows.gone import gone
from conversations.flows.notes import first_words, look_over, wait_for_pause
from conversations.flows.preview import NOT_SENT, own_line


def thanks(here: Here) -> Flow:
    """What did they do, what did it mean; not a word of it is written by the bot (F41)."""
    deed = yield from first_words(here)
    while True:
        deed = deed or (yield from _ask_deed(here))
        meaning = yield Write("thanks.meaning", optional=True)
        words = f"{deed}\n{meaning}" if meaning else deed
        followed = yield from look_over("thanks", words, here)
        if followed is not None:
            return followed
        deed = ""


def _ask_deed(here: Here) -> Generator[Step, Any, str]:
    """Where nothing comes to mind, one question helps."""
    told: Chosen | Wrote = yield ChooseOrWrite("thanks.deed", with_values(partner=here.partner))
    match told:
        case Wrote(words):
            return words
        case Chosen():
            easier: str = yield Write("thanks.easier", with_values(partner=here.partner))
            return easier


def thanked(here: Here) -> Flow:
    """The buttons of a thank-you: a heart, tell me more, keep it; for its author: tell more, take it back."""
    note = here.note
    if note is None or note.kind != "thanks" or note.state == "withdrawn":
        return [gone(note)]
    match here.args[1:]:
        case (("heart" | "more" | "keep") as how,) if not note.mine:
            if how == "keep":
                return [KeepNote(note.id)]
            return [AnswerNote(note.id, how)] if here.pause is None else [Toast(say("notes.paused"))]
        case ("reply",) if note.mine:
            return [LeaveCard(), Begin("thanked", (str(note.id), "write"))]
        case ("write",) if note.mine:
            question = Write("thanks.reply", with_values(partner=here.partner), note.card)
            words = yield from own_line(question, lambda line: said_below(note.kind, here.me, line), here)
            if words is None:
                return [NOT_SENT]
            return [AddToNote(note.id, words)] if here.pause is None else wait_for_pause(words, here)
        case ("withdraw",) if note.mine:
            return [TakeBackNote(note.id)] if here.pause is None else [Toast(say("notes.paused"))]
        case _:
            return [Toast(say("dialogue.foreign", name=here.partner))]


def kept(here: Here) -> Flow:
    """/kept: one note at a time, the newest first; each can be let go."""
    if not here.keepsakes:
        yield from ()
        return [Show(say("thanks.kept_none.text"))]
    number = 0
    while True:
        one = here.keepsakes[number]
        told = with_values(number=number + 1, all=len(here.keepsakes), at=one.kept_at)
        more = ("next",) if number + 1 < len(here.keepsakes) else ()
        if (yield Choose("thanks.kept", told, one.card, only=(*more, "drop"))) == "next":
            number += 1
            continue
        yield Choose("thanks.kept_sure", preview=one.card)
        return [DropKeepsake(one.id)]

"""The buttons under a limit that was sent: its reader hears it, or asks one thing; its author answers."""

from conversations.dialogue.here import NoteSeen
from conversations.dialogue.outcomes import Begin, Toast
from conversations.dialogue.outcomes.checkins import LeaveCard
from conversations.dialogue.outcomes.notes import AddToNote, AnswerNote, TakeBackNote, answered, said_below
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.steps import (
    ChooseOrWrite,
    Chosen,
    Flow,
    Here,
    Write,
    with_values,
)
from conversations.flows.gone import gone
from conversations.flows.notes import wait_for_pause
from conversations.flows.preview import NOT_SENT, look_once, own_line


def limit(here: Here) -> Flow:
    """`limit NOTE how`. A limit needs no yes: it is about what its author does."""
    note = here.note
    if note is None or note.kind != "limit" or note.state == "withdrawn":
        return [gone(note)]
    may_ask = not note.mine and "ask" not in note.answered
    match here.args[1:]:
        case ("heard",) if not note.mine:
            return [AnswerNote(note.id, "heard")] if here.pause is None else [Toast(say("notes.paused"))]
        case ("ask",) if may_ask:
            return [LeaveCard(), Begin("limit", (str(note.id), "write"))]
        case ("reply",) if note.mine:
            return [LeaveCard(), Begin("limit", (str(note.id), "write"))]
        case ("write",) if note.mine:
            return (yield from _reply(note, here))
        case ("write",) if may_ask:
            return (yield from _ask(note, here))
        case ("withdraw",) if note.mine:
            return [TakeBackNote(note.id)] if here.pause is None else [Toast(say("notes.paused"))]
        case ("ask" | "write",) if not note.mine:  # asked once already
            return [Toast(say("dialogue.moved_on"))]
        case _:
            return [Toast(say("dialogue.foreign", name=here.partner))]


def _ask(note: NoteSeen, here: Here) -> Flow:
    """One question, to tap or in one's own words."""
    while True:
        told = yield ChooseOrWrite("limits.ask", preview=note.card)
        line: Value = say(f"limits.asked.{told.id}") if isinstance(told, Chosen) else told.words
        said = answered(note.kind, "ask", name=here.me, line=line)
        match (yield look_once(said, here)):
            case "send" if here.pause is not None:
                return [Toast(say("notes.paused"))]
            case "send":
                return [AnswerNote(note.id, "ask", line)]
            case "drop":
                return [NOT_SENT]


def _reply(note: NoteSeen, here: Here) -> Flow:
    question = Write("limits.reply", with_values(partner=here.partner), note.card)
    words = yield from own_line(question, lambda line: said_below(note.kind, here.me, line), here)
    if words is None:
        return [NOT_SENT]
    return [AddToNote(note.id, words)] if here.pause is None else wait_for_pause(words, here)

"""/news: something good happened; the other one asks about it and lets it grow."""

from conversations.dialogue.here import NoteSeen
from conversations.dialogue.outcomes import Begin, Toast
from conversations.dialogue.outcomes.checkins import LeaveCard
from conversations.dialogue.outcomes.notes import (
    AddToNote,
    AnswerNote,
    TakeBackNote,
    answered,
    said_below,
)
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.steps import Flow, Here, Write, with_values
from conversations.flows.gone import gone
from conversations.flows.notes import first_words, look_over, wait_for_pause
from conversations.flows.preview import NOT_SENT, own_line


def news(here: Here) -> Flow:
    """What happened, in one's own words, and to whom it goes (F44)."""
    words = yield from first_words(here)
    while True:
        words = words or (yield Write("news.what"))
        followed = yield from look_over("news", words, here)
        if followed is not None:
            return followed
        words = ""


def cheered(here: Here) -> Flow:
    """The buttons of good news: each of them asks. For its author: answer, take it back."""
    note = here.note
    if note is None or note.kind != "news" or note.state == "withdrawn":
        return [gone(note)]
    match here.args[1:]:
        case (("felt" | "proud" | "mark") as how,) if not note.mine:
            return [AnswerNote(note.id, how)] if here.pause is None else [Toast(say("notes.paused"))]
        case ("own",) if not note.mine and "own" not in note.answered:
            return [LeaveCard(), Begin("cheered", (str(note.id), "write"))]
        case ("reply",) if note.mine:
            return [LeaveCard(), Begin("cheered", (str(note.id), "write"))]
        case ("write",) if note.mine or "own" not in note.answered:
            return (yield from _write(note, here))
        case ("withdraw",) if note.mine:
            return [TakeBackNote(note.id)] if here.pause is None else [Toast(say("notes.paused"))]
        case ("own" | "write",) if not note.mine:  # asked once already
            return [Toast(say("dialogue.moved_on"))]
        case _:
            return [Toast(say("dialogue.foreign", name=here.partner))]


def _write(note: NoteSeen, here: Here) -> Flow:
    """A question of one's own, or its author's answer."""

    def said(line: str) -> Value:
        if note.mine:
            return said_below(note.kind, here.me, line)
        return answered(note.kind, "own", name=here.me, line=line)

    question = Write("news.reply" if note.mine else "news.own", with_values(partner=here.partner), note.card)
    words = yield from own_line(question, said, here)
    if words is None:
        return [NOT_SENT]
    if here.pause is not None:
        return wait_for_pause(words, here)
    return [AddToNote(note.id, words)] if note.mine else [AnswerNote(note.id, "own", words)]

"""/repair: a hand held out in the middle of a quarrel or after it, and what the other can answer."""

from collections.abc import Generator
from typing import Any

from conversations.dialogue.here import NoteSeen
from conversations.dialogue.outcomes import Begin, Outcome, Rows, Show, Toast, rows
from conversations.dialogue.outcomes.checkins import LeaveCard
from conversations.dialogue.outcomes.notes import (
    AnswerNote,
    PutOffNote,
    TakeBackNote,
    note_button,
)
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.steps import ChooseOrWrite, Chosen, Flow, Here, Step, Wrote
from conversations.flows.gone import gone
from conversations.flows.moment import choose_moment
from conversations.flows.notes import first_words, look_over

UNANSWERED = ("sent", "later")


def repair(here: Here) -> Flow:
    """A line of five kinds, or one's own words (F42, E11). One of each person goes through a pause, silently."""
    if here.hand_is_out:
        return [Show(say("repair.is_out.text"))]
    line: Value = yield from first_words(here)
    while True:
        line = line or (yield from _choose_line())
        followed = yield from look_over("repair", line, here)
        if followed is not None:
            return followed
        line = ""


def _choose_line() -> Generator[Step, Any, Value]:
    """Own words are welcome at both questions."""
    asked: Chosen | Wrote = yield ChooseOrWrite("repair.kind")
    if isinstance(asked, Wrote):
        return asked.words
    told: Chosen | Wrote = yield ChooseOrWrite("repair.line", table=f"repair.lines.{asked.id}")
    return told.words if isinstance(told, Wrote) else say(f"repair.lines.{asked.id}.{told.id}")


def mended(here: Here) -> Flow:
    """The buttons of a hand held out: yes; not yet, and when; something to say first. Its author: take it back."""
    note = here.note
    if note is None or note.kind != "repair" or note.state == "withdrawn":
        return [gone(note)]
    match here.args[1:]:
        case ("together",) if not note.mine:
            return [AnswerNote(note.id, "together")]
        case ("first",) if not note.mine:
            return _speak_first(note, here)
        case (("later" | "when") as how,) if not note.mine:
            return (yield from _not_yet(note, how, here))
        case ("withdraw",) if note.mine:
            return [TakeBackNote(note.id)]
        case _:
            return [Toast(say("dialogue.foreign", name=here.partner))]


def _speak_first(note: NoteSeen, here: Here) -> list[Outcome]:
    """The other is told once. Then they take turns; in a pause the words are looked for, and wait till it is over."""
    told = () if "first" in note.answered else (AnswerNote(note.id, "first"),)
    return [*told, LeaveCard(), Begin("turns" if here.pause is None else "reword")]


def _not_yet(note: NoteSeen, how: str, here: Here) -> Flow:
    """A time is named, and may be moved once; it is never counted."""
    if note.state not in UNANSWERED:
        return [Toast(say("dialogue.moved_on"))]
    if note.moved:
        return [Show(say("repair.moved.text"), _small_yes(note.id), anew=True)]
    if how == "later":  # the card stays where it is, for whenever it is time
        return [LeaveCard(), Begin("mended", (str(note.id), "when"))]
    at = yield from choose_moment("repair.later", ("hour", "tonight", "tomorrow"), here)
    return [PutOffNote(note.id, at)] if at else [Toast(say("dialogue.moved_on"))]


def _small_yes(note: int) -> Rows:
    return rows(*(note_button("repair", note, how) for how in ("together", "first")))

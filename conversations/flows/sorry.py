"""/sorry: an apology, part by part, that stands without "but" and "if"; and what the other can say to it."""

import re
from collections.abc import Generator, Mapping
from typing import Any

from conversations.dialogue.here import NoteSeen
from conversations.dialogue.outcomes import Begin, Outcome, Toast
from conversations.dialogue.outcomes.checkins import LeaveCard
from conversations.dialogue.outcomes.notes import (
    AddToNote,
    AnswerNote,
    TakeBackNote,
    answered,
    said_below,
)
from conversations.dialogue.phrases import Joined, Phrase, Value, lines, say
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
from conversations.flows.preview import NOT_SENT, look_once

PARTS = ("did", "felt", "sorry", "will", "ask")  # in the order of E13
LONGEST = 200  # characters of one part


def sorry(here: Here) -> Flow:
    """What I did, how it may have felt, I'm sorry, what I'll do; and asking what is missing (F43)."""
    begun = yield from first_words(here)
    told = {"did": (yield from _tell("did", here, begun))}
    for part in PARTS[1:]:
        told[part] = yield from _tell(part, here)
    while True:
        followed = yield from look_over("apology", _card(told), here)
        if followed is not None:
            return followed
        part = yield Choose("sorry.which")
        told[part] = yield from _tell(part, here)


def _card(told: Mapping[str, Value]) -> Joined:
    """Each part on a line of its own; what was left out drops out."""
    return lines(*(told[part] for part in PARTS))


def _tell(part: str, here: Here, words: str = "") -> Generator[Step, Any, Value]:
    """One part; `words` are those that stand already. None when it is left out."""
    while True:
        told: Chosen | Wrote | str | None = words or (yield _question(part, here))
        match told:
            case None | Chosen("none"):
                return None
            case Chosen(id):
                return say(f"sorry.said.{part}.{id}")
            case Wrote(own) | str(own):
                if (yield from _may_stand(own, part, here)):
                    return _whole(own)
                words = ""


def _question(part: str, here: Here) -> Write | ChooseOrWrite:
    asked = with_values(partner=here.partner)
    match part:
        case "did":
            return Write("sorry.did", asked, limit=LONGEST)
        case "will":
            return Write("sorry.will", asked, optional=True, limit=LONGEST)
        case _:
            return ChooseOrWrite(f"sorry.{part}", asked, limit=LONGEST)


def _whole(words: str) -> str:
    """With a full stop, as the language of the words has it."""
    own = words.strip()
    if not own[-1:].isalnum():
        return own
    return own + ("." if own[-1] < "\u3000" else "。")


def _may_stand(words: str, part: str, here: Here) -> Generator[Step, Any, bool]:
    """What may take a sorry back is pointed out, once; it is never taken away."""
    found = _find_slip(words, part, here)
    return found is None or (yield Choose("sorry.slip", preview=found)) == "keep"


def _find_slip(words: str, part: str, here: Here) -> Phrase | None:
    """What is to be said about the first thing that was found."""
    plain = words.replace("\u2019", "'")
    for slip in here.slips:
        found = re.search(slip.find, plain, re.IGNORECASE) if part in slip.parts else None
        if found:
            return say(f"sorry.why.{slip.kind}", words=found[0].strip(" 、。,."))
    return None


def apologised(here: Here) -> Flow:
    """The buttons of an apology: thank you, more time, something is missing. Its author: add a line, take it back."""
    note, how = here.note, here.args[1:]
    if note is None or note.kind != "apology" or note.state == "withdrawn":
        return [gone(note)]
    match how:
        case ("missing",) | ("word",) if not note.mine and "missing" in note.answered:
            return [Toast(say("dialogue.moved_on"))]
        case ("missing",) if not note.mine:
            return _in_private(note)
        case ("reply",) if note.mine:
            return _in_private(note)
        case ("word",):
            return (yield from _write_line(note, here))
        case (("thank" | "time") as answer,) if not note.mine:
            return [AnswerNote(note.id, answer)] if here.pause is None else [Toast(say("notes.paused"))]
        case ("withdraw",) if note.mine:
            return [TakeBackNote(note.id)] if here.pause is None else [Toast(say("notes.paused"))]
        case _:
            return [Toast(say("dialogue.foreign", name=here.partner))]


def _in_private(note: NoteSeen) -> list[Outcome]:
    """The card stays as it is; the line is written below it."""
    return [LeaveCard(), Begin("apologised", (str(note.id), "word"))]


def _line_said(note: NoteSeen, line: str, here: Here) -> Value:
    return (
        said_below(note.kind, here.me, line)
        if note.mine
        else answered(note.kind, "missing", name=here.me, line=line)
    )


def _write_line(note: NoteSeen, here: Here) -> Flow:
    """What is missing, or what its author adds; looked at once more before it goes."""
    key, asked = "sorry.reply" if note.mine else "sorry.missing", with_values(partner=here.partner)
    while True:
        line: str = yield Write(key, asked, note.card, limit=LONGEST)
        if note.mine and not (yield from _may_stand(line, "line", here)):
            continue
        match (yield look_once(_line_said(note, line, here), here)):
            case "send" if here.pause is not None:
                return wait_for_pause(line, here)
            case "send":
                return [AddToNote(note.id, line) if note.mine else AnswerNote(note.id, "missing", line)]
            case "drop":
                return [NOT_SENT]

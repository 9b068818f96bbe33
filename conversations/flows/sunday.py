"""/sunday: a guide for sitting down together, in four turns; apart, each may write a line for each of them."""

from collections.abc import Generator
from typing import Any

from conversations.dialogue.outcomes import Begin, Button, Outcome, Share, Show, rows
from conversations.dialogue.phrases import Value, lines, say
from conversations.dialogue.steps import Choose, Flow, Here, Step, Write, with_values
from conversations.flows.notes import wait_for_pause
from conversations.flows.preview import NOT_SENT, look_once

TURNS = ("thanks", "well", "soften", "next")  # flows.md 9.9
LINE = 160  # characters


def sunday(here: Here) -> Flow:
    """Side by side nothing is written; apart the four lines go as one card, once their author has seen it (F48)."""
    if (yield Choose("sunday.where")) == "apart":
        return (yield from _write(here))
    for turn in TURNS[:-1]:
        yield Choose(f"sunday.{turn}", with_values(partner=here.partner))
    if (yield Choose("sunday.next", with_values(partner=here.partner))) == "need":
        return [Begin("need")]
    return [Show(say("sunday.done.text"))]


def _write(here: Here) -> Flow:
    while True:
        said = yield from _four_lines(here)
        if not said:
            return [Show(say("sunday.nothing.text"))]
        card = lines(
            say("sunday.card.name", name=here.me),
            *(say(f"sunday.card.{turn}", line=line) for turn, line in said.items()),
        )
        match (yield look_once(card, here)):
            case "send":
                return _send(card, "next" in said, here)
            case "drop":
                return [NOT_SENT]


def _four_lines(here: Here) -> Generator[Step, Any, dict[str, str]]:
    """By turn; those that were left out are not there."""
    said: dict[str, str] = {}
    for turn in TURNS:
        line = yield Write(
            f"sunday.{turn}_line", with_values(partner=here.partner), optional=True, limit=LINE
        )
        if line:
            said[turn] = line
    return said


def _send(card: Value, wishes: bool, here: Here) -> list[Outcome]:
    """During a pause nothing goes. What somebody would like may be asked for with a card of its own."""
    if here.pause is not None:
        return wait_for_pause(card, here)
    ask = rows(Button(say("sunday.button.need"), "need")) if wishes else ()
    return [Share(card), Show(say("sunday.sent.text"), ask)]

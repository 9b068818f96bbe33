"""What must hold of every question a walk met and of everything it led to."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from functools import cache
from typing import Any

from conversations.dialogue.asking import fits, options_of, show_question
from conversations.dialogue.outcomes import Begin, Button, Outcome
from conversations.dialogue.phrasebook import (
    LANGUAGES,
    Reader,
    Text,
    UnknownPhrase,
    load_phrasebook,
    utf16_length,
)
from conversations.dialogue.phrases import Each, Joined, Moment, Phrase, Spoken, Value
from conversations.dialogue.steps import Question
from conversations.flows import FLOWS, Wants
from tests.flows.situations import ARGS
from tests.flows.walking import End, Walk

BOOK = load_phrasebook()
LAST_TURN = 2**31 - 1
OPTION_BYTES, DATA_BYTES, START_SIGNS = 40, 64, 64
LONGEST_TEXT, LONGEST_PREVIEW = 4096, 3500  # UTF-16 units of a message, and what a preview may take of them


def problems_of_question(step: Question) -> list[str]:
    """What is wrong with a question, in either language."""
    bare = replace(step, preview=None)
    return [f"{step.key}, {problem}" for problem in (*_of_preview(step.preview), *_of_bare_question(bare))]


@cache
def _of_preview(preview: Value) -> tuple[str, ...]:
    """A question has a preview for each way that leads to it, and only one of everything else: hence apart."""
    return _in_both(lambda language: _of_text(_read(preview, language), LONGEST_PREVIEW) if preview else ())


@cache
def _of_bare_question(step: Question) -> tuple[str, ...]:
    return _in_both(lambda language: _asked(step, language))


def _in_both(problems: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    try:
        return tuple(f"{language}: {problem}" for language in LANGUAGES for problem in problems(language))
    except UnknownPhrase as unknown:
        return (f"not there, or without what stands in it: {unknown.args[0]}",)


def _read(value: Value, language: str) -> Text:
    return BOOK.render(value, Reader(language, "Asia/Tokyo"))


def _asked(step: Question, language: str) -> Iterator[str]:
    message = show_question(step, LAST_TURN, True, BOOK, Reader(language, "Asia/Tokyo"))
    yield from _of_text(message.text, LONGEST_TEXT - LONGEST_PREVIEW)
    yield from _of_rows([[key.label for key in row] for row in message.keyboard])
    yield from (
        f"{key.data} is too long" for row in message.keyboard for key in row if _bytes(key.data) > DATA_BYTES
    )
    ids = list(options_of(step, BOOK, language))
    yield from (f"{id!r} is no option id" for id in ids if not _is_id(id))
    if ids != list(options_of(step, BOOK, LANGUAGES[0])):
        yield "other options, or in another order"


def _is_id(id: str) -> bool:
    return re.fullmatch(r"[\w-]+", id) is not None and _bytes(id) <= OPTION_BYTES


def _bytes(text: str) -> int:
    return len(text.encode())


def _of_text(text: Text, most: int) -> Iterator[str]:
    if not text.text.strip():
        yield "nothing is said"
    if utf16_length(text.text) > most:
        yield f"too long for a message: {utf16_length(text.text)}"
    if re.search(r"[{}]", text.text):
        yield f"a brace was left over: {text.text}"


def _of_rows(rows: list[list[str]]) -> Iterator[str]:
    for row in rows:
        if not fits(row):
            yield f"wider than a phone: {' | '.join(row)}"
        yield from ("a button without a label" for label in row if not label.strip())


@cache
def problems_of_outcome(outcome: Outcome) -> tuple[str, ...]:
    """What is wrong with something a flow led to, in either language."""
    return tuple(
        f"{type(outcome).__name__}, {problem}" for problem in _in_both(lambda it: _said(outcome, it))
    )


def _said(outcome: Outcome, language: str) -> Iterator[str]:
    for value in (getattr(outcome, field.name) for field in fields(outcome)):  # type: ignore[arg-type]
        if isinstance(value, Phrase | Joined | Moment | Spoken | Each):
            yield from _of_text(_read(value, language), LONGEST_TEXT)
        elif rows := _buttons(value):
            yield from _of_rows([[BOOK.words(button.label, language) for button in row] for row in rows])
            yield from (problem for row in rows for button in row for problem in _of_button(button))
    if isinstance(outcome, Begin) and outcome.flow not in FLOWS:
        yield f"{outcome.flow} is no flow"


def _buttons(value: Any) -> list[list[Button]]:
    rows = [list(row) for row in value if isinstance(row, tuple)] if isinstance(value, tuple) else []
    return [row for row in rows if row and isinstance(row[0], Button)]


def _of_button(button: Button) -> Iterator[str]:
    flow, *args = button.command.split(" ")
    if button.command and flow not in FLOWS:
        yield f"{button.command!r} starts nothing"
    elif args and tuple(args) not in ARGS.get(flow, ()):
        yield f"{button.command!r} is not among the ARGS of situations.py: it is not walked"
    if _bytes(button.command) > DATA_BYTES:
        yield f"{button.command!r} is too long"
    if not re.fullmatch(rf"[A-Za-z0-9_-]{{0,{START_SIGNS}}}", button.start):
        yield f"{button.start!r} is no payload of a link"
    if bool(button.command) + bool(button.start) + bool(button.url) != 1:
        yield f"{button.label} leads to nothing, or to two things"


def ill_begun(end: End) -> list[str]:
    """Flows that are gone on with although what they want is not there."""
    wanted = {Wants.NOTHING: True, Wants.CONSENT: end.here.consented, Wants.PARTNER: end.here.paired}
    begun = [one.flow for one in end.outcomes if isinstance(one, Begin) and one.flow in FLOWS]
    return [
        f"goes on with {flow}, which wants {FLOWS[flow].wants}"
        for flow in begun
        if not wanted[FLOWS[flow].wants]
    ]


def without_end(walked: Walk) -> set[str]:
    """Keys of questions from which no answer, however often one answers, leads to an end."""
    ending = {""}
    while more := {key for (key, _), to in walked.leads.items() if ending & to.keys()} - ending:
        ending |= more
    return {step.key for step in walked.questions} - ending


def keys_met(walked: Walk) -> set[str]:
    """Every key of the content that the walk had a use for."""
    met = {"dialogue.button.back", "dialogue.button.close"}
    for step in walked.questions:
        table = getattr(step, "table", "") or f"{step.key}.options"
        met |= {f"{step.key}.text", *(f"{table}.{id}" for id in options_of(step, BOOK, "en"))}
        labels = [chip.label for chip in (*getattr(step, "chips", ()), *getattr(step, "last", ()))]
        met |= {
            key
            for value in (step.preview, *labels, *(value for _, value in step.values))
            for key in _keys(value)
        }
    for outcome in {outcome for end in walked.ends for outcome in end.outcomes}:
        for value in (getattr(outcome, field.name) for field in fields(outcome)):  # type: ignore[arg-type]
            said = [button.label for row in _buttons(value) for button in row] or [value]
            met |= {key for one in said for key in _keys(one)}
    return met


def _keys(value: Value) -> Iterator[str]:
    match value:
        case Phrase(key, values):
            yield key
            yield from (key for _, part in values for key in _keys(part))
        case Joined(parts, _):
            yield from (key for part in parts for key in _keys(part))
        case Spoken(_, what):
            yield from _keys(what)
        case Each(_, key):
            yield key

"""Rewording for scripts: one JSON object a line comes in, one a line goes out, in the same order."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from conversations.rewording import why
from conversations.rewording.engine import MOST_QUESTIONS, reword, reword_at_once
from conversations.rewording.language import UNKNOWN
from conversations.rewording.normalise import detect_language
from conversations.rewording.values import (
    Ask,
    Boundary,
    Candidate,
    Chip,
    Draft,
    Gentle,
    Language,
    Odd,
    Reworded,
    Rewording,
    Signal,
    Stop,
)

Json = dict[str, Any]


def answers(lines: Iterable[str], assist: bool) -> Iterator[str]:
    """For each line `{"id", "text", "lang"}` (en or ja; found out where it is missing) one line as of `answer`.

    With `assist` the first chip of each question is taken, at most three, and `taps` counts them. A line that
    cannot be read is `odd`, so that no line is lost.
    """
    for line in lines:
        if line.strip():
            yield json.dumps(answer(_read(line), assist), ensure_ascii=False)


def answer(given: Json, assist: bool) -> Json:
    """`id`, `kind` (reworded, gentle, ask, boundary, crisis, odd), `candidates`, `signals`, and `ask` or None.

    `span` counts the characters of the text as it was given. What is asked may be left unanswered: the
    candidates are what can be said without it.
    """
    text, language = _text_of(given), _language_of(given)
    draft, taps = _tapped(Draft(text, language)) if assist else (Draft(text, language), 0)
    found = reword_at_once(draft)
    told = {"id": given.get("id"), **_told(found), "signals": _signals(found, text, language)}
    return {**told, "taps": taps} if assist else told


def _read(line: str) -> Json:
    try:
        given = json.loads(line)
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}


def _text_of(given: Json) -> str:
    text = given.get("text")
    return text if isinstance(text, str) else ""


def _language_of(given: Json) -> Language:
    match given.get("lang"):
        case "en":
            return "en"
        case "ja":
            return "ja"
        case _:
            return detect_language(_text_of(given)) or "en"


def _tapped(draft: Draft) -> tuple[Draft, int]:
    """The draft with the first chip of every question taken, and how many taps that were."""
    for taps in range(MOST_QUESTIONS):
        match reword(draft):
            case Ask(slot=slot, chips=chips):
                draft = replace(draft, choices={**draft.choices, slot: chips[0].id if chips else UNKNOWN})
            case Boundary():
                draft = replace(draft, choices={**draft.choices, "limit": "yes"})
            case _:
                return draft, taps
    return draft, MOST_QUESTIONS


def _told(found: Rewording) -> Json:
    match found:
        case Reworded(candidates=candidates, ask=ask):
            return _shown("reworded", candidates, ask)
        case Ask(candidates=candidates):
            return _shown("ask", candidates, found)
        case Boundary(limit=limit, chips=chips, candidates=candidates):
            limits = (Candidate("firm", limit),) if limit else ()
            options = [_option(chip) for chip in chips]
            return {
                **_shown("boundary", (*limits, *candidates)),
                "ask": {"slot": "limit", "options": options},
            }
        case Gentle():
            return _shown("gentle")
        case Stop():
            return _shown("crisis")
        case Odd():
            return _shown("odd")


def _shown(kind: str, candidates: tuple[Candidate, ...] = (), ask: Ask | None = None) -> Json:
    wordings = [{"text": one.text, "style": one.style} for one in candidates]
    question = {"slot": ask.slot, "options": [_option(chip) for chip in ask.chips]} if ask else None
    return {"kind": kind, "candidates": wordings, "ask": question}


def _option(chip: Chip) -> Json:
    return {"id": chip.id, "text": chip.text}


def _signals(found: Rewording, text: str, language: Language) -> list[Json]:
    signals = getattr(found, "signals", ())
    return [
        {"kind": one.kind, "span": _span(one, text), "words": one.words, "why": why(one.kind, language)}
        for one in signals
    ]


def _span(signal: Signal, text: str) -> list[int]:
    """Where the words stand in the text as it was given, which `normalise` may have shortened."""
    low, wanted = text.casefold(), signal.words.casefold()
    places = [at for at in range(len(low)) if wanted and low.startswith(wanted, at)]
    if not places or len(low) != len(text):
        return [min(signal.start, len(text)), min(signal.end, len(text))]
    start = min(places, key=lambda at: abs(at - signal.start))
    return [start, start + len(wanted)]

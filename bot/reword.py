"""Rewording in a terminal: one draft with its questions, or many drafts of a script."""

import sys
from collections.abc import Sequence
from dataclasses import replace

from bot.lines import line, tell, words_of
from conversations.rewording import (
    Ask,
    Boundary,
    Candidate,
    Chip,
    Draft,
    Gentle,
    Odd,
    Reworded,
    Rewording,
    Signal,
    Stop,
    detect_language,
    reword,
    reword_at_once,
    why,
)
from conversations.rewording.language import UNKNOWN
from conversations.rewording.scripts import answers
from conversations.rewording.values import Language

MOST_REASONS = 3


def reword_lines(assist: bool) -> None:
    """Standard input to standard output, a line each, each at once."""
    for answer in answers(sys.stdin, assist):
        print(answer, flush=True)


def reword_draft(text: str, language: Language) -> None:
    """Print gentler ways to say it; where somebody sits at the terminal, ask for what is missing first."""
    asks = sys.stdin.isatty()
    draft = Draft(text, detect_language(text) or language)
    found = reword(draft) if asks else reword_at_once(draft)
    while asks and isinstance(found, Ask | Boundary):
        draft = _answered(draft, found)
        found = reword(draft)
    _show(found, language)


def _answered(draft: Draft, found: Ask | Boundary) -> Draft:
    """Put the question; Enter takes the first chip, a number another, and anything else is an answer."""
    slot = found.slot if isinstance(found, Ask) else "limit"
    if isinstance(found, Boundary) and found.limit:
        print(f"\n  {found.limit}")
    print(_question(found))
    for number, chip in enumerate(found.chips, 1):
        print(f"  {number}  {chip.text}")
    typed = input("> ").strip()
    return replace(draft, choices={**draft.choices, slot: _meant(typed, found.chips)})


def _meant(typed: str, chips: Sequence[Chip]) -> str:
    if not typed:
        return chips[0].id if chips else UNKNOWN
    if typed.isdecimal() and 1 <= int(typed) <= len(chips):
        return chips[int(typed) - 1].id
    return typed


def _show(found: Rewording, language: Language) -> None:
    match found:
        case Reworded(candidates=candidates, signals=signals, ask=ask):
            _show_wordings(candidates, signals, language)
            _show_question(ask)
        case Ask(candidates=candidates, signals=signals):
            _show_wordings(candidates, signals, language)
            _show_question(found)
        case Boundary(limit=limit):
            print(_question(found))
            if limit:
                print(f"\n  {limit}")
        case Gentle():
            print(words_of("reword.gentle.text"))
        case Stop(kind=kind):
            tell(f"rewording.stop.{'writer' if kind == 'threat' else 'any'}")
        case Odd():
            tell("rewording.odd")


def _show_wordings(candidates: Sequence[Candidate], signals: Sequence[Signal], language: Language) -> None:
    for one in candidates:
        print(f"{line(f'rewording.style.{one.style}')}\n  {one.text}\n")
    reasons = {signal.kind: signal for signal in signals if signal.words and why(signal.kind, language)}
    for kind, signal in list(reasons.items())[:MOST_REASONS]:
        print(words_of("reword.reason", words=signal.words, why=why(kind, language)))


def _show_question(ask: Ask | None) -> None:
    if ask is not None:
        tell("rewording.nearer", question=_question(ask))


def _question(found: Ask | Boundary) -> str:
    """As the chat puts it."""
    return words_of("reword.limit.text" if isinstance(found, Boundary) else f"reword.ask.{found.slot}.text")

"""Draws docs/flows.md from what a walk met: for every flow a diagram, its questions and what it leads to."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conversations.dialogue.asking import options_of
from conversations.dialogue.phrasebook import load_phrasebook
from conversations.dialogue.steps import Question
from conversations.flows import COMMANDS, FLOWS, Wants
from tests.flows.walking import Walk, walk

PAGE: Path = Path(__file__).parents[2] / "docs" / "flows.md"
BOOK = load_phrasebook()
MOST_NAMED = 4  # answers on one arrow of a diagram
HEAD = """# The flows

Every conversation Attune can have, drawn from the code. Do not edit this page:
`python -m tests.flows.walking --write` draws it anew, and a test fails when it is not what the code does.

Each flow is a page of plain Python in `conversations/flows/`. An arrow carries the answers that lead along it;
"writes" stands for one's own words, "skips" for none. Every question also has Back and Close. Questions that lead
back to themselves are asked until the answer is clear. What a flow leads to is carried out when it has ended.
"""
WANTS = {
    Wants.NOTHING: "Anybody may start it.",
    Wants.CONSENT: "Wants a yes of one's own.",
    Wants.PARTNER: "Wants a partner who has said yes too.",
}


def draw() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(line for flow in FLOWS for line in _draw_flow(walk(flow)))])


def _draw_flow(walked: Walk) -> Iterator[str]:
    flow = FLOWS[walked.flow].flow
    typed = ", ".join(f"`/{command}`" for command, started in COMMANDS.items() if started == walked.flow)
    yield f"## {walked.flow}\n"
    yield f"{inspect.getdoc(flow)}\n"
    yield f"{WANTS[FLOWS[walked.flow].wants]} {f'Typed as {typed}.' if typed else 'Started by a button.'}\n"
    if walked.questions:
        yield from _diagram(walked)
        yield from _questions(walked)
    outcomes = {type(one).__name__: None for end in walked.ends for one in end.outcomes}
    yield f"Leads to: {', '.join(sorted(outcomes))}.\n"


def _diagram(walked: Walk) -> Iterator[str]:
    arrows: dict[tuple[str, str], list[str]] = {}
    for (question, answer), targets in walked.leads.items():
        for target in targets:
            arrows.setdefault((question, target), []).append(_label(walked, question, answer))
    yield "```mermaid\nstateDiagram-v2"
    yield from (f'    state "{key}" as {_state(key)}' for key in _keys(walked))
    yield from (_arrow(source, target, answers) for (source, target), answers in arrows.items())
    yield "```\n"


def _arrow(source: str, target: str, answers: list[str]) -> str:
    named = list(dict.fromkeys(answers))
    more = f", {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    label = "" if not source else f": {', '.join(named[:MOST_NAMED])}{more}"
    return f"    {_state(source)} --> {_state(target)}{label}"


def _state(key: str) -> str:
    return re.sub(r"\W", "_", key) if key else "[*]"


def _keys(walked: Walk) -> dict[str, Question]:
    """One step for each question, the first that was met."""
    found: dict[str, Question] = {}
    for step in walked.questions:
        found.setdefault(step.key, step)
    return found


def _label(walked: Walk, question: str, answer: str) -> str:
    """An answer as its button calls it, without what would end the arrow's text."""
    for step in walked.questions:
        if step.key == question and answer in (labels := options_of(step, BOOK, "en")):
            return re.sub(r"[;#\n]", " ", labels[answer].removeprefix("✓ ").replace(":", "."))
    return answer


def _questions(walked: Walk) -> Iterator[str]:
    for key in _keys(walked):
        yield f"- **{key}**: {_plain(BOOK.table(key, 'en')['text'])}"
    yield ""


def _plain(text: Any) -> str:
    """One line, with places as they stand in the file and no marks."""
    return re.sub(r"\s+", " ", re.sub(r"</?[a-z]+>", "", str(text)))

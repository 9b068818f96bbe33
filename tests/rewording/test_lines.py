"""Lines that the patterns were not built on: how much danger is heard, and how little else is taken for it.

The figures are floors under what is measured, so that a change that hears less is noticed; how far they are from the
goals stands in `docs/rewording.md`. The weights were learnt from other lines (`training/`), but for every second one of
`drafts` and `gentle`.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from conversations.rewording import Ask, Draft, Gentle, Language, Odd, Stop, danger, danger_anywhere, reword

LINES = Path(__file__).parent / "lines"


@cache
def lines(name: str, language: Language) -> tuple[dict[str, Any], ...]:
    text = (LINES / f"{name}_{language}.jsonl").read_text("utf-8")
    return tuple(json.loads(line) for line in text.splitlines())


def share(found: list[bool]) -> float:
    return sum(found) / len(found)


def is_asked_or_heard(text: str, language: Language) -> bool:
    """Never worded without a question: whether anybody is in danger, or a card."""
    found = reword(Draft(text, language))
    return isinstance(found, Stop) or (isinstance(found, Ask) and found.slot == "safe")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_there_are_enough_lines(language: Language) -> None:
    assert len(lines("danger", language)) >= 300
    assert len(lines("lookalikes", language)) >= 300
    assert len(lines("gentle", language)) >= 200


@pytest.mark.parametrize(
    ("language", "how", "heard", "asked"),
    [
        ("en", "direct", 0.87, 0.92), ("en", "indirect", 0.65, 0.75),
        ("ja", "direct", 0.81, 0.90), ("ja", "indirect", 0.74, 0.85),
    ],
)  # fmt: skip
def test_danger_is_heard_or_asked_about(language: Language, how: str, heard: float, asked: float) -> None:
    texts = [line["text"] for line in lines("danger", language) if line["how"] == how]
    assert share([danger(text, language) is not None for text in texts]) >= heard
    assert share([is_asked_or_heard(text, language) for text in texts]) >= asked


@pytest.mark.parametrize(
    ("language", "name", "most"),
    [
        ("en", "lookalikes", 0.12), ("en", "drafts", 0.04), ("en", "gentle", 0.015), ("en", "odd", 0.0),
        ("ja", "lookalikes", 0.065), ("ja", "drafts", 0.015), ("ja", "gentle", 0.015), ("ja", "odd", 0.0),
    ],
)  # fmt: skip
def test_little_else_is_taken_for_danger(language: Language, name: str, most: float) -> None:
    assert share([danger(line["text"], language) is not None for line in lines(name, language)]) <= most


@pytest.mark.parametrize(("language", "least"), [("en", 0.81), ("ja", 0.80)])
def test_what_is_fine_is_left_alone(language: Language, least: float) -> None:
    found = [isinstance(reword(Draft(line["text"], language)), Gentle) for line in lines("gentle", language)]
    assert share(found) >= least


@pytest.mark.parametrize(("language", "most"), [("en", 0.04), ("ja", 0.045)])
def test_little_that_is_hot_is_taken_for_gentle(language: Language, most: float) -> None:
    found = [isinstance(reword(Draft(line["text"], language)), Gentle) for line in lines("drafts", language)]
    assert share(found) <= most


@pytest.mark.parametrize(("language", "least"), [("en", 0.86), ("ja", 0.75)])
def test_what_is_no_draft_is_named(language: Language, least: float) -> None:
    found = [isinstance(reword(Draft(line["text"], language)), Odd) for line in lines("odd", language)]
    assert share(found) >= least


@pytest.mark.parametrize(
    ("language", "category", "heard", "asked"),
    [
        ("en", "crisis_direct", 0.86, 0.95), ("en", "crisis", 0.75, 0.86),
        ("ja", "crisis_direct", 0.93, 0.97), ("ja", "crisis", 0.80, 0.87),
    ],
)  # fmt: skip
def test_danger_in_plain_lines_is_heard_or_asked_about(
    language: Language, category: str, heard: float, asked: float
) -> None:
    texts = plain_lines(language, category)
    assert share([danger(text, language) is not None for text in texts]) >= heard
    assert share([is_asked_or_heard(text, language) for text in texts]) >= asked


@pytest.mark.parametrize(
    ("language", "category", "most"),
    [
        ("en", "crisis_neg", 0.13), ("en", "hot", 0.025), ("en", "gentle", 0.01), ("en", "odd", 0.05),
        ("ja", "crisis_neg", 0.10), ("ja", "hot", 0.04), ("ja", "gentle", 0.02), ("ja", "odd", 0.05),
    ],
)  # fmt: skip
def test_few_plain_lines_are_taken_for_danger(language: Language, category: str, most: float) -> None:
    assert share([danger(text, language) is not None for text in plain_lines(language, category)]) <= most


@pytest.mark.parametrize(("language", "least"), [("en", 0.90), ("ja", 0.84)])
def test_plain_gentle_lines_are_left_alone(language: Language, least: float) -> None:
    found = [isinstance(reword(Draft(text, language)), Gentle) for text in plain_lines(language, "gentle")]
    assert share(found) >= least


def plain_lines(language: Language, category: str) -> list[str]:
    """Of two lists, written at different times by people who did not know the engine."""
    both = (*lines("plain", language), *lines("plain2", language))
    return [line["text"] for line in both if line["category"] == category]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_in_other_conversations_danger_is_heard_and_little_else(language: Language) -> None:
    """Reflections, requests, thanks, answers to the question of the day: 200 a language, 30 of them danger."""
    said = lines("elsewhere", language)
    heard = {safe: [danger_anywhere(line["text"], language) is not None for line in said if line["safe"] == safe]
             for safe in ("ok", "crisis")}  # fmt: skip
    assert share(heard["crisis"]) >= 0.9
    assert share(heard["ok"]) <= 0.03

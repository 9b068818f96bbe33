"""Rewording for scripts: a line for a line, in order, whatever comes in."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from conversations.rewording import Draft, reword_at_once
from conversations.rewording.scripts import answer, answers

KINDS = {"reworded", "gentle", "ask", "boundary", "crisis", "odd"}


def told(text: str, assist: bool = False, **given: Any) -> dict[str, Any]:
    return answer({"id": 7, "text": text, **given}, assist)


def test_each_line_is_answered_in_its_place_even_one_that_cannot_be_read() -> None:
    lines = ['{"id": "a", "text": "You forgot the milk again"}', "", "oops", "[1]", '{"id": 2, "text": null}']
    found = [json.loads(line) for line in answers(lines, assist=False)]
    assert [(one["id"], one["kind"]) for one in found] == [
        ("a", "reworded"),
        (None, "odd"),
        (None, "odd"),
        (2, "odd"),
    ]


def test_an_answer_has_what_a_script_reads() -> None:
    found = told("You NEVER ask about my day!!", lang="en")
    assert found.keys() == {"id", "kind", "candidates", "signals", "ask"}
    assert (found["id"], found["kind"]) == (7, "reworded")
    assert [one["style"] for one in found["candidates"]] == ["gentle", "short", "firm"]
    assert found["ask"]["slot"] == "feeling"
    assert found["ask"]["options"][0].keys() == {"id", "text"}
    absolute = next(one for one in found["signals"] if one["kind"] == "absolute")
    assert absolute == {
        "kind": "absolute",
        "span": [0, 9],
        "words": "You never",
        "why": "always and never are hard to hear.",
    }


def test_a_span_counts_in_the_text_as_it_was_given() -> None:
    text = "sooooooo.... you ALWAYS forget the milk"
    (absolute,) = [one for one in told(text)["signals"] if one["kind"] == "absolute"]
    start, end = absolute["span"]
    assert text[start:end].lower() == absolute["words"].lower()
    assert "ALWAYS" in text[start:end]


def test_with_assist_the_first_chip_is_taken_and_counted() -> None:
    plain, assisted = told("You forgot my birthday"), told("You forgot my birthday", assist=True)
    assert plain["ask"] is not None
    assert "taps" not in plain
    assert (assisted["kind"], assisted["ask"], assisted["taps"]) == ("reworded", None, 2)
    assert assisted["candidates"] != plain["candidates"]


def test_what_says_nothing_is_asked_about_and_answered_all_the_same() -> None:
    found = told("k.", lang="en")
    assert found["kind"] == "ask"
    assert found["ask"]["options"]
    assert found["candidates"]


def test_danger_gets_no_wording() -> None:
    found = told("I want to kill myself", lang="en")
    assert (found["kind"], found["candidates"], found["signals"], found["ask"]) == ("crisis", [], [], None)


def test_what_may_be_a_limit_is_asked_and_taken_as_one_with_assist() -> None:
    text = "If you keep shouting I'm going to my sister's"
    found = told(text, lang="en")
    assert found["kind"] == "boundary"
    assert [one["id"] for one in found["ask"]["options"]] == ["yes", "no"]
    assert told(text, assist=True)["kind"] == "reworded"


def test_several_topics_become_the_first_one_with_the_question_which() -> None:
    found = told("you forgot the rent AND your sister AND you were gaming at breakfast", lang="en")
    assert found["ask"]["slot"] == "topic"
    assert found["candidates"]


def test_the_language_is_found_out_where_nobody_names_it() -> None:
    assert "なんで" in told("なんでいつも遅いの?")["signals"][0]["words"]
    assert told("なんでいつも遅いの?", lang="xx")["kind"] == "reworded"


@given(st.text(max_size=80), st.booleans())
def test_any_text_gets_an_answer_with_a_next_step(text: str, assist: bool) -> None:
    found = told(text, assist)
    assert found["kind"] in KINDS
    assert found.get("taps", 0) <= 3
    if found["kind"] in ("reworded", "ask"):
        assert found["candidates"]
    json.dumps(found)


@given(st.text(max_size=60))
def test_without_anybody_to_ask_there_is_always_an_end(text: str) -> None:
    reword_at_once(Draft(text, "ja"))

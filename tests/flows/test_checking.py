"""The checks of every path find what they are for."""

import pytest

from conversations.dialogue.here import Here
from conversations.dialogue.outcomes import Begin, Button, Outcome, Show, rows
from conversations.dialogue.phrases import say
from conversations.dialogue.steps import Chip, Choose, Write
from tests.flows import checking, wording_in_code
from tests.flows.test_every_path import chosen
from tests.flows.walking import End, Walk, walk

HELLO = say("welcome.hello.text")


@pytest.mark.parametrize(
    ("step", "problem"),
    [
        (Choose("need.nowhere"), "need.nowhere, not there, or without what stands in it: en: need.nowhere.text"),
        (Choose("need.full"), "need.full, not there, or without what stands in it: en: need.full.text wants partner"),
        (Choose("need.kind", preview=say("need.full.text")),
         "need.kind, not there, or without what stands in it: en: need.full.text wants partner"),
        (Choose("need.kind", chips=(Chip("a", "x" * 41),)), f"need.kind, en: wider than a phone: {'x' * 41}"),
        (Choose("need.kind", chips=(Chip("a", " "),)), "need.kind, en: a button without a label"),
        (Choose("need.kind", chips=(Chip("two words", "A"),)), "need.kind, en: 'two words' is no option id"),
        (Choose("need.kind", chips=(Chip("x" * 41, "A"),)), f"need.kind, en: {'x' * 41!r} is no option id"),
        (Write("need.situation", preview="x" * 3501), "need.situation, en: too long for a message: 3501"),
        (Write("need.situation", preview="a {brace}"), "need.situation, en: a brace was left over: a {brace}"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_question_is_found(step: Choose | Write, problem: str) -> None:
    assert problem in checking.problems_of_question(step)


@pytest.mark.parametrize(
    ("outcome", "problem"),
    [
        (Show(say("need.full.text")),
         "Show, not there, or without what stands in it: en: need.full.text wants partner"),
        (Show(HELLO, rows(Button(say("need.nowhere"), "menu"))),
         "Show, not there, or without what stands in it: en: need.nowhere"),
        (Show(HELLO, rows(*(Button("x" * 21, "menu") for _ in range(2)), wide=2)),
         f"Show, en: wider than a phone: {'x' * 21} | {'x' * 21}"),
        (Show(HELLO, rows(Button("A", "nowhere"))), "Show, en: 'nowhere' starts nothing"),
        (Show(HELLO, rows(Button("A", "menu sideways"))),
         "Show, en: 'menu sideways' is not among the ARGS of situations.py: it is not walked"),
        (Show(HELLO, rows(Button("A", f"need {'x' * 60}"))), f"Show, en: {'need ' + 'x' * 60!r} is too long"),
        (Show(HELLO, rows(Button("A", start="not a payload"))), "Show, en: 'not a payload' is no payload of a link"),
        (Show(HELLO, rows(Button("A"))), "Show, en: A leads to nothing, or to two things"),
        (Begin("nowhere"), "Begin, en: nowhere is no flow"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_outcome_is_found(outcome: Outcome, problem: str) -> None:
    assert problem in checking.problems_of_outcome(outcome)


def test_going_on_without_a_partner_is_found() -> None:
    end = End(Here("Aki", "en", "UTC", consented=True), (), (Begin("need"), Begin("reword"), Begin("menu")))
    assert checking.ill_begun(end) == ["goes on with need, which wants partner"]


def test_a_question_that_nothing_ends_is_found() -> None:
    walked = Walk("need", questions={Choose(key): () for key in ("one", "two", "three")})
    walked.leads = {
        ("one", "a"): {"two": None},
        ("two", "a"): {"": None, "three": None},
        ("three", "a"): {"three": None},
    }
    assert checking.without_end(walked) == {"three"}


def test_what_was_chosen_is_known_of_each_path() -> None:
    here = Here("Aki", "en", "UTC", args=("41", "heard"))
    assert chosen(End(here, (("need.review", "us"),), ())) == {"need.review us", "tapped heard"}


def test_a_walk_meets_every_answer_and_every_end() -> None:
    walked = walk("leave")
    assert {step.key for step in walked.questions} == {"leave.sure", "leave.tell"}
    assert walked.leads == {
        ("", ""): {"": None, "leave.sure": None},
        ("leave.sure", "leave"): {"": None},
        ("leave.sure", "stay"): {"": None},
        ("leave.sure", "tell"): {"leave.tell": None},
        ("leave.tell", "send"): {"": None},
        ("leave.tell", "leave"): {"": None},
        ("leave.tell", "stay"): {"": None},
    }
    assert {type(one).__name__ for end in walked.ends for one in end.outcomes} == {
        "Leave",
        "Show",
        "Withdraw",
    }


def test_code_names_keys_alone_in_patterns_and_as_tables() -> None:
    by_pattern = {one.pattern: one for one in wording_in_code.named()}
    assert by_pattern[r"need\.review"].covers("need.review.options.us")
    assert not by_pattern[r"need\.review"].covers("need.review.said.us")
    assert by_pattern[r"answer\.button\.[\w.-]+"].covers("answer.button.heard")
    assert by_pattern[r"needs\.kind\.options"].covers("needs.kind.options.listen")

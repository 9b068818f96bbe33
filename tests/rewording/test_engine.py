"""The order of questions that every draft goes through, and the checks that every wording must pass."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.rewording import Ask, Chip, Draft, Reworded, Stop, danger, detect_language, plain, reword
from conversations.rewording.checks import faults
from conversations.rewording.language import rules_for
from conversations.rewording.normalise import normalise

ENGLISH = rules_for("en")


def wrong(draft: str, candidate: str) -> tuple[str, ...]:
    return faults(ENGLISH, Draft(draft, "en"), draft, candidate, {})


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    json.dumps(plain(reword(Draft(text, "en")), "en"))


def test_shouting_and_stretching_are_lowered_and_noted() -> None:
    calm = normalise("YOU NEVER HELP!!!!! I am sooooo tired")
    assert calm.text == "you never help! I am so tired"
    assert {signal.kind for signal in normalise("YOU NEVER HELP ME").loud} == {"all_caps"}


def test_hidden_characters_are_taken_out() -> None:
    assert normalise("you\u200b never\u202e listen\x00").text == "you never listen"


def test_a_span_says_where_its_words_stand() -> None:
    shown = reword(Draft("you ALWAYS leave the lights on, so lazy", "en"))
    text = normalise("you ALWAYS leave the lights on, so lazy").text
    assert isinstance(shown, Ask)
    for signal in shown.signals:
        assert text[signal.start : signal.end].strip(" ,.!?\n") == signal.words


def test_a_reversed_wording_is_refused() -> None:
    assert "reversed" in wrong("you never do the dishes", "I feel hurt when you do the dishes. Can we talk?")
    assert "reversed" in wrong(
        "you always leave the door open", "I feel hurt when you don't leave the door open. Can we talk?"
    )
    assert wrong("you never do the dishes", "I feel hurt when you don't do the dishes. Can we talk?") == ()


def test_an_added_number_name_or_time_is_refused() -> None:
    assert "number_added" in wrong("you were late", "I waited 40 minutes. Can we talk?")
    assert "name_added" in wrong("you were late", "I felt hurt that Dan was late. Can we talk?")
    assert "time_added" in wrong("you were late", "I felt hurt when you were late. Can we talk tonight?")


def test_what_still_lands_hard_is_refused() -> None:
    assert "absolute" in wrong("you never listen", "I feel hurt when you never listen. Can we talk?")
    assert "label" in wrong("you're lazy", "I feel hurt because you're lazy. Can we talk?")


def test_a_thought_is_not_a_feeling() -> None:
    assert "not_a_feeling" in wrong("you don't care", "I feel like you could listen. Can we talk?")


def test_a_lecture_is_refused_for_its_length() -> None:
    assert "long" in wrong("k", "Can we talk? " * 20)


def test_an_apology_or_love_that_was_not_there_is_refused() -> None:
    assert "apology_added" in wrong("you were late", "I'm sorry. Can we talk?")
    assert "love_added" in wrong("you were late", "I love you. Can we talk?")


def test_the_language_is_told_by_its_letters() -> None:
    assert [detect_language(text) for text in ("you never listen", "なんでいつも遅いの", "Ты никогда", "123", "")] == [
        "en", "ja", None, None, None,
    ]  # fmt: skip


def test_a_rewording_travels_as_plain_values_with_its_kind() -> None:
    assert plain(Stop("threat"), "en") == {"kind": "stop", "danger": "threat"}
    assert plain(Ask("feeling", (Chip("hurt", "Hurt"),)), "en") == {
        "kind": "ask",
        "slot": "feeling",
        "chips": ({"id": "hurt", "text": "Hurt"},),
        "signals": (),
        "candidates": (),
    }
    assert (
        plain(reword(Draft("you forgot my birthday", "en", {"feeling": "hurt", "request": "talk"})), "en")[
            "kind"
        ]
        == "reworded"
    )


def test_after_three_answers_nothing_more_is_asked() -> None:
    shown = reword(
        Draft("you're lazy", "en", {"happened": "unknown", "feeling": "unknown", "request": "unknown"})
    )
    assert isinstance(shown, Reworded)
    assert shown.candidates


def test_a_hidden_joiner_does_not_hide_danger() -> None:
    assert danger("I want to k\u200dill myself", "en") == Stop("self_harm")
    assert danger("死\u200dにたい", "ja") == Stop("self_harm")

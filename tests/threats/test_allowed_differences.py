"""What one partner may notice of the other: each entry of the list is real, in its approved words, and nothing more."""

import pytest

from tests.threats.comparing import live_both, parts_at
from tests.threats.differences import Difference, all_differences, is_all
from tests.threats.life import book
from tests.threats.schedules import Pair, live, told

SHOWN: dict[str, Pair] = {  # a course of days in which it shows
    "softer steps": told(0, ["20 11:00 A look_whether_tense 1"], ["20 10:46 B flooded_alone 1"]),
    "no moment for turns": told(0, ["20 11:00 A look_for_turns 1"], ["20 10:46 B flooded_alone 1"]),
    "an answer is deleted before it was opened": told(
        0, ["20 12:00 B check_in 1", "20 14:00 A check_in 1"], ["20 13:00 B delete_notes 1"]
    ),
    "cannot be delivered": told(0, ["20 12:00 A ask 5"], ["20 11:00 B block begins 1"]),
    "another language": told(
        0, ["20 12:00 B check_in 1", "20 13:00 A check_in 1"], ["20 11:00 B speak_another_language 1"]
    ),
    "quiet hours": told(0, ["20 12:00 A note 3"], ["20 11:00 B be_quiet_by_day 1"]),
    "another hour": told(0, ["20 12:00 A check_in 1"], ["20 11:00 B be_asked_later 1"]),
    "leaving": told(0, ["20 12:00 A ask 1"], ["20 11:00 B leave 1"]),
    "the history of both is deleted": told(0, ["20 10:00 A note 3"], ["20 11:00 B delete_history 1"]),
    "a weekly need that both want": told(
        0,
        ["20 10:00 A want_a_weekly_need 1", "20 12:00 A look_at_settings 1"],
        ["20 11:00 B want_a_weekly_need 1"],
    ),
    "a language model that both agreed to": told(
        1,
        ["20 10:00 A agree_to_the_model 1", "20 12:00 A look_at_settings 1"],
        ["20 11:00 B agree_to_the_model 1"],
    ),
}
ALL = pytest.mark.parametrize("one", all_differences(), ids=lambda one: one.name)


@ALL
def test_what_may_be_noticed_is_just_that(one: Difference) -> None:
    """T-3: the list is no door: what it names shows, in these words and in no others."""
    pair = SHOWN[one.name]
    assert {act.what for some in pair.secrets for act in some} & set(one.done)
    less, more = live_both(pair)
    if one.differs == "undone":
        assert parts_at(less, more) is not None
        undone = tuple(act for act in pair.joint if act.who == "A" or act.what not in one.near)
        less = live(pair.coins, pair.watched, undone)
        assert parts_at(less, more) is None
    else:
        assert is_all(one.differs, less.view, more.view, one), [less.view, more.view]


@ALL
def test_the_words_are_those_that_were_approved(one: Difference) -> None:
    for language, texts in one.texts.items():
        assert texts == {
            key: book().table(key.rpartition(".")[0], language)[key.rpartition(".")[2]] for key in texts
        }
    assert one.why
    assert one.texts["en"].keys() == one.texts["ja"].keys()


def test_every_entry_is_shown() -> None:
    assert SHOWN.keys() == {one.name for one in all_differences()}

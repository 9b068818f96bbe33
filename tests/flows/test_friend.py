"""A conflict as someone who loves them both would see it: written for one's own eyes, and nobody else's."""

from datetime import timedelta

import pytest
from sqlmodel import select

from conversations.records.database import transaction
from conversations.records.friend import FriendView, let_go_of_view
from conversations.records.partners import Partner
from scheduler.housekeeping import tidy
from tests.stage import Phone, Stage, paired

NOT_SAFE = "If you're not safe"
HAPPENED = "Think of someone who loves you both and wants the best for both. What would they say happened?"
LINE = "In a line or two: how would someone who loves you both describe it?"
CARD = (
    "What they'd say happened\nTwo tired people.\n\n"
    "What they'd wish for each of you\nSleep.\n\n"
    "What makes it hard, and what could help\nI want to win. A walk."
)


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def writes_at_length(mika: Phone) -> None:
    mika.says("/friend")
    for words in ("Two tired people.", "Sleep.", "I want to win. A walk."):
        mika.says(words)


def kept(stage: Stage) -> list[FriendView]:
    with transaction(stage.engine) as session:
        return list(session.exec(select(FriendView)))


def test_three_short_steps_end_at_a_card_that_may_be_kept(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa, before = stage.person("Noa", "en"), (aki.texts.copy(), stage.group().texts.copy())
    mika.says("/friend")
    long = "Three short steps, about seven minutes. What you write is for you alone."
    assert mika.sees == f"{long}\n\n{HAPPENED}"
    assert labels(mika) == ["Leave it out", NOT_SAFE, "Close"]
    mika.says("Two tired people.")
    assert mika.sees == "And what would they wish for each of you?"
    mika.says("Sleep.")
    assert mika.sees == "What makes their view hard to take in the moment, and what could help next time?"
    mika.says("I want to win. A walk.")
    assert mika.sees == f"{CARD}\n\nKeep it, for your eyes alone?"
    mika.taps("Keep it")
    assert mika.sees == "Kept, for your eyes alone. You find it under /friend."
    assert (aki.texts, stage.group().texts, noa.texts) == (*before, [])


def test_what_is_kept_is_sealed(stage: Stage) -> None:
    _, mika = paired(stage)
    writes_at_length(mika)
    mika.taps("Keep it")
    (view,) = kept(stage)
    assert view.at_length
    assert view.words is not None
    assert b"tired" not in view.words


def test_within_four_months_the_short_form_is_asked(stage: Stage) -> None:
    aki, mika = paired(stage)
    writes_at_length(mika)
    mika.taps("Let it go")
    assert mika.sees == "Let go. None of your words are kept."
    assert [(one.at_length, one.words) for one in kept(stage)] == [
        (True, None)
    ]  # that it was, and nothing else
    stage.wait(days=119)
    mika.says("/friend")
    assert mika.sees == f"What you write is for you alone.\n\n{LINE}"
    mika.says("They both meant well.")
    card = "As someone who loves you both would say it\nThey both meant well."
    assert mika.sees == f"{card}\n\nKeep it, for your eyes alone?"
    mika.taps("Let it go")
    assert len(kept(stage)) == 1
    aki.says("/friend")
    assert aki.sees.startswith("短い問いが三つ、7分ほどです。")  # each has their own months
    stage.wait(days=1)
    mika.says("/friend")
    assert HAPPENED in mika.sees


def test_the_short_form_can_be_kept_and_does_not_put_off_the_long_one(stage: Stage) -> None:
    _, mika = paired(stage)
    writes_at_length(mika)
    mika.taps("Let it go")
    stage.wait(days=100)
    mika.says("/friend")
    mika.says("They both meant well.")
    mika.taps("Keep it")
    stage.wait(days=20)
    mika.says("/friend")
    assert mika.sees == "How would someone who loves you both describe it? What you write is for you alone."
    mika.taps("Write it down")
    assert HAPPENED in mika.sees


def test_what_was_kept_can_be_looked_at_and_let_go_one_by_one(stage: Stage) -> None:
    aki, mika = paired(stage)
    writes_at_length(mika)
    mika.taps("Keep it")
    stage.wait(days=2)
    mika.says("/friend")
    mika.taps("Write it down")
    mika.says("They both meant well.")
    mika.taps("Keep it")
    mika.says("/friend")
    mika.taps("What I kept")
    newest = "As someone who loves you both would say it\nThey both meant well."
    assert mika.sees == f"{newest}\n\n1 of 2, from Sun 22 Nov, 09:00. For your eyes alone."
    mika.taps("Next one")
    assert mika.sees == f"{CARD}\n\n2 of 2, from Fri 20 Nov, 09:00. For your eyes alone."
    mika.taps("Let it go")
    mika.taps("Let it go")
    assert mika.toast == "Let go."
    assert sorted((one.at_length, one.words is None) for one in kept(stage)) == [(False, False), (True, True)]
    aki.says("/friend")
    assert not [one for one in aki.texts if "meant well" in one]


def test_each_question_may_be_left_out(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/friend")
    mika.taps("Leave it out")
    mika.says("Sleep.")
    mika.taps("Leave it out")
    assert mika.sees == "What they'd wish for each of you\nSleep.\n\nKeep it, for your eyes alone?"
    mika.says("/friend")
    for _ in range(3):
        mika.taps("Leave it out")
    assert mika.sees == "Nothing was written, and that's fine."
    assert kept(stage) == []


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_every_screen_has_a_way_for_someone_who_is_not_safe(stage: Stage, steps: int) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    mika.says("/friend")
    for _ in range(steps):
        mika.says("words")
    mika.taps(NOT_SAFE)
    assert mika.sees.startswith("Message from Attune")
    assert (aki.texts, kept(stage)) == (before, [])


def test_the_first_screen_of_what_is_kept_has_that_way_too(stage: Stage) -> None:
    _, mika = paired(stage)
    writes_at_length(mika)
    mika.taps("Keep it")
    mika.says("/friend")
    mika.taps(NOT_SAFE)
    assert mika.sees.startswith("Message from Attune")


def test_it_is_deleted_with_the_private_notes_and_counted_under_privacy(stage: Stage) -> None:
    aki, mika = paired(stage)
    writes_at_length(mika)
    mika.taps("Keep it")
    before = aki.texts.copy()
    mika.says("/privacy")
    mika.taps("What exactly")
    assert "notes as a friend would see it (1)" in mika.sees
    mika.says("/start delete")
    mika.taps("My private notes")
    mika.taps("Delete")
    assert kept(stage) == []
    mika.says("/friend")
    assert HAPPENED in mika.sees
    assert aki.texts == before


def test_a_mark_without_words_is_forgotten_once_it_no_longer_matters(stage: Stage) -> None:
    _, mika = paired(stage)
    writes_at_length(mika)
    mika.taps("Let it go")
    stage.wait(days=119)
    tidy(stage.now, stage.attune)
    assert len(kept(stage)) == 1
    stage.wait(days=1)
    tidy(stage.now, stage.attune)
    assert kept(stage) == []


def test_nobody_lets_go_of_what_another_one_wrote(stage: Stage) -> None:
    _, mika = paired(stage)
    writes_at_length(mika)
    mika.taps("Keep it")
    (view,) = kept(stage)
    with transaction(stage.engine) as session:
        other = next(one.id for one in session.exec(select(Partner)) if one.id != view.partner_id)
        assert not let_go_of_view(session, other, view.id)
        assert let_go_of_view(session, view.partner_id, view.id)
        assert not let_go_of_view(session, view.partner_id, view.id)  # a double tap changes nothing


def test_in_japanese_every_step_reads_and_every_button_works(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = mika.texts.copy()
    aki.says("/menu")
    aki.taps("ほかにも…")
    aki.taps("友だちの目で")
    aki.says("ふたりとも疲れていた。")
    aki.taps("とばす")
    aki.says("眠いと無理。")
    aki.taps("とっておく")
    assert aki.sees == "とっておきました。見えるのはご自分だけで、/friend でまた読めます。"
    stage.now += timedelta(days=1)
    aki.says("/friend")
    aki.taps("書いてみる")
    assert aki.sees.startswith("書いたことは、ご自分だけのものです。")
    aki.says("どちらも大事に思っていた。")
    aki.taps("手放す")
    aki.says("/friend")
    aki.taps("とっておいた分")
    assert aki.sees.endswith("1通のうちの1通目、11月20日(金) 18:00のものです。見えるのはご自分だけです。")
    aki.taps("手放す")
    aki.taps("手放す")
    assert (aki.toast, mika.texts) == ("手放しました。", before)

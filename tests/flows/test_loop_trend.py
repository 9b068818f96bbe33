"""What is kept of looking at the loop: which way it went and what to try, for one's own eyes and only if one likes."""

from datetime import timedelta

import pytest
from sqlmodel import select

from conversations.records.database import transaction
from conversations.records.loops import LoopReport, reports_of
from conversations.records.partners import Partner
from tests.stage import EVENING, Phone, Stage, paired

FACES_EN = "Reach: ask, come closer"
BACK = ("I step back", "Not make it worse", "Like not caring", "Name a time")
REACH = ("I reach", "To be heard", "I don't know", "Ask once, clearly")
BOTH = ("Both, by turns", "To be heard", "I don't know", "Nothing for now")
BACK_JA = ("下がるほう", "悪くしたくない", "どうでもいい感じ", "黙る前にひとこと")
NOTHING_EN = "Nothing of it is kept."


def looks(phone: Phone, *answers: str) -> None:
    phone.says("/loop")
    for label in answers:
        phone.taps(label)


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def kept(stage: Stage) -> list[LoopReport]:
    with transaction(stage.engine) as session:
        return list(session.exec(select(LoopReport)))


def told(stage: Stage) -> list[tuple[str, object]]:
    """Move and step of everything that is kept, in English words, the oldest first."""
    with transaction(stage.engine) as session:
        ids = session.exec(select(Partner.id)).all()
        every = [
            one for id in ids for one in reports_of(session, stage.attune.sealer, id, EVENING - timedelta(1))
        ]
    in_order = sorted(reversed(every), key=lambda one: one.at)
    return [(one.move, one.step and stage.attune.book.words(one.step, "en")) for one in in_order]


@pytest.mark.parametrize("ending", [
    ("That's enough",), ("The loop we want", "That's enough"), ("Share one line", "Send it"),
    ("Share one line", "Copy"), ("Share one line", "Keep it to myself"),
])  # fmt: skip
def test_whichever_way_it_ends_the_move_and_the_step_are_kept(stage: Stage, ending: tuple[str, ...]) -> None:
    _, mika = paired(stage)
    looks(mika, *BACK)
    assert kept(stage) == []
    for label in ending:
        mika.taps(label)
    assert told(stage) == [("back", "name a time to come back")]


def test_it_is_kept_too_when_the_line_waits_for_the_end_of_a_pause(stage: Stage) -> None:
    aki, mika = paired(stage)
    looks(mika, *BACK, "Share one line")
    aki.presses("pause 20", None)
    aki.taps("始める")
    mika.taps("Send it")
    assert told(stage) == [("back", "name a time to come back")]


def test_what_one_would_rather_not_keep_is_not_kept(stage: Stage) -> None:
    aki, mika = paired(stage)
    looks(mika, *BACK, "Don't keep this")
    assert mika.sees.endswith(f"For your eyes alone. {NOTHING_EN}")
    assert labels(mika)[:4] == ["Share one line", "The loop we want", "That's enough", "If you're not safe"]
    mika.taps("That's enough")
    assert mika.sees == f"Enough for now. Nothing was sent. {NOTHING_EN}"
    looks(mika, *BACK, "Don't keep this", "Share one line", "Send it")
    looks(aki, *BACK_JA, "残さない")
    assert aki.sees.endswith("見えるのはご自分だけです。どこにも残しません。")
    aki.taps("ここまで")
    assert aki.sees == "ここまでにします。何も送っていません。どこにも残しません。"
    assert kept(stage) == []


@pytest.mark.parametrize("answers", [
    ("Neither of these",), ("If you're not safe",), (*BACK, "If you're not safe"), (*BACK, "Close"),
    (*BACK, "Share one line", "If you're not safe"),
])  # fmt: skip
def test_who_leaves_before_the_end_or_is_not_safe_keeps_nothing(
    stage: Stage, answers: tuple[str, ...]
) -> None:
    _, mika = paired(stage)
    looks(mika, *answers)
    assert kept(stage) == []


def test_next_time_it_says_what_one_wanted_to_try_and_no_more(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = stage.group().texts.copy()
    looks(mika, *BACK, "That's enough")
    looks(aki, *BACK_JA, "ここまで")
    stage.wait(days=9)
    mika.says("/loop")
    assert mika.sees.startswith(
        f"Last time, on 20 November, you wanted to try: name a time to come back\n\n{FACES_EN}"
    )
    aki.says("/loop")
    last = "前回（11月20日）試してみたかったこと：黙る前に「少し黙るけど、いなくならないよ」と言う"
    assert aki.sees.startswith(f"{last}\n\n近づく：")
    assert stage.group().texts == before


def test_it_is_ones_own_words_that_come_back(stage: Stage) -> None:
    aki, mika = paired(stage)
    looks(mika, *BACK[:3])
    mika.says("sit down first")
    mika.taps("That's enough")
    assert b"sit down" not in kept(stage)[0].body
    mika.says("/loop")
    assert mika.sees.startswith("Last time, on 20 November, you wanted to try: sit down first\n\n")
    aki.says("/loop")
    assert aki.sees.startswith("近づく：")


def test_where_nothing_was_to_be_tried_nothing_is_said_of_last_time(stage: Stage) -> None:
    _, mika = paired(stage)
    looks(mika, *BACK, "That's enough")
    looks(mika, *BOTH)
    assert mika.sees.endswith(
        "For your eyes alone. Kept for 90 days: the day and which way it went. Nothing else."
    )
    mika.taps("That's enough")
    assert told(stage) == [("back", "name a time to come back"), ("both", None)]
    mika.says("/loop")
    assert mika.sees.startswith(FACES_EN)


def test_from_the_third_time_on_the_card_counts_and_says_no_more(stage: Stage) -> None:
    _, mika = paired(stage)
    for answers in (REACH, BACK):
        looks(mika, *answers)
        assert "Since" not in mika.sees
        mika.taps("That's enough")
        stage.wait(days=20)
    looks(mika, *REACH)
    assert mika.sees.split("\n\n")[1] == (
        "Since 20 November you looked at this 3 times: twice a reach, once a step back."
    )
    mika.taps("That's enough")
    looks(mika, *BOTH, "The loop we want")
    assert mika.sees.split("\n\n")[1:] == [
        "Since 20 November you looked at this 4 times: twice a reach, once a step back, once both by turns.",
        "The loop to want\nSomebody reaches once, softly. Somebody says when they'll be back. "
        "Both find that there's room.",
        "For your eyes alone. Kept for 90 days: the day and which way it went. Nothing else.",
    ]


def test_in_japanese_it_counts_the_japanese_way(stage: Stage) -> None:
    aki, _ = paired(stage)
    for _ in range(2):
        looks(aki, *BACK_JA, "ここまで")
    looks(aki, "どちらもある", "わかってほしい", "わからない", "今はなし")
    assert "\n\n11月20日から3回、ここで振り返りました。下がるほうが2回、両方が1回でした。\n\n" in aki.sees


def test_what_is_older_than_ninety_days_is_neither_said_nor_counted(stage: Stage) -> None:
    _, mika = paired(stage)
    looks(mika, *BACK, "That's enough")
    stage.wait(days=1)
    looks(mika, *BACK, "That's enough")
    stage.wait(days=89)
    looks(mika, *REACH)
    assert "Since" not in mika.sees
    stage.wait(days=1)
    mika.says("/loop")
    assert mika.sees.startswith(FACES_EN)


def test_the_day_is_the_day_where_one_lives(stage: Stage) -> None:
    aki, _ = paired(stage)
    stage.now = stage.now.replace(hour=16)  # one in the morning in Tokyo
    looks(aki, *BACK_JA, "ここまで")
    aki.says("/loop")
    assert aki.sees.startswith("前回（11月21日）")


def test_one_ending_is_kept_once(stage: Stage) -> None:
    _, mika = paired(stage)
    looks(mika, *BACK)
    keys, asked = [key for row in mika.shown[-1].message.keyboard for key in row], mika.shown[-1].id
    done = next(key.data for key in keys if key.label == "That's enough")
    mika.presses(done, asked)
    mika.presses(done, asked)
    assert len(kept(stage)) == 1


def test_it_is_counted_under_privacy_and_deleted_with_the_private_notes(stage: Stage) -> None:
    aki, mika = paired(stage)
    looks(mika, *BACK, "That's enough")
    looks(mika, *REACH, "That's enough")
    mika.says("/privacy")
    mika.taps("What exactly")
    assert "looks at your usual move (2)" in mika.sees
    aki.says("/privacy")
    aki.presses("privacy exactly", aki.shown[-1].id)
    assert "いつもの動き" not in aki.sees
    mika.says("/privacy")
    mika.taps("How long it's kept")
    assert "Your usual move: 90 days." in mika.sees
    mika.says("/start delete")
    mika.taps("My private notes")
    mika.taps("Delete")
    assert kept(stage) == []


def test_who_deletes_everything_leaves_no_look_and_no_line_behind(stage: Stage) -> None:
    aki, mika = paired(stage)
    looks(aki, *BACK_JA, "ここまで")
    looks(mika, *BACK, "That's enough")
    mika.says("/start delete")
    mika.taps("All of mine")
    mika.taps("Delete it all")
    assert told(stage) == [("back", "say “I'm going quiet, not going away” first")]

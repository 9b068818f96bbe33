"""After the talk: the last lines together, the summary kept by both or forgotten, one idea where both want it."""

import pytest
from sqlmodel import select

from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.floor_lines import FloorLine
from conversations.records.floors import Floor, FloorState
from conversations.records.forgetting import forget_private, forget_shared
from conversations.records.partners import Partner
from scheduler.housekeeping import tidy
from tests.flows.test_floor import MOVED_ON_EN, exchanged, falls_due, labels, said, the_floor
from tests.stage import Phone, Stage

STANDS = (
    "/limits で見られます。どちらからでも、そこで手放せます。\n"
    "You find it under /limits. Either of you can let go of it there."
)
OUT = "Your lines are out, together."
KEPT_EN = (
    "the dishes\n\nAki understood better: 朝はたいへん\n\n"
    "Mika understood better: why it matters\nMika can agree with or do: wash up first"
)
SUMMARY_EN = f"{KEPT_EN}\n\nA day from now I forget these words, unless you both keep them."


def closing(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = exchanged(stage)
    mika.taps("Enough for today")
    return aki, mika


def mika_closes(mika: Phone) -> None:
    mika.taps("Write them")
    mika.says("why it matters")
    mika.says("wash up first")
    mika.taps("Ready")


def aki_closes(aki: Phone) -> None:
    aki.taps("二行を書く")
    aki.says("朝はたいへん")
    aki.taps("とばす")
    aki.taps("これでよい")


def shared(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = closing(stage)
    mika_closes(mika)
    aki_closes(aki)
    return aki, mika


def solving(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = shared(stage)
    mika.taps("Ready to solve", stage.group())
    aki.taps("解決に進みたい", stage.group())
    return aki, mika


def picking(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = solving(stage)
    mika.taps("Write it")
    mika.says("a timer")
    mika.taps("Ready")
    aki.taps("書く")
    aki.says("音楽をかける")
    aki.taps("これでよい")
    return aki, mika


def lines(stage: Stage) -> list[str]:
    with transaction(stage.engine) as session:
        return sorted(one.kind for one in session.exec(select(FloorLine)))


def forgets(stage: Stage, **after: float) -> int:
    stage.wait(**after)
    return tidy(stage.now, stage.attune)["lines of turns"]


def test_neither_reads_the_others_lines_before_both_are_there(stage: Stage) -> None:
    aki, mika = closing(stage)
    before = aki.texts.copy(), stage.group().texts.copy()
    mika_closes(mika)
    assert (aki.texts, stage.group().texts) == before
    assert mika.sees.startswith("They're safe with me, and go out together with your partner's.")
    assert labels(mika) == ["A friend's view"]
    aki_closes(aki)
    assert stage.group().texts[-1].endswith(SUMMARY_EN)
    assert stage.group().shown[-1].buttons == [
        ["解決に進みたい · Ready to solve"],
        ["まとめを残す · Keep our summary"],
    ]
    assert aki.sees == "二行ずつ、いっしょに届きました。"
    assert stage.person("Noa", "en").texts == []


def test_the_lines_are_seen_before_they_go_and_may_be_changed_or_left_out(stage: Stage) -> None:
    aki, mika = closing(stage)
    before = aki.texts.copy()
    mika.taps("Write them")
    mika.says("first try")
    mika.taps("Skip")
    assert mika.sees.startswith("Mika understood better: first try\n\nThey go to both of you")
    mika.taps("Change it")
    mika.says("second try")
    mika.says("tea")
    mika.taps("Leave it out")
    assert mika.sees == "Nothing was sent. That's fine, too."
    mika.says("/turns")
    assert aki.texts == before


def test_nothing_written_is_nothing_sent(stage: Stage) -> None:
    _, mika = closing(stage)
    mika.taps("Write them")
    mika.taps("Skip")
    mika.taps("Skip")
    assert mika.sees == "Nothing was sent. That's fine, too."


def test_ones_own_lines_may_go_alone_after_a_while(stage: Stage) -> None:
    aki, mika = closing(stage)
    mika_closes(mika)
    before = aki.texts.copy()
    falls_due(stage, minutes=59)
    assert labels(mika) == ["A friend's view"]
    falls_due(stage, minutes=1)
    assert labels(mika) == ["Send mine", "Let them wait"]
    assert "Aki" not in mika.sees
    mika.taps("Send mine")
    alone = "Mika understood better: why it matters\nMika can agree with or do: wash up first"
    assert stage.group().texts[-1].endswith(alone)
    assert (mika.sees, aki.texts) == ("Your lines are out.", before)
    aki_closes(aki)
    assert (
        stage.group()
        .texts[-1]
        .endswith(
            "Aki understood better: 朝はたいへん\n\nA day from now I forget these words, unless you both keep them."
        )
    )
    assert stage.group().texts[-1].count("why it matters") == 0
    assert the_floor(stage).state == FloorState.SHARED


def test_they_may_wait_and_go_out_together(stage: Stage) -> None:
    aki, mika = closing(stage)
    mika_closes(mika)
    before = stage.group().texts.copy()
    falls_due(stage, minutes=60)
    mika.taps("Let them wait")
    assert stage.group().texts == before
    aki_closes(aki)
    assert stage.group().texts[-1].endswith(SUMMARY_EN)


def test_during_a_pause_no_last_lines_reach_the_other(stage: Stage) -> None:
    aki, mika = closing(stage)
    mika_closes(mika)
    mika.says("/pause")
    mika.taps(labels(mika)[0])
    before = stage.group().texts.copy()
    aki_closes(aki)
    assert aki.sees.startswith("もう、ふたりで休んでいるところです。")
    assert stage.group().texts == before


def test_the_words_are_forgotten_a_day_after_the_talk(stage: Stage) -> None:
    shared(stage)
    assert lines(stage) == ["agreed", "heard", "said", "topic", "under", "understood", "understood"]
    assert forgets(stage, hours=23, minutes=59) == 0
    assert forgets(stage, minutes=1) == 7
    assert (lines(stage), the_floor(stage).state) == ([], FloorState.OVER)


def test_stopped_words_are_forgotten_a_day_later_too(stage: Stage) -> None:
    aki, _ = said(stage)
    aki.taps("ここでやめる")
    assert forgets(stage, hours=23, minutes=59) == 0
    assert forgets(stage, minutes=1) == 3
    assert lines(stage) == []


def test_words_that_nobody_came_back_to_are_forgotten_as_well(stage: Stage) -> None:
    said(stage)
    assert forgets(stage, hours=24) == 3


def test_a_summary_is_kept_if_both_want_it(stage: Stage) -> None:
    aki, mika = shared(stage)
    mika.taps("Keep our summary", stage.group())
    assert mika.toast == "Noted. It's kept once you both want that."
    before = stage.group().texts.copy()
    mika.taps("Keep our summary", stage.group())
    assert (mika.toast, stage.group().texts) == (MOVED_ON_EN, before)
    aki.taps("まとめを残す", stage.group())
    assert stage.group().texts[-1].endswith("Your summary is kept, a copy for each of you: /kept")
    forgets(stage, hours=24)
    assert lines(stage) == []
    mika.says("/kept")
    assert mika.sees.startswith(f"{KEPT_EN}\n\n1 of 1, kept ")
    aki.says("/kept")
    assert "Akiさんが" in aki.sees


def test_each_lets_go_of_a_summary_for_themselves(stage: Stage) -> None:
    aki, mika = shared(stage)
    mika.taps("Keep our summary", stage.group())
    aki.taps("まとめを残す", stage.group())
    mika.says("/kept")
    mika.taps("Let it go")
    mika.taps("Let it go")
    mika.says("/kept")
    assert mika.sees.startswith("Nothing is kept here yet.")
    aki.says("/kept")
    assert "朝はたいへん" in aki.sees


def test_what_is_forgotten_cannot_be_kept(stage: Stage) -> None:
    aki, mika = shared(stage)
    mika.taps("Keep our summary", stage.group())
    forgets(stage, hours=24)
    aki.taps("まとめを残す", stage.group())
    assert aki.toast == "このカードは先に進んでいます。"
    mika.says("/kept")
    assert mika.sees.startswith("Nothing is kept here yet.")


def test_what_one_alone_wants_to_keep_is_forgotten(stage: Stage) -> None:
    _, mika = shared(stage)
    mika.taps("Keep our summary", stage.group())
    forgets(stage, hours=24)
    assert lines(stage) == []


def test_only_two_who_are_ready_look_for_something_to_try(stage: Stage) -> None:
    aki, mika = shared(stage)
    before = aki.texts.copy(), stage.group().texts.copy()
    mika.taps("Ready to solve", stage.group())
    assert mika.toast == "Noted. It opens when you're both ready."
    assert (aki.texts, stage.group().texts) == before
    aki.taps("解決に進みたい", stage.group())
    assert (
        mika.sees == "You're both ready. One idea each, in one line; neither is shown before both are there."
    )
    assert labels(aki) == ["書く"]


def test_an_idea_is_shown_to_nobody_before_both_are_there(stage: Stage) -> None:
    aki, mika = solving(stage)
    floor, before = the_floor(stage), aki.texts.copy()
    mika.taps("Write it")
    mika.says("a timer")
    mika.taps("Leave it out")
    mika.presses(f"floor {floor.id} {floor.step} idea", None)
    mika.says("a kitchen timer")
    mika.taps("Ready")
    assert mika.sees == "Kept. Both ideas are shown together."
    assert aki.texts == before


@pytest.mark.parametrize(
    ("akis", "mikas", "outcome"),
    [
        ("相手の案", "Mine", f"You both picked this one:\na timer\n\n{STANDS}"),
        ("自分の案", "My partner's", f"You both picked this one:\n音楽をかける\n\n{STANDS}"),
        ("自分の案", "Mine", "There's no one idea you both picked, and that's fine. Both can rest."),
        ("どちらでもない", "Neither", "There's no one idea you both picked, and that's fine. Both can rest."),
    ],
)
def test_an_idea_that_both_pick_becomes_an_agreement(
    stage: Stage, akis: str, mikas: str, outcome: str
) -> None:
    aki, mika = picking(stage)
    assert mika.sees.startswith(
        "Aki's idea:\n音楽をかける\n\nMika's idea:\na timer\n\nWhich one could you try?"
    )
    before = mika.texts.copy(), stage.group().texts.copy()
    aki.taps(akis)
    assert (aki.sees, mika.texts, stage.group().texts) == ("受けとりました。だれにも見せません。", *before)
    mika.taps(mikas)
    assert stage.group().texts[-1].endswith(outcome)
    assert ("agreement" in lines(stage)) == outcome.startswith("You both")
    assert (the_floor(stage).state, the_floor(stage).ended_as) == (FloorState.OVER, "done")


def test_an_agreement_is_part_of_the_summary(stage: Stage) -> None:
    aki, mika = picking(stage)
    mika.taps("Mine")
    aki.taps("相手の案")
    mika.taps("Keep our summary", stage.group())
    aki.taps("まとめを残す", stage.group())
    mika.says("/kept")
    assert "You both picked this one:\na timer" in mika.sees


def test_an_agreement_joins_a_summary_that_is_kept_already(stage: Stage) -> None:
    aki, mika = shared(stage)
    mika.taps("Keep our summary", stage.group())
    aki.taps("まとめを残す", stage.group())
    mika.taps("Ready to solve", stage.group())
    aki.taps("解決に進みたい", stage.group())
    for phone, words in (
        (mika, ("Write it", "a timer", "Ready")),
        (aki, ("書く", "音楽をかける", "これでよい")),
    ):
        phone.taps(words[0])
        phone.says(words[1])
        phone.taps(words[2])
    mika.taps("Mine")
    aki.taps("相手の案")
    mika.says("/kept")
    assert "You both picked this one:\na timer" in mika.sees


def test_an_idea_is_given_once(stage: Stage) -> None:
    _, mika = solving(stage)
    floor = the_floor(stage)
    mika.taps("Write it")
    mika.says("a timer")
    mika.taps("Ready")
    mika.presses(f"floor {floor.id} {floor.step} idea", None)
    assert mika.toast == MOVED_ON_EN


def test_new_turns_end_what_was_left_of_the_old(stage: Stage) -> None:
    aki, mika = shared(stage)
    falls_due(stage, minutes=20)
    mika.says("/turns the garden")
    for label in ("10 minutes", "Aki first", "I'm in"):
        mika.taps(label)
    aki.taps("解決に進みたい", stage.group())
    assert aki.toast == "このカードは先に進んでいます。"
    aki.taps("始めたい")
    assert the_floor(stage).state == FloorState.SETTLING


def test_one_persons_private_lines_and_both_peoples_all_can_be_deleted(stage: Stage) -> None:
    shared(stage)
    with transaction(stage.engine) as session:
        for one in session.exec(select(Partner)):
            forget_private(session, one)
    assert lines(stage) == ["agreed", "heard", "said", "topic", "understood", "understood"]
    with transaction(stage.engine) as session:
        forget_shared(session, stage.attune.sealer, session.exec(select(Couple)).one())
    assert lines(stage) == []
    with transaction(stage.engine) as session:
        assert session.exec(select(Floor)).all() == []


def test_who_leaves_ends_it_and_nothing_more_falls_due(stage: Stage) -> None:
    aki, mika = said(stage)
    mika.says("/leave")
    mika.taps("Leave quietly")
    before = aki.texts.copy(), stage.group().texts.copy()
    falls_due(stage, minutes=30)
    assert (aki.texts, stage.group().texts) == before
    aki.taps("だったんだね")
    assert "Attune" in aki.sees  # it is paused for both; nobody is named
    assert [text for text in aki.texts[len(before[0]) :] if "Mika" in text] == []


def test_whoever_took_part_can_delete_everything_after_leaving(stage: Stage) -> None:
    aki, mika = said(stage)
    mika.says("/leave")
    mika.taps("Leave quietly")
    aki.presses("delete", None)
    aki.taps("わたしのもの全部")
    aki.taps("全部消す")
    with transaction(stage.engine) as session:
        assert session.exec(select(Floor)).all() == []
        assert len(session.exec(select(Partner)).all()) == 1

"""What two people agree on: it stands once both have said yes, and until one of them lets go of it."""

from datetime import timedelta

import pytest
from sqlmodel import select

from conversations.records.agreements import Agreement, let_go, look_again, may_change_with
from conversations.records.database import transaction
from conversations.records.notes import FINAL, Note, answer_note
from conversations.records.partners import find_partner
from conversations.records.taking_back import take_back_all
from scheduler.housekeeping import tidy
from tests.flows.test_floor_ends import picking
from tests.stage import Phone, Stage, paired
from tests.threats.lives import another_couple

WORDS = "No phones at dinner."
ASKS_JA = "Mikaさんから、約束の提案：\n{card}\nふたりとも「はい」と言ったら、約束になります。"
ASKS_EN = "{name} proposes something to agree on:\n{card}\nIt stands once both of you have said yes."
LOOK_JA = "2週間したら、見直します。"
FITS_EN = f"Some time ago you two agreed:\n{WORDS}\nDoes it still fit?"
FITS_JA = f"しばらく前の、ふたりの約束です：\n{WORDS}\n今も合っていますか？"
OVER_JA = f"この約束は、なくなりました：\n{WORDS}\n新しい約束は、いつでも /limits からできます。"
STANDS_JA = "約束になりました。/limits で見られます。"
MOVED_ON = "This card has moved on."
MOVED_ON_JA = "このカードは先に進んでいます。"


def proposes(stage: Stage, again: str = "No date", place: str = "Send privately") -> tuple[Phone, Phone]:
    aki, mika = paired(stage)
    mika.says("/limits")
    mika.taps("Propose together")
    mika.says(WORDS)
    mika.taps(again)
    mika.taps(place)
    return aki, mika


def agrees(stage: Stage, again: str = "No date") -> tuple[Phone, Phone]:
    aki, mika = proposes(stage, again)
    aki.taps("はい")
    return aki, mika


def rows_of(stage: Stage) -> list[Agreement]:
    with transaction(stage.engine) as session:
        return list(session.exec(select(Agreement).order_by(Agreement.agreed_at)))  # type: ignore[arg-type]


def opens(phone: Phone, stage: Stage, how: str = "") -> None:
    [one] = [one for one in rows_of(stage) if one.state == "stands"]
    phone.presses(f"agreement {one.id} {how}".strip(), None)


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def falls_due(stage: Stage, **after: float) -> None:
    stage.wait(**after)
    stage.ticks()


def test_it_goes_once_its_author_has_seen_it_and_stands_once_both_said_yes(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = paired(stage)
    before = aki.texts.copy()
    mika.says("/limits")
    mika.taps("Propose together")
    assert mika.sees == "What would you like the two of you to agree on? One sentence that both could keep."
    mika.says(WORDS)
    assert mika.sees == f"{WORDS}\n\nLook at it again some day? Each of you would get one quiet line."
    mika.taps("No date")
    own, theirs = ASKS_EN.format(name="Mika", card=WORDS), ASKS_JA.format(card=WORDS)
    assert (
        mika.sees
        == f"{own}\n\nAnd this is how Aki reads it:\n\n{theirs}\n\nThis is what Aki reads. Shall it go?"
    )
    assert aki.texts == before
    mika.taps("Send privately")
    assert aki.sees == theirs
    assert aki.buttons == [["はい", "言いかえたい"], ["今はやめておく"]]
    assert rows_of(stage) == []
    aki.taps("はい")
    assert aki.toast == STANDS_JA
    assert mika.sees == f"Aki says yes. You agreed:\n{WORDS}\nYou find it under /limits."
    mika.says("/limits")
    assert mika.sees.startswith(
        f"Limits and agreements\n\nWhat we agreed\n\n1. Since 20 November 2026\n{WORDS}"
    )
    aki.says("/limits")
    assert aki.sees.startswith(f"線引きと約束\n\nふたりの約束\n\n1. 2026年11月20日から\n{WORDS}")
    assert noa.shown == []


def test_it_is_sealed_for_the_two(stage: Stage) -> None:
    agrees(stage)
    [one] = rows_of(stage)
    assert one.body is not None
    assert b"phones" not in one.body


def test_yes_counts_once_and_is_its_readers_alone(stage: Stage) -> None:
    aki, mika = proposes(stage, place="Send to us")
    group = stage.group()
    mika.taps("はい", group)
    assert (mika.toast, rows_of(stage)) == ("This one is for Aki.", [])
    aki.taps("はい", group)
    aki.taps("はい", group)
    assert (aki.toast, len(rows_of(stage))) == (MOVED_ON_JA, 1)


def test_not_now_is_a_fine_answer_and_may_become_a_yes(stage: Stage) -> None:
    aki, mika = proposes(stage)
    aki.taps("今はやめておく")
    assert mika.sees == "Aki says: not now. The proposal can rest, and you can bring it up another day."
    assert rows_of(stage) == []
    aki.taps("はい")
    assert len(rows_of(stage)) == 1
    for label in ("今はやめておく", "言いかえたい", "はい"):
        aki.taps(label)
        assert aki.toast == MOVED_ON_JA


@pytest.mark.parametrize("first", FINAL)
def test_after_a_yes_or_another_wording_there_is_no_other_answer(stage: Stage, first: str) -> None:
    proposes(stage)
    with transaction(stage.engine) as session:
        note = session.exec(select(Note)).one()
        assert answer_note(session, note.id, "not_now", stage.now, *FINAL)
        assert answer_note(session, note.id, first, stage.now, *FINAL)
        for how in ("not_now", *FINAL):
            assert not answer_note(session, note.id, how, stage.now, *FINAL)


def test_a_word_is_changed_and_the_first_one_is_asked_in_turn(stage: Stage) -> None:
    aki, mika = proposes(stage)
    aki.taps("言いかえたい")
    assert aki.sees == f"{WORDS}\n\nどう言いかえますか？ ふたりとも「はい」と言ったら、約束になります。"
    aki.says("平日の夕食では、スマホを置く。")
    aki.taps("決めない")
    before = mika.texts.copy()
    assert mika.texts == before
    aki.taps("送る")
    assert mika.sees == ASKS_EN.format(name="Aki", card="平日の夕食では、スマホを置く。")
    aki.taps("はい")  # under the first proposal
    assert (aki.toast, rows_of(stage)) == (MOVED_ON_JA, [])
    mika.taps("Yes")
    assert len(rows_of(stage)) == 1
    assert aki.sees.startswith("Mikaさんの返事は「はい」。約束になりました：\n平日の夕食では、スマホを置く。")


def test_who_says_yes_while_the_other_words_it_anew_was_first(stage: Stage) -> None:
    """On two of one person's phones: the answer that came first counts."""
    aki, mika = proposes(stage)
    aki.taps("言いかえたい")
    aki.says("平日だけ。")
    aki.taps("決めない")
    said = len(mika.texts)
    [data] = [
        key.data for one in aki.shown for row in one.message.keyboard for key in row if key.label == "はい"
    ]
    aki.presses(data, None)
    assert len(rows_of(stage)) == 1
    assert len(mika.texts) == said + 1


def test_a_proposal_is_taken_back_until_it_is_answered(stage: Stage) -> None:
    aki, mika = proposes(stage)
    mika.taps("Take it back")
    aki.taps("はい")
    assert (aki.toast, rows_of(stage)) == ("これは取り消されました。何もしなくて大丈夫です。", [])


def test_in_a_pause_nothing_is_answered(stage: Stage) -> None:
    aki, mika = proposes(stage)
    aki.says("/pause")
    aki.taps("20分 18:20まで")
    before = mika.texts.copy()
    for label in ("はい", "今はやめておく", "言いかえたい"):
        aki.taps(label)
        assert aki.toast.startswith("いまはお休み中なので、何も送っていません。")
    assert (mika.texts, rows_of(stage)) == (before, [])


def test_a_proposal_of_a_pause_waits_for_its_author(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/pause")
    mika.taps("20 min → 09:20")
    before = aki.texts.copy()
    mika.says("/limits")
    mika.taps("Propose together")
    mika.says(WORDS)
    mika.taps("No date")
    mika.taps("Send privately")
    assert aki.texts == before


def test_a_rule_over_the_other_is_not_proposed(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    mika.says("/limits")
    mika.taps("Propose together")
    mika.says("You must text me back within an hour")
    assert mika.sees.endswith("What you wish from them can be a need.")
    mika.taps("Word it anew")
    mika.says("If you go out again, we're done")
    assert mika.sees.endswith("Is it what you'll do to take care of yourself?")
    mika.taps("No, I was angry")
    assert (mika.sees, aki.texts) == ("Let go. Nothing was kept, and nothing was sent.", before)


def test_both_are_asked_privately_and_silently_whether_it_still_fits(stage: Stage) -> None:
    aki, mika = agrees(stage, "In two weeks")
    group = stage.group().texts.copy()
    assert LOOK_JA in next(text for text in aki.texts if "約束の提案" in text)
    falls_due(stage, days=13, hours=23)
    assert (FITS_EN in mika.texts, FITS_JA in aki.texts) == (False, False)
    falls_due(stage, hours=1)
    assert (mika.sees, aki.sees) == (FITS_EN, FITS_JA)
    assert (mika.shown[-1].message.silent, aki.shown[-1].message.silent) == (True, True)
    assert mika.buttons == [["Keep it", "Change it"], ["Let it go"]]
    assert stage.group().texts == group
    falls_due(stage, days=20)
    assert (mika.texts.count(FITS_EN), aki.texts.count(FITS_JA)) == (1, 1)


def test_of_several_agreements_one_is_asked_about_a_day(stage: Stage) -> None:
    aki, mika = agrees(stage, "In two weeks")
    opens(mika, stage, "again")
    mika.taps("In two weeks")
    proposes_again(mika, "In two weeks")
    aki.taps("はい")
    falls_due(stage, days=14)
    assert mika.texts.count(FITS_EN) == 1
    falls_due(stage, days=1)
    assert (mika.texts.count(FITS_EN), aki.texts.count(FITS_JA)) == (2, 2)


def test_to_keep_it_is_told_to_nobody(stage: Stage) -> None:
    aki, mika = agrees(stage, "In a month")
    falls_due(stage, days=30)
    before = aki.texts.copy()
    mika.taps("Keep it")
    assert mika.sees == "It stays as it is. Nobody is told that you looked."
    assert (aki.texts, [one.state for one in rows_of(stage)]) == (before, ["stands"])


def test_nobody_is_asked_in_their_quiet_hours(stage: Stage) -> None:
    aki, mika = paired(stage)
    stage.wait(hours=5)  # 23:00 in Tokyo, 14:00 in London
    mika.says("/limits")
    mika.taps("Propose together")
    mika.says(WORDS)
    mika.taps("In two weeks")
    mika.taps("Send privately")
    aki.taps("はい")
    falls_due(stage, days=14)
    assert (FITS_EN in mika.texts, FITS_JA in aki.texts) == (True, False)
    falls_due(stage, hours=9)
    assert FITS_JA in aki.texts


def test_who_rests_is_asked_once_they_are_back(stage: Stage) -> None:
    aki, mika = agrees(stage, "In two weeks")
    aki.says("/settings")
    aki.taps("しばらく休む")
    falls_due(stage, days=14)
    assert (FITS_EN in mika.texts, FITS_JA in aki.texts) == (True, False)
    aki.says("/menu")
    falls_due(stage, days=1)
    assert FITS_JA in aki.texts


def test_who_keeps_apart_is_asked_once_they_are_back_and_the_other_notices_nothing(stage: Stage) -> None:
    aki, mika = agrees(stage, "In two weeks")
    with transaction(stage.engine) as session:
        me = find_partner(session, stage.attune.sealer, aki.telegram_id)
        assert me is not None
        me.apart_since = stage.now
    aki.says("/limits")
    assert WORDS not in aki.sees
    falls_due(stage, days=14)
    assert (FITS_EN in mika.texts, FITS_JA in aki.texts) == (True, False)
    with transaction(stage.engine) as session:
        me = find_partner(session, stage.attune.sealer, aki.telegram_id)
        assert me is not None
        me.apart_since = None
    falls_due(stage, days=1)
    assert FITS_JA in aki.texts


def test_in_a_pause_nobody_is_asked_and_nothing_is_let_go_of(stage: Stage) -> None:
    aki, mika = agrees(stage, "In two weeks")
    falls_due(stage, days=13, hours=23, minutes=50)
    mika.says("/pause")
    mika.taps("20 min → 09:10")
    opens(mika, stage, "let_go")
    assert mika.toast == "There's a pause now, so nothing was sent. This button still works afterwards."
    falls_due(stage, minutes=11)
    assert (FITS_EN in mika.texts, FITS_JA in aki.texts) == (False, False)
    assert [one.state for one in rows_of(stage)] == ["stands"]
    falls_due(stage, hours=2)
    assert (FITS_EN in mika.texts, FITS_JA in aki.texts) == (True, True)


def test_nothing_is_asked_about_what_was_let_go_of(stage: Stage) -> None:
    aki, mika = agrees(stage, "In two weeks")
    opens(mika, stage, "let_go")
    mika.taps("Let it go")
    falls_due(stage, days=14)
    assert (FITS_EN in mika.texts, FITS_JA in aki.texts) == (False, False)


@pytest.mark.parametrize("who", ["author", "other"])
def test_either_lets_go_of_it_once_and_the_other_reads_only_that(stage: Stage, who: str) -> None:
    aki, mika = agrees(stage)
    if who == "author":
        opens(mika, stage, "let_go")
        assert mika.sees == f"{WORDS}\n\nLet it go? Aki reads that it no longer stands, and nothing more."
        opens(aki, stage, "let_go")
        mika.taps("Let it go")
        assert mika.sees == "It no longer stands. Aki reads just that."
        assert aki.sees == OVER_JA
        read = len(mika.texts)
        aki.taps("手放す")
        assert (aki.toast, len(mika.texts)) == (MOVED_ON_JA, read)
    else:
        opens(aki, stage, "let_go")
        aki.taps("手放す")
        assert mika.sees == (
            f"This agreement no longer stands:\n{WORDS}\nYou can make a new one any time, under /limits."
        )
    [one] = rows_of(stage)
    assert (one.state, one.body) == ("over", None)


def test_what_is_over_neither_ends_nor_changes_any_more(stage: Stage) -> None:
    agrees(stage)
    [one] = rows_of(stage)
    with transaction(stage.engine) as session:
        assert [let_go(session, one.id), let_go(session, one.id)] == [True, False]
        assert not look_again(session, one.id, stage.now)
        assert not may_change_with(session, one.id, 1)


def test_a_change_takes_its_place_once_both_have_said_yes(stage: Stage) -> None:
    aki, mika = agrees(stage)
    opens(mika, stage)
    assert mika.sees == f"{WORDS}\n\nAgreed on 20 November 2026."
    mika.taps("Change it")
    mika.says("No phones at breakfast either.")
    mika.taps("No date")
    mika.taps("Send privately")
    assert [one.state for one in rows_of(stage)] == ["stands"]
    stage.wait(minutes=1)
    aki.taps("はい")
    assert [(one.state, one.body is None) for one in rows_of(stage)] == [("over", True), ("stands", False)]


def test_a_change_that_is_worded_anew_still_takes_its_place(stage: Stage) -> None:
    aki, mika = agrees(stage)
    opens(mika, stage, "reword")
    mika.says("No phones at all.")
    mika.taps("No date")
    mika.taps("Send privately")
    aki.taps("言いかえたい")
    aki.says("食卓では、ふたりとも。")
    aki.taps("決めない")
    aki.taps("送る")
    stage.wait(minutes=1)
    mika.taps("Yes")
    assert [one.state for one in rows_of(stage)] == ["over", "stands"]


def test_a_day_to_look_again_is_set_from_the_list_and_may_be_taken_away(stage: Stage) -> None:
    aki, mika = agrees(stage)
    opens(aki, stage, "again")
    aki.taps("1か月後")
    assert aki.sees == "わかりました。2026年12月20日に、それぞれへ静かにひとこと届きます。"
    mika.says("/limits")
    assert "1. Since 20 November 2026\nTo look at again: 20 December 2026\n" in mika.sees
    opens(mika, stage, "again")
    mika.taps("No date")
    assert mika.sees == "Noted. It stays as it is, with no date."
    falls_due(stage, days=31)
    assert (FITS_EN in mika.texts, FITS_JA in aki.texts) == (False, False)


def test_the_idea_that_both_picked_in_turns_stands_as_an_agreement(stage: Stage) -> None:
    aki, mika = picking(stage)
    mika.taps("My partner's")
    aki.taps("自分の案")
    assert (
        stage.group().texts[-1].endswith("You find it under /limits. Either of you can let go of it there.")
    )
    [one] = rows_of(stage)
    assert (one.state, one.look_at) == ("stands", None)
    mika.says("/limits")
    assert "1. Since 20 November 2026\n音楽をかける" in mika.sees


def test_words_that_were_taken_back_are_read_by_nobody_and_it_can_be_let_go(stage: Stage) -> None:
    aki, mika = agrees(stage, "In two weeks")
    with transaction(stage.engine) as session:
        me = find_partner(session, stage.attune.sealer, mika.telegram_id)
        assert me is not None
        assert (
            take_back_all(session, stage.attune.sealer, me, stage.now) == 2
        )  # the proposal and the agreement
    aki.says("/limits")
    assert "1. 2026年11月20日から\n（取り消し済み）" in aki.sees
    falls_due(stage, days=14)
    assert FITS_JA not in aki.texts
    opens(aki, stage)
    assert labels(aki) == ["手放す", "一覧を見る"]
    opens(aki, stage, "again")  # as an old button would
    aki.taps("2週間後")
    before = aki.texts.copy(), mika.texts.copy()
    falls_due(stage, days=14)
    assert (aki.texts, mika.texts) == before


def test_what_stands_outlives_the_days_that_cards_are_kept(stage: Stage) -> None:
    """A card is a letter of one; an agreement is of both, until one of them lets go of it."""
    aki, mika = agrees(stage)
    with transaction(stage.engine) as session:
        me = find_partner(session, stage.attune.sealer, mika.telegram_id)
        assert me is not None
        me.keeps_days = 30
    stage.wait(days=31)
    assert tidy(stage.now, stage.attune)["kept as long as chosen"] == 1  # the proposal
    aki.says("/limits")
    assert f"1. 2026年11月20日から\n{WORDS}" in aki.sees


def test_eight_are_enough(stage: Stage) -> None:
    aki, mika = paired(stage)
    for _ in range(8):
        proposes_again(mika)
        aki.taps("はい")
    mika.says("/limits")
    mika.taps("Propose together")
    assert mika.sees == "Eight agreements are plenty to keep in mind. Let go of one first, if you like."


def proposes_again(mika: Phone, again: str = "No date") -> None:
    mika.says("/limits")
    mika.taps("Propose together")
    mika.says(WORDS)
    mika.taps(again)
    mika.taps("Send privately")


@pytest.mark.parametrize(
    "forged", ["agreement", "agreement 9 let_go", "agreement NONSENSE keep", "proposed 9 yes"]
)
def test_a_forged_button_is_answered_kindly(stage: Stage, forged: str) -> None:
    aki, mika = agrees(stage)
    before = aki.texts.copy(), [one.state for one in rows_of(stage)]
    mika.presses(forged, None)
    assert mika.toast == MOVED_ON
    assert (aki.texts, [one.state for one in rows_of(stage)]) == before


def test_another_couples_agreement_is_out_of_reach(stage: Stage) -> None:
    agrees(stage)
    [one] = rows_of(stage)
    ren, _ = another_couple(stage)
    ren.presses(f"agreement {one.id} let_go", None)
    assert ren.toast == MOVED_ON_JA
    assert [one.state for one in rows_of(stage)] == ["stands"]


def test_after_leaving_nobody_is_asked(stage: Stage) -> None:
    aki, mika = agrees(stage, "In two weeks")
    mika.says("/leave")
    mika.taps("Leave quietly")
    stage.now += timedelta(days=14)
    stage.ticks()
    assert (FITS_EN in mika.texts, FITS_JA in aki.texts) == (False, False)

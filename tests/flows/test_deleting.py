"""What a person deletes is gone, what stays is what was said before, and the other reads no more than was said (F56)."""

import pytest
from sqlmodel import select

from conversations.dialogue.phrasebook import Reader
from conversations.records.checkins import SheetAnswer, read_half
from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.deliveries import Message, Urgency, post
from conversations.records.forgetting import PRIVATE
from conversations.records.migrate import all_tables
from conversations.records.needs import Need
from conversations.records.notes import Note
from conversations.records.partners import Partner
from conversations.records.pauses import Pause, PauseState, Tension
from conversations.records.reminders import Reminder
from conversations.records.sealing import OwnerKey, person
from conversations.records.taking_back import take_back_all
from tests.flows.letting_go import CLEARED_EN, TAKEN_BACK_EN, data, deletes, pauses, says_no, tells_of_tension
from tests.flows.needing import BOOK, told
from tests.flows.shared_evening import (
    AKIS_DEED,
    AKIS_WISH,
    MIKAS_WISH,
    lived,
    partner,
    rows,
    words_left,
)
from tests.flows.test_checkin import aki_answers, akis_question, mika_answers
from tests.stage import Stage, paired


@pytest.mark.parametrize("what", ["private", "shared", "history", "everything"])
def test_a_no_deletes_nothing(stage: Stage, what: str) -> None:
    aki, _ = lived(stage)
    before = [len(rows(stage, table)) for table in (SheetAnswer, Need, Note, Couple, OwnerKey)]
    says_no(aki, what)
    assert aki.sees == told(aki, "delete.kept.text")
    assert [len(rows(stage, table)) for table in (SheetAnswer, Need, Note, Couple, OwnerKey)] == before
    assert all(words_left(stage, partner(stage, aki)))


def test_before_a_yes_it_is_said_what_goes_and_what_the_other_reads(stage: Stage) -> None:
    _, mika = lived(stage)
    mika.says("/privacy")
    mika.taps("Delete…")
    mika.taps("Our shared history")
    assert mika.sees.startswith(f"{CLEARED_EN}\n\n")
    assert "ふたりの記録は消去されました。" in mika.sees, (
        "Aki reads Japanese, and Mika sees what Aki will read"
    )
    assert "Aki is told the line above, and nothing else." in mika.sees
    mika.taps("Back")
    mika.taps("My shared notes")
    assert "No message goes to Aki." in mika.sees


# My private notes


def test_private_notes_go_and_nobody_notices(stage: Stage) -> None:
    """Table of flows.md 9.11, first row."""
    aki, mika = lived(stage)
    tells_of_tension(stage, aki)
    before, there = mika.texts.copy(), stage.group().texts.copy()
    deletes(aki, "private")
    assert aki.sees == told(aki, "delete.private_done.text")
    assert rows(stage, Tension) == []
    assert (mika.texts, stage.group().texts) == (before, there)
    assert all(words_left(stage, partner(stage, aki))), "what both have seen stays"


def test_no_table_of_private_things_is_forgotten() -> None:
    """A new table with words of one person alone belongs to those that go, or here with a reason."""
    stays = {
        "consent_line": "proof, without a name",
        "conversation": "counts the questions; its words go",
        "floor_line": "what was said to both",
        "floor_side": "shared",
        "reminder": "of what is shared",
        "ritual_side": "of what is shared",
        "sheet_answer": "what both have seen",
    }
    named = {table.name for table in all_tables().sorted_tables if "partner_id" in table.c}
    private = {str(table.__tablename__) for table in PRIVATE}
    assert named - private == set(stays)


def test_a_part_kept_private_goes_and_the_rest_of_the_half_stays(stage: Stage) -> None:
    aki, mika = akis_question(stage)
    for label in ("🔋 そこそこ", "つかれた", "くたくた", "聞いてほしい"):
        aki.taps(label)
    aki.says("ひみつ")
    aki.taps("👁 ひとこと")
    aki.taps("できた")
    mika.says("/today")
    mika_answers(mika)
    deletes(aki, "private")
    assert aki.sees == told(aki, "delete.private_done.text")
    with transaction(stage.engine) as session:
        half = session.exec(select(SheetAnswer).where(SheetAnswer.partner_id == partner(stage, aki).id)).one()
        answered = read_half(session, stage.attune.sealer, half)
    assert answered is not None
    assert (answered.room, answered.word, answered.line, answered.private) == (
        "some",
        "worn_out",
        "",
        frozenset(),
    )


def test_an_answer_that_nobody_saw_goes_and_can_be_given_again(stage: Stage) -> None:
    aki, mika = akis_question(stage)
    aki_answers(aki)
    deletes(aki, "private")
    mika.says("/today")
    mika_answers(mika)
    assert not any("電車の犬" in text for text in (*mika.texts, *stage.group().texts))
    aki.says("/today")
    aki_answers(aki, "もう一度")
    assert "もう一度" in stage.group().texts[-1]


def test_a_pause_still_comes_to_its_end_for_who_deleted_their_notes(stage: Stage) -> None:
    aki, mika = paired(stage)
    pauses(aki)
    deletes(aki, "private")
    stage.wait(minutes=25)
    stage.ticks()
    with transaction(stage.engine) as session:
        assert session.exec(select(Pause)).one().state == PauseState.RETURNING
    assert aki.buttons[0][0] == "静まった", "and is asked like the other one"


# My shared notes


def test_what_i_shared_is_emptied_and_the_other_meets_it_as_taken_back(stage: Stage) -> None:
    """Table of flows.md 9.11, second row."""
    aki, mika = lived(stage)
    before, there = mika.texts.copy(), stage.group().texts.copy()
    [halves, needs, notes] = [len(rows(stage, table)) for table in (SheetAnswer, Need, Note)]
    deletes(aki, "shared")
    assert aki.sees == told(aki, "delete.shared_done.text")
    assert (mika.texts, stage.group().texts) == (before, there), "what was delivered is a letter"
    assert [len(rows(stage, table)) for table in (SheetAnswer, Need, Note)] == [halves, needs, notes]
    assert not any(words_left(stage, partner(stage, aki)))
    assert all(words_left(stage, partner(stage, mika))), "what the other shared is theirs"
    for button in [*data(mika, "answer "), *(one for one in data(mika, "thanked ") if "withdraw" not in one)]:
        mika.presses(button, None)
        assert mika.toast == TAKEN_BACK_EN, button
    assert (mika.texts, aki.texts[-1]) == (before, told(aki, "delete.shared_done.text"))


def test_a_word_back_to_a_half_that_was_taken_back_goes_nowhere(stage: Stage) -> None:
    aki, mika = lived(stage)
    deletes(aki, "shared")
    seen = aki.texts.copy()
    mika.taps("❤️", stage.group())
    assert mika.toast == TAKEN_BACK_EN
    assert aki.texts == seen


def test_what_is_still_on_its_way_is_not_sent(stage: Stage) -> None:
    aki, mika = lived(stage)
    me, you = partner(stage, aki), partner(stage, mika)
    with transaction(stage.engine) as session:
        for author, words in ((me.id, "from Aki"), (you.id, "from Mika")):
            message = Message(BOOK.render(words, Reader("en")))
            post(session, stage.attune.sealer, you.telegram_id, person(you.id), message, stage.now,
                 Urgency.RELAY, author)  # fmt: skip
    with transaction(stage.engine) as session:
        take_back_all(session, stage.attune.sealer, session.get_one(Partner, me.id), stage.now)
    stage.deliver()
    assert (mika.texts[-1], "from Aki" in mika.texts) == ("from Mika", False)


def test_my_half_that_waits_for_the_others_is_not_opened(stage: Stage) -> None:
    aki, mika = akis_question(stage)
    aki_answers(aki, "あとで")
    deletes(aki, "shared")
    mika.says("/today")
    mika_answers(mika)
    assert not any("あとで" in text for text in (*mika.texts, *stage.group().texts))


def test_a_copy_that_the_other_keeps_stays_theirs(stage: Stage) -> None:
    aki, mika = lived(stage)
    mika.taps("Keep it")
    deletes(aki, "shared")
    mika.says("/kept")
    assert AKIS_DEED in mika.sees


def test_nothing_of_it_falls_due_any_more(stage: Stage) -> None:
    aki, mika = lived(stage)
    deletes(aki, "shared")
    deletes(mika, "shared")
    assert rows(stage, Reminder) == []
    stage.wait(days=3)
    before = aki.texts.copy(), mika.texts.copy()
    stage.ticks()
    assert not any(wish in text for text in (*aki.texts[len(before[0]) :], *mika.texts[len(before[1]) :])
                   for wish in (AKIS_WISH, MIKAS_WISH))  # fmt: skip

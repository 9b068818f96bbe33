"""/prompts: packs while both want them, questions of their own, and what one leaves out; each for themselves."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import select

from conversations.dialogue.phrasebook import Text
from conversations.dialogue.phrases import say
from conversations.prompts import key_of
from conversations.records.checkins import Sheet, SheetAnswer, read_half
from conversations.records.database import transaction
from conversations.records.deliveries import Message
from conversations.records.left_out import NotForUs, leave_out
from conversations.records.own_questions import OwnQuestion, add_question, take_question_back
from conversations.records.partners import Partner, find_partner
from conversations.records.pauses import Pause
from conversations.records.waiting_notes import WaitingNote, put_by
from tests.stage import Phone, Stage, paired

FRIDAY = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)  # 20:30 in Tokyo
WEDNESDAY = datetime(2026, 11, 25, 11, 30, tzinfo=UTC)
MIKAS_EVENING = timedelta(hours=9)  # later
QUESTION = "Which song should be ours?"
LEFT_OUT = "What isn't for you two stays out from now on, once you press Done."


def at_hour(stage: Stage, phone: Phone, at: datetime = FRIDAY) -> None:
    """Somebody's question of the day comes."""
    stage.now = at if phone.language == "ja" else at + MIKAS_EVENING
    stage.ticks()


def to_the_question(phone: Phone) -> None:
    quick = {
        "ja": ("🔋 そこそこ", "静かにいる", "今日は大丈夫"),
        "en": ("🔋 Some", "Quietly here", "Nothing today"),
    }
    for label in quick[phone.language]:
        phone.taps(label)


def writes(phone: Phone, words: str = QUESTION) -> None:
    """A question of one's own."""
    phone.says("/prompts")
    phone.taps("質問を書く" if phone.language == "ja" else "Write a question")
    phone.says(words)
    phone.taps("加える" if phone.language == "ja" else "Add it")


def want(phone: Phone, *labels: str) -> None:
    phone.says("/prompts")
    phone.taps("テーマ" if phone.language == "ja" else "Packs")
    for label in labels:
        phone.taps(label)


def sheets(stage: Stage) -> list[Sheet]:
    with transaction(stage.engine) as session:
        return sorted(session.exec(select(Sheet)).all(), key=lambda one: one.day)


def rows(stage: Stage, table: type[OwnQuestion] | type[NotForUs]) -> int:
    with transaction(stage.engine) as session:
        return len(session.exec(select(table)).all())


def me(stage: Stage, phone: Phone) -> Partner:
    with transaction(stage.engine) as session:
        found = find_partner(session, stage.attune.sealer, phone.telegram_id)
        assert found is not None
        return found


def leaves_out(stage: Stage, phone: Phone, *prompts: str) -> None:
    """So many questions at once."""
    who = me(stage, phone)
    with transaction(stage.engine) as session:
        leave_out(session, who.id, prompts, stage.now)


def of_seasons(stage: Stage) -> list[str]:
    return [f"seasons.{id}" for id in stage.attune.book.table("seasons", "en")]


def in_words(stage: Stage, prompt: str, language: str) -> str:
    return stage.attune.book.words(say(f"{key_of(prompt)}.text"), language)


# --- The screen -------------------------------------------------------------------------------------


def test_the_screen_shows_what_there_is_something_behind(stage: Stage) -> None:
    aki, mika = paired(stage)
    aki.says("/prompts")
    assert aki.sees == (
        "毎日の小さな質問を、ふたりに合わせられます。テーマを選ぶ、質問を書く、合わないものを外す。どれにしますか。"
    )
    assert aki.buttons == [["テーマ", "質問を書く"]]
    writes(mika)
    mika.says("/prompts")
    assert mika.sees == (
        "The day's small question comes from a deck. Make it more your own: packs, questions you write, and what you'd "
        "rather leave out."
    )
    assert mika.buttons == [["Packs", "Write a question"], ["Questions I wrote"]]


def test_the_menu_leads_there(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/menu")
    mika.taps("More…")
    mika.taps("Our questions")
    assert mika.buttons == [["Packs", "Write a question"]]


def test_who_is_alone_has_no_deck_to_change(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    noa.says("/prompts")
    assert "deck" not in noa.sees


# --- Packs ------------------------------------------------------------------------------------------


def test_a_pack_says_when_it_begins_before_it_is_chosen(stage: Stage) -> None:
    aki, mika = paired(stage)
    want(mika)
    assert mika.sees == (
        "A pack begins once both of you have said yes; you'll know by its questions, on some Wednesdays. Either of you "
        "can stop it. What you choose isn't shown to anyone."
    )
    assert mika.buttons == [["Being parents", "Living apart"], ["Intimacy", "Faith"], ["Grief"]]
    mika.taps("Faith")
    assert mika.buttons == [["Being parents", "Living apart"], ["Intimacy", "✓ Faith"], ["Grief"]]
    want(aki, "信仰")
    assert aki.sees == (
        "ふたりとも選んだテーマの質問が、水曜にときどき出ます。どちらかがやめると止まります。何を選んだかは、相手に見えません。"
    )
    assert aki.buttons == [["子育て", "離れて暮らす"], ["ふれあい", "✓ 信仰"], ["喪失と悼み"]]


def test_what_one_of_them_chose_shows_nowhere_on_the_others_phone(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa = stage.person("Noa", "en")
    want(aki)
    seen = [one.text for one in aki.shown], aki.buttons, stage.group().texts
    want(mika, "Faith", "Grief")
    want(aki)
    assert ([*seen[0], aki.sees], aki.buttons, stage.group().texts) == ([*aki.texts], seen[1], seen[2])
    assert noa.shown == []


def asked_on_wednesday(stage: Stage, aki: Phone) -> str:
    at_hour(stage, aki, WEDNESDAY)
    to_the_question(aki)
    return sheets(stage)[-1].prompt


def test_a_pack_is_asked_once_both_want_it(stage: Stage) -> None:
    aki, mika = paired(stage)
    want(aki, "信仰", "子育て")
    want(mika, "Faith")
    prompt = asked_on_wednesday(stage, aki)
    assert stage.attune.book.table(prompt, "en")["pack"] == "faith"
    assert aki.sees == f"{in_words(stage, prompt, 'ja')}\nひとことで大丈夫です。"
    at_hour(stage, mika, WEDNESDAY)
    to_the_question(mika)
    assert mika.sees == f"{in_words(stage, prompt, 'en')}\nOne line is plenty."


@pytest.mark.parametrize("wants", ["aki", "mika", "aki, then mika, then aki no longer"])
def test_while_one_of_them_does_not_want_it_no_pack_is_asked(stage: Stage, wants: str) -> None:
    aki, mika = paired(stage)
    if "aki" in wants:
        want(aki, "信仰")
    if "mika" in wants:
        want(mika, "Faith")
    if "no longer" in wants:
        want(aki, "✓ 信仰")
    assert not asked_on_wednesday(stage, aki).startswith("packs.")


def test_a_pack_that_is_tapped_twice_is_wanted_once(stage: Stage) -> None:
    _, mika = paired(stage)
    want(mika)
    shown = mika.shown[-1]
    for _ in range(2):
        mika.presses("prompts want faith", shown.id)
    assert me(stage, mika).packs == "faith"
    for _ in range(2):
        mika.presses("prompts drop faith", shown.id)
    assert me(stage, mika).packs == ""


def test_only_packs_there_are_can_be_wanted(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.presses("prompts want money", None)
    assert me(stage, mika).packs == ""


# --- Questions of their own -------------------------------------------------------------------------


def test_a_question_is_looked_at_as_it_will_be_asked(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = list(mika.texts)
    aki.says("/prompts")
    aki.taps("質問を書く")
    assert (
        aki.sees == "ふたりへの質問を、1、2行でどうぞ。Mikaさんが最初に見るのは、金曜にその質問が出た日です。"
    )
    aki.says("ふたりの曲は？")
    assert aki.sees == "ふたりの質問から：\n\nふたりの曲は？\n\nこのように出ます。ふたりの質問に加えますか。"
    assert aki.buttons == [["加える", "書きなおす", "やめておく"], ["もどる", "とじる"]]
    assert rows(stage, OwnQuestion) == 0
    aki.taps("加える")
    assert aki.sees == "ふたりの質問に加えました。/prompts でいつでも取り消せます。"
    assert (mika.texts, rows(stage, OwnQuestion)) == (before, 1)


def test_what_is_left_or_written_anew_is_not_kept(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/prompts")
    mika.taps("Write a question")
    mika.says("Which song?")
    mika.taps("Write it anew")
    mika.says(QUESTION)
    mika.taps("Leave it")
    assert (mika.sees, rows(stage, OwnQuestion)) == ("Nothing was kept.", 0)


def test_a_question_of_more_than_160_characters_is_asked_shorter(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/prompts")
    mika.taps("Write a question")
    mika.says("x" * 161)
    assert "160" in mika.sees
    mika.says("x" * 160)
    mika.taps("Add it")
    assert rows(stage, OwnQuestion) == 1


def test_danger_in_a_question_is_heard_and_not_kept(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/prompts")
    mika.taps("Write a question")
    mika.says("I want to kill myself, what do you say?")
    assert "deck" not in mika.sees and "Add it" not in str(mika.buttons)
    assert rows(stage, OwnQuestion) == 0


def test_it_is_asked_on_a_friday_of_both_and_not_whose_it_is(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa = stage.person("Noa", "en")
    writes(mika)
    at_hour(stage, aki)
    to_the_question(aki)
    assert aki.sees == f"ふたりの質問から：\n\n{QUESTION}\nひとことで大丈夫です。"
    aki.says("あの夏の曲")
    assert f"{QUESTION}\nAkiさん：「あの夏の曲」" in aki.sees
    aki.taps("できた")
    at_hour(stage, mika)
    to_the_question(mika)
    assert mika.sees == f"One of your own questions:\n\n{QUESTION}\nOne line is plenty."
    mika.says("The one from the ferry")
    mika.taps("Done")
    assert stage.group().texts[-1].count(QUESTION) == 2, "in both languages"
    assert noa.shown == []


def test_its_words_stand_in_its_row_alone(stage: Stage) -> None:
    aki, mika = paired(stage)
    writes(mika)
    at_hour(stage, aki)
    to_the_question(aki)
    aki.says("あの夏の曲")
    aki.taps("できた")
    with transaction(stage.engine) as session:
        [own] = session.exec(select(OwnQuestion))
        [half] = session.exec(select(SheetAnswer).where(SheetAnswer.question == own.prompt))
        session.delete(own)
        session.flush()
        answered = read_half(session, stage.attune.sealer, half)
        assert answered is not None
        assert answered.asked() == say("dialogue.taken_back")
        assert QUESTION not in repr(answered)


def test_a_second_one_waits_for_the_friday_after_next(stage: Stage) -> None:
    aki, mika = paired(stage)
    writes(mika)
    writes(aki, "ふたりの色は？")
    for week in range(3):
        at_hour(stage, aki, FRIDAY + timedelta(weeks=week))
        to_the_question(aki)
        aki.taps("とばす")
        aki.taps("できた")
    first, second, third = (one.prompt for one in sheets(stage))
    assert [one.startswith("own.") for one in (first, second, third)] == [True, False, True]
    assert first != third


def test_after_a_pause_none_is_asked(stage: Stage) -> None:
    aki, mika = paired(stage)
    writes(mika)
    who = me(stage, aki)
    assert who.couple_id is not None
    with transaction(stage.engine) as session:
        at = FRIDAY - timedelta(days=3)
        session.add(
            Pause(couple_id=who.couple_id, started_by=who.id, back_at=at, started_at=at, state="over")
        )
    at_hour(stage, aki)
    to_the_question(aki)
    assert not sheets(stage)[0].prompt.startswith("own.")


def test_its_author_takes_it_back(stage: Stage) -> None:
    aki, mika = paired(stage)
    writes(mika, "First?")
    writes(mika)
    mika.says("/prompts")
    mika.taps("Questions I wrote")
    assert mika.sees == f"{QUESTION}\n\n1 of 2 that you wrote."
    mika.taps("Next")
    assert mika.sees == "First?\n\n2 of 2 that you wrote."
    mika.taps("Take it back")
    assert mika.sees == "First?\n\nTake it back? Where it was asked, it will read: (taken back)."
    mika.taps("Take it back")
    assert (mika.toast, rows(stage, OwnQuestion)) == ("Taken back.", 1)


def test_nobody_else_takes_it_back(stage: Stage) -> None:
    aki, mika = paired(stage)
    writes(mika)
    aki.presses("prompts own", None)
    assert "書いた質問" not in str(aki.buttons)
    assert QUESTION not in "".join(aki.texts)
    akis, mikas = me(stage, aki).id, me(stage, mika).id
    with transaction(stage.engine) as session:
        [row] = session.exec(select(OwnQuestion))
        assert not take_question_back(session, akis, row.id)
        assert take_question_back(session, mikas, row.id)
        assert not take_question_back(session, mikas, row.id)


def test_taken_back_it_reads_so_wherever_it_was_asked(stage: Stage) -> None:
    aki, mika = paired(stage)
    writes(mika)
    at_hour(stage, aki)
    to_the_question(aki)
    aki.says("あの夏の曲")
    aki.taps("できた")
    mika.says("/prompts")
    mika.taps("Questions I wrote")
    mika.taps("Take it back")
    mika.taps("Take it back")
    at_hour(stage, mika)
    to_the_question(mika)
    assert mika.sees == "One of your own questions:\n\n(taken back)\nOne line is plenty."
    mika.taps("Skip")
    mika.taps("Done")
    assert "（取り消し済み）\nAkiさん：「あの夏の曲」" in stage.group().texts[-1]
    assert QUESTION not in stage.group().texts[-1]


def test_who_takes_back_what_they_shared_takes_back_their_questions(stage: Stage) -> None:
    aki, mika = paired(stage)
    writes(mika)
    writes(aki, "ふたりの色は？")
    mika.says("/privacy")
    mika.taps("Delete…")
    mika.taps("My shared notes")
    mika.taps(_yes(mika))
    akis = me(stage, aki).id
    with transaction(stage.engine) as session:
        assert [one.author_id for one in session.exec(select(OwnQuestion))] == [akis]


def _yes(phone: Phone) -> str:
    return phone.buttons[0][0]


def test_a_reveal_that_waits_unopened_goes_with_the_question(stage: Stage) -> None:
    """Mika skipped it, so the words in the card are the question's alone."""
    aki, mika = paired(stage)
    writes(mika)
    at_hour(stage, aki)
    to_the_question(aki)
    akis = me(stage, aki).id
    with transaction(stage.engine) as session:
        about = f"sheet {session.exec(select(Sheet)).one().id}"
        put_by(session, stage.attune.sealer, akis, Message(Text(QUESTION)), stage.now, about)
    mika.says("/privacy")
    mika.taps("Delete…")
    mika.taps("My shared notes")
    mika.taps(_yes(mika))
    with transaction(stage.engine) as session:
        assert session.exec(select(WaitingNote)).all() == []


# --- Not for us -------------------------------------------------------------------------------------


def test_a_question_is_left_out_with_one_tap_and_the_next_one_comes(stage: Stage) -> None:
    aki, mika = paired(stage)
    at_hour(stage, mika)
    to_the_question(mika)
    assert mika.buttons == [["Skip", "Another one"], ["Not for us"], ["Back", "Close"]]
    sheet = sheets(stage)[0]
    mika.taps("Not for us")
    assert mika.sees == f"{LEFT_OUT}\n\n{in_words(stage, sheet.spares.split()[0], 'en')}\nOne line is plenty."
    assert rows(stage, NotForUs) == 0
    mika.says("the dog on the tram")
    assert mika.sees.split("\n\n")[-2] == LEFT_OUT
    mika.taps("Done")
    mikas = me(stage, mika).id
    with transaction(stage.engine) as session:
        [left] = session.exec(select(NotForUs))
        assert (left.partner_id, left.prompt) == (mikas, sheet.prompt)


def test_who_closes_the_check_in_has_left_nothing_out(stage: Stage) -> None:
    _, mika = paired(stage)
    at_hour(stage, mika)
    to_the_question(mika)
    mika.taps("Not for us")
    mika.taps("Close")
    assert rows(stage, NotForUs) == 0


def test_all_three_can_be_left_out(stage: Stage) -> None:
    _, mika = paired(stage)
    at_hour(stage, mika)
    to_the_question(mika)
    mika.taps("Not for us")
    mika.taps("Not for us")
    assert mika.buttons == [["Skip", "Not for us"], ["Back", "Close"]]
    mika.taps("Not for us")
    mika.taps("Done")
    assert rows(stage, NotForUs) == 3


def test_the_other_one_sees_the_same_question_that_day(stage: Stage) -> None:
    """T-3: otherwise they would see that somebody has looked."""
    aki, mika = paired(stage)
    at_hour(stage, aki)
    to_the_question(aki)
    prompt = sheets(stage)[0].prompt
    aki.taps("この質問は外す")
    aki.taps("とばす")
    aki.taps("できた")
    at_hour(stage, mika)
    seen = list(stage.group().texts)
    to_the_question(mika)
    assert mika.sees == f"{in_words(stage, prompt, 'en')}\nOne line is plenty."
    mika.taps("Another one")
    assert mika.sees == f"{in_words(stage, sheets(stage)[0].spares.split()[0], 'en')}\nOne line is plenty."
    assert stage.group().texts == seen
    mika.says("/prompts")
    assert mika.buttons == [["Packs", "Write a question"]], (
        "what the other one left out is in no list of mine"
    )


def test_it_is_not_asked_of_the_two_any_more(stage: Stage) -> None:
    aki, mika = paired(stage)
    everything = stage.attune.book.table("prompts", "en")
    leaves_out(stage, mika, *(id for id in everything if id != "curiosity_02"), *of_seasons(stage))
    at_hour(stage, aki)
    to_the_question(aki)
    assert sheets(stage)[0].prompt == "curiosity_02"


def test_with_nothing_left_to_ask_the_check_in_goes_on(stage: Stage) -> None:
    aki, mika = paired(stage)
    leaves_out(stage, mika, *stage.attune.book.table("prompts", "en"), *of_seasons(stage))
    at_hour(stage, aki)
    to_the_question(aki)
    assert aki.sees.endswith("押すと、自分だけになります。")


def test_it_is_brought_back_by_whoever_left_it_out(stage: Stage) -> None:
    aki, mika = paired(stage)
    leaves_out(stage, aki, "joy_01")
    leaves_out(stage, mika, "joy_01")
    mika.says("/prompts")
    mika.taps("What I left out")
    words = in_words(stage, "joy_01", "en")
    assert mika.sees == f"{words}\n\n1 of 1 that you left out. This list is yours alone."
    mika.taps("Bring it back")
    assert mika.toast == "As far as you're concerned, it can come up."
    akis = me(stage, aki).id
    with transaction(stage.engine) as session:
        assert [one.partner_id for one in session.exec(select(NotForUs))] == [akis]


def test_a_question_of_the_others_can_be_left_out_too(stage: Stage) -> None:
    aki, mika = paired(stage)
    writes(mika)
    at_hour(stage, aki)
    to_the_question(aki)
    aki.taps("この質問は外す")
    aki.taps("とばす")
    aki.taps("できた")
    aki.says("/prompts")
    aki.taps("外した質問")
    assert aki.sees == f"{QUESTION}\n\n外した質問1件のうちの1件目です。見えるのはご自分だけです。"
    mika.says("/prompts")
    mika.taps("Questions I wrote")
    assert mika.sees == f"{QUESTION}\n\n1 of 1 that you wrote.", "nothing tells its author"


# --- What stays, and what it costs ------------------------------------------------------------------


def test_a_question_once_chosen_is_read_without_looking_at_the_past(stage: Stage) -> None:
    aki, _ = paired(stage)
    at_hour(stage, aki)
    aki.taps("🔋 そこそこ")
    statements: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        statements.append(statement)

    event.listen(stage.engine, "before_cursor_execute", note)
    aki.taps("静かにいる")
    event.remove(stage.engine, "before_cursor_execute", note)
    about = [one for one in statements if "own_question" in one or "not_for_us" in one or "pause" in one]
    assert (about, [one for one in statements if "aggregate" in one or "group_concat" in one]) == ([], [])


def test_who_leaves_takes_nothing_of_it_along(stage: Stage) -> None:
    aki, mika = paired(stage)
    want(mika, "Faith")
    want(aki, "信仰")
    leaves_out(stage, aki, "joy_01")
    leaves_out(stage, mika, "joy_01")
    mika.says("/leave")
    mika.taps(_yes(mika))
    assert (me(stage, aki).packs, me(stage, mika).packs, rows(stage, NotForUs)) == ("", "", 0)


def test_clearing_the_history_keeps_what_was_not_asked_yet(stage: Stage) -> None:
    aki, mika = paired(stage)
    writes(mika)
    at_hour(stage, aki)
    to_the_question(aki)
    aki.says("あの夏の曲")
    aki.taps("できた")
    at_hour(stage, mika)
    to_the_question(mika)
    mika.taps("Skip")
    mika.taps("Done")
    writes(aki, "ふたりの色は？")
    aki.says("/privacy")
    aki.taps("消す…")
    aki.taps("ふたりの記録")
    aki.taps(_yes(aki))
    who = me(stage, aki)
    with transaction(stage.engine) as session:
        [row] = session.exec(select(OwnQuestion))
        assert (row.author_id, row.couple_id) == (who.id, who.couple_id)
    aki.says("/prompts")
    aki.taps("書いた質問")
    assert aki.sees.startswith("ふたりの色は？")


def test_there_is_room_for_fifty(stage: Stage) -> None:
    _, mika = paired(stage)
    who = me(stage, mika)
    assert who.couple_id is not None
    with transaction(stage.engine) as session:
        for number in range(50):
            add_question(session, stage.attune.sealer, who.couple_id, who.id, f"{number}?", stage.now)
    mika.says("/prompts")
    assert mika.buttons == [["Packs", "Questions I wrote"]]

"""Practice: a line to choose or to write, what helps about it, and rest until it is offered again."""

from datetime import date

import pytest
from sqlmodel import col, select

from conversations.dialogue.phrasebook import load_phrasebook
from conversations.records.conversations import open_conversation
from conversations.records.database import transaction
from conversations.records.partners import find_partner
from conversations.records.practice import LessonRead, Practice
from tests.stage import Phone, Stage, lives_in, paired

BOOK = load_phrasebook()
DRILLS = list(BOOK.table("practice.drill", "en"))
TAKES = {"en": ("Take 1", "Take 2", "Take 3"), "ja": ("1にする", "2にする", "3にする")}


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def offered(phone: Phone) -> list[str]:
    """The drills under the question, in their order."""
    phone.says("/practice")
    return labels(phone)[:-1]


def tries(phone: Phone, drill: str, take: int = 0) -> None:
    phone.presses(f"practice {drill}", None)
    phone.taps(TAKES[phone.language][take])


def id_of(phone: Phone, stage: Stage) -> int:
    with transaction(stage.attune.engine) as session:
        found = find_partner(session, stage.attune.sealer, phone.telegram_id)
        assert found is not None
        return found.id


def kept(stage: Stage) -> list[tuple[str, int, int, date]]:
    """Everything that is remembered of practising, by anybody."""
    with transaction(stage.attune.engine) as session:
        rows = session.exec(select(Practice).order_by(col(Practice.drill)))
        return [(row.drill, row.box, row.times, row.due_on) for row in rows]


def test_the_drills_are_offered_with_one_to_begin_with(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/practice")
    assert mika.sees == "Up next, if you like: From fix to feel.\n\nOne minute. Which one would you like?"
    assert labels(mika) == [
        "From fix to feel", "Just reflect", "Ask once, clearly", "One true sentence", "My 5 %", "A word for it",
        "Pause with a time", "Good news grows", "Close",
    ]  # fmt: skip


def test_a_line_that_is_chosen_is_told_what_it_does_and_gets_no_score(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/practice")
    mika.taps("From fix to feel")
    assert mika.sees == (
        "You hear: “My boss picked my slides apart today, in front of everyone.”\n\n"
        "1. “You could send the slides round beforehand next time.”\n"
        "2. “In front of everyone. That sounds really hard.”\n"
        "3. “It can't have been that bad.”\n\n"
        "What could you say first? Take one, or write your own."
    )
    mika.taps("Take 2")
    assert mika.sees == (
        "It meets the feeling first. Ideas can follow, once somebody feels met.\n\n"
        "What helps: the feeling first, ideas when they're wanted.\n\n"
        "How sure: people were watched or asked; what causes what stays open.\n\n"
        "It's offered next tomorrow, if you open /practice."
    )
    assert labels(mika) == ["Bring it back soon", "Another drill", "A lesson"]


@pytest.mark.parametrize("drill", DRILLS)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_line_of_every_situation_can_be_taken(stage: Stage, drill: str, language: str) -> None:
    phone = paired(stage)[language == "en"]
    situations, told = set(), set()
    for attempt in range(9):  # three situations, come round to three times
        phone.presses(f"practice {drill}", None)
        situations.add(phone.sees)
        phone.taps(TAKES[language][(attempt // 3 + attempt) % 3])
        told.add(phone.sees.split("\n\n")[0])
    feedback = BOOK.table(f"practice.drill.{drill}.feedback", language)
    assert (len(situations), told) == (3, set(feedback.values()))


def test_the_line_that_helps_does_not_stand_in_one_place() -> None:
    for drill in DRILLS:
        scenes = BOOK.table(f"practice.drill.{drill}.scene", "en").values()
        assert len({list(scene["line"]).index("helps") for scene in scenes}) > 1, drill


def test_own_words_are_looked_at_kindly_and_not_kept(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.presses("practice one_true", None)
    mika.says("You never listen to me.")
    assert mika.sees == (
        "Perhaps worth a second look:\n\n"
        "• “You never”: always and never are hard to hear.\n\n"
        "What you wrote isn't kept.\n\n"
        "One way, among others: “I was worried, and it came out as cross.”\n\n"
        "What helps: “I”, one feeling, no verdict.\n\n"
        "How sure: people were watched or asked; what causes what stays open.\n\n"
        "It's offered next tomorrow, if you open /practice."
    )
    me = id_of(mika, stage)
    with transaction(stage.attune.engine) as session:
        assert open_conversation(session, stage.attune.sealer, me) is None
    assert kept(stage) == [("one_true", 1, 1, date(2026, 11, 21))]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("I got scared and went quiet.", "Nothing in it stood out as hard to hear."),
        ("asdf", "I couldn't read much in it, and that's fine."),
    ],
)
def test_own_words_that_are_soft_or_cannot_be_read_are_fine(stage: Stage, words: str, first: str) -> None:
    _, mika = paired(stage)
    mika.presses("practice one_true", None)
    mika.says(words)
    assert mika.sees.split("\n\n")[0] == first


def test_own_words_in_japanese_are_looked_at_in_japanese(stage: Stage) -> None:
    aki, _ = paired(stage)
    aki.presses("practice fix_to_feel", None)
    aki.says("気にしすぎだよ。")
    assert aki.sees.startswith(
        "少し気になったところ：\n\n• 「気にしすぎ」：気持ちを小さく扱われたように聞こえるかもしれません。\n\n書いたことばは残しません。\n\n"
        "たとえば、こんな言い方も：「みんなの前だったんだ。それはしんどかったね。」"
    )


def test_danger_in_own_words_gets_its_card_and_the_drill_is_not_counted(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts, stage.group().texts
    mika.presses("practice one_true", None)
    mika.says("I'm going to kill you")
    assert "Private help" in labels(mika)
    assert (kept(stage), aki.texts, stage.group().texts) == ([], *before)


def test_a_drill_rests_longer_each_time_it_was_due(stage: Stage) -> None:
    _, mika = paired(stage)
    rests = []
    for days in (1, 3, 7, 14, 30, 30):
        tries(mika, "just_reflect")
        (_, box, _, due_on), today = kept(stage)[0], stage.now.date()
        rests.append((box, (due_on - today).days))
        stage.wait(days=days)
    assert rests == [(1, 1), (2, 3), (3, 7), (4, 14), (5, 30), (5, 30)]


def test_the_words_about_the_rest_are_the_rest(stage: Stage) -> None:
    _, mika = paired(stage)
    said = []
    for days in (1, 3, 7, 14, 30):
        tries(mika, "just_reflect")
        said.append(mika.sees.split("\n\n")[-1].removeprefix("It's offered next ").partition(",")[0])
        stage.wait(days=days)
    assert said == ["tomorrow", "in three days", "in a week", "in two weeks", "in a month"]


def test_trying_a_drill_before_it_is_due_does_not_make_it_rest_longer(stage: Stage) -> None:
    _, mika = paired(stage)
    tries(mika, "just_reflect")
    tries(mika, "just_reflect", take=1)
    assert kept(stage) == [("just_reflect", 1, 2, date(2026, 11, 21))]


def test_what_rests_stands_behind_what_is_due(stage: Stage) -> None:
    _, mika = paired(stage)
    tries(mika, "fix_to_feel")
    assert offered(mika)[0] == "Just reflect"
    assert offered(mika)[-1] == "From fix to feel"
    for drill in DRILLS[1:]:
        tries(mika, drill)
    mika.says("/practice")
    assert mika.sees.startswith("All of them are resting. Any of them is here all the same.")
    stage.wait(days=1)
    mika.says("/practice")
    assert mika.sees.startswith("Up next, if you like: From fix to feel.")


def test_a_drill_can_be_brought_back_soon(stage: Stage) -> None:
    _, mika = paired(stage)
    for days in (1, 3):
        tries(mika, "just_reflect")
        stage.wait(days=days)
    tries(mika, "just_reflect")
    for _ in range(2):  # a double tap does the same once
        mika.taps("Bring it back soon")
        assert mika.toast == "It's offered tomorrow, if you open /practice."
        assert kept(stage) == [("just_reflect", 1, 3, date(2026, 11, 25))]


def test_a_double_tap_on_a_line_counts_once(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.presses("practice just_reflect", None)
    shown = mika.shown[-1]
    data = shown.message.keyboard[0][0].data
    mika.presses(data, shown.id)
    mika.presses(data, shown.id)
    assert kept(stage) == [("just_reflect", 1, 1, date(2026, 11, 21))]
    assert mika.toast == "This card has moved on."


def test_a_button_of_a_drill_that_is_no_more_has_moved_on(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.presses("practice just_reflect soon", None)
    assert mika.toast == "This card has moved on."
    mika.presses("practice tap_dance", None)
    assert mika.sees.startswith("Up next")
    assert kept(stage) == []


def test_the_buttons_after_a_drill_lead_to_another_and_to_a_lesson(stage: Stage) -> None:
    aki, mika = paired(stage)
    tries(mika, "my_five")
    mika.taps("Another drill")
    assert mika.sees.startswith("Up next")
    tries(aki, "my_five")
    aki.taps("レッスン")
    assert aki.sees.startswith("当たり前は、人の数だけ")
    tries(aki, "my_five")
    aki.taps("近いうちにまた")
    assert aki.toast == "明日、/practice を開いたときに出てきます。"
    aki.taps("ほかの練習")
    assert labels(aki)[-1] == "とじる"


def test_nobody_else_notices_and_nothing_comes_unasked(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa = stage.person("Noa", "en")
    before = aki.texts, stage.group().texts
    mika.presses("practice one_true", None)
    mika.says("You never listen to me.")
    tries(mika, "good_news")
    assert (aki.texts, stage.group().texts, noa.texts) == (*before, [])
    assert offered(aki)[0] == "助言より気持ち"  # what one tried does not move the other's


def test_a_drill_that_is_due_is_offered_and_never_pushed(stage: Stage) -> None:
    _, mika = paired(stage)
    tries(mika, "good_news")
    stage.wait(days=1, hours=2)  # before the evening's check-in
    before = mika.texts
    stage.ticks()
    assert mika.texts == before


def test_a_person_alone_can_practise_once_they_have_said_yes(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    noa.says("/start")
    noa.says("/practice")
    assert not noa.sees.startswith("Up next")
    noa.taps("English")
    lives_in(noa, "London")
    noa.taps("Evening 20:30")
    noa.taps("Yes, I'd like this")
    tries(noa, "break_time")
    assert kept(stage) == [("break_time", 1, 1, date(2026, 11, 21))]


def test_what_was_practised_is_deleted_with_the_private_notes(stage: Stage) -> None:
    aki, mika = paired(stage)
    tries(aki, "my_five")
    tries(mika, "my_five")
    mika.taps("A lesson")
    mika.says("/privacy")
    mika.taps("Delete…")
    mika.taps("My private notes")
    mika.taps("Delete")
    other = id_of(aki, stage)
    with transaction(stage.attune.engine) as session:
        assert [row.partner_id for row in session.exec(select(Practice))] == [other]
        assert list(session.exec(select(LessonRead))) == []

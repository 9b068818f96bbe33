"""Small rituals: begun with both yeses, ended by either, with a quiet line at their hour and nothing counted."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from conversations.records.database import transaction
from conversations.records.reminders import Reminder, ReminderKind
from conversations.records.rituals import Ritual
from tests.flows.needing import tap
from tests.stage import Phone, Stage, paired
from tests.threats.lives import another_couple

LONDON_EVENING = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
TOKYO_EVENING = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
TEA_EN, TEA_JA = "a cup of tea together", "ふたりでお茶を一杯"
LINE_EN, LINE_JA = f"If it suits: {TEA_EN}.", f"よかったら、どうぞ：{TEA_JA}"


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def goes_apart(phone: Phone) -> None:
    phone.says("/support")
    tap(phone, "support.button.right", "welcome.gate.options.private")


def suggests_tea(mika: Phone, *when: str) -> None:
    mika.says("/rituals")
    for label in ("Suggest one", "Under one roof", "Tea together", *(when or ("No line",)), "Send it"):
        mika.taps(label)


def tea_every_evening(aki: Phone, mika: Phone) -> None:
    suggests_tea(mika, "Every day", "Evening 20:00")
    aki.taps("はい、ぜひ")


def suggests_a_call(mika: Phone, *when: str) -> None:
    mika.says("/rituals")
    for label in ("Suggest one", "From a distance", "Ten-minute call", *when):
        mika.taps(label)


def lives_in(aki: Phone, city: str) -> None:
    aki.says("/settings")
    aki.taps("時間帯")
    aki.taps("いいえ、変える")
    aki.says(city)


def rituals(stage: Stage) -> list[Ritual]:
    with transaction(stage.engine) as session:
        return list(session.exec(select(Ritual)))


def promised(stage: Stage) -> list[datetime]:
    with transaction(stage.engine) as session:
        asked = select(Reminder).where(Reminder.kind == ReminderKind.RITUAL)
        return sorted(one.due_at for one in session.exec(asked))


# --- two yeses -----------------------------------------------------------------------------------------------------


def test_what_is_suggested_is_what_was_previewed_and_it_begins_with_the_other_yes(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa, group = stage.person("Noa", "en"), stage.group().texts.copy()
    mika.says("/rituals")
    assert mika.sees == (
        "A small ritual is a little thing you two keep coming back to. It begins once you both say yes, and either "
        "may let it go."
    )
    for label in ("Suggest one", "Under one roof", "Tea together", "No line"):
        mika.taps(label)
    card_ja = f"Mikaさんからの、小さな習慣の提案です：{TEA_JA}\n\n都合のいいときに"
    assert mika.sees == (
        f"Mika suggests a small ritual: {TEA_EN}.\n\nwhenever it suits\n\nAnd this is how Aki reads it:\n\n"
        f"{card_ja}\n\nThis is what Aki reads. Shall it go?"
    )
    before = aki.texts.copy()
    mika.taps("Send it")
    assert aki.texts == [*before, card_ja]
    assert aki.shown[-1].message.silent
    assert labels(aki) == ["はい、ぜひ", "また今度", "今回は見送る"]
    aki.taps("はい、ぜひ")
    assert aki.sees == f"これから、ふたりの習慣です：{TEA_JA}。いつでも、どちらからでもやめられます。"
    assert mika.sees == f"From now on: {TEA_EN}. Either of you may let it go at any time."
    assert [one.state for one in rituals(stage)] == ["running"]
    assert noa.texts == []
    assert stage.group().texts == group


def test_nothing_goes_and_nothing_is_kept_before_send(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    mika.says("/rituals")
    for label in ("Suggest one", "In my own words"):
        mika.taps(label)
    mika.says("a silly song in the kitchen")
    for label in ("No line", "Leave it"):
        mika.taps(label)
    assert (aki.texts, rituals(stage)) == (before, [])


def test_own_words_arrive_as_they_were_written(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/rituals")
    for label in ("Suggest one", "In my own words"):
        mika.taps(label)
    mika.says("a silly song in the kitchen")
    for label in ("No line", "Send it"):
        mika.taps(label)
    assert "「a silly song in the kitchen」" in aki.sees


@pytest.mark.parametrize(("tapped", "mine", "theirs", "left"), [
    ("また今度", "では、また今度に。/rituals に残しておくので、あとから「はい」もできます。",
     f"Another time for this one: {TEA_EN}. Nothing to do for now.", ["later"]),
    ("今回は見送る", "わかりました、今回は見送ります。これ以上は何もしなくて大丈夫です。",
     f"Not this one, for now: {TEA_EN}. Maybe something else fits better.", []),
])  # fmt: skip
def test_another_time_and_no_are_said_neutrally_to_both(
    stage: Stage, tapped: str, mine: str, theirs: str, left: list[str]
) -> None:
    aki, mika = paired(stage)
    suggests_tea(mika)
    aki.taps(tapped)
    assert (aki.sees, mika.sees) == (mine, theirs)
    assert [one.state for one in rituals(stage)] == left


def test_another_time_can_become_a_yes(stage: Stage) -> None:
    aki, mika = paired(stage)
    suggests_tea(mika)
    aki.taps("また今度")
    aki.says("/rituals")
    assert aki.sees.endswith(f"1. 提案中：{TEA_JA}（都合のいいときに）")
    aki.taps("1番")
    aki.taps("はい、ぜひ")
    assert [one.state for one in rituals(stage)] == ["running"]


def test_nobody_says_yes_for_the_other(stage: Stage) -> None:
    _, mika = paired(stage)
    suggests_tea(mika)
    [one] = rituals(stage)
    mika.presses(f"ritual {one.id} yes", None)
    assert mika.toast == "This card has moved on."
    assert [one.state for one in rituals(stage)] == ["proposed"]


def test_no_other_couple_can_touch_it(stage: Stage) -> None:
    _, mika = paired(stage)
    suggests_tea(mika)
    [one] = rituals(stage)
    ren, sora = another_couple(stage)
    for stranger in (ren, sora):
        stranger.presses(f"ritual {one.id} yes", None)
        stranger.presses(f"ritual {one.id}", None)
        assert TEA_EN not in stranger.texts[-1] and TEA_JA not in stranger.texts[-1]
    assert [one.state for one in rituals(stage)] == ["proposed"]


def test_a_suggestion_can_be_taken_back_and_its_buttons_then_say_so(stage: Stage) -> None:
    aki, mika = paired(stage)
    suggests_tea(mika)
    mika.says("/rituals")
    mika.taps("No. 1")
    mika.taps("Take it back")
    assert (mika.sees, rituals(stage)) == ("Taken back. It isn't suggested any more.", [])
    aki.taps("はい、ぜひ")
    assert aki.toast == "このカードは先に進んでいます。"
    assert rituals(stage) == []


def test_a_double_yes_begins_it_once(stage: Stage) -> None:
    aki, mika = paired(stage)
    suggests_tea(mika, "Every day", "Evening 20:00")
    [one] = rituals(stage)
    for _ in range(2):
        aki.presses(f"ritual {one.id} yes", aki.shown[-1].id)
    assert sum(text.startswith("From now on") for text in mika.texts) == 1
    assert len(promised(stage)) == 2


def test_both_with_the_same_idea_is_one_suggestion_that_waits_for_a_yes(stage: Stage) -> None:
    aki, mika = paired(stage)
    suggests_tea(mika)
    aki.says("/rituals")
    before = mika.texts.copy()
    for label in ("提案してみる", "同じ家で", "ふたりでお茶", "お知らせなし", "送る"):
        aki.taps(label)
    assert labels(aki) == ["はい、ぜひ", "また今度", "今回は見送る"]
    assert (len(rituals(stage)), mika.texts) == (1, before)
    aki.taps("はい、ぜひ")
    aki.says("/rituals")
    for label in ("提案してみる", "同じ家で", "ふたりでお茶", "お知らせなし", "送る"):
        aki.taps(label)
    assert aki.sees == f"もう、ふたりの習慣になっています：{TEA_JA}"
    assert len(rituals(stage)) == 1


IDEAS = ("A real hello", "A goodbye line", "Around the block", "One song together")
FULL_JA = "提案中のものも入れて、三つで十分です。ひとつやめると、また提案できます。"


def begins(mika: Phone, aki: Phone, idea: str) -> None:
    mika.says("/rituals")
    for label in ("Suggest one", "Under one roof", idea, "No line", "Send it"):
        mika.taps(label)
    aki.taps("はい、ぜひ")


def test_a_fourth_finds_no_room(stage: Stage) -> None:
    aki, mika = paired(stage)
    for idea in IDEAS[:3]:
        begins(mika, aki, idea)
    mika.says("/rituals")
    assert "Suggest one" not in labels(mika)
    mika.presses("rituals new", None)
    assert (
        mika.sees
        == "Three is plenty, with what is suggested counted in. Let one go first, and there's room for another."
    )


def test_a_fourth_that_was_suggested_before_waits_until_there_is_room(stage: Stage) -> None:
    aki, mika = paired(stage)
    aki.says("/rituals")
    for label in ("提案してみる", "同じ家で", "ふたりでお茶", "お知らせなし", "送る"):
        aki.taps(label)
    [waiting] = rituals(stage)
    for idea in IDEAS[:3]:
        begins(mika, aki, idea)
    mika.presses(f"ritual {waiting.id} yes", None)
    assert mika.sees.startswith("Three is plenty")
    assert sorted(one.state for one in rituals(stage)) == ["proposed", "running", "running", "running"]
    mika.says("/rituals")
    mika.taps("No. 2")
    mika.taps("Let it go")
    mika.presses(f"ritual {waiting.id} yes", None)
    assert [one.state for one in rituals(stage)] == ["running"] * 3


def test_either_ends_it_alone_and_both_read_the_same(stage: Stage) -> None:
    aki, mika = paired(stage)
    tea_every_evening(aki, mika)
    aki.says("/rituals")
    aki.taps("1番")
    aki.taps("やめる")
    assert aki.sees == f"いったん、ここまでにします：{TEA_JA}。いつかまた始めても、このままでも。"
    assert mika.sees == f"Let go for now: {TEA_EN}. It may come back some day, or not."
    assert (rituals(stage), promised(stage)) == ([], [])


def test_in_a_pause_nothing_of_it_goes_from_one_to_the_other(stage: Stage) -> None:
    aki, mika = paired(stage)
    tea_every_evening(aki, mika)
    mika.says("/rituals")
    for label in ("Suggest one", "Under one roof", "One song together", "No line", "Send it"):
        mika.taps(label)
    asked = rituals(stage)[-1]
    mika.says("/pause")
    mika.taps(next(label for label in labels(mika) if label.startswith("20")))
    before = mika.texts.copy()
    aki.presses(f"ritual {asked.id} yes", None)
    assert aki.toast == "いまはお休み中なので、何も送っていません。このボタンは、あとでまた使えます。"
    aki.presses("rituals new", None)
    assert aki.sees.startswith("もう、ふたりで休んでいるところです。")
    aki.presses(f"ritual {rituals(stage)[0].id} end", None)
    assert (mika.texts, [one.state for one in rituals(stage)]) == (before, ["proposed"])


# --- the line at its hour ------------------------------------------------------------------------------------------


def test_at_its_hour_each_reads_a_quiet_line_on_their_own_clock(stage: Stage) -> None:
    aki, mika = paired(stage)
    tea_every_evening(aki, mika)
    assert promised(stage) == [TOKYO_EVENING, LONDON_EVENING]
    stage.now, before = TOKYO_EVENING, mika.texts.copy()
    stage.ticks()
    assert (aki.sees, aki.shown[-1].message.silent, mika.texts) == (LINE_JA, True, before)
    assert labels(aki) == ["知らせなくていい"]
    stage.now = LONDON_EVENING
    stage.ticks()
    assert mika.sees == LINE_EN
    assert promised(stage) == [TOKYO_EVENING + timedelta(days=1), LONDON_EVENING + timedelta(days=1)]


def test_the_line_of_a_sit_down_or_a_talk_leads_to_its_page(stage: Stage) -> None:
    aki, mika = paired(stage)
    for idea, hour in (("Sunday sit-down", "10:00"), ("Ten minutes' talk", "11:00")):
        mika.says("/rituals")
        for label in ("Suggest one", "Under one roof", idea, "Every day", "Another time"):
            mika.taps(label)
        mika.says(hour)
        mika.taps("Send it")
        aki.taps("はい、ぜひ")
    stage.now = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    stage.ticks()
    assert labels(mika) == ["Sunday guide", "No lines for me"]
    stage.wait(hours=1)
    stage.ticks()
    assert labels(mika) == ["Listen at home", "No lines for me"]
    mika.taps("Listen at home")
    assert mika.sees == "How long shall it be, with both turns together?"


def test_one_moment_for_both_is_one_moment(stage: Stage) -> None:
    aki, mika = paired(stage)
    suggests_a_call(mika, "Once a week", "Sunday", "Morning 8:00", "One moment", "Send it")
    assert "毎週日曜日、ふたり同じ瞬間に。次は11月22日(日) 17:00" in aki.sees
    aki.taps("はい、ぜひ")
    sunday = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    assert promised(stage) == [sunday, sunday]


@pytest.mark.parametrize("city", ["Tokyo", "London"])
def test_what_is_asked_does_not_tell_by_which_clock_the_other_lives(stage: Stage, city: str) -> None:
    aki, mika = paired(stage)
    lives_in(aki, city)
    suggests_a_call(mika, "Every day", "Evening 20:00")
    assert mika.sees == "Is 20:00 on each one's own clock, or one moment for both, by yours?"
    mika.says("/rituals")
    for label in ("Suggest one", "Under one roof", "Tea together", "Every day", "Evening 20:00"):
        mika.taps(label)
    assert mika.sees.startswith(
        f"Mika suggests a small ritual: {TEA_EN}.\n\nevery day, 20:00 on each one's clock"
    )


@pytest.mark.parametrize(("late", "said"), [(timedelta(hours=2), 1), (timedelta(hours=2, minutes=1), 0)])
def test_a_line_that_is_more_than_two_hours_late_is_left_out(
    stage: Stage, late: timedelta, said: int
) -> None:
    aki, mika = paired(stage)
    suggests_tea(mika, "Every day", "Morning 8:00")
    aki.taps("はい、ぜひ")
    tokyo, london = datetime(2026, 11, 20, 23, 0, tzinfo=UTC), datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
    assert promised(stage) == [tokyo, london]
    stage.now = tokyo + late
    stage.ticks()
    assert aki.texts.count(LINE_JA) == said
    assert promised(stage) == [london, tokyo + timedelta(days=1)]


def test_no_line_comes_in_quiet_hours_and_the_card_says_so(stage: Stage) -> None:
    aki, mika = paired(stage)
    tea_every_evening(aki, mika)
    mika.says("/settings")
    mika.taps("Quiet hours")
    mika.says("19:00-8:00")
    mika.says("/rituals")
    mika.taps("No. 1")
    assert mika.sees.endswith("Its hour lies in your quiet hours, so no line comes to you then.")
    stage.now = LONDON_EVENING
    stage.ticks()
    assert LINE_EN not in mika.texts
    assert LINE_JA not in aki.texts  # nine hours late


@pytest.mark.parametrize("away", ["rest", "apart", "pause"])
def test_who_rests_or_keeps_apart_reads_no_line_nor_does_anybody_in_a_pause(stage: Stage, away: str) -> None:
    aki, mika = paired(stage)
    tea_every_evening(aki, mika)
    stage.now = TOKYO_EVENING - timedelta(minutes=10)
    match away:
        case "rest":
            aki.says("/settings")
            aki.taps("しばらく休む")
        case "apart":
            goes_apart(aki)
        case _:
            mika.says("/pause")
            mika.taps(next(label for label in labels(mika) if label.startswith("20")))
    stage.now = TOKYO_EVENING
    stage.ticks()
    assert LINE_JA not in aki.texts
    stage.now = LONDON_EVENING
    stage.ticks()
    assert LINE_EN in mika.texts


def test_without_lines_for_me_the_other_still_reads_theirs_and_learns_nothing(stage: Stage) -> None:
    aki, mika = paired(stage)
    tea_every_evening(aki, mika)
    stage.now = TOKYO_EVENING
    stage.ticks()
    before = mika.texts.copy()
    aki.taps("知らせなくていい")
    assert (aki.sees, mika.texts) == ("この習慣のお知らせを止めました。だれにも知らされません。", before)
    assert promised(stage) == [LONDON_EVENING]
    stage.now = LONDON_EVENING
    stage.ticks()
    assert mika.sees == LINE_EN
    aki.says("/rituals")
    aki.taps("1番")
    assert aki.sees.endswith("この習慣のお知らせは届きません。相手には知らされません。")
    aki.taps("知らせてほしい")
    assert len(promised(stage)) == 2


def test_after_a_move_the_hour_is_computed_anew_and_no_date_has_two_lines(stage: Stage) -> None:
    aki, mika = paired(stage)
    tea_every_evening(aki, mika)
    stage.now = TOKYO_EVENING
    stage.ticks()
    assert aki.texts.count(LINE_JA) == 1
    lives_in(aki, "London")
    assert promised(stage) == [LONDON_EVENING, LONDON_EVENING + timedelta(days=1)]
    stage.now = LONDON_EVENING
    stage.ticks()
    assert (aki.texts.count(LINE_JA), mika.texts.count(LINE_EN)) == (1, 1)


def test_when_clocks_go_back_an_hour_that_comes_twice_has_one_line(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/settings")
    mika.taps("Quiet hours")
    mika.says("3:00-5:00")
    stage.now = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)
    mika.says("/rituals")
    for label in ("Suggest one", "Under one roof", "Tea together", "Every day", "Another time"):
        mika.taps(label)
    mika.says("1:30")
    mika.taps("Send it")
    aki.taps("はい、ぜひ")
    for half in range(8):
        stage.now = datetime(2026, 10, 25, 0, 0, tzinfo=UTC) + timedelta(minutes=30 * half)
        stage.ticks()
    assert mika.texts.count(LINE_EN) == 1


def test_at_most_three_that_nobody_asked_for_come_on_one_date(stage: Stage) -> None:
    aki, mika = paired(stage)
    for idea, hour in zip(IDEAS[:3], ("9:30", "10:00", "10:30"), strict=True):
        mika.says("/rituals")
        for label in ("Suggest one", "Under one roof", idea, "Every day", "Another time"):
            mika.taps(label)
        mika.says(hour)
        mika.taps("Send it")
        aki.taps("はい、ぜひ")
    stage.now = datetime(2026, 11, 20, 10, 45, tzinfo=UTC)
    stage.ticks()
    assert (
        sum(text.startswith("If it suits") for text in mika.texts) == 2
    )  # the evening's question is to come
    stage.now = datetime(2026, 11, 20, 20, 30, tzinfo=UTC)
    stage.ticks()
    assert "If it suits" not in mika.sees


# --- kept, and let go ----------------------------------------------------------------------------------------------


def with_own_words(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = paired(stage)
    mika.says("/rituals")
    for label in ("Suggest one", "In my own words"):
        mika.taps(label)
    mika.says("a silly song")
    for label in ("Every day", "Evening 20:00", "Each one's clock", "Send it"):
        mika.taps(label)
    aki.taps("はい、ぜひ")
    return aki, mika


def test_own_words_are_taken_back_with_my_shared_notes_and_no_line_comes_any_more(stage: Stage) -> None:
    aki, mika = with_own_words(stage)
    mika.says("/privacy")
    for label in ("Delete…", "My shared notes", "Delete"):
        mika.taps(label)
    aki.says("/rituals")
    assert aki.sees.endswith("1. （取り消し済み）（都合のいいときに）")
    assert promised(stage) == []


def test_our_shared_history_takes_all_of_it(stage: Stage) -> None:
    _, mika = with_own_words(stage)
    mika.says("/privacy")
    mika.taps("Delete…")
    mika.taps("Our shared history")
    mika.taps("Delete")
    assert (rituals(stage), promised(stage)) == ([], [])


def test_after_leaving_no_line_comes(stage: Stage) -> None:
    aki, mika = with_own_words(stage)
    mika.says("/leave")
    mika.taps(labels(mika)[0])
    assert promised(stage) == []
    before = aki.texts.copy()
    stage.now = LONDON_EVENING
    stage.ticks()
    assert aki.texts == before


def copy_of(phone: Phone) -> list[dict[str, object]]:
    """The rituals in somebody's copy."""
    phone.says("/export")
    phone.taps("Everything" if phone.language == "en" else "すべて")
    data = next(one.message.document for one in reversed(phone.shown)
                if one.message.document is not None and one.message.document.name.endswith(".json"))  # fmt: skip
    found: list[dict[str, object]] = json.loads(data.content)["rituals"]
    return found


def test_a_copy_has_those_of_the_two_and_no_suggestion_that_was_not_answered(stage: Stage) -> None:
    aki, mika = with_own_words(stage)
    suggests_tea(mika)
    running = {"kind": "own", "words": "a silly song", "state": "running", "days": "every_day", "hour": "20:00", "clock": "",
               "hushed": False}  # fmt: skip
    tea = {"mine": True, "kind": "near.tea", "words": None, "state": "proposed", "days": "", "hour": None, "clock": "",
           "hushed": False}  # fmt: skip
    at = {"at": "2026-11-20T09:00:00+00:00"}
    assert copy_of(mika) == [{**at, "mine": True, **running}, {**at, **tea}]
    assert copy_of(aki) == [{"at": "2026-11-20T18:00:00+09:00", "mine": False, **running}]

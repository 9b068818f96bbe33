"""The daily check-in: sealed, opened for both at once, and never a word about who did not answer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from conversations.dialogue.events import Tap
from conversations.dialogue.phrases import say
from conversations.dialogue.side_by_side import in_order
from conversations.dialogue.turn import handle
from conversations.prompts import key_of
from conversations.records.checkins import Sheet
from conversations.records.database import transaction
from conversations.records.partners import Partner, find_partner
from conversations.records.pauses import Pause, Tension
from tests.stage import Phone, Stage, fresh_stage, paired

AKIS_EVENING = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)  # 20:30 in Tokyo
MIKAS_EVENING = datetime(2026, 11, 20, 20, 30, tzinfo=UTC)  # 20:30 in London, the same date
NUDGE_TIME = MIKAS_EVENING + timedelta(hours=4, minutes=30)
END = MIKAS_EVENING + timedelta(hours=6)

SEALED_JA = "しまっておきます。そろったら、ふたりのチャットで同時にひらきます。"
SEALED_EN = "Sealed. When you both have, you'll see each other's in your shared chat."
OPENED_JA = "できました。ふたりのチャットでひらきました。"
OPENED_EN = "Done. It's open for you both now, in your shared chat."


def akis_question(stage: Stage) -> tuple[Phone, Phone]:
    """A couple, at Aki's hour."""
    aki, mika = paired(stage)
    stage.now = AKIS_EVENING
    stage.ticks()
    return aki, mika


def aki_answers(aki: Phone, line: str = "電車の犬") -> None:
    for label in ("🔋 そこそこ", "つかれた", "くたくた", "聞いてほしい"):
        aki.taps(label)
    aki.says(line)
    aki.taps("できた")


def akis_answer(stage: Stage) -> tuple[Phone, Phone]:
    """Aki has answered; it is Mika's hour."""
    aki, mika = akis_question(stage)
    aki_answers(aki)
    stage.now = MIKAS_EVENING
    stage.ticks()
    return aki, mika


def mika_answers(mika: Phone) -> None:
    for label in ("🪫 Little", "Warm", "Tender", "Nothing today", "Skip", "Done"):
        mika.taps(label)


def sheet_of(stage: Stage) -> Sheet:
    with transaction(stage.engine) as session:
        return session.exec(select(Sheet)).one()


def question(stage: Stage, language: str) -> str:
    return stage.attune.book.words(say(f"{key_of(sheet_of(stage).prompt)}.text"), language)


def partner(stage: Stage, phone: Phone) -> Partner:
    with transaction(stage.engine) as session:
        found = find_partner(session, stage.attune.sealer, phone.telegram_id)
        assert found is not None
        return found


def test_the_message_of_the_day_is_the_first_question(stage: Stage) -> None:
    aki, mika = akis_question(stage)
    assert aki.sees == "Akiさん、こんばんは。30秒だけ、いいですか？\n今日のゆとりは？"
    assert aki.buttons == [["🔋 満タン", "🔋 そこそこ"], ["🪫 少なめ", "🪫 からっぽ"], ["今日はやめておく"]]
    assert mika.sees.startswith("You're connected.")


@pytest.mark.parametrize(("clock", "hello"), [("08:00", "Morning"), ("14:10", "Hello"), ("20:30", "Evening")])
def test_the_greeting_is_that_of_the_hour(stage: Stage, clock: str, hello: str) -> None:
    _, mika = paired(stage)
    hour, minute = map(int, clock.split(":"))
    stage.now = datetime(2026, 11, 20, hour, minute, tzinfo=UTC)
    mika.says("/today")
    assert mika.sees == f"{hello}, Mika. Thirty seconds?\nHow much room do you have today?"


def test_a_check_in_takes_five_taps_a_line_and_one_message(stage: Stage) -> None:
    aki, _ = akis_question(stage)
    before = len(aki.shown)
    for label in ("🔋 そこそこ", "つかれた", "くたくた", "聞いてほしい"):
        aki.taps(label)
    assert len(aki.shown) == before
    aki.says("電車の犬")
    assert aki.sees == (
        "Akiさん：ゆとりはそこそこです。くたくたです。あるとうれしいのは、話を聞いてもらうことです。\n\n"
        f"{question(stage, 'ja')}\nAkiさん：「電車の犬」\n\nできました。ふたりがそろったら、同時にひらきます。👁は相手にも見えるところ。押すと、自分だけになります。"
    )
    assert [label for row in aki.buttons for label in row] == [
        *("できた", "なおす", "👁 ゆとり", "👁 ことば", "👁 お願い", "👁 ひとこと"),
        *("もどる", "とじる"),
    ]
    aki.taps("できた")
    assert aki.sees == SEALED_JA


def test_one_answer_tells_nobody_anything(stage: Stage) -> None:
    aki, mika = akis_question(stage)
    seen, shared = list(mika.texts), list(stage.group().texts)
    aki_answers(aki)
    assert (mika.texts, stage.group().texts) == (seen, shared)
    stage.now = MIKAS_EVENING
    stage.ticks()
    assert mika.texts[len(seen) :] == ["Evening, Mika. Thirty seconds?\nHow much room do you have today?"]


def test_when_both_are_in_one_silent_card_opens_in_both_languages(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = akis_answer(stage)
    mika_answers(mika)
    assert mika.sees == OPENED_EN
    halves_ja = [
        "Akiさん：ゆとりはそこそこです。くたくたです。あるとうれしいのは、話を聞いてもらうことです。",
        "Mikaさん：ゆとりは少なめです。いとおしい気持ちです。",
    ]
    halves_en = ["Aki: some room · worn out · could use someone to listen", "Mika: little room · tender"]
    if _mika_comes_first(stage, aki, mika):
        halves_ja.reverse()
        halves_en.reverse()
    card_ja = [
        "今日のふたり",
        "",
        *halves_ja,
        "",
        question(stage, "ja"),
        "Akiさん：「電車の犬」",
        "",
        "何か返しますか？",
    ]
    card_en = [
        "Today",
        "",
        *halves_en,
        "",
        question(stage, "en"),
        "Aki: “電車の犬”",
        "",
        "Want to say something back?",
    ]
    assert stage.group().texts[-1] == "\n".join([*card_ja, "", *card_en])
    assert stage.group().shown[-1].message.silent
    assert stage.group().shown[-1].buttons == [
        ["❤️"],
        ["もっと聞きたい · Tell me more"],
        ["できそう · I can do that"],
        ["ひとこと足す · Add a line"],
        ["あとで · Later"],
    ]
    assert noa.shown == []


def _mika_comes_first(stage: Stage, aki: Phone, mika: Phone) -> bool:
    """Who comes first alternates by the day of the sheet."""
    both = sorted((partner(stage, mika).id, partner(stage, aki).id))
    return in_order(both, sheet_of(stage).day)[0] == partner(stage, mika).id


def test_without_a_shared_chat_each_gets_the_card_in_private(stage: Stage) -> None:
    aki, mika = akis_question(stage)
    stage.group().changes(aki, 3, joined=(999,))
    aki_answers(aki)
    assert aki.sees == "しまっておきます。ふたりがそろったら、ここで同時にひらきます。"
    stage.now = MIKAS_EVENING
    stage.ticks()
    shared = list(stage.group().texts)
    mika_answers(mika)
    assert mika.texts[-2] == "Done. It's open for you both now, right below."
    assert "Akiさん：ゆとりはそこそこです。" in aki.sees
    assert "Aki: some room · worn out" in mika.sees
    mika.taps("Add a line")
    assert mika.texts[-2].startswith("Today\n"), "the card stays where it is"
    mika.says("Sleep well")
    mika.taps("Send")
    assert aki.sees == "Mikaさんから、もうひとこと：「Sleep well」"
    assert stage.group().texts == shared


@pytest.mark.parametrize(
    ("eye", "kept"),
    [
        ("👁 ゆとり", ("some room", "そこそこ")),
        ("👁 ことば", ("worn out", "くたくた")),
        ("👁 お願い", ("listen", "聞いてもらう")),
        ("👁 ひとこと", ("電車の犬",)),
    ],
)
def test_a_part_kept_private_reaches_no_other_phone(stage: Stage, eye: str, kept: tuple[str, ...]) -> None:
    aki, mika = akis_question(stage)
    for label in ("🔋 そこそこ", "つかれた", "くたくた", "聞いてほしい"):
        aki.taps(label)
    aki.says("電車の犬")
    aki.taps(eye)
    assert "👁 自分だけのメモ" in aki.sees
    aki.taps("できた")
    stage.now = MIKAS_EVENING
    stage.ticks()
    mika_answers(mika)
    elsewhere = "\n".join(stage.group().texts + mika.texts)
    assert "Mika: little room · tender" in elsewhere, "the rest went"
    assert [words for words in kept if words in elsewhere] == []


def test_who_keeps_everything_private_has_checked_in_all_the_same(stage: Stage) -> None:
    aki, mika = akis_answer(stage)
    mika.taps("🪫 Empty")
    for label in ("Quietly here", "Nothing today", "👁 Room", "👁 Word", "Done"):
        mika.taps(label)
    assert "Mika checked in." in stage.group().texts[-1]
    assert "empty" not in stage.group().texts[-1]


def test_an_empty_battery_is_asked_no_question(stage: Stage) -> None:
    aki, mika = akis_answer(stage)
    for label in ("🪫 Empty", "Quietly here", "Nothing today"):
        mika.taps(label)
    assert mika.sees == (
        "Rest is an answer too.\n\nMika: running on empty · quiet, and here\n\n"
        "Ready. When you both have, you'll see each other's. 👁 is shared; tap one to keep it to yourself."
    )


@pytest.mark.parametrize("heat", ["tension", "pause"])
def test_in_hot_times_the_sheet_is_light(stage: Stage, heat: str) -> None:
    aki, mika = paired(stage)
    me = partner(stage, aki)
    with transaction(stage.engine) as session:
        if heat == "tension":
            session.add(Tension(partner_id=me.id, level=4, at=AKIS_EVENING - timedelta(hours=23)))
        else:
            later = AKIS_EVENING + timedelta(hours=12)
            session.add(
                Pause(couple_id=me.couple_id or 0, started_by=me.id, back_at=later, started_at=AKIS_EVENING)
            )
    stage.now = AKIS_EVENING
    stage.ticks()
    for label in ("🔋 満タン", "いろいろ", "迷っている"):
        aki.taps(label)
    assert aki.sees == "最近、Mikaさんのやさしさに気づいたことは？ ひとことで大丈夫です。"
    aki.says("朝の紅茶")
    assert "気づいたやさしさ\nAkiさん：「朝の紅茶」" in aki.sees
    assert "👁 お願い" not in [label for row in aki.buttons for label in row]


def test_warmth_a_day_ago_leaves_the_sheet_as_it_is(stage: Stage) -> None:
    aki, _ = paired(stage)
    with transaction(stage.engine) as session:
        early = AKIS_EVENING - timedelta(hours=25)
        session.add(Tension(partner_id=partner(stage, aki).id, level=5, at=early))
    stage.now = AKIS_EVENING
    stage.ticks()
    for label in ("🔋 満タン", "ことばはなし"):
        aki.taps(label)
    assert aki.sees == "Mikaさんにしてもらえたらうれしいことは？"


def test_the_question_can_be_changed_twice(stage: Stage) -> None:
    aki, _ = akis_question(stage)
    for label in ("🔋 満タン", "静かにいる", "今日は大丈夫"):
        aki.taps(label)
    asked = [aki.sees]
    for _ in range(2):
        aki.taps("別の質問")
        asked.append(aki.sees)
    assert len(set(asked)) == 3
    assert aki.buttons == [["とばす", "この質問は外す"], ["もどる", "とじる"]]


def test_there_is_another_word_and_there_are_all_ten_needs(stage: Stage) -> None:
    aki, _ = akis_question(stage)
    for label in ("🔋 満タン", "かなしい", "ほかのことば", "こわい", "心配", "ほかにも…"):
        aki.taps(label)
    assert sum(len(row) for row in aki.buttons[:-1]) == 10
    aki.taps("仲直り")
    aki.taps("とばす")
    assert aki.sees.startswith(
        "Akiさん：ゆとりは満タンです。心配しています。あるとうれしいのは、仲直りです。\n\n"
    )


def test_each_part_can_be_changed_before_it_is_sealed_and_until_it_is_open(stage: Stage) -> None:
    aki, mika = akis_question(stage)
    for label in ("🔋 満タン", "静かにいる", "今日は大丈夫", "とばす"):
        aki.taps(label)
    for label in ("なおす", "ゆとり", "🪫 少なめ", "できた"):
        aki.taps(label)
    aki.says("/today")
    assert aki.sees == "今日のチェックインはすんでいます。ふたりがそろったら、同時にひらきます。"
    for label in ("なおす", "🔋 そこそこ", "ことばはなし", "ふれあい", "とばす", "できた"):
        aki.taps(label)
    stage.now = MIKAS_EVENING
    stage.ticks()
    mika_answers(mika)
    assert "Aki: some room · could use some closeness\n" in stage.group().texts[-1]


def test_the_days_message_takes_the_place_of_no_conversation(stage: Stage) -> None:
    aki, _ = paired(stage)
    aki.says("/need")
    stage.now = AKIS_EVENING - timedelta(minutes=1)
    aki.taps("聞いてほしい")
    stage.now = AKIS_EVENING
    stage.ticks()
    aki.taps("つかれた")
    aki.taps("くたくた")
    aki.says("妹との電話")
    assert aki.sees.startswith("Mikaさんに"), "the need goes on"


def test_the_one_nudge_comes_late_quietly_and_once(stage: Stage) -> None:
    aki, mika = akis_answer(stage)
    stage.now = NUDGE_TIME - timedelta(minutes=1)
    stage.ticks()
    assert mika.sees.startswith("Evening, Mika.")
    stage.now = NUDGE_TIME
    stage.ticks()
    stage.ticks()
    assert mika.texts[-2:] == [
        "Evening, Mika. Thirty seconds?\nHow much room do you have today?",
        "Aki left a note for you. No rush.",
    ]
    assert mika.shown[-1].message.silent
    assert mika.buttons == [["Answer", "Not today"], ["Fewer of these"]]
    for label in ("Answer", "🔋 Some", "No word now", "Nothing today", "Skip", "Done"):
        mika.taps(label)
    assert "Mika: some room\n" in stage.group().texts[-1]


def test_nobody_is_nudged_when_nobody_answered(stage: Stage) -> None:
    aki, mika = akis_question(stage)
    stage.now = MIKAS_EVENING
    stage.ticks()
    before = (aki.texts, mika.texts, stage.group().texts)
    for now in (NUDGE_TIME, END, END + timedelta(hours=1)):
        stage.now = now
        stage.ticks()
    assert (aki.texts, mika.texts, stage.group().texts) == before


def test_who_was_asked_first_is_nudged_when_the_other_was_quicker(stage: Stage) -> None:
    aki, mika = akis_question(stage)
    mika.says("/today")
    mika_answers(mika)
    stage.now = AKIS_EVENING + timedelta(hours=4, minutes=30)
    stage.ticks()
    assert aki.sees == "Mikaさんからのメモが届いています。急がなくて大丈夫です。"


def test_who_says_not_today_is_left_in_peace(stage: Stage) -> None:
    aki, mika = akis_answer(stage)
    mika.taps("Not today")
    assert mika.sees == "That's fine. If there's room later: /today."
    before = list(mika.texts)
    for now in (NUDGE_TIME, END):
        stage.now = now
        stage.ticks()
    assert mika.texts == before


def test_fewer_of_these_means_none_from_now_on(stage: Stage) -> None:
    aki, mika = akis_answer(stage)
    stage.now = NUDGE_TIME
    stage.ticks()
    mika.taps("Fewer of these")
    stage.now = AKIS_EVENING + timedelta(days=1)
    stage.ticks()
    aki_answers(aki)
    stage.now = NUDGE_TIME + timedelta(days=1)
    stage.ticks()
    assert [text for text in mika.texts if "left a note" in text] == []


def test_a_day_that_stays_one_sided_belongs_to_who_answered(stage: Stage) -> None:
    aki, mika = akis_answer(stage)
    stage.now = END
    stage.ticks()
    half = "Akiさん：ゆとりはそこそこです。くたくたです。あるとうれしいのは、話を聞いてもらうことです。"
    line = f"{question(stage, 'ja')}\nAkiさん：「電車の犬」"
    assert aki.sees == f"{half}\n\n{line}\n\n自分のメモとして残しますか。それとも、このまま送りますか？"
    assert "Mika" not in aki.sees
    shared = list(stage.group().texts)
    aki.taps("残しておく")
    assert aki.sees == "自分だけのメモとして残しました。"
    assert stage.group().texts == shared


def test_a_one_sided_note_can_be_sent_once_without_what_is_private(stage: Stage) -> None:
    aki, mika = akis_question(stage)
    for label in ("🔋 そこそこ", "つかれた", "くたくた", "聞いてほしい"):
        aki.taps(label)
    aki.says("電車の犬")
    aki.taps("👁 ことば")
    aki.taps("できた")
    stage.now = MIKAS_EVENING
    stage.ticks()
    stage.now = END
    stage.ticks()
    data = aki.shown[-1].message.keyboard[0][1].data
    aki.taps("送る")
    aki.presses(data, None)
    assert [text for text in stage.group().texts if "電車の犬" in text] == [
        "Akiさん：ゆとりはそこそこです。あるとうれしいのは、話を聞いてもらうことです。\n\n"
        f"{question(stage, 'ja')}\nAkiさん：「電車の犬」\n\n"
        f"Aki: some room · could use someone to listen\n\n{question(stage, 'en')}\nAki: “電車の犬”"
    ]
    assert aki.sees == "送りました。" or aki.toast == "このカードは先に進んでいます。"


def test_after_the_window_nothing_is_taken_any_more(stage: Stage) -> None:
    aki, mika = akis_answer(stage)
    stage.now = END - timedelta(seconds=1)
    mika.taps("🔋 Some")
    stage.now = END
    stage.ticks()
    mika.taps("Calm")
    assert mika.toast == "This card has moved on."
    assert "Mika" not in stage.group().texts[-1]
    with transaction(stage.engine) as session:
        assert [sheet.state for sheet in session.exec(select(Sheet))] == ["closed"]


def test_a_heart_goes_once_and_changes_no_card(stage: Stage) -> None:
    aki, mika = akis_answer(stage)
    mika_answers(mika)
    card = stage.group().texts[-1]
    for _ in range(2):
        mika.taps("❤️", stage.group())
        assert mika.toast == "Passed on."
    assert aki.texts.count("Mikaさんから、チェックインに ❤️ が届きました。") == 1
    assert stage.group().texts[-1] == card


def test_tell_me_more_invites_a_line(stage: Stage) -> None:
    aki, mika = akis_answer(stage)
    mika_answers(mika)
    aki.taps("もっと聞きたい", stage.group())
    assert mika.sees == "Aki would like to hear more about your check-in, whenever it suits you."
    mika.taps("Add a line")
    mika.says("It was a long day")
    assert "It was a long day" not in stage.group().texts[-1], "not before it is sent"
    mika.taps("Send")
    assert stage.group().texts[-1] == (
        "Mikaさんから、もうひとこと：「It was a long day」\n\nMika adds: “It was a long day”"
    )


def test_i_can_do_that_is_about_what_the_other_one_named(stage: Stage) -> None:
    aki, mika = akis_answer(stage)
    mika_answers(mika)
    mika.taps("できそう", stage.group())
    assert aki.sees == "Mikaさんは、できそうです：話を聞いてもらうこと。"
    aki.taps("できそう", stage.group())
    assert aki.toast == "今回は、お願いはありませんでした。❤️ だけでも十分です。"
    aki.taps("あとで", stage.group())
    assert aki.toast == "ここに残しておきます。いつでもどうぞ。"


def test_other_people_can_press_nothing(stage: Stage) -> None:
    aki, mika = akis_answer(stage)
    noa = stage.person("Noa", "en")
    data = mika.shown[-1].message.keyboard[0][0].data
    noa.says("/start")
    noa.presses(data, None)
    mika_answers(mika)
    noa.taps("❤️", stage.group())
    assert noa.toast == "This one is for the two of them."
    assert not any("Aki" in text or "Mika" in text for text in noa.texts)


def test_today_can_be_answered_before_its_hour_and_is_not_asked_twice(stage: Stage) -> None:
    aki, mika = paired(stage)
    aki.says("/today")
    aki_answers(aki)
    before = list(aki.texts)
    stage.now = AKIS_EVENING
    stage.ticks()
    assert aki.texts == before
    mika.says("/today")
    mika_answers(mika)
    aki.says("/today")
    assert aki.sees.startswith("今日のチェックインは、ふたりともひらいています。")


def test_today_looked_at_but_not_answered_is_asked_at_its_hour(stage: Stage) -> None:
    aki, _ = paired(stage)
    aki.says("/today")
    before = len(aki.shown)
    stage.now = AKIS_EVENING
    stage.ticks()
    assert len(aki.shown) == before + 1


@pytest.mark.parametrize("mika_has", [True, False])
def test_today_never_tells_whether_the_other_one_answered(stage: Stage, mika_has: bool) -> None:
    aki, mika = akis_question(stage)
    if mika_has:
        mika.says("/today")
        mika_answers(mika)
    aki.says("/today")
    assert aki.sees == "Akiさん、こんばんは。30秒だけ、いいですか？\n今日のゆとりは？"


def test_both_in_the_same_instant_open_one_card(tmp_path: Path) -> None:
    stage = fresh_stage(f"sqlite:///{tmp_path}/attune.db")
    aki, mika = akis_question(stage)
    for label in ("🔋 そこそこ", "静かにいる", "今日は大丈夫", "とばす"):
        aki.taps(label)
    mika.says("/today")
    for label in ("🪫 Little", "Quietly here", "Nothing today", "Skip"):
        mika.taps(label)
    events = [
        Tap(next(stage.ids), phone.who, phone.private, _done(phone), phone.shown[-1].id, "q")
        for phone in (aki, mika)
    ]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda event: handle(event, stage.now, stage.attune), events * 2))
    stage.deliver()
    assert len([text for text in stage.group().texts if "今日のふたり" in text]) == 1
    assert sorted((aki.sees, mika.sees)) in (
        sorted((OPENED_JA, SEALED_EN)),
        sorted((SEALED_JA, OPENED_EN)),
    )


def _done(phone: Phone) -> str:
    return next(
        key.data for row in phone.shown[-1].message.keyboard for key in row if key.data.endswith(":done")
    )

"""One thing for the week: asked on Mondays where both want it, sealed and opened with the check-in."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from conversations.dialogue.outcomes.checkins import Answered
from conversations.records.checkins import SheetAnswer, read_half
from conversations.records.database import transaction
from conversations.records.partners import Partner, find_partner
from conversations.records.pauses import Tension
from conversations.records.sealing import Sealed, person
from tests.stage import Phone, Stage, paired

AKIS_MONDAY = datetime(2026, 11, 23, 11, 30, tzinfo=UTC)  # 20:30 in Tokyo
MIKAS_MONDAY = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)  # 20:30 in London, the same date

SCREEN = "Your check-in: 20:30, by the clock of London. Quiet: 22:00–08:00."
WAITS = "On Mondays your check-in will ask you both for one thing you could use this week, once Aki turns it on in their settings, too."
ON = "On Mondays your check-in asks you both for one thing you could use this week."
ON_JA = "月曜日のチェックインで、今週あるとうれしいことをひとつ、おふたりに聞いています。"
ASKED = "One thing you could use this week?\nTap one, or write your own."
ASKED_JA = "今週、あるとうれしいことをひとつ挙げるなら？\n選んでも、ご自分のことばでもどうぞ。"


def starts(phone: Phone) -> None:
    phone.says("/settings")
    phone.taps("週のお願いを始める" if phone.language == "ja" else "Weekly need")


def stops(phone: Phone) -> None:
    phone.says("/settings")
    phone.taps("週のお願いをやめる" if phone.language == "ja" else "Stop weekly need")


def couple(stage: Stage, days: int = 0) -> tuple[Phone, Phone]:
    """Aki and Mika, some hours before they are asked: on a Monday, or so many days later."""
    stage.now = AKIS_MONDAY + timedelta(days=days, hours=-2)
    return paired(stage)


def both_start(stage: Stage, days: int = 0) -> tuple[Phone, Phone]:
    """A couple of whom both want it; nothing is due yet."""
    aki, mika = couple(stage, days)
    starts(aki)
    starts(mika)
    return aki, mika


def akis_monday(stage: Stage) -> tuple[Phone, Phone]:
    """Both want it; it is Monday, at Aki's hour."""
    aki, mika = both_start(stage)
    stage.now = AKIS_MONDAY
    stage.ticks()
    return aki, mika


def up_to_week(phone: Phone, could: str = "") -> None:
    """Everything before the question of the week."""
    if phone.language == "ja":
        taps(phone, "🔋 そこそこ", "静かにいる", could or "今日は大丈夫", "とばす")
    else:
        taps(phone, "🪫 Little", "Quietly here", could or "Nothing today", "Skip")


def taps(phone: Phone, *labels: str) -> None:
    for label in labels:
        phone.taps(label)


def mikas_evening(stage: Stage) -> None:
    stage.now = MIKAS_MONDAY
    stage.ticks()


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def wanted(stage: Stage) -> list[bool]:
    with transaction(stage.engine) as session:
        return list(session.exec(select(Partner.weekly_need)))


def id_of(stage: Stage, phone: Phone) -> int:
    with transaction(stage.engine) as session:
        found = find_partner(session, stage.attune.sealer, phone.telegram_id)
        assert found is not None
        return found.id


def test_wanting_it_alone_asks_nothing_and_tells_nobody(stage: Stage) -> None:
    aki, mika = couple(stage)
    aki.says("/settings")
    before = (aki.texts, stage.group().texts)
    starts(mika)
    assert mika.sees == f"{SCREEN}\n{WAITS}"
    assert (aki.texts, stage.group().texts) == before
    aki.says("/settings")
    assert aki.sees == before[0][-1], "nor by looking"
    assert "週のお願いを始める" in labels(aki)
    stage.now = MIKAS_MONDAY
    stage.ticks()
    up_to_week(mika)
    assert mika.sees.startswith("Mika: little room")


def test_it_is_on_for_both_or_for_nobody(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = both_start(stage)
    assert mika.sees == f"{SCREEN}\n{ON}"
    aki.says("/settings")
    assert aki.sees.endswith(f"\n{ON_JA}")
    seen = list(mika.texts)
    stops(aki)
    assert "週のお願いを始める" in labels(aki)
    assert ON_JA not in aki.sees
    assert mika.texts == seen, "nobody is told"
    mika.says("/settings")
    assert mika.sees == f"{SCREEN}\n{WAITS}"
    mika.taps("Stop weekly need")
    assert mika.sees == SCREEN
    starts(mika)
    starts(aki)
    assert aki.sees.endswith(f"\n{ON_JA}")
    assert noa.shown == []


def test_alone_there_is_nothing_to_turn_on(stage: Stage) -> None:
    aki, mika = both_start(stage)
    mika.says("/settings")
    old = next(key.data for row in mika.shown[-1].message.keyboard for key in row if "weekly" in key.data)
    mika.says("/leave")
    mika.taps("Leave quietly")
    assert wanted(stage) == [False, False], "with someone else it begins anew"
    mika.says("/settings")
    assert not {"Weekly need", "Stop weekly need"} & set(labels(mika))
    mika.presses(old.replace("_off", ""), None)
    assert wanted(stage) == [False, False]


def test_on_monday_it_is_asked_last_and_opens_with_the_rest(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = akis_monday(stage)
    up_to_week(aki)
    assert aki.sees == ASKED_JA
    assert labels(aki) == [
        *("聞いてほしい", "なぐさめ", "ひとりの時間", "一緒に考えたい", "安心したい", "手を借りたい"),
        *("ふれあい", "気づいてほしい", "仲直り", "ふたりの時間", "とばす", "もどる", "とじる"),
    ]
    aki.taps("聞いてほしい")
    assert aki.sees.startswith(
        "Akiさん：ゆとりはそこそこです。静かな気持ちでいます。\n\n今週、Akiさんにあるとうれしいこと：話を聞いてもらうこと\n\n"
    )
    seen, shared = list(mika.texts), list(stage.group().texts)
    aki.taps("できた")
    assert (mika.texts, stage.group().texts) == (seen, shared)
    mikas_evening(stage)
    up_to_week(mika)
    assert mika.sees == ASKED
    mika.says("A slow Sunday")
    mika.taps("Done")
    weeks = [line for line in stage.group().texts[-1].splitlines() if "今週" in line or "This week" in line]
    assert sorted(weeks) == sorted([
        "今週、Akiさんにあるとうれしいこと：話を聞いてもらうこと",
        "今週、Mikaさんにあるとうれしいこと：「A slow Sunday」",
        "This week Aki could use: someone to listen",
        "This week Mika could use: “A slow Sunday”",
    ])  # fmt: skip
    assert noa.shown == []


def test_who_skips_it_says_nothing_about_the_week(stage: Stage) -> None:
    aki, _ = akis_monday(stage)
    up_to_week(aki)
    aki.taps("とばす")
    assert "今週" not in aki.sees
    assert not [label for label in labels(aki) if "今週" in label]
    taps(aki, "なおす", "今週", "ふれあい")
    assert "今週、Akiさんにあるとうれしいこと：ふれあい" in aki.sees


def test_its_own_words_have_a_limit(stage: Stage) -> None:
    aki, mika = akis_monday(stage)
    mikas_evening(stage)
    up_to_week(mika)
    mika.says("x" * 121)
    assert mika.sees.endswith(ASKED)
    mika.says("x" * 120)
    assert f"This week Mika could use: “{'x' * 120}”" in mika.sees


@pytest.mark.parametrize("days", range(1, 7))
def test_no_other_day_asks_for_it(stage: Stage, days: int) -> None:
    aki, _ = both_start(stage, days)
    stage.now = AKIS_MONDAY + timedelta(days=days)
    stage.ticks()
    up_to_week(aki)
    assert [one for one in aki.texts if one.startswith("Akiさん：ゆとりはそこそこです。")]


def test_monday_is_the_date_of_the_sheet_wherever_one_lives(stage: Stage) -> None:
    aki, mika = both_start(stage, days=-2)
    stage.now = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)  # eight on Monday in Tokyo, Sunday night in London
    for phone in (aki, mika):
        phone.says("/today")
        up_to_week(phone)
    assert aki.sees == ASKED_JA
    assert mika.sees.startswith("Mika: little room")


def test_mondays_sheet_asks_after_midnight_too(stage: Stage) -> None:
    aki, _ = akis_monday(stage)
    stage.wait(hours=5)
    up_to_week(aki)
    assert aki.sees == ASKED_JA


def test_who_runs_on_empty_is_not_asked(stage: Stage) -> None:
    aki, _ = akis_monday(stage)
    taps(aki, "🪫 からっぽ", "静かにいる", "今日は大丈夫")
    assert aki.sees.startswith("休むことも、ひとつの答えです。")
    aki.taps("なおす")
    assert "今週" not in labels(aki)
    taps(aki, "ゆとり", "🔋 満タン", "なおす", "今週", "仲直り")
    assert "今週、Akiさんにあるとうれしいこと：仲直り" in aki.sees
    taps(aki, "なおす", "ゆとり", "🪫 からっぽ")
    assert "仲直り" not in aki.sees, "with the question of the day it is put away"


def test_a_light_sheet_does_not_ask(stage: Stage) -> None:
    aki, mika = both_start(stage)
    with transaction(stage.engine) as session:
        hour_before = AKIS_MONDAY - timedelta(hours=1)
        me = find_partner(session, stage.attune.sealer, aki.telegram_id)
        assert me is not None
        session.add(Tension(partner_id=me.id, level=5, at=hour_before))
    stage.now = AKIS_MONDAY
    stage.ticks()
    taps(aki, "🔋 満タン", "静かにいる", "とばす")
    assert aki.sees.startswith("Akiさん：ゆとりは満タンです。")
    aki.taps("なおす")
    assert "今週" not in labels(aki)


@pytest.mark.parametrize("own", [False, True])
def test_what_is_kept_private_reaches_nobody(stage: Stage, own: bool) -> None:
    aki, mika = akis_monday(stage)
    up_to_week(aki)
    if own:
        aki.says("海まで歩く")
    else:
        aki.taps("手を借りたい")
    aki.taps("👁 今週")
    kept = "「海まで歩く」" if own else "手を貸してもらうこと"
    assert f"👁 自分だけのメモ：今週あるとうれしいのは、{kept}です" in aki.sees
    assert "今週：自分だけ" in labels(aki)
    aki.taps("できた")
    mikas_evening(stage)
    up_to_week(mika)
    taps(mika, "Some space", "👁 This week", "This week: just me", "Done")
    card = stage.group().texts[-1]
    assert "This week Mika could use: some space" in card, "the other one's went"
    elsewhere = "\n".join(stage.group().texts + mika.texts)
    assert [
        words for words in ("海まで歩く", "手を貸して", "a hand", "This week Aki") if words in elsewhere
    ] == []


def test_it_can_be_changed_until_it_is_open(stage: Stage) -> None:
    aki, mika = akis_monday(stage)
    up_to_week(aki)
    taps(aki, "聞いてほしい", "できた")
    aki.says("/today")
    taps(aki, "なおす", "🔋 そこそこ", "静かにいる", "今日は大丈夫", "とばす", "ふたりの時間", "できた")
    mikas_evening(stage)
    up_to_week(mika)
    taps(mika, "Comfort", "Done")
    card = stage.group().texts[-1]
    assert "This week Aki could use: time together" in card
    assert "someone to listen" not in card


def test_who_answered_before_both_wanted_it_has_said_nothing_about_the_week(stage: Stage) -> None:
    aki, mika = couple(stage)
    stage.now = AKIS_MONDAY
    stage.ticks()
    up_to_week(aki)
    aki.taps("できた")
    starts(aki)
    starts(mika)
    mikas_evening(stage)
    up_to_week(mika)
    assert mika.sees == ASKED, "whether the other one has answered does not show"
    taps(mika, "A hand", "Done")
    card = stage.group().texts[-1]
    assert "This week Mika could use: a hand" in card
    assert "This week Aki" not in card


@pytest.mark.parametrize("who", ["aki", "mika"])
def test_what_was_answered_stays_when_one_of_the_two_stops_it(stage: Stage, who: str) -> None:
    aki, mika = akis_monday(stage)
    up_to_week(aki)
    taps(aki, "聞いてほしい", "できた")
    stops({"aki": aki, "mika": mika}[who])
    mikas_evening(stage)
    up_to_week(mika)
    assert mika.sees.startswith("Mika: little room"), "not asked any more"
    mika.taps("Done")
    card = stage.group().texts[-1]
    assert "This week Aki could use: someone to listen" in card
    assert "This week Mika" not in card


def test_stopping_it_disturbs_nobody_who_is_answering(stage: Stage) -> None:
    aki, mika = akis_monday(stage)
    up_to_week(aki)
    stops(mika)
    aki.taps("安心したい")
    assert "今週、Akiさんにあるとうれしいこと：安心できることば" in aki.sees
    taps(aki, "なおす", "今週", "仲直り")
    assert "今週、Akiさんにあるとうれしいこと：仲直り" in aki.sees


def test_starting_it_disturbs_nobody_who_is_answering(stage: Stage) -> None:
    aki, mika = couple(stage)
    starts(aki)
    stage.now = AKIS_MONDAY
    stage.ticks()
    up_to_week(aki)
    taps(aki, "👁 ゆとり")
    starts(mika)
    aki.taps("できた")
    assert aki.sees.startswith("しまっておきます。")


def test_i_can_do_that_is_about_the_week_where_nothing_else_was_named(stage: Stage) -> None:
    aki, mika = akis_monday(stage)
    up_to_week(aki)
    taps(aki, "聞いてほしい", "できた")
    mikas_evening(stage)
    up_to_week(mika)
    mika.says("A slow Sunday")
    mika.taps("Done")
    mika.taps("できそう", stage.group())
    assert aki.sees == "Mikaさんは、できそうです：話を聞いてもらうこと。"
    aki.taps("できそう", stage.group())
    assert mika.sees == "Aki can do that: “A slow Sunday”."


def test_i_can_do_that_is_about_today_first(stage: Stage) -> None:
    aki, mika = akis_monday(stage)
    up_to_week(aki, could="ふれあい")
    taps(aki, "聞いてほしい", "👁 今週", "できた")
    mikas_evening(stage)
    up_to_week(mika)
    taps(mika, "Skip", "Done")
    mika.taps("できそう", stage.group())
    assert aki.sees == "Mikaさんは、できそうです：ふれあい。"
    aki.taps("できそう", stage.group())
    assert aki.toast == "今回は、お願いはありませんでした。❤️ だけでも十分です。"


def test_a_private_need_of_the_week_offers_nothing_to_do(stage: Stage) -> None:
    aki, mika = akis_monday(stage)
    up_to_week(aki)
    taps(aki, "聞いてほしい", "👁 今週", "できた")
    mikas_evening(stage)
    up_to_week(mika)
    taps(mika, "Skip", "Done")
    below = [label for row in stage.group().shown[-1].buttons for label in row]
    assert below == ["❤️", "もっと聞きたい · Tell me more", "ひとこと足す · Add a line", "あとで · Later"]


def test_a_monday_that_stays_one_sided_belongs_to_who_answered(stage: Stage) -> None:
    aki, mika = akis_monday(stage)
    up_to_week(aki)
    taps(aki, "聞いてほしい", "できた")
    stage.now = MIKAS_MONDAY + timedelta(hours=6)
    stage.ticks()
    assert "今週、Akiさんにあるとうれしいこと：話を聞いてもらうこと" in aki.sees
    assert not any("listen" in text for text in stage.group().texts + mika.texts)
    aki.taps("送る")
    assert "This week Aki could use: someone to listen" in stage.group().texts[-1]


def test_what_was_sealed_before_there_was_a_week_can_still_be_read(stage: Stage) -> None:
    aki, mika = couple(stage)
    stage.now = AKIS_MONDAY
    stage.ticks()
    up_to_week(aki)
    aki.taps("できた")
    mine = id_of(stage, aki)
    with transaction(stage.engine) as session:
        half = session.exec(select(SheetAnswer).where(SheetAnswer.partner_id == mine)).one()
        place = Sealed(person(mine), "sheet_answer.body", half.id)
        old = {"room": "some", "family": "", "word": "quietly_here", "could": "", "question": "", "line": "",
               "private": ["room"]}  # fmt: skip
        half.body = stage.attune.sealer.seal(session, place, json.dumps(old))
    with transaction(stage.engine) as session:
        half = session.exec(select(SheetAnswer).where(SheetAnswer.partner_id == mine)).one()
        read = read_half(session, stage.attune.sealer, half)
    assert read == Answered("some", word="quietly_here", private=frozenset({"room"}))
    mikas_evening(stage)
    up_to_week(mika)
    mika.taps("Done")
    assert "Aki: quiet, and here" in stage.group().texts[-1]

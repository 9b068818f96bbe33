"""Listening at home: phones down, one talks, one listens, then they swap; the timer rings for both."""

from datetime import timedelta

from sqlmodel import select

from conversations.records.database import transaction
from conversations.records.listening import Listening
from conversations.records.reminders import Reminder, ReminderKind
from tests.stage import Chat, Phone, Stage, paired

CARD_EN = "Phones down, for 10 minutes. Mika talks and Aki listens, then you swap. It rings at half time and at the end."
CARD_JA = "スマホを置いて、10分。まずMikaさんが話し、Akiさんが聞きます。そのあと交代です。半分と終わりに音が鳴ります。"
HALF_EN, HALF_JA = (
    "Half time, so swap. Aki talks now, and Mika listens.",
    "半分です、交代しましょう。今度はAkiさんが話し、Mikaさんが聞きます。",
)
END_EN = "That's 10 minutes. A thank-you, maybe, or a glass of water."
END_JA = "10分たちました。「ありがとう」や、お水を一杯。"


def starts(mika: Phone, *how: str) -> None:
    mika.says("/listen")
    for label in how or ("10 minutes", "Mika first", "Start"):
        mika.taps(label)


def timers(stage: Stage) -> list[Listening]:
    with transaction(stage.engine) as session:
        return list(session.exec(select(Listening)))


def ringing(stage: Stage) -> int:
    kinds = (ReminderKind.LISTEN_HALF, ReminderKind.LISTEN_END)
    with transaction(stage.engine) as session:
        return sum(one.kind in kinds for one in session.exec(select(Reminder)))


def alone_together(stage: Stage) -> tuple[Phone, Phone]:
    """The two without their shared chat."""
    aki, mika = paired(stage)
    stage.group().changes(aki, humans=3, joined=(999,))
    return aki, mika


def in_both(japanese: str, english: str, chat: Chat) -> bool:
    return japanese in chat.texts[-1] and english in chat.texts[-1]


def test_both_read_the_card_in_the_chat_they_share(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa, before = stage.person("Noa", "en"), aki.texts.copy()
    starts(mika)
    assert mika.sees == "The timer is running, in the chat you share."
    assert in_both(CARD_JA, CARD_EN, stage.group())
    assert stage.group().shown[-1].buttons == [["タイマーを止める · Stop the timer"]]
    assert (aki.texts, noa.texts) == (before, [])


def test_without_a_shared_chat_each_reads_it_in_private(stage: Stage) -> None:
    aki, mika = alone_together(stage)
    before = stage.group().texts.copy()
    starts(mika)
    assert (mika.sees, aki.sees) == (CARD_EN, CARD_JA)
    stage.wait(minutes=5)
    stage.ticks()
    assert (mika.sees, aki.sees) == (HALF_EN, HALF_JA)
    assert stage.group().texts == before


def test_nothing_goes_before_start(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy(), stage.group().texts.copy()
    starts(mika, "10 minutes", "Toss a coin", "Leave it")
    assert ((aki.texts, stage.group().texts), timers(stage)) == (before, [])


def test_at_half_time_and_at_the_end_it_rings_for_both_and_nothing_is_left(stage: Stage) -> None:
    _, mika = paired(stage)
    starts(mika)
    stage.wait(minutes=4, seconds=59)
    stage.ticks()
    assert not in_both(HALF_JA, HALF_EN, stage.group())
    stage.wait(seconds=1)
    stage.ticks()
    assert in_both(HALF_JA, HALF_EN, stage.group())
    stage.wait(minutes=5)
    stage.ticks()
    assert in_both(END_JA, END_EN, stage.group())
    assert (timers(stage), ringing(stage)) == ([], 0)


def test_it_rings_in_quiet_hours_as_well_because_they_set_it(stage: Stage) -> None:
    _, mika = paired(stage)
    stage.now += timedelta(hours=5)  # 23:00 in Tokyo
    starts(mika)
    stage.wait(minutes=5)
    stage.ticks()
    assert not stage.group().shown[-1].message.silent


def test_after_a_restart_that_took_too_long_half_time_is_left_out(stage: Stage) -> None:
    _, mika = paired(stage)
    starts(mika)
    stage.wait(minutes=11)
    stage.ticks()
    assert in_both(END_JA, END_EN, stage.group())
    assert not any(HALF_EN in text for text in stage.group().texts)


def test_the_next_morning_nothing_rings(stage: Stage) -> None:
    _, mika = paired(stage)
    starts(mika)
    before = stage.group().texts.copy()
    stage.wait(hours=9)
    stage.ticks()
    assert stage.group().texts[: len(before)] == before
    assert not any(END_EN in text for text in stage.group().texts)
    assert timers(stage) == []


def test_either_stops_it_and_no_name_is_said(stage: Stage) -> None:
    aki, mika = paired(stage)
    starts(mika)
    aki.taps("タイマーを止める", stage.group())
    assert in_both(
        "タイマーを止めました。話したことは、そのままで大丈夫です。",
        "The timer is off. What was said can rest there.",
        stage.group(),
    )
    assert (timers(stage), ringing(stage)) == ([], 0)
    before = stage.group().texts.copy()
    aki.taps("タイマーを止める", stage.group())
    mika.taps("Stop the timer", stage.group())
    assert stage.group().texts == before
    assert mika.toast == "This card has moved on."


def test_only_one_runs_and_a_second_start_shows_it(stage: Stage) -> None:
    aki, mika = paired(stage)
    aki.says("/listen")
    for label in ("15分", "Akiさんから"):
        aki.taps(label)
    starts(mika)
    before = stage.group().texts.copy()
    aki.taps("始める")
    assert aki.sees.startswith(CARD_JA)
    assert ([one.minutes for one in timers(stage)], stage.group().texts) == ([10], before)
    aki.says("/listen")
    assert aki.sees == f"{CARD_JA}\n\n最後に鳴るのは18:10です。"


def test_a_pause_ends_it(stage: Stage) -> None:
    aki, mika = paired(stage)
    starts(mika)
    aki.says("/pause")
    aki.taps(next(label for row in aki.buttons for label in row if label.startswith("20")))
    assert (timers(stage), ringing(stage)) == ([], 0)
    mika.says("/listen")
    assert mika.sees.startswith("You're both pausing already.")


def test_a_pause_that_begins_before_start_is_tapped_keeps_it_from_starting(stage: Stage) -> None:
    aki, mika = paired(stage)
    starts(mika, "10 minutes", "Mika first")
    aki.says("/pause")
    aki.taps(next(label for row in aki.buttons for label in row if label.startswith("20")))
    mika.taps("Start")
    assert timers(stage) == []


def test_whoever_leaves_takes_the_timer_along(stage: Stage) -> None:
    _, mika = paired(stage)
    starts(mika)
    mika.says("/leave")
    mika.taps(mika.buttons[0][0])
    assert (timers(stage), ringing(stage)) == ([], 0)


def test_who_rests_meanwhile_is_left_alone(stage: Stage) -> None:
    aki, mika = alone_together(stage)
    starts(mika)
    aki.says("/settings")
    aki.taps("しばらく休む")
    before = aki.texts.copy()
    stage.wait(minutes=5)
    stage.ticks()
    assert (aki.texts, mika.sees) == (before, HALF_EN)

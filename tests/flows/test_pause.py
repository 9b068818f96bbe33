"""A pause that both know of, with a time to come back, and nobody counted late."""

from datetime import UTC, datetime, timedelta

from sqlmodel import select

from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.floors import Floor, FloorState, move_floor, open_floor
from conversations.records.partners import Partner
from conversations.records.pauses import Pause, PauseState, running_pause, start_pause
from scheduler.reminders import say_all_due
from tests.stage import EVENING, Phone, Stage, paired

STARTED_EN = "Pausing here. Back at 09:20. Nobody has to solve anything until then."
STARTED_JA = "ここでいったん休みます。18:20に再開。それまで、何も解決しなくて大丈夫です。"
LEVEL_EN = "How's the water level inside? Your answer isn't shown to anyone."
LEVEL_JA = "今、気持ちの波はどうですか。答えは、だれにも見せません。"
LONGER_EN = "A little longer is fine. Back at 09:40. Nobody has to solve anything until then."
LONGER_JA = "もう少し休んでも大丈夫です。18:40に再開。それまで、何も解決しなくて大丈夫です。"
NOTED_EN = "Noted, and there's no rush. It goes on in your shared chat when you're both ready."
TOGETHER = (
    "お休みは、ここまでにできます。このあと、どうしましょうか。\n\n"
    "The pause can end here. What would be good now?"
)


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def falls_due(stage: Stage, **after: float) -> None:
    """Time goes by, and what was promised for later is said."""
    stage.wait(**after)
    say_all_due(stage.now, stage.attune)
    stage.deliver()


def pausing(stage: Stage) -> tuple[Phone, Phone]:
    """Mika has started twenty minutes at nine o'clock, her time."""
    aki, mika = paired(stage)
    mika.says("/pause")
    mika.taps("20 min → 09:20")
    return aki, mika


def returned(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = pausing(stage)
    falls_due(stage, minutes=18)
    falls_due(stage, minutes=2)
    return aki, mika


def test_the_length_is_chosen_with_the_return_on_ones_own_clock(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/pause")
    chosen = ["20 min → 09:20", "30 min → 09:30", "60 min → 10:00", "Tomorrow 9:00", "Close"]
    assert labels(mika) == chosen
    aki.says("/pause")
    assert labels(aki) == ["20分 18:20まで", "30分 18:30まで", "60分 19:00まで", "明日の9:00", "とじる"]


def test_both_are_told_the_same_words_each_on_their_own_clock(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa, before = stage.person("Noa", "en"), stage.group().texts.copy()
    mika.says("/pause")
    mika.taps("20 min → 09:20")
    assert (mika.sees, aki.sees) == (STARTED_EN, STARTED_JA)
    assert (stage.group().texts, noa.texts) == (before, [])
    assert labels(mika) == ["Breathe", "An idea", "Private help"]


def test_twenty_minutes_from_the_offers_are_shown_before_they_begin(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    mika.presses("pause 20", None)
    assert mika.sees == f"{STARTED_EN}\n\nShall I tell you both this?"
    assert aki.texts == before
    mika.taps("Start now")
    assert (mika.sees, aki.sees) == (STARTED_EN, STARTED_JA)


def test_until_tomorrow_is_nine_in_the_morning_where_it_was_chosen(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/pause")
    mika.taps("Tomorrow 9:00")
    assert "Back at Sat 21 Nov, 09:00." in mika.sees
    assert "11月21日(土) 18:00に再開" in aki.sees


def test_after_midnight_tomorrow_is_the_morning_that_comes_next(stage: Stage) -> None:
    _, mika = paired(stage)
    stage.wait(hours=16)  # one at night in London, on Saturday
    mika.says("/pause")
    mika.taps("Tomorrow 9:00")
    assert "Back at Sat 21 Nov, 09:00." in mika.sees


def test_a_second_pause_shows_the_one_that_runs(stage: Stage) -> None:
    aki, mika = pausing(stage)
    before = mika.texts.copy()
    aki.says("/pause")
    assert aki.sees.startswith("もう、ふたりで休んでいるところです。18:20に再開。")
    assert mika.texts == before


def test_two_who_choose_at_once_start_one_pause(stage: Stage) -> None:
    aki, mika = paired(stage)
    aki.says("/pause")
    mika.says("/pause")
    mika.taps("20 min → 09:20")
    aki.taps("60分 19:00まで")
    assert aki.texts[-2].startswith("もう、ふたりで休んでいるところです。18:20に再開。")
    assert aki.sees == STARTED_JA
    with transaction(stage.engine) as session:
        assert len(session.exec(select(Pause)).all()) == 1


def test_no_pause_is_shorter_than_twenty_minutes(stage: Stage) -> None:
    paired(stage)
    with transaction(stage.engine) as session:
        couple, someone = session.exec(select(Couple)).one(), session.exec(select(Partner)).first()
        assert someone is not None
        in_five = EVENING + timedelta(minutes=5, seconds=1)
        pause = start_pause(session, couple.id, someone.id, in_five, EVENING + timedelta(seconds=1))
        assert pause is not None
        assert pause.back_at == datetime(2026, 11, 20, 9, 21, tzinfo=UTC)  # a full minute, never too early
        assert running_pause(session, couple.id) == pause
        assert start_pause(session, couple.id, someone.id, in_five, EVENING) is None


def test_two_minutes_before_the_return_each_gets_a_silent_line(stage: Stage) -> None:
    aki, mika = pausing(stage)
    falls_due(stage, minutes=17)
    assert mika.sees == STARTED_EN
    falls_due(stage, minutes=1)
    assert mika.sees == "Back in two minutes. Come as you are."
    assert aki.sees == "あと2分で戻る時間です。そのままの気持ちで大丈夫です。"
    assert (mika.shown[-1].message.silent, aki.shown[-1].message.silent) == (True, True)


def test_at_the_return_each_is_asked_in_private(stage: Stage) -> None:
    aki, mika = returned(stage)
    assert (mika.sees, aki.sees) == (LEVEL_EN, LEVEL_JA)
    assert labels(mika) == ["Settled", "Nearly", "Not yet"]


def test_one_answer_tells_the_other_nothing(stage: Stage) -> None:
    aki, mika = returned(stage)
    before = aki.texts.copy(), stage.group().texts.copy()
    mika.taps("Settled")
    assert mika.sees == NOTED_EN
    assert (aki.texts, stage.group().texts) == before


def test_when_both_are_back_they_choose_together_and_nobody_is_named(stage: Stage) -> None:
    aki, mika = returned(stage)
    noa = stage.person("Noa", "en")
    mika.taps("Settled")
    aki.taps("もう少し")
    assert aki.sees == "わかりました、急がなくて大丈夫です。そろったら、ふたりのチャットで続けます。"
    assert stage.group().texts[-1] == TOGETHER
    aki.taps("ただ一緒にいる", stage.group())
    assert stage.group().texts[-1] == (
        "では、少しのあいだ、ただ一緒に。何も解決しなくて大丈夫です。\n\n"
        "Then be together for a bit. Nothing has to be solved."
    )
    mika.taps("今日はここまで", stage.group())
    assert mika.toast == "This card has moved on."
    assert noa.texts == []


def test_one_who_needs_longer_gets_it_and_both_read_the_same(stage: Stage) -> None:
    aki, mika = returned(stage)
    aki.taps("まだ")
    assert (mika.sees, aki.sees) == (LONGER_EN, LONGER_JA)
    falls_due(stage, minutes=20)
    assert (mika.sees, aki.sees) == (LEVEL_EN, LEVEL_JA)


def test_a_second_not_yet_asks_for_a_time_within_a_day(stage: Stage) -> None:
    aki, mika = returned(stage)
    aki.taps("まだ")
    falls_due(stage, minutes=20)
    mika.taps("Not yet")
    assert mika.sees == "Then a time that suits you, within a day. Or let it rest."
    assert labels(mika) == ["1 h → 10:40", "3 h → 12:40", "12 h → 21:40", "Let it rest", "Close"]
    assert aki.sees == LEVEL_JA
    mika.taps("3 h → 12:40")
    assert aki.sees == "もう少し休んでも大丈夫です。21:40に再開。それまで、何も解決しなくて大丈夫です。"


def test_it_can_be_left_to_rest(stage: Stage) -> None:
    aki, mika = returned(stage)
    mika.taps("Not yet")
    falls_due(stage, minutes=20)
    mika.taps("Not yet")
    mika.taps("Let it rest")
    rest = "Letting it rest. Maybe one kind thing now: a cup of tea, a blanket, a thank-you."
    assert mika.sees == rest
    assert stage.group().texts[-1].endswith(rest)
    aki.taps("静まった")
    assert aki.toast == "このカードは先に進んでいます。"
    before = aki.texts.copy()
    falls_due(stage, hours=3)
    assert aki.texts == before


def test_nobody_who_stays_away_is_counted_late(stage: Stage) -> None:
    aki, mika = returned(stage)
    mika.taps("Settled")
    falls_due(stage, minutes=29)
    assert (mika.sees, aki.sees) == (NOTED_EN, LEVEL_JA)
    falls_due(stage, minutes=1)
    assert mika.sees == "Still pausing. You can each start again whenever."
    assert aki.sees == "まだお休み中です。それぞれ、好きなときに再開できます。"
    aki.taps("再開する")
    aki.taps("静まった")
    assert stage.group().texts[-1] == TOGETHER


def test_without_a_shared_chat_both_choose_in_private(stage: Stage) -> None:
    aki, mika = returned(stage)
    stage.group().changes(aki, humans=3)
    mika.taps("Nearly")
    assert mika.sees == "Noted, and there's no rush. It goes on here when you're both ready."
    aki.taps("静まった")
    assert aki.texts[-2] == "わかりました、急がなくて大丈夫です。ふたりがそろったら、ここで続けます。"
    assert mika.sees == "The pause can end here. What would be good now?"
    mika.taps("Leave it for today")
    assert mika.sees == "Leaving it for today. It can wait until you both want it."
    assert aki.sees == "今日はここまでにします。ふたりが話したくなるまで、置いておけます。"
    aki.taps("ただ一緒にいる")
    assert aki.toast == "このカードは先に進んでいます。"


def test_a_new_pause_may_begin_when_the_old_one_was_never_closed(stage: Stage) -> None:
    aki, _ = returned(stage)
    aki.says("/pause")
    aki.taps("20分 18:40まで")
    assert aki.sees == "ここでいったん休みます。18:40に再開。それまで、何も解決しなくて大丈夫です。"
    with transaction(stage.engine) as session:
        states = {pause.state for pause in session.exec(select(Pause))}
    assert states == {PauseState.OVER, PauseState.RUNNING}


def test_a_stranger_cannot_answer_for_a_couple(stage: Stage) -> None:
    _, mika = returned(stage)
    noa, ren = stage.person("Noa", "en"), stage.person("Ren", "en")
    before = mika.texts.copy()
    for phone in (noa, ren):
        phone.presses(mika.shown[-1].message.keyboard[0][0].data, None)
    assert mika.texts == before


def test_the_breathing_bar_moves_in_one_message_for_two_minutes(stage: Stage) -> None:
    aki, mika = pausing(stage)
    before = aki.texts.copy()
    mika.taps("Breathe")
    count = len(mika.shown)
    inward, outward = "Breathe in, four counts.\n●●●●○○○○○○", "Breathe out, six counts.\n○○○○●●●●●●"
    assert mika.sees == inward
    seen = []
    for _ in range(24):
        falls_due(stage, seconds=5)
        seen.append(mika.sees)
    done = "That's enough breathing for now. Maybe look up, and let your shoulders drop."
    assert seen == [*[outward, inward] * 11, outward, done]
    assert (len(mika.shown), aki.texts) == (count, before)


def test_the_breathing_bar_can_be_stopped(stage: Stage) -> None:
    _, mika = pausing(stage)
    mika.taps("Breathe")
    falls_due(stage, seconds=4)
    mika.taps("Stop here")
    falls_due(stage, seconds=10)
    assert mika.sees == "That's enough breathing for now. Maybe look up, and let your shoulders drop."


def test_the_breathing_bar_ends_with_the_pause(stage: Stage) -> None:
    _, mika = pausing(stage)
    stage.wait(minutes=19, seconds=50)
    mika.taps("Breathe")
    for _ in range(2):
        falls_due(stage, seconds=5)
    assert "That's enough breathing for now. Maybe look up, and let your shoulders drop." in mika.texts
    assert LEVEL_EN in mika.texts


def test_ideas_take_turns(stage: Stage) -> None:
    _, mika = pausing(stage)
    mika.taps("An idea")
    seen = [mika.sees]
    for _ in range(6):
        mika.taps("Another idea")
        seen.append(mika.sees)
    assert len(set(seen)) == 6
    assert seen[0] == seen[6]
    assert STARTED_EN in mika.texts  # the return stays in sight


def test_those_who_were_taking_turns_read_it_where_they_talk(stage: Stage) -> None:
    aki, mika = paired(stage)
    with transaction(stage.engine) as session:
        couple = session.exec(select(Couple)).one()
        both = [one.id for one in session.exec(select(Partner)) if one.couple_id == couple.id]
        floor = Floor(couple_id=couple.id, proposed_by=both[0], speaker_id=both[0], minutes=10,
                      created_at=stage.now, moved_at=stage.now)  # fmt: skip
        assert open_floor(session, floor, both)
        assert move_floor(session, floor, FloorState.SETTLING, stage.now)
    mika.says("/pause")
    mika.taps("20 min → 09:20")
    assert (mika.sees, aki.sees) == (STARTED_EN, STARTED_JA)
    assert stage.group().texts[-1] == f"{STARTED_JA}\n\n{STARTED_EN}"


def test_both_who_answer_in_the_same_second_are_asked_on_once(stage: Stage) -> None:
    aki, mika = returned(stage)
    asked = mika.shown[-1].message.keyboard[0][0].data
    for _ in range(2):  # double taps, and both at once
        aki.presses(asked, None)
        mika.presses(asked, None)
    assert stage.group().texts.count(TOGETHER) == 1
    aki.taps("ただ一緒にいる", stage.group())
    mika.taps("今日はここまで", stage.group())
    assert mika.toast == "This card has moved on."
    with transaction(stage.engine) as session:
        assert [one.state for one in session.exec(select(Pause))] == [PauseState.OVER]


def test_a_draft_that_comes_during_a_pause_is_kept_until_it_is_over(stage: Stage) -> None:
    aki, mika = pausing(stage)
    noa, before = stage.person("Noa", "en"), (aki.texts.copy(), stage.group().texts.copy())
    mika.says("/help_me_say_this You never tell me when plans change.")
    assert (
        mika.sees == "You're both pausing until 09:20, so I keep this for you until then. Nothing was sent."
    )
    falls_due(stage, minutes=20)
    kept = "You kept this for later. How does it read now?\n\nYou never tell me when plans change."
    assert kept in mika.texts
    mika.taps("Look at it")
    assert mika.sees != kept
    assert (stage.group().texts, noa.texts) == (before[1], [])
    assert not [one for one in aki.texts if "plans" in one]


def test_a_draft_that_was_there_before_the_pause_goes_on_and_is_kept_when_it_is_sent(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/help_me_say_this You never listen to me. You're always on your phone.")
    stage.wait(minutes=1)
    aki.presses("pause 20", None)
    aki.taps("始める")
    before = aki.texts.copy(), stage.group().texts.copy()
    mika.taps("Lonely")
    mika.taps("Listen for a while")
    mika.taps("Use A")
    mika.taps("Send privately")
    assert (
        mika.sees == "You're both pausing until 09:21, so I keep this for you until then. Nothing was sent."
    )
    assert (aki.texts, stage.group().texts) == before


def test_words_that_are_held_do_not_come_back_in_the_middle_of_a_pause(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.presses("hold", None)
    mika.says("You never tell me when plans change.")
    mika.taps("20 minutes")
    aki.says("/pause")
    aki.taps("60分 19:00まで")
    kept = "You kept this for later. How does it read now?\n\nYou never tell me when plans change."
    falls_due(stage, minutes=30)
    assert kept not in mika.texts
    falls_due(stage, minutes=30)
    assert kept in mika.texts


def test_help_and_a_hand_held_out_stay_open_in_a_pause(stage: Stage) -> None:
    aki, mika = pausing(stage)
    mika.says("/support")
    assert mika.sees.startswith("Message from Attune")
    mika.says("/repair Can we start over?")
    mika.taps("Send privately")
    assert "Can we start over?" in aki.sees


def test_one_who_has_settled_is_offered_a_look_from_outside_and_nobody_else_is(stage: Stage) -> None:
    aki, mika = returned(stage)
    before = aki.texts.copy()
    mika.taps("Settled")
    assert labels(mika) == ["A friend's view"]
    aki.taps("もう少し")
    assert labels(aki) == []
    assert aki.texts[:-1] == before[:-1]
    mika.taps("A friend's view")
    assert mika.sees.startswith("Three short steps")

"""Taking turns: both are in, one speaks and the other says it back, and only the speaker's words stand."""

from collections.abc import Iterable

import pytest
from sqlmodel import col, select

from conversations.records.database import transaction
from conversations.records.floor_lines import MINE, FloorLine
from conversations.records.floors import Floor, FloorSide, FloorState
from conversations.records.partners import Partner, name_of_partner
from conversations.records.pauses import keep_tension
from conversations.records.reminders import Reminder
from tests.stage import Phone, Stage, paired

RULES_EN = "Speaker: your own side, one thing. Listener: say it back. No fixing yet."
TIMES_UP = "Time. You don't have to finish it today."
STOPPED_EN = "Stopping here. Thanks for trying."
STOPPED_JA = "ここまでにします。やってみてくれて、ありがとうございます。"
RESTS_EN = "It's quiet, so turns are resting and the time stands still. Go on whenever you both want to."
MOVED_ON_EN, MOVED_ON_JA = "This card has moved on.", "このカードは先に進んでいます。"
NOT_NOW_EN = "It isn't a good moment for taking turns. It may be in a while."


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def falls_due(stage: Stage, **after: float) -> None:
    """Time goes by, and what is due is said."""
    stage.wait(**after)
    stage.ticks()


def proposed(stage: Stage, first: str = "Mika first") -> tuple[Phone, Phone]:
    """Mika is in, for twenty minutes."""
    aki, mika = paired(stage)
    for answer in ("/turns", "the dishes"):
        mika.says(answer)
    for label in ("20 minutes", first, "I'm in"):
        mika.taps(label)
    return aki, mika


def joined(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = proposed(stage)
    aki.taps("始めたい")
    return aki, mika


def speaking(stage: Stage) -> tuple[Phone, Phone]:
    """Mika has the floor; Aki has kept a line, Mika has not."""
    aki, mika = joined(stage)
    aki.says("やすらぎ")
    mika.taps("Skip")
    return aki, mika


def said(stage: Stage, words: str = "I like a clear table") -> tuple[Phone, Phone]:
    aki, mika = speaking(stage)
    mika.says(words)
    mika.taps("Say it")
    return aki, mika


def heard(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = said(stage)
    aki.says("机が片づいていると、いいんだね")
    aki.taps("ことばで返す")
    return aki, mika


def confirmed(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = heard(stage)
    mika.taps("Yes")
    return aki, mika


def exchanged(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = confirmed(stage)
    aki.taps("とばす")
    return aki, mika


def the_floor(stage: Stage) -> Floor:
    with transaction(stage.engine) as session:
        return session.exec(select(Floor).order_by(col(Floor.id).desc())).all()[0]


def everything(*chats: Phone) -> str:
    return "\n".join(text for chat in chats for text in chat.texts)


# --- both are in


def test_a_topic_the_minutes_and_who_begins_are_seen_before_they_go(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    mika.says("/turns")
    assert labels(mika) == ["Our mornings", "The weekend", "Dinner plans", "Close"]  # light, for a first time
    mika.taps("The weekend")
    assert labels(mika)[:3] == ["10 minutes", "20 minutes", "30 minutes"]
    mika.taps("10 minutes")
    assert labels(mika)[:3] == ["Aki first", "Mika first", "Toss"]
    mika.taps("Toss")
    card = (
        "Mikaさんから、順番に話しませんか：\nいい週末って、どんな週末か\n"
        "10分。どちらからかは、コインが決めます。\nひとりが話し、もうひとりがことばで返して、交代します。"
    )
    assert f"And this is how Aki reads it:\n\n{card}\n\nThat's what Aki reads. Are you in?" in mika.sees
    assert aki.texts == before
    mika.taps("I'm in")
    assert aki.sees == card
    assert labels(aki) == ["始めたい", "ほかの話題", "今はやめる"]
    assert mika.sees == "I've passed it on to Aki. It begins once you're both in, within ten minutes."


def test_it_begins_once_both_are_in_and_each_has_had_a_moment(stage: Stage) -> None:
    aki, mika = joined(stage)
    noa = stage.person("Noa", "en")
    assert aki.sees == "この話の奥で、いちばん大切なのは何ですか。一行、自分だけのために。"
    assert mika.sees.startswith("You're both in.")
    aki.says("やすらぎ")
    assert aki.sees == "そっとしまいました。ふたりの準備ができたら、始まります。"
    assert the_floor(stage).state == FloorState.SETTLING
    mika.taps("Write it")
    mika.says("to be seen")
    start = f"Taking turns, 20 minutes: the dishes. 🎙 Mika has the floor.\n\n{RULES_EN}"
    assert stage.group().texts[-1].endswith(start)
    assert stage.group().shown[-1].buttons == [["個別に開く · Open privately"], ["ここでやめる · Stop here"]]
    assert mika.sees.endswith("for your eyes alone:\nto be seen")
    assert aki.sees.startswith("Mikaさんの番です。")
    assert "to be seen" not in everything(aki, noa) + "\n".join(stage.group().texts)
    assert "やすらぎ" not in everything(mika, noa) + "\n".join(stage.group().texts)
    assert noa.texts == []


def test_the_first_line_can_be_left_out_by_both(stage: Stage) -> None:
    aki, mika = joined(stage)
    aki.taps("とばす")
    mika.taps("Write it")
    mika.taps("Skip")
    assert (
        mika.sees == "🎙 You have the floor. Type one thing from your own side; you'll see it before it goes."
    )
    assert the_floor(stage).state == FloorState.SPEAKING


def test_another_topic_is_a_proposal_the_other_way_round(stage: Stage) -> None:
    aki, mika = proposed(stage)
    aki.taps("ほかの話題")
    aki.says("朝のこと")
    assert "Akiさんから、順番に話しませんか：\n朝のこと" in aki.sees
    assert "朝のこと" not in everything(mika)
    aki.taps("始めたい")
    assert mika.sees.startswith("Aki would like to take turns:\n朝のこと\n20 minutes. Mika goes first.")
    mika.taps("I'm in")
    assert the_floor(stage).state == FloorState.SETTLING


def test_another_topic_need_not_be_sent(stage: Stage) -> None:
    aki, mika = proposed(stage)
    before = mika.texts.copy()
    aki.taps("ほかの話題")
    aki.says("朝のこと")
    aki.taps("今はやめる")
    assert (mika.texts, aki.sees) == (before, "何も送っていません。また別のときに。")


def test_a_proposal_can_be_declined_and_taken_back(stage: Stage) -> None:
    aki, mika = proposed(stage)
    aki.taps("今はやめる")
    assert mika.sees == "Aki would rather take turns another time."
    mika.says("/turns")
    assert mika.sees == NOT_NOW_EN  # not asked a second time right away
    falls_due(stage, minutes=20)
    aki.says("/turns")
    for label in ("夕ごはん", "30分", "コインで決める", "始めたい", "取り下げる"):
        aki.taps(label)
    assert aki.sees == "取り下げました。相手には、何もしなくてよいと伝わります。"
    assert mika.sees == "Aki took this one back. Nothing to do."
    mika.taps("I'm in")
    assert mika.toast == MOVED_ON_EN


def test_what_both_have_begun_is_not_taken_back_by_an_older_button(stage: Stage) -> None:
    aki, mika = joined(stage)
    before = aki.texts
    mika.taps("Take it back")
    assert mika.toast == MOVED_ON_EN
    assert (the_floor(stage).state, aki.texts) == (FloorState.SETTLING, before)


def test_a_proposal_that_is_dropped_or_changed_reaches_nobody(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    mika.says("/turns the garden")
    for label in ("30 minutes", "Aki first", "Another topic", "Dinner plans", "Not now"):
        mika.taps(label)
    assert (mika.sees, aki.texts) == ("Nothing was sent. It can wait.", before)


def test_who_is_not_in_within_ten_minutes_starts_nothing(stage: Stage) -> None:
    aki, mika = proposed(stage)
    before = aki.texts.copy()
    falls_due(stage, minutes=10)
    assert mika.sees == "The ten minutes are over. Another moment may fit better."
    assert aki.texts == before
    aki.taps("始めたい")
    assert aki.toast == MOVED_ON_JA
    mika.says("/turns")
    assert labels(mika)[0] == "Our mornings"  # a missed moment keeps nobody from another one


def test_ten_minutes_count_even_before_anything_is_said_about_them(stage: Stage) -> None:
    aki, _ = proposed(stage)
    stage.wait(minutes=10)
    aki.taps("始めたい")
    assert (aki.toast, the_floor(stage).state) == (MOVED_ON_JA, FloorState.WAITING)


def test_two_who_propose_at_once_have_one_proposal(stage: Stage) -> None:
    aki, mika = paired(stage)
    aki.says("/turns 朝")
    mika.says("/turns mornings")
    for phone, label in ((aki, "10分"), (mika, "30 minutes"), (aki, "Akiから"), (mika, "Toss")):
        phone.taps(label)
    review = mika.shown[-1]
    aki.taps("始めたい")
    mika.presses(review.message.keyboard[0][0].data, review.id)
    assert mika.sees.startswith("Aki would like to take turns:\n朝\n10 minutes.")
    with transaction(stage.engine) as session:
        assert len(session.exec(select(Floor)).all()) == 1


@pytest.mark.parametrize("flooded", ["Aki", "Mika"])
def test_no_turns_are_begun_soon_after_level_five_and_nobody_reads_why(stage: Stage, flooded: str) -> None:
    aki, mika = proposed(stage)
    with transaction(stage.engine) as session:
        names = {
            name_of_partner(session, stage.attune.sealer, one): one.id
            for one in session.exec(select(Partner))
        }
        keep_tension(session, stage.attune.sealer, names[flooded], 5, (), stage.now)
    before = mika.texts.copy()
    aki.taps("始めたい")
    assert (
        aki.sees
        == "今は、順番に話すのに合わないときのようです。しばらくすると、よいときが来るかもしれません。"
    )
    assert mika.texts == before
    falls_due(stage, minutes=19)
    mika.says("/turns")
    assert mika.sees == NOT_NOW_EN
    falls_due(stage, minutes=1)
    mika.says("/turns")
    assert labels(mika)[0] == "Our mornings"


# --- one speaks, the other says it back


def test_words_stand_only_after_their_author_has_seen_them(stage: Stage) -> None:
    aki, mika = speaking(stage)
    noa = stage.person("Noa", "en")
    before = aki.texts.copy(), stage.group().texts.copy()
    mika.says("I like a clear table")
    assert (
        mika.sees
        == "🎙 Mika\nI like a clear table\n\nThat's how it will stand. Send it, or type it differently."
    )
    mika.says("I love a clear table")
    assert (aki.texts, stage.group().texts) == before
    mika.taps("Say it")
    assert stage.group().texts[-1] == "🎙 Mika\nI love a clear table"
    assert mika.sees == "Said. Now Aki puts it into their own words."
    assert aki.sees.startswith("🎙 Mika\nI love a clear table\n\nどんなふうに聞こえましたか。")
    assert labels(aki) == ["だったんだね", "ということかな", "な気持ちなんだね", "ここでやめる"]
    assert noa.texts == []


def test_a_hard_phrase_is_named_once_and_left_to_its_author(stage: Stage) -> None:
    aki, mika = speaking(stage)
    mika.says("You never put your plate away")
    assert "One phrase might land hard: “You never” (" in mika.sees
    mika.taps("Say it")
    assert stage.group().texts[-1] == "🎙 Mika\nYou never put your plate away"


def test_a_gentler_way_says_that_there_was_help(stage: Stage) -> None:
    _, mika = speaking(stage)
    mika.says("You never put your plate away. I feel alone with it. Could you do the dishes on Sunday?")
    if "A gentler way" in labels(mika):
        mika.taps("A gentler way")
        assert "— Mika, with a little help on the wording" in mika.sees
        mika.taps("Say it")
        assert stage.group().texts[-1].endswith("— Mika, with a little help on the wording")


def test_a_long_turn_is_asked_to_pause_and_a_longer_one_to_be_shorter(stage: Stage) -> None:
    _, mika = speaking(stage)
    mika.says("tea " * 71)
    assert "That's a good chunk. Pause there?" in mika.sees
    mika.taps("Close")
    mika.says("tea " * 101)
    assert mika.sees.startswith("That's 404 characters, and 400 fit here.")
    mika.says("tea")
    assert mika.sees.startswith("🎙 Mika\ntea\n\n")


def test_what_is_written_out_of_turn_is_kept_for_ones_own_and_never_posted(stage: Stage) -> None:
    aki, mika = speaking(stage)
    aki.says("わたしはこう思う")
    assert aki.sees == "今はMikaさんの番です。ご自分の番まで、とっておきますか。"
    aki.taps("とっておく")
    assert aki.sees == "とっておきます。ご自分の番に、お見せします。"
    aki.says("これはいらない")
    aki.taps("消す")
    assert aki.sees == "消しました。だれも見ていません。"
    mika.says("I like a clear table")
    mika.taps("Say it")
    aki.says("片づいているのが好きなんだね")
    aki.taps("ことばで返す")
    mika.taps("Yes")
    aki.taps("とばす")
    mika.taps("Pass the floor")
    assert aki.sees.endswith("\nやすらぎ\nわたしはこう思う")
    assert labels(aki) == ["1を使う", "2を使う", "ここでやめる"]
    both = everything(mika) + "\n".join(stage.group().texts)
    assert [words for words in ("わたしはこう思う", "これはいらない", "やすらぎ") if words in both] == []
    aki.taps("2を使う")
    assert aki.sees.startswith("🎙 Aki\nわたしはこう思う\n\n")
    aki.taps("伝える")
    assert stage.group().texts[-1] == "🎙 Aki\nわたしはこう思う"


def test_a_question_about_an_aside_can_be_answered_in_ones_own_turn(stage: Stage) -> None:
    aki, mika = said(stage)
    mika.says("And the floor")
    assert mika.sees == "It's Aki's turn. Want me to keep that for yours?"
    aki.says("机のことだね")
    aki.taps("ことばで返す")
    mika.says("And the window")
    assert mika.sees == "I've shown it to nobody. Want me to keep that for your turn?"
    mika.taps("Keep it")
    for phone, label in ((mika, "Yes"), (aki, "とばす"), (mika, "Keep the floor")):
        phone.taps(label)
    assert mika.sees.endswith("\nAnd the window")
    assert "And the" not in everything(aki) + "\n".join(stage.group().texts)


def test_a_beginning_can_be_borrowed_and_the_words_are_ones_own(stage: Stage) -> None:
    aki, mika = said(stage)
    for label, opening in (("だったんだね", "「〜だったんだね」"), ("ということかな", "「〜ということかな」"),
                           ("な気持ちなんだね", "「〜だから、〜な気持ちなんだね」")):  # fmt: skip
        aki.says("/turns")
        aki.taps(label)
        assert aki.sees.startswith(opening)
    before = mika.texts.copy()
    aki.says("散らかると、落ちつかない気持ちなんだね")
    assert mika.texts == before
    aki.taps("ことばで返す")
    assert mika.sees == "Aki heard:\n散らかると、落ちつかない気持ちなんだね\n\nIs that it?"
    assert labels(mika) == ["Yes", "Almost", "Not yet", "Stop here"]


def test_not_yet_is_there_once(stage: Stage) -> None:
    aki, mika = heard(stage)
    mika.taps("Not yet")
    assert "よければ、もう一度。" in aki.sees
    assert mika.sees == "Thank you. Aki says it back once more."
    aki.says("机だけじゃないんだね")
    aki.taps("ことばで返す")
    assert mika.sees == "Aki heard:\n机だけじゃないんだね\n\nGood enough to go on?"
    assert labels(mika) == ["Yes", "Almost", "Stop here"]
    mika.taps("Yes")
    assert the_floor(stage).state == FloorState.VALIDATING


def test_almost_adds_what_was_missing(stage: Stage) -> None:
    aki, mika = heard(stage)
    mika.taps("Almost")
    mika.says("And in the morning")
    mika.taps("Add it")
    assert stage.group().texts[-1] == "Mikaさんからひとこと：\nMika adds:\nAnd in the morning"
    assert labels(aki) == ["もっともだね", "とばす", "ここでやめる"]


@pytest.mark.parametrize("typed", [False, True])
def test_the_listener_may_say_why_it_makes_sense(stage: Stage, typed: bool) -> None:
    aki, mika = confirmed(stage)
    if not typed:
        aki.taps("もっともだね")
    aki.says("朝いそがしいから、もっともだね")
    aki.taps("伝える")
    assert stage.group().texts[-1].endswith("朝いそがしいから、もっともだね")
    assert labels(mika) == ["Pass the floor", "Keep the floor", "Enough for today", "Stop here"]


def test_the_floor_is_kept_or_passed(stage: Stage) -> None:
    aki, mika = exchanged(stage)
    mika.taps("Keep the floor")
    assert mika.sees.startswith("🎙 You have the floor.")
    mika.says("One more thing")
    mika.taps("Say it")
    aki.says("もうひとつあるんだね")
    aki.taps("ことばで返す")
    mika.taps("Yes")
    aki.taps("とばす")
    mika.taps("Pass the floor")
    assert stage.group().texts[-1] == "🎙 Akiさんの番です。\n\n🎙 Aki has the floor."
    assert aki.sees.startswith("🎙 あなたの番です。")
    assert mika.sees.startswith("Aki has the floor.")


def exchange(speaker: Phone, listener: Phone) -> None:
    """Everything once, in either language."""
    english = speaker.language == "en"
    speaker.says("one thing" if english else "ひとつ")
    speaker.taps("Say it" if english else "伝える")
    listener.says("ことばで" if english else "in words")
    listener.taps("ことばで返す" if english else "Say it back")
    speaker.taps("Yes" if english else "そのとおり")
    listener.taps("とばす" if english else "Skip")


def test_nobody_has_more_than_three_exchanges(stage: Stage) -> None:
    aki, mika = speaking(stage)
    exchange(mika, aki)
    for _ in range(2):
        mika.taps("Keep the floor")
        exchange(mika, aki)
    assert aki.sees.startswith("🎙 あなたの番です。")  # after the third it goes over by itself
    exchange(aki, mika)
    assert labels(aki) == ["もう少し話す", "今日はここまで", "ここでやめる"]  # nobody to pass it to
    aki.taps("もう少し話す")
    exchange(aki, mika)
    aki.taps("もう少し話す")
    exchange(aki, mika)
    assert the_floor(stage).state == FloorState.CLOSING
    assert mika.sees.startswith("That's a good place to stop.\n\nTwo small lines to close")


def test_it_may_be_enough_before_that(stage: Stage) -> None:
    aki, mika = exchanged(stage)
    mika.taps("Enough for today")
    assert aki.sees.startswith("ここで区切るのに、ちょうどよいところです。")
    assert the_floor(stage).state == FloorState.CLOSING


def test_without_a_shared_chat_everything_goes_to_the_private_chats(stage: Stage) -> None:
    aki, mika = speaking(stage)
    stage.group().changes(aki, humans=3)
    before = stage.group().texts.copy()
    mika.says("I like a clear table")
    mika.taps("Say it")
    assert "🎙 Mika\nI like a clear table" in mika.texts
    assert "🎙 Mika\nI like a clear table" in aki.texts
    aki.says("机だね")
    aki.taps("ことばで返す")
    assert "Aki heard:\n机だね" in mika.texts
    aki.taps("ここでやめる")
    assert (mika.sees, stage.group().texts) == (STOPPED_EN, before)
    assert aki.texts.count(STOPPED_JA) == 1


# --- silence, time, stopping


def test_patience_is_said_once_in_an_exchange(stage: Stage) -> None:
    aki, mika = speaking(stage)
    falls_due(stage, seconds=89)
    assert mika.sees.startswith("🎙 You have the floor.")
    falls_due(stage, seconds=1)
    assert mika.sees == "Take your time."
    mika.says("I like a clear table")
    mika.taps("Say it")
    falls_due(stage, seconds=200)
    assert "ゆっくりで大丈夫です。" not in aki.texts
    assert mika.texts.count("Take your time.") == 1


def test_ten_quiet_minutes_are_a_rest_in_which_the_time_stands_still(stage: Stage) -> None:
    aki, mika = said(stage)
    falls_due(stage, minutes=10)
    assert mika.sees == RESTS_EN
    assert labels(aki) == ["続ける", "ここでやめる"]
    falls_due(stage, minutes=45)
    mika.taps("Go on")
    assert aki.sees.startswith("🎙 Mika\nI like a clear table\n\nどんなふうに聞こえましたか。")
    falls_due(stage, minutes=9)
    assert TIMES_UP not in everything(mika)
    aki.says("机だね")
    aki.taps("ことばで返す")
    falls_due(stage, minutes=1)
    assert mika.sees.startswith(f"{TIMES_UP}\n\nTwo small lines to close")


def test_a_rest_that_nobody_ends_is_over_after_an_hour_and_nothing_is_said(stage: Stage) -> None:
    aki, mika = said(stage)
    falls_due(stage, minutes=10)
    before = aki.texts.copy(), mika.texts.copy()
    falls_due(stage, minutes=60)
    assert (aki.texts, mika.texts) == before
    mika.taps("Go on")
    assert mika.toast == MOVED_ON_EN
    assert (the_floor(stage).state, the_floor(stage).ended_as) == (FloorState.OVER, "lapsed")


def test_at_the_time_it_ends_whoever_was_about_to_say_something(stage: Stage) -> None:
    aki, mika = speaking(stage)
    falls_due(stage, minutes=9)
    mika.says("I like a clear table")
    mika.taps("Say it")
    falls_due(stage, minutes=9)
    aki.says("机だね")
    falls_due(stage, minutes=2)
    assert stage.group().texts[-1].endswith(TIMES_UP)
    before = mika.texts.copy(), stage.group().texts.copy()
    aki.taps("ことばで返す")
    assert aki.toast == MOVED_ON_JA
    assert (mika.texts, stage.group().texts) == before


def test_words_that_come_after_the_time_end_it_and_are_not_posted(stage: Stage) -> None:
    """As when what is due is said a little late."""
    _, mika = speaking(stage)
    mika.says("I like a clear table")
    stage.wait(minutes=20)
    mika.taps("Say it")
    assert mika.sees.startswith(TIMES_UP)
    assert "I like a clear table" not in "\n".join(stage.group().texts)
    stage.ticks()
    assert "\n".join(stage.group().texts).count(TIMES_UP) == 1


@pytest.mark.parametrize("scene", [joined, speaking, said, heard, confirmed, exchanged])
@pytest.mark.parametrize("who", ["aki", "mika", "where they talk"])
def test_either_may_stop_at_once_in_one_step(stage: Stage, scene: object, who: str) -> None:
    assert callable(scene)
    aki, mika = scene(stage)
    group = stage.group()
    match who:
        case "aki":
            aki.taps("ここでやめる")
        case "mika":
            mika.taps("Stop here")
        case _ if scene is not joined:
            mika.taps("Stop here", group)
        case _:
            mika.taps("Stop here")
    assert the_floor(stage).state == FloorState.OVER
    assert [texts.count(STOPPED_EN) for texts in (mika.texts,)] == [1]
    assert aki.texts.count(STOPPED_JA) == 1
    assert group.texts[-1] == f"{STOPPED_JA}\n\n{STOPPED_EN}"
    after = aki.texts.copy(), mika.texts.copy(), group.texts.copy()
    falls_due(stage, hours=2)
    assert (aki.texts, mika.texts, group.texts) == after
    with transaction(stage.engine) as session:
        assert session.exec(select(Reminder).where(Reminder.subject == the_floor(stage).id)).all() == []


def test_every_question_on_the_way_has_a_way_to_stop(stage: Stage) -> None:
    aki, mika = said(stage)
    aki.taps("だったんだね")
    aki.taps("ここでやめる")
    assert (aki.sees, mika.sees) == (STOPPED_JA, STOPPED_EN)


def test_where_it_stands_is_shown_on_request(stage: Stage) -> None:
    aki, mika = said(stage)
    mika.says("/turns")
    assert (mika.sees, labels(mika)) == ("Said. Now Aki puts it into their own words.", ["Stop here"])
    aki.says("/turns")
    assert aki.sees.startswith("🎙 Mika\nI like a clear table")


def test_a_pause_puts_turns_to_rest_and_nothing_reaches_the_other(stage: Stage) -> None:
    aki, mika = said(stage)
    aki.says("/pause")
    aki.taps(labels(aki)[0])
    assert the_floor(stage).state == FloorState.PAUSED
    mika.says("/turns")
    assert mika.sees.startswith("You're both pausing already.")
    before = aki.texts.copy()
    stage.wait(minutes=21)
    stage.ticks()
    mika.says("/turns")
    mika.taps("Go on")
    assert aki.texts[-1].startswith("🎙 Mika\nI like a clear table")
    assert len(aki.texts) > len(before)


def test_turns_can_follow_a_pause(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/pause")
    mika.taps(labels(mika)[0])
    for minutes in (18, 2):
        falls_due(stage, minutes=minutes)
    mika.taps("Settled")
    aki.taps("静まった")
    mika.taps("Take turns", stage.group())
    assert (
        stage.group()
        .texts[-1]
        .endswith("Then take turns, once you're both in. One of you can propose it now.")
    )
    assert labels(mika)[0] == "Our mornings"


def test_buttons_of_an_earlier_step_and_of_others_change_nothing(stage: Stage) -> None:
    aki, mika = heard(stage)
    noa, step = stage.person("Noa", "en"), the_floor(stage).step
    id = the_floor(stage).id
    aki.presses(f"floor {id} {step} yes", None)
    assert "Mika" in aki.toast
    for command in (f"floor {id} {step - 1} echo so", f"floor {id} 0 join", f"floor {id} {step} pass", "floor 1 1 stop",
                    f"floor {id} {step} hold 77", "floor", f"floor {id}", f"floor {id} x stay"):  # fmt: skip
        mika.presses(command, None)
        assert mika.toast == MOVED_ON_EN
    noa.presses(f"floor {id} {step} stop", None)
    assert the_floor(stage).step == step


def test_a_double_tap_says_it_once(stage: Stage) -> None:
    aki, mika = speaking(stage)
    mika.says("I like a clear table")
    shown = mika.shown[-1]
    for _ in range(2):
        mika.presses(shown.message.keyboard[0][0].data, shown.id)
    assert stage.group().texts.count("🎙 Mika\nI like a clear table") == 1
    assert mika.toast == MOVED_ON_EN


def test_what_one_keeps_to_oneself_is_sealed_for_that_person(stage: Stage) -> None:
    aki, _ = speaking(stage)
    aki.says("わたしはこう思う")
    with transaction(stage.engine) as session:
        kinds: Iterable[str] = [
            one.kind for one in session.exec(select(FloorLine).order_by(col(FloorLine.id)))
        ]
        assert list(kinds) == ["topic", "under", "asked"]
        assert {"under", "asked"} <= set(MINE)
        assert len(session.exec(select(FloorSide)).all()) == 2

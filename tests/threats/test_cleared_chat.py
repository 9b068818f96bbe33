"""Whoever holds the phone finds nothing of the last 48 hours once the chat was cleared (T-4)."""

import itertools

import pytest
from sqlmodel import select

from conversations.dialogue.events import ChatKind, Where
from conversations.dialogue.phrasebook import Text
from conversations.records.clearing import BEFORE, CLEARING
from conversations.records.conversations import Conversation, open_conversation
from conversations.records.database import transaction
from conversations.records.deliveries import Message, Urgency, post
from conversations.records.forgetting import cancel_between
from conversations.records.partners import find_partner
from scheduler.housekeeping import tidy
from tests.scheduler.outbox import put, put_opened, row
from tests.stage import GROUP, Phone, Stage, paired

LINE = {
    "en": "Cleared what I can: both sides of this chat from the last 48 hours, as far as Telegram lets me. Anything "
    "older stays until you delete the chat, and someone who has your phone can read it.\nWhat is stored stays "
    "stored; /privacy can delete it. From now on, a note for you only says that there is one.",
    "ja": "消せるものは消しました。ここ48時間のやりとりは、Telegramで消せるかぎり、どちらが書いたものも消えています。"
    "それより前のものは、このチャットを削除するまで残り、スマホを手にした人には読めます。\n"
    "保存してあるものは、そのままです。/privacy から消せます。これからは、何か届いたことだけをお知らせします。",
}
SHARED = {"en": "Your shared chat is as it was.", "ja": "ふたりのチャットは、そのままです。"}
AWAY = {"en": "Delete this line", "ja": "この案内も消す"}
HIDE = {"en": "Hide this chat", "ja": "このチャットを隠す"}
DANGER = {"en": "He said he'll kill me if I leave", "ja": "別れるなら殺すと言われました"}


def line_for(phone: Phone) -> str:
    return f"{LINE[phone.language]}\n\n{SHARED[phone.language]}"


def lives_a_day(phone: Phone, other: Phone) -> None:
    """A bit of everything that leaves words in a private chat."""
    phone.says("/menu")
    phone.says("just a thought")
    phone.sends_photo()
    phone.says("/support")
    phone.presses("support violence", phone.shown[-1].id)
    phone.says(DANGER[phone.language])
    phone.says("/help_me_say_this You never listen." if phone.language == "en" else "/need")
    other.says("/thanks you made soup" if other.language == "en" else "/thanks お茶をありがとう")
    other.taps("Skip" if other.language == "en" else "とばす")
    other.taps("Send privately" if other.language == "en" else "相手だけに送る")


@pytest.mark.parametrize(("whose", "command"), [("Aki", "/hide"), ("Mika", "/clear")])
def test_after_hide_nothing_of_48_hours_is_left_but_one_line_and_then_not_even_that(
    stage: Stage, whose: str, command: str
) -> None:
    """T-4."""
    both, noa = paired(stage), stage.person("Noa", "en")
    phone, other = both if whose == "Aki" else reversed(both)
    lives_a_day(phone, other)
    assert len(phone.shown) > 5 and len(phone.typed) > 4  # there is something to find
    elsewhere = other.shown.copy(), stage.group().shown.copy()
    phone.says(command)
    assert phone.texts == [line_for(phone)]
    assert phone.buttons == [[AWAY[phone.language]]]
    assert phone.typed == []
    phone.taps(AWAY[phone.language])
    assert (phone.texts, phone.typed) == ([], [])
    assert (other.shown, stage.group().shown) == elsewhere
    assert noa.shown == []


def test_on_a_busy_bot_what_was_noted_goes_however_long_ago_it_was(stage: Stage) -> None:
    """T-4: thousands of others have written since; all private chats share one count."""
    _, mika = paired(stage)
    mika.says("just a thought")
    mika.sends_photo()
    next(itertools.islice(stage.ids, 5 * BEFORE, None))
    stage.wait(hours=47)
    mika.says("/hide")
    assert (mika.texts, mika.typed) == ([line_for(mika)], [])


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_card_about_danger_can_be_hidden_with_the_words_it_is_about(stage: Stage, language: str) -> None:
    """T-4: neither was noted anywhere, and both go."""
    noa = stage.person("Noa", language)
    noa.says(DANGER[language])
    assert len(noa.shown) == len(noa.typed) == 1
    noa.taps(HIDE[language])
    assert (noa.texts, noa.typed) == ([LINE[language]], [])


def test_who_has_agreed_to_nothing_can_hide(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    noa.says("/start")
    noa.says("/hide")
    assert (noa.texts, noa.typed) == ([LINE["en"]], [])
    noa.taps("Delete this line")
    assert noa.texts == []


def test_where_nothing_is_known_only_the_line_comes(stage: Stage) -> None:
    """A button without a message, on a phone that was never written to."""
    noa = stage.person("Noa", "en")
    noa.presses("hide", None)
    assert noa.texts == [LINE["en"]]


def test_whose_first_word_is_hide_sees_one_line(stage: Stage) -> None:
    noa = stage.person("Noa", "ja")
    noa.says("/hide")
    assert (noa.texts, noa.typed) == ([LINE["ja"]], [])


def test_hide_is_not_kept_from_anybody_who_types_on(stage: Stage) -> None:
    """Words of danger after it bring no card: there is no time."""
    _, mika = paired(stage)
    mika.says(f"/hide {DANGER['en']}")
    assert (mika.texts, mika.typed) == ([line_for(mika)], [])


def test_what_was_begun_is_forgotten_with_its_words(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/thanks you made soup")
    mika.says("/hide")
    with transaction(stage.engine) as session:
        me = find_partner(session, stage.attune.sealer, mika.telegram_id)
        assert me is not None and open_conversation(session, stage.attune.sealer, me.id) is None
        assert [one.body for one in session.exec(select(Conversation)) if one.partner_id == me.id] == [b""]
    mika.says("because I was tired")
    assert "soup" not in mika.sees


def test_what_is_older_stays_as_the_line_says(stage: Stage) -> None:
    """No false promise: Telegram keeps what is two days old."""
    _, mika = paired(stage)
    before, typed = mika.texts, mika.typed
    stage.wait(hours=49)
    tidy(stage.now, stage.attune)  # which numbers they have is forgotten by then
    mika.says("/menu")
    mika.says("/hide")
    assert mika.texts == [*before, line_for(mika)]
    assert mika.typed == typed


def test_an_old_message_with_new_words_takes_the_neutral_word(stage: Stage) -> None:
    """It cannot be deleted any more, but it need not say what it says."""
    _, mika = paired(stage)
    mika.says("/menu")
    old = mika.shown[-1].id
    stage.wait(hours=49)
    mika.taps("Settings")  # the old screen shows something else now
    mika.says("/hide")
    changed = next(one for one in mika.shown if one.id == old)
    assert (changed.text, changed.buttons) == ("Settings", [])
    stage.wait(hours=49)
    mika.taps("Delete this line")
    assert mika.texts[-1] == "Settings"


def test_what_was_on_its_way_is_not_sent(stage: Stage) -> None:
    _, mika = paired(stage)
    waited = [put(mika, "of use now alone", urgency) for urgency in Urgency if urgency != Urgency.RELAY]
    mika.says("/hide")
    assert mika.texts == [line_for(mika)]
    assert {row(stage, claim).state for claim in waited} == {"dead"}


def test_what_may_have_gone_out_just_now_is_taken_away_behind_it(stage: Stage) -> None:
    """Nobody knows its number yet: the deletion follows it, and looks there."""
    _, mika = paired(stage)
    put_opened(mika, "in flight")
    mika.says("/hide")
    assert mika.texts == [line_for(mika)]


def test_words_of_the_other_one_that_were_on_their_way_come_as_a_note_that_says_nothing(stage: Stage) -> None:
    aki, mika = paired(stage)
    put(mika, "I am sorry", Urgency.RELAY, author=aki)
    mika.says("/hide")
    assert mika.texts == [line_for(mika), "Attune: a note for you"]
    mika.taps("Open")
    assert "I am sorry" in mika.texts
    put(mika, "And thank you", Urgency.RELAY, author=aki)
    mika.says("/hide")
    assert mika.texts[0] == line_for(mika)


def test_previews_say_nothing_from_then_on_until_the_settings_say_so(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/hide")
    lives_a_day(aki, mika)
    aki.says("/thanks お茶をありがとう")
    aki.taps("とばす")
    aki.taps("相手だけに送る")
    assert mika.sees == "Attune: a note for you"
    mika.says("/settings")
    assert mika.sees.endswith("Previews only say that there is something for you.")
    mika.taps("Open previews")
    aki.says("/thanks お茶をありがとう")
    aki.taps("とばす")
    aki.taps("相手だけに送る")
    assert "お茶をありがとう" in mika.sees


def test_discreet_previews_can_be_had_without_hiding(stage: Stage) -> None:
    aki, mika = paired(stage)
    aki.says("/settings")
    aki.taps("通知の中身を隠す")
    assert aki.sees.endswith("通知には、何か届いたことだけを出しています。")
    mika.says("/thanks you made soup")
    mika.taps("Skip")
    mika.taps("Send privately")
    assert "soup" not in aki.sees


def test_typed_in_the_shared_chat_it_leads_to_the_private_one(stage: Stage) -> None:
    aki, mika = paired(stage)
    group = stage.group()
    before = mika.texts
    mika.says("/hide", where=Where(GROUP, ChatKind.SHARED))
    assert mika.texts == before
    [[key]] = group.shown[-1].message.keyboard
    mika.says(f"/start {key.url.partition('?start=')[2]}")
    assert (mika.texts, mika.typed) == ([line_for(mika)], [])


def test_a_picture_that_moves_does_not_come_back(stage: Stage) -> None:
    """To change a message that is gone would send it anew."""
    _, mika = paired(stage)
    mika.says("/pause")
    mika.taps("20 min → 09:20")
    mika.taps("Breathe")
    mika.says("/hide")
    stage.wait(seconds=5)
    stage.ticks()
    assert mika.texts == [line_for(mika)]


def test_that_the_other_one_leaves_just_then_stops_nothing(stage: Stage) -> None:
    _, mika = paired(stage)
    with transaction(stage.engine) as session:
        me = find_partner(session, stage.attune.sealer, mika.telegram_id)
        assert me is not None
        gone, kept = Message(Text(""), deletes=(mika.shown[-1].id,)), mika.texts[:-1]
        post(session, stage.attune.sealer, me.telegram_id, "lobby", gone, stage.now, about=CLEARING)
        cancel_between(session, me, None)
    stage.deliver()
    assert mika.texts == kept


def test_hiding_twice_is_hiding_once(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/hide")
    mika.says("/hide")
    assert (mika.texts, mika.typed) == ([line_for(mika)], [])

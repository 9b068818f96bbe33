"""A thank-you goes in its author's own words, is answered lightly, and can be kept by the one it was for."""

import pytest
from sqlmodel import select

from conversations.dialogue.events import ChatKind, Where
from conversations.records.database import transaction
from conversations.records.forgetting import forget_private
from conversations.records.notes import Keepsake, Note
from conversations.records.partners import Partner
from tests.flows.needing import SEND, tap, told
from tests.stage import Phone, Stage, paired

DEED, MEANING = "雨の中、駅まで迎えに来てくれた。", "とても心強かった。"
CARD_EN = f"Aki says thank you:\n{DEED}\n{MEANING}"
CARD_JA = f"Akiさんから、ありがとう：\n{DEED}\n{MEANING}"


def aki_thanks(stage: Stage, place: str = "相手だけに送る") -> tuple[Phone, Phone]:
    aki, mika = paired(stage)
    aki.says("/thanks")
    aki.says(DEED)
    aki.says(MEANING)
    aki.taps(place)
    return aki, mika


def newest(phone: Phone, start: str) -> str:
    """What the newest button of this conversation carries, as an old message would still hold it."""
    return next(key.data for shown in reversed(phone.shown) for row in shown.message.keyboard for key in row
                if key.data.startswith(start))  # fmt: skip


def test_what_they_did_and_what_it_meant_goes_as_it_was_previewed(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = paired(stage)
    before = mika.texts
    aki.says("/thanks")
    assert aki.sees == "Mikaさんは、何をしてくれましたか？ 小さなことで十分です。"
    aki.says(DEED)
    assert aki.sees == "そのおかげで、どんな気持ちになりましたか？"
    aki.says(MEANING)
    assert aki.sees == (
        f"{CARD_JA}\n\nMikaさんには、こう見えます：\n\n{CARD_EN}\n\nMikaさんには、このとおりに届きます。送りますか？"
    )
    assert mika.texts == before, "nothing leaves before it is sent"
    aki.taps("相手だけに送る")
    assert aki.sees == f"{CARD_JA}\n\nMikaさんに届けます。"
    assert mika.texts == [*before, CARD_EN]
    assert mika.buttons == [["❤️", "Tell me more"], ["Keep it"]]
    assert noa.shown == []


def test_in_the_shared_chat_it_reads_in_both_languages_and_only_its_reader_answers(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = aki_thanks(stage, "ふたりへ送る")
    group = stage.group()
    assert group.texts[-1] == f"Akiさんから、ありがとう：\n{CARD_EN}"
    assert group.shown[-1].buttons == [["❤️"], ["もっと聞きたい · Tell me more"], ["とっておく · Keep it"]]
    aki.taps("❤️", group)
    assert aki.toast == "これはMikaさん用のボタンです。"
    noa.taps("❤️", group)
    assert (noa.toast, noa.shown) == ("This one is for the two of them.", [])
    mika.taps("❤️", group)
    assert mika.toast == "Passed on."
    assert group.texts[-1] == ("Mikaさんから ❤️ が返ってきました。\n\nMika sends a ❤️ back.")


def test_a_heart_arrives_once_however_often_it_is_tapped(stage: Stage) -> None:
    aki, mika = aki_thanks(stage)
    mika.taps("❤️")
    assert mika.toast == "Passed on."
    assert aki.sees == "Mikaさんから ❤️ が返ってきました。"
    mika.taps("❤️")
    assert mika.toast == "This card has moved on."
    assert aki.texts.count(aki.sees) == 1
    assert mika.sees == CARD_EN, "the card stays what it is"


def test_tell_me_more_asks_the_author_who_answers_in_own_words(stage: Stage) -> None:
    aki, mika = aki_thanks(stage)
    mika.taps("❤️")
    mika.taps("Tell me more")
    assert aki.sees == "Mikaさんが、もう少し聞きたいそうです。"
    aki.taps("もう少し書く")
    assert aki.sees == f"{DEED}\n{MEANING}\n\nMikaさんに、もう少し伝えたいことは何ですか？"
    aki.says("傘を二本持っていたのも。")
    tap(aki, SEND)
    assert aki.sees == "届けました。"
    assert mika.sees == "Aki tells a little more:\n傘を二本持っていたのも。"


def test_what_was_kept_is_in_the_readers_own_list_and_nobody_is_told(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = aki_thanks(stage)
    seen = aki.texts, stage.group().texts
    mika.taps("Keep it")
    assert mika.toast == "Kept. /kept shows it."
    mika.taps("Keep it")
    assert mika.toast == "It's kept already. /kept shows it."
    mika.says("/kept")
    assert mika.sees == f"{CARD_EN}\n\n1 of 1, kept Fri 20 Nov, 09:00. You alone see what is here."
    assert mika.buttons[0] == ["Let it go"]
    assert (aki.texts, stage.group().texts) == seen
    aki.says("/kept")
    assert aki.sees.startswith("まだ何もありません。")
    assert noa.shown == []


def test_keepsakes_are_leafed_through_the_newest_first_and_can_be_let_go(stage: Stage) -> None:
    aki, mika = paired(stage)
    for words in ("You sang in the kitchen.", "You rang my mother."):
        mika.says(f"/thanks {words}")
        mika.taps("Skip")
        mika.taps("Send privately")
        aki.taps("とっておく")
        stage.wait(hours=1)
    aki.says("/kept")
    assert aki.sees.startswith("Mikaさんから、ありがとう：\nYou rang my mother.")
    assert "2件中1件目" in aki.sees
    aki.taps("次を見る")
    assert aki.sees.startswith("Mikaさんから、ありがとう：\nYou sang in the kitchen.")
    aki.taps("手放す")
    assert aki.sees.endswith("これを手放しますか？ とっておいた控えが消えます。")
    aki.taps("もどる")
    aki.taps("手放す")
    aki.taps("手放す")
    assert aki.sees == "手放しました。残りは /kept で見られます。"
    aki.says("/kept")
    assert "You rang my mother." in aki.sees and "1件中1件目" in aki.sees


def test_where_nothing_comes_to_mind_one_question_helps(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/thanks")
    mika.taps("Help me find one")
    assert mika.sees == "What got easier this week because of Aki?"
    mika.says("Mornings. There was tea.")
    mika.taps("Skip")
    mika.taps("Send privately")
    assert aki.sees == "Mikaさんから、ありがとう：\nMornings. There was tea."
    aki.says("/thanks")
    aki.taps("思いつかない")
    assert aki.sees == "今週、Mikaさんのおかげで楽になったことは何ですか？"


def test_it_can_be_changed_or_not_sent_at_all(stage: Stage) -> None:
    aki, mika = paired(stage)
    seen = aki.texts, stage.group().texts
    mika.says("/thanks You were there.")
    mika.says("It meant a lot.")
    mika.taps("Change it")
    mika.says("You sat with me.")
    mika.says("I could breathe.")
    assert mika.sees.startswith("Mika says thank you:\nYou sat with me.\nI could breathe.")
    mika.taps("Keep for myself")
    assert mika.texts[-2:] == ["Nothing was sent. Here it is, for you.", "You sat with me.\nI could breathe."]
    assert (aki.texts, stage.group().texts) == seen


def test_words_that_do_not_fit_are_asked_for_in_fewer(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says(f"/thanks {'You sat with me. ' * 30}")
    assert mika.sees.startswith("That's 510 characters, and 400 fit here.")
    mika.says("You sat with me.")
    assert mika.sees == "What did it mean to you?"


def test_it_can_be_taken_back_until_it_has_an_answer(stage: Stage) -> None:
    aki, mika = aki_thanks(stage)
    mika.taps("Keep it")
    aki.taps("取り下げる")
    assert aki.sees.startswith("取り下げました。")
    assert mika.sees == "Aki took this one back. Nothing to do."
    for label in ("❤️", "Tell me more", "Keep it"):
        mika.taps(label)
        assert mika.toast == "This was taken back. There's nothing to do."
    with transaction(stage.engine) as session:
        assert session.exec(select(Note)).one().card is None
        assert session.exec(select(Keepsake)).all() == []
    mika.says("/thanks You sat with me.")
    mika.taps("Skip")
    mika.taps("Send privately")
    aki.taps("❤️")
    mika.taps("Take it back")
    assert mika.toast == "This card has moved on."
    assert aki.sees == "Mikaさんから、ありがとう：\nYou sat with me."


@pytest.mark.parametrize("first", ["heart", "withdraw"])
def test_when_both_act_in_the_same_second_one_of_them_is_first(stage: Stage, first: str) -> None:
    aki, mika = aki_thanks(stage)
    heart, withdraw = newest(mika, "thanked").rsplit(" ", 1)[0] + " heart", newest(aki, "thanked")
    seen = len(aki.texts), len(mika.texts)
    if first == "heart":
        mika.presses(heart, mika.shown[-1].id)
        aki.presses(withdraw, aki.shown[-1].id)
        assert (len(aki.texts) - seen[0], len(mika.texts) - seen[1]) == (1, 0)
        assert aki.toast == "このカードは先に進んでいます。"
    else:
        aki.presses(withdraw, aki.shown[-1].id)
        mika.presses(heart, mika.shown[-1].id)
        assert (len(aki.texts) - seen[0], len(mika.texts) - seen[1]) == (0, 1)
        assert mika.toast == "This was taken back. There's nothing to do."


def test_a_double_tap_on_send_sends_once(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/thanks You sat with me.")
    mika.taps("Skip")
    review, seen = mika.shown[-1], len(aki.texts)
    button = next(key.data for row in review.message.keyboard for key in row if key.label == "Send privately")
    mika.presses(button, review.id)
    mika.presses(button, review.id)
    assert len(aki.texts) == seen + 1


def test_during_a_pause_nothing_goes_and_nothing_is_lost(stage: Stage) -> None:
    aki, mika = aki_thanks(stage)
    mika.says("/pause")
    mika.taps("20 min → 09:20")
    seen = aki.texts
    mika.taps("❤️")
    assert mika.toast == "There's a pause now, so nothing was sent. This button still works afterwards."
    mika.taps("Keep it")
    assert mika.toast == "Kept. /kept shows it."
    mika.says("/thanks You sat with me.")
    mika.taps("Skip")
    mika.taps("Send privately")
    assert mika.sees == (
        "You're both pausing until 09:20, so I keep this for you until then. Nothing was sent."
    )
    aki.taps("取り下げる")
    assert aki.toast.startswith("いまはお休み中なので、何も送っていません。")
    assert aki.texts == seen
    held = [text for text in mika.texts if "You sat with me." in text]
    stage.wait(minutes=21)
    stage.ticks()
    assert len([text for text in mika.texts if "You sat with me." in text]) == len(held) + 1
    assert not any("You sat with me." in text for text in aki.texts)
    mika.taps("Look at it")
    mika.taps("Send privately")
    assert aki.sees == "Mikaさんから、ありがとう：\nYou sat with me."
    aki.taps("とっておく")
    assert aki.toast == "とっておきました。/kept で見られます。"


def test_strangers_and_single_people_are_told_kindly(stage: Stage) -> None:
    aki_thanks(stage)
    noa = stage.person("Noa", "en")
    with transaction(stage.engine) as session:
        note = session.exec(select(Note)).one().id
    for command in ("heart", "keep", "reply", "withdraw"):
        noa.presses(f"thanked {note} {command}", None)
    assert all(DEED not in text for text in noa.texts)


def test_who_is_in_another_couple_cannot_touch_it(stage: Stage) -> None:
    aki, mika = aki_thanks(stage)
    seen = aki.texts
    with transaction(stage.engine) as session:
        note = session.exec(select(Note)).one()
        note_id = note.id
    mika.presses(f"thanked {note_id + 1} heart", None)
    assert mika.toast == "This card has moved on."
    mika.presses(f"cheered {note_id} felt", None)
    assert mika.toast == "This card has moved on."
    assert aki.texts == seen


def test_what_is_kept_is_forgotten_with_what_is_private(stage: Stage) -> None:
    _, mika = aki_thanks(stage)
    mika.taps("Keep it")
    with transaction(stage.engine) as session:
        forget_private(session, session.exec(select(Partner).where(Partner.language == "en")).one())
        assert session.exec(select(Keepsake)).all() == []
        assert len(session.exec(select(Note)).all()) == 1


def test_whoever_deletes_everything_takes_their_words_along_but_no_kept_copy(stage: Stage) -> None:
    aki, mika = aki_thanks(stage)
    mika.taps("Keep it")
    aki.says("/privacy")
    aki.taps("消す…")
    aki.taps("わたしのもの全部")
    aki.taps("全部消す")
    with transaction(stage.engine) as session:
        assert session.exec(select(Note)).all() == []
    mika.says("/kept")
    assert CARD_EN in mika.sees


def test_what_is_kept_is_counted(stage: Stage) -> None:
    aki, mika = aki_thanks(stage)
    mika.taps("Keep it")
    mika.says("/privacy")
    assert "cards you keep (1)" in mika.sees
    assert "cards you received (1)" in mika.sees
    aki.says("/privacy")
    assert told(aki, "privacy.count.cards", count=1) in aki.sees
    assert "とっておいた" not in aki.sees


def test_the_words_are_sealed_where_they_are_stored(stage: Stage) -> None:
    _, mika = aki_thanks(stage)
    mika.taps("Keep it")
    with transaction(stage.engine) as session:
        stored = [session.exec(select(Note)).one().card, session.exec(select(Keepsake)).one().card]
    assert all(DEED.encode() not in body and b"\\u" not in body for body in stored if body)
    assert all(stored)


def test_after_parting_each_keeps_what_they_kept(stage: Stage) -> None:
    aki, mika = aki_thanks(stage)
    mika.taps("Keep it")
    aki.says("/leave")
    aki.taps("そっとやめる")
    mika.says("/kept")
    assert mika.sees.startswith(CARD_EN)
    mika.taps("❤️")
    assert aki.texts.count("Mikaさんから ❤️ が返ってきました。") == 0


def test_typed_in_the_shared_chat_it_goes_on_in_private(stage: Stage) -> None:
    _, mika = paired(stage)
    group = stage.group()
    mika.says("/thanks", Where(group.id, ChatKind.SHARED))
    mika.says("/start thanks")
    assert mika.sees == "What did Aki do? Small is plenty."
    mika.says("/start kept")
    assert mika.sees.startswith("Nothing is kept here yet.")
    assert not any("Small is plenty" in text for text in group.texts)


def checks_in(stage: Stage, mika: Phone, days: int, room: str = "🔋 Some") -> None:
    """Mika checks in, so many days later, and says only how much room she has."""
    stage.wait(days=days)
    mika.says("/today")
    light = room == "🪫 Empty"
    for label in (room, "Quietly here", "Nothing today", *(() if light else ("Skip",)), "Done"):
        mika.taps(label)


def test_thanks_are_suggested_at_most_twice_a_week(stage: Stage) -> None:
    aki, mika = paired(stage)
    asked = "Did something get easier this week because of Aki? It could be a thank-you."
    seen = []
    for _ in range(15):
        checks_in(stage, mika, days=1)
        seen.append(mika.sees.endswith(asked))
    assert seen == [day % 4 == 0 for day in range(1, 16)]
    assert not any(asked in text or "ありがとうにできます" in text for text in aki.texts)


def test_a_suggestion_leads_to_a_thank_you_and_then_rests(stage: Stage) -> None:
    aki, mika = paired(stage)
    checks_in(stage, mika, days=4)
    mika.taps("Say thanks")
    mika.says("You rang the landlord.")
    mika.taps("Skip")
    mika.taps("Send privately")
    assert aki.sees == "Mikaさんから、ありがとう：\nYou rang the landlord."
    checks_in(stage, mika, days=3)
    assert mika.sees.startswith("Sealed.") and "thank-you" not in mika.sees


def test_whoever_has_said_thanks_is_not_asked_to(stage: Stage) -> None:
    _, mika = paired(stage)
    stage.wait(days=3)
    mika.says("/thanks You rang the landlord.")
    mika.taps("Skip")
    mika.taps("Send privately")
    checks_in(stage, mika, days=3)
    assert "thank-you" not in mika.sees


def test_nobody_with_an_empty_battery_is_asked_for_thanks(stage: Stage) -> None:
    _, mika = paired(stage)
    checks_in(stage, mika, days=4, room="🪫 Empty")
    assert mika.sees.startswith("Sealed.") and "thank-you" not in mika.sees

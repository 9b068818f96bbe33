"""What is said about a need later on: kept times, quiet cards, and the morning after."""

import pytest

from tests.flows.needing import SEND, card_goes, newest_id, tap, told
from tests.stage import Phone, Stage, paired

each_language = pytest.mark.parametrize("asks", ["ja", "en"])

CARD_EN = "Could you listen for ten minutes? It's a small wish. No fixing needed."
CARD_JA = "10分ほど話を聞いてもらえたらうれしいです。小さなお願いです。解決しなくて大丈夫です。"


def aki_asks(stage: Stage, when: str = "とばす") -> tuple[Phone, Phone]:
    aki, mika = paired(stage)
    aki.says("/need")
    for label in ("聞いてほしい", "ことばはなし", "とばす", "10分だけ", when, "少し", "相手だけに送る"):
        aki.taps(label)
    return aki, mika


def test_ten_minutes_before_a_promised_time_the_helper_is_reminded_once(stage: Stage) -> None:
    aki, mika = aki_asks(stage)
    mika.taps("I can do that")
    mika.says("11:00")
    seen = len(mika.texts), aki.texts
    stage.wait(hours=1, minutes=51)
    stage.ticks()
    stage.ticks()
    assert mika.texts[seen[0] :] == [f"At 11:00: what you said you could do.\n\n{CARD_EN}"]
    assert mika.shown[-1].message.silent
    assert aki.texts == seen[1]


def test_the_morning_after_the_author_is_asked_whether_it_helped(stage: Stage) -> None:
    aki, mika = aki_asks(stage)
    mika.taps("I can do that")
    mika.taps("Now")
    seen = mika.texts
    stage.wait(hours=15)
    stage.ticks()
    assert aki.sees == f"おはようございます。助けになりましたか？\n\n{CARD_JA}"
    aki.taps("少しちがった")
    assert aki.sees.startswith("どうだったら、もっと近かったですか？")
    aki.taps("とばす")
    assert aki.sees == "ここまでにします。だれにも伝わりません。"
    assert mika.texts == seen, "nobody is told unless the author chooses to"


def test_a_card_that_was_put_off_comes_back_at_its_time_and_can_move_once(stage: Stage) -> None:
    aki, mika = aki_asks(stage)
    mika.taps("Not now – when?")
    mika.taps("In an hour")
    stage.wait(hours=1, minutes=1)
    stage.ticks()
    assert mika.sees == f"This is the time you named for Aki's card. How is it now?\n\n{CARD_EN}"
    mika.taps("Not now – when?")
    mika.taps("In an hour")
    stage.wait(hours=1, minutes=1)
    stage.ticks()
    mika.taps("Not now – when?")
    assert mika.sees == "This one has moved once. Would a smaller version be possible?"
    assert mika.buttons[:2] == [["Something smaller", "I can do that"], ["I can't this time"]]
    mika.taps("Something smaller")
    mika.taps("5 minutes")
    assert aki.sees == "Mikaさんは、今回はむずかしいそうです。5分だけ聞くことならできそうです。"


def test_a_quiet_day_brings_one_line_to_the_reader_and_nothing_to_the_author(stage: Stage) -> None:
    aki, mika = aki_asks(stage)
    seen = aki.texts
    stage.wait(hours=24, minutes=1)
    stage.ticks()
    assert mika.sees == f"Aki's note is still here. A “not now” is fine.\n\n{CARD_EN}"
    assert [text for text in aki.texts[len(seen) :] if "カード" in text] == []


def test_after_two_quiet_days_the_author_may_ask_again_or_let_it_rest(stage: Stage) -> None:
    aki, mika = aki_asks(stage)
    for _ in range(2):
        stage.wait(hours=24, minutes=1)
        stage.ticks()
    assert aki.sees == f"送ったカードが、ひと休みしています。どうしましょうか。\n\n{CARD_JA}"
    seen = mika.texts
    aki.taps("そのままにする")
    assert mika.texts == seen


def test_nothing_comes_back_of_a_card_that_was_taken_back(stage: Stage) -> None:
    aki, mika = aki_asks(stage)
    aki.taps("取り下げる")
    seen = mika.texts, aki.texts
    for _ in range(2):
        stage.wait(hours=24, minutes=1)
        stage.ticks()
    assert [text for text in mika.texts[len(seen[0]) :] if "note" in text] == []


def the_morning_after(stage: Stage, asks: str) -> tuple[Phone, Phone]:
    """A card was promised for now; it is the next morning."""
    author, reader = card_goes(stage, asks)
    tap(reader, "answer.button.can", "answer.when.options.now")
    stage.wait(hours=24)
    stage.ticks()
    return author, reader


@each_language
@pytest.mark.parametrize("how", ["helped", "partly"])
def test_it_helped_or_a_bit_and_nobody_is_told(stage: Stage, asks: str, how: str) -> None:
    author, reader = the_morning_after(stage, asks)
    seen = reader.texts
    tap(author, f"need.follow.button.{how}")
    key = "asked.helped.text" if how == "helped" else "asked.closed.text"
    assert author.sees == told(author, key, partner=reader.name)
    assert reader.texts == seen


@each_language
def test_where_it_helped_a_word_of_thanks_is_a_tap_away(stage: Stage, asks: str) -> None:
    author, reader = the_morning_after(stage, asks)
    tap(author, "need.follow.button.helped", "asked.button.thanks")
    assert author.sees == told(author, "thanks.deed.text", partner=reader.name)


@each_language
@pytest.mark.parametrize("then", ["card", "keep"])
def test_what_would_be_closer_stays_private_unless_it_becomes_a_card(
    stage: Stage, asks: str, then: str
) -> None:
    author, reader = the_morning_after(stage, asks)
    seen = reader.texts
    tap(author, "need.follow.button.closer")
    author.says("a walk")
    tap(author, f"asked.closer_next.options.{then}")
    assert reader.texts == seen
    if then == "card":
        tap(author, "need.review.options.partner")
        assert "a walk" in reader.sees


@each_language
def test_what_did_not_happen_may_be_asked_for_again_or_rest(stage: Stage, asks: str) -> None:
    author, reader = the_morning_after(stage, asks)
    seen = reader.texts
    tap(author, "need.follow.button.missed", "asked.missed.options.rest")
    assert (author.sees, reader.texts) == (told(author, "asked.closed.text"), seen)


@each_language
def test_asking_again_goes_only_when_it_was_looked_at(stage: Stage, asks: str) -> None:
    author, reader = the_morning_after(stage, asks)
    seen = reader.texts
    tap(author, "need.follow.button.missed", "asked.missed.options.again")
    assert (told(author, "needs.card.listen.close") in author.sees, reader.texts) == (True, seen)
    tap(author, "need.review.options.partner")
    assert told(reader, "needs.card.listen.close") in reader.sees


@each_language
def test_the_morning_after_is_answered_once(stage: Stage, asks: str) -> None:
    author, reader = the_morning_after(stage, asks)
    id = newest_id(author, "asked")
    tap(author, "need.follow.button.partly")
    for how in ("helped", "partly", "closer", "missed"):
        author.presses(f"asked {id} {how}", None)
        assert author.toast == told(author, "dialogue.moved_on")


def two_quiet_days(stage: Stage, asks: str) -> tuple[Phone, Phone]:
    author, reader = card_goes(stage, asks)
    for _ in range(2):
        stage.wait(hours=24, minutes=1)
        stage.ticks()
    return author, reader


@each_language
@pytest.mark.parametrize("how", ["ask_again", "change"])
def test_a_card_that_rests_is_asked_again_or_changed_and_takes_the_place_of_the_old_one(
    stage: Stage, asks: str, how: str
) -> None:
    author, reader = two_quiet_days(stage, asks)
    old, seen = newest_id(reader, "answer"), reader.texts
    tap(author, f"need.follow.button.{how}")
    if how == "change":
        tap(author, "need.edit.options.when", "needs.when.options.week")
    assert reader.texts == seen
    tap(author, "need.review.options.partner")
    assert reader.texts[:-1] == seen and (told(reader, "needs.when.said.week") in reader.sees) == (
        how == "change"
    )
    reader.presses(f"answer {old} can", None)
    assert reader.toast == told(reader, "dialogue.moved_on")


@each_language
def test_a_card_that_was_answered_meanwhile_is_not_asked_again(stage: Stage, asks: str) -> None:
    author, reader = two_quiet_days(stage, asks)
    tap(author, "need.follow.button.ask_again")
    review = author.shown[-1]
    tap(reader, "answer.button.heard")
    seen = reader.texts
    send = next(key.data for row in review.message.keyboard for key in row
                if key.label == told(author, "need.review.options.partner"))  # fmt: skip
    author.presses(send, review.id)
    assert reader.texts == seen


def test_a_plain_message_can_be_sent_again(stage: Stage) -> None:
    aki, mika = paired(stage)
    aki.says("/help_me_say_this 話を聞いてもらえるとうれしい。")
    tap(aki, "reword.gentle.options.use", "reword.send.options.partner")
    for _ in range(2):
        stage.wait(hours=24, minutes=1)
        stage.ticks()
    count = len(mika.texts)
    tap(aki, "need.follow.button.ask_again", "reword.send.options.partner")
    assert mika.texts[count:] == ["Aki says:\n話を聞いてもらえるとうれしい。"]


def test_what_falls_due_in_a_pause_waits_until_it_is_over(stage: Stage) -> None:
    aki, mika = aki_asks(stage)
    stage.wait(hours=23, minutes=50)
    aki.says("/pause")
    aki.taps(aki.buttons[0][0])
    stage.wait(minutes=12)
    stage.ticks()
    line = told(mika, "need.quiet.text", partner="Aki")
    assert [text for text in mika.texts if text.startswith(line)] == []
    stage.wait(minutes=15)
    stage.ticks()
    stage.ticks()
    assert len([text for text in mika.texts if text.startswith(line)]) == 1


def test_whoever_asks_back_is_not_reminded_that_the_card_is_there(stage: Stage) -> None:
    aki, mika = aki_asks(stage)
    mika.taps("Ask one thing")
    mika.says("Is it the rain?")
    tap(mika, SEND)
    stage.wait(hours=49)
    stage.ticks()
    assert [text for text in (*mika.texts, *aki.texts) if "still here" in text or "ひと休み" in text] == []

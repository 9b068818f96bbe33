"""What is said about a need later on: kept times, quiet cards, and the morning after."""

from tests.stage import Phone, Stage, paired

CARD_EN = "Could you listen for ten minutes? It's a small wish. No fixing needed."
CARD_JA = "10分ほど話を聞いてもらえたらうれしいです。小さなお願いです。解決しなくて大丈夫です。"


def aki_asks(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = paired(stage)
    aki.says("/need")
    for label in ("聞いてほしい", "ことばはなし", "とばす", "10分だけ", "今", "少し", "相手だけに送る"):
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
    assert aki.sees == "どんな気持ちですか？"
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
    mika.taps("In an hour")
    assert mika.sees == "This one has moved once. Would a smaller version be possible?"


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

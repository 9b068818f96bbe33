"""A hand is held out, in a quarrel or after it: yes, not yet with a time, or something to say first."""

import pytest

from tests.stage import Phone, Stage, paired

LINE_JA, LINE_EN = "もう少し、ゆっくり話そう。", "Can we slow down a little?"
CARD_JA, CARD_EN = f"Akiさんから、仲直りのひとこと：\n{LINE_JA}", f"Aki holds out a hand:\n{LINE_EN}"
KINDS_EN = {
    "Slow down": ["Can we start over?", LINE_EN, "Let me try that again, softer."],
    "How I feel": ["I'm getting overwhelmed.", "This is hard for me right now.", "I feel far from you, and I miss you."],
    "My part in it": ["I see my part in this.", "That came out harder than I meant.", "I was on guard. I want to listen."],
    "The two of us": ["We're on the same side, even now.", "I don't want to win. I want us.", "We'll find a way, you and I."],
    "Something light": ["I love you, and I want the last fry.", "A hug first, words later?",
                        "I'm making tea. One for you, too?"],
}  # fmt: skip
KINDS_JA = {
    "ゆっくりに": ["もう一回、はじめからいい？", LINE_JA, "今の、やさしく言いなおさせて。"],
    "今の気持ち": ["いっぱいいっぱいになってきた。", "今、ちょっとつらい。", "遠く感じて、さみしい。"],
    "自分のぶん": ["自分にも、よくないところがあった。", "思ったより、強い言い方になった。", "身がまえてた。ちゃんと聞きたい。"],
    "ふたりのこと": ["今も、ふたりは同じ側だよ。", "勝ちたいんじゃなくて、一緒にいたい。", "ふたりなら、なんとかなるよ。"],
    "ちょっと軽く": ["大好き。最後のポテトも食べたい。", "先にハグ、話はあとで、どう？", "お茶いれるけど、飲む？"],
}  # fmt: skip
ANSWERS_EN = [["Yes, back together"], ["Thank you, not yet"], ["First, let me say"]]
ANSWERS_JA = [["うん、仲直り"], ["ありがとう、まだ"], ["先に話したい"]]
FOREIGN = "これはMikaさん用のボタンです。"


def aki_holds_out(stage: Stage, place: str = "相手だけに送る") -> tuple[Phone, Phone]:
    aki, mika = paired(stage)
    aki.says("/repair")
    for label in ("ゆっくりに", LINE_JA, place):
        aki.taps(label)
    return aki, mika


def mika_holds_out(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = paired(stage)
    mika.says("/repair")
    for label in ("Slow down", LINE_EN, "Send privately"):
        mika.taps(label)
    return aki, mika


def data_of(phone: Phone, label: str) -> str:
    """What a button carries, as an old message would still hold it."""
    return next(key.data for shown in reversed(phone.shown) for row in shown.message.keyboard for key in row
                if key.label == label)  # fmt: skip


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


@pytest.mark.parametrize("kind", KINDS_EN)
def test_each_kind_has_three_english_lines_and_each_can_be_looked_at(stage: Stage, kind: str) -> None:
    _, mika = paired(stage)
    mika.says("/repair")
    mika.taps(kind)
    assert labels(mika) == [*KINDS_EN[kind], "Back", "Close"]
    for line in KINDS_EN[kind]:
        mika.taps(line)
        assert mika.sees.startswith(f"Mika holds out a hand:\n{line}\n\n")
        mika.taps("Back")


@pytest.mark.parametrize("kind", KINDS_JA)
def test_each_kind_has_three_japanese_lines_and_each_can_be_looked_at(stage: Stage, kind: str) -> None:
    aki, _ = paired(stage)
    aki.says("/repair")
    aki.taps(kind)
    assert labels(aki) == [*KINDS_JA[kind], "もどる", "とじる"]
    for line in KINDS_JA[kind]:
        aki.taps(line)
        assert aki.sees.startswith(f"Akiさんから、仲直りのひとこと：\n{line}\n\n")
        aki.taps("もどる")


def test_what_was_previewed_is_what_arrives_and_nothing_before(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = paired(stage)
    before = mika.texts
    aki.says("/repair")
    aki.taps("ゆっくりに")
    aki.taps(LINE_JA)
    assert aki.sees == (
        f"{CARD_JA}\n\nMikaさんには、こう見えます：\n\n{CARD_EN}\n\nMikaさんには、このとおりに届きます。送りますか？"
    )
    assert mika.texts == before
    aki.taps("相手だけに送る")
    assert aki.sees == f"{CARD_JA}\n\nMikaさんに届けます。「まだ」も含めて、どんな返事でも大丈夫です。"
    assert mika.texts == [*before, CARD_EN]
    assert mika.buttons == ANSWERS_EN
    assert noa.shown == []


@pytest.mark.parametrize("words", ["/repair ただいま。", "/repair"])
def test_own_words_may_stand_after_the_command_or_in_place_of_a_kind(stage: Stage, words: str) -> None:
    aki, mika = paired(stage)
    aki.says(words)
    if words == "/repair":
        aki.says("ただいま。")
    aki.taps("書きなおす")
    aki.taps("今の気持ち")
    aki.says("おかえりって言いたい。")
    aki.taps("相手だけに送る")
    assert mika.sees == "Aki holds out a hand:\nおかえりって言いたい。"


def test_it_can_be_kept_to_oneself(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts, stage.group().texts
    mika.says("/repair")
    for label in ("The two of us", "I don't want to win. I want us.", "Keep for myself"):
        mika.taps(label)
    assert mika.texts[-2:] == ["Nothing was sent. Here it is, for you.", "I don't want to win. I want us."]
    assert (aki.texts, stage.group().texts) == before


def test_in_the_shared_chat_it_reads_in_both_languages_and_only_its_reader_answers(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = aki_holds_out(stage, "ふたりへ送る")
    group = stage.group()
    assert group.texts[-1] == f"{CARD_JA}\n\n{CARD_EN}"
    for label in ("うん、仲直り", "ありがとう、まだ", "先に話したい"):
        aki.taps(label, group)
        assert aki.toast == FOREIGN
        noa.taps(label, group)
        assert noa.toast == "This one is for the two of them."
    assert noa.shown == []
    mika.taps("Yes, back together", group)
    assert group.texts[-1] == "Mikaさんから：「うん、仲直りしよう」\n\nMika says yes: back together."


def test_a_yes_arrives_once_in_japanese(stage: Stage) -> None:
    aki, mika = aki_holds_out(stage)
    mika.taps("Yes, back together")
    assert mika.toast == "Passed on."
    mika.taps("Yes, back together")
    assert mika.toast == "This card has moved on."
    assert aki.texts.count("Mikaさんから：「うん、仲直りしよう」") == 1
    mika.taps("Thank you, not yet")
    assert mika.toast == "This card has moved on.", "a yes is not put off"


def test_a_yes_arrives_once_in_english(stage: Stage) -> None:
    aki, mika = mika_holds_out(stage)
    assert (aki.sees, aki.buttons) == (f"Mikaさんから、仲直りのひとこと：\n{LINE_JA}", ANSWERS_JA)
    aki.taps("うん、仲直り")
    aki.taps("うん、仲直り")
    assert mika.texts.count("Aki says yes: back together.") == 1


def test_not_yet_is_thanked_and_carries_a_time_on_each_ones_clock(stage: Stage) -> None:
    aki, mika = aki_holds_out(stage)
    mika.taps("Thank you, not yet")
    assert (
        mika.sees == "A “not yet” is a good answer. When would be better? Tap one, or type a time like 21:00."
    )
    mika.taps("Tonight")
    assert mika.sees.endswith(
        "Thank you for naming a time. It's passed on: Fri 20 Nov, 21:00, and I'll bring it here then."
    )
    assert (
        aki.sees
        == "Mikaさんから：「ありがとう。もう少し待ってね」。11月21日(土) 6:00に戻ってきたいそうです。"
    )


@pytest.mark.parametrize("when", ["1時間後", "今夜", "明日", "23:15"])
def test_every_time_that_can_be_named_lies_ahead(stage: Stage, when: str) -> None:
    aki, mika = mika_holds_out(stage)
    aki.taps("ありがとう、まだ")
    aki.says(when)
    named = {
        "1時間後": "Fri 20 Nov, 10:00",
        "今夜": "Fri 20 Nov, 12:00",
        "明日": "Sat 21 Nov, 00:00",
        "23:15": "Fri 20 Nov, 14:15",
    }
    assert mika.sees == f"Aki says thank you, and not yet. Aki will come back to it {named[when]}."
    assert aki.sees.endswith("に、もう一度ここに出します。")


def test_at_that_time_it_comes_back_to_its_reader_alone_and_moves_once(stage: Stage) -> None:
    aki, mika = aki_holds_out(stage)
    for _ in range(2):
        mika.taps("Thank you, not yet")
        mika.taps("In an hour")
        author = aki.texts
        stage.wait(hours=1, minutes=1)
        stage.ticks()
        stage.ticks()
        assert mika.sees == f"This is the time you named for Aki's words. How is it now?\n\n{LINE_EN}"
        assert mika.buttons == ANSWERS_EN
        assert aki.texts == author
    seen = aki.texts
    mika.taps("Thank you, not yet")
    assert mika.sees == (
        "It has moved once already, and it can rest here. A small yes counts too: a cup of tea, a hand on a shoulder."
    )
    assert mika.buttons == [["Yes, back together"], ["First, let me say"]]
    assert aki.texts == seen, "nobody is told how often"
    mika.taps("Yes, back together")
    assert aki.sees == "Mikaさんから：「うん、仲直りしよう」"


def test_nothing_comes_back_after_a_yes(stage: Stage) -> None:
    aki, mika = aki_holds_out(stage)
    mika.taps("Thank you, not yet")
    mika.taps("In an hour")
    mika.taps("Yes, back together")
    seen = mika.texts
    stage.wait(hours=1, minutes=1)
    stage.ticks()
    assert mika.texts == seen


def test_something_to_say_first_is_told_once_and_leads_to_taking_turns(stage: Stage) -> None:
    aki, mika = aki_holds_out(stage)
    mika.taps("First, let me say")
    assert mika.toast == "Passed on."
    assert aki.sees == "Mikaさんから：「ありがとう。先に話したいことがあるんだ」"
    told, card = aki.texts, mika.texts.index(CARD_EN)
    assert mika.shown[card].buttons == ANSWERS_EN, "the card stays, for a yes afterwards"
    mika.taps("First, let me say")
    assert aki.texts == told
    mika.taps("Yes, back together")
    assert aki.sees == "Mikaさんから：「うん、仲直りしよう」"


def test_something_to_say_first_reads_in_english(stage: Stage) -> None:
    aki, mika = mika_holds_out(stage)
    aki.taps("先に話したい")
    assert mika.sees == "Aki says thank you, and has something to say first."


def test_whoever_is_first_counts_when_it_is_taken_back_and_answered_in_the_same_second(stage: Stage) -> None:
    aki, mika = aki_holds_out(stage)
    aki.taps("取り下げる")
    mika.taps("Yes, back together")
    assert mika.toast == "This was taken back. There's nothing to do."
    assert mika.sees == "Aki took this one back. Nothing to do."
    assert "Mikaさんから：「うん、仲直りしよう」" not in aki.texts


def test_it_is_not_taken_back_once_it_has_an_answer(stage: Stage) -> None:
    aki, mika = mika_holds_out(stage)
    held = data_of(mika, "Take it back")
    aki.taps("うん、仲直り")
    seen = aki.texts
    mika.presses(held, None)
    assert mika.toast == "This card has moved on."
    assert aki.texts == seen


def test_one_hand_goes_through_a_pause_without_a_sound(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = paired(stage)
    mika.says("/pause")
    mika.taps("20 min → 09:20")
    mika.says("/repair")
    for label in ("Slow down", LINE_EN, "Send to us"):
        mika.taps(label)
    card = stage.group().shown[-1]
    assert card.text == f"Mikaさんから、仲直りのひとこと：\n{LINE_JA}\n\nMika holds out a hand:\n{LINE_EN}"
    assert card.message.silent
    aki.taps("うん、仲直り", stage.group())
    assert stage.group().texts[-1].endswith("Aki says yes: back together.")
    assert stage.group().shown[-1].message.silent
    mika.says("/repair")
    assert mika.sees == "Your hand is held out already, and it stays so. In a pause one is plenty."
    assert noa.shown == []
    stage.wait(minutes=21)
    stage.ticks()
    mika.says("/repair")
    assert mika.sees.startswith("What could help now?")


def test_in_a_pause_what_is_to_be_said_first_is_worded_and_waits(stage: Stage) -> None:
    aki, mika = mika_holds_out(stage)
    mika.says("/pause")
    mika.taps("20 min → 09:20")
    aki.taps("先に話したい")
    assert mika.sees == "Aki says thank you, and has something to say first."
    assert mika.shown[-1].message.silent
    assert aki.sees == "思ったまま書いてください。どこにも送りません。"


def test_a_button_of_another_couple_has_moved_on(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = aki_holds_out(stage)
    noa.presses(data_of(mika, "Yes, back together"), None)
    assert "Mikaさんから：「うん、仲直りしよう」" not in aki.texts
    assert all(LINE_EN not in text for text in noa.texts)

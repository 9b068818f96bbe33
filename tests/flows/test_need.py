"""A need travels from one partner to the other, and the answer travels back."""

from tests.flows.needing import SEND, tap, told
from tests.stage import Phone, Stage, paired

CARD_JA = (
    "Akiさんからのお願い：\n妹との電話。そのことで、くたくたです。今夜、10分ほど話を聞いてもらえたらうれしいです。"
    "わりと大事なお願いです。解決しなくて大丈夫です。\nお願いなので、「今はむずかしい」でも大丈夫です。"
)
CARD_EN = (
    "Aki is asking:\nI'm feeling worn out after 妹との電話. Could you listen for ten minutes tonight? "
    "It matters quite a bit to me. No fixing needed.\nA request, not a demand."
)


def aki_asks(stage: Stage, place: str) -> tuple[Phone, Phone]:
    aki, mika = paired(stage)
    aki.says("/need")
    for label in ("聞いてほしい", "つかれた", "くたくた"):
        aki.taps(label)
    aki.says("妹との電話。")
    for label in ("10分だけ", "今夜", "わりと", place):
        aki.taps(label)
    return aki, mika


def test_the_preview_is_what_the_partner_reads(stage: Stage) -> None:
    aki, mika = aki_asks(stage, "もどる")
    aki.taps("わりと")
    preview = aki.sees
    assert CARD_JA in preview and CARD_EN in preview
    assert len(stage.group().shown) == 1, "nothing leaves before it is sent"
    aki.taps("相手だけに送る")
    assert mika.sees == CARD_EN


def test_a_need_in_the_shared_chat_reads_in_both_languages(stage: Stage) -> None:
    aki_asks(stage, "ふたりへ送る")
    assert stage.group().texts[-1] == f"{CARD_JA}\n\n{CARD_EN}"
    assert stage.group().shown[-1].buttons == [
        ["届いてるよ · I hear you"],
        ["できそう · I can do that"],
        ["今は…いつなら · Not now – when?"],
        ["ことばで返す · Say it back"],
        ["ひとつ聞く · Ask one thing"],
        ["ほかの返事 · More…"],
    ]


def test_a_third_person_sees_nothing_and_can_press_nothing(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = aki_asks(stage, "ふたりへ送る")
    noa.taps("できそう", stage.group())
    assert noa.toast == "This one is for the two of them."
    assert noa.shown == []


def test_only_the_partner_answers(stage: Stage) -> None:
    aki, mika = aki_asks(stage, "ふたりへ送る")
    aki.taps("届いてるよ", stage.group())
    assert aki.toast == "これはMikaさん用のボタンです。"


def test_i_hear_you_comes_back_to_the_one_who_asked(stage: Stage) -> None:
    aki, mika = aki_asks(stage, "相手だけに送る")
    mika.taps("I hear you")
    assert mika.toast == "Passed on."
    assert aki.sees == "Mikaさんから：「届いてるよ」"
    mika.presses(f"answer {_need_id(mika)} heard", None)
    assert mika.toast == "This card has moved on."
    assert aki.texts.count("Mikaさんから：「届いてるよ」") == 1


def test_a_promise_names_a_real_time_on_each_ones_clock(stage: Stage) -> None:
    aki, mika = aki_asks(stage, "相手だけに送る")
    mika.taps("I can do that")
    mika.says("21:00")
    assert mika.sees == "Passed on: Fri 20 Nov, 21:00. I'll remind you quietly ten minutes before."
    assert aki.sees == "Mikaさんは、できそうです：11月21日(土) 6:00。"


def test_not_now_must_carry_a_when(stage: Stage) -> None:
    aki, mika = aki_asks(stage, "相手だけに送る")
    mika.taps("Not now – when?")
    mika.says("whenever")
    assert mika.sees.startswith("I couldn't read that as a time.")
    mika.taps("In an hour")
    assert aki.sees == "Mikaさんは、今はむずかしいので、11月20日(金) 19:00に戻ってきたいそうです。"


def test_saying_it_back_takes_own_words_and_two_rounds(stage: Stage) -> None:
    aki, mika = aki_asks(stage, "相手だけに送る")
    mika.taps("Say it back")
    mika.says(CARD_EN.split("\n")[1])
    assert mika.sees.endswith("Try your own words, even messy ones.")
    mika.says("You are tired from the call and want me to listen.")
    tap(mika, SEND)
    assert aki.sees.endswith("You are tired from the call and want me to listen.")
    aki.taps("もう少し")
    aki.says("眠れなかったことも。")
    tap(aki, SEND)
    assert mika.sees == "Aki says: almost.\n\n“眠れなかったことも。”"
    mika.taps("Say it back")
    mika.says("And the night was short.")
    tap(mika, SEND)
    aki.taps("ちょっとちがう")
    aki.taps("とばす")
    assert mika.sees == "Aki says: thanks for taking the time to get it."


def test_a_no_is_an_answer_and_the_same_kind_rests_for_a_day(stage: Stage) -> None:
    aki, mika = aki_asks(stage, "相手だけに送る")
    mika.taps("More…")
    mika.taps("I can't this time")
    mika.taps("Skip")
    mika.taps("Nothing else now")
    assert aki.sees == "Mikaさんは、今回はむずかしいそうです。そのことを伝えてくれました。"
    aki.says("/need")
    aki.taps("聞いてほしい")
    assert aki.sees.startswith("今日いちどお願いしています。")
    stage.wait(hours=25)
    aki.says("/need")
    aki.taps("聞いてほしい")
    assert aki.sees == "どんな気持ちですか？"


def test_something_else_can_be_offered(stage: Stage) -> None:
    aki, mika = aki_asks(stage, "相手だけに送る")
    mika.taps("Not now – when?")
    mika.taps("I can't this time")
    mika.taps("Skip")
    mika.taps("Tea, side by side")
    assert (
        aki.sees == "Mikaさんは、今回はむずかしいそうです。お茶をいれて、となりに座ることならできそうです。"
    )
    aki.taps("それ、助かる")
    assert aki.sees == "「それ、助かる」と届けました。"
    assert mika.sees == "Aki says: that helps."


def test_a_card_can_be_taken_back(stage: Stage) -> None:
    aki, mika = aki_asks(stage, "相手だけに送る")
    aki.taps("取り下げる")
    assert mika.sees == "Aki took this one back. Nothing to do."
    mika.taps("I can do that")
    assert mika.toast == told(mika, "dialogue.was_taken_back")


def test_three_open_cards_are_the_most(stage: Stage) -> None:
    aki, mika = aki_asks(stage, "相手だけに送る")
    for kind in ("なぐさめ", "仲直り"):
        aki.says("/need")
        for label in (kind, "つかれた", "くたくた", "とばす"):
            aki.taps(label)
        aki.says("少し話したい")
        for label in ("今夜", "少し", "相手だけに送る"):
            aki.taps(label)
    aki.says("/need")
    assert aki.sees.startswith("返事を待っているカードが3枚あります。")


def _need_id(phone: Phone) -> str:
    data = next(key.data for shown in phone.shown for row in shown.message.keyboard for key in row
                if key.data.startswith("answer "))  # fmt: skip
    return data.split()[1]


def test_a_question_answered_in_words_loses_its_buttons(stage: Stage) -> None:
    aki, mika = paired(stage)
    aki.says("/need")
    for label in ("聞いてほしい", "つかれた", "くたくた"):
        aki.taps(label)
    question = aki.shown[-1]
    assert question.buttons == [["とばす", "カードを見る"], ["もどる", "とじる"]]
    aki.says("妹との電話。")
    assert [shown.buttons for shown in aki.shown if shown.id == question.id] == [[]]

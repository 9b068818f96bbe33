"""Good news is met with questions, and its author answers them in own words."""

import pytest
from sqlmodel import select

from conversations.records.database import transaction
from conversations.records.notes import Note
from tests.flows.needing import SEND, tap
from tests.stage import Phone, Stage, paired

NEWS = "I got the job in Leith."


def mika_tells(stage: Stage, place: str = "Send privately") -> tuple[Phone, Phone]:
    aki, mika = paired(stage)
    mika.says("/news")
    assert mika.sees == "Something good happened. What was it?"
    mika.says(NEWS)
    mika.taps(place)
    return aki, mika


def test_good_news_arrives_with_buttons_that_ask(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = mika_tells(stage)
    assert mika.sees == f"Good news from Mika:\n{NEWS}\n\nIt's on its way to Aki."
    assert aki.sees == f"Mikaさんから、うれしい知らせ：\n{NEWS}"
    assert aki.buttons == [["どんな気持ち？", "誇らしいのは？"], ["どうお祝いする？"], ["自分の言葉で"]]
    assert noa.shown == []


@pytest.mark.parametrize(
    ("label", "question"),
    [
        ("どんな気持ち？", "Aki asks: “How did it feel?”"),
        ("誇らしいのは？", "Aki asks: “What are you proud of?”"),
        ("どうお祝いする？", "Aki asks: “How shall we mark it?”"),
    ],
)
def test_each_question_goes_once_and_its_answer_comes_back(stage: Stage, label: str, question: str) -> None:
    aki, mika = mika_tells(stage)
    aki.taps(label)
    assert aki.toast == "届けました。"
    assert mika.sees == question
    aki.taps(label)
    assert aki.toast == "このカードは先に進んでいます。"
    assert mika.texts.count(question) == 1
    mika.taps("Answer")
    assert mika.texts[-2:] == [question, f"{NEWS}\n\nWhat would you like to answer Aki?"]
    mika.says("Like standing on a hill.")
    tap(mika, SEND)
    assert mika.sees == "Passed on."
    assert aki.sees == "Mikaさんからの返事：\nLike standing on a hill."


def test_the_other_way_round_it_reads_in_english(stage: Stage) -> None:
    aki, mika = paired(stage)
    aki.says("/news 試験に受かった。")
    aki.taps("相手だけに送る")
    assert mika.sees == "Good news from Aki:\n試験に受かった。"
    for label in ("How did it feel?", "Proud of what?", "How do we mark it?"):
        mika.taps(label)
        assert mika.toast == "Passed on."
    assert aki.texts[-3:] == [
        "Mikaさんから：「どんな気持ちだった？」",
        "Mikaさんから：「いちばん誇らしいのは、どんなところ？」",
        "Mikaさんから：「どうやってお祝いしようか？」",
    ]
    aki.taps("答える")
    aki.says("鍋にしよう。")
    tap(aki, SEND)
    assert mika.sees == "Aki answers:\n鍋にしよう。"


def test_own_words_go_beside_the_card_and_once(stage: Stage) -> None:
    aki, mika = mika_tells(stage)
    aki.taps("自分の言葉で")
    assert aki.sees.startswith(f"{NEWS}\n\nもっと知りたいのは、どんなことですか？")
    aki.says("最初に誰に話した？")
    tap(aki, SEND)
    assert aki.sees == "届けました。"
    assert mika.sees == "Aki on the good news:\n最初に誰に話した？"
    aki.taps("自分の言葉で")
    assert aki.toast == "このカードは先に進んでいます。"
    mika.taps("Answer")
    mika.says("You.")
    tap(mika, SEND)
    assert aki.sees == "Mikaさんからの返事：\nYou."


def test_in_the_shared_chat_the_questions_are_asked_there_and_written_in_private(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = mika_tells(stage, "Send to us")
    group = stage.group()
    assert group.texts[-1] == f"Mikaさんから、うれしい知らせ：\nGood news from Mika:\n{NEWS}"
    mika.taps("どんな気持ち？ · How did it feel?", group)
    assert mika.toast == "This one is for Aki."
    aki.taps("どんな気持ち？", group)
    mika.taps("Answer", group)
    assert mika.sees == f"{NEWS}\n\nWhat would you like to answer Aki?"
    aki.taps("答える", group)
    assert aki.toast == "これはMikaさん用のボタンです。"
    mika.says("Warm.")
    tap(mika, SEND)
    assert group.texts[-1] == "Mikaさんからの返事：\nMika answers:\nWarm."
    aki.taps("自分の言葉で", group)
    aki.says("乾杯しよう。")
    tap(aki, SEND)
    assert group.texts[-1].endswith("Aki on the good news:\n乾杯しよう。")
    noa.taps("Answer", group)
    assert (noa.toast, noa.shown) == ("This one is for the two of them.", [])


def test_nothing_goes_that_its_author_did_not_send(stage: Stage) -> None:
    aki, mika = paired(stage)
    seen = aki.texts, stage.group().texts
    mika.says(f"/news {NEWS}")
    mika.taps("Change it")
    mika.says("I got the job.")
    assert mika.sees.startswith("Good news from Mika:\nI got the job.")
    mika.taps("Keep for myself")
    assert mika.texts[-2:] == ["Nothing was sent. Here it is, for you.", "I got the job."]
    aki.says("/news")
    assert aki.sees == "うれしいことがあったのですね。どんなことですか？"
    aki.says("雪が降った。")
    aki.taps("送らない")
    assert aki.texts[-2:] == ["何も送っていません。書いたことばは、ここに置いておきます。", "雪が降った。"]
    assert stage.group().texts == seen[1]
    assert not any("I got the job" in text for text in aki.texts)


def test_it_can_be_taken_back_until_somebody_asks(stage: Stage) -> None:
    aki, mika = mika_tells(stage)
    mika.taps("Take it back")
    assert aki.sees == "Mikaさんは、これを取り下げました。何もしなくて大丈夫です。"
    aki.taps("どんな気持ち？")
    assert aki.toast == "これは取り消されました。何もしなくて大丈夫です。"


def test_during_a_pause_questions_and_answers_wait(stage: Stage) -> None:
    aki, mika = mika_tells(stage)
    aki.taps("どんな気持ち？")
    mika.taps("Answer")
    aki.says("/pause")
    aki.presses("pause 20", None)
    aki.taps(aki.buttons[0][0])
    seen = aki.texts, mika.texts
    aki.taps("誇らしいのは？")
    assert aki.toast == "いまはお休み中なので、何も送っていません。このボタンは、あとでまた使えます。"
    assert mika.texts == seen[1]
    mika.says("Warm.")
    tap(mika, SEND)
    assert aki.texts == seen[0], "it waits for its author until the pause is over"


def test_a_stranger_presses_in_vain(stage: Stage) -> None:
    mika_tells(stage)
    noa = stage.person("Noa", "en")
    with transaction(stage.engine) as session:
        note = session.exec(select(Note)).one().id
    for how in ("felt", "own", "reply", "write", "withdraw"):
        noa.presses(f"cheered {note} {how}", None)
    assert not any(NEWS in text for text in noa.texts)

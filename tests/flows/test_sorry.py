"""An apology is put together part by part; what may take it back is pointed out, and it is answered without hurry."""

import pytest
from sqlmodel import select

from conversations.records.database import transaction
from conversations.records.notes import Note
from tests.stage import Phone, Stage, paired

DID = "夕食のとき、大きな声を出した"
CARD_JA = (
    f"Akiさんから、ごめんなさい：\n{DID}。\nさみしい思いをさせたと思います。\n本当にごめんなさい。\n"
    "次は、十分だけ離れてから話す。\nまだ足りないことがあれば、聞かせてもらえますか。"
)
CARD_EN = (
    f"Aki would like to say sorry:\n{DID}。\nI think it left you alone with it.\nI'm truly sorry.\n"
    "次は、十分だけ離れてから話す。\nIs there something I've missed?"
)
ASKS = {
    "did": "What did you do or say?",
    "felt": "How may that have been for Aki?",
    "sorry": "Now the sorry itself.",
    "will": "What will you do from here?",
    "ask": "Would you like to ask Aki whether something is missing?",
}
GOES_ON = "Would you like to say it another way?"


def aki_writes(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = paired(stage)
    aki.says("/sorry")
    aki.says(DID)
    aki.taps("さみしかった")
    aki.taps("本当にごめん")
    aki.says("次は、十分だけ離れてから話す")
    aki.taps("足りないか聞く")
    return aki, mika


def aki_is_sorry(stage: Stage, place: str = "相手だけに送る") -> tuple[Phone, Phone]:
    aki, mika = aki_writes(stage)
    aki.taps(place)
    return aki, mika


def mika_is_sorry(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = paired(stage)
    mika.says("/sorry I raised my voice at dinner.")
    for label in ("Hurtful", "I'm sorry", "Skip", "Not this time", "Send privately"):
        mika.taps(label)
    return aki, mika


def data_of(phone: Phone, label: str) -> str:
    """What a button carries, as an old message would still hold it."""
    return next(key.data for shown in reversed(phone.shown) for row in shown.message.keyboard for key in row
                if key.label == label)  # fmt: skip


def test_it_is_put_together_part_by_part_and_arrives_as_it_was_previewed(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = aki_writes(stage)
    before = mika.texts
    assert aki.sees == (
        f"{CARD_JA}\n\nMikaさんには、こう見えます：\n\n{CARD_EN}\n\n"
        "Mikaさんには、このとおりに届きます。顔を見て言うと、もっと伝わるかもしれません。"
    )
    aki.taps("相手だけに送る")
    assert aki.sees == f"{CARD_JA}\n\nMikaさんに届けます。このあとのことは、Mikaさんのペースで。"
    assert mika.texts == [*before, CARD_EN]
    assert mika.buttons == [["Thank you"], ["I need more time"], ["Something missing"]]
    assert noa.shown == []


def test_each_question_comes_in_its_turn_and_what_is_left_out_drops_out(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/sorry")
    assert mika.sees.startswith(ASKS["did"])
    mika.says("I raised my voice at dinner.")
    assert mika.sees.startswith(ASKS["felt"])
    mika.says("Maybe you felt alone?")
    assert mika.sees.startswith(ASKS["sorry"])
    mika.says("I am sorry")
    assert mika.sees.startswith(ASKS["will"])
    mika.taps("Skip")
    assert mika.sees.startswith(ASKS["ask"])
    mika.taps("Not this time")
    mika.taps("Send privately")
    assert (
        aki.sees
        == "Mikaさんから、ごめんなさい：\nI raised my voice at dinner.\nMaybe you felt alone?\nI am sorry."
    )


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Hurtful", "I think that hurt you."),
        ("Alone with it", "I think it left you alone with it."),
        ("Not mattering", "I think it felt as if you didn't matter to me."),
        ("Let down", "I think that let you down."),
        ("I don't know yet", "I don't know yet how that was for you, and I'd like to."),
    ],
)
def test_how_it_may_have_felt_is_said_as_a_guess(stage: Stage, label: str, said: str) -> None:
    _, mika = paired(stage)
    mika.says("/sorry I was late.")
    for one in (label, "I wish I hadn't", "Skip", "Ask what's missing"):
        mika.taps(one)
    assert mika.sees.startswith(
        f"Mika would like to say sorry:\nI was late.\n{said}\nI'm sorry. I wish I had done it differently.\n"
        "Is there something I've missed?\n\n"
    )


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("傷ついた", "傷つけてしまったと思います。"),
        ("軽く扱われた", "軽く扱われたように感じさせたと思います。"),
        ("がっかりした", "がっかりさせたと思います。"),
        ("まだわからない", "どんな気持ちだったか、まだわかっていません。聞かせてもらえたらうれしいです。"),
    ],
)
def test_how_it_may_have_felt_is_said_as_a_guess_in_japanese(stage: Stage, label: str, said: str) -> None:
    aki, _ = paired(stage)
    aki.says("/sorry 遅れた。")
    for one in (label, "悔やんでいる", "とばす", "今回はなし"):
        aki.taps(one)
    assert aki.sees.startswith(
        f"Akiさんから、ごめんなさい：\n遅れた。\n{said}\nごめんなさい。ちがうやり方ができたのにと、悔やんでいます。\n\n"
    )


@pytest.mark.parametrize(
    ("label", "asks"),
    [
        ("したこと", "何をしましたか？"),
        ("相手の気持ち", "Mikaさんは、どんな気持ちだったと思いますか？"),
        ("あやまる言葉", "あやまることばです。"),
        ("これから", "これから、どうしますか？"),
        ("聞くこと", "まだ足りないことがないか、"),
    ],
)
def test_one_part_can_be_changed_and_the_others_stay(stage: Stage, label: str, asks: str) -> None:
    aki, mika = aki_writes(stage)
    aki.taps("書きなおす")
    aki.taps(label)
    assert aki.sees.startswith(asks)
    aki.says("待たせた。")
    lines = aki.sees.split("\n\n")[0].split("\n")
    assert len(lines) == 6
    assert sum(one in CARD_JA.split("\n") for one in lines) == 5


def test_it_can_be_said_face_to_face_instead(stage: Stage) -> None:
    aki, mika = aki_writes(stage)
    before = mika.texts
    aki.taps("自分で言う")
    assert aki.texts[-2:] == [
        "何も送っていません。ご自分で言うときのために、ここに置いておきます。",
        CARD_JA.partition("\n")[2],
    ]
    assert mika.texts == before


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("I'm sorry you feel that way", "“sorry you feel” is about what the other feels."),
        ("I’m sorry if I hurt you", "“if I” leaves open whether anything happened."),
        ("I'm sorry, but it was late", "What comes after “but” can take the sorry back."),
        ("I'm sorry, you made me shout", "“you made me” moves a part of it to the other."),
        ("Sorry, it was just a joke", "“just a joke” can make smaller what was big for the other."),
        ("I'm sorry, I never meant it like that", "“never meant” is about what you meant."),
        ("I'm sorry, please forgive me", "“forgive” asks for something back."),
        (
            "I'm sorry, I'm such a terrible person",
            "“I'm such a terrible” may leave the other comforting you.",
        ),
        ("ごめん、けど眠かった", "What comes after “けど” can take the sorry back."),
        ("もし嫌だったならごめん", "“もし” leaves open whether anything happened."),
        ("気にしすぎだと思う。ごめん", "“気にしすぎ” can make smaller what was big for the other."),
    ],
)
def test_what_may_take_the_sorry_back_is_pointed_out_and_may_stay(
    stage: Stage, words: str, found: str
) -> None:
    aki, mika = paired(stage)
    mika.says("/sorry I left without a word")
    mika.taps("Hurtful")
    mika.says(words)
    assert mika.sees.startswith(found)
    assert mika.sees.endswith(GOES_ON)
    assert mika.buttons[0] == ["Change it", "Keep it"]
    mika.taps("Keep it")
    assert mika.sees.startswith(ASKS["will"])
    for label in ("Skip", "Not this time", "Send privately"):
        mika.taps(label)
    assert words in aki.sees


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ごめん、でも眠かったから", "「でも」のあとが、「ごめん」を打ち消すことがあります。"),
        ("気に障ったらごめん", "「気に障」は、相手の感じ方の話になりそうです。"),
        ("嫌だったらごめん", "「たらごめん」だと、何もなかったかもしれない、とも聞こえます。"),
        ("ごめん。そっちもだけど", "「そっちも」は、相手のほうの話になりそうです。"),
        ("冗談で言っただけ", "「冗談」は、相手にとって大きかったことを、小さく見せることがあります。"),
        ("ごめん、そんなつもりはなかった", "「つもりはな」は、自分のつもりの話です。"),
        ("ごめん、許して", "「許して」は、相手に何かを求めることばです。"),
        ("どうせ自分が悪いんだよね", "「どうせ」だと、相手がなぐさめる側になることがあります。"),
        ("I'm sorry if it hurt", "「if it」だと、何もなかったかもしれない、とも聞こえます。"),
    ],
)
def test_it_is_pointed_out_in_japanese_and_can_be_changed(stage: Stage, words: str, found: str) -> None:
    aki, _ = paired(stage)
    aki.says(f"/sorry {DID}")
    aki.taps("傷ついた")
    aki.says(words)
    assert aki.sees.startswith(found)
    assert aki.buttons[0] == ["書きなおす", "このままにする"]
    aki.taps("書きなおす")
    assert aki.sees == "あやまることばです。短いほど、まっすぐ届きます。"
    aki.says("本当にごめん。")
    assert aki.sees.startswith("これから、どうしますか？")


@pytest.mark.parametrize(
    ("did", "felt", "sorry", "will"),
    [
        ("I said I'd call but I didn't", "It may have felt as though nobody was there", "I'm so sorry I let you down",
         "If I feel hot, I'll take ten minutes"),
        ("電話すると言ったけど、しなかった", "ひとりで待って、心細かったと思う", "待たせて、本当に悪かった", "もし遅れそうなら、6時までに連絡する"),
    ],
)  # fmt: skip
def test_plain_words_pass_without_a_remark(stage: Stage, did: str, felt: str, sorry: str, will: str) -> None:
    _, mika = paired(stage)
    mika.says("/sorry")
    for part, words in (("did", did), ("felt", felt), ("sorry", sorry), ("will", will)):
        assert mika.sees.startswith(ASKS[part])
        mika.says(words)
    assert mika.sees.startswith(ASKS["ask"])


@pytest.mark.parametrize(
    ("did", "found"),
    [
        ("I'm sorry for everything", "“for everything” isn't something a camera would see yet."),
        ("いろいろ迷惑をかけた", "“いろいろ” isn't something a camera would see yet."),
        ("I shouted because you were late", "“because you” moves a part of it to the other."),
    ],
)
def test_what_was_done_is_asked_for_as_a_camera_sees_it(stage: Stage, did: str, found: str) -> None:
    _, mika = paired(stage)
    mika.says(f"/sorry {did}")
    assert mika.sees.startswith(found)
    mika.taps("Change it")
    assert mika.sees.startswith(ASKS["did"])


@pytest.mark.parametrize("will", ["I'll listen more if you do, too", "そっちがやめるなら、やめる"])
def test_a_condition_on_the_other_is_pointed_out(stage: Stage, will: str) -> None:
    _, mika = paired(stage)
    mika.says("/sorry I shouted")
    mika.taps("Hurtful")
    mika.taps("I'm sorry")
    mika.says(will)
    assert "hangs on the other." in mika.sees


def test_thank_you_and_more_time_arrive_once_each_and_there_is_no_button_to_forgive(stage: Stage) -> None:
    aki, mika = aki_is_sorry(stage)
    mika.taps("I need more time")
    mika.taps("I need more time")
    assert mika.toast == "This card has moved on."
    mika.taps("Thank you")
    assert mika.toast == "Passed on."
    assert aki.texts[-2:] == [
        "Mikaさんには、もう少し時間がいるそうです。そのあいだ、何もしなくて大丈夫です。",
        "Mikaさんから：「あやまってくれて、ありがとう」",
    ]
    assert mika.sees == CARD_EN, "the card stays what it is"


def test_the_answers_read_in_english(stage: Stage) -> None:
    aki, mika = mika_is_sorry(stage)
    assert aki.buttons == [["ありがとう"], ["もう少し時間を"], ["まだ足りない"]]
    aki.taps("もう少し時間を")
    aki.taps("ありがとう")
    assert mika.texts[-2:] == [
        "Aki needs more time with it. Nothing to do meanwhile.",
        "Aki says thank you for the sorry.",
    ]


def test_what_is_missing_is_one_line_looked_at_before_it_goes_and_a_line_comes_back(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = aki_is_sorry(stage)
    before = aki.texts
    mika.taps("Something missing")
    assert mika.sees.endswith(
        "What is missing for you? One line is plenty, and you'll see it before it goes."
    )
    mika.says("The guests heard it.")
    mika.taps("Change it")
    mika.says("Our guests heard it, too.")
    assert mika.sees.startswith("What is still missing for Mika:\nOur guests heard it, too.") or mika.sees
    assert aki.texts == before
    mika.taps("Send it")
    assert aki.sees == "Mikaさんにとって、まだ足りないこと：\nOur guests heard it, too."
    mika.taps("Something missing")
    assert mika.toast == "This card has moved on."
    aki.taps("書きたす")
    aki.says("でも、酔っていたから")
    assert aki.sees.startswith("「でも」のあとが、")
    aki.taps("書きなおす")
    aki.says("みんなの前だったことも、ごめん。")
    aki.taps("送る")
    assert mika.sees == "Aki adds to the sorry:\nみんなの前だったことも、ごめん。"
    assert noa.shown == []


def test_the_line_reads_in_both_languages_in_the_shared_chat_and_may_be_left_unsent(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = aki_is_sorry(stage, "ふたりへ送る")
    group = stage.group()
    assert group.texts[-1] == f"{CARD_JA}\n\n{CARD_EN}"
    mika.taps("Something missing", group)
    mika.says("One thing.")
    mika.taps("Leave it")
    assert mika.sees == "Nothing was sent."
    assert group.texts[-1] == f"{CARD_JA}\n\n{CARD_EN}"
    mika.taps("Something missing", group)
    mika.says("One thing.")
    mika.taps("Send it")
    heads = "Mikaさんにとって、まだ足りないこと：\nFor Mika, this is missing:"
    assert group.texts[-1] == f"{heads}\nOne thing."
    mika.taps("Add a line", group)
    assert mika.toast == "This one is for Aki."
    aki.taps("ありがとう", group)
    assert aki.toast == "これはMikaさん用のボタンです。"
    noa.taps("Thank you", group)
    assert (noa.toast, noa.shown) == ("This one is for the two of them.", [])


def test_it_can_be_taken_back_as_long_as_it_has_no_answer(stage: Stage) -> None:
    aki, mika = aki_is_sorry(stage)
    held = data_of(aki, "取り下げる")
    thank, missing = data_of(mika, "Thank you"), data_of(mika, "Something missing")
    aki.taps("取り下げる")
    assert mika.sees == "Aki took this one back. Nothing to do."
    for late in (thank, missing):
        mika.presses(late, None)
        assert mika.toast == "This was taken back. There's nothing to do."
    aki.presses(held, None)
    assert aki.toast == "これは取り消されました。何もしなくて大丈夫です。"
    assert mika.texts.count("Aki took this one back. Nothing to do.") == 1


def test_in_a_pause_an_apology_waits_for_its_author(stage: Stage) -> None:
    aki, mika = aki_writes(stage)
    mika.says("/pause")
    mika.taps("20 min → 09:20")
    before = mika.texts
    aki.says("/sorry")
    aki.says(DID)
    for label in ("さみしかった", "本当にごめん", "とばす", "足りないか聞く", "相手だけに送る"):
        aki.taps(label)
    assert aki.sees == "今は18:20までお休み中なので、それまでとっておきます。何も送っていません。"
    assert mika.texts == before
    with transaction(stage.engine) as session:
        assert list(session.exec(select(Note))) == []
    stage.wait(minutes=21)
    stage.ticks()
    aki.taps("見てみる")
    assert (
        f"{DID}。\nさみしい思いをさせたと思います。\n本当にごめんなさい。\nまだ足りないことがあれば、"
        in aki.sees
    )
    aki.taps("相手だけに送る")
    assert mika.sees.endswith(
        f"{DID}。\nI think it left you alone with it.\nI'm truly sorry.\nIs there something I've missed?"
    )
    mika.taps("Thank you")
    assert aki.sees == "Mikaさんから：「あやまってくれて、ありがとう」"


def test_what_waited_can_still_be_changed(stage: Stage) -> None:
    aki, mika = aki_writes(stage)
    mika.says("/pause")
    mika.taps("20 min → 09:20")
    mika.says("/news The roof is done.")
    mika.taps("Send privately")
    stage.wait(minutes=21)
    stage.ticks()
    mika.taps("Look at it")
    mika.taps("Change it")
    mika.says("The roof is done, and dry.")
    mika.taps("Send privately")
    assert "The roof is done, and dry." in aki.sees


def test_in_a_pause_no_answer_goes(stage: Stage) -> None:
    aki, mika = aki_is_sorry(stage)
    mika.taps("Something missing")
    mika.says("One thing.")
    aki.says("/pause")
    aki.taps("20分 18:20まで")
    before = aki.texts
    mika.taps("Send it")
    kept = "You're both pausing until 09:20, so I keep this for you until then. Nothing was sent."
    assert kept in mika.texts
    mika.taps("Thank you")
    assert mika.toast == "There's a pause now, so nothing was sent. This button still works afterwards."
    held = data_of(aki, "取り下げる")
    aki.presses(held, None)
    assert aki.toast == "いまはお休み中なので、何も送っていません。このボタンは、あとでまた使えます。"
    assert aki.texts == before
    stage.wait(minutes=21)
    stage.ticks()
    mika.taps("Thank you")
    assert aki.sees == "Mikaさんから：「あやまってくれて、ありがとう」"


def test_what_was_written_is_not_readable_where_it_is_kept(stage: Stage) -> None:
    aki_is_sorry(stage)
    with transaction(stage.engine) as session:
        note = session.exec(select(Note)).one()
        assert note.card is not None
        assert DID.encode() not in note.card

"""What somebody usually does when it gets tense: seen from their own side, and at most one line of it is shared."""

import itertools

import pytest

from conversations.dialogue.phrasebook import load_phrasebook
from tests.stage import Phone, Stage, lives_in, paired

BOOK = load_phrasebook()
FACES_EN = (
    "Reach: ask, come closer, want to settle it now.\n"
    "Step back: go quiet, take space, want to wait a bit.\n"
    "Either may be a way to protect what you have."
)
SIDE_EN = (
    "When it gets tense, I step back.\n"
    "What I hope for: not to make it worse\n"
    "From outside it may look, maybe: like not caring\n"
    "What I could try: name a time to come back"
)
KEPT_EN = "Kept for 90 days: the day, which way it went, and what you want to try. Nothing else."
ALONE_EN = f"For your eyes alone. {KEPT_EN}"
NOT_SAFE = "If you're not safe"
CHOICES = [(move, *row) for move in ("reach", "back", "both")
           for row in itertools.zip_longest(*(tuple(BOOK.table(f"loop.{question}.{move}.options", "en"))
                                              for question in ("hope", "outside", "try")))]  # fmt: skip


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def looks(phone: Phone, *answers: str) -> None:
    phone.says("/loop")
    for label in answers:
        phone.taps(label)


def stepping_back(mika: Phone) -> None:
    looks(mika, "I step back", "Not make it worse", "Like not caring", "Name a time")


def test_both_moves_are_shown_alike_and_one_places_nobody_but_oneself(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/loop")
    asked = "When it gets tense, which is more like you? It's about your own side alone."
    assert mika.sees == f"{FACES_EN}\n\n{asked}"
    assert labels(mika) == [
        "I reach", "I step back", "Both, by turns", "Neither of these", NOT_SAFE, "Close",
    ]  # fmt: skip
    reach, back, _ = FACES_EN.split("\n")
    assert abs(len(reach.split(": ")[1]) - len(back.split(": ")[1])) <= 3
    aki.says("/loop")
    assert labels(aki)[:4] == ["近づくほう", "下がるほう", "どちらもある", "どちらでもない"]


def test_the_way_through_ends_at_a_card_for_ones_own_eyes(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa, before = stage.person("Noa", "en"), (aki.texts.copy(), stage.group().texts.copy())
    stepping_back(mika)
    assert mika.sees == f"{SIDE_EN}\n\n{ALONE_EN}"
    assert labels(mika)[:3] == ["Share one line", "The loop we want", "That's enough"]
    mika.taps("The loop we want")
    wanted = "Somebody reaches once, softly. Somebody says when they'll be back. Both find that there's room."
    assert mika.sees == f"{SIDE_EN}\n\nThe loop to want\n{wanted}\n\n{ALONE_EN}"
    assert labels(mika)[:2] == ["Share one line", "That's enough"]
    mika.taps("That's enough")
    assert mika.sees == f"Enough for now. Nothing was sent. {KEPT_EN}"
    assert (aki.texts, stage.group().texts, noa.texts) == (*before, [])


def test_one_line_is_read_first_and_then_goes_to_the_other_alone(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa, before = stage.person("Noa", "en"), (aki.texts.copy(), stage.group().texts.copy())
    stepping_back(mika)
    mika.taps("Share one line")
    assert mika.sees == (
        "From Mika:\nWhen I go quiet, I'm trying not to make it worse.\n\n"
        "And this is how Aki reads it:\n\nMikaさんから：\n黙ってしまうのは、これ以上悪くしたくないから。\n\n"
        "This one line goes to Aki, nothing else of it. As it is, or type it your own way."
    )
    assert aki.texts == before[0]
    mika.taps("Send it")
    assert mika.sees == "It's on its way to Aki."
    assert aki.texts == [*before[0], "Mikaさんから：\n黙ってしまうのは、これ以上悪くしたくないから。"]
    assert (stage.group().texts, noa.texts) == (before[1], [])


def test_a_line_that_was_sent_is_not_sent_twice(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = len(aki.texts)
    stepping_back(mika)
    mika.taps("Share one line")
    send, asked = mika.shown[-1].message.keyboard[0][0].data, mika.shown[-1].id
    mika.presses(send, asked)
    mika.presses(send, asked)
    assert mika.toast == "This card has moved on."
    assert len(aki.texts) == before + 1


def test_both_may_share_a_line_and_neither_learns_more(stage: Stage) -> None:
    aki, mika = paired(stage)
    stepping_back(mika)
    mika.taps("Share one line")
    looks(aki, "近づくほう", "大丈夫と知りたい", "せかしている感じ", "願いを先に言う", "一行だけ伝える")
    seen = mika.texts.copy()
    aki.taps("送る")
    assert aki.sees == "Mikaさんに届けます。"
    assert mika.texts == [*seen, "From Aki:\nWhen I keep asking, I'm trying to find out that we're okay."]
    mika.taps("Send it")
    assert aki.sees == "Mikaさんから：\n黙ってしまうのは、これ以上悪くしたくないから。"


def test_the_line_can_be_ones_own(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/loop")
    mika.taps("Both, by turns")
    mika.says("a bit of peace")
    mika.says("rather stormy")
    mika.says("sit down first")
    assert mika.sees.startswith(
        "When it gets tense, I reach and step back by turns.\nWhat I hope for: a bit of peace\n"
        "From outside it may look, maybe: rather stormy\nWhat I could try: sit down first"
    )
    mika.taps("Share one line")
    assert mika.sees == "How would you say it, in one line about yourself?"
    mika.says("I come and go.")
    mika.says("I come and go like the tide.")
    mika.taps("Send it")
    assert aki.sees == "Mikaさんから：\nI come and go like the tide."


@pytest.mark.parametrize(
    ("label", "said"), [("Copy", "Here it is, to copy. Nothing was sent."), ("Keep it to myself", None)]
)
def test_the_line_may_stay_with_its_author(stage: Stage, label: str, said: str | None) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    stepping_back(mika)
    mika.taps("Share one line")
    mika.taps(label)
    if said:
        assert mika.texts[-2:] == [said, "When I go quiet, I'm trying not to make it worse."]
    else:
        assert mika.sees == f"Enough for now. Nothing was sent. {KEPT_EN}"
    assert aki.texts == before


def test_during_a_pause_the_line_waits_for_its_author(stage: Stage) -> None:
    aki, mika = paired(stage)
    stepping_back(mika)
    mika.taps("Share one line")
    aki.presses("pause 20", None)
    aki.taps("始める")
    before = aki.texts.copy(), stage.group().texts.copy()
    mika.taps("Send it")
    assert (
        mika.texts[-2]
        == "You're both pausing until 09:20, so I keep this for you until then. Nothing was sent."
    )
    assert (aki.texts, stage.group().texts) == before
    stage.wait(minutes=20)
    stage.ticks()
    assert "When I go quiet, I'm trying not to make it worse." in "\n".join(mika.texts)
    assert not [one for one in aki.texts if "悪くしたくない" in one]


def test_neither_of_these_is_an_answer(stage: Stage) -> None:
    _, mika = paired(stage)
    looks(mika, "Neither of these")
    assert mika.sees == (
        "Then this picture isn't yours, and that's good to know. Maybe one word for how it is fits better."
    )
    mika.taps("Name it")
    assert mika.sees == "A word for how it is? It stays with you."


@pytest.mark.parametrize("answers", [(), ("I reach",), ("I reach", "To be heard"), ("I reach", "To be heard", "I don't know"),
                                     ("I reach", "To be heard", "I don't know", "Nothing for now")])  # fmt: skip
def test_every_screen_has_a_way_for_someone_who_is_not_safe(stage: Stage, answers: tuple[str, ...]) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    looks(mika, *answers, NOT_SAFE)
    assert mika.sees.startswith("Message from Attune")
    assert aki.texts == before


def test_the_preview_has_that_way_too(stage: Stage) -> None:
    _, mika = paired(stage)
    stepping_back(mika)
    mika.taps("Share one line")
    mika.taps(NOT_SAFE)
    assert mika.sees.startswith("Message from Attune")
    looks(mika, "I reach")
    for words in ("a bit of peace", "rather stormy", "sit down first"):
        mika.says(words)
    mika.taps("Share one line")
    mika.taps(NOT_SAFE)
    assert mika.sees.startswith("Message from Attune")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(("move", "hope", "outside", "step"), CHOICES)
def test_every_button_leads_to_a_card_that_reads_whole(
    stage: Stage, language: str, move: str, hope: str, outside: str, step: str
) -> None:
    aki, mika = paired(stage)
    phone = aki if language == "ja" else mika
    answered = {"hope": hope, "outside": outside, "try": step}
    options = {
        question: BOOK.table(f"loop.{question}.{move}.options", language)[id]
        for question, id in answered.items()
    }
    looks(phone, BOOK.table("loop.move.options", language)[move], *options.values())
    told = {
        question: BOOK.table(f"loop.{question}.{move}.said", language).get(id)
        for question, id in answered.items()
    }
    side = phone.sees.split("\n\n")[0]
    assert len(side.split("\n")) == (3 if told["try"] is None else 4)
    assert all(said in side for said in told.values() if said)
    phone.taps("一行だけ伝える" if language == "ja" else "Share one line")
    assert str(told["hope"]) in phone.sees


def test_someone_alone_can_look_at_it_and_has_nobody_to_send_it_to(stage: Stage) -> None:
    mika = stage.person("Mika", "en")
    mika.says("/start")
    mika.taps("English")
    lives_in(mika, "London")
    mika.taps("Evening 20:30")
    mika.taps("Just my part")
    stepping_back(mika)
    assert labels(mika)[:2] == ["The loop we want", "That's enough"]


def test_it_is_entered_from_crossed_wires_and_from_the_menu(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/tense")
    for label in ("Tense", "Crossed wires", "Go on", "Keep it to myself", "My usual move"):
        mika.taps(label)
    assert mika.sees.startswith(FACES_EN)
    aki.says("/menu")
    aki.taps("ほかにも…")
    aki.taps("いつもの動き")
    assert aki.sees.startswith("近づく：")


def test_no_word_of_it_places_the_other_or_names_a_kind_of_person() -> None:
    """The texts speak of moves and of oneself; a person has no label here, and nobody is compared."""
    labelling = {"en": ("pursuer", "distancer", "avoidant", "anxious", "stonewall", "withdrawer", "{partner} is", "than you"),
                 "ja": ("回避", "依存", "タイプ", "追う人", "逃げる人", "{partner}さんは", "よりも")}  # fmt: skip
    for language, words in labelling.items():
        text = str(BOOK.table("loop", language)).lower().replace("近いですか", "")
        assert [word for word in words if word in text] == []

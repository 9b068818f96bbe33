"""/help_me_say_this, from a hot draft to a card that was previewed."""

from sqlmodel import select

from conversations.records.conversations import Conversation
from conversations.records.database import transaction
from conversations.records.drafts import HeldDraft
from tests.stage import Phone, Stage, fresh_stage, lives_in, paired

HOT = "You never listen to me. You're always on your phone."


def until_there_are_candidates(phone: Phone, use: str) -> None:
    """Tap the first guess of each question, three at most."""
    for _ in range(3):
        if any(use in row for row in phone.buttons):
            return
        phone.taps(phone.buttons[0][0])


def mika_rewords(stage: Stage) -> tuple[Phone, Phone, str]:
    aki, mika = paired(stage)
    mika.says(f"/help_me_say_this {HOT}")
    until_there_are_candidates(mika, "Use A")
    mika.taps("Use A")
    return aki, mika, mika.sees.split("\n")[1]


def test_a_hot_draft_becomes_a_card_that_was_previewed(stage: Stage) -> None:
    before = len(paired(fresh_stage())[0].texts)
    aki, mika, words = mika_rewords(stage)
    assert len(aki.texts) == before, "nothing leaves before it is sent"
    card = f"{words}\n— Mika, with a little help on the wording"
    assert card in mika.sees
    assert "never" not in words.casefold()
    assert "always" not in words.casefold()
    mika.taps("Send privately")
    assert aki.sees == f"Mikaさんから：\n{words}\n— Mikaより(言い方は少し手伝ってもらいました)"


def test_japanese_keeps_the_writers_register(stage: Stage) -> None:
    aki, mika = paired(stage)
    aki.says("/help_me_say_this なんでいつも遅いの？")
    until_there_are_candidates(aki, "Aを使う")
    aki.taps("Aを使う")
    words = aki.sees.split("\n")[1]
    assert "いつも" not in words
    assert not words.rstrip("。").endswith(("です", "ます")), "the draft was casual"


def test_gentle_words_are_left_alone(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/help_me_say_this I have a headache, can you get the kids?")
    assert "This already reads clear and kind." in mika.sees
    mika.taps("Use it as it is")
    mika.taps("Send privately")
    assert aki.sees == "Mikaさんから：\nI have a headache, can you get the kids?"


def test_danger_gets_a_card_and_nothing_is_kept(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/help_me_say_this if you leave I'll hurt myself")
    assert mika.sees.startswith("That sounds serious, and more than a chat bot can hold alone.")
    assert mika.buttons == [["Private help"]]
    with transaction(stage.engine) as session:
        assert session.exec(select(Conversation)).all() == []


def test_a_draft_can_be_held_and_only_its_author_sees_it(stage: Stage) -> None:
    aki, mika, words = mika_rewords(stage)
    seen = aki.texts
    mika.taps("Hold")
    mika.taps("20 minutes")
    assert mika.sees.startswith("Kept until ")
    stage.wait(minutes=21)
    stage.ticks()
    assert mika.sees == f"You kept this for later. How does it read now?\n\n{words}"
    assert aki.texts == seen
    mika.taps("Look at it")
    mika.taps("Send privately")
    assert aki.sees.startswith(f"Mikaさんから：\n{words}")
    with transaction(stage.engine) as session:
        assert session.exec(select(HeldDraft)).all() == []


def test_someone_alone_can_use_it_and_copy_the_words(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    noa.says("/start")
    noa.taps("English")
    lives_in(noa, "London")
    noa.taps("Evening 20:30")
    noa.taps("Just my part")
    noa.says(f"/help_me_say_this {HOT}")
    until_there_are_candidates(noa, "Use A")
    noa.taps("Use B")
    assert noa.texts[-2] == "Here it is, to copy. Nothing was sent."


def test_too_long_a_draft_is_not_lost_and_not_cut(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/help_me_say_this")
    mika.says("word " * 400)
    assert mika.sees.startswith("That's 2000 characters, and 1500 fit here.")


def test_every_question_keeps_a_quiet_way_to_help(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says(f"/help_me_say_this {HOT}")
    assert mika.buttons[-1] == ["If you're not safe"]
    mika.taps("If you're not safe")
    assert mika.sees.startswith("Message from Attune.")

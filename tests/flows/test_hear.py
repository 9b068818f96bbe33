"""/help_me_hear_this, from words that were hard to read to an answer that was previewed."""

from sqlmodel import select

from conversations.records.conversations import Conversation
from conversations.records.database import transaction
from tests.stage import Stage, paired

HARD = "You said you'd call at eight. I waited."


def test_readings_lead_to_an_answer_that_was_previewed(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = len(aki.texts)
    mika.says("/help_me_hear_this")
    mika.says(HARD)
    assert "What I'd be careful to assume: nothing yet." in mika.sees
    assert "Might they have felt unimportant while they waited?" in mika.sees
    mika.taps("Begin with 1")
    assert len(aki.texts) == before, "nothing leaves before it is sent"
    assert "You counted on me and it did not happen." in mika.sees
    mika.taps("Send privately")
    assert "You counted on me and it did not happen. I see why that stings." in aki.sees


def test_there_are_other_readings_until_it_is_time_to_ask(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says(f"/help_me_hear_this {HARD}")
    seen = {mika.sees}
    for _ in range(3):
        mika.taps("Other readings")
        seen.add(mika.sees)
    assert len(seen) == 4
    assert "Other readings" not in [label for row in mika.buttons for label in row]
    mika.taps("Ask that")
    assert "Which part was the worst" in mika.sees


def test_words_that_were_kindly_meant_are_read_as_they_are(stage: Stage) -> None:
    aki, _ = paired(stage)
    aki.says("/help_me_hear_this いつもご飯を作ってくれてありがとう")
    assert "書いてあるとおりの意味かもしれません。" in aki.sees
    aki.taps("ここまで")
    assert "何も送っていません。" in aki.sees


def test_danger_in_what_was_received_speaks_to_who_reads_it_and_is_not_kept(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/help_me_hear_this I'll kill you when I get home")
    assert "more than readings can help with" in mika.sees
    with transaction(stage.engine) as session:
        assert [one for one in session.exec(select(Conversation)) if one.flow or one.body] == []
    mika.says("/help_me_hear_this")
    mika.says("I'll kill you when I get home")
    assert "more than readings can help with" in mika.sees
    assert mika.buttons == [["Private help"], ["Hide this chat"]]


def test_words_that_came_as_a_card_are_read_from_the_card(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/help_me_say_this I have a headache, can you get the kids?")
    mika.taps("Use it as it is")
    mika.taps("Send privately")
    aki.taps("ほかの返事")
    aki.taps("受けとり方を考える")
    assert "書いてあるとおりの意味かもしれません。" in aki.sees


def test_stray_words_may_be_somebody_elses(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says(HARD)
    mika.taps("Help me hear it")
    assert "Might they have felt unimportant while they waited?" in mika.sees

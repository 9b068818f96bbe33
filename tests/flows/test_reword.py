"""/help_me_say_this, from a hot draft to a card that was previewed."""

from itertools import pairwise

from sqlmodel import select

from conversations.records.conversations import Conversation
from conversations.records.database import transaction
from conversations.records.drafts import HeldDraft
from conversations.records.forgetting import forget_private
from conversations.records.partners import Partner
from conversations.records.patterns import Pattern
from conversations.records.wordings import FineWord
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
    assert aki.sees == f"Mikaさんから：\n{words}\n— Mikaより（言い方は少し手伝ってもらいました）"


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
    assert mika.buttons == [["Private help"], ["Hide this chat"]]
    with transaction(stage.engine) as session:
        assert [one for one in session.exec(select(Conversation)) if one.flow or one.body] == []


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


GENTLE = "I felt hurt when you forgot my birthday. Could we find another day to celebrate?"


def mika_has_candidates(stage: Stage, draft: str = "you forgot my birthday") -> Phone:
    _, mika = paired(stage)
    mika.says(f"/help_me_say_this {draft}")
    until_there_are_candidates(mika, "Use A")
    return mika


def quoted(phone: Phone) -> list[str]:
    """The wordings on the card: below each heading ("A · gentle"), one."""
    parts = phone.sees.split("\n\n")
    return [said for head, said in pairwise(parts) if head[1:4] == " · " or head[1:2] == "・"]


def test_warmer_says_how_it_is_meant_and_invents_nothing(stage: Stage) -> None:
    mika = mika_has_candidates(stage)
    assert quoted(mika)[0] == GENTLE
    mika.taps("Warmer")
    assert mika.sees.endswith("What might be true for the other one?")
    mika.taps("I don't know")
    assert quoted(mika)[0] == f"I want to say this kindly. {GENTLE}"


def test_warmer_begins_with_the_others_side_in_the_writers_own_words(stage: Stage) -> None:
    mika = mika_has_candidates(stage, "You're so lazy, the trash has been sitting there for three days")
    mika.taps("Warmer")
    mika.says("you had a long day at the office")
    assert quoted(mika)[0].startswith(
        "I understand that you had a long day at the office. The trash has been"
    )
    assert quoted(mika)[1].startswith("I want to say this kindly. The trash has been")


def test_warmer_in_japanese_keeps_the_register(stage: Stage) -> None:
    aki, _ = paired(stage)
    for draft, kind in (
        ("なんでいつも遅いの？", "やさしく伝えたいな。"),
        ("なんでいつも遅いんですか？", "やさしく伝えたいです。"),
    ):
        aki.says(f"/help_me_say_this {draft}")
        until_there_are_candidates(aki, "Aを使う")
        before = quoted(aki)
        aki.taps("もっとあたたかく")
        aki.taps("わからない")
        assert quoted(aki)[0].startswith(kind)
        assert kind not in "".join(before)
        aki.taps("とじる")


def test_warmer_in_japanese_begins_with_the_others_side(stage: Stage) -> None:
    aki, _ = paired(stage)
    aki.says("/help_me_say_this なんでいつも遅いの？")
    until_there_are_candidates(aki, "Aを使う")
    aki.taps("もっとあたたかく")
    aki.says("仕事で疲れている")
    assert quoted(aki)[0].startswith("仕事で疲れているのはわかってる。")
    aki.taps("Dを使う")
    assert aki.sees.split("\n")[1].startswith("仕事で疲れているのはわかってる。")


NOTHING_MORE = "That's as far as it goes without adding words you haven't said."


def test_where_nothing_can_be_changed_it_says_so_instead_of_showing_the_same_card(stage: Stage) -> None:
    mika = mika_has_candidates(stage, "Calm down")
    mika.taps("Firmer")
    card = mika.sees
    mika.taps("Firmer")
    assert mika.sees == NOTHING_MORE
    assert mika.buttons[0] == ["See them again", "Not what I mean"]
    mika.taps("See them again")
    assert mika.sees == card


def test_where_nothing_can_be_changed_one_may_still_say_what_is_wrong(stage: Stage) -> None:
    mika = mika_has_candidates(stage, "Calm down")
    for label in ("Firmer", "Firmer", "Not what I mean"):
        mika.taps(label)
    assert mika.sees == "Which part?"


def test_every_question_keeps_a_quiet_way_to_help(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says(f"/help_me_say_this {HOT}")
    assert mika.buttons[-1] == ["If you're not safe"]
    mika.taps("If you're not safe")
    assert mika.sees.startswith("Message from Attune.")


ALWAYS = ("You always leave the dishes in the sink", "You always forget the bins", "You always pick the film")


def rewords(phone: Phone, draft: str) -> None:
    """From a draft to a copy of the first wording."""
    phone.says(f"/help_me_say_this {draft}")
    until_there_are_candidates(phone, "Use A")
    phone.taps("Use A")
    phone.taps("Copy for myself")


def test_after_the_third_time_one_may_try_the_next_one_oneself(stage: Stage) -> None:
    _, mika = paired(stage)
    for draft in ALWAYS:
        rewords(mika, draft)
    mika.says("/help_me_say_this You always interrupt me")
    assert "always and never are hard to hear." in mika.sees
    assert mika.sees.endswith("Would you like to try it yourself first?")
    mika.taps("Let me try")
    mika.says("I'd like to finish my sentence. Could you wait until I'm done?")
    assert "This already reads clear and kind." in mika.sees
    mika.taps("That's all")
    rewords(mika, "You always drive too fast")
    assert "try it yourself" not in "".join(mika.texts[-4:])


def test_who_would_rather_be_shown_is_shown(stage: Stage) -> None:
    _, mika = paired(stage)
    for draft in ALWAYS:
        rewords(mika, draft)
    mika.says("/help_me_say_this You always interrupt me")
    mika.taps("Show me")
    until_there_are_candidates(mika, "Use A")
    assert ["Use A", "Use B", "Use C"] in mika.buttons


def test_patterns_are_forgotten_with_what_is_private(stage: Stage) -> None:
    _, mika = paired(stage)
    rewords(mika, ALWAYS[0])
    with transaction(stage.engine) as session:
        kinds = {one.kind for one in session.exec(select(Pattern))}
        assert "absolute" in kinds
        assert "no_ask" not in kinds
        forget_private(session, session.exec(select(Partner).where(Partner.language == "en")).one())
        assert session.exec(select(Pattern)).all() == []


def test_the_card_says_which_of_ones_own_words_are_kept(stage: Stage) -> None:
    mika = mika_has_candidates(stage, "You're always on your phone at dinner")
    assert "Kept\n• “on your phone at dinner”" in mika.sees


def test_an_insult_alone_is_asked_what_happened(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/help_me_say_this you're such a selfish idiot")
    assert mika.sees.startswith("There's a lot of heat here and no ask yet.\n\nWhat happened, in one line")


def test_what_reads_well_can_be_softened_all_the_same(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/help_me_say_this I have a headache, can you get the kids?")
    mika.taps("Soften it anyway")
    until_there_are_candidates(mika, "Use A")
    assert quoted(mika)


UNSURE = "you counted my receipts again and I had to explain the bread"


def test_of_the_same_words_one_reason_is_told(stage: Stage) -> None:
    mika = mika_has_candidates(stage, "You always leave the dishes in the sink")
    assert mika.sees.count("“You always”") == 1


def test_what_may_be_danger_is_asked_about_before_it_is_worded(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says(f"/help_me_say_this {UNSURE}")
    assert mika.sees == "Before I look at the words: is anyone hurt, threatened or afraid right now?"
    mika.says("just angry")
    assert "Use A" not in str(mika.buttons)
    mika.taps("No, go on")
    until_there_are_candidates(mika, "Use A")
    mika.says(f"/help_me_say_this {UNSURE}")
    mika.taps("Yes, or not sure")
    assert mika.sees.startswith("That sounds serious.")
    assert mika.buttons[0] in (["Private help"], ["If you're not safe"])


def test_a_draft_can_wait_before_it_is_worded(stage: Stage) -> None:
    aki, mika = paired(stage)
    seen = aki.texts
    mika.says(f"/help_me_say_this {HOT}")
    until_there_are_candidates(mika, "Use A")
    mika.taps("Hold")
    mika.taps("20 minutes")
    stage.wait(minutes=21)
    stage.ticks()
    assert mika.sees == f"You kept this for later. How does it read now?\n\n{HOT}"
    mika.taps("Look at it")
    until_there_are_candidates(mika, "Use A")
    assert "Use A" in mika.buttons[0][0]
    mika.taps("Use A")
    assert "never" not in mika.sees.casefold()
    mika.taps("Copy for myself")
    assert aki.texts == seen
    with transaction(stage.engine) as session:
        assert session.exec(select(HeldDraft)).all() == []


def test_a_word_that_is_fine_is_not_called_hard_again(stage: Stage) -> None:
    mika = mika_has_candidates(stage, "you never told me about the party on friday")
    assert "“you never”" in mika.sees
    mika.taps("Not what I mean")
    mika.taps("That word is fine")
    mika.taps("“you never”")
    assert "“you never”:" not in mika.sees
    mika.taps("Use A")
    mika.taps("Copy for myself")
    mika.says("/help_me_say_this you never told me about the dinner on friday")
    until_there_are_candidates(mika, "Use A")
    assert "“you never”:" not in mika.sees


def test_a_fine_word_can_be_taken_back(stage: Stage) -> None:
    mika = mika_has_candidates(stage, "you never told me about the party on friday")
    mika.says("/settings")
    assert not any("My own words" in row for row in mika.buttons)
    mika.says("/help_me_say_this you never told me about the party on friday")
    until_there_are_candidates(mika, "Use A")
    mika.taps("Not what I mean")
    mika.taps("That word is fine")
    mika.taps("“you never”")
    mika.taps("Use A")
    mika.taps("Copy for myself")
    mika.says("/settings")
    mika.taps("My own words")
    mika.taps("“you never”")
    assert not any("My own words" in row for row in mika.buttons)
    with transaction(stage.engine) as session:
        assert session.exec(select(FineWord)).all() == []


def test_the_fifth_draft_of_a_day_hints_at_a_conversation(stage: Stage) -> None:
    hint = "Maybe this wants a conversation rather than a message."
    mika = mika_has_candidates(stage, "the rent is late again")
    for draft in (
        "you forgot the milk",
        "dinner was cold when you came",
        "the car is empty again",
        "we ate alone",
    ):
        assert hint not in mika.sees
        mika.taps("Use A")
        mika.taps("Copy for myself")
        mika.says(f"/help_me_say_this {draft}")
        until_there_are_candidates(mika, "Use A")
    assert hint in mika.sees
    mika.taps("Use A")
    mika.taps("Copy for myself")
    stage.wait(hours=24)
    mika.says("/help_me_say_this you forgot my birthday")
    until_there_are_candidates(mika, "Use A")
    assert hint not in mika.sees


def test_a_demand_to_watch_leads_to_a_card_for_reassurance(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/help_me_say_this send me your location right now or we're done")
    assert mika.buttons == [["Reassurance card"], ["Private help"], ["Hide this chat"]]
    mika.taps("Reassurance card")
    assert mika.sees == "How does it feel?"

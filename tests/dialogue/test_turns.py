"""What every conversation gets for nothing: Back, Close, old buttons, lapsing, upgrades, and no turn twice."""

from conversations.dialogue.events import ChatKind, Command, Rewritten, Tap, Where, Words
from conversations.dialogue.turn import handle
from conversations.records.conversations import Conversation, open_conversation
from conversations.records.database import transaction
from conversations.records.partners import find_partner
from tests.stage import Phone, Stage, paired

EDITED = "I keep a message as it first arrived, so your edit changes nothing. To use the new words, send them once more."


def answers(stage: Stage, phone: Phone) -> list[str]:
    """The steps that are on the transcript of someone's open conversation."""
    with transaction(stage.engine) as session:
        me = find_partner(session, stage.attune.sealer, phone.telegram_id)
        assert me is not None
        conversation = open_conversation(session, stage.attune.sealer, me.id)
        return [answer.step for answer in conversation.transcript] if conversation else []


def test_an_update_that_comes_twice_is_one_turn(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/need")
    key = mika.shown[-1].message.keyboard[0][0]
    tap = Tap(9999, mika.who, mika.private, key.data, mika.shown[-1].id, "q")
    handle(tap, stage.now, stage.attune)
    again = handle(tap, stage.now, stage.attune)
    assert (again.toast, again.ready) == ("", ())
    assert answers(stage, mika) == ["need.kind"]


def test_back_drops_the_last_answer(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/need")
    mika.taps("Comfort")
    mika.taps("Tired")
    assert answers(stage, mika) == ["need.kind", "need.feeling"]
    mika.taps("Back")
    assert mika.sees == "How does it feel?"
    assert answers(stage, mika) == ["need.kind"]


def test_the_first_question_has_no_way_back_but_a_way_out(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/need")
    assert mika.buttons[-1] == ["Close"]
    mika.taps("Close")
    assert mika.sees == "Closed. /menu brings everything back."
    assert answers(stage, mika) == []


def test_cancel_closes_too(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/need")
    mika.says("/cancel")
    assert answers(stage, mika) == []


def test_an_old_button_says_so_and_shows_the_present_question(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/need")
    old = mika.shown[-1]
    mika.taps("Comfort")
    mika.presses(old.message.keyboard[0][0].data, old.id)
    assert mika.toast == "This card has moved on."
    assert mika.sees == "How does it feel?"
    assert answers(stage, mika) == ["need.kind"]


def test_a_double_tap_counts_once(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/need")
    data, id = mika.shown[-1].message.keyboard[0][0].data, mika.shown[-1].id
    mika.presses(data, id)
    mika.presses(data, id)
    assert mika.toast == "This card has moved on."
    assert answers(stage, mika) == ["need.kind"]


def test_a_forged_option_is_no_answer(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/need")
    turn = mika.shown[-1].message.keyboard[0][0].data.split(":")[0]
    for option in ("send", "us", "", "x" * 60, "-skip"):
        mika.presses(f"{turn}:{option}", mika.shown[-1].id)
        assert mika.toast == "This card has moved on."
    assert answers(stage, mika) == []


def test_a_forged_command_starts_nothing(stage: Stage) -> None:
    aki, mika = paired(stage)
    seen = mika.texts
    for data in (
        "nothing 1 2",
        "need; drop",
        "",
        " ",
        "answer",
        "answer x heard",
        "answer 5 heard",
        "held 7 look",
    ):
        mika.presses(data, None)
    assert [text for text in mika.texts[len(seen) :] if "Aki" in text] == []


def test_a_label_can_be_typed_instead_of_tapped(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/need")
    mika.says("comfort")
    assert answers(stage, mika) == ["need.kind"]


def test_words_where_a_tap_is_asked_lose_nothing(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/need")
    mika.says("I don't know")
    assert mika.sees == "For this one, please tap a button below.\n\nWhat would help most right now?"
    mika.taps("Comfort")
    assert answers(stage, mika) == ["need.kind"]


def test_a_photo_where_words_are_asked_says_so_and_asks_again(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/help_me_say_this")
    mika.sends_photo()
    assert mika.sees == (
        "I can only read words here. Nothing was sent.\n\nPaste or type it as it is. I won't send anything."
    )


def test_whoever_edits_what_they_wrote_learns_that_it_stands_as_it_was(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/thanks")
    mika.says("Made me tea")
    mika.taps("Skip")
    before = mika.sees
    mika.rewrites("Made me coffee")
    assert mika.sees == f"{EDITED}\n\n{before}"
    assert "Made me tea" in before
    stage.wait(minutes=31)
    mika.rewrites("Made me cake")
    assert mika.sees == EDITED


def test_an_edit_by_somebody_unknown_is_nothing(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    stage.happens(lambda id: Rewritten(id, noa.who, noa.private, "hm", 5))
    assert noa.texts == []


def test_after_half_an_hour_words_are_not_taken_for_an_old_answer(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/help_me_say_this")
    stage.wait(minutes=31)
    mika.says("what a day")
    assert mika.sees == "I've sent this to nobody. What would you like to do with it?"


def test_after_half_an_hour_a_tap_still_goes_on(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/need")
    mika.taps("Comfort")
    stage.wait(minutes=45)
    mika.taps("Tired")
    assert mika.sees == "Which one is closest?"


def test_a_command_that_only_shows_something_keeps_what_one_is_in_the_middle_of(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/need")
    mika.taps("Comfort")
    mika.says("/support")
    assert answers(stage, mika) == ["need.kind"]


def test_a_flow_that_changed_under_an_open_conversation_starts_over_politely(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/need")
    mika.taps("Comfort")
    with transaction(stage.engine) as session:
        me = find_partner(session, stage.attune.sealer, mika.telegram_id)
        assert me is not None
        conversation = session.get_one(Conversation, me.id)
        conversation.flow = "reword"  # as if the answers had been given to what is now another flow
    mika.taps("Tired")
    assert mika.sees.endswith("Paste or type it as it is. I won't send anything.")


def test_nothing_that_happens_in_private_is_seen_by_anyone_else(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    aki, mika = paired(stage)
    before = stage.group().texts, aki.texts
    for line in ("/need", "/tense", "/settings", "/privacy", "/support", "/help_me_say_this", "hm", "/coach"):
        mika.says(line)
    mika.sends_photo()
    assert (stage.group().texts, aki.texts, noa.texts) == (*before, [])


def test_words_in_the_shared_chat_never_answer_a_private_question(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/help_me_say_this")
    shared = Where(stage.group().id, ChatKind.SHARED)
    stage.happens(lambda id: Words(id, mika.who, shared, "You never listen", 5))
    assert answers(stage, mika) == []


def test_a_card_that_once_was_a_question_keeps_its_buttons(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/need")
    for label in ("Comfort", "No word now", "Skip", "A hug", "Tonight", "A little", "Send privately"):
        mika.taps(label)
    card = mika.shown[-1]
    assert card.buttons == [["Take it back"]]
    begins = Command(7001, mika.who, mika.private, "help_me_say_this", "", 1)
    handle(begins, stage.now, stage.attune)  # the question is not delivered yet when the words come
    handle(Words(7002, mika.who, mika.private, "Whatever.", 2), stage.now, stage.attune)
    stage.deliver()
    assert [shown.buttons for shown in mika.shown if shown.id == card.id] == [[["Take it back"]]]

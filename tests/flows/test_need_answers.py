"""What the one who was asked may answer, and what the one who asked makes of it; each goes once."""

import pytest

from tests.flows.needing import BOOK, SEND, card_goes, couple, newest_id, tap, told
from tests.stage import Phone, Stage

each_language = pytest.mark.parametrize("asks", ["ja", "en"])
OFFERS = ("five", "tea", "read")


def again(phone: Phone, flow: str, id: str, how: str) -> str:
    """Press a button once more that was pressed before; the toast."""
    phone.presses(f"{flow} {id} {how}", None)
    return phone.toast


@each_language
@pytest.mark.parametrize("line", ["attend_go_on", "reflect_difficult", ""])
def test_a_line_goes_with_i_hear_you_once(stage: Stage, asks: str, line: str) -> None:
    author, reader = card_goes(stage, asks)
    id = newest_id(reader, "answer")
    tap(reader, "answer.button.heard")
    words = told(reader, f"phrases.{line}.text") if line else "Tea?"
    if line:
        reader.taps(words)
    else:
        tap(reader, "answer.button.write")
        reader.says(words)
        tap(reader, SEND)
    said = told(author, f"phrases.{line}.text") if line else words
    line_said = told(author, "answer.line.said", me=reader.name, line=said)
    assert (author.sees, reader.sees) == (line_said, told(reader, "answer.line.text"))
    assert again(reader, "answer", id, "line attend_go_on") == told(reader, "answer.once")
    assert author.texts.count(line_said) == 1


@each_language
def test_the_tip_is_for_the_one_who_helps(stage: Stage, asks: str) -> None:
    author, reader = card_goes(stage, asks)
    tap(reader, "answer.button.heard")
    assert told(reader, "needs.tip.listen") in reader.sees
    assert [text for text in author.texts if told(author, "needs.tip.listen") in text] == []


@each_language
@pytest.mark.parametrize("how", ["listen", "solve"])
def test_listen_or_solve_is_one_tap_answered_by_one(stage: Stage, asks: str, how: str) -> None:
    noa = stage.person("Noa", "en")
    author, reader = card_goes(stage, asks)
    id = newest_id(reader, "answer")
    tap(reader, "answer.button.more", "answer.button.mode")
    assert told(author, "answer.asked.mode") in author.sees
    tap(author, f"asked.button.{how}")
    assert reader.sees == told(reader, f"asked.mode.{how}", me=author.name)
    assert again(author, "asked", id, "solve") == told(author, "answer.once")
    assert again(reader, "answer", id, "mode") == told(reader, "answer.once")
    assert noa.shown == []


@each_language
@pytest.mark.parametrize("question", ["felt", "need", "help", ""])
def test_one_thing_is_asked_and_answered_once(stage: Stage, asks: str, question: str) -> None:
    author, reader = card_goes(stage, asks)
    id = newest_id(reader, "answer")
    tap(reader, "answer.button.ask")
    if question:
        tap(reader, f"answer.ask.options.{question}")
    else:
        reader.says("Is it the rain?")
        tap(reader, SEND)
    asked = told(author, f"answer.asked.{question}") if question else "Is it the rain?"
    assert asked in author.sees
    tap(author, "asked.button.reply")
    author.says("A bit.")
    tap(author, SEND)
    assert reader.sees == told(reader, "asked.reply.said", me=author.name, words="A bit.")
    assert again(author, "asked", id, "reply") == told(author, "answer.once")
    assert again(reader, "answer", id, "ask") == told(reader, "answer.once")


@each_language
def test_what_do_you_need_can_be_answered_with_a_card(stage: Stage, asks: str) -> None:
    author, reader = card_goes(stage, asks)
    tap(reader, "answer.button.ask", "answer.ask.options.need")
    tap(author, "asked.button.card")
    assert author.sees == told(author, "need.kind.text")


@each_language
@pytest.mark.parametrize("how", ["helps", "honest", "talk"])
def test_an_offer_gets_one_of_three_answers(stage: Stage, asks: str, how: str) -> None:
    noa = stage.person("Noa", "en")
    author, reader = card_goes(stage, asks)
    id = newest_id(reader, "answer")
    tap(reader, "answer.button.more", "answer.button.offer", "needs.offer.listen.tea")
    offer = told(author, "needs.offer_said.listen.tea")
    assert author.sees == told(author, "answer.offer.said", me=reader.name, offer=offer)
    tap(author, f"asked.button.{how}")
    assert reader.sees == told(reader, f"asked.{how}.said", me=author.name)
    seen = reader.texts
    for other in ("helps", "honest", "talk"):
        assert again(author, "asked", id, other) == told(author, "dialogue.moved_on")
    assert (reader.texts, noa.shown) == (seen, [])


@each_language
def test_lets_talk_begins_softly(stage: Stage, asks: str) -> None:
    author, reader = card_goes(stage, asks)
    tap(reader, "answer.button.more", "answer.button.offer", "needs.offer.listen.read")
    tap(author, "asked.button.talk")
    assert author.sees == told(author, "asked.talk.text")
    tap(author, "asked.button.begin")


@each_language
@pytest.mark.parametrize("reason", ["", "The late shift."])
def test_a_no_may_carry_a_reason_and_an_offer_in_own_words(stage: Stage, asks: str, reason: str) -> None:
    author, reader = card_goes(stage, asks)
    tap(reader, "answer.button.more", "answer.button.cant")
    if reason:
        reader.says(reason)
    else:
        tap(reader, "dialogue.button.skip")
    reader.says("a walk on Sunday")
    tap(reader, SEND)
    offer = told(author, "answer.own_offer", offer="a walk on Sunday")
    said = told(author, "answer.offer.said", me=reader.name, offer=offer)
    assert author.sees == (f"{said}\n\n{reason}" if reason else said)


@each_language
@pytest.mark.parametrize("how", ["honest", "talk"])
def test_a_plain_no_can_be_thanked_for(stage: Stage, asks: str, how: str) -> None:
    author, reader = card_goes(stage, asks)
    tap(reader, "answer.button.more", "answer.button.cant", "dialogue.button.skip", "answer.nothing")
    tap(author, f"asked.button.{how}")
    assert reader.sees == told(reader, f"asked.{how}.said", me=author.name)


@each_language
def test_whoever_said_no_may_change_their_mind(stage: Stage, asks: str) -> None:
    author, reader = card_goes(stage, asks)
    id = newest_id(reader, "answer")
    tap(reader, "answer.button.more", "answer.button.cant", "dialogue.button.skip", "answer.nothing")
    reader.presses(f"answer {id} can", None)
    tap(reader, "answer.when.options.now")
    assert author.sees == told(author, "answer.can_now.said", me=reader.name)
    author.says("/need")
    tap(author, "needs.kind.options.listen")
    assert author.sees == told(author, "need.feeling.text"), "nothing rests"


@each_language
def test_a_kind_rests_after_an_offer_too_and_taking_the_card_back_does_not_help(
    stage: Stage, asks: str
) -> None:
    author, reader = card_goes(stage, asks)
    tap(reader, "answer.button.more", "answer.button.offer", "needs.offer.listen.tea")
    tap(author, "need.button.withdraw")
    author.says("/need")
    tap(author, "needs.kind.options.listen")
    assert author.sees == told(author, "need.rests.text")


@each_language
def test_plain_words_do_not_rest(stage: Stage, asks: str) -> None:
    author, reader = couple(stage, asks)
    plain = {"ja": "話を聞いてもらえるとうれしい。", "en": "Could we talk tonight? I'd love that."}[asks]
    for _ in range(2):
        author.says(f"/help_me_say_this {plain}")
        tap(author, "reword.gentle.options.use", "reword.send.options.partner")
        assert plain in reader.sees
        tap(reader, "answer.button.more", "answer.button.cant", "dialogue.button.skip")
        assert author.sees == told(author, "answer.cant.said", me=reader.name)


@each_language
def test_a_card_for_now_is_promised_with_one_tap(stage: Stage, asks: str) -> None:
    author, reader = card_goes(
        stage, asks, *["dialogue.button.skip"] * 2, "needs.when.options.now", "needs.much.options.lot"
    )
    tap(reader, "answer.button.can")
    assert author.sees == told(author, "answer.can_now.said", me=reader.name)
    assert reader.sees == told(reader, "answer.can_now.text")


@each_language
@pytest.mark.parametrize("when", ["now", "tonight", "tomorrow"])
def test_any_other_card_is_promised_for_a_time_that_lies_ahead(stage: Stage, asks: str, when: str) -> None:
    author, reader = card_goes(stage, asks)
    tap(reader, "answer.button.can", f"answer.when.options.{when}")
    times = {("now", "ja"): "", ("now", "en"): "",
             ("tonight", "ja"): "11月21日(土) 6:00", ("tonight", "en"): "Fri 20 Nov, 12:00",
             ("tomorrow", "ja"): "11月21日(土) 18:00", ("tomorrow", "en"): "Sat 21 Nov, 00:00"}  # fmt: skip
    time = times[when, asks]
    key = "answer.can.said" if time else "answer.can_now.said"
    values = {"at": time} if time else {}
    assert author.sees == told(author, key, me=reader.name, **values)


@each_language
@pytest.mark.parametrize(("when", "kept"), [("hour", 1.1), ("tonight", 13), ("tomorrow", 25)])
def test_a_time_put_off_to_is_kept(stage: Stage, asks: str, when: str, kept: float) -> None:
    author, reader = card_goes(stage, asks)
    tap(reader, "answer.button.later", f"answer.later.options.{when}")
    seen = author.texts
    stage.wait(hours=kept)
    stage.ticks()
    line = told(reader, "need.deferred.text", partner=author.name)
    assert [text for text in reader.texts if text.startswith(line)] != []
    assert [text for text in author.texts[len(seen) :] if reader.name in text and "？" not in text] == []


@each_language
@pytest.mark.parametrize("how", ["smaller", "can", "cant"])
def test_a_time_moves_once_and_then_a_smaller_version_is_asked_for(stage: Stage, asks: str, how: str) -> None:
    author, reader = card_goes(stage, asks)
    id = newest_id(reader, "answer")
    for _ in range(2):
        reader.presses(f"answer {id} later", None)
        tap(reader, "answer.later.options.hour")
    reader.presses(f"answer {id} later", None)
    assert reader.sees == told(reader, "answer.smaller.text")
    seen = author.texts
    tap(reader, f"answer.smaller.options.{how}")
    match how:
        case "can":
            tap(reader, "answer.when.options.tonight")
        case "cant":
            tap(reader, "dialogue.button.skip", "answer.nothing")
        case _:
            tap(reader, "needs.offer.listen.five")
    assert len(author.texts) == len(seen) + 1


@each_language
def test_saying_it_back_has_two_rounds_and_a_close(stage: Stage, asks: str) -> None:
    noa = stage.person("Noa", "en")
    author, reader = card_goes(stage, asks)
    id = newest_id(reader, "answer")
    tap(reader, "answer.button.back")
    reader.says("You want me to hear you out.")
    tap(reader, SEND)
    assert author.sees == told(
        author, "answer.back.said", me=reader.name, heard="You want me to hear you out."
    )
    assert again(reader, "answer", id, "back") == told(reader, "answer.once"), "first its author"
    tap(author, "asked.button.not_quite")
    author.says("No fixing.")
    tap(author, SEND)
    assert again(author, "asked", id, "yes") == told(author, "answer.once")
    tap(reader, "answer.button.back")
    reader.says("Only listening.")
    tap(reader, SEND)
    tap(author, "asked.button.almost")
    tap(author, "dialogue.button.skip")
    assert reader.sees == told(reader, "asked.enough.said", me=author.name)
    assert again(reader, "answer", id, "back") == told(reader, "answer.once")
    assert again(author, "asked", id, "not_quite") == told(author, "answer.once")
    assert noa.shown == []


@each_language
def test_what_was_heard_can_be_right_at_once_and_the_card_stays_open(stage: Stage, asks: str) -> None:
    author, reader = card_goes(stage, asks)
    tap(reader, "answer.button.back")
    reader.says("You want me to hear you out.")
    tap(reader, SEND)
    tap(author, "asked.button.yes")
    assert reader.sees == told(reader, "asked.yes.said", me=author.name)
    tap(reader, "answer.button.can", "answer.when.options.now")
    assert author.sees == told(author, "answer.can_now.said", me=reader.name)


@pytest.mark.parametrize(
    "words",
    [
        "Could you listen for ten minutes tonight? It matters quite a bit to me. No fixing needed.",
        "So: could you listen for ten minutes tonight? It matters quite a bit to me",
        "listen for ten minutes tonight",
    ],
)
def test_what_is_copied_is_asked_for_in_own_words(stage: Stage, words: str) -> None:
    ways = (
        "dialogue.button.skip",
        "needs.request.listen.ten",
        "needs.when.options.tonight",
        "needs.much.options.quite",
    )
    author, reader = card_goes(stage, "ja", *ways)
    tap(reader, "answer.button.back")
    reader.says(words)
    assert reader.sees.endswith(told(reader, "answer.own_words.text"))
    reader.says("You'd like ten quiet minutes with me.")
    tap(reader, SEND)
    assert "ten quiet minutes" in author.sees


@each_language
def test_the_reader_may_let_it_rest_and_says_so(stage: Stage, asks: str) -> None:
    author, reader = card_goes(stage, asks)
    id = newest_id(reader, "answer")
    tap(reader, "answer.button.more", "answer.button.close")
    assert author.sees == told(author, "answer.rest.said", me=reader.name)
    for how in ("heard", "can", "later", "back", "ask", "mode", "cant", "offer", "rest", "write"):
        assert again(reader, "answer", id, how) == told(reader, "dialogue.moved_on")


@each_language
def test_a_card_that_was_taken_back_is_forgotten(stage: Stage, asks: str) -> None:
    author, reader = card_goes(stage, asks)
    id = newest_id(reader, "answer")
    tap(author, "need.button.withdraw")
    assert reader.sees == told(reader, "need.withdrawn.said", me=author.name)
    for how in ("withdraw", "rest", "helped"):
        assert again(author, "asked", id, how) == told(author, "dialogue.was_taken_back")
    author.presses(f"reopen {id} anew", None)
    assert author.toast == told(author, "dialogue.moved_on")
    assert reader.texts.count(told(reader, "need.withdrawn.said", me=author.name)) == 1


@each_language
def test_nothing_of_a_card_reaches_the_other_during_a_pause(stage: Stage, asks: str) -> None:
    author, reader = card_goes(stage, asks)
    id = newest_id(reader, "answer")
    reader.says("/pause")
    reader.taps(reader.buttons[0][0])
    seen = author.texts, reader.texts
    for how in ("heard", "can", "later", "back", "ask", "mode", "cant", "offer", "rest", "write"):
        assert again(reader, "answer", id, how) == told(reader, "need.paused")
    for how in ("withdraw", "yes", "reply", "listen"):
        assert again(author, "asked", id, how) == told(author, "need.paused")
    assert (author.texts, reader.texts) == seen
    stage.wait(minutes=22)
    stage.ticks()
    tap(reader, "answer.button.heard")
    assert author.sees == told(author, "answer.heard.said", me=reader.name)


def test_in_the_shared_chat_each_answer_stands_in_both_languages(stage: Stage) -> None:
    author, reader = couple(stage, "ja")
    author.says("/need")
    tap(author, "needs.kind.options.listen", "feelings.none", "need.enough", "need.review.options.us")
    group = stage.group()
    reader.taps("More…", group)
    tap(reader, "answer.button.offer", "needs.offer.listen.tea")
    assert group.shown[-1].buttons == [
        ["それ、助かる · That helps"],
        ["正直にありがとう · Thanks for honesty"],
        ["話したい · Let's talk"],
    ]
    reader.taps("That helps", group)
    assert reader.toast == "This one is for Aki."
    author.taps("それ、助かる", group)
    assert group.texts[-1] == "Akiさん：「それ、助かる」\n\nAki says: that helps."


def test_the_one_who_asked_never_reads_what_was_seen() -> None:
    said = ("asked", "answer", "need")
    for language, words in {
        "en": ("seen", "read it", "hasn't", "opened"),
        "ja": ("既読", "読みました", "見ました", "開き"),
    }.items():
        for file in said:
            for key, text in _texts(BOOK.table(file, language)):
                assert [word for word in words if word in text] == [], (file, key)


def _texts(table: dict[str, object], above: str = "") -> list[tuple[str, str]]:
    found = []
    for name, value in table.items():
        found += _texts(value, f"{above}{name}.") if isinstance(value, dict) else [(above + name, str(value))]
    return found


@each_language
def test_a_card_leads_to_a_pause_and_stays_for_after_it(stage: Stage, asks: str) -> None:
    author, reader = card_goes(stage, asks)
    tap(reader, "answer.button.more", "answer.button.pause")
    before = len(author.texts)
    reader.taps(reader.buttons[0][0])
    assert len(author.texts) == before + 1
    assert author.buttons[0] == [told(author, f"pause.buttons.{what}") for what in ("breathe", "idea")]
    stage.wait(minutes=22)
    stage.ticks()
    tap(reader, "answer.button.heard")
    assert author.sees == told(author, "answer.heard.said", me=reader.name)

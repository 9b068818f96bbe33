"""One picture of both: only where both wish for it, and otherwise nobody learns that anybody did."""

import json

import pytest
from sqlmodel import col, select

from conversations.dialogue.phrasebook import Text
from conversations.records.database import transaction
from conversations.records.deliveries import Delivery, DeliveryState, Message, message_from, write_message
from conversations.records.pulse import wish_for_picture
from scheduler.housekeeping import tidy
from tests.flows.looking_back import (
    SHARE,
    YES,
    have_been,
    labels,
    looks_back,
    partner,
    pictures,
    wishes,
    with_weeks,
)
from tests.stage import Phone, Stage

ASKED = "If Aki wishes for it too, you each get one picture with both lines: no moments, no words. If not, nobody is told you asked."
WISHED = "If you both wish for it within a week, the picture comes to each of you. If not, nothing is said, and your wish lapses."
BOTH = "You both wished for this: your weeks, side by side. Round points: Mika. Square points: Aki."
BOTH_JA = "ふたりとも望んだので、おふたりの週を並べました。丸い点はMikaさん、四角い点はAkiさんです。"


def wishes_for_it(phone: Phone) -> None:
    phone.says("/pulse")
    phone.taps(SHARE[phone.language])
    phone.taps(YES[phone.language])


def heads(phone: Phone) -> list[str]:
    return [one.splitlines()[0] for one in pictures(phone)]


def picture(phone: Phone) -> str:
    [found] = [one.message.picture for one in phone.shown if one.message.picture]
    return found


def test_the_same_picture_comes_to_each_in_private_once_both_wish_for_it(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)
    noa, ours = stage.person("Noa", "en"), stage.group().texts.copy()
    mika.says("/pulse")
    mika.taps("One of us both…")
    assert (mika.sees, labels(mika)) == (ASKED, ["I'd like that", "Back", "Close"])
    mika.taps("I'd like that")
    assert (mika.sees, mika.buttons) == (WISHED, [["Take it back"]])
    wishes_for_it(aki)
    assert (heads(aki), heads(mika)) == ([BOTH_JA], [BOTH])
    assert picture(aki) == picture(mika)
    assert (stage.group().texts, noa.texts) == (ours, [])


def test_a_wish_that_the_other_does_not_have_shows_nowhere_on_their_side(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)
    before, ours = aki.shown.copy(), stage.group().texts.copy()
    wishes_for_it(mika)
    assert (aki.shown, stage.group().texts) == (before, ours)
    aki.says("/pulse")
    assert "ふたりの絵…" in labels(aki)
    aki.taps("ふたりの絵…")
    asked = aki.sees
    mika.says("/pulse")
    mika.taps("Not of us both")
    aki.says("/pulse")
    aki.taps("ふたりの絵…")
    assert aki.sees == asked


def test_who_wishes_reads_the_same_whether_the_other_has_or_not(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)
    wishes_for_it(mika)
    first = mika.sees
    wishes_for_it(aki)
    wishes_for_it(mika)
    assert first == mika.sees == WISHED


def test_taken_back_before_the_other_agrees_it_leaves_no_trace(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)
    wishes_for_it(mika)
    mika.taps("Take it back")
    assert (mika.sees, wishes(stage)) == ("Your wish is gone. Nobody was told of it.", [])
    wishes_for_it(aki)
    assert (pictures(aki), pictures(mika)) == ([], [])


def test_a_wish_stands_a_week_and_not_longer(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)
    wishes_for_it(mika)
    stage.wait(days=7)
    wishes_for_it(aki)
    assert pictures(mika) == []
    mika.says("/pulse")
    assert "One of us both…" in labels(mika)


def test_a_wish_that_lapsed_is_forgotten(stage: Stage) -> None:
    _, mika = with_weeks(stage, 6, 8, 4)
    wishes_for_it(mika)
    stage.wait(days=7, seconds=-1)
    assert tidy(stage.now, stage.attune)["wishes for a picture"] == 0
    stage.wait(seconds=1)
    assert tidy(stage.now, stage.attune)["wishes for a picture"] == 1


def test_a_double_tap_of_the_second_sends_it_once(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)
    wishes_for_it(mika)
    aki.says("/pulse")
    aki.taps("ふたりの絵…")
    yes = next(key for row in aki.shown[-1].message.keyboard for key in row if key.label == YES["ja"])
    for _ in range(2):
        aki.presses(yes.data, aki.shown[-1].id)
    assert (len(pictures(aki)), len(pictures(mika)), wishes(stage)) == (1, 1, [])


def test_a_button_to_take_it_back_does_nothing_once_the_picture_has_come(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)
    wishes_for_it(mika)
    wishes_for_it(aki)
    mika.taps("Take it back")
    assert mika.toast == "This card has moved on."


def test_what_was_answered_after_the_wish_is_not_in_it(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)
    wishes_for_it(mika)
    stage.wait(minutes=5)
    looks_back(mika, 0)
    wishes_for_it(aki)
    without = picture(aki)
    wishes_for_it(mika)
    wishes_for_it(aki)
    [first, second] = [one.message.picture for one in aki.shown if one.message.picture]
    assert first == without != second


def test_moments_are_not_in_it(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)
    wishes_for_it(mika)
    wishes_for_it(aki)
    bare = picture(aki)
    have_been(stage, mika, aki, 6, 8, 4, moment="the dog on the tram")
    for phone in (aki, mika):
        wishes_for_it(phone)
    assert {one.message.picture for one in aki.shown if one.message.picture} == {bare}


@pytest.mark.parametrize("act", ["rests", "keeps apart", "deletes", "parts"])
def test_a_wish_ends_with_whatever_ends_being_there_for_the_other(stage: Stage, act: str) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)
    wishes_for_it(mika)
    match act:
        case "rests":
            mika.says("/settings")
            mika.taps("Rest for a while")
        case "keeps apart":
            mika.says("/start gate")
            mika.presses("gate", None)
            mika.taps("Just my part")
        case "deletes":
            mika.says("/start delete")
            mika.taps("My private notes")
            mika.taps("Delete")
        case _:
            mika.says("/leave")
            mika.taps("Leave quietly")
    assert wishes(stage) == []
    if act != "parts":
        wishes_for_it(aki)
        assert pictures(mika) == []


def test_who_rests_gets_no_picture_though_they_wish_for_it(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)
    mika.says("/settings")
    mika.taps("Rest for a while")
    wishes_for_it(mika)
    wishes_for_it(aki)
    assert (pictures(aki), pictures(mika)) == ([], [])


def test_of_somebody_with_fewer_weeks_there_is_no_picture_to_share(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8)
    have_been(stage, mika, aki, 6, 8, 4)
    wishes_for_it(mika)
    aki.says("/pulse")
    assert "ふたりの絵…" not in labels(aki)


def test_in_quiet_hours_it_comes_silently_to_the_one_who_did_not_tap(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)  # 20:30 in London, 5:30 in Tokyo
    wishes_for_it(aki)
    wishes_for_it(mika)
    silent = [one.message.silent for phone in (aki, mika) for one in phone.shown if one.message.picture]
    assert silent == [True, False]


def test_who_wants_discreet_previews_opens_it(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)
    wishes_for_it(mika)
    mika.says("/settings")
    mika.taps("Discreet previews")
    wishes_for_it(aki)
    cover = mika.sees
    assert pictures(mika) == []
    mika.taps("Open")
    assert heads(mika) == [BOTH]
    assert (mika.shown[-2].text, mika.shown[-2].buttons) == (cover, [])


def test_it_is_sealed_on_its_way_and_gone_once_it_came(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)
    bodies: list[bytes] = []
    stage.deliver, deliver = (lambda: bodies.extend(_waiting(stage)) or deliver()), stage.deliver  # type: ignore[method-assign, func-returns-value]
    wishes_for_it(mika)
    wishes_for_it(aki)
    sent = picture(aki).encode()
    assert bodies and not [body for body in bodies if sent[:40] in body]
    with transaction(stage.engine) as session:
        assert set(session.exec(select(Delivery.body))) == {b""}


def _waiting(stage: Stage) -> list[bytes]:
    with transaction(stage.engine) as session:
        waits = select(Delivery.body).where(col(Delivery.state) == DeliveryState.PENDING)
        return list(session.exec(waits))


def test_it_names_no_rank_no_number_and_nobody_as_right(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)
    wishes_for_it(mika)
    wishes_for_it(aki)
    [words] = pictures(mika)
    assert words.splitlines()[1:] == [
        "Each point is a week: where the circles meet, it felt near; where they stand apart, far. "
        "Two people feel the same weeks in two ways; neither line is right or wrong."
    ]
    assert not any(sign.isdigit() for sign in words)


def test_a_wish_from_when_they_were_another_couple_does_not_count(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)
    with transaction(stage.engine) as session:
        me = partner(stage, mika)
        wish_for_picture(session, me.id, (me.couple_id or 0) - 1, stage.now)
    wishes_for_it(aki)
    assert pictures(mika) == []


def test_a_picture_stays_with_its_message_in_the_outbox() -> None:
    message = Message(Text("words"), picture="cGljdHVyZQ==")
    assert message_from(json.loads(write_message(message))) == message


def test_a_week_later_they_may_wish_anew(stage: Stage) -> None:
    aki, mika = with_weeks(stage, 6, 8, 4)
    for _ in range(2):
        wishes_for_it(mika)
        wishes_for_it(aki)
        stage.wait(days=7)
    assert (len(pictures(aki)), len(pictures(mika))) == (2, 2)

"""Discreet previews: what comes by itself says only that there is something (F54)."""

from sqlmodel import select

from conversations.records.database import transaction
from conversations.records.partners import find_partner
from conversations.records.waiting_notes import WaitingNote
from tests.flows.needing import QUICK, newest_id, tap, told
from tests.stage import Phone, Stage, paired


def is_discreet(phone: Phone) -> None:
    attune = phone.stage.attune
    with transaction(attune.engine) as session:
        me = find_partner(session, attune.sealer, phone.telegram_id)
        assert me is not None
        me.discreet = True
        session.add(me)


def asks(phone: Phone) -> None:
    phone.says("/need")
    tap(phone, *QUICK, "need.enough", "need.review.options.partner")


def test_a_card_comes_covered_and_opens_in_its_place(stage: Stage) -> None:
    aki, mika = paired(stage)
    is_discreet(mika)
    asks(aki)
    assert mika.sees == "Attune: a note for you"
    assert mika.buttons == [["Open"]]
    count = len(mika.shown)
    mika.taps("Open")
    assert mika.sees.startswith("Aki is asking:")
    assert len(mika.shown) == count
    mika.taps(told(mika, "answer.button.heard"))
    assert aki.shown != []


def test_one_cover_opens_once_and_for_its_reader_alone(stage: Stage) -> None:
    aki, mika = paired(stage)
    is_discreet(mika)
    asks(aki)
    id = newest_id(mika, "note")
    for other in (aki, stage.person("Noa", "en")):
        other.presses(f"note {id}", other.shown[-1].id if other.shown else None)
        assert not any("Aki is asking:" in text for text in other.texts)
    mika.taps("Open")
    mika.presses(f"note {id}", mika.shown[-1].id)
    assert mika.toast == told(mika, "dialogue.moved_on")
    with transaction(stage.engine) as session:
        assert session.exec(select(WaitingNote)).all() == []


def test_the_question_of_the_day_comes_covered(stage: Stage) -> None:
    _, mika = paired(stage)
    is_discreet(mika)
    before = len(mika.shown)
    for _ in range(12):
        stage.wait(hours=1)
        stage.ticks()
    assert [one.text for one in mika.shown[before:]] == ["Attune: a note for you"]
    mika.taps("Open")
    assert told(mika, "checkin.room.text") in mika.sees


def test_answers_to_ones_own_taps_are_not_covered(stage: Stage) -> None:
    _, mika = paired(stage)
    is_discreet(mika)
    mika.says("/menu")
    assert mika.sees == told(mika, "menu.together.text", partner="Aki")

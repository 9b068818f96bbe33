"""Where both stand on one card, now one is first and now the other, for both readers alike (F58, check 15)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from conversations.dialogue.carry_out.checkins import reveal
from conversations.dialogue.outcomes.checkins import Answered
from conversations.dialogue.side_by_side import in_order
from conversations.dialogue.turn import desk_for
from conversations.records.checkins import Sheet, SheetAnswer, keep_half
from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.floors import Floor
from conversations.records.partners import Partner, partners_of
from tests.flows.test_floor_ends import picking
from tests.stage import Stage, paired

CARDS = 200
BEGIN = date(2026, 1, 1)


@pytest.mark.parametrize("every", [1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28])
def test_each_is_first_on_half_of_the_cards_in_every_rhythm_of_days(every: int) -> None:
    for start in range(40):
        days = [BEGIN + timedelta(start + every * at) for at in range(CARDS)]
        first = sum(in_order(("Aki", "Mika"), day)[0] == "Aki" for day in days)
        assert 90 <= first <= 110, (every, start, first)


def test_nobody_is_first_on_three_days_running() -> None:
    firsts = [in_order(("Aki", "Mika"), BEGIN + timedelta(at))[0] for at in range(3000)]
    assert all(len(set(firsts[at : at + 3])) == 2 for at in range(len(firsts) - 2))


def test_both_stay_on_the_card() -> None:
    assert {in_order(("Aki", "Mika"), BEGIN + timedelta(at)) for at in range(9)} == {
        ("Aki", "Mika"),
        ("Mika", "Aki"),
    }


def test_two_hundred_reveals_show_each_first_on_half_of_them(stage: Stage) -> None:
    """Two who answer every day: 100 and 100, give or take ten, on the very cards both read."""
    paired(stage)
    with transaction(stage.engine) as session:
        [couple] = session.exec(select(Couple)).all()
        for at in range(CARDS):
            reveal(
                _answered_sheet(session, stage, couple, BEGIN + timedelta(at)),
                couple,
                desk_for(session, stage.now, stage.attune),
            )
    stage.deliver()
    cards = [text for text in stage.group().texts if "Aki: some room" in text]
    aki_first = sum(text.index("Aki: ") < text.index("Mika: ") for text in cards)
    assert len(cards) == CARDS
    assert 90 <= aki_first <= 110, aki_first
    assert all(
        (text.index("Akiさん") < text.index("Mikaさん")) == (text.index("Aki: ") < text.index("Mika: "))
        for text in cards
    )


def _answered_sheet(session: Session, stage: Stage, couple: Couple, day: date) -> Sheet:
    ends = datetime(2027, 1, 1, tzinfo=UTC)
    sheet = Sheet(couple_id=couple.id, day=day, prompt="joy_001", closes_at=ends)
    session.add(sheet)
    session.flush()
    for partner in partners_of(session, couple.id):
        half = SheetAnswer(sheet_id=sheet.id, partner_id=partner.id, asked_at=stage.now, closes_at=ends)
        session.add(half)
        session.flush()
        assert keep_half(session, stage.attune.sealer, half, Answered("some"), stage.now)
    return sheet


@pytest.mark.parametrize("days", range(4))
def test_the_lines_and_the_ideas_of_a_talk_stand_in_the_order_of_its_day(stage: Stage, days: int) -> None:
    """Four days in a row: on some one is first, on some the other."""
    stage.now += timedelta(days=days)
    _, mika = picking(stage)
    first = in_order(("Aki", "Mika") if _aki_is_older(stage) else ("Mika", "Aki"), _day_of_talk(stage))[0]
    summary = next(text for text in stage.group().texts if "Aki understood" in text)
    assert (summary.index("Aki understood") < summary.index("Mika understood")) == (first == "Aki")
    assert (mika.sees.index("Aki's idea") < mika.sees.index("Mika's idea")) == (first == "Aki")


def _day_of_talk(stage: Stage) -> date:
    with transaction(stage.engine) as session:
        return session.exec(select(Floor)).one().created_at.date()


def _aki_is_older(stage: Stage) -> bool:
    with transaction(stage.engine) as session:
        both = session.exec(
            select(Partner).where(col(Partner.couple_id).is_not(None)).order_by(col(Partner.id))
        ).all()
        return both[0].language == "ja"

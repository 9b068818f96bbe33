"""What has been between two people lately, as far as it bears on today's check-in."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from conversations.prompts import Before
from conversations.records.checkins import Sheet, SheetAnswer, SheetState
from conversations.records.partners import Partner
from conversations.records.pauses import Pause, PauseState, Tension

A_YEAR = timedelta(days=365)
A_WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)
HOT, WARM = 4, 3  # levels of tension (flows.md 9.4)


def look_back(session: Session, couple_ids: Iterable[int], now: datetime) -> dict[int, Before]:
    """For each of these couples, in a handful of queries for all of them. Whose heat it was is not told."""
    couples = list(couple_ids)
    asked, reveals = _asked(session, couples, now), _reveals(session, couples)
    hot, warm = _heat(session, couples, now)
    running, paused = _pauses(session, couples, now)
    tense, uneasy = hot | running, warm | paused
    return {
        id: Before(asked.get(id, {}), reveals.get(id, 0), calm=id not in uneasy, tense=id in tense)
        for id in couples
    }


def _asked(session: Session, couples: list[int], now: datetime) -> dict[int, dict[str, date]]:
    latest, year = func.max(Sheet.day), (now - A_YEAR).date()
    own = select(Sheet.couple_id, Sheet.prompt, latest).where(
        col(Sheet.couple_id).in_(couples), Sheet.day > year
    )
    swapped = (
        select(Sheet.couple_id, SheetAnswer.question, latest)
        .join(SheetAnswer, col(SheetAnswer.sheet_id) == col(Sheet.id))
        .where(
            col(Sheet.couple_id).in_(couples), Sheet.day > year, col(SheetAnswer.question).like("prompts.%")
        )
    )
    asked: dict[int, dict[str, date]] = defaultdict(dict)
    for found in (own.group_by(col(Sheet.couple_id), Sheet.prompt),
                  swapped.group_by(col(Sheet.couple_id), SheetAnswer.question)):  # fmt: skip
        for couple, prompt, day in session.exec(found):
            id = prompt.removeprefix("prompts.")
            asked[couple][id] = max(day, asked[couple].get(id, day))
    return asked


def _reveals(session: Session, couples: list[int]) -> dict[int, int]:
    opened = select(Sheet.couple_id, func.count()).where(col(Sheet.couple_id).in_(couples))
    return dict(
        session.exec(opened.where(Sheet.state == SheetState.REVEALED).group_by(col(Sheet.couple_id))).all()
    )


def _heat(session: Session, couples: list[int], now: datetime) -> tuple[set[int | None], set[int | None]]:
    told = (
        select(Partner.couple_id, Tension.level, Tension.at)
        .join(Tension, col(Tension.partner_id) == col(Partner.id))
        .where(col(Partner.couple_id).in_(couples), Tension.at > now - A_WEEK, Tension.level >= WARM)
    )
    warm = session.exec(told).all()
    hot = {couple for couple, level, at in warm if level >= HOT and at > now - A_DAY}
    return hot, {couple for couple, _, _ in warm}


def _pauses(session: Session, couples: list[int], now: datetime) -> tuple[set[int], set[int]]:
    taken = select(Pause.couple_id, Pause.state).where(col(Pause.couple_id).in_(couples))
    recent = session.exec(
        taken.where((Pause.started_at > now - A_WEEK) | (Pause.state == PauseState.RUNNING))
    ).all()
    return {couple for couple, state in recent if state == PauseState.RUNNING}, {
        couple for couple, _ in recent
    }

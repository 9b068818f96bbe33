"""What has been between two people lately, as far as it bears on today's check-in."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import String, case, cast, func, or_
from sqlmodel import Session, col, select

from conversations.prompts import Before
from conversations.records.checkins import Sheet, SheetState
from conversations.records.partners import Partner
from conversations.records.pauses import Pause, PauseState, Tension

A_YEAR = timedelta(days=365)
A_WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)
HOT, WARM = 4, 3  # levels of tension (flows.md 9.4)


def look_back(session: Session, couple_ids: Iterable[int], now: datetime) -> dict[int, Before]:
    """For each of these couples, in three queries for all of them. Whose heat it was is not told."""
    couples = list(couple_ids)
    (hot, warm), (running, paused) = _heat(session, couples, now), _pauses(session, couples, now)
    year = year_before(session, couples, (now + 2 * A_DAY).date())  # later than today on every clock
    return {
        id: Before(year[id].asked, year[id].reveals, calm=id not in warm | paused, tense=id in hot | running)
        for id in couples
    }


def year_before(session: Session, couples: list[int], day: date) -> dict[int, Before]:
    """For each couple, what was asked in the year before this date, when last, and how often both answered."""
    line = cast(col(Sheet.day), String) + " " + col(Sheet.prompt) + " " + col(Sheet.swapped)
    revealed = func.sum(case((col(Sheet.state) == SheetState.REVEALED, 1), else_=0))
    found = select(Sheet.couple_id, func.aggregate_strings(line, "\n"), revealed).where(
        col(Sheet.couple_id).in_(couples), Sheet.day < day, Sheet.day > day - A_YEAR
    )  # one row a couple: a year of rows for each would take longer than all the rest
    years = {id: Before(_last_days(lines), reveals) for id, lines, reveals in
             session.exec(found.group_by(col(Sheet.couple_id)))}  # fmt: skip
    return {id: years.get(id, Before()) for id in couples}


def _last_days(lines: str) -> dict[str, date]:
    asked: dict[str, str] = {}
    for line in lines.split("\n"):
        day, *prompts = line.split()
        for prompt in prompts:
            asked[prompt] = max(day, asked.get(prompt, day))
    return {prompt: date.fromisoformat(day) for prompt, day in asked.items()}


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
    lately = or_(col(Pause.started_at) > now - A_WEEK, col(Pause.state) == PauseState.RUNNING)
    taken = session.exec(
        select(Pause.couple_id, Pause.state).where(col(Pause.couple_id).in_(couples), lately)
    ).all()
    return {id for id, state in taken if state == PauseState.RUNNING}, {id for id, _ in taken}

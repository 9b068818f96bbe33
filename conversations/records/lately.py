"""What has been between two people lately, as far as it bears on today's check-in."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import String, case, cast, exists, func, or_
from sqlmodel import Session, col, select

from conversations.prompts import Before
from conversations.records.checkins import Sheet, SheetAnswer, SheetState
from conversations.records.pauses import Pause, PauseState

A_YEAR = timedelta(days=365)
A_WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)


def look_back(session: Session, couple_ids: Iterable[int], now: datetime) -> dict[int, Before]:
    """For each of these couples, in two queries for all of them: by what both know. What one of them told in private
    about a tense moment bears on no question that the other reads as well (T-3)."""
    couples = list(couple_ids)
    running, paused = _pauses(session, couples, now)
    today = now.date()  # a day more on either side: it is another date on other clocks
    year = asked_between(session, couples, today - A_YEAR - A_DAY, today + 2 * A_DAY)
    return {
        id: Before(year[id].asked, year[id].reveals, calm=id not in paused, tense=id in running)
        for id in couples
    }


def year_before(session: Session, couples: list[int], day: date) -> dict[int, Before]:
    """For each couple, what was asked in the year before this date."""
    return asked_between(session, couples, day - A_YEAR, day)


def asked_between(session: Session, couples: list[int], after: date, before: date) -> dict[int, Before]:
    """For each couple, what was asked between these dates and answered, when last, and how often both answered. A
    question that somebody only looked at is not used up: the next one would tell of it (T-3)."""
    line = cast(col(Sheet.day), String) + " " + col(Sheet.prompt) + " " + col(Sheet.swapped)
    revealed = func.sum(case((col(Sheet.state) == SheetState.REVEALED, 1), else_=0))
    found = (
        select(Sheet.couple_id, func.aggregate_strings(line, "\n"), revealed)
        .where(col(Sheet.couple_id).in_(couples), Sheet.day < before, Sheet.day > after)
        .where(_answered)
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


def _pauses(session: Session, couples: list[int], now: datetime) -> tuple[set[int], set[int]]:
    lately = or_(col(Pause.started_at) > now - A_WEEK, col(Pause.state) == PauseState.RUNNING)
    taken = session.exec(
        select(Pause.couple_id, Pause.state).where(col(Pause.couple_id).in_(couples), lately)
    ).all()
    return {id for id, state in taken if state == PauseState.RUNNING}, {id for id, _ in taken}


_answered = exists().where(col(SheetAnswer.sheet_id) == col(Sheet.id), col(SheetAnswer.done_at).is_not(None))

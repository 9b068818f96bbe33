"""Opens the day's check-in, for one person or for many at once, and writes its first question."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, and_, bindparam, case, inspect, select, union, update
from sqlmodel import Session, col

from conversations.dialogue.outcomes import Button, Rows
from conversations.dialogue.phrases import Value, lines, say
from conversations.localtime import due
from conversations.records.checkins import Sheet, SheetAnswer, SheetState
from conversations.records.database import new_id
from conversations.records.lately import A_DAY
from conversations.records.many import insert_all
from conversations.records.partners import Partner
from conversations.records.pauses import HOT, Pause, PauseState, Tension

WINDOW = timedelta(hours=6)  # flows.md 9.2
NUDGE_BEFORE = timedelta(minutes=90)  # the end of the window
MORNING, NOON, EVENING = 4, 12, 18
ROOMS = ("plenty", "some", "little", "empty")

SHEET, HALF, PARTNER, TENSION, PAUSE = (
    inspect(table).local_table.c for table in (Sheet, SheetAnswer, Partner, Tension, Pause)
)
_OF_THESE: BindParameter[int] = bindparam("couples", expanding=True)
PAGES = select(SHEET.couple_id, SHEET.day, SHEET.id, SHEET.state, SHEET.closes_at).where(
    SHEET.couple_id.in_(_OF_THESE),
    SHEET.day.in_(bindparam("days", expanding=True)),
)
_HOW_FAR = case((HALF.done_at.is_not(None), "done"), (HALF.passed_at.is_not(None), "passed"), else_="")
HALVES = select(HALF.sheet_id, HALF.partner_id, HALF.id, _HOW_FAR, HALF.closes_at).where(
    HALF.sheet_id.in_(bindparam("sheets", expanding=True))
)
HOURS = (
    select(PARTNER.couple_id, PARTNER.zone, PARTNER.checkin_at)
    .where(PARTNER.couple_id.in_(_OF_THESE))
    .distinct()  # most couples have one hour
)
_HEAT = and_(TENSION.partner_id == PARTNER.id, TENSION.at > bindparam("since"), TENSION.level >= HOT)
_PAUSED = and_(PAUSE.couple_id == PARTNER.couple_id, PAUSE.state == PauseState.RUNNING)
TENSE = union(
    select(PARTNER.id).where(PARTNER.couple_id.in_(_OF_THESE), _HEAT),
    select(PARTNER.id).where(PARTNER.couple_id.in_(_OF_THESE), _PAUSED),
)


class Hour(NamedTuple):
    """When someone is asked, by the clock on their wall."""

    zone: str
    wall: time | None


class Asked(NamedTuple):
    """Someone who is asked about a date of theirs."""

    partner_id: int
    couple_id: int
    day: date
    hour: Hour
    by_timetable: bool  # or they came by themselves


class Half(NamedTuple):
    """Someone's half of a sheet as it stands when they are asked."""

    asked: Asked
    sheet_id: int
    closes_at: datetime  # end of this person's window
    wanted: bool  # the sheet is open, and they have neither answered nor passed
    comes_second: bool  # the other one has answered


class _Page(NamedTuple):
    id: int
    state: str
    closes_at: datetime


Day = tuple[int, date]  # a couple and a date


def open_sheets(session: Session, asked: Sequence[Asked], now: datetime) -> list[Half]:
    """The sheet of each date, and each one's half of it; what is not there yet is made. The caller holds the
    couples: nobody else makes a sheet for them meanwhile, and if so, the unique date refuses it."""
    session.flush()  # the tables are read past the session
    days = {(one.couple_id, one.day) for one in asked}
    pages = _pages(session, days)
    there = _halves(session, [page.id for page in pages.values()])
    pages |= _make_sheets(session, days - pages.keys(), now)
    tense = _tense(session, {couple for couple, _ in days}, now)
    fresh: list[dict[str, Any]] = []
    halves = []
    for one in asked:
        page = pages[one.couple_id, one.day]
        end = _end_for(one, page, now)
        _lengthen(session, Sheet, page, end)
        known = there.get(page.id, {})
        if (mine := known.get(one.partner_id)) is None:
            fresh.append(_new_half(one, page.id, one.partner_id in tense, now, end))
        else:
            _lengthen(session, SheetAnswer, mine, end)
        wanted = page.state == SheetState.OPEN and end > now and (mine is None or mine.state == "")
        second = any(half.state == "done" for id, half in known.items() if id != one.partner_id)
        halves.append(Half(one, page.id, end, wanted, second))
    insert_all(session, SheetAnswer, fresh)
    return halves


def _pages(session: Session, days: set[Day]) -> dict[Day, _Page]:
    wanted = {"couples": {couple for couple, _ in days}, "days": {day for _, day in days}}
    found = session.connection().execute(PAGES, wanted).all()
    pages = {(couple, day): _Page(*page) for couple, day, *page in found}
    return {day: page for day, page in pages.items() if day in days}


def _halves(session: Session, sheets: list[int]) -> dict[int, dict[int, _Page]]:
    """Sheet -> partner -> their half; its state is "done", "passed" or nothing."""
    halves: dict[int, dict[int, _Page]] = defaultdict(dict)
    found = session.connection().execute(HALVES, {"sheets": sheets}).all() if sheets else ()
    for sheet, partner, *half in found:
        halves[sheet][partner] = _Page(*half)
    return halves


def _make_sheets(session: Session, days: set[Day], now: datetime) -> dict[Day, _Page]:
    """With no question yet: it is chosen when one of the two first looks at it."""
    hours = _hours(session, {couple for couple, _ in days})
    made = {
        (couple, day): _Page(
            new_id(), SheetState.OPEN, max(window_end(hour, day, now) for hour in hours[couple])
        )
        for couple, day in days
    }
    rows = [
        {"id": page.id, "couple_id": couple, "day": day, "prompt": "", "spares": "",
         "swapped": "", "state": page.state, "closes_at": page.closes_at}
        for (couple, day), page in made.items()
    ]  # fmt: skip
    insert_all(session, Sheet, rows)
    return made


def _hours(session: Session, couples: set[int]) -> dict[int, list[Hour]]:
    """Of both, as one sheet stays open for both windows."""
    hours: dict[int, list[Hour]] = defaultdict(list)
    found = session.connection().execute(HOURS, {"couples": couples}).all() if couples else ()
    for couple, *hour in found:
        hours[couple].append(Hour(*hour))
    return hours


def _tense(session: Session, couples: set[int], now: datetime) -> set[int]:
    """Who has told of heat within a day, and both of a couple that pauses: their halves are light. Of what one told in
    private the other's half shows nothing (T-3)."""
    wanted = {"couples": couples, "since": now - A_DAY}
    return set(session.connection().execute(TENSE, wanted).scalars()) if couples else set()


def _new_half(one: Asked, sheet: int, light: bool, now: datetime, end: datetime) -> dict[str, Any]:
    return {"id": new_id(), "sheet_id": sheet, "partner_id": one.partner_id, "light": light, "asked_at": now,
            "closes_at": end, "question": "", "responded": ""}  # fmt: skip


def _lengthen(session: Session, table: type[Sheet] | type[SheetAnswer], page: _Page, end: datetime) -> None:
    if page.closes_at < end:
        shorter = update(table).where(col(table.id) == page.id, col(table.closes_at) < end)
        session.execute(shorter.values(closes_at=end))


def keep_open(session: Session, couple_id: int, day: date, due_at: datetime) -> None:
    """Who is asked about a date later than it was thought when its sheet was made still finds the sheet open."""
    end = due_at + WINDOW
    its_sheet = update(Sheet).where(col(Sheet.couple_id) == couple_id, col(Sheet.day) == day)
    shorter = its_sheet.where(col(Sheet.state) == SheetState.OPEN, col(Sheet.closes_at) < end)
    session.execute(shorter.values(closes_at=end))


def window_end(hour: Hour, day: date, now: datetime) -> datetime:
    """Until when someone can answer about their date: six hours from their hour, or from now if later. Whether they are
    asked or rest makes no difference: the other would see it by when the sheet closes (T-3)."""
    if hour.wall is None or not hour.zone:
        return now + WINDOW
    return max(now, due(day, hour.wall, hour.zone)) + WINDOW


def _end_for(one: Asked, page: _Page, now: datetime) -> datetime:
    """End of one's window. Who opens the sheet by themselves does not keep it open longer: the other would see by its
    end when they did (T-3)."""
    end = window_end(one.hour, one.day, now)
    return end if one.by_timetable else min(end, page.closes_at)


def first_question(name: str, zone: str, now: datetime) -> Value:
    """ "Evening, Mina. Thirty seconds? How much room do you have today?" """
    return lines(say(f"checkin.hello.{part_of_day(zone, now)}.text", name=name), say("checkin.room.text"))


def first_buttons(sheet_id: int) -> Rows:
    """The answers to it. They start the rest: until one is tapped, no open conversation is displaced."""
    rooms = [Button(say(f"checkin.room.options.{room}"), f"checkin {sheet_id} {room}") for room in ROOMS]
    later = Button(say("checkin.button.not_today"), f"checkin {sheet_id} not_today")
    return tuple(rooms[:2]), tuple(rooms[2:]), (later,)


def part_of_day(zone: str, now: datetime) -> str:
    """morning, afternoon or evening, on a clock in this zone."""
    hour = now.astimezone(ZoneInfo(zone or "UTC")).hour
    if MORNING <= hour < NOON:
        return "morning"
    return "afternoon" if NOON <= hour < EVENING else "evening"

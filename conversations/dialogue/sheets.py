"""Opens the day's check-in, for one person or for many at once, and writes its first question."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from conversations.dialogue.outcomes import Button, Rows
from conversations.dialogue.phrasebook import Phrasebook
from conversations.dialogue.phrases import Value, lines, say
from conversations.localtime import due
from conversations.prompts import Deck, choose_prompt, choose_spares, read_deck
from conversations.records.checkins import Sheet, SheetAnswer, SheetState
from conversations.records.database import new_id
from conversations.records.lately import is_tense, look_back, year_before
from conversations.records.partners import Partner

WINDOW = timedelta(hours=6)  # flows.md 9.2
NUDGE_BEFORE = timedelta(minutes=90)  # the end of the window
MORNING, NOON, EVENING = 4, 12, 18
ROOMS = ("plenty", "some", "little", "empty")


class Hour(NamedTuple):
    """When someone is asked: their wall-clock time, and when it comes next."""

    zone: str
    wall: time | None
    next_at: datetime | None


@dataclass(frozen=True)
class Asked:
    """Someone who is asked about a date of theirs."""

    partner_id: int
    couple_id: int
    day: date
    hour: Hour


@dataclass(frozen=True)
class Half:
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


def open_sheets(session: Session, book: Phrasebook, asked: Sequence[Asked], now: datetime) -> list[Half]:
    """The sheet of each date, and each one's half of it; what is not there yet is made. The caller holds the
    couples: nobody else makes a sheet for them meanwhile, and if so, the unique date refuses it."""
    days = {(one.couple_id, one.day) for one in asked}
    pages = _pages(session, days)
    there = _halves(session, [page.id for page in pages.values()])
    pages |= _make_sheets(session, days - pages.keys(), book, now)
    tense = is_tense(session, {couple for couple, _ in days}, now)
    fresh: list[dict[str, Any]] = []
    halves = []
    for one in asked:
        page, end = pages[one.couple_id, one.day], window_end(one.hour, one.day, now)
        _lengthen(session, Sheet, page, end)
        known = there.get(page.id, {})
        if (mine := known.get(one.partner_id)) is None:
            fresh.append(_new_half(one, page.id, one.couple_id in tense, now, end))
        else:
            _lengthen(session, SheetAnswer, mine, end)
        wanted = page.state == SheetState.OPEN and (mine is None or mine.state == "")
        second = any(half.state == "done" for id, half in known.items() if id != one.partner_id)
        halves.append(Half(one, page.id, end, wanted, second))
    if fresh:
        session.execute(insert(SheetAnswer), fresh)
    return halves


def _pages(session: Session, days: set[Day]) -> dict[Day, _Page]:
    found = select(Sheet.couple_id, Sheet.day, Sheet.id, Sheet.state, Sheet.closes_at)  # type: ignore[call-overload]
    on_these = (
        col(Sheet.couple_id).in_({couple for couple, _ in days}),
        col(Sheet.day).in_({day for _, day in days}),
    )
    pages = {(couple, day): _Page(*page) for couple, day, *page in session.exec(found.where(*on_these))}
    return {day: page for day, page in pages.items() if day in days}


def _halves(session: Session, sheets: list[int]) -> dict[int, dict[int, _Page]]:
    """Sheet -> partner -> their half; its state is "done", "passed" or nothing."""
    found = select(SheetAnswer.sheet_id, SheetAnswer.partner_id, SheetAnswer.id, SheetAnswer.done_at,
                   SheetAnswer.passed_at, SheetAnswer.closes_at)  # type: ignore[call-overload]  # fmt: skip
    halves: dict[int, dict[int, _Page]] = defaultdict(dict)
    for sheet, partner, id, done, passed, end in session.exec(
        found.where(col(SheetAnswer.sheet_id).in_(sheets))
    ):
        halves[sheet][partner] = _Page(id, "done" if done else "passed" if passed else "", end)
    return halves


def _make_sheets(session: Session, days: set[Day], book: Phrasebook, now: datetime) -> dict[Day, _Page]:
    if not days:
        return {}
    couples, deck = {couple for couple, _ in days}, _deck(book)
    hours, before = _hours(session, couples), look_back(session, couples, now)
    made = {
        (couple, day): _Page(
            new_id(), SheetState.OPEN, max(window_end(hour, day, now) for hour in hours[couple])
        )
        for couple, day in days
    }
    session.execute(
        insert(Sheet),
        [
            {"id": page.id, "couple_id": couple, "day": day, "prompt": choose_prompt(deck, couple, day, before[couple]),
             "swapped": "", "state": page.state, "closes_at": page.closes_at}
            for (couple, day), page in made.items()
        ],
    )  # fmt: skip
    return made


def _hours(session: Session, couples: Iterable[int]) -> dict[int, list[Hour]]:
    hours: dict[int, list[Hour]] = defaultdict(list)
    found = select(
        col(Partner.couple_id), col(Partner.zone), col(Partner.checkin_at), col(Partner.next_checkin_at)
    ).where(col(Partner.couple_id).in_(couples))
    for couple, zone, wall, next_at in session.exec(found):
        hours[couple or 0].append(Hour(zone, wall, next_at))
    return hours


def _new_half(one: Asked, sheet: int, light: bool, now: datetime, end: datetime) -> dict[str, Any]:
    return {"id": new_id(), "sheet_id": sheet, "partner_id": one.partner_id, "light": light, "asked_at": now,
            "closes_at": end, "question": "", "responded": ""}  # fmt: skip


def _lengthen(session: Session, table: type[Sheet] | type[SheetAnswer], page: _Page, end: datetime) -> None:
    if page.closes_at < end:
        session.execute(update(table).where(col(table.id) == page.id).values(closes_at=end))


def window_end(hour: Hour, day: date, now: datetime) -> datetime:
    """Until when someone can answer about their date: six hours from their hour, or from now if later."""
    if hour.next_at is None or hour.wall is None:
        return now + WINDOW
    return max(now, due(day, hour.wall, hour.zone)) + WINDOW


def questions_of(session: Session, book: Phrasebook, sheet: Sheet) -> tuple[str, ...]:
    """Keys: the sheet's question, and after it what a swap asks instead."""
    past = year_before(session, [sheet.couple_id], sheet.day)[sheet.couple_id]
    spares = choose_spares(_deck(book), sheet.couple_id, sheet.prompt, past)
    return tuple(f"prompts.{prompt}" for prompt in (sheet.prompt, *spares))


@lru_cache(maxsize=1)
def _deck(book: Phrasebook) -> Deck:
    return read_deck(book.table("prompts", "en"))


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

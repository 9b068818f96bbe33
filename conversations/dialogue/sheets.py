"""Opens the day's check-in, for one person or for many at once, and writes its first question."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from conversations.dialogue.outcomes import Button, Rows
from conversations.dialogue.phrasebook import Phrasebook
from conversations.dialogue.phrases import Value, lines, say
from conversations.localtime import due
from conversations.prompts import Before, Deck, choose_prompts, read_deck
from conversations.records.checkins import Sheet, SheetAnswer, add_new, answers_of, sheets_on
from conversations.records.database import new_id
from conversations.records.lately import look_back
from conversations.records.partners import Partner

WINDOW = timedelta(hours=6)  # flows.md 9.2
NUDGE_BEFORE = timedelta(minutes=90)  # the end of the window
MORNING, NOON, EVENING = 4, 12, 18
ROOMS = ("plenty", "some", "little", "empty")


@dataclass(frozen=True)
class Asked:
    """Someone who is asked about a date of theirs; they are in a couple."""

    partner: Partner
    couple_id: int
    day: date


Halves = list[tuple[Asked, Sheet, SheetAnswer]]


def open_sheets(session: Session, book: Phrasebook, asked: Sequence[Asked], now: datetime) -> Halves:
    """The sheet of each date, and each one's half of it; what is not there yet is made."""
    days = {(one.couple_id, one.day) for one in asked}
    sheets = sheets_on(session, days)
    before = look_back(session, {couple for couple, _ in days}, now)
    if missing := days - sheets.keys():
        couples = _couples(session, {couple for couple, _ in missing})
        deck = _deck(book)
        add_new(
            session,
            Sheet,
            [_sheet(day, couples[day[0]], before[day[0]], deck, now) for day in sorted(missing)],
        )
        sheets = sheets_on(session, days)
    return _ask(session, asked, sheets, before, now)


def _ask(
    session: Session,
    asked: Sequence[Asked],
    sheets: dict[tuple[int, date], Sheet],
    before: dict[int, Before],
    now: datetime,
) -> Halves:
    ids = {sheet.id for sheet in sheets.values()}
    there = answers_of(session, ids)
    for one in asked:
        sheet, end = sheets[one.couple_id, one.day], window_end(one.partner, one.day, now)
        sheet.closes_at = max(sheet.closes_at, end)
        half = there.get((sheet.id, one.partner.id))
        if half is None:
            light = before[one.couple_id].tense
            half = SheetAnswer(
                sheet_id=sheet.id, partner_id=one.partner.id, light=light, asked_at=now, closes_at=end
            )
            there[sheet.id, one.partner.id] = half
            session.add(half)
        else:
            half.closes_at = max(half.closes_at, end)
    session.flush()
    found = ((one, sheets[one.couple_id, one.day]) for one in asked)
    return [(one, sheet, there[sheet.id, one.partner.id]) for one, sheet in found]


def _sheet(
    day: tuple[int, date], both: list[Partner], before: Before, deck: Deck, now: datetime
) -> dict[str, object]:
    prompt, *spares = choose_prompts(deck, *day, before)
    end = max(window_end(partner, day[1], now) for partner in both)
    return {"id": new_id(), "couple_id": day[0], "day": day[1], "prompt": prompt, "spares": " ".join(spares),
            "state": "open", "closes_at": end}  # fmt: skip


def window_end(partner: Partner, day: date, now: datetime) -> datetime:
    """Until when this person can answer about their date: six hours from their hour, or from now if later."""
    if partner.next_checkin_at is None or partner.checkin_at is None:
        return now + WINDOW
    return max(now, due(day, partner.checkin_at, partner.zone)) + WINDOW


def _couples(session: Session, couple_ids: Iterable[int]) -> dict[int, list[Partner]]:
    both: dict[int, list[Partner]] = defaultdict(list)
    for partner in session.exec(select(Partner).where(col(Partner.couple_id).in_(list(couple_ids)))):
        both[partner.couple_id or 0].append(partner)
    return both


@lru_cache(maxsize=1)
def _deck(book: Phrasebook) -> Deck:
    return read_deck(book.table("prompts", "en"))


def first_question(name: str, zone: str, sheet_id: int, now: datetime) -> tuple[Value, Rows]:
    """ "Evening, Mina. Thirty seconds?" Its buttons start the rest: it takes the place of no conversation."""
    hello = say(f"checkin.hello.{_part_of_day(zone, now)}.text", name=name)
    rooms = [Button(say(f"checkin.room.options.{room}"), f"checkin {sheet_id} {room}") for room in ROOMS]
    later = Button(say("checkin.button.not_today"), f"checkin {sheet_id} not_today")
    return lines(hello, say("checkin.room.text")), (tuple(rooms[:2]), tuple(rooms[2:]), (later,))


def _part_of_day(zone: str, now: datetime) -> str:
    hour = now.astimezone(ZoneInfo(zone or "UTC")).hour
    if MORNING <= hour < NOON:
        return "morning"
    return "afternoon" if NOON <= hour < EVENING else "evening"

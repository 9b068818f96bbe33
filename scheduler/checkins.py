"""Asks the day's question of everyone whose hour has come, each on their own clock."""

import json
import logging
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from datetime import time as wall_clock
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, inspect, select, update
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from conversations.dialogue.phrasebook import Phrasebook, Reader
from conversations.dialogue.posting import Desk
from conversations.dialogue.sheets import (
    NUDGE_BEFORE,
    Asked,
    Half,
    Hour,
    first_buttons,
    first_question,
    open_sheets,
)
from conversations.dialogue.turn import Attune, desk_for
from conversations.localtime import is_quiet, local_date, next_due
from conversations.records.couples import Couple, CoupleState
from conversations.records.database import new_id, transaction
from conversations.records.deliveries import (
    LIFETIME,
    Delivery,
    DeliveryState,
    Key,
    Message,
    Urgency,
    write_message,
)
from conversations.records.many import insert_all
from conversations.records.partners import Consent, Partner, name_of_partner
from conversations.records.reminders import Reminder, ReminderKind
from conversations.records.rhythm import asks_on
from conversations.records.sealing import Sealed, person

BATCH = 250  # in one transaction: taps are held up no longer than it takes
BREATH = 0.001  # seconds: whoever waits for SQLite asks again and again, and nobody queues there
TOO_LATE = timedelta(hours=2)  # a question about the evening at three in the morning is not gentle
TRY_AGAIN = timedelta(hours=1)
NAME, SHEET = "\ue000", 0  # where a name and a sheet come in the one message that is put into words for all

log = logging.getLogger(__name__)


class Due(NamedTuple):
    """Someone whose hour has come."""

    id: int
    couple_id: int
    chat: bytes
    name: bytes
    language: str
    zone: str
    wall: wall_clock
    quiet_from: wall_clock
    quiet_until: wall_clock
    at: datetime
    last_day: date | None
    reachable: bool
    takes_part: bool
    discreet: bool
    rhythm: str


_who, _pair = inspect(Partner).local_table.c, inspect(Couple).local_table.c
_takes_part = and_(
    _pair.state == CoupleState.ACTIVE,
    _who.consent == Consent.TOGETHER,
    _who.resting_since.is_(None),
    _who.apart_since.is_(None),
    _who.checkin_at.is_not(None),
    _who.zone != "",
)
TAKE = (
    select(_who.id, _who.couple_id, _who.telegram_id, _who.name, _who.language, _who.zone, _who.checkin_at,
           _who.quiet_from, _who.quiet_until, _who.next_checkin_at, _who.last_checkin_day,
           _who.unreachable_since.is_(None), _takes_part, _who.discreet, _who.rhythm)
    .join_from(inspect(Partner).local_table, inspect(Couple).local_table, _pair.id == _who.couple_id)
    .where(_who.next_checkin_at <= bindparam("now"))
    .order_by(_who.next_checkin_at)  # and by nothing else: the index has it in this order
    .limit(bindparam("many"))
    .with_for_update(skip_locked=True)
)  # fmt: skip
MOVE = (
    update(Partner)
    .where(_who.id.in_(bindparam("ids", expanding=True)))
    .values(next_checkin_at=bindparam("next_at"), last_checkin_day=bindparam("last_day"))
)


def plan_all_due(now: datetime, attune: Attune) -> None:
    """Everyone who is due, in short transactions of its own, with room for taps between them."""
    while _plan_batch(now, attune) == BATCH:
        time.sleep(BREATH)


def _plan_batch(now: datetime, attune: Attune) -> int:
    """How many were taken. If the batch fails, each is planned alone."""
    try:
        with transaction(attune.engine) as session:
            return plan_due(session, now, attune)
    except Exception as error:
        log.warning("a batch of check-ins is planned one by one: %s", type(error).__name__)
    taken = 0
    while taken < BATCH and _plan_alone(now, attune):
        taken += 1
        time.sleep(BREATH)
    return taken


def plan_due(session: Session, now: datetime, attune: Attune) -> int:
    """One batch of who is due, within the caller's transaction; how many there were. Nothing is born claimed: a
    whole evening of questions outlasts a lease, and after it they would count as perhaps sent."""
    taken = _take_due(session, now, BATCH)
    _plan(taken, desk_for(session, now, attune))
    return len(taken)


def _plan_alone(now: datetime, attune: Attune) -> bool:
    """Who is due first, in a transaction of their own; False when nobody is. Who cannot be planned moves ahead.

    Raises `OperationalError` where it is the database that cannot: then everybody is still due at the next tick.
    """
    with transaction(attune.engine) as session:
        taken = _take_due(session, now, 1)
        try:
            with session.begin_nested():
                _plan(taken, desk_for(session, now, attune))
        except OperationalError:
            raise
        except Exception as error:  # whatever is wrong with this one is not wrong with the next
            [one] = taken
            log.error("the check-in of partner %d moves an hour ahead: %s", one.id, type(error).__name__)
            _move(session, [one.id], now + TRY_AGAIN, one.last_day)
    return bool(taken)


def _take_due(session: Session, now: datetime, many: int) -> list[Due]:
    """Nothing is waited for: who is taking a turn just now, or is planned elsewhere, is left for the next tick."""
    return [Due._make(row) for row in session.connection().execute(TAKE, {"now": now, "many": many}).all()]


def _plan(taken: Sequence[Due], desk: Desk) -> None:
    if not taken:
        return
    plans = [(one, *_next_hour(one, desk.now)) for one in taken]
    asked = {one.id: one for one, day, _ in plans if day is not None}
    halves = open_sheets(desk.session, [_asked(one, day) for one, day, _ in plans if day], desk.now)
    wanted = [(asked[half.asked.partner_id], half) for half in halves if half.wanted]
    _post(wanted, desk)
    insert_all(desk.session, Reminder, [_nudge(half) for _, half in wanted if half.comes_second])
    _move_on(plans, desk.session)


def _asked(one: Due, day: date) -> Asked:
    return Asked(one.id, one.couple_id, day, Hour(one.zone, one.wall), by_timetable=True)


def _next_hour(one: Due, now: datetime) -> tuple[date | None, datetime | None]:
    """The date to ask about, None when it is left out; and the next hour, None for who takes no part any more."""
    if not one.takes_part:
        return None, None
    at = _latest_hour(one, now)
    day, last = local_date(at, one.zone), one.last_day or date.min
    asks = one.reachable and at <= now and day > last and asks_on(one.rhythm, day)
    last = day if asks else last
    next_day, next_at = next_due(now, one.wall, one.zone)
    while next_day <= last or not asks_on(one.rhythm, next_day):
        next_day, next_at = next_due(next_at, one.wall, one.zone)
    return day if asks else None, next_at


def _latest_hour(one: Due, now: datetime) -> datetime:
    """The hour that is due; where that is too long ago, the first one after it that is not, due or still to come."""
    earliest = now - TOO_LATE  # still in time
    return one.at if one.at >= earliest else next_due(earliest - timedelta.resolution, one.wall, one.zone)[1]


def _move_on(plans: Sequence[tuple[Due, date | None, datetime | None]], session: Session) -> None:
    """Most go on to the same hour: they are moved together."""
    together: dict[tuple[datetime | None, date | None], list[int]] = defaultdict(list)
    for one, day, next_at in plans:
        together[next_at, day or one.last_day].append(one.id)
    for (next_at, last_day), ids in together.items():
        _move(session, ids, next_at, last_day)


def _move(session: Session, ids: list[int], next_at: datetime | None, last_day: date | None) -> None:
    session.connection().execute(MOVE, {"ids": ids, "next_at": next_at, "last_day": last_day})


def _nudge(half: Half) -> dict[str, Any]:
    """Where the other one was first, the nudge is due before this window ends."""
    return {"id": new_id(), "partner_id": half.asked.partner_id, "kind": ReminderKind.NUDGE, "subject": half.sheet_id,
            "step": 0, "due_at": half.closes_at - NUDGE_BEFORE}  # fmt: skip


def _post(halves: Sequence[tuple[Due, Half]], desk: Desk) -> None:
    """The first question to each, all in one go."""
    desk.sealer.fetch_keys(desk.session, [person(one.id) for one, _ in halves])
    insert_all(desk.session, Delivery, [_delivery(one, half.sheet_id, desk) for one, half in halves])


def _delivery(one: Due, sheet_id: int, desk: Desk) -> dict[str, Any]:
    owner, row = person(one.id), new_id()
    name = name_of_partner(desk.session, desk.sealer, one)
    message = _message(one, name, sheet_id, desk)
    body = desk.sealer.seal(desk.session, Sealed(owner, "delivery.body", row), message)
    return {"row": row, "chat": one.chat, "owner": owner, "body": body, "urgency": Urgency.PROMPT,
            "state": DeliveryState.PENDING, "due_at": desk.now, "expires_at": desk.now + LIFETIME[Urgency.PROMPT],
            "attempts": 0, "unsure": 0, "epoch": 0, "about": ""}  # fmt: skip


def _message(one: Due, name: str, sheet_id: int, desk: Desk) -> str:
    """What `post` would keep of the first question. The name comes last: what is in it stays as it is."""
    quiet = is_quiet(desk.now, one.zone, one.quiet_from, one.quiet_until)
    if one.discreet:
        return write_message(desk.cover(one.language, f"checkin {sheet_id}", quiet))
    for_all = _message_for_all(desk.book, one.language, one.zone, desk.now, quiet)
    mine = for_all.replace(f"checkin {SHEET} ", f"checkin {sheet_id} ")
    return mine.replace(NAME, json.dumps(name, ensure_ascii=False)[1:-1])


@lru_cache(maxsize=256)
def _message_for_all(book: Phrasebook, language: str, zone: str, now: datetime, quiet: bool) -> str:
    """The first question in words, but for the name and the sheet."""
    text = book.render(first_question(NAME, zone, now), Reader(language, zone))
    keyboard = tuple(
        tuple(Key(book.words(button.label, language), button.command) for button in row)
        for row in first_buttons(SHEET)
    )
    return write_message(Message(text, keyboard, silent=quiet))

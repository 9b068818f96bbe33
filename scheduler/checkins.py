"""Asks the day's question of everyone whose hour has come, each on their own clock."""

import json
import logging
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import insert, inspect, update
from sqlmodel import Session, col, select

from conversations.dialogue.phrasebook import Phrasebook, Reader, Text
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
from conversations.dialogue.turn import Attune, Claim, desk_for
from conversations.localtime import is_quiet, local_date, next_due
from conversations.records.couples import Couple, CoupleState
from conversations.records.database import new_id, transaction
from conversations.records.deliveries import LIFETIME, Delivery, DeliveryState, Key, Message, Urgency
from conversations.records.partners import Consent, Partner, name_of_partner
from conversations.records.reminders import Reminder, ReminderKind
from conversations.records.sealing import OwnerKey, Sealed, person

BATCH = 100  # in one transaction: taps are held up no longer than it takes
BREATH = 0.02  # seconds: whoever waits for SQLite asks again and again, and nobody queues there
TOO_LATE = timedelta(hours=2)  # a question about the evening at three in the morning is not gentle
TRY_AGAIN = timedelta(hours=1)
MESSAGE, KEY = asdict(Message(Text(""))), asdict(Key(""))

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Due:
    """Someone whose hour has come, and whether their couple is still together."""

    partner: Partner
    together: bool


def plan_all_due(now: datetime, attune: Attune) -> list[Claim]:
    """Everyone who is due, in short transactions of its own, with room for taps between them."""
    taken = BATCH
    while taken == BATCH:
        with transaction(attune.engine) as session:
            taken = _plan_batch(session, now, attune)
        time.sleep(BREATH if taken == BATCH else 0)
    return []


def plan_due(session: Session, now: datetime, attune: Attune) -> list[Claim]:
    """One batch of who is due, within the caller's transaction. Nothing is born claimed: a whole evening of
    questions outlasts a lease, and after a lease they would count as perhaps sent. The courier takes them."""
    _plan_batch(session, now, attune)
    return []


def _plan_batch(session: Session, now: datetime, attune: Attune) -> int:
    """How many were taken. If the batch fails, each is planned alone, and who fails moves an hour ahead."""
    if not (taken := _take_due(session, now)):
        return 0
    desk = desk_for(session, now, attune)
    try:
        with session.begin_nested():
            _plan(taken, desk)
    except Exception as error:
        log.warning("a batch of %d check-ins is planned one by one: %s", len(taken), type(error).__name__)
        for one in taken:
            _plan_alone(one, desk)
    return len(taken)


def _plan_alone(one: Due, desk: Desk) -> None:
    try:
        with desk.session.begin_nested():
            _plan([one], desk)
    except Exception as error:  # whatever is wrong with this one is not wrong with the next
        log.error("the check-in of partner %d moves an hour ahead: %s", one.partner.id, type(error).__name__)
        ahead = update(Partner).where(col(Partner.id) == one.partner.id)
        desk.session.execute(ahead.values(next_checkin_at=desk.now + TRY_AGAIN))


def _take_due(session: Session, now: datetime) -> list[Due]:
    """Nothing is waited for: who is taking a turn just now, or is planned elsewhere, is left for the next tick."""
    due = (
        select(Partner, Couple.state)
        .join(Couple, col(Couple.id) == col(Partner.couple_id))
        .where(col(Partner.next_checkin_at) <= now)
        .order_by(col(Partner.next_checkin_at))  # and by nothing else: the index has it in this order
        .limit(BATCH)
        .with_for_update(skip_locked=True, of=(Partner, Couple))
    )
    found = session.exec(due.execution_options(populate_existing=True)).all()
    return [Due(partner, state == CoupleState.ACTIVE) for partner, state in found]


def _plan(taken: Sequence[Due], desk: Desk) -> None:
    plans = [(one.partner, *_next_hour(one, desk.now)) for one in taken]
    asked = {partner.id: (partner, day) for partner, day, _ in plans if day is not None}
    halves = (
        open_sheets(desk.session, desk.book, [_asked(*one) for one in asked.values()], desk.now)
        if asked
        else []
    )
    wanted = [(asked[half.asked.partner_id][0], half) for half in halves if half.wanted]
    _post(wanted, desk)
    _insert(desk, Reminder, [_nudge(half) for _, half in wanted if half.comes_second])
    _move_on(plans, desk.session)


def _asked(partner: Partner, day: date) -> Asked:
    hour = Hour(partner.zone, partner.checkin_at, partner.next_checkin_at)
    return Asked(partner.id, partner.couple_id or 0, day, hour)


def _next_hour(one: Due, now: datetime) -> tuple[date | None, datetime | None]:
    """The date to ask about, None when it is left out; and the next hour, None for who takes no part any more."""
    partner, due_at, wall = one.partner, one.partner.next_checkin_at, one.partner.checkin_at
    if due_at is None or wall is None or not _takes_part(one):
        return None, None
    day, last = local_date(due_at, partner.zone), partner.last_checkin_day or date.min
    asks = now - due_at <= TOO_LATE and day > last and partner.unreachable_since is None
    last = day if asks else last
    next_day, next_at = next_due(now, wall, partner.zone)
    while next_day <= last:
        next_day, next_at = next_due(next_at, wall, partner.zone)
    return day if asks else None, next_at


def _takes_part(one: Due) -> bool:
    partner = one.partner
    return (
        one.together
        and partner.consent == Consent.TOGETHER
        and partner.resting_since is None
        and bool(partner.zone)
    )


def _move_on(plans: Sequence[tuple[Partner, date | None, datetime | None]], session: Session) -> None:
    moved = [
        {"id": partner.id, "next_checkin_at": next_at, "last_checkin_day": day or partner.last_checkin_day}
        for partner, day, next_at in plans
    ]
    session.execute(update(Partner), moved)
    session.expire_all()


def _nudge(half: Half) -> dict[str, Any]:
    """Where the other one was first, the nudge is due before this window ends."""
    return {"id": new_id(), "partner_id": half.asked.partner_id, "kind": ReminderKind.NUDGE, "subject": half.sheet_id,
            "step": 0, "due_at": half.closes_at - NUDGE_BEFORE}  # fmt: skip


def _post(halves: Sequence[tuple[Partner, Half]], desk: Desk) -> None:
    """The first question to each, all in one go."""
    owners = [person(partner.id) for partner, _ in halves]
    keys = desk.session.exec(select(OwnerKey).where(col(OwnerKey.owner).in_(owners))).all()
    _insert(desk, Delivery, [_delivery(partner, half.sheet_id, desk) for partner, half in halves])
    del keys  # held until here, so that the session finds each key without asking for it


def _insert(desk: Desk, table: type[Reminder] | type[Delivery], rows: list[dict[str, Any]]) -> None:
    """Without the session: it would take as long again."""
    if rows:
        desk.session.connection().execute(insert(inspect(table).local_table), rows)


def _delivery(partner: Partner, sheet_id: int, desk: Desk) -> dict[str, Any]:
    owner, row = person(partner.id), new_id()
    body = desk.sealer.seal(
        desk.session, Sealed(owner, "delivery.body", row), _message(partner, sheet_id, desk)
    )
    return {"row": row, "chat": partner.telegram_id, "owner": owner, "body": body, "urgency": Urgency.PROMPT,
            "state": DeliveryState.PENDING, "due_at": desk.now, "expires_at": desk.now + LIFETIME[Urgency.PROMPT],
            "attempts": 0, "unsure": 0, "epoch": 0, "about": ""}  # fmt: skip


def _message(partner: Partner, sheet_id: int, desk: Desk) -> str:
    """What `post` would keep of the first question; what is the same for all is put into words once."""
    name = name_of_partner(desk.session, desk.sealer, partner)
    text = desk.book.render(
        first_question(name, partner.zone, desk.now), Reader(partner.language, partner.zone)
    )
    quiet = is_quiet(desk.now, partner.zone, partner.quiet_from, partner.quiet_until)
    labels = _labels(desk.book, partner.language)
    keyboard = [
        [{**KEY, "label": label, "data": f"checkin {sheet_id} {how}"} for label, how in row] for row in labels
    ]
    return json.dumps(
        {**MESSAGE, "text": asdict(text), "keyboard": keyboard, "silent": quiet}, ensure_ascii=False
    )


@lru_cache(maxsize=8)
def _labels(book: Phrasebook, language: str) -> list[list[tuple[str, str]]]:
    """Of the buttons of the first question: what stands on each, and what it starts the check-in with."""
    return [
        [(book.words(button.label, language), button.command.split()[-1]) for button in row]
        for row in first_buttons(0)
    ]

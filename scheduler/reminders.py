"""Says what was promised for later, when its time has come."""

import logging
import time
from datetime import datetime, timedelta

from sqlalchemy import or_
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from conversations.dialogue.turn import Attune, desk_for
from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.deliveries import Ready
from conversations.records.partners import Partner
from conversations.records.reminders import Reminder, ReminderKind, postpone
from scheduler.reminding import SAYINGS, Sayings

BATCH = 20  # in one transaction: taps are held up no longer than it takes
BREATH = 0.02  # seconds between full batches: whoever waits for SQLite asks again and again
AT_ONCE = 500  # in one tick: what is claimed here can be sent before its lease ends (30 a second)
TRY_AGAIN = timedelta(hours=1)

log = logging.getLogger(__name__)


def say_all_due(now: datetime, attune: Attune, sayings: Sayings = SAYINGS) -> list[Ready]:
    """Everything that is due, in short transactions; what is too much for one tick waits for the next.

    Raises `OperationalError` where the database takes none of it.
    """
    ready: list[Ready] = []
    for _ in range(AT_ONCE // BATCH):
        try:
            with transaction(attune.engine) as session:
                due = _take_due(session, now)
                said = _say_each(due, session, now, attune, sayings)
        except OperationalError:
            if not ready:
                raise
            break  # what was kept goes out, and the rest is still due
        ready += said
        if not due:
            break
        time.sleep(BREATH if len(due) == BATCH else 0)
    return ready


def say_due(session: Session, now: datetime, attune: Attune, sayings: Sayings = SAYINGS) -> list[Ready]:
    """One batch of what is due, within the caller's transaction. Returns what may be sent at once."""
    return _say_each(_take_due(session, now), session, now, attune, sayings)


def _say_each(
    due: list[Reminder], session: Session, now: datetime, attune: Attune, sayings: Sayings
) -> list[Ready]:
    return [one for reminder in due for one in _say(reminder, session, now, attune, sayings)]


def _say(
    reminder: Reminder, session: Session, now: datetime, attune: Attune, sayings: Sayings
) -> list[Ready]:
    """One reminder, in a savepoint: one that fails comes back later and does not stop the others.

    Raises `OperationalError`: that is about the database, and about all of them.
    """
    id, kind, desk = reminder.id, reminder.kind, desk_for(session, now, attune)
    try:
        with session.begin_nested():
            again = sayings[ReminderKind(kind)](reminder, desk)
            if again is None:
                session.delete(reminder)
            else:
                reminder.due_at = again
    except OperationalError:
        raise
    except Exception as error:  # whatever is wrong with this one is not wrong with the next
        log.error(
            "reminder %d (%s) could not be said and moves an hour ahead: %s", id, kind, type(error).__name__
        )
        postpone(session, id, now + TRY_AGAIN)
        return []
    return list(desk.ready)


def _take_due(session: Session, now: datetime) -> list[Reminder]:
    """Due reminders nobody else is busy with. Their couples are held first, as in every turn, and nothing is
    waited for: whoever is taking a turn just now is reminded at the next tick."""
    waiting = (
        select(Reminder.id, Partner.couple_id)
        .join(Partner, col(Partner.id) == col(Reminder.partner_id))
        .where(Reminder.due_at <= now)
        .order_by(col(Reminder.due_at), col(Reminder.id))
        .limit(BATCH)
    )
    found = session.exec(waiting).all()
    couples = {couple_id for _, couple_id in found if couple_id is not None}
    held = session.exec(
        select(Couple.id).where(col(Couple.id).in_(couples)).with_for_update(skip_locked=True)
    ).all()
    free = (
        select(Reminder)
        .join(Partner, col(Partner.id) == col(Reminder.partner_id))
        .where(col(Reminder.id).in_([id for id, _ in found]), Reminder.due_at <= now)
        .where(or_(col(Partner.couple_id).is_(None), col(Partner.couple_id).in_(held)))
        .order_by(col(Reminder.due_at), col(Reminder.id))
    )
    return list(session.exec(free.with_for_update(skip_locked=True, of=(Reminder, Partner))))

"""Puts right what was planned by a clock that ran ahead and was put back since."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from conversations.dialogue.pulses import plan_next_pulse
from conversations.dialogue.turn import Attune
from conversations.localtime import next_due
from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.deliveries import LEASE, Delivery, DeliveryState
from conversations.records.partners import Partner

A_WEEK = timedelta(days=7)
A_DAY = timedelta(days=1)  # few are asked later than that: where clocks change, and on dates asked already


@dataclass
class Newest:
    """The latest moment that was seen."""

    moment: datetime | None = None

    def look(self, now: datetime, attune: Attune) -> None:
        """Put things right if it was later before; and the first time, since nobody knows what was before."""
        if self.moment is None or now < self.moment:
            with transaction(attune.engine) as session:
                free_messages(session, now)
                plan_anew(session, now)
                plan_weeks_anew(session, now)
        self.moment = now


def free_messages(session: Session, now: datetime) -> None:
    """What is to be sent now, or again soon, was so by the clock that ran ahead: it falls due within a lease.

    Nothing is put into the outbox for a later day. A long wait that Telegram asked for is forgotten with the
    others; Telegram then asks again.
    """
    late = update(Delivery).where(
        col(Delivery.state) == DeliveryState.PENDING, col(Delivery.due_at) > now + LEASE
    )
    freed = late.values(due_at=now + LEASE)
    session.execute(freed, execution_options={"synchronize_session": False})


def plan_anew(session: Session, now: datetime) -> None:
    """Nobody is asked later than at the next hour of theirs on a date that they were not asked about."""
    late = select(Partner).where(col(Partner.next_checkin_at) > now + A_DAY)
    for one in session.exec(late.with_for_update(skip_locked=True)):
        if one.checkin_at is not None and one.zone and one.next_checkin_at is not None:
            one.next_checkin_at = min(one.next_checkin_at, _next_hour(now, one.checkin_at, one))


def plan_weeks_anew(session: Session, now: datetime) -> None:
    """Nobody looks back on a week later than on the next Sunday of theirs that they were not asked on."""
    late = select(Partner).where(col(Partner.next_pulse_at) > now + A_WEEK + A_DAY)
    for one in session.exec(late.with_for_update(skip_locked=True)):
        couple = session.get(Couple, one.couple_id) if one.couple_id is not None else None
        plan_next_pulse(one, couple, now)


def _next_hour(now: datetime, wall: time, one: Partner) -> datetime:
    day, at = next_due(now, wall, one.zone)
    while one.last_checkin_day is not None and day <= one.last_checkin_day:
        day, at = next_due(at, wall, one.zone)
    return at

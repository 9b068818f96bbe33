"""Asks about the week on Sunday evening, each person on their own clock, once for each week of theirs."""

import logging
import time
from datetime import date, datetime, timedelta
from datetime import time as wall_clock

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from conversations.dialogue.outcomes import Button, Rows
from conversations.dialogue.phrases import say
from conversations.dialogue.posting import Desk
from conversations.dialogue.pulses import looks_back, plan_next_pulse
from conversations.dialogue.turn import Attune, desk_for
from conversations.localtime import due, is_quiet, local_date
from conversations.records.couples import Couple
from conversations.records.database import count_rows, transaction
from conversations.records.deliveries import LIFETIME, Delivery, DeliveryState, Urgency
from conversations.records.partners import Partner, name_of_partner, other_partner
from conversations.records.pulse import open_week
from conversations.sundays import next_sunday

BATCH = 50  # in one transaction: taps are held up no longer than it takes
BREATH = 0.01  # seconds between full batches: whoever waits for SQLite asks again and again
TOO_LATE = timedelta(hours=2)  # then the week is left out
TRY_AGAIN = timedelta(hours=1)
MOST_A_DAY = 3  # messages that nobody asked for (flows.md, conventions)
MIDNIGHT = wall_clock()

log = logging.getLogger(__name__)


def plan_all_pulses(now: datetime, attune: Attune) -> None:
    """Everyone whose Sunday evening has come, in short transactions."""
    taken = BATCH
    while taken == BATCH:
        with transaction(attune.engine) as session:
            taken = plan_due(session, now, attune)
        time.sleep(BREATH if taken == BATCH else 0)


def plan_due(session: Session, now: datetime, attune: Attune) -> int:
    """One batch of them, within the caller's transaction; how many there were."""
    found = _take_due(session, now)
    for partner in found:
        _plan_safely(partner, desk_for(session, now, attune))
    return len(found)


def _plan_safely(partner: Partner, desk: Desk) -> None:
    """In a savepoint: who cannot be planned moves an hour ahead and does not stop the others.

    Raises `OperationalError`: that is about the database, and about all of them.
    """
    id = partner.id
    try:
        with desk.session.begin_nested():
            _plan(partner, desk)
    except OperationalError:
        raise
    except Exception as error:  # whatever is wrong with this one is not wrong with the next
        log.error("the week of partner %d moves an hour ahead: %s", id, type(error).__name__)
        desk.session.refresh(partner)
        partner.next_pulse_at = desk.now + TRY_AGAIN


def _take_due(session: Session, now: datetime) -> list[Partner]:
    """Their couples are held first, as in every turn, and nothing is waited for: whoever is taking a turn just now
    is planned at the next tick."""
    waiting = select(Partner.id, Partner.couple_id).where(col(Partner.next_pulse_at) <= now)
    found = session.exec(waiting.order_by(col(Partner.next_pulse_at)).limit(BATCH)).all()
    couples = {couple_id for _, couple_id in found if couple_id is not None}
    held = session.exec(
        select(Couple.id).where(col(Couple.id).in_(couples)).with_for_update(skip_locked=True)
    ).all()
    free = select(Partner).where(
        col(Partner.id).in_([id for id, _ in found]), col(Partner.next_pulse_at) <= now
    )
    free = free.where(or_(col(Partner.couple_id).is_(None), col(Partner.couple_id).in_(held)))
    taken = free.order_by(col(Partner.id)).with_for_update(skip_locked=True)
    return list(session.exec(taken.execution_options(populate_existing=True)))


def _plan(partner: Partner, desk: Desk) -> None:
    """Asked or left out, it is the next Sunday's turn now."""
    couple = desk.session.get(Couple, partner.couple_id) if partner.couple_id is not None else None
    other = other_partner(desk.session, partner)
    if other is not None and looks_back(partner, couple):
        week, at = next_sunday(desk.now - TOO_LATE - timedelta.resolution, partner, partner.last_pulse_week)
        if at <= desk.now and _may_be_asked(partner, desk):
            partner.last_pulse_week = week
            if open_week(desk.session, partner.id, week, desk.now):
                _ask(partner, other, week, desk)
    plan_next_pulse(partner, couple, desk.now)
    desk.session.flush()


def _may_be_asked(partner: Partner, desk: Desk) -> bool:
    quiet = is_quiet(desk.now, partner.zone, partner.quiet_from, partner.quiet_until)
    return partner.unreachable_since is None and not quiet and _told_today(partner, desk) < MOST_A_DAY


def _told_today(partner: Partner, desk: Desk) -> int:
    """How many messages came to them since midnight that nobody had asked for: questions, and what was said of a card
    without its being sent by anybody."""
    midnight = due(local_date(desk.now, partner.zone), MIDNIGHT, partner.zone)
    of_cards = and_(
        _posted(Urgency.RELAY, midnight),
        col(Delivery.author_id).is_(None),
        col(Delivery.about).like("need %"),
    )
    return count_rows(
        desk.session, Delivery, col(Delivery.chat) == partner.telegram_id, col(Delivery.state) != DeliveryState.DEAD,
        or_(_posted(Urgency.PROMPT, midnight), of_cards),
    )  # fmt: skip


def _posted(urgency: Urgency, since: datetime) -> ColumnElement[bool]:
    return and_(col(Delivery.urgency) == urgency, col(Delivery.expires_at) >= since + LIFETIME[urgency])


def _ask(partner: Partner, other: Partner, week: date, desk: Desk) -> None:
    """Silent: the day has its own question, which may come at this very moment, and one of them rings."""
    name, partner_name = (name_of_partner(desk.session, desk.sealer, one) for one in (partner, other))
    told = say("pulse.sunday.text", name=name, partner=partner_name)
    desk.to_person(partner, told, _buttons(week), Urgency.PROMPT, silent=True)


def _buttons(week: date) -> Rows:
    look = Button(say("pulse.button.look"), f"pulse {week}")
    not_now = Button(say("pulse.button.not_now"), f"pulse {week} not_now")
    return (look, not_now), (Button(say("pulse.button.stop"), "pulse stop"),)

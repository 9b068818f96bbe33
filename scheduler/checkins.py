"""Asks the day's question of everyone whose hour has come, each on their own clock."""

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from conversations.dialogue.phrasebook import Reader
from conversations.dialogue.posting import Desk
from conversations.dialogue.sheets import NUDGE_BEFORE, Asked, Halves, first_question, open_sheets
from conversations.dialogue.turn import Attune, Claim, desk_for
from conversations.localtime import is_quiet, local_date, next_due
from conversations.records.checkins import Sheet, SheetAnswer, SheetState, answers_of
from conversations.records.couples import Couple, CoupleState
from conversations.records.database import transaction
from conversations.records.deliveries import LIFETIME, Delivery, Message, Urgency, body_of
from conversations.records.partners import Consent, Partner, name_of_partner
from conversations.records.reminders import Reminder, ReminderKind
from conversations.records.sealing import OwnerKey, person

BATCH = 100  # in one transaction: taps are held up no longer than it takes
TOO_LATE = timedelta(hours=2)  # a question about the evening at three in the morning is not gentle
TRY_AGAIN = timedelta(hours=1)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Due:
    """Someone whose hour has come, and whether they are still in a couple that is asked."""

    partner: Partner
    couple: Couple


def plan_all_due(now: datetime, attune: Attune) -> list[Claim]:
    """Everyone who is due, in short transactions of its own."""
    while True:
        with transaction(attune.engine) as session:
            if not _plan_batch(session, now, attune):
                return []


def plan_due(session: Session, now: datetime, attune: Attune) -> list[Claim]:
    """One batch of who is due, within the caller's transaction. Nothing is born claimed: a whole evening of
    questions outlasts a lease, and after a lease they would count as perhaps sent. The courier takes them."""
    _plan_batch(session, now, attune)
    return []


def _plan_batch(session: Session, now: datetime, attune: Attune) -> int:
    """How many were taken. If the batch fails, each is planned alone, and who fails moves an hour ahead."""
    taken = _take_due(session, now)
    ids = [one.partner.id for one in taken]
    try:
        with session.begin_nested():
            _plan(taken, desk_for(session, now, attune))
    except Exception as error:
        log.warning("a batch of %d check-ins is planned one by one: %s", len(ids), type(error).__name__)
        session.expire_all()
        for one in taken:
            _plan_alone(one, session, now, attune)
    return len(ids)


def _plan_alone(one: Due, session: Session, now: datetime, attune: Attune) -> None:
    id = one.partner.id
    try:
        with session.begin_nested():
            _plan([one], desk_for(session, now, attune))
    except Exception as error:  # whatever is wrong with this one is not wrong with the next
        log.error("the check-in of partner %d moves an hour ahead: %s", id, type(error).__name__)
        session.expire_all()
        one.partner.next_checkin_at = now + TRY_AGAIN
        session.flush()


def _take_due(session: Session, now: datetime) -> list[Due]:
    """Nothing is waited for: who is taking a turn just now, or is planned elsewhere, is left for the next tick."""
    due = (
        select(Partner, Couple)
        .join(Couple, col(Couple.id) == col(Partner.couple_id))
        .where(col(Partner.next_checkin_at) <= now)
        .order_by(col(Partner.next_checkin_at), col(Partner.id))
        .limit(BATCH)
        .with_for_update(skip_locked=True, of=(Partner, Couple))
    )
    return [Due(*found) for found in session.exec(due.execution_options(populate_existing=True))]


def _plan(taken: Sequence[Due], desk: Desk) -> None:
    asked = [_asked(one, day) for one in taken if (day := _move_on(one, desk.now)) is not None]
    halves = open_sheets(desk.session, desk.book, asked, desk.now) if asked else []
    wanted = [half for half in halves if _is_wanted(half)]
    _post(wanted, desk)
    _remind(wanted, desk)
    desk.session.flush()


def _asked(one: Due, day: date) -> Asked:
    return Asked(one.partner, one.couple.id, day)


def _move_on(one: Due, now: datetime) -> date | None:
    """Move the person's hour to its next occurrence; the date to ask about, None when it is left out."""
    partner, due_at = one.partner, one.partner.next_checkin_at
    wall, last = partner.checkin_at, partner.last_checkin_day
    if due_at is None or wall is None or not _takes_part(one):
        partner.next_checkin_at = None
        return None
    day = local_date(due_at, partner.zone)
    asks = now - due_at <= TOO_LATE and (last is None or day > last) and partner.unreachable_since is None
    if asks:
        partner.last_checkin_day = last = day
    next_day, next_at = next_due(now, wall, partner.zone)
    while last is not None and next_day <= last:
        next_day, next_at = next_due(next_at, wall, partner.zone)
    partner.next_checkin_at = next_at
    return day if asks else None


def _takes_part(one: Due) -> bool:
    together = one.couple.state == CoupleState.ACTIVE and one.partner.consent == Consent.TOGETHER
    return together and one.partner.resting_since is None and bool(one.partner.zone)


def _is_wanted(found: tuple[Asked, Sheet, SheetAnswer]) -> bool:
    """Not when it was answered or passed before its hour, or is over for both."""
    _, sheet, half = found
    return half.done_at is None and half.passed_at is None and sheet.state == SheetState.OPEN


def _remind(halves: Halves, desk: Desk) -> None:
    """Where the other one was first, the nudge is due before this window ends."""
    first = {half.sheet_id for half in answers_of(desk.session, [sheet.id for _, sheet, _ in halves]).values()
             if half.done_at is not None}  # fmt: skip
    desk.session.add_all(
        Reminder(
            partner_id=one.partner.id,
            kind=ReminderKind.NUDGE,
            subject=sheet.id,
            due_at=half.closes_at - NUDGE_BEFORE,
        )
        for one, sheet, half in halves
        if sheet.id in first
    )


def _post(halves: Halves, desk: Desk) -> None:
    """The first question to each, all in one go."""
    owners = [person(one.partner.id) for one, _, _ in halves]
    keys = desk.session.exec(select(OwnerKey).where(col(OwnerKey.owner).in_(owners))).all()
    desk.session.add_all(_delivery(one.partner, sheet.id, desk) for one, sheet, _ in halves)
    desk.session.flush()
    del keys  # held until here, so that the session finds each key without asking for it


def _delivery(partner: Partner, sheet_id: int, desk: Desk) -> Delivery:
    name = name_of_partner(desk.session, desk.sealer, partner)
    what, buttons = first_question(name, partner.zone, sheet_id, desk.now)
    text = desk.book.render(what, Reader(partner.language, partner.zone))
    quiet = is_quiet(desk.now, partner.zone, partner.quiet_from, partner.quiet_until)
    message = Message(text, desk.keys(buttons, partner.language), silent=quiet)
    delivery = Delivery(
        chat=partner.telegram_id,
        owner=person(partner.id),
        body=b"",
        urgency=Urgency.PROMPT,
        due_at=desk.now,
        expires_at=desk.now + LIFETIME[Urgency.PROMPT],
    )
    plain = json.dumps(asdict(message), ensure_ascii=False)
    delivery.body = desk.sealer.seal(desk.session, body_of(delivery), plain)
    return delivery

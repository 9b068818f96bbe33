"""Files that were given to a person, while they stand in a chat: they go after an hour (reliability 6.2)."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from conversations.records.deliveries import Delivery, DeliveryState
from conversations.records.reminders import Reminder, ReminderKind

STAYS = timedelta(hours=1)
AGAIN_AFTER = timedelta(minutes=1)
SOON = timedelta(minutes=5)
GOING = (ReminderKind.COPY_GOES, ReminderKind.NOTES_GO)


def copy_message(subject: int) -> str:
    """What the delivery of such a file is about."""
    return f"copy {subject}"


def came_just_now(session: Session, partner_id: int, now: datetime) -> bool:
    """Whether a copy was asked for within a minute: each takes some work."""
    late = col(Reminder.due_at) > now + STAYS - AGAIN_AFTER
    mine = select(Reminder.id).where(
        Reminder.partner_id == partner_id, Reminder.kind == ReminderKind.COPY_GOES
    )
    return session.exec(mine.where(late).limit(1)).first() is not None


def files_of(session: Session, partner_id: int) -> tuple[int, ...]:
    """Messages with a file that still stand in this person's chat."""
    mine = select(Reminder).where(Reminder.partner_id == partner_id, col(Reminder.kind).in_(GOING))
    abouts = [copy_message(one.subject) for one in session.exec(mine)]
    sent = select(Delivery.sent_message_id).where(col(Delivery.about).in_(abouts))
    return tuple(id for id in session.exec(sent) if id is not None)


def files_to_take_away(
    session: Session, subject: int, now: datetime
) -> tuple[tuple[int, ...], datetime | None]:
    """Messages that have stood for an hour, and when to look again; None when nothing else is to come."""
    found = session.exec(select(Delivery).where(Delivery.about == copy_message(subject))).all()
    sent = [one for one in found if one.sent_at is not None and one.sent_message_id is not None]
    due = {one.sent_message_id: one.sent_at + STAYS for one in sent if one.sent_at and one.sent_message_id}
    waiting = any(one.state == DeliveryState.PENDING for one in found)
    later = [at for at in due.values() if at > now] + ([now + SOON] if waiting else [])
    return tuple(id for id, at in due.items() if at <= now), max(later, default=None)

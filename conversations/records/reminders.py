"""What was promised for later: one row per person, thing and time."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, delete, update
from sqlmodel import Field, Session, SQLModel, col

from conversations.records.database import new_id


class ReminderKind(StrEnum):
    """What is to be said when the time has come."""

    NUDGE = "nudge"  # the one quiet line to who has not checked in
    SHEET_END = "sheet_end"  # a one-sided day: keep it, or send it anyway
    NEED_KEPT = "need_kept"  # ten minutes before a promised time, to the helper
    NEED_DEFERRED = "need_deferred"  # the time a "not now" named
    NEED_QUIET = "need_quiet"  # a day without an answer, to the reader
    NEED_UNANSWERED = "need_unanswered"  # two days without an answer, to the author
    NEED_HELD = "need_held"  # a card that was held until now, to its author
    FOLLOW_THROUGH = "follow_through"  # the morning after: did it help?
    PAUSE_SOON = "pause_soon"  # two minutes before the return
    PAUSE_RETURN = "pause_return"  # the return
    PAUSE_STILL = "pause_still"  # nobody came back for half an hour
    BREATH = "breath"  # the next picture of the breathing bar
    AGREEMENT_LOOK = "agreement_look"  # the time at which both look at an agreement again
    NOTE_BACK = "note_back"  # the time a "not yet" to a note named
    FLOOR_ASKED = "floor_asked"  # ten minutes after turns were proposed
    FLOOR_PATIENCE = "floor_patience"  # a minute and a half of silence in a turn
    FLOOR_QUIET = "floor_quiet"  # ten minutes in which nobody did anything
    FLOOR_TIME = "floor_time"  # the time that was chosen for taking turns is over
    FLOOR_ALONE = "floor_alone"  # an hour after the last lines: they may go out by themselves
    GUEST_ASKED = "guest_asked"  # a day after somebody said yes to a link, to whoever gave it out
    INVITE_OVER = "invite_over"  # the same, to whoever said yes
    COPY_GOES = "copy_goes"  # an hour after the files of a copy came: they leave the chat
    NOTES_GO = "notes_go"  # an hour after notes to take along came as files: they leave the chat
    RITUAL = "ritual"  # the hour of a small ritual, to each of the two
    LISTEN_HALF = "listen_half"  # half of the time for listening is over: they swap
    LISTEN_END = "listen_end"  # all of it is
    HELD_DRAFT = "held_draft"  # words that were held until now


class Reminder(SQLModel, table=True):
    """Something to say to one person at `due_at`; deleted once it was said."""

    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    kind: str
    subject: int = Field(index=True, sa_type=BigInteger)  # id of the need, pause, sheet or draft
    step: int = 0  # of a series
    due_at: datetime = Field(index=True)


def remind(
    session: Session, partner_id: int, kind: ReminderKind, subject: int, due_at: datetime, step: int = 0
) -> Reminder:
    """Promise to come back to something."""
    reminder = Reminder(partner_id=partner_id, kind=kind, subject=subject, due_at=due_at, step=step)
    session.add(reminder)
    session.flush()
    return reminder


def drop_reminders(session: Session, subject: int, *kinds: ReminderKind) -> None:
    """What was promised about this thing is no longer due; all kinds when none is named."""
    about = delete(Reminder).where(col(Reminder.subject) == subject)
    session.execute(about.where(col(Reminder.kind).in_(kinds)) if kinds else about)


def drop_reminders_to(session: Session, partner_id: int, kind: ReminderKind) -> None:
    """This person is not reminded of any of these."""
    session.execute(
        delete(Reminder).where(col(Reminder.partner_id) == partner_id, col(Reminder.kind) == kind)
    )


def postpone(session: Session, reminder_id: int, due_at: datetime) -> None:
    """Come back later."""
    session.execute(update(Reminder).where(col(Reminder.id) == reminder_id).values(due_at=due_at))

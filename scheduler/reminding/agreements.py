"""The time at which both look at an agreement again: one silent line to each, in private."""

from datetime import datetime, timedelta

from sqlmodel import col

from conversations.dialogue.outcomes.agreements import fits_buttons
from conversations.dialogue.phrases import say
from conversations.dialogue.posting import Desk
from conversations.localtime import end_of_quiet
from conversations.records.agreements import Agreement, AgreementState, read_words
from conversations.records.couples import Couple, CoupleState
from conversations.records.database import count_rows
from conversations.records.deliveries import Delivery, Urgency
from conversations.records.partners import Partner
from conversations.records.pauses import running_pause
from conversations.records.reminders import Reminder, ReminderKind
from scheduler.reminding.saying import Sayings

LATER = timedelta(days=1)  # for who rests or keeps apart: it comes once they are back
ONE_A_DAY = timedelta(hours=20)


def still_fits(reminder: Reminder, desk: Desk) -> datetime | None:
    """Does it still fit? Not in the quiet hours, not in a pause. What one answers is told to nobody."""
    agreement = desk.session.get(Agreement, reminder.subject)
    reader = desk.session.get_one(Partner, reminder.partner_id)
    if agreement is None or agreement.state != AgreementState.STANDS or not _are_two(agreement, reader, desk):
        return None
    words = read_words(desk.session, desk.sealer, agreement)
    if words is None:
        return None
    if reader.resting_since is not None or reader.apart_since is not None or _was_asked_lately(reader, desk):
        return desk.now + LATER
    if (pause := running_pause(desk.session, agreement.couple_id)) is not None:
        return max(pause.back_at, desk.now) + timedelta(hours=1)
    wakes = end_of_quiet(desk.now, reader.zone or "UTC", reader.quiet_from, reader.quiet_until)
    if wakes > desk.now:
        return wakes
    line, about = say("agreements.fits.text", words=words), f"agreement {agreement.id}"
    desk.to_person(reader, line, fits_buttons(agreement.id), Urgency.PROMPT, silent=True, about=about)
    return None


def _was_asked_lately(reader: Partner, desk: Desk) -> bool:
    """About another one: there is one such line a day, however many agreements were made on one evening."""
    about = col(Delivery.about).startswith("agreement "), col(Delivery.urgency) == Urgency.PROMPT
    mine = col(Delivery.chat) == reader.telegram_id, col(Delivery.due_at) > desk.now - ONE_A_DAY
    return count_rows(desk.session, Delivery, *about, *mine) > 0


def _are_two(agreement: Agreement, reader: Partner, desk: Desk) -> bool:
    couple = desk.session.get(Couple, agreement.couple_id)
    return couple is not None and couple.state == CoupleState.ACTIVE and reader.couple_id == couple.id


SAYINGS: Sayings = {ReminderKind.AGREEMENT_LOOK: still_fits}

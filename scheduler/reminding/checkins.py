"""The one nudge of a day, and what becomes of a check-in that stayed one-sided."""

from datetime import datetime

from conversations.dialogue.outcomes import Button, rows
from conversations.dialogue.phrases import paragraphs, say
from conversations.dialogue.posting import Desk
from conversations.flows.checkin_card import half_card
from conversations.flows.rhythm import fewer_buttons
from conversations.localtime import local_date
from conversations.records.checkins import SheetState, close_sheet, find_half, halves_of, read_half
from conversations.records.couples import Couple, CoupleState
from conversations.records.deliveries import Urgency
from conversations.records.fewer import mostly_silent, note_asking_for_fewer
from conversations.records.partners import Partner, name_of_partner, partners_of
from conversations.records.reminders import Reminder, ReminderKind
from scheduler.reminding.saying import Saying


def nudge(reminder: Reminder, desk: Desk) -> datetime | None:
    """ "Kai left a note for you": once and within their window, to who was asked and neither answered nor passed,
    if the other did."""
    partner = desk.session.get_one(Partner, reminder.partner_id)
    found = find_half(desk.session, reminder.subject, partner.id)
    if found is None or not partner.nudge or not _is_together(partner, desk):
        return None
    sheet, half = found
    settled = half.done_at or half.passed_at or half.nudged_at
    others = [one for one in halves_of(desk.session, sheet.id) if one.partner_id != partner.id]
    over = sheet.state != SheetState.OPEN or half.closes_at <= desk.now
    if settled or over or not any(one.done_at for one in others):
        return None
    half.nudged_at = desk.now
    if _asks_for_fewer(partner, desk):
        desk.to_person(partner, say("rhythm.ask.text"), fewer_buttons(), Urgency.PROMPT, silent=True)
        return None
    names = [_name(one, desk) for one in partners_of(desk.session, sheet.couple_id) if one.id != partner.id]
    buttons = (
        (Button(say("checkin.button.answer"), f"checkin {sheet.id}"),
         Button(say("checkin.button.not_today"), f"checkin {sheet.id} not_today")),
        (Button(say("checkin.button.fewer"), f"checkin {sheet.id} fewer"),),
    )  # fmt: skip
    desk.to_person(partner, say("checkin.nudge.text", partner=names[0]), buttons, Urgency.PROMPT, silent=True)
    return None


def _asks_for_fewer(partner: Partner, desk: Desk) -> bool:
    """In the nudge's place, and so in its window: once in a while, whoever leaves nearly all unanswered."""
    today = local_date(desk.now, partner.zone or "UTC")
    silent = mostly_silent(desk.session, partner.id)
    return silent and note_asking_for_fewer(desk.session, partner.id, today)


def end_sheet(reminder: Reminder, desk: Desk) -> datetime | None:
    """The windows are over: the one who answered decides what becomes of it. The other is not mentioned."""
    partner = desk.session.get_one(Partner, reminder.partner_id)
    found = find_half(desk.session, reminder.subject, partner.id)
    if found is None or found[0].state != SheetState.OPEN:
        return None
    sheet, half = found
    if sheet.closes_at > desk.now:
        return sheet.closes_at
    answered = read_half(desk.session, desk.sealer, half)
    if not close_sheet(desk.session, sheet.id, desk.now) or answered is None or not answered.shared():
        return None
    if not _is_together(partner, desk):
        return None
    shown = paragraphs(half_card(_name(partner, desk), answered), say("checkin.alone.text"))
    buttons = rows(
        Button(say("checkin.button.keep"), f"alone {sheet.id} keep"),
        Button(say("checkin.button.send"), f"alone {sheet.id} send"),
        wide=2,
    )
    desk.to_person(partner, shown, buttons, Urgency.PROMPT, silent=True)
    return None


def _is_together(partner: Partner, desk: Desk) -> bool:
    couple = desk.session.get(Couple, partner.couple_id) if partner.couple_id is not None else None
    active = couple is not None and couple.state == CoupleState.ACTIVE
    here = partner.resting_since is None and partner.apart_since is None
    return active and here and partner.unreachable_since is None


def _name(partner: Partner, desk: Desk) -> str:
    return name_of_partner(desk.session, desk.sealer, partner)


SAYINGS: dict[ReminderKind, Saying] = {
    ReminderKind.NUDGE: nudge,
    ReminderKind.SHEET_END: end_sheet,
}

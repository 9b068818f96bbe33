"""A day after somebody said yes to a link: the same line for both, whatever the reason (flows.md 9.1 B)."""

from datetime import datetime

from conversations.dialogue.phrases import say
from conversations.dialogue.posting import Desk
from conversations.records.deliveries import Urgency
from conversations.records.partners import Partner, other_partner
from conversations.records.reminders import Reminder, ReminderKind
from scheduler.reminding.saying import Sayings


def say_it_is_over(reminder: Reminder, desk: Desk) -> datetime | None:
    """To whoever still waits. Whether they were turned away or nobody looked is not to be told from it."""
    partner = desk.session.get_one(Partner, reminder.partner_id)
    if other_partner(desk.session, partner) is None:
        desk.to_person(partner, say("invite.over.text"), urgency=Urgency.RELAY, silent=True)
    return None


SAYINGS: Sayings = {
    ReminderKind.GUEST_ASKED: say_it_is_over,
    ReminderKind.INVITE_OVER: say_it_is_over,
}

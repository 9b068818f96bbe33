"""The line at the hour of a small ritual, and the timer for listening at home."""

from datetime import datetime

from conversations.dialogue.outcomes import Button, Rows, rows
from conversations.dialogue.outcomes.rituals import said_as
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.posting import Desk
from conversations.localtime import is_quiet, local_date
from conversations.records.couples import Couple, CoupleState, share_chat
from conversations.records.deliveries import Urgency
from conversations.records.listening import Listening, close_listening
from conversations.records.partners import Consent, Partner, name_of_partner, partners_of
from conversations.records.pauses import running_pause
from conversations.records.reminders import Reminder, ReminderKind
from conversations.records.rituals import (
    TOO_LATE,
    Ritual,
    RitualSide,
    RitualState,
    is_room_today,
    next_time,
    read_words,
    side_of,
)
from scheduler.reminding.saying import Saying

# Some have a page of their own.
GUIDES = {"near.talk": "listen", "far.call": "listen", "near.sit": "sunday", "far.sit": "sunday"}


def say_ritual(reminder: Reminder, desk: Desk) -> datetime | None:
    """One quiet line to one person, where it is a moment for it; and when the next one is due. What was left out is
    not made up for, and nobody counts."""
    ritual = desk.session.get(Ritual, reminder.subject)
    side = side_of(desk.session, reminder.subject, reminder.partner_id)
    partner = desk.session.get_one(Partner, reminder.partner_id)
    if ritual is None or side is None or ritual.state != RitualState.RUNNING or side.hushed:
        return None
    in_time = desk.now - reminder.due_at <= TOO_LATE
    if in_time and _is_a_moment(partner, ritual, desk) and is_room_today(desk.session, partner, desk.now):
        _say_line(ritual, side, partner, desk)
    return next_time(ritual, side, partner.zone or "UTC", desk.now)


def _is_a_moment(partner: Partner, ritual: Ritual, desk: Desk) -> bool:
    """Both are together, this one takes part and can be reached; there is no pause, and it is not their quiet time."""
    couple = desk.session.get(Couple, ritual.couple_id)
    together = couple is not None and couple.state == CoupleState.ACTIVE and partner.couple_id == couple.id
    takes_part = partner.consent == Consent.TOGETHER and _may_be_told(partner)
    quiet = is_quiet(desk.now, partner.zone or "UTC", partner.quiet_from, partner.quiet_until)
    return together and takes_part and not quiet and running_pause(desk.session, ritual.couple_id) is None


def _may_be_told(partner: Partner) -> bool:
    return partner.resting_since is None and partner.apart_since is None and partner.unreachable_since is None


def _say_line(ritual: Ritual, side: RitualSide, partner: Partner, desk: Desk) -> None:
    side.last_day = local_date(desk.now, partner.zone or "UTC")
    what = said_as(ritual.kind, read_words(desk.session, desk.sealer, ritual))
    hush = Button(say("rituals.button.hush"), f"ritual {ritual.id} hush")
    guide = GUIDES.get(ritual.kind)
    buttons = rows(*([Button(say(f"rituals.button.{guide}"), guide)] if guide else []), hush)
    desk.to_person(
        partner, say("rituals.due.text", what=what), buttons, Urgency.PROMPT, silent=True, about=f"ritual {ritual.id}"
    )  # fmt: skip


def say_half(reminder: Reminder, desk: Desk) -> None:
    """They swap. Where that is long past, it is left out."""
    timer = desk.session.get(Listening, reminder.subject)
    if timer is None or desk.now >= timer.ends_at:
        return
    both = partners_of(desk.session, timer.couple_id)
    names = {one.id == timer.first_id: name_of_partner(desk.session, desk.sealer, one) for one in both}
    if len(names) == len(both):
        stop = rows(Button(say("listen.button.stop"), f"listening {timer.id} stop"))
        _ring(timer, say("listen.half.text", first=names[False], other=names[True]), desk, stop)


def say_end(reminder: Reminder, desk: Desk) -> None:
    """The time is over, and so is the timer."""
    timer = desk.session.get(Listening, reminder.subject)
    if timer is None:
        return
    if desk.now - timer.ends_at <= TOO_LATE:
        _ring(timer, say("listen.end.text", minutes=timer.minutes), desk)
    close_listening(desk.session, timer.id)


def _ring(timer: Listening, what: Value, desk: Desk, buttons: Rows = ()) -> None:
    """It was asked for, so it rings at any hour."""
    couple = desk.session.get(Couple, timer.couple_id)
    if couple is None or couple.state != CoupleState.ACTIVE:
        return
    if share_chat(couple):
        desk.to_both(couple, what, buttons, Urgency.NOTICE, rings=True)
        return
    for partner in partners_of(desk.session, couple.id):
        if _may_be_told(partner):
            desk.to_person(partner, what, buttons, Urgency.NOTICE, rings=True)


SAYINGS: dict[ReminderKind, Saying] = {
    ReminderKind.RITUAL: say_ritual,
    ReminderKind.LISTEN_HALF: say_half,
    ReminderKind.LISTEN_END: say_end,
}

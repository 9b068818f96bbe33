"""What is said around the end of a pause, and the breathing bar that moves meanwhile."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from conversations.dialogue.outcomes import Button, rows
from conversations.dialogue.outcomes.pauses import level_buttons
from conversations.dialogue.phrases import say
from conversations.dialogue.posting import Desk
from conversations.records.couples import Couple, CoupleState
from conversations.records.deliveries import Delivery, Urgency
from conversations.records.partners import Partner
from conversations.records.pauses import Pause, PauseState, breath_message, reach_return
from conversations.records.reminders import Reminder, ReminderKind
from scheduler.reminding.saying import Saying

BREATHS = 24  # pictures of the bar: two minutes, in for four seconds and out for six (flows.md 9.5)
IN, OUT = timedelta(seconds=4), timedelta(seconds=6)
TOO_LATE = timedelta(seconds=30)  # a bar that stood still this long does not start again


def say_soon(reminder: Reminder, desk: Desk) -> None:
    """Two minutes before the return, silently."""
    pause, partner = _couple_of(reminder, desk.session)
    if pause is not None and pause.state == PauseState.RUNNING and desk.now < pause.back_at:
        desk.to_person(partner, say("pause.soon.text"), urgency=Urgency.NOTICE, silent=True)


def ask_level(reminder: Reminder, desk: Desk) -> None:
    """The return: each is asked in private. Whoever comes first here ends the running of the pause.

    It was promised for a time: where nobody knows whether it arrived, it comes again and says so.
    """
    reach_return(desk.session, reminder.subject, desk.now)
    pause, partner = _couple_of(reminder, desk.session)
    if pause is not None and pause.state == PauseState.RETURNING:
        desk.to_person(partner, say("pause.level.text"), level_buttons(pause.id), Urgency.RELAY)


def say_still(reminder: Reminder, desk: Desk) -> None:
    """Half an hour later: both read the same, whoever has answered; nobody is late."""
    pause, partner = _couple_of(reminder, desk.session)
    if pause is not None and pause.state == PauseState.RETURNING:
        again = rows(Button(say("pause.buttons.again"), f"back {pause.id}"))
        desk.to_person(partner, say("pause.still.text"), again, Urgency.PROMPT)


def breathe(reminder: Reminder, desk: Desk) -> datetime | None:
    """The next picture, in the same message. It stops after two minutes, and with the pause it belongs to."""
    partner = desk.session.get_one(Partner, reminder.partner_id)
    bar = _bar(reminder, partner, desk.session)
    if _is_over(reminder, desk):
        if bar is not None:
            done = say("pause.breath.done.text")
            desk.to_person(partner, done, urgency=Urgency.NOTICE, edits=bar, silent=True)
        return None
    breathes_in = reminder.step % 2 == 0
    if bar is not None:
        picture = say("pause.breath.in.text" if breathes_in else "pause.breath.out.text")
        stop = rows(Button(say("pause.buttons.stop"), "breathe stop"))
        desk.to_person(partner, picture, stop, Urgency.NOTICE, edits=bar, silent=True)
    reminder.step += 1
    return reminder.due_at + (IN if breathes_in else OUT)


def _is_over(reminder: Reminder, desk: Desk) -> bool:
    pause = desk.session.get(Pause, reminder.subject)
    ended = pause is not None and (pause.state != PauseState.RUNNING or pause.back_at <= desk.now)
    return ended or reminder.step >= BREATHS or desk.now - reminder.due_at > TOO_LATE


def _bar(reminder: Reminder, partner: Partner, session: Session) -> int | None:
    """The message that shows the bar, once it has arrived."""
    shown = select(Delivery.sent_message_id).where(Delivery.chat == partner.telegram_id)
    newest = shown.where(Delivery.about == breath_message(reminder.subject)).order_by(col(Delivery.id).desc())
    return session.exec(newest.limit(1)).first()


def _couple_of(reminder: Reminder, session: Session) -> tuple[Pause | None, Partner]:
    """The pause, while it still is one of this person's couple and they take part."""
    partner = session.get_one(Partner, reminder.partner_id)
    pause = session.get(Pause, reminder.subject)
    couple = session.get(Couple, pause.couple_id) if pause is not None else None
    together = couple is not None and couple.state == CoupleState.ACTIVE and partner.couple_id == couple.id
    return (pause if together and partner.resting_since is None else None), partner


SAYINGS: dict[ReminderKind, Saying] = {
    ReminderKind.PAUSE_SOON: say_soon,
    ReminderKind.PAUSE_RETURN: ask_level,
    ReminderKind.PAUSE_STILL: say_still,
    ReminderKind.BREATH: breathe,
}

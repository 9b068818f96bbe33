"""What is said about a need later on: a held card, a kept time, a quiet card, and the morning after."""

from datetime import datetime, timedelta

from conversations.dialogue.outcomes import Button, Rows, rows
from conversations.dialogue.phrases import Moment, Value, paragraphs, say
from conversations.dialogue.posting import Desk
from conversations.records.deliveries import Urgency
from conversations.records.needs import Need, NeedState, read_card
from conversations.records.partners import Partner, name_of_partner
from conversations.records.pauses import running_pause
from conversations.records.reminders import Reminder, ReminderKind
from scheduler.reminding.saying import Sayings

UNANSWERED = (NeedState.OPEN,)
AFTER_A_PAUSE = timedelta(minutes=1)

Choice = tuple[str, str, str]  # key of a label, flow, what follows the need's id in the command


def _tell(
    reminder: Reminder, desk: Desk, states: tuple[str, ...], key: str, *buttons: Choice
) -> datetime | None:
    """One line with the card below it, if the need still stands where it stood. Not while there is a pause."""
    need, reader = desk.session.get(Need, reminder.subject), desk.session.get(Partner, reminder.partner_id)
    if need is None or reader is None or need.state not in states or reader.couple_id != need.couple_id:
        return None
    if (pause := running_pause(desk.session, need.couple_id)) is not None:
        return max(pause.back_at, desk.now) + AFTER_A_PAUSE
    card = say("reword.quote", text=read_card(desk.session, desk.sealer, need))
    line = say(key, partner=_other_name(need, reader, desk), at=_kept(need))
    shown = paragraphs(line, card)
    if need.state == NeedState.HELD:
        desk.to_author(reader, shown, _rows(need, buttons), silent=not buttons)
        return None
    # What comes too late to be kept is of no use; the rest may come after an outage.
    urgency = Urgency.NOTICE if need.state == NeedState.ACCEPTED and not buttons else Urgency.RELAY
    desk.to_person(reader, shown, _rows(need, buttons), urgency, silent=not buttons, about=f"need {need.id}")
    return None


def _other_name(need: Need, reader: Partner, desk: Desk) -> str:
    other = desk.session.get_one(Partner, need.author_id if need.reader_id == reader.id else need.reader_id)
    return name_of_partner(desk.session, desk.sealer, other)


def _kept(need: Need) -> Value:
    return Moment(need.kept_at) if need.kept_at else None


def _rows(need: Need, buttons: tuple[Choice, ...]) -> Rows:
    return rows(*(Button(say(label), f"{flow} {need.id} {how}") for label, flow, how in buttons), wide=2)


def kept_time(reminder: Reminder, desk: Desk) -> datetime | None:
    """Ten minutes before what was promised, to the helper, without a sound."""
    need = desk.session.get(Need, reminder.subject)
    if need is None or need.kept_at is None or need.kept_at <= desk.now:
        return None
    return _tell(reminder, desk, (NeedState.ACCEPTED,), "need.kept.text")


def deferred_time(reminder: Reminder, desk: Desk) -> datetime | None:
    """The time that a "not now" named."""
    return _tell(
        reminder, desk, (NeedState.DEFERRED,), "need.deferred.text",
        ("answer.button.can", "answer", "can"), ("answer.button.later", "answer", "later"), ("answer.button.cant", "answer", "cant"),
    )  # fmt: skip


def quiet_card(reminder: Reminder, desk: Desk) -> datetime | None:
    """A day without an answer: one gentle line to the reader, nothing to the author."""
    return _tell(
        reminder, desk, UNANSWERED, "need.quiet.text",
        ("answer.button.heard", "answer", "heard"), ("answer.button.can", "answer", "can"),
        ("answer.button.later", "answer", "later"), ("answer.button.cant", "answer", "cant"),
    )  # fmt: skip


def unanswered_card(reminder: Reminder, desk: Desk) -> datetime | None:
    """Two days: the author may ask again, change it or let it rest. Nothing is said of the reader."""
    return _tell(
        reminder, desk, UNANSWERED, "need.unanswered.text",
        ("need.follow.button.ask_again", "reopen", "again"), ("need.follow.button.change", "reopen", "change"),
        ("need.follow.button.rest", "asked", "rest"),
    )  # fmt: skip


def follow_through(reminder: Reminder, desk: Desk) -> datetime | None:
    """The morning after, to the author: did it help?"""
    return _tell(
        reminder, desk, (NeedState.ACCEPTED,), "need.follow.text",
        ("need.follow.button.helped", "asked", "helped"), ("need.follow.button.partly", "asked", "partly"),
        ("need.follow.button.closer", "asked", "closer"), ("need.follow.button.missed", "asked", "missed"),
    )  # fmt: skip


def held_card(reminder: Reminder, desk: Desk) -> datetime | None:
    """A card that was held, back to its author and to nobody else."""
    return _tell(
        reminder, desk, (NeedState.HELD,), "reword.back.text",
        ("reword.back.look", "reopen", "look"), ("reword.back.drop", "asked", "drop"),
    )  # fmt: skip


SAYINGS: Sayings = {
    ReminderKind.NEED_KEPT: kept_time,
    ReminderKind.NEED_DEFERRED: deferred_time,
    ReminderKind.NEED_QUIET: quiet_card,
    ReminderKind.NEED_UNANSWERED: unanswered_card,
    ReminderKind.NEED_HELD: held_card,
    ReminderKind.FOLLOW_THROUGH: follow_through,
}

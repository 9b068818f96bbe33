"""Carries out what a person decided for themselves."""

from datetime import date, datetime, time

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes.people import (
    AskAt,
    AskWeekly,
    DeleteEverything,
    DeletePrivate,
    KeepQuiet,
    Leave,
    Lend,
    LiveIn,
    Rest,
    Speak,
    WakeUp,
)
from conversations.dialogue.phrasebook import Reader
from conversations.dialogue.phrases import say
from conversations.dialogue.sheets import keep_open
from conversations.dialogue.taking import Turn
from conversations.localtime import next_due
from conversations.records.couples import ChatState, CoupleState
from conversations.records.deliveries import Message
from conversations.records.forgetting import (
    cancel_between,
    couples_of,
    drop_reminders_of,
    forget_person,
    forget_private,
    forget_shared,
)
from conversations.records.partners import Consent, Partner, partners_of


@carry_out.register
def _speak(outcome: Speak, turn: Turn) -> None:
    turn.me.language, turn.me.language_chosen = outcome.language, True
    turn.session.flush()


@carry_out.register
def _live_in(outcome: LiveIn, turn: Turn) -> None:
    turn.me.zone = outcome.zone
    plan_next_checkin(turn.me, turn)


@carry_out.register
def _ask_at(outcome: AskAt, turn: Turn) -> None:
    turn.me.checkin_at = outcome.wall
    plan_next_checkin(turn.me, turn)


@carry_out.register
def _keep_quiet(outcome: KeepQuiet, turn: Turn) -> None:
    turn.me.quiet_from, turn.me.quiet_until = outcome.begin, outcome.end


def plan_next_checkin(partner: Partner, turn: Turn) -> None:
    """The next local occurrence of their hour, later than now and on a date not asked about yet; none while
    alone, resting or without an hour."""
    wall = partner.checkin_at
    if not _is_asked(partner, turn) or wall is None:
        partner.next_checkin_at = None
        return
    day, partner.next_checkin_at = _after_last_day(partner, wall, turn)
    if turn.couple is not None:
        keep_open(turn.session, turn.couple.id, day, partner.next_checkin_at)


def _is_asked(partner: Partner, turn: Turn) -> bool:
    active = turn.couple is not None and turn.couple.state == "active"
    return (
        active
        and partner.consent == Consent.TOGETHER
        and partner.resting_since is None
        and bool(partner.zone)
    )


def _after_last_day(partner: Partner, wall: time, turn: Turn) -> tuple[date, datetime]:
    day, due_at = next_due(turn.now, wall, partner.zone)
    while partner.last_checkin_day is not None and day <= partner.last_checkin_day:
        day, due_at = next_due(due_at, wall, partner.zone)
    return day, due_at


@carry_out.register
def _rest(outcome: Rest, turn: Turn) -> None:
    turn.me.resting_since = turn.now
    plan_next_checkin(turn.me, turn)


@carry_out.register
def _wake_up(outcome: WakeUp, turn: Turn) -> None:
    turn.me.resting_since = None
    plan_next_checkin(turn.me, turn)


@carry_out.register
def _lend(outcome: Lend, turn: Turn) -> None:
    turn.me.lends_to = outcome.host or None
    turn.session.flush()


@carry_out.register
def _ask_weekly(outcome: AskWeekly, turn: Turn) -> None:
    turn.me.weekly_need = outcome.on
    turn.session.flush()


@carry_out.register
def _leave(outcome: Leave, turn: Turn) -> None:
    end_couple(turn)


@carry_out.register
def _delete_private(outcome: DeletePrivate, turn: Turn) -> None:
    forget_private(turn.session, turn.me)


@carry_out.register
def _delete_everything(outcome: DeleteEverything, turn: Turn) -> None:
    couples = couples_of(turn.session, turn.me)
    end_couple(turn)
    forget_private(turn.session, turn.me)
    for couple in couples:
        forget_shared(turn.session, turn.sealer, couple)
    forget_person(turn.session, turn.sealer, turn.me)
    _say_goodbye(turn)


def _say_goodbye(turn: Turn) -> None:
    """One last line, sealed with nobody's key: theirs is gone."""
    text = turn.desk.book.render(say("delete.everything_done.text"), Reader(turn.me.language))
    message = Message(text, edits=turn.tapped)
    turn.desk.post_to(turn.me.telegram_id, "lobby", message)


def end_couple(turn: Turn) -> None:
    """At once, alone, and with all queued mail cancelled. The other one reads of it when they next come."""
    couple = turn.couple
    if couple is None:
        return
    for partner in partners_of(turn.session, couple.id):
        cancel_between(turn.session, partner, couple.chat)
        partner.couple_id, partner.next_checkin_at, partner.lends_to = None, None, None
        partner.weekly_need = False
        partner.parted = partner.id != turn.me.id and turn.partner is not None
    couple.state, couple.ended_at = CoupleState.ENDED, turn.now
    couple.chat, couple.chat_state = None, ChatState.NONE
    drop_reminders_of(turn.session, couple.id)
    turn.session.flush()
    turn.couple = turn.partner = None

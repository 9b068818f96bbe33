"""Carries out what a person decided for themselves."""

from datetime import date, datetime, time

from conversations.dialogue.agreeing import agree, take_back
from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes.people import (
    AskAt,
    AskOn,
    AskWeekly,
    BeDiscreet,
    KeepQuiet,
    Leave,
    Lend,
    LiveIn,
    Rest,
    Speak,
    WakeUp,
)
from conversations.dialogue.pulses import plan_next_pulse
from conversations.dialogue.sheets import keep_open
from conversations.dialogue.taking import Turn
from conversations.localtime import next_due
from conversations.records.consents import Purpose
from conversations.records.couples import Couple
from conversations.records.deliveries import Urgency
from conversations.records.parting import part
from conversations.records.partners import Consent, Partner, partners_of
from conversations.records.pulse import drop_wish
from conversations.records.rhythm import asks_on
from conversations.records.rituals import plan_lines


@carry_out.register
def _speak(outcome: Speak, turn: Turn) -> None:
    turn.me.language, turn.me.language_chosen = outcome.language, True
    turn.session.flush()


@carry_out.register
def _live_in(outcome: LiveIn, turn: Turn) -> None:
    turn.me.zone = outcome.zone
    plan_ahead(turn.me, turn)
    plan_lines(turn.session, turn.me, turn.now)


@carry_out.register
def _ask_at(outcome: AskAt, turn: Turn) -> None:
    turn.me.checkin_at = outcome.wall
    plan_ahead(turn.me, turn)


@carry_out.register
def _ask_on(outcome: AskOn, turn: Turn) -> None:
    turn.me.rhythm = outcome.rhythm
    plan_next_checkin(turn.me, turn)


@carry_out.register
def _keep_quiet(outcome: KeepQuiet, turn: Turn) -> None:
    turn.me.quiet_from, turn.me.quiet_until = outcome.begin, outcome.end
    plan_next_pulse(turn.me, turn.couple, turn.now)


def plan_ahead(partner: Partner, turn: Turn) -> None:
    """Both timetables of a person, after one of their hours or what they take part in has changed."""
    plan_next_checkin(partner, turn)
    plan_next_pulse(partner, turn.couple, turn.now)


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
        and partner.apart_since is None
        and bool(partner.zone)
    )


def _after_last_day(partner: Partner, wall: time, turn: Turn) -> tuple[date, datetime]:
    day, due_at = next_due(turn.now, wall, partner.zone)
    last = partner.last_checkin_day or date.min
    while day <= last or not asks_on(partner.rhythm, day):
        day, due_at = next_due(due_at, wall, partner.zone)
    return day, due_at


@carry_out.register
def _rest(outcome: Rest, turn: Turn) -> None:
    turn.me.resting_since = turn.now
    drop_wish(turn.session, turn.me.id)
    plan_ahead(turn.me, turn)


@carry_out.register
def _wake_up(outcome: WakeUp, turn: Turn) -> None:
    turn.me.resting_since = None
    plan_ahead(turn.me, turn)


@carry_out.register
def _lend(outcome: Lend, turn: Turn) -> None:
    turn.me.lends_to = outcome.host or None
    if outcome.host:
        agree(turn, turn.me, Purpose.MODEL, host=outcome.host)
    else:
        take_back(turn, turn.me, Purpose.MODEL)


@carry_out.register
def _ask_weekly(outcome: AskWeekly, turn: Turn) -> None:
    turn.me.weekly_need = outcome.on
    if outcome.on:
        agree(turn, turn.me, Purpose.WEEKLY)
    else:
        take_back(turn, turn.me, Purpose.WEEKLY)


@carry_out.register
def _be_discreet(outcome: BeDiscreet, turn: Turn) -> None:
    turn.me.discreet = outcome.on
    turn.session.flush()


@carry_out.register
def _leave(outcome: Leave, turn: Turn) -> None:
    """Whoever wants it has the other one told, in the words they have read."""
    partner = turn.partner
    end_couple(turn)
    if partner is not None and outcome.line is not None:
        turn.desk.to_person(partner, outcome.line, urgency=Urgency.RELAY)


def end_couple(turn: Turn) -> None:
    """At once, alone, and with all queued mail cancelled. The other one reads of it when they next come."""
    couple = turn.couple
    if couple is None:
        return
    take_back_together(turn, couple)
    part(turn.session, couple, turn.now, turn.me.id)
    turn.couple = turn.partner = None


def take_back_together(turn: Turn, couple: Couple) -> None:
    """What needs both falls with one of them."""
    for partner in partners_of(turn.session, couple.id):
        take_back(turn, partner, Purpose.GROUP, Purpose.MODEL, Purpose.WEEKLY)
    take_back(turn, turn.me, Purpose.TOGETHER)

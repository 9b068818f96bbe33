"""Carries out what a person decided for themselves."""

from datetime import datetime, time

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes.people import AskAt, KeepQuiet, LiveIn, Speak
from conversations.dialogue.taking import Turn
from conversations.localtime import next_due
from conversations.records.partners import Consent, Partner


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
    partner.next_checkin_at = _after_last_day(partner, wall, turn)


def _is_asked(partner: Partner, turn: Turn) -> bool:
    active = turn.couple is not None and turn.couple.state == "active"
    return active and partner.consent == Consent.TOGETHER and partner.resting_since is None and bool(partner.zone)


def _after_last_day(partner: Partner, wall: time, turn: Turn) -> datetime:
    day, due_at = next_due(turn.now, wall, partner.zone)
    while partner.last_checkin_day is not None and day <= partner.last_checkin_day:
        day, due_at = next_due(due_at, wall, partner.zone)
    return due_at

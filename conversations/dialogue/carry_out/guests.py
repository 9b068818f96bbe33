"""Carries out what happens between a yes to somebody's link and the word of whoever gave it out (T-7)."""

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.outcomes import Button, rows
from conversations.dialogue.outcomes.pairing import TurnAway, Withdraw
from conversations.dialogue.phrases import say
from conversations.dialogue.taking import Turn, id_in
from conversations.records.couples import CoupleState
from conversations.records.deliveries import Urgency
from conversations.records.invites import (
    LIFETIME,
    Invite,
    accept_invite,
    answer_guest,
    cancel_invites,
    close_invites,
)
from conversations.records.partners import Consent, Partner, other_partner
from conversations.records.reminders import ReminderKind, drop_reminders_to, remind


def has_agreed(invite: Invite, token: str, turn: Turn) -> bool:
    """Take note of a yes, and ask whoever gave out the link; False when it leads to nobody any more.

    Who waits for somebody in a group waits there no more.
    """
    inviter = turn.session.get(Partner, invite.inviter_id)
    if inviter is None or inviter.consent != Consent.TOGETHER or other_partner(turn.session, inviter):
        return False
    if not accept_invite(turn.session, token, turn.me.id, turn.now):
        return False
    _step_back(turn)
    drop_reminders_to(turn.session, turn.me.id, ReminderKind.INVITE_OVER)
    until = turn.now + LIFETIME
    remind(turn.session, inviter.id, ReminderKind.GUEST_ASKED, turn.me.id, until)
    remind(turn.session, turn.me.id, ReminderKind.INVITE_OVER, inviter.id, until)
    _ask_about(turn.me, inviter, turn)
    return True


def _ask_about(guest: Partner, inviter: Partner, turn: Turn) -> None:
    """In nobody's name: a guest does not learn that it could not be delivered."""
    answers = rows(
        Button(say("invite.button.connect"), f"joined {guest.id} yes"),
        Button(say("invite.button.someone_else"), f"joined {guest.id} no"),
    )
    question = say("invite.opened.text", guest=turn.my_name)
    turn.desk.to_person(inviter, question, answers, Urgency.RELAY)


def guest_of(named: str, turn: Turn) -> int | None:
    """Who said yes to my link and is answered now, once; None for anybody else."""
    guest_id = id_in((named,))
    if guest_id is None or not answer_guest(turn.session, turn.me.id, guest_id, turn.now):
        return None
    drop_reminders_to(turn.session, turn.me.id, ReminderKind.GUEST_ASKED)
    return guest_id


@carry_out.register
def _turn_away(outcome: TurnAway, turn: Turn) -> None:
    """The guest is told nothing now: a day later they read the same as if nobody had looked."""
    if guest_of(outcome.guest, turn) is None:
        turn.show(say("welcome.expired.text"))
        return
    turn.show(say("invite.turned_away.text"), rows(Button(say("dialogue.button.invite"), "invite")))


@carry_out.register
def _withdraw(outcome: Withdraw, turn: Turn) -> None:
    stop_waiting(turn)


def stop_waiting(turn: Turn) -> None:
    """Neither for somebody in a group nor for an answer to a link; and nobody comes by a link of mine."""
    withdraw_invites(turn.me, turn)
    _step_back(turn)


def _step_back(turn: Turn) -> None:
    """Whoever waits in a couple that is not complete is in none any more; the other one may go on without them."""
    if turn.couple is not None and turn.couple.state != CoupleState.SETTING_UP:
        return
    turn.me.couple_id = turn.couple = None
    turn.session.flush()


def take_back_invites(turn: Turn) -> None:
    """My links no longer open."""
    cancel_invites(turn.session, turn.me.id, turn.now)
    drop_reminders_to(turn.session, turn.me.id, ReminderKind.GUEST_ASKED)


def withdraw_invites(partner: Partner, turn: Turn) -> None:
    """Nobody comes by a link of theirs, and they come by nobody's."""
    close_invites(turn.session, partner.id, turn.now)
    for kind in (ReminderKind.GUEST_ASKED, ReminderKind.INVITE_OVER):
        drop_reminders_to(turn.session, partner.id, kind)

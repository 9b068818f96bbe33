"""Carries out how two people become a pair."""

from datetime import timedelta

from sqlmodel import select

from conversations.dialogue.agreeing import agree, take_back
from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.carry_out.guests import (
    guest_of,
    has_agreed,
    stop_waiting,
    take_back_invites,
    withdraw_invites,
)
from conversations.dialogue.carry_out.people import plan_ahead
from conversations.dialogue.outcomes import Button, rows
from conversations.dialogue.outcomes.pairing import Agree, CancelInvite, Connect, MakeInvite, TakeChat
from conversations.dialogue.phrasebook import LANGUAGES
from conversations.dialogue.phrases import Moment, say
from conversations.dialogue.taking import Turn
from conversations.records.consents import Purpose
from conversations.records.couples import ChatState, Couple, CoupleState, lock_couple, make_room
from conversations.records.deliveries import Message, Urgency
from conversations.records.invites import (
    Invite,
    find_invite,
    make_invite,
    use_invite,
)
from conversations.records.partners import (
    Consent,
    Partner,
    hold_partner,
    join_couple,
    other_partner,
    partners_of,
)


@carry_out.register
def _agree(outcome: Agree, turn: Turn) -> None:
    if turn.partner is not None:  # a card from before: only /leave parts two people
        turn.show(say("welcome.taken.text"))
        return
    turn.me.consent = Consent(outcome.consent)
    agree(turn, turn.me, Purpose.KEEP)
    if outcome.consent == Consent.SOLO:
        take_back(turn, turn.me, Purpose.TOGETHER, Purpose.GROUP)
        stop_waiting(turn)
        turn.show(say("welcome.solo.text"), rows(Button(say("welcome.solo.button"), "menu")))
        return
    agree(turn, turn.me, Purpose.TOGETHER)
    if not outcome.token:
        turn.show(say("welcome.ready_alone.text"), rows(Button(say("dialogue.button.invite"), "invite")))
    else:
        _follow_link(outcome.token, turn)


def _follow_link(token: str, turn: Turn) -> None:
    """A tap in a group has shown who it is; who was sent a link by somebody is asked about first (T-7)."""
    invite = find_invite(turn.session, token)
    if invite is None or not _is_for(turn.me, invite):
        turn.show(say("welcome.expired.text"))
    elif invite.couple_id is None:
        turn.show(say("welcome.waiting.text" if has_agreed(invite, token, turn) else "welcome.expired.text"))
    elif (couple := _join(invite.couple_id, token, turn)) is not None:
        _announce(couple, turn)
    else:
        turn.show(say("welcome.expired.text"))


def _is_for(me: Partner, invite: Invite) -> bool:
    return invite.only_for in (None, me.telegram_id) and invite.inviter_id != me.id


def _join(couple_id: int, token: str, turn: Turn) -> Couple | None:
    if not use_invite(turn.session, token, turn.me.id, turn.now):
        return None
    couple = lock_couple(turn.session, couple_id)
    if couple is None or couple.state != CoupleState.SETTING_UP:
        return None
    if len(partners_of(turn.session, couple.id)) >= 2:
        return None
    if not join_couple(turn.session, turn.me, couple.id):
        return None
    if couple.chat is not None:
        agree(turn, turn.me, Purpose.GROUP)
    turn.couple, turn.partner = couple, other_partner(turn.session, turn.me)
    return couple


@carry_out.register
def _connect(outcome: Connect, turn: Turn) -> None:
    """Only who said yes to my link, while both of us are free."""
    guest_id = guest_of(outcome.guest, turn)
    guest = hold_partner(turn.session, guest_id) if guest_id is not None else None
    if guest is None or not _may_join(guest, turn) or (couple := _couple_with(guest, turn)) is None:
        turn.show(say("welcome.expired.text"))
        return
    turn.couple, turn.partner = couple, guest
    agree(turn, turn.me, Purpose.TOGETHER)
    _announce(couple, turn)


def _may_join(guest: Partner, turn: Turn) -> bool:
    both_agreed = turn.me.consent == guest.consent == Consent.TOGETHER
    return both_agreed and turn.partner is None and guest.couple_id is None


def _couple_with(guest: Partner, turn: Turn) -> Couple | None:
    """The two of us. Who waits for somebody in a group waits there no more: a guest may not be in that group."""
    turn.me.couple_id = None
    couple = Couple(language=turn.me.language, created_at=turn.now)
    turn.session.add(couple)
    turn.session.flush()
    joined = [join_couple(turn.session, one, couple.id) for one in (turn.me, guest)]
    return couple if all(joined) else None


def _announce(couple: Couple, turn: Turn) -> None:
    """Both are in: each is told, and the line in the shared chat changes. One is in: nobody learns who."""
    if turn.partner is None:
        turn.show(say("welcome.waiting.text"))
        _set_status(turn, couple, "lobby.one_ready.text")
        return
    couple.state = CoupleState.ACTIVE
    for partner in (turn.me, turn.partner):
        withdraw_invites(partner, turn)
        partner.parted = False
        plan_ahead(partner, turn)
    turn.session.flush()
    menu = rows(Button(say("welcome.connected.button"), "menu"))
    turn.show(say("welcome.connected.text", partner=turn.partner_name), menu)
    turn.desk.to_person(
        turn.partner, say("welcome.connected.text", partner=turn.my_name), menu, Urgency.RELAY
    )
    _set_status(turn, couple, "lobby.ready.text")


def _set_status(turn: Turn, couple: Couple, key: str) -> None:
    if couple.chat is None:
        return
    active = couple.state == CoupleState.ACTIVE
    text = turn.desk.for_both(couple, partners_of(turn.session, couple.id), say(key))
    setup = () if active else rows(Button(say("lobby.hello.button"), "setup"))
    keyboard = turn.desk.keys_for(setup, [couple.language, *LANGUAGES])
    turn.desk.to_chat(couple, Message(text, keyboard, edits=couple.hello_message_id, silent=True))


@carry_out.register
def _make_invite(outcome: MakeInvite, turn: Turn) -> None:
    take_back_invites(turn)
    token = make_invite(turn.session, turn.now, inviter_id=turn.me.id)
    link = turn.desk.link(f"i-{token}")
    until = Moment(turn.now + timedelta(hours=24), "day_time")
    cancel = rows(Button(say("invite.button.cancel"), "invite cancel"))
    turn.show(say("invite.made.text", link=link, until=until), cancel)


@carry_out.register
def _cancel_invite(outcome: CancelInvite, turn: Turn) -> None:
    take_back_invites(turn)


@carry_out.register
def _take_chat(outcome: TakeChat, turn: Turn) -> None:
    invite = find_invite(turn.session, outcome.token)
    if (
        invite is None
        or invite.chat is None
        or invite.only_for != turn.me.telegram_id
        or turn.couple is None
        or not use_invite(turn.session, outcome.token, turn.me.id, turn.now)
    ):
        turn.show(say("welcome.expired.text"))
        return
    there = turn.session.exec(select(Couple).where(Couple.chat == invite.chat)).first()
    if there not in (None, turn.couple) and not make_room(turn.session, there):
        turn.show(say("lobby.cannot_link.text"))
        return
    turn.couple.chat, turn.couple.chat_state = invite.chat, ChatState.FINE
    for partner in partners_of(turn.session, turn.couple.id):
        agree(turn, partner, Purpose.GROUP)
    turn.show(say("lobby.linked.text"))
    turn.desk.to_both(turn.couple, say("lobby.ready.text"), urgency=Urgency.NOTICE)

"""Carries out how two people become a pair."""

from datetime import timedelta

from sqlmodel import select

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.carry_out.people import plan_next_checkin
from conversations.dialogue.outcomes import Button, rows
from conversations.dialogue.outcomes.pairing import Agree, CancelInvite, MakeInvite, TakeChat
from conversations.dialogue.phrasebook import LANGUAGES
from conversations.dialogue.phrases import Moment, say
from conversations.dialogue.taking import Turn
from conversations.records.couples import ChatState, Couple, CoupleState, lock_couple, make_room
from conversations.records.deliveries import Message, Urgency
from conversations.records.invites import Invite, cancel_invites, find_invite, make_invite, use_invite
from conversations.records.partners import Consent, Partner, join_couple, other_partner, partners_of


@carry_out.register
def _agree(outcome: Agree, turn: Turn) -> None:
    if turn.partner is not None:  # a card from before: only /leave parts two people
        turn.show(say("welcome.taken.text"))
        return
    turn.me.consent = Consent(outcome.consent)
    turn.session.flush()
    if outcome.consent == Consent.SOLO:
        _step_back(turn)
        turn.show(say("welcome.solo.text"), rows(Button(say("welcome.solo.button"), "menu")))
    elif not outcome.token:
        turn.show(say("welcome.ready_alone.text"), rows(Button(say("dialogue.button.invite"), "invite")))
    elif (couple := _join(outcome.token, turn)) is not None:
        _announce(couple, turn)
    else:
        turn.show(say("welcome.expired.text"))


def _step_back(turn: Turn) -> None:
    """Whoever wants only the private parts waits in no couple any more; the other one may go on without them."""
    turn.me.couple_id = turn.couple = None
    turn.session.flush()


def _join(token: str, turn: Turn) -> Couple | None:
    invite = find_invite(turn.session, token)
    if invite is None or not _is_for(turn.me, invite):
        return None
    if not use_invite(turn.session, token, turn.me.id, turn.now):
        return None
    couple = _couple_of(invite, turn)
    if couple is None or couple.state != CoupleState.SETTING_UP:
        return None
    if len(partners_of(turn.session, couple.id)) >= 2:
        return None
    if not join_couple(turn.session, turn.me, couple.id):
        return None
    turn.couple, turn.partner = couple, other_partner(turn.session, turn.me)
    return couple


def _is_for(me: Partner, invite: Invite) -> bool:
    return invite.only_for in (None, me.telegram_id) and invite.inviter_id != me.id


def _couple_of(invite: Invite, turn: Turn) -> Couple | None:
    """The couple this link leads into; made now when the inviter is not with anybody yet.

    Who waits for somebody in a group waits there no more: whoever opens a link may not be in that group.
    """
    if invite.couple_id is not None:
        return lock_couple(turn.session, invite.couple_id)
    inviter = turn.session.get(Partner, invite.inviter_id)
    if inviter is None or inviter.consent != Consent.TOGETHER or other_partner(turn.session, inviter):
        return None
    inviter.couple_id = None
    couple = Couple(language=inviter.language, created_at=turn.now)
    turn.session.add(couple)
    turn.session.flush()
    return couple if join_couple(turn.session, inviter, couple.id) else None


def _announce(couple: Couple, turn: Turn) -> None:
    """Both are in: each is told, and the line in the shared chat changes. One is in: nobody learns who."""
    if turn.partner is None:
        turn.show(say("welcome.waiting.text"))
        _set_status(turn, couple, "lobby.one_ready.text")
        return
    couple.state = CoupleState.ACTIVE
    for partner in (turn.me, turn.partner):
        cancel_invites(turn.session, partner.id, turn.now)
        partner.parted = False
        plan_next_checkin(partner, turn)
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
    cancel_invites(turn.session, turn.me.id, turn.now)
    token = make_invite(turn.session, turn.now, inviter_id=turn.me.id)
    link = turn.desk.link(f"i-{token}")
    until = Moment(turn.now + timedelta(hours=24), "day_time")
    cancel = rows(Button(say("invite.button.cancel"), "invite cancel"))
    turn.show(say("invite.made.text", link=link, until=until), cancel)


@carry_out.register
def _cancel_invite(outcome: CancelInvite, turn: Turn) -> None:
    cancel_invites(turn.session, turn.me.id, turn.now)


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
    if there is not None and not make_room(turn.session, there):
        turn.show(say("lobby.cannot_link.text"))
        return
    turn.couple.chat, turn.couple.chat_state = invite.chat, ChatState.FINE
    turn.session.flush()
    turn.show(say("lobby.linked.text"))
    turn.desk.to_both(turn.couple, say("lobby.ready.text"), urgency=Urgency.NOTICE)

"""Carries out what a person takes back of what they agreed to."""

from sqlalchemy import delete, update
from sqlmodel import col

from conversations.dialogue.agreeing import take_back
from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.carry_out.guests import withdraw_invites
from conversations.dialogue.carry_out.people import end_couple
from conversations.dialogue.outcomes.consents import KeepNothing, LeaveChat
from conversations.dialogue.taking import Turn
from conversations.records.consents import Purpose
from conversations.records.conversations import forget_conversation
from conversations.records.couples import ChatState
from conversations.records.deliveries import Delivery, DeliveryState
from conversations.records.partners import Consent, partners_of
from conversations.records.reminders import Reminder


@carry_out.register
def _keep_nothing(outcome: KeepNothing, turn: Turn) -> None:
    """At once: nothing is asked, carried or noted any more. Housekeeping erases what is there (WITHDRAWN)."""
    end_couple(turn)
    withdraw_invites(turn.me, turn)
    take_back(turn, turn.me)
    forget_conversation(turn.session, turn.me.id)
    turn.session.execute(delete(Reminder).where(col(Reminder.partner_id) == turn.me.id))
    turn.me.consent, turn.me.lends_to, turn.me.weekly_need = Consent.NONE, None, False
    turn.me.next_checkin_at = turn.me.next_pulse_at = None
    turn.session.flush()


@carry_out.register
def _leave_chat(outcome: LeaveChat, turn: Turn) -> None:
    """What was still on its way there is not sent."""
    couple = turn.couple
    if couple is None or couple.chat is None:
        return
    there = update(Delivery).where(
        col(Delivery.chat) == couple.chat, col(Delivery.state) == DeliveryState.PENDING
    )
    turn.session.execute(there.values(state=DeliveryState.DEAD, body=b""))
    couple.chat, couple.chat_state, couple.hello_message_id = None, ChatState.NONE, None
    for partner in partners_of(turn.session, couple.id):
        take_back(turn, partner, Purpose.GROUP)
    turn.session.flush()

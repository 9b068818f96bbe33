"""Parts two people, and erases one altogether: at once, and whatever is left of it later on."""

from datetime import datetime

from sqlalchemy import delete, or_
from sqlmodel import Session, col

from conversations.records.couples import ChatState, Couple, CoupleState
from conversations.records.forgetting import (
    cancel_between,
    couples_of,
    drop_reminders_of,
    forget_person,
    forget_private,
    forget_shared,
)
from conversations.records.guesses import leave_round
from conversations.records.invites import Invite
from conversations.records.ledger import note_ended, note_erased
from conversations.records.left_out import forget_left_out
from conversations.records.listening import end_listening_of
from conversations.records.partners import Partner, partners_of
from conversations.records.profiles import unshare_all
from conversations.records.pulse import drop_wish
from conversations.records.sealing import Sealer, person
from conversations.records.waiting_notes import drop_notes


def part(session: Session, pair: Couple, now: datetime, leaver_id: int | None = None) -> None:
    """Nothing is carried between the two any more, and no link of before brings anybody together. What they shared
    lies still from now on. Who was left reads of it when they next come; without a leaver, both do."""
    were_together = pair.state == CoupleState.ACTIVE
    for partner in partners_of(session, pair.id):
        cancel_between(session, partner, pair.chat)
        drop_notes(session, partner.id)
        unshare_all(session, partner.id)
        leave_round(session, partner.id)
        mine = or_(col(Invite.inviter_id) == partner.id, col(Invite.only_for) == partner.telegram_id)
        session.execute(delete(Invite).where(mine))
        partner.couple_id, partner.next_checkin_at, partner.lends_to = None, None, None
        partner.weekly_need, partner.apart_since, partner.next_pulse_at = False, None, None
        drop_wish(session, partner.id)
        partner.packs = ""
        forget_left_out(session, partner.id)
        partner.parted = partner.id != leaver_id and were_together
    pair.state, pair.ended_at = CoupleState.ENDED, now
    pair.chat, pair.chat_state = None, ChatState.NONE
    session.execute(delete(Invite).where(col(Invite.couple_id) == pair.id))
    drop_reminders_of(session, pair.id)
    end_listening_of(session, pair.id)
    note_ended(session, pair.id)
    session.flush()


def erase_person(session: Session, sealer: Sealer, me: Partner, now: datetime) -> None:
    """Everything of this person's and everything they shared, with the keys; they leave. Copies that the other one
    kept stay with them."""
    couples = couples_of(session, me)
    for pair in couples:
        if pair.id == me.couple_id:
            part(session, pair, now, me.id)
    forget_private(session, me)
    for pair in couples:
        forget_shared(session, sealer, pair)
    forget_person(session, sealer, me)
    note_erased(session, person(me.id))

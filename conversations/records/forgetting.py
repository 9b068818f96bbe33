"""Forgets: what one person kept private, what two shared, or a person altogether."""

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from conversations.records.checkins import Sheet, SheetAnswer
from conversations.records.conversations import Conversation, forget_conversation
from conversations.records.couples import Couple
from conversations.records.deliveries import Delivery, DeliveryState
from conversations.records.drafts import HeldDraft
from conversations.records.invites import Invite
from conversations.records.needs import Need
from conversations.records.partners import Partner
from conversations.records.patterns import Pattern
from conversations.records.pauses import Pause, Tension
from conversations.records.reminders import Reminder
from conversations.records.sealing import Sealer, couple, person
from conversations.records.wordings import FineWord, WordingDay


def cancel_between(session: Session, partner: Partner, shared_chat: bytes | None) -> None:
    """What this person's partner or the couple still had on its way to them is not sent."""
    chats = [partner.telegram_id] + ([shared_chat] if shared_chat else [])
    waiting = update(Delivery).where(
        col(Delivery.chat).in_(chats), col(Delivery.state) == DeliveryState.PENDING
    )
    session.execute(waiting.values(state=DeliveryState.DEAD, body=b""))


def drop_reminders_of(session: Session, couple_id: int) -> None:
    """Nothing promised between the two falls due any more."""
    subjects = [
        select(col(table.id)).where(col(table.couple_id) == couple_id) for table in (Need, Pause, Sheet)
    ]
    for ids in subjects:
        session.execute(delete(Reminder).where(col(Reminder.subject).in_(ids)))


def forget_private(session: Session, me: Partner) -> None:
    """What only this person could see: tension, drafts, what was learnt of their wording, an open conversation, what was kept private."""
    forget_conversation(session, me.id)
    for table in (Tension, HeldDraft, Pattern, FineWord, WordingDay, Reminder):
        session.execute(delete(table).where(col(table.partner_id) == me.id))
    unshared = select(col(Sheet.id)).where(col(Sheet.state) != "revealed")
    mine = delete(SheetAnswer).where(col(SheetAnswer.partner_id) == me.id)
    session.execute(mine.where(col(SheetAnswer.sheet_id).in_(unshared)))


def forget_shared(session: Session, sealer: Sealer, pair: Couple) -> None:
    """Everything two people shared, and the key it was sealed with."""
    sheets = select(col(Sheet.id)).where(col(Sheet.couple_id) == pair.id)
    session.execute(delete(SheetAnswer).where(col(SheetAnswer.sheet_id).in_(sheets)))
    for table in (Need, Pause, Sheet):
        session.execute(delete(table).where(col(table.couple_id) == pair.id))
    session.execute(delete(Delivery).where(col(Delivery.owner) == couple(pair.id)))
    session.execute(delete(Invite).where(col(Invite.couple_id) == pair.id))
    sealer.forget(session, couple(pair.id))


def forget_person(session: Session, sealer: Sealer, me: Partner) -> None:
    """The person's row and key: whatever is left of their words is unreadable. One last line may still be on its way."""
    session.execute(delete(Invite).where(col(Invite.inviter_id) == me.id))
    session.execute(delete(Conversation).where(col(Conversation.partner_id) == me.id))
    session.delete(me)
    sealer.forget(session, person(me.id))
    session.flush()

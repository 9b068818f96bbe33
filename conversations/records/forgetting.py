"""Forgets: what one person kept private, what two shared, or a person altogether."""

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from conversations.records.checkins import Sheet, SheetAnswer
from conversations.records.conversations import Conversation, forget_conversation
from conversations.records.couples import Couple
from conversations.records.deliveries import Delivery, DeliveryState
from conversations.records.drafts import HeldDraft
from conversations.records.floor_lines import MINE, FloorLine
from conversations.records.floors import Floor, FloorSide
from conversations.records.friend import FriendView
from conversations.records.invites import Invite
from conversations.records.lines_shown import LineShown
from conversations.records.loops import LoopReport
from conversations.records.needs import Need, NeedState
from conversations.records.notes import Keepsake, Note
from conversations.records.partners import Partner
from conversations.records.patterns import Pattern
from conversations.records.pauses import Pause, Tension
from conversations.records.practice import LessonRead, Practice
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
        select(col(table.id)).where(col(table.couple_id) == couple_id)
        for table in (Floor, Need, Note, Pause, Sheet)
    ]
    for ids in subjects:
        session.execute(delete(Reminder).where(col(Reminder.subject).in_(ids)))


def forget_private(session: Session, me: Partner) -> None:
    """What only this person could see: tension, drafts, what was learnt of their wording, an open conversation, what was kept private."""
    forget_conversation(session, me.id)
    for table in (
        Tension,
        HeldDraft,
        FriendView,
        Keepsake,
        Pattern,
        FineWord,
        WordingDay,
        LineShown,
        LoopReport,
        Practice,
        LessonRead,
        Reminder,
    ):
        session.execute(delete(table).where(col(table.partner_id) == me.id))
    session.execute(delete(Need).where(col(Need.author_id) == me.id, col(Need.state) == NeedState.HELD))
    own = delete(FloorLine).where(col(FloorLine.partner_id) == me.id)
    session.execute(own.where(col(FloorLine.kind).in_(MINE)))
    unshared = select(col(Sheet.id)).where(col(Sheet.state) != "revealed")
    mine = delete(SheetAnswer).where(col(SheetAnswer.partner_id) == me.id)
    session.execute(mine.where(col(SheetAnswer.sheet_id).in_(unshared)))


def forget_shared(session: Session, sealer: Sealer, pair: Couple) -> None:
    """Everything two people shared, and the key it was sealed with."""
    sheets = select(col(Sheet.id)).where(col(Sheet.couple_id) == pair.id)
    session.execute(delete(SheetAnswer).where(col(SheetAnswer.sheet_id).in_(sheets)))
    floors = select(col(Floor.id)).where(col(Floor.couple_id) == pair.id)
    for part in (FloorLine, FloorSide):
        session.execute(delete(part).where(col(part.floor_id).in_(floors)))
    for table in (Floor, Need, Keepsake, Note, Pause, Sheet):
        session.execute(delete(table).where(col(table.couple_id) == pair.id))
    session.execute(delete(Delivery).where(col(Delivery.owner) == couple(pair.id)))
    session.execute(delete(Invite).where(col(Invite.couple_id) == pair.id))
    sealer.forget(session, couple(pair.id))


def couples_of(session: Session, me: Partner) -> list[Couple]:
    """Every couple this person was one of, as far as anything is left of it."""
    named = (Need.author_id, Need.reader_id, Note.author_id, Note.reader_id, Pause.started_by)
    ids = {me.couple_id} if me.couple_id is not None else set()
    for column in named:
        table = column.class_  # type: ignore[attr-defined]
        ids |= set(session.exec(select(col(table.couple_id)).where(col(column) == me.id)))
    asked = select(col(Sheet.couple_id)).join(SheetAnswer, col(SheetAnswer.sheet_id) == col(Sheet.id))
    ids |= set(session.exec(asked.where(col(SheetAnswer.partner_id) == me.id)))
    took_turns = select(col(Floor.couple_id)).join(FloorSide, col(FloorSide.floor_id) == col(Floor.id))
    ids |= set(session.exec(took_turns.where(col(FloorSide.partner_id) == me.id)))
    return [session.get_one(Couple, id) for id in sorted(ids)]


def forget_person(session: Session, sealer: Sealer, me: Partner) -> None:
    """The person's row and key: whatever is left of their words is unreadable. One last line may still be on its way."""
    session.execute(delete(Invite).where(col(Invite.inviter_id) == me.id))
    session.execute(delete(Conversation).where(col(Conversation.partner_id) == me.id))
    session.delete(me)
    sealer.forget(session, person(me.id))
    session.flush()

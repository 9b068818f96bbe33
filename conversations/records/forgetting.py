"""Forgets: what one person kept private, what two shared, or a person altogether."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, or_, update
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from conversations.dialogue.outcomes.checkins import Answered
from conversations.records.agreements import Agreement
from conversations.records.checkins import Sheet, SheetAnswer, SheetState, read_half, rewrite_half
from conversations.records.clearing import CLEARING
from conversations.records.conversations import Conversation, forget_conversation
from conversations.records.couples import Couple
from conversations.records.deliveries import Delivery, DeliveryState
from conversations.records.drafts import HeldDraft
from conversations.records.floor_lines import MINE, FloorLine
from conversations.records.floors import Floor, FloorSide
from conversations.records.friend import FriendView
from conversations.records.guesses import GuessSide, GuessState
from conversations.records.invites import Invite
from conversations.records.ledger import note_erased
from conversations.records.left_out import NotForUs
from conversations.records.lines_shown import LineShown
from conversations.records.listening import Listening, end_listening_of
from conversations.records.loops import LoopReport
from conversations.records.needs import Need, NeedState
from conversations.records.notes import Keepsake, Note
from conversations.records.notices import NOTICE
from conversations.records.own_limits import OwnLimit
from conversations.records.own_questions import OwnQuestion
from conversations.records.partners import Partner
from conversations.records.patterns import Pattern
from conversations.records.pauses import Pause, PauseState, Tension
from conversations.records.practice import LessonRead, Practice
from conversations.records.profiles import SharedLine, StyleProfile
from conversations.records.pulse import PictureWish, Pulse
from conversations.records.reminders import Reminder, ReminderKind
from conversations.records.rituals import Ritual, RitualSide, forget_rituals
from conversations.records.sealing import Sealer, couple, person
from conversations.records.updates import SeenUpdate
from conversations.records.waiting_notes import WaitingNote
from conversations.records.wordings import FineWord, WordingDay

# What only one person can see; each has `partner_id`.
PRIVATE: tuple[type[SQLModel], ...] = (
    Tension, HeldDraft, FriendView, Keepsake, Pattern, FineWord, WordingDay, LineShown, LoopReport, Practice,
    LessonRead, WaitingNote, NotForUs, OwnLimit, Pulse, PictureWish, StyleProfile, SharedLine, GuessSide,
)  # fmt: skip
ABOUT_PRIVATE = (ReminderKind.HELD_DRAFT, ReminderKind.NEED_HELD, ReminderKind.SHEET_END, ReminderKind.BREATH)


def cancel_between(session: Session, partner: Partner, shared_chat: bytes | None) -> None:
    """What this person's partner or the couple still had on its way to them is not sent. What they take out of
    their own chat goes."""
    chats = [partner.telegram_id] + ([shared_chat] if shared_chat else [])
    waiting = update(Delivery).where(
        col(Delivery.chat).in_(chats),
        col(Delivery.state) == DeliveryState.PENDING,
        col(Delivery.about) != CLEARING,
        ~col(Delivery.about).startswith(NOTICE),
    )
    session.execute(waiting.values(state=DeliveryState.DEAD, body=b""))


def drop_reminders_of(session: Session, couple_id: int) -> None:
    """Nothing promised between the two falls due any more."""
    subjects = [
        select(col(table.id)).where(col(table.couple_id) == couple_id)
        for table in (Agreement, Floor, Listening, Need, Note, Pause, Ritual, Sheet)
    ]
    for ids in subjects:
        session.execute(delete(Reminder).where(col(Reminder.subject).in_(ids)))


def forget_private(session: Session, me: Partner) -> int:
    """What only this person could see: tension, drafts, what was learnt of their wording, an open conversation,
    what waited for them unread, what was kept private. Returns how many rows."""
    forget_conversation(session, me.id)
    gone = 0
    for table in PRIVATE:
        gone += _drop(session, table, col(table.partner_id) == me.id)  # type: ignore[attr-defined]
    mine = col(Reminder.partner_id) == me.id
    _drop(session, Reminder, mine, col(Reminder.kind).in_(ABOUT_PRIVATE))
    gone += _drop(session, Need, col(Need.author_id) == me.id, col(Need.state) == NeedState.HELD)
    gone += _drop(session, FloorLine, col(FloorLine.partner_id) == me.id, col(FloorLine.kind).in_(MINE))
    return gone + _drop(session, SheetAnswer, *unseen_halves(me.id))


def unseen_halves(partner_id: int) -> tuple[Any, ...]:
    """Of a check-in: what this person answered and nobody else ever saw."""
    unopened = select(col(Sheet.id)).where(col(Sheet.state) != SheetState.REVEALED)
    mine = col(SheetAnswer.partner_id) == partner_id, col(SheetAnswer.shown_at).is_(None)
    return *mine, col(SheetAnswer.body).is_not(None), col(SheetAnswer.sheet_id).in_(unopened)


def forget_private_parts(session: Session, sealer: Sealer, me: Partner) -> int:
    """The parts that this person kept for themselves of check-ins whose rest both have seen. Returns of how many."""
    shown = select(SheetAnswer).where(SheetAnswer.partner_id == me.id, col(SheetAnswer.body).is_not(None))
    emptied = 0
    for half in session.exec(shown):
        answered = read_half(session, sealer, half)
        if answered is not None and answered.private & set(answered.parts()):
            rewrite_half(session, sealer, half, without_private(answered))
            emptied += 1
    return emptied


def without_private(answered: Answered) -> Answered:
    """Only what the partner has seen of it."""
    empty: dict[str, Any] = {part: "" for part in answered.private} | (
        {"family": ""} if "word" in answered.private else {}
    )
    empty |= {"question": "", "own": None} if "line" in answered.private else {}
    empty |= {"week_line": ""} if "week" in answered.private else {}
    return replace(answered, **empty, private=frozenset())


def forget_shared(session: Session, sealer: Sealer, pair: Couple) -> int:
    """Everything two people shared, and the key it was sealed with. What somebody kept a copy of stays theirs, and
    so does half of a check-in that nobody else saw. Returns how many rows."""
    drop_reminders_of(session, pair.id)
    gone = _forget_sheets(session, pair)
    floors = select(col(Floor.id)).where(col(Floor.couple_id) == pair.id)
    for part in (FloorLine, FloorSide):
        _drop(session, part, col(part.floor_id).in_(floors))
    gone += sum(
        _drop(session, table, col(table.couple_id) == pair.id)
        for table in (Agreement, Floor, Need, Note, OwnQuestion, Pause, SharedLine, GuessSide)
    )
    gone += forget_rituals(session, pair.id)
    end_listening_of(session, pair.id)
    _drop(session, Delivery, col(Delivery.owner) == couple(pair.id))
    _drop(session, Invite, col(Invite.couple_id) == pair.id)
    sealer.forget(session, couple(pair.id))
    note_erased(session, couple(pair.id))
    session.flush()
    _drop(session, Couple, col(Couple.id) == pair.id, ~is_named_by(pair.id))
    return gone


def shared_sheets(couple_id: int) -> SelectOfScalar[int]:
    """Of a couple, the ids of those check-ins of which one has seen something of the other's."""
    shown = col(Sheet.id).in_(select(SheetAnswer.sheet_id).where(col(SheetAnswer.shown_at).is_not(None)))
    opened = or_(col(Sheet.state) == SheetState.REVEALED, shown)
    return select(col(Sheet.id)).where(col(Sheet.couple_id) == couple_id, opened)


def is_shared(couple_id: Any) -> ColumnElement[bool]:
    """Whether there is something that two people shared, and that neither can take along alone."""
    of = {
        table: exists().where(col(table.couple_id) == couple_id)
        for table in (Agreement, Need, Note, Pause, Floor, Ritual, Sheet, SharedLine, GuessSide)
    }
    shown = select(SheetAnswer.sheet_id).where(col(SheetAnswer.shown_at).is_not(None))
    opened = or_(col(Sheet.state) == SheetState.REVEALED, col(Sheet.id).in_(shown))
    sent, over = col(Need.state) != NeedState.HELD, col(Pause.state) == PauseState.OVER
    guessed = col(GuessSide.state) != GuessState.WAITING
    return or_(
        of[Agreement],
        of[Need].where(sent),
        of[Note],
        of[Pause].where(over),
        of[Floor],
        of[Ritual], of[Sheet].where(opened),
               of[SharedLine], of[GuessSide].where(guessed))  # fmt: skip


def _forget_sheets(session: Session, pair: Couple) -> int:
    shared = col(SheetAnswer.sheet_id).in_(shared_sheets(pair.id))
    gone = _drop(session, SheetAnswer, shared)
    sheets = select(col(Sheet.id)).where(col(Sheet.couple_id) == pair.id)
    _drop(session, SheetAnswer, col(SheetAnswer.sheet_id).in_(sheets), col(SheetAnswer.body).is_(None))
    still = select(col(SheetAnswer.sheet_id)).where(col(SheetAnswer.sheet_id) == col(Sheet.id)).exists()
    _drop(session, Sheet, col(Sheet.couple_id) == pair.id, ~still)
    return gone


def is_named_by(couple_id: Any) -> ColumnElement[bool]:
    """Whether a person, a kept copy or an own half of a check-in still holds on to the row of a couple."""
    return or_(*(exists().where(col(table.couple_id) == couple_id) for table in (Partner, Keepsake, Sheet)))


def couples_of(session: Session, me: Partner) -> list[Couple]:
    """Every couple this person was one of, as far as anything is left of it."""
    named = (
        Need.author_id,
        Need.reader_id,
        Note.author_id,
        Note.reader_id,
        Pause.started_by,
        Agreement.author_id,
        Keepsake.partner_id,
        OwnQuestion.author_id,
    )
    ids = {me.couple_id} if me.couple_id is not None else set()
    for column in named:
        table = column.class_  # type: ignore[attr-defined]
        ids |= set(session.exec(select(col(table.couple_id)).where(col(column) == me.id)))
    asked = select(col(Sheet.couple_id)).join(SheetAnswer, col(SheetAnswer.sheet_id) == col(Sheet.id))
    ids |= set(session.exec(asked.where(col(SheetAnswer.partner_id) == me.id)))
    took_turns = select(col(Floor.couple_id)).join(FloorSide, col(FloorSide.floor_id) == col(Floor.id))
    ids |= set(session.exec(took_turns.where(col(FloorSide.partner_id) == me.id)))
    began = select(col(Ritual.couple_id)).join(RitualSide, col(RitualSide.ritual_id) == col(Ritual.id))
    ids |= set(session.exec(began.where(col(RitualSide.partner_id) == me.id)))
    return [session.get_one(Couple, id) for id in sorted(ids)]


def forget_person(session: Session, sealer: Sealer, me: Partner) -> None:
    """The person's row and key: whatever is left of their words is unreadable. One last line may still be on its way."""
    _drop(session, Invite, or_(col(Invite.inviter_id) == me.id, col(Invite.used_by) == me.id,
                               col(Invite.only_for) == me.telegram_id))  # fmt: skip
    _drop(session, Conversation, col(Conversation.partner_id) == me.id)
    _drop(session, Reminder, col(Reminder.partner_id) == me.id)
    _drop(session, Delivery, or_(col(Delivery.owner) == person(me.id), col(Delivery.chat) == me.telegram_id))
    session.execute(update(Delivery).where(col(Delivery.author_id) == me.id).values(author_id=None))
    here = update(SeenUpdate).where(col(SeenUpdate.chat) == me.telegram_id)
    session.execute(here.values(chat=None, message_id=None))
    session.delete(me)
    sealer.forget(session, person(me.id))
    session.flush()


def _drop(session: Session, table: type[SQLModel], *which: Any) -> int:
    """Delete what meets all of these; how many rows that were."""
    return int(session.execute(delete(table).where(*which)).rowcount)  # type: ignore[attr-defined]

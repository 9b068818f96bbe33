"""Counts what is kept of a person, in every table that holds something of them."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlmodel import Session, SQLModel, col, or_, select

from conversations.records.agreements import Agreement
from conversations.records.checkins import Sheet, SheetAnswer, SheetState
from conversations.records.consents import ConsentLine
from conversations.records.conversations import Conversation
from conversations.records.database import count_rows
from conversations.records.deliveries import Delivery
from conversations.records.drafts import HeldDraft
from conversations.records.floor_lines import FloorLine
from conversations.records.floors import FloorSide
from conversations.records.friend import FriendView
from conversations.records.guesses import GuessSide
from conversations.records.invites import Invite
from conversations.records.left_out import NotForUs
from conversations.records.lines_shown import LineShown
from conversations.records.loops import LoopReport
from conversations.records.needs import Need, NeedState
from conversations.records.notes import Keepsake, Note
from conversations.records.own_limits import OwnLimit
from conversations.records.own_questions import OwnQuestion
from conversations.records.partners import Partner
from conversations.records.patterns import Pattern
from conversations.records.pauses import Pause, Tension
from conversations.records.practice import LessonRead, Practice
from conversations.records.profiles import SharedLine, StyleProfile
from conversations.records.pulse import PictureWish, Pulse
from conversations.records.reminders import Reminder
from conversations.records.rituals import RitualSide
from conversations.records.updates import SeenUpdate
from conversations.records.waiting_notes import WaitingNote
from conversations.records.wordings import FineWord, WordingDay

Conditions = tuple[Any, ...]
Which = Callable[[Partner], Conditions]  # the rows of a person


_revealed = select(col(Sheet.id)).where(col(Sheet.state) == SheetState.REVEALED)


def _own(me: Partner, table: Any, *more: Any) -> Conditions:
    return (col(table.partner_id) == me.id, *more)


def _there(table: Any) -> Any:
    """Not taken back."""
    return col(table.card).is_not(None)


# Kind in privacy.toml -> tables, and which of their rows it counts.
MINE: Mapping[str, tuple[tuple[type[SQLModel], Which], ...]] = {
    "checkins": ((SheetAnswer, lambda me: _own(me, SheetAnswer, col(SheetAnswer.body).is_not(None))),),
    "cards": (
        (Need, lambda me: (col(Need.author_id) == me.id, col(Need.state) != NeedState.HELD, _there(Need))),
        (Note, lambda me: (col(Note.author_id) == me.id, _there(Note))),
    ),
    "questions": ((OwnQuestion, lambda me: (col(OwnQuestion.author_id) == me.id,)),),
    "left_out": ((NotForUs, lambda me: _own(me, NotForUs)),),
    "drafts": (
        (HeldDraft, lambda me: _own(me, HeldDraft)),
        (Need, lambda me: (col(Need.author_id) == me.id, col(Need.state) == NeedState.HELD)),
        (Conversation, lambda me: _own(me, Conversation, col(Conversation.flow) != "")),
    ),
    "kept": ((Keepsake, lambda me: _own(me, Keepsake)),),
    "waiting": ((WaitingNote, lambda me: _own(me, WaitingNote)),),
    "said": ((FloorLine, lambda me: _own(me, FloorLine)),),
    "tension": ((Tension, lambda me: _own(me, Tension)),),
    "loops": ((LoopReport, lambda me: _own(me, LoopReport)),),
    "limits": ((OwnLimit, lambda me: _own(me, OwnLimit)),),
    "views": ((FriendView, lambda me: _own(me, FriendView, col(FriendView.words).is_not(None))),),
    "weeks": ((Pulse, lambda me: _own(me, Pulse)), (PictureWish, lambda me: _own(me, PictureWish))),
    "profile": (
        (StyleProfile, lambda me: _own(me, StyleProfile)),
        (SharedLine, lambda me: _own(me, SharedLine)),
        (GuessSide, lambda me: _own(me, GuessSide)),
    ),
    "words": ((FineWord, lambda me: _own(me, FineWord)),),
    "patterns": ((Pattern, lambda me: _own(me, Pattern)), (WordingDay, lambda me: _own(me, WordingDay))),
    "practised": ((Practice, lambda me: _own(me, Practice)), (LessonRead, lambda me: _own(me, LessonRead))),
    "lines": ((LineShown, lambda me: _own(me, LineShown)),),
    "promised": ((Reminder, lambda me: _own(me, Reminder)),),
    "invites": ((Invite, lambda me: (col(Invite.inviter_id) == me.id,)),),
    "messages": (
        (Delivery, lambda me: (col(Delivery.chat) == me.telegram_id,)),
        (SeenUpdate, lambda me: (col(SeenUpdate.chat) == me.telegram_id,)),
    ),
    "consents": ((ConsentLine, lambda me: _own(me, ConsentLine)),),
}
OURS: Mapping[str, tuple[tuple[type[SQLModel], Which], ...]] = {
    "revealed": ((SheetAnswer, lambda me: _own(me, SheetAnswer, col(SheetAnswer.sheet_id).in_(_revealed))),),
    "received": (
        (Need, lambda me: (col(Need.reader_id) == me.id, col(Need.state) != NeedState.HELD, _there(Need))),
        (Note, lambda me: (col(Note.reader_id) == me.id, _there(Note))),
    ),
    "agreements": (
        (Agreement, lambda me: (col(Agreement.couple_id) == me.couple_id, col(Agreement.body).is_not(None))),
    ),
    "talks": ((FloorSide, lambda me: _own(me, FloorSide)),),
    "rituals": ((RitualSide, lambda me: _own(me, RitualSide)),),
    "pauses": (
        (Pause, lambda me: (or_(col(Pause.started_by) == me.id, col(Pause.couple_id) == me.couple_id),)),
    ),
}


def count_mine(session: Session, me: Partner) -> tuple[tuple[str, int], ...]:
    """What is kept of this person alone, by kind; kinds of which there is nothing are left out."""
    return _counted(session, me, MINE)


def count_ours(session: Session, me: Partner) -> tuple[tuple[str, int], ...]:
    """What is kept of them and somebody else."""
    return _counted(session, me, OURS)


def _counted(
    session: Session, me: Partner, kinds: Mapping[str, tuple[tuple[type[SQLModel], Which], ...]]
) -> tuple[tuple[str, int], ...]:
    found = ((kind, sum(count_rows(session, table, *which(me)) for table, which in parts))
             for kind, parts in kinds.items())  # fmt: skip
    return tuple((kind, count) for kind, count in found if count)

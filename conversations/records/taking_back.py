"""Empties one person's side of what two shared: rows stay, their words go, and the other one reads "(taken back)"."""

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import delete, or_, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from conversations.dialogue.phrases import say
from conversations.records.agreements import Agreement, AgreementState
from conversations.records.checkins import Sheet, SheetAnswer, SheetState
from conversations.records.couples import Couple
from conversations.records.database import scrub_afterwards
from conversations.records.deliveries import Delivery, DeliveryState
from conversations.records.floor_lines import empty_lines
from conversations.records.guesses import leave_open_rounds
from conversations.records.needs import LIVE, Need, NeedState
from conversations.records.notes import Note, NoteState
from conversations.records.own_questions import prompts_by, take_questions_back
from conversations.records.partners import Partner, other_partner
from conversations.records.profiles import unshare_all
from conversations.records.reminders import Reminder
from conversations.records.rituals import Ritual, take_back_rituals
from conversations.records.sealing import Sealer
from conversations.records.waiting_notes import WaitingNote

BATCH = 200  # rows of one kind
WORDS = say("dialogue.taken_back")  # what stands where a line stood

Authors = Collection[int] | SelectOfScalar[int]  # ids of partners
TakeBack = Callable[[Session, Authors, datetime, datetime], int]


def take_back_all(session: Session, sealer: Sealer, me: Partner, now: datetime) -> int:
    """This person's side of everything, also of what is on its way. Nobody is told. Returns how many rows."""
    taken = _call_back(session, me) + empty_lines(session, sealer, me.id, WORDS)
    taken += unshare_all(session, me.id) + leave_open_rounds(session, me.id)
    taken += take_back_rituals(session, me.id)
    taken += take_questions_back(session, me.id)
    for take_back in KINDS:
        while some := take_back(session, [me.id], now, now):
            taken += some
    taken += take_back_agreements(session, me)
    scrub_afterwards(session)
    return taken


def take_back_halves(session: Session, authors: Authors, until: datetime, now: datetime) -> int:
    """Halves of check-ins that the other has seen, answered by then. Returns how many, a batch at most."""
    mine = select(col(SheetAnswer.id)).where(col(SheetAnswer.partner_id).in_(authors))
    shown = mine.where(col(SheetAnswer.body).is_not(None), col(SheetAnswer.shown_at).is_not(None))
    ids = session.exec(shown.where(col(SheetAnswer.done_at) <= until).limit(BATCH)).all()
    emptied = update(SheetAnswer).where(col(SheetAnswer.id).in_(ids))
    session.execute(emptied.values(body=None, question="", taken_back=True))
    return len(ids)


def take_back_needs(session: Session, authors: Authors, until: datetime, now: datetime) -> int:
    """Cards sent by then: empty, and closed where they were live. Returns how many, a batch at most."""
    mine = select(col(Need.id)).where(col(Need.author_id).in_(authors), col(Need.card).is_not(None))
    sent = mine.where(col(Need.state) != NeedState.HELD, col(Need.created_at) <= until)
    ids = session.exec(sent.limit(BATCH)).all()
    these = update(Need).where(col(Need.id).in_(ids))
    over = {"state": NeedState.CLOSED, "closed_as": "withdrawn", "changed_at": now}
    session.execute(these.where(col(Need.state).in_(LIVE)).values(**over))
    session.execute(these.values(card=None))
    session.execute(delete(Reminder).where(col(Reminder.subject).in_(ids)))
    return len(ids)


def take_back_echoes(session: Session, authors: Authors, until: datetime, now: datetime) -> int:
    """What they said back to cards of that time. Returns how many, a batch at most."""
    heard = select(col(Need.id)).where(col(Need.reader_id).in_(authors), col(Need.said_back).is_not(None))
    ids = session.exec(heard.where(col(Need.created_at) <= until).limit(BATCH)).all()
    session.execute(update(Need).where(col(Need.id).in_(ids)).values(said_back=None))
    return len(ids)


def take_back_notes(session: Session, authors: Authors, until: datetime, now: datetime) -> int:
    """Notes sent by then. Copies that the other keeps stay theirs. Returns how many, a batch at most."""
    mine = select(col(Note.id)).where(col(Note.author_id).in_(authors), col(Note.card).is_not(None))
    ids = session.exec(mine.where(col(Note.created_at) <= until).limit(BATCH)).all()
    these = update(Note).where(col(Note.id).in_(ids))
    session.execute(these.values(card=None, state=NoteState.WITHDRAWN, changed_at=now))
    session.execute(delete(Reminder).where(col(Reminder.subject).in_(ids)))
    return len(ids)


def take_back_agreements(session: Session, me: Partner) -> int:
    """What they worded of what both agreed on; it stands until one of the two lets go of it. Returns how many."""
    mine = update(Agreement).where(col(Agreement.author_id) == me.id, col(Agreement.body).is_not(None))
    stand = mine.where(col(Agreement.state) == AgreementState.STANDS).values(body=None, look_at=None)
    ids = session.execute(stand.returning(col(Agreement.id))).scalars().all()
    session.execute(delete(Reminder).where(col(Reminder.subject).in_(ids)))
    return len(ids)


KINDS: tuple[TakeBack, ...] = (take_back_halves, take_back_needs, take_back_echoes, take_back_notes)


def forget_old_halves(session: Session, authors: Authors, until: datetime) -> int:
    """Halves of check-ins that nobody else ever saw, answered by then. Returns how many, a batch at most."""
    mine = select(col(SheetAnswer.id)).where(col(SheetAnswer.partner_id).in_(authors))
    unseen = mine.where(col(SheetAnswer.body).is_not(None), col(SheetAnswer.shown_at).is_(None))
    ids = session.exec(unseen.where(col(SheetAnswer.done_at) <= until).limit(BATCH)).all()
    session.execute(delete(SheetAnswer).where(col(SheetAnswer.id).in_(ids)))
    return len(ids)


def _call_back(session: Session, me: Partner) -> int:
    """What has not reached the other yet: messages, what waits there unopened, a half of today's check-in."""
    pair = session.get(Couple, me.couple_id) if me.couple_id is not None else None
    other = other_partner(session, me)
    if pair is None or other is None:
        return 0
    chats = [other.telegram_id] + ([pair.chat] if pair.chat else [])
    waiting = update(Delivery).where(
        col(Delivery.chat).in_(chats), col(Delivery.state) == DeliveryState.PENDING
    )
    about = _about(session, me)
    with_words = or_(col(Delivery.author_id) == me.id, col(Delivery.about).in_(about))
    session.execute(waiting.where(with_words).values(state=DeliveryState.DEAD, body=b""))
    # Apart, only what another one sent is put by; some of it is about nothing that has a number.
    unopened = col(WaitingNote.about).in_([*about, *([] if other.apart_since is None else [""])])
    called = session.execute(delete(WaitingNote).where(col(WaitingNote.partner_id) == other.id, unopened))
    return int(called.rowcount) + _call_halves_back(session, me)  # type: ignore[attr-defined]


def _about(session: Session, me: Partner) -> list[str]:
    """What the messages are about that may tell something of this person's, though another caused them."""
    sheets = select(col(SheetAnswer.sheet_id)).where(
        SheetAnswer.partner_id == me.id, col(SheetAnswer.body).is_not(None)
    )
    needs = select(col(Need.id)).where(Need.author_id == me.id, col(Need.card).is_not(None))
    notes = select(col(Note.id)).where(Note.author_id == me.id, col(Note.card).is_not(None))
    agreements = select(col(Agreement.id)).where(
        Agreement.author_id == me.id, col(Agreement.body).is_not(None)
    )
    rituals = select(col(Ritual.id)).where(Ritual.proposed_by == me.id, col(Ritual.words).is_not(None))
    asked = select(col(Sheet.id)).where(col(Sheet.prompt).in_(prompts_by(session, me.id)))
    named = (
        ("sheet", sheets),
        ("sheet", asked),
        ("need", needs),
        ("note", notes),
        ("agreement", agreements),
        ("ritual", rituals),
    )
    rows = [f"{name} {id}" for name, ids in named for id in session.exec(ids)]
    return [*rows, f"picture {me.id}"]


def _call_halves_back(session: Session, me: Partner) -> int:
    """A half that waits for the other's: it is as if it had not been answered."""
    opened = select(col(Sheet.id)).where(col(Sheet.state) == SheetState.OPEN)
    mine = delete(SheetAnswer).where(
        col(SheetAnswer.partner_id) == me.id, col(SheetAnswer.sheet_id).in_(opened)
    )
    answered = mine.where(col(SheetAnswer.body).is_not(None), col(SheetAnswer.shown_at).is_(None))
    return int(session.execute(answered).rowcount)  # type: ignore[attr-defined]

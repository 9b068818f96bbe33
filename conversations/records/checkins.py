"""The daily check-in: one sheet per couple and calendar date, two sealed answers, one reveal."""

import json
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint, Update, and_, false, func, or_, update
from sqlmodel import Field, Session, SQLModel, col, select
from sqlmodel.sql.expression import Select

from conversations.dialogue.outcomes.checkins import Answered
from conversations.prompts import id_of
from conversations.records.database import new_id
from conversations.records.own_questions import words_of
from conversations.records.partners import Partner
from conversations.records.sealing import Sealed, Sealer, person


class SheetState(StrEnum):
    """Where a day's sheet stands."""

    OPEN = "open"  # at least one answer is missing
    REVEALED = "revealed"  # both were in, both have seen both
    CLOSED = "closed"  # the windows are over; what is there stays private


class Sheet(SQLModel, table=True):
    """One date of one couple. The unique date is the second belt against asking twice."""

    __table_args__ = (UniqueConstraint("couple_id", "day"), Index(None, "state", "closes_at"))
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    couple_id: int = Field(foreign_key="couple.id", sa_type=BigInteger)
    day: date
    prompt: str  # id of a question; empty until one of them looks
    spares: str = Field(
        default="", sa_column_kwargs={"server_default": ""}
    )  # ids of what a swap asks instead
    swapped: str = ""  # ids of what was answered instead, with blanks between
    state: str = SheetState.OPEN
    closes_at: datetime  # when both windows have ended
    revealed_at: datetime | None = None


class SheetAnswer(SQLModel, table=True):
    """One partner's half of a sheet: asked at their hour, answered or not."""

    __tablename__ = "sheet_answer"
    __table_args__ = (UniqueConstraint("sheet_id", "partner_id"),)
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    sheet_id: int = Field(foreign_key="sheet.id", sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    light: bool = False  # asks only energy, a word, and something kind
    asked_at: datetime
    closes_at: datetime  # end of this person's window
    nudged_at: datetime | None = None
    passed_at: datetime | None = None  # "not today"
    question: str = ""  # key of what was answered
    body: bytes | None = None  # sealed: what was answered, and which parts are kept private
    done_at: datetime | None = None
    shown_at: datetime | None = None  # when the shared parts went to the partner
    responded: str = ""  # what was said back to the reveal: "heart more can"
    taken_back: bool = Field(default=False, sa_column_kwargs={"server_default": false()})  # by its author


Half = tuple[Sheet, SheetAnswer]


def halves_of(session: Session, sheet_id: int) -> list[SheetAnswer]:
    """Both halves of a sheet, as far as they were asked for."""
    return list(session.exec(select(SheetAnswer).where(SheetAnswer.sheet_id == sheet_id)))


def find_half(session: Session, sheet_id: int, partner_id: int) -> Half | None:
    """A sheet and this person's half of it; a sheet stays with the couple it was of."""
    return session.exec(_halves(partner_id).where(col(Sheet.id) == sheet_id)).first()


def current_half(session: Session, partner_id: int, today: date, now: datetime) -> Half | None:
    """The half that today is about for this person: of today, or of yesterday evening while it is open."""
    waits = and_(col(SheetAnswer.closes_at) > now, col(SheetAnswer.done_at).is_(None))
    late = and_(col(Sheet.state) == SheetState.OPEN, waits)
    current = _halves(partner_id).where(or_(col(Sheet.day) == today, late))
    return session.exec(current.order_by(col(Sheet.day).desc())).first()


def open_before(session: Session, sheet: Sheet, now: datetime) -> list[Sheet]:
    """The couple's sheets of earlier dates that can still be answered, where two live on far clocks."""
    earlier = select(Sheet).where(Sheet.couple_id == sheet.couple_id, Sheet.day < sheet.day)
    still = earlier.where(Sheet.state == SheetState.OPEN, Sheet.closes_at > now)
    return list(session.exec(still.order_by(col(Sheet.day))))


def _halves(partner_id: int) -> Select[Sheet, SheetAnswer]:
    both = select(Sheet, SheetAnswer).join(SheetAnswer, col(SheetAnswer.sheet_id) == col(Sheet.id))
    mine = both.join(Partner, col(Partner.id) == col(SheetAnswer.partner_id)).where(Partner.id == partner_id)
    return mine.where(col(Sheet.couple_id) == col(Partner.couple_id))


def keep_half(session: Session, sealer: Sealer, half: SheetAnswer, answered: Answered, now: datetime) -> bool:
    """Seal what was answered; False when the sheet is not open any more. Until then it may be changed."""
    body = sealer.seal(session, _body_of(half), _plain(answered))
    its_sheet = select(Sheet.id).where(Sheet.id == half.sheet_id, Sheet.state == SheetState.OPEN)
    in_time = its_sheet.where(Sheet.closes_at > now).exists()
    guarded = update(SheetAnswer).where(col(SheetAnswer.id) == half.id, in_time)
    return _changed(session, guarded.values(body=body, question=answered.question, done_at=now))


def note_swap(sheet: Sheet, question: str) -> None:
    """Remember that this question of the deck was answered instead of the sheet's."""
    deck, prompt = question.partition(".")[0], id_of(question)
    if deck in ("prompts", "seasons") and prompt not in (sheet.prompt, *sheet.swapped.split()):
        sheet.swapped = f"{sheet.swapped} {prompt}".strip()


def read_half(session: Session, sealer: Sealer, half: SheetAnswer) -> Answered | None:
    """What was answered; None when it was not, or was taken back."""
    if half.body is None:
        return None
    plain = json.loads(sealer.open(session, _body_of(half), half.body))
    own = words_of(session, sealer, plain["question"])
    return Answered(**{**plain, "private": frozenset(plain["private"])}, own=own)


def rewrite_half(session: Session, sealer: Sealer, half: SheetAnswer, answered: Answered) -> None:
    """Less of it than before is left."""
    half.body = sealer.seal(session, _body_of(half), _plain(answered))
    session.flush()


def _plain(answered: Answered) -> str:
    """Of a question of their own no word: they stand in its row alone."""
    kept = {**asdict(answered), "private": sorted(answered.private)}
    return json.dumps(
        {part: kept[part] for part in kept if part not in ("own", "left_out")}, ensure_ascii=False
    )


def reveal_sheet(session: Session, sheet_id: int, now: datetime) -> bool:
    """Open a sheet for both, once: False when an answer is missing, or someone else was first."""
    its_halves = select(func.count()).where(col(SheetAnswer.sheet_id) == sheet_id)
    done = its_halves.where(col(SheetAnswer.done_at).is_not(None)).scalar_subquery()
    both_in = update(Sheet).where(col(Sheet.id) == sheet_id, col(Sheet.state) == SheetState.OPEN, done == 2)
    return _changed(session, both_in.values(state=SheetState.REVEALED, revealed_at=now))


def close_sheet(session: Session, sheet_id: int, now: datetime) -> bool:
    """End a sheet whose windows are over; False when it was revealed or closed before, or has time left."""
    over = update(Sheet).where(col(Sheet.id) == sheet_id, col(Sheet.state) == SheetState.OPEN)
    return _changed(session, over.where(col(Sheet.closes_at) <= now).values(state=SheetState.CLOSED))


def close_sheets(session: Session, now: datetime) -> int:
    """End all sheets whose windows are over and on which nobody answered. Returns how many."""
    answered = select(SheetAnswer.sheet_id).where(col(SheetAnswer.done_at).is_not(None))
    over = update(Sheet).where(col(Sheet.state) == SheetState.OPEN, col(Sheet.closes_at) <= now)
    empty = over.where(col(Sheet.id).not_in(answered)).values(state=SheetState.CLOSED)
    return len(session.execute(empty.returning(col(Sheet.id))).all())


def show_half(session: Session, half_id: int, now: datetime) -> bool:
    """Note that the shared parts go to the partner; False when they did before, or were taken back."""
    fresh = update(SheetAnswer).where(col(SheetAnswer.id) == half_id, col(SheetAnswer.shown_at).is_(None))
    return _changed(session, fresh.where(col(SheetAnswer.body).is_not(None)).values(shown_at=now))


def respond(session: Session, half: SheetAnswer, what: str) -> bool:
    """Note what was said back to a reveal; False when it was said before."""
    before = half.responded
    if what in before.split():
        return False
    guarded = update(SheetAnswer).where(col(SheetAnswer.id) == half.id, col(SheetAnswer.responded) == before)
    return _changed(session, guarded.values(responded=f"{before} {what}".strip()))


def _changed(session: Session, guarded: Update) -> bool:
    """Whether this change was the first to get there. Rows at hand show it."""
    entity = guarded.returning(guarded.table.c.id)
    return session.execute(entity, execution_options={"synchronize_session": "fetch"}).first() is not None


def _body_of(half: SheetAnswer) -> Sealed:
    return Sealed(person(half.partner_id), "sheet_answer.body", half.id)

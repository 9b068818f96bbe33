"""When a person is asked whether they would like fewer check-ins: by what they themselves left unanswered."""

from datetime import date, timedelta

from sqlalchemy import or_, update
from sqlmodel import Session, col, select

from conversations.records.checkins import SheetAnswer
from conversations.records.partners import Partner
from conversations.records.rhythm import Rhythm

LATELY, SILENT = 5, 4  # of the last five times they were asked, four without an answer
RESTS = timedelta(days=30)  # until it may be asked once more


def mostly_silent(session: Session, partner_id: int) -> bool:
    """Whether they left nearly all unanswered of what they were asked lately. Nobody else is asked about it, or told."""
    asked = select(SheetAnswer.done_at).where(col(SheetAnswer.partner_id) == partner_id)
    newest = asked.order_by(col(SheetAnswer.asked_at).desc(), col(SheetAnswer.id).desc()).limit(LATELY)
    answered = session.exec(newest).all()
    return len(answered) == LATELY and sum(one is None for one in answered) >= SILENT


def note_asking_for_fewer(session: Session, partner_id: int, today: date) -> bool:
    """Take note that they are asked. False within 30 days of the last time, and where there is nothing fewer."""
    mine = update(Partner).where(col(Partner.id) == partner_id, col(Partner.rhythm) != Rhythm.SUNDAYS)
    last = col(Partner.rhythm_asked_on)
    rested = mine.where(or_(last.is_(None), last <= today - RESTS)).values(rhythm_asked_on=today)
    return session.execute(rested.returning(col(Partner.id))).first() is not None

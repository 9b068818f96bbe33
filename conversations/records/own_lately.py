"""What one person told about themselves lately, read back for nobody but them."""

import json
from datetime import datetime

from sqlmodel import Session, col, select

from conversations.records.checkins import SheetAnswer, read_half
from conversations.records.pauses import Tension
from conversations.records.sealing import Sealed, Sealer, person


def feelings_since(session: Session, sealer: Sealer, partner_id: int, since: datetime) -> tuple[str, ...]:
    """The words of their own check-ins, the oldest first, each once; those they kept private among them."""
    mine = select(SheetAnswer).where(
        col(SheetAnswer.partner_id) == partner_id,
        col(SheetAnswer.done_at) > since,
        col(SheetAnswer.body).is_not(None),
    )
    halves = session.exec(mine.order_by(col(SheetAnswer.done_at), col(SheetAnswer.id))).all()
    answered = (read_half(session, sealer, half) for half in halves)
    return tuple(dict.fromkeys(one.word for one in answered if one is not None and one.word))


def reasons_since(session: Session, sealer: Sealer, partner_id: int, since: datetime) -> tuple[str, ...]:
    """Why it was tense, as they tapped it, the oldest first, each once."""
    mine = select(Tension).where(col(Tension.partner_id) == partner_id, col(Tension.at) > since)
    told = session.exec(mine.order_by(col(Tension.at), col(Tension.id))).all()
    return tuple(dict.fromkeys(reason for one in told for reason in read_reasons(session, sealer, one)))


def read_reasons(session: Session, sealer: Sealer, tension: Tension) -> tuple[str, ...]:
    """Why it was tense that time."""
    if tension.reasons is None:
        return ()
    place = Sealed(person(tension.partner_id), "tension.reasons", tension.id)
    return tuple(json.loads(sealer.open(session, place, tension.reasons)))

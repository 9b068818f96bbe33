"""What two people have made of the deck of questions: their packs, their own, what they leave out, their season."""

from datetime import date

from sqlalchemy import String, cast, literal, select, union_all
from sqlmodel import Session, col

from conversations.prompts import Ours
from conversations.records.left_out import NotForUs
from conversations.records.own_questions import DECK, OwnQuestion
from conversations.records.partners import Partner
from conversations.seasons import shared_season


def ours_of(session: Session, couple_id: int, both: list[Partner], day: date) -> Ours:
    """Of these two on a date, in one query."""
    own = select(literal(True), literal(DECK).concat(cast(col(OwnQuestion.id), String)))
    left = select(literal(False), col(NotForUs.prompt))
    these = union_all(
        own.where(col(OwnQuestion.couple_id) == couple_id),
        left.where(col(NotForUs.partner_id).in_([one.id for one in both])),
    )
    found = session.connection().execute(these).all()
    return Ours(
        shared_season([one.zone for one in both], day),
        shared_packs(both),
        tuple(sorted(prompt for written, prompt in found if written)),
        frozenset(prompt for written, prompt in found if not written),
    )


def shared_packs(both: list[Partner]) -> frozenset[str]:
    """The packs that both of two people want; none while one is alone."""
    wanted = [frozenset(one.packs.split()) for one in both]
    return frozenset.intersection(*wanted) if len(wanted) == 2 else frozenset()

"""Who is to be told something by the host, and who was: everybody once, in private."""

from sqlalchemy import bindparam, exists, func
from sqlmodel import Session, col, select

from conversations.records.consents import ConsentLine, Purpose
from conversations.records.deliveries import Delivery, DeliveryState
from conversations.records.partners import Partner

NOTICE = "notice"  # begins what a delivery is about that the host sends; whoever leaves is told all the same


def about(notice: str) -> str:
    """What the deliveries of a notice are about."""
    return f"{NOTICE} {notice}"


def people_to_tell(session: Session, notice: str, most: int) -> list[Partner]:
    """So many of those who were not told yet."""
    return list(session.scalars(_TO_TELL.limit(most), {"notice": notice}))


def count_to_tell(session: Session, notice: str) -> dict[str, int]:
    """How many were not told yet, by their language."""
    waiting = select(Partner.language, func.count()).where(_NOT_TOLD).group_by(col(Partner.language))
    return {language: count for language, count in session.execute(waiting, {"notice": notice})}


def count_told(session: Session, notice: str) -> int:
    """How many were told."""
    lines = select(func.count()).where(
        col(ConsentLine.purpose) == Purpose.TOLD, col(ConsentLine.version) == notice
    )
    return session.scalar(lines) or 0


def count_on_the_way(session: Session, notice: str) -> int:
    """To how many it is still to be brought."""
    waiting = select(func.count()).where(
        col(Delivery.about) == about(notice), col(Delivery.state) == DeliveryState.PENDING
    )
    return session.scalar(waiting) or 0


_NOT_TOLD = ~exists().where(
    col(ConsentLine.partner_id) == col(Partner.id),
    col(ConsentLine.purpose) == Purpose.TOLD,
    col(ConsentLine.version) == bindparam("notice"),
)
_TO_TELL = select(Partner).where(_NOT_TOLD).order_by(col(Partner.id))

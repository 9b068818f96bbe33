"""Questions that somebody wants asked no more of the two of them. Each sees and changes their own alone."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import BigInteger, delete
from sqlmodel import Field, Session, SQLModel, col, select


class NotForUs(SQLModel, table=True):
    """One question left out by one of the two. It comes again once neither leaves it out."""

    __tablename__ = "not_for_us"
    partner_id: int = Field(foreign_key="partner.id", primary_key=True, sa_type=BigInteger)
    prompt: str = Field(primary_key=True)  # as a sheet keeps it
    at: datetime


def leave_out(session: Session, partner_id: int, prompts: Iterable[str], now: datetime) -> None:
    """From now on. To leave one out twice changes nothing."""
    for prompt in prompts:
        if session.get(NotForUs, (partner_id, prompt)) is None:
            session.add(NotForUs(partner_id=partner_id, prompt=prompt, at=now))
    session.flush()


def let_come(session: Session, partner_id: int, prompt: str) -> bool:
    """It may be asked as far as this person is concerned; False when it might anyway."""
    mine = delete(NotForUs).where(col(NotForUs.partner_id) == partner_id, col(NotForUs.prompt) == prompt)
    return session.execute(mine.returning(col(NotForUs.prompt))).first() is not None


def left_out_by(session: Session, partner_id: int) -> list[str]:
    """What this person leaves out, the newest first."""
    mine = select(NotForUs.prompt).where(col(NotForUs.partner_id) == partner_id)
    return list(session.exec(mine.order_by(col(NotForUs.at).desc(), col(NotForUs.prompt))))


def forget_left_out(session: Session, partner_id: int) -> None:
    """With the couple it was for."""
    session.execute(delete(NotForUs).where(col(NotForUs.partner_id) == partner_id))

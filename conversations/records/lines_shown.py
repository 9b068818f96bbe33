"""Which listening phrases a person was offered, and when: one that was rests a while (copy.md 10.3)."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.records.database import insert_for

REST = timedelta(days=14)


class LineShown(SQLModel, table=True):
    """A phrase of the file, and on which local date it was last offered."""

    __tablename__ = "line_shown"
    partner_id: int = Field(foreign_key="partner.id", primary_key=True, sa_type=BigInteger)
    line: str = Field(primary_key=True)
    shown_on: date


def lines_shown(session: Session, partner_id: int, today: date) -> dict[str, date]:
    """The phrases that rest for this person, each with the day it was offered."""
    mine = select(LineShown).where(col(LineShown.partner_id) == partner_id)
    return {
        row.line: row.shown_on for row in session.exec(mine.where(col(LineShown.shown_on) > today - REST))
    }


def note_lines(session: Session, partner_id: int, lines: Iterable[str], today: date) -> None:
    """They were offered today."""
    rows = [{"partner_id": partner_id, "line": line, "shown_on": today} for line in dict.fromkeys(lines)]
    if not rows:
        return
    put = insert_for(session.connection().dialect.name)(LineShown).values(rows)
    session.execute(
        put.on_conflict_do_update(
            index_elements=["partner_id", "line"], set_={"shown_on": put.excluded.shown_on}
        )
    )

"""How often someone's drafts land hard in the same way, so that they can be offered to try the next one themselves."""

from collections.abc import Iterable

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, SQLModel, col, select

FAMILIAR = 3  # times


class Pattern(SQLModel, table=True):
    """One reason code (`absolute`, `label` ...) and how often it was shown to this person; no word of theirs."""

    __tablename__ = "pattern"
    partner_id: int = Field(foreign_key="partner.id", primary_key=True, sa_type=BigInteger)
    kind: str = Field(primary_key=True)
    times: int = 0


def note_patterns(session: Session, partner_id: int, kinds: Iterable[str]) -> None:
    """One more time for each."""
    for kind in sorted(set(kinds)):
        _find(session, partner_id, kind).times += 1


def begin_anew(session: Session, partner_id: int, kinds: Iterable[str]) -> None:
    """The person was offered to try it themselves: these are counted from nothing again."""
    for kind in kinds:
        _find(session, partner_id, kind).times = 0


def familiar_patterns(session: Session, partner_id: int) -> tuple[str, ...]:
    """Those shown often enough, the most frequent first."""
    often = select(Pattern).where(col(Pattern.partner_id) == partner_id, col(Pattern.times) >= FAMILIAR)
    return tuple(
        one.kind for one in session.exec(often.order_by(col(Pattern.times).desc(), col(Pattern.kind)))
    )


def _find(session: Session, partner_id: int, kind: str) -> Pattern:
    found = session.get(Pattern, (partner_id, kind))
    if found is None:
        found = Pattern(partner_id=partner_id, kind=kind)
        session.add(found)
    return found

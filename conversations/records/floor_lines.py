"""What two people said while taking turns: for themselves, or for both. Kept for a day after the talk."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import BigInteger, delete, func, update
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.dialogue.phrases import Value, from_plain, to_plain
from conversations.records.database import new_id
from conversations.records.floors import Floor, FloorState
from conversations.records.sealing import Sealed, Sealer, couple, person

KEPT_FOR = timedelta(hours=24)  # flows.md 9.6


class LineKind(StrEnum):
    """What a line is."""

    TOPIC = "topic"  # what it is about
    UNDER = "under"  # what matters most under it; seen by its author alone
    ASKED = "asked"  # written out of turn; its author is asked whether to keep it
    ASIDE = "aside"  # kept for its author's own turn
    SAID = "said"  # the speaker's words
    HEARD = "heard"  # what the listener heard
    UNDERSTOOD = "understood"  # what somebody understood better
    AGREED = "agreed"  # what somebody can agree with or do
    IDEA = "idea"  # one of two ideas
    AGREEMENT = "agreement"  # the idea that both picked


MINE = (LineKind.UNDER, LineKind.ASKED, LineKind.ASIDE)  # sealed for one person


class FloorLine(SQLModel, table=True):
    """Some words of one of the two. Forgotten a day after the talk; a summary that both keep is a `Keepsake`."""

    __tablename__ = "floor_line"
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    floor_id: int = Field(foreign_key="floor.id", index=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    kind: str
    body: bytes  # sealed


def add_line(
    session: Session, sealer: Sealer, floor: Floor, partner_id: int, kind: LineKind, words: Value
) -> FloorLine:
    """Keep some words; what is for one person alone is sealed for them, the rest for the couple."""
    line = FloorLine(floor_id=floor.id, partner_id=partner_id, kind=kind, body=b"")
    plain = json.dumps(to_plain(words), ensure_ascii=False)
    line.body = sealer.seal(session, _body_of(line, floor), plain)
    session.add(line)
    session.flush()
    return line


def replace_line(
    session: Session, sealer: Sealer, floor: Floor, partner_id: int, kind: LineKind, words: Value
) -> FloorLine:
    """Only the newest of this kind is kept, whosever it is."""
    session.execute(delete(FloorLine).where(col(FloorLine.floor_id) == floor.id, col(FloorLine.kind) == kind))
    return add_line(session, sealer, floor, partner_id, kind, words)


def change_line(session: Session, line_id: int, to: LineKind) -> None:
    """What was asked about is kept for its author's turn."""
    asked = update(FloorLine).where(col(FloorLine.id) == line_id, col(FloorLine.kind) == LineKind.ASKED)
    session.execute(asked.values(kind=to))


def forget_line(session: Session, line_id: int) -> None:
    """Not to be kept after all."""
    session.execute(delete(FloorLine).where(col(FloorLine.id) == line_id))


def read_line(session: Session, sealer: Sealer, floor: Floor, line: FloorLine) -> Value:
    """The words again."""
    return from_plain(json.loads(sealer.open(session, _body_of(line, floor), line.body)))


def empty_lines(session: Session, sealer: Sealer, partner_id: int, instead: Value) -> int:
    """Where words of this person stood for both, this stands from now on. Returns in how many lines."""
    shared = select(FloorLine, Floor).join(Floor, col(Floor.id) == col(FloorLine.floor_id))
    mine = shared.where(col(FloorLine.partner_id) == partner_id, col(FloorLine.kind).not_in(MINE))
    plain = json.dumps(to_plain(instead), ensure_ascii=False)
    told = [one for one in session.exec(mine).all() if read_line(session, sealer, one[1], one[0]) != instead]
    for line, floor in told:
        line.body = sealer.seal(session, _body_of(line, floor), plain)
    session.flush()
    return len(told)


def lines_of(
    session: Session, floor: Floor, kinds: Sequence[LineKind], partner_id: int | None = None
) -> list[FloorLine]:
    """Lines of these kinds, in the order they were written."""
    found = select(FloorLine).where(FloorLine.floor_id == floor.id, col(FloorLine.kind).in_(kinds))
    mine = found.where(FloorLine.partner_id == partner_id) if partner_id is not None else found
    return list(session.exec(mine.order_by(col(FloorLine.id))))


def _body_of(line: FloorLine, floor: Floor) -> Sealed:
    owner = person(line.partner_id) if line.kind in MINE else couple(floor.couple_id)
    return Sealed(owner, "floor_line.body", line.id)


def forget_floors(session: Session, now: datetime) -> int:
    """A day after the talk: its words. Returns how many lines."""
    old = func.coalesce(col(Floor.closed_at), col(Floor.moved_at)) <= now - KEPT_FOR
    going = update(Floor).where(old, col(Floor.state) != FloorState.OVER)
    session.execute(going.values(state=FloorState.OVER, ended_as="done", step=col(Floor.step) + 1))
    gone = delete(FloorLine).where(col(FloorLine.floor_id).in_(select(Floor.id).where(old)))
    return int(session.execute(gone).rowcount)  # type: ignore[attr-defined]

"""The guess round: two people who both want it guess three lines of each other, and read the lines afterwards."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, delete, update
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.dialogue.phrases import Value, from_plain, to_plain
from conversations.records.database import new_id
from conversations.records.profiles import Shared
from conversations.records.sealing import Sealed, Sealer, person


class GuessState(StrEnum):
    """Where one person's side of a round stands."""

    WAITING = "waiting"  # in; nobody knows of it before the other is in as well
    OPEN = "open"  # both are in
    GUESSED = "guessed"  # has guessed; sealed until the other has
    OVER = "over"  # both have, and each has read it


UNDER_WAY = (GuessState.OPEN, GuessState.GUESSED)


class GuessSide(SQLModel, table=True):
    """One person's side: which lines of theirs may be guessed, and what they guess."""

    __tablename__ = "guess_side"
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    couple_id: int = Field(foreign_key="couple.id", index=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", unique=True, sa_type=BigInteger)
    state: str = GuessState.WAITING
    body: bytes  # sealed
    at: datetime


@dataclass(frozen=True)
class Told:
    """What stands in a side."""

    offered: tuple[Shared, ...]  # as their author approved them
    guesses: tuple[tuple[str, str], ...] = ()  # line of the other -> side
    found: Value = None  # what this person read when it was over


def join_round(
    session: Session,
    sealer: Sealer,
    couple_id: int,
    partner_id: int,
    offered: Sequence[Shared],
    now: datetime,
) -> GuessSide:
    """This person is in, with these lines; what was guessed of them before counts no more."""
    leave_round(session, partner_id)
    side = GuessSide(couple_id=couple_id, partner_id=partner_id, body=b"", at=now)
    session.add(side)
    write_side(session, sealer, side, Told(tuple(offered)))
    return side


def open_round(session: Session, sealer: Sealer, one: GuessSide, other: GuessSide) -> None:
    """Both are in: each guesses anew."""
    for side in (one, other):
        side.state = GuessState.OPEN
        write_side(session, sealer, side, Told(read_side(session, sealer, side).offered))


def leave_round(session: Session, partner_id: int) -> bool:
    """Out again; nobody is told. False when they were not in."""
    mine = delete(GuessSide).where(col(GuessSide.partner_id) == partner_id)
    gone = session.execute(
        mine.returning(col(GuessSide.id)), execution_options={"synchronize_session": "fetch"}
    )
    return gone.first() is not None


def leave_open_rounds(session: Session, partner_id: int) -> int:
    """Out of a round the other takes part in, or took. To wait for one is nobody's but theirs. Returns how many."""
    mine = delete(GuessSide).where(col(GuessSide.partner_id) == partner_id)
    gone = session.execute(mine.where(col(GuessSide.state) != GuessState.WAITING))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def side_of(session: Session, couple_id: int | None, partner_id: int) -> GuessSide | None:
    """This person's side with the other one of this couple."""
    mine = select(GuessSide).where(col(GuessSide.partner_id) == partner_id)
    return session.exec(mine.where(col(GuessSide.couple_id) == couple_id)).first()


def keep_guesses(
    session: Session, sealer: Sealer, side: GuessSide, guesses: Sequence[tuple[str, str]]
) -> bool:
    """Seal them. False when they were sealed before, or the round is no longer open."""
    mine = update(GuessSide).where(col(GuessSide.id) == side.id, col(GuessSide.state) == GuessState.OPEN)
    won = session.execute(
        mine.values(state=GuessState.GUESSED).returning(col(GuessSide.id)),
        execution_options={"synchronize_session": "fetch"},
    ).first()
    if won is None:
        return False
    write_side(session, sealer, side, replace(read_side(session, sealer, side), guesses=tuple(guesses)))
    return True


def end_round(session: Session, sealer: Sealer, side: GuessSide, found: Value) -> None:
    """Both have guessed: this is what this person reads."""
    side.state = GuessState.OVER
    write_side(session, sealer, side, replace(read_side(session, sealer, side), found=found))


def read_side(session: Session, sealer: Sealer, side: GuessSide) -> Told:
    """What stands in it."""
    plain: dict[str, Any] = json.loads(sealer.open(session, _side_of(side), side.body))
    offered = tuple(Shared(line, lean, from_plain(what)) for line, lean, what in plain["offered"])
    guesses = tuple((line, lean) for line, lean in plain["guesses"])
    return Told(offered, guesses, from_plain(plain["found"]))


def write_side(session: Session, sealer: Sealer, side: GuessSide, told: Told) -> None:
    """Put this into it."""
    plain = {
        "offered": [[one.line, one.side, to_plain(one.what)] for one in told.offered],
        "guesses": [list(one) for one in told.guesses],
        "found": to_plain(told.found),
    }
    side.body = sealer.seal(session, _side_of(side), json.dumps(plain, ensure_ascii=False))
    session.flush()


def _side_of(side: GuessSide) -> Sealed:
    return Sealed(person(side.partner_id), "guess_side.body", side.id)

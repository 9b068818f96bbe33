"""How somebody describes themselves: fourteen answers, their own words, and the lines of it that the other may read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, UniqueConstraint, delete
from sqlmodel import Field, Session, SQLModel, col, select

from conversations.dialogue.phrases import Value, from_plain, to_plain
from conversations.records.database import new_id
from conversations.records.sealing import Sealed, Sealer, person


class StyleProfile(SQLModel, table=True):
    """One person's answers and words. Only they ever open it."""

    __tablename__ = "style_profile"
    partner_id: int = Field(
        foreign_key="partner.id",
        primary_key=True,
        sa_type=BigInteger,
        sa_column_kwargs={"autoincrement": False},
    )
    body: bytes  # sealed
    changed_at: datetime


class SharedLine(SQLModel, table=True):
    """One line as its author has seen and approved it for the other. Taken back, the row is gone."""

    __tablename__ = "shared_line"
    __table_args__ = (UniqueConstraint("partner_id", "line"),)
    id: int = Field(default_factory=new_id, primary_key=True, sa_type=BigInteger)
    couple_id: int = Field(foreign_key="couple.id", index=True, sa_type=BigInteger)
    partner_id: int = Field(foreign_key="partner.id", index=True, sa_type=BigInteger)
    line: str  # which one, not what it says
    body: bytes  # sealed with its author's key
    at: datetime


@dataclass(frozen=True)
class Profile:
    """What stands in a profile."""

    said: Mapping[str, int] = field(default_factory=dict)  # statement -> 1 to 5, 0 where it was left out
    words: Mapping[str, Value] = field(default_factory=dict)  # line -> what they wrote or picked


@dataclass(frozen=True)
class Shared:
    """What stands in a shared line."""

    line: str
    side: str  # of its axis; empty for a line in one's own words
    what: Value


def read_profile(session: Session, sealer: Sealer, partner_id: int) -> Profile:
    """This person's; empty where they have none."""
    row = session.get(StyleProfile, partner_id)
    return open_profile(session, sealer, row) if row is not None else Profile()


def open_profile(session: Session, sealer: Sealer, row: StyleProfile) -> Profile:
    """What stands in it."""
    plain: dict[str, Any] = json.loads(sealer.open(session, _profile_of(row.partner_id), row.body))
    return Profile(plain["said"], {line: from_plain(words) for line, words in plain["words"].items()})


def keep_said(
    session: Session, sealer: Sealer, partner_id: int, statement: str, answer: int, now: datetime
) -> None:
    """One answer, in the place of an earlier one."""
    before = read_profile(session, sealer, partner_id)
    _keep(session, sealer, partner_id, replace(before, said={**before.said, statement: answer}), now)


def keep_words(
    session: Session, sealer: Sealer, partner_id: int, line: str, words: Value, now: datetime
) -> None:
    """One line in their own words; without words it is gone."""
    before = read_profile(session, sealer, partner_id)
    others = {name: told for name, told in before.words.items() if name != line}
    after = {**others, line: words} if words is not None else others
    _keep(session, sealer, partner_id, replace(before, words=after), now)


def _keep(session: Session, sealer: Sealer, partner_id: int, profile: Profile, now: datetime) -> None:
    plain = {
        "said": dict(profile.said),
        "words": {line: to_plain(words) for line, words in profile.words.items()},
    }
    body = sealer.seal(session, _profile_of(partner_id), json.dumps(plain, ensure_ascii=False))
    row = session.get(StyleProfile, partner_id)
    if row is None:
        session.add(StyleProfile(partner_id=partner_id, body=body, changed_at=now))
    else:
        row.body, row.changed_at = body, now
    session.flush()


def share_line(
    session: Session, sealer: Sealer, couple_id: int, partner_id: int, shared: Shared, now: datetime
) -> None:
    """The other may read it from now on, in the place of what stood in this line before."""
    unshare_line(session, partner_id, shared.line)
    row = SharedLine(couple_id=couple_id, partner_id=partner_id, line=shared.line, body=b"", at=now)
    plain = json.dumps([shared.side, to_plain(shared.what)], ensure_ascii=False)
    row.body = sealer.seal(session, _line_of(row), plain)
    session.add(row)
    session.flush()


def unshare_line(session: Session, partner_id: int, line: str) -> bool:
    """Nobody else can read it any more. False when nobody could."""
    mine = delete(SharedLine).where(col(SharedLine.partner_id) == partner_id, col(SharedLine.line) == line)
    return session.execute(mine.returning(col(SharedLine.id))).first() is not None


def shared_lines(
    session: Session, sealer: Sealer, couple_id: int | None, partner_id: int
) -> tuple[Shared, ...]:
    """What this person shares with the other one of this couple, by line."""
    theirs = select(SharedLine).where(
        col(SharedLine.partner_id) == partner_id, col(SharedLine.couple_id) == couple_id
    )
    rows = session.exec(theirs.order_by(col(SharedLine.line))).all()
    return tuple(read_line(session, sealer, row) for row in rows)


def read_line(session: Session, sealer: Sealer, row: SharedLine) -> Shared:
    """What stands in it."""
    side, what = json.loads(sealer.open(session, _line_of(row), row.body))
    return Shared(row.line, side, from_plain(what))


def unshare_all(session: Session, partner_id: int) -> int:
    """Nothing of this person's can be read by anybody else. Returns how many lines that were."""
    gone = session.execute(delete(SharedLine).where(col(SharedLine.partner_id) == partner_id))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def _profile_of(partner_id: int) -> Sealed:
    return Sealed(person(partner_id), "style_profile.body", partner_id)


def _line_of(row: SharedLine) -> Sealed:
    return Sealed(person(row.partner_id), "shared_line.body", row.id)

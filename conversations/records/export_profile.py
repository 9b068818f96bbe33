"""Reads for a copy how somebody described themselves: their answers, their lines, what they share and what they guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import col

from conversations.dialogue.phrases import Value
from conversations.records.guesses import GuessSide, read_side
from conversations.records.profiles import Profile, SharedLine, StyleProfile, open_profile, read_line

if TYPE_CHECKING:
    from conversations.records.export_rows import Reading


@dataclass(frozen=True)
class Statement:
    statement: str
    answer: int  # 1 to 5, 0 where it was left out


@dataclass(frozen=True)
class OwnLine:
    line: str
    words: Value


@dataclass(frozen=True)
class Readable:
    """A line that the other one can read, as its author approved it."""

    at: datetime
    line: str
    words: Value


@dataclass(frozen=True)
class Guess:
    line: str
    side: str


@dataclass(frozen=True)
class Guesses:
    """This person's side of a guess round; how the other one's lines read is not theirs to take along."""

    at: datetime
    state: str
    guessed: tuple[Guess, ...]


@dataclass(frozen=True)
class Described:
    """How somebody described themselves."""

    at: datetime | None
    said: tuple[Statement, ...]
    lines: tuple[OwnLine, ...]
    shared: tuple[Readable, ...]
    guesses: Guesses | None


def read_profile(reading: Reading) -> Described:
    """This person's own; of the other's nothing, as it can be taken back and a file cannot."""
    rows = reading.rows(StyleProfile, col(StyleProfile.partner_id) == reading.me.id)
    told = open_profile(reading.session, reading.sealer, rows[0]) if rows else Profile()
    shared = reading.rows(SharedLine, col(SharedLine.partner_id) == reading.me.id)
    return Described(
        rows[0].changed_at if rows else None,
        tuple(Statement(one, answer) for one, answer in told.said.items()),
        tuple(OwnLine(line, words) for line, words in told.words.items()),
        tuple(sorted((_readable(one, reading) for one in shared), key=lambda one: one.line)),
        _guesses(reading),
    )


def _readable(row: SharedLine, reading: Reading) -> Readable:
    return Readable(row.at, row.line, read_line(reading.session, reading.sealer, row).what)


def _guesses(reading: Reading) -> Guesses | None:
    rows = reading.rows(GuessSide, col(GuessSide.partner_id) == reading.me.id)
    if not rows:
        return None
    guessed = read_side(reading.session, reading.sealer, rows[0]).guesses
    return Guesses(rows[0].at, rows[0].state, tuple(Guess(*one) for one in guessed))

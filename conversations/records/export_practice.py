"""Reads for a copy what somebody practised, and what was learnt of their wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlmodel import col

from conversations.records.lines_shown import LineShown
from conversations.records.patterns import Pattern
from conversations.records.practice import LessonRead, Practice
from conversations.records.wordings import FineWord, WordingDay, fine_word

if TYPE_CHECKING:
    from conversations.records.export_rows import Reading


@dataclass(frozen=True)
class Drill:
    drill: str
    box: int
    times: int
    due_on: date


@dataclass(frozen=True)
class Lesson:
    lesson: str
    read_on: date


@dataclass(frozen=True)
class Offered:
    phrase: str
    shown_on: date


@dataclass(frozen=True)
class Word:
    word: str
    at: datetime


@dataclass(frozen=True)
class Wording:
    kind: str
    times: int


@dataclass(frozen=True)
class Reworded:
    day: date
    times: int


@dataclass(frozen=True)
class Practised:
    """What was learnt, and what was learnt about this person's wording."""

    drills: tuple[Drill, ...]
    lessons: tuple[Lesson, ...]
    phrases_offered: tuple[Offered, ...]
    own_words: tuple[Word, ...]
    wording: tuple[Wording, ...]
    reworded: Reworded | None


def read_practice(reading: Reading) -> Practised:
    """What they tried, and what was learnt of their wording."""
    me = reading.me.id
    drills = reading.rows(Practice, col(Practice.partner_id) == me)
    lessons = reading.rows(LessonRead, col(LessonRead.partner_id) == me)
    offered = reading.rows(LineShown, col(LineShown.partner_id) == me)
    words = reading.rows(FineWord, col(FineWord.partner_id) == me)
    wording = reading.rows(Pattern, col(Pattern.partner_id) == me)
    days = reading.rows(WordingDay, col(WordingDay.partner_id) == me)
    return Practised(
        tuple(Drill(one.drill, one.box, one.times, one.due_on) for one in drills),
        tuple(Lesson(one.lesson, one.read_on) for one in lessons),
        tuple(Offered(one.line, one.shown_on) for one in offered),
        tuple(Word(fine_word(reading.session, reading.sealer, one), one.created_at) for one in words),
        tuple(Wording(one.kind, one.times) for one in wording),
        next((Reworded(one.day, one.times) for one in days), None),
    )

"""Carries out what a conversation has led to: one function per outcome."""

from conversations.dialogue.carry_out import (
    answers,
    checkins,
    drafts,
    floor_begins,
    floor_ends,
    floors,
    friend,
    loop,
    needs,
    notes,
    pairing,
    pauses,
    people,
    practice,
)
from conversations.dialogue.carry_out.dispatch import carry_out

__all__ = [
    "answers",
    "carry_out",
    "checkins",
    "drafts",
    "floor_begins",
    "floor_ends",
    "floors",
    "friend",
    "loop",
    "needs",
    "notes",
    "pairing",
    "pauses",
    "people",
    "practice",
]

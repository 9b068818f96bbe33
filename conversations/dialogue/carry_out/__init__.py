"""Carries out what a conversation has led to: one function per outcome."""

from conversations.dialogue.carry_out import checkins, drafts, needs, pairing, pauses, people
from conversations.dialogue.carry_out.dispatch import carry_out

__all__ = ["carry_out", "checkins", "drafts", "needs", "pairing", "pauses", "people"]

"""Carries out what a conversation has led to: one function per outcome."""

from conversations.dialogue.carry_out import needs, pairing, people
from conversations.dialogue.carry_out.dispatch import carry_out

__all__ = ["carry_out", "needs", "pairing", "people"]

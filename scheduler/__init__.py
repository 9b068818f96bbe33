"""Decides when to say it."""

"""Talks to Telegram."""

__version__ = "0.1.0"

"""Waits while Telegram cannot be reached, and says so once."""

import logging

from telegram.error import Conflict, RetryAfter, TelegramError

AT_MOST = 30.0  # seconds between two attempts

log = logging.getLogger(__name__)


class Trouble:
    """Says once that Telegram cannot be reached, and how long to wait."""

    def __init__(self) -> None:
        self._pause = 0.0

    def pause(self, error: TelegramError) -> float:
        """Seconds until the next attempt: more each time, or what Telegram asks for."""
        if not self._pause:
            log.warning(_what_is_wrong(error))
        self._pause = min(AT_MOST, 2 * self._pause or 1.0)
        asked = error._retry_after.total_seconds() if isinstance(error, RetryAfter) else 0.0
        return max(self._pause, asked)

    def over(self) -> None:
        if self._pause:
            log.warning("Telegram answers again")
        self._pause = 0.0


def _what_is_wrong(error: TelegramError) -> str:
    if isinstance(error, Conflict):
        return "another program fetches this bot's updates; this one waits until it has stopped"
    return f"Telegram does not answer ({type(error.__cause__ or error).__name__}); trying again"

"""How many people are in a group besides Attune, so that what is for two is read by two (T-1)."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from telegram import Bot

TWO = 2
FRESH = 60.0  # seconds that a count is good for; whoever comes meanwhile is told of, and counted at once
FORGET_ABOVE = 10_000  # groups


@dataclass
class Company:
    """What was counted lately."""

    bot: Bot
    clock: Callable[[], float] = time.monotonic
    _counted: dict[int, tuple[int, float]] = field(default_factory=dict)  # people, and when

    async def is_two(self, chat_id: int) -> bool:
        """Whether a group holds two people and Attune, as far as that was counted within a minute. Raises
        `TelegramError` when nobody can tell."""
        people, at = self._counted.get(chat_id, (0, float("-inf")))
        if self.clock() - at >= FRESH:
            people = await self.count(chat_id)
        return people == TWO

    async def count(self, chat_id: int) -> int:
        """The people in a group, counted now. Raises `TelegramError`."""
        self._counted.pop(chat_id, None)
        people = int(await self.bot.get_chat_member_count(chat_id)) - 1
        if len(self._counted) >= FORGET_ABOVE:
            self._counted.clear()
        self._counted[chat_id] = people, self.clock()
        return people

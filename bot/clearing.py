"""Takes messages out of a chat, as far as Telegram lets them go."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from telegram import Bot
from telegram.error import BadRequest

MOST = 100  # numbers in one call
ENOUGH = 3  # messages that are kept; what is older Telegram keeps as well
KEEPS = ("can't be deleted", "to delete not found", "message_id_invalid", "message_delete_forbidden")


@dataclass
class Clearing:
    """One chat that is cleared. What Telegram keeps says `instead`, if it is words of the bot's own.

    Without that word nobody knows which messages there are, and it ends where Telegram begins to keep them.
    """

    bot: Bot
    chat_id: int
    instead: str
    kept: int = 0

    async def clear(self, numbers: Sequence[int]) -> None:
        """Take these away, the newest first. May be done again. Raises `TelegramError` when it cannot go on.

        Telegram skips numbers of nothing, and of other chats; of the others it takes all, or none.
        """
        for at in range(0, len(numbers), MOST):
            await self._take(numbers[at : at + MOST])

    async def _take(self, numbers: Sequence[int]) -> None:
        if self.kept >= ENOUGH and not self.instead:
            return
        try:
            await self.bot.delete_messages(self.chat_id, numbers)
        except BadRequest as error:
            if not any(reason in str(error).lower() for reason in KEEPS):
                raise
            await self._take_singly(numbers)

    async def _take_singly(self, numbers: Sequence[int]) -> None:
        """One of them stays: half of them, then the other half."""
        half = len(numbers) // 2
        if half:
            await self._take(numbers[:half])
            await self._take(numbers[half:])
            return
        self.kept += 1
        if self.instead:
            with suppress(BadRequest):  # the person's own, a file, or it says so already
                await self.bot.edit_message_text(self.instead, self.chat_id, numbers[0])

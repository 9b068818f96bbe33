"""Has Telegram bring updates here, and sees that they go nowhere else (T-14)."""

import asyncio
import logging
from urllib.parse import urlsplit

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.problems import BadSettings
from bot.trouble import Trouble
from bot.updates import ALLOWED_UPDATES
from conversations.dialogue.phrases import say

LOOK_EVERY = 60.0  # seconds

log = logging.getLogger(__name__)


async def set_webhook(bot: Bot, url: str, secret: str) -> None:
    """Have Telegram bring updates there, however long it takes to agree on it."""
    trouble = Trouble()
    while True:
        try:
            await bot.set_webhook(url, secret_token=secret, allowed_updates=list(ALLOWED_UPDATES))
            return
        except InvalidToken:
            raise BadSettings(say("cli.problem.token_refused")) from None
        except TelegramError as error:
            await asyncio.sleep(trouble.pause(error))


class Watch:
    """Notices whoever else has the token: another webhook, or another program that fetches."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.alarms = 0  # looks at which updates went elsewhere
        self._expected: str | None = None  # the webhook that was set; nothing is wrong before one was
        self._refused = False  # at the newest attempt to fetch: somebody else does

    def expects(self, url: str) -> None:
        """From now on Telegram brings updates there; nowhere, where they are fetched."""
        self._expected = url

    def fetched(self) -> None:
        """The newest attempt to fetch was answered."""
        self._refused = False

    def refused(self) -> None:
        """The newest attempt to fetch was refused: Telegram gives updates to one program alone."""
        self._refused = True

    @property
    def note(self) -> str:
        """A line for `/readyz`; nothing as long as nothing was seen."""
        return f"updates went elsewhere: {self.alarms}\n" if self.alarms else ""

    async def look(self) -> None:
        """Say in the log, each time, that updates go elsewhere. Telegram out of reach is no sign of it."""
        if self._expected is None:
            return
        try:
            url = (await self.bot.get_webhook_info()).url
        except TelegramError:
            return
        if url != self._expected or self._refused:
            self.alarms += 1
            log.error("updates of this bot go elsewhere: %s", _where(url, self._expected))


def _where(url: str, expected: str) -> str:
    if url == expected:
        return "another program fetches them"
    return f"the webhook leads to {urlsplit(url).hostname}" if url else "somebody has taken the webhook away"

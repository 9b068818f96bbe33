"""Fetches updates, handles them, and only then tells Telegram that they are done."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, TelegramError, TimedOut

from bot.intake import Takes, Unstored
from bot.trouble import AT_MOST, Trouble
from bot.updates import ALLOWED_UPDATES
from bot.watch import Watch
from conversations.records.advisory import AdvisoryLock

Json = Mapping[str, Any]

LONG_POLL = 25  # seconds that Telegram keeps a question open
MARGIN = 5.0  # seconds more before the connection counts as lost
WAIT = 1.0  # seconds until a process that does not fetch looks whether it may
PATIENCE = 0.1  # seconds until others are fetched although somebody's turn is still under way

log = logging.getLogger(__name__)


class Polling:
    """Updates in order within a chat, many chats at once; each is confirmed when its turn is committed."""

    def __init__(
        self, bot: Bot, intake: Takes, lock: AdvisoryLock | None = None, watch: Watch | None = None
    ) -> None:
        self.bot, self.intake, self.lock, self.watch = bot, intake, lock, watch or Watch(bot)
        self._next = 0  # what follows the newest update fetched
        self._open: dict[int, asyncio.Task[None]] = {}  # fetched and not done
        self._done: set[int] = set()  # done, and fetched again while an older one is open
        self._lanes: dict[object, asyncio.Task[None]] = {}  # the newest update of each chat

    async def run(self) -> None:
        """Go on until cancelled. Raises `InvalidToken`."""
        trouble = Trouble()
        await self._be_the_one()
        await self._without_webhook(trouble)
        while True:
            await self._be_the_one()
            try:
                updates = await self._fetch()
            except InvalidToken:
                raise
            except TimedOut:
                continue
            except TelegramError as error:
                if isinstance(error, Conflict):
                    self.watch.refused()
                await asyncio.sleep(trouble.pause(error))
                continue
            trouble.over()
            self.watch.fetched()
            for update in updates:
                self._start(update)
            if self._open:
                await asyncio.wait(self._open.values(), timeout=PATIENCE)

    async def stop(self, seconds: float) -> None:
        """Finish the turns under way and confirm them, as far as there is time; the rest comes again."""
        if self._open:
            _, late = await asyncio.wait(self._open.values(), timeout=seconds)
            for task in late:
                task.cancel()
        try:
            await asyncio.wait_for(self._confirm(), timeout=1)
        except (TelegramError, TimeoutError):
            log.info("the last updates are not confirmed; they will come again and change nothing")
        if self.lock is not None:
            await asyncio.to_thread(self.lock.close)

    async def _be_the_one(self) -> None:
        """Wait while another process on the same database fetches: two would cut each other off."""
        waits = False
        while self.lock is not None and not await asyncio.to_thread(self.lock.is_mine):
            if not waits:
                log.info("this process waits: another fetches the updates, or the database does not answer")
            waits = True
            await asyncio.sleep(WAIT)

    async def _without_webhook(self, trouble: Trouble) -> None:
        while True:
            try:
                await self.bot.delete_webhook()
                break
            except InvalidToken:
                raise
            except TelegramError as error:
                await asyncio.sleep(trouble.pause(error))
        self.watch.expects("")

    async def _fetch(self) -> list[Json]:
        """New updates. The first one that is not done yet is where Telegram begins again after a crash."""
        parameters = {
            "offset": min(self._open, default=self._next),
            "timeout": 0 if self._open else LONG_POLL,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        # With a capital letter the library hands out the answer as it came, with fields it does not know.
        try:
            found = await self.bot.do_api_request("GetUpdates", parameters, read_timeout=LONG_POLL + MARGIN)
        except EndPointNotFound as error:  # what the library makes of a refused token, here only
            raise InvalidToken from error
        known = self._done | self._open.keys()
        return [update for update in found if int(update["update_id"]) not in known]

    async def _confirm(self) -> None:
        parameters = {"offset": min(self._open, default=self._next), "timeout": 0, "limit": 1}
        await self.bot.do_api_request("GetUpdates", parameters)

    def _start(self, update: Json) -> None:
        id, lane = int(update["update_id"]), lane_of(update)
        self._next = id + 1
        task = asyncio.create_task(self._take(update, self._lanes.get(lane)))
        self._open[id] = self._lanes[lane] = task
        task.add_done_callback(lambda done: self._close(id, lane, done))

    async def _take(self, update: Json, before: asyncio.Task[None] | None) -> None:
        """One update, after the one before it in the same chat, until the database has taken it."""
        if before is not None:
            await asyncio.wait([before])
        pause = 0.2
        while True:
            try:
                await self.intake.take(update)
                return
            except Unstored:
                await asyncio.sleep(pause)
                pause = min(2 * pause, AT_MOST)

    def _close(self, id: int, lane: object, done: asyncio.Task[None]) -> None:
        if not done.cancelled():
            self._open.pop(id, None)
            self._done = self._done | {id} if self._open else set()
            if (error := done.exception()) is not None:
                log.error("update %d ended with %s", id, type(error).__name__)
        if self._lanes.get(lane) is done:
            del self._lanes[lane]


def lane_of(update: Json) -> object:
    """What has to stay in order: the chat an update comes from."""
    for kind in ALLOWED_UPDATES:
        match update.get(kind):
            case {"chat": {"id": int(chat)}} | {"message": {"chat": {"id": int(chat)}}}:
                return chat
    return None

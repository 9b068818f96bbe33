"""What waits for the bot: the queue of updates, and the poll that fetches them."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..clock import Clock
from ..errors import Refused, bad_request, conflict
from .world import Json

EVERY_KIND = frozenset(
    "message edited_message channel_post edited_channel_post business_connection business_message"
    " edited_business_message deleted_business_messages message_reaction message_reaction_count inline_query"
    " chosen_inline_result callback_query guest_message shipping_query pre_checkout_query purchased_paid_media poll"
    " poll_answer my_chat_member chat_member chat_join_request chat_boost removed_chat_boost"
    " managed_bot".split()
)
ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
DEFAULT_KINDS = EVERY_KIND - ONLY_ON_REQUEST
DAY = 24 * 60 * 60
LATELY = 5.0

TERMINATED_BY_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True)
class Update:
    """One update. `lane` orders webhook deliveries; `expires_at` is in Unix seconds."""

    id: int
    kind: str
    content: Json
    lane: tuple[str, int]
    expires_at: int

    def payload(self) -> Json:
        return {"update_id": self.id, self.kind: self.content}


class UpdateQueue:
    """Updates in order until they are confirmed or too old. At most one poll waits."""

    def __init__(self, clock: Clock, *, strict: bool) -> None:
        self.clock = clock
        self.strict = strict
        self.pending: dict[int, Update] = {}
        self.allowed = DEFAULT_KINDS
        self.on_put: list[Callable[[Update], None]] = []
        self.on_seen: list[Callable[[], None]] = []
        self.comes_again: Callable[[Update], bool] = lambda update: False
        self._came_again: set[int] = set()
        self.seen_at = float("-inf")
        self._next_id = 100_000_001
        self._waiting: asyncio.Future[Refused | None] | None = None
        self._stopped = False
        self._last_offset: int | None = None
        self._last_poll_at = float("-inf")

    def put(self, kind: str, content: Json, lane: tuple[str, int], lifetime: int = DAY) -> None:
        """Queue an update unless the bot did not ask for its kind; wakes the poll that waits."""
        if kind not in self.allowed:
            return
        update = Update(self._next_id, kind, content, lane, self.clock.unix() + lifetime)
        self._next_id += 1
        self.pending[update.id] = update
        for listener in self.on_put:
            listener(update)
        self._end_waiting(None)

    def allow(self, kinds: object) -> None:
        """Remember which kinds the bot wants; None keeps what was, nothing known means the usual ones."""
        if kinds is None:
            return
        named = kinds if isinstance(kinds, list) else []
        known = EVERY_KIND.intersection(kind for kind in named if isinstance(kind, str))
        self.allowed = known or DEFAULT_KINDS

    def clear(self) -> None:
        self.pending.clear()
        self._came_again.clear()

    def forget(self, update_ids: Iterable[int]) -> None:
        for update_id in update_ids:
            self.pending.pop(update_id, None)

    def settle(self, update_ids: Iterable[int]) -> set[int]:
        """The bot has these. Returns those that stay for once more, by a fault."""
        ready = [self.pending[one] for one in update_ids if one in self.pending]
        again = {one.id for one in ready if one.id not in self._came_again and self.comes_again(one)}
        for update in ready:
            if update.id not in again:
                self.forget([update.id])
        self._came_again = (self._came_again | again) & self.pending.keys()
        return again

    def fresh(self) -> dict[int, Update]:
        """The pending updates without those whose time is over."""
        now = self.clock.unix()
        self.forget([update.id for update in self.pending.values() if update.expires_at <= now])
        return self.pending

    def confirm(self, offset: int) -> None:
        """A positive offset confirms everything below it; a negative one keeps only so many of the newest."""
        if offset > 0:
            older = []
            for update_id in self.pending:
                if update_id >= offset:
                    break
                older.append(update_id)
            self.settle(older)
        elif offset < 0:
            self.forget(list(self.pending)[:offset])

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Json]:  # noqa: ASYNC109
        """Up to `limit` updates, waiting up to `timeout` seconds for the first. Raises `Refused` (409)."""
        now = self._seen()
        if self._end_waiting(conflict(TERMINATED_BY_POLL)) and self.strict:
            await asyncio.sleep(3)
        timeout, limit = self._slowed(offset, limit, timeout, now)
        self.confirm(offset)
        ready = self._first(limit)
        if ready or timeout <= 0 or self._stopped:
            return ready
        await self._wait(timeout)
        self.seen_at = time.monotonic()
        return self._first(limit)

    def _seen(self) -> float:
        """The bot is there; whoever wants to know is told when it had been away."""
        was_away = not self.polled_lately()
        self.seen_at = time.monotonic()
        if was_away:
            for listener in self.on_seen:
                listener()
        return self.seen_at

    def _slowed(self, offset: int, limit: int, timeout: float, now: float) -> tuple[float, int]:
        """A strict server holds back a bot that asks the same again and again."""
        same = self.strict and offset == self._last_offset
        since = now - self._last_poll_at
        self._last_offset, self._last_poll_at = offset, now
        if same and since < 3 and timeout < 3:
            timeout = 3
        return timeout, 1 if same and since < 0.5 else limit

    def _first(self, limit: int) -> list[Json]:
        updates = self.fresh().values()
        return [update.payload() for update, _ in zip(updates, range(limit), strict=False)]

    async def _wait(self, timeout: float) -> None:  # noqa: ASYNC109
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        with contextlib.suppress(TimeoutError):
            end = await asyncio.wait_for(waiting, timeout)
            if end is not None:
                raise end

    def _end_waiting(self, end: Refused | None) -> bool:
        """Wake the waiting poll, to look again or to be told why not. True if there was one."""
        waiting, self._waiting = self._waiting, None
        if waiting is None or waiting.done():
            return False
        waiting.set_result(end)
        return True

    def stop(self) -> None:
        """From now on no poll waits: each answers with what there is."""
        self._stopped = True
        self._end_waiting(None)

    def interrupt_for_webhook(self) -> None:
        self._end_waiting(conflict("terminated by setWebhook request"))

    def polled_lately(self) -> bool:
        """Whether a bot is there: a poll waits or was seen a moment ago."""
        waits = self._waiting is not None and not self._waiting.done()
        return waits or time.monotonic() - self.seen_at < LATELY


def read_kinds(given: object) -> object:
    """The `allowed_updates` of a call: a list, or None to keep what was. Raises `Refused`."""
    if given is not None and not isinstance(given, list):
        raise bad_request("expected an Array of String as allowed_updates")
    return given

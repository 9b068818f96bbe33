"""Updates brought to the bot: posted to its address, in order per conversation, again until it says 2xx."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import random
import re
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import SplitResult

from ..clock import Clock
from ..errors import bad_request
from ..text.links import parts_of
from .posting import Answer, Poster
from .updates import DEFAULT_KINDS, Update, UpdateQueue
from .world import Json

Lane = tuple[str, int]
PORTS = (443, 80, 88, 8443)
SECRET = re.compile(r"[A-Za-z0-9_-]*\Z")
LONGEST_DELAY = 60
LONGEST_RETRY_AFTER = 3600


@dataclass(frozen=True)
class Address:
    """Where the bot wants its updates."""

    url: str
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""


@dataclass
class Failure:
    """How often the first update of a lane failed, and the delay that follows."""

    count: int = 0
    delay: float = 1.0


@dataclass
class LaneState:
    """The updates of one conversation that wait for each other, and who is bringing them."""

    waiting: deque[Update] = field(default_factory=deque)
    failure: Failure = field(default_factory=Failure)
    task: asyncio.Task[None] | None = None


def checked_url(url: str) -> SplitResult:
    """HTTPS on Telegram's four ports; on this machine, like a local Bot API server, anything."""
    parts = parts_of(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if _is_here(parts.hostname):
        return parts
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    return parts


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def checked_secret(secret: str) -> str:
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not SECRET.match(secret):
        raise bad_request("secret token contains unallowed characters")
    return secret


class Webhook:
    """Delivers while an address is set. Lanes run side by side, each strictly one update at a time."""

    def __init__(self, updates: UpdateQueue, clock: Clock) -> None:
        self.updates = updates
        self.clock = clock
        self.address: Address | None = None
        self.last_error: tuple[int, str] | None = None
        self.on_reply: Callable[[Json], Awaitable[None]] | None = None
        self._lanes: dict[Lane, LaneState] = {}
        self._gate = asyncio.Semaphore(40)
        self._nudge = asyncio.Event()
        self._poster = Poster()
        updates.on_put.append(self._enqueue)

    def set(self, address: Address) -> str:
        """Deliver there from now on, the updates that wait included. Returns Telegram's description."""
        if address == self.address:
            return "Webhook is already set"
        checked_url(address.url)
        self._forget_lanes()
        self.address, self.last_error = address, None
        self._gate = asyncio.Semaphore(address.max_connections)
        self.updates.interrupt_for_webhook()
        for update in list(self.updates.fresh().values()):
            self._enqueue(update)
        return "Webhook was set"

    def delete(self) -> str:
        if self.address is None:
            return "Webhook is already deleted"
        self.address = None
        self._forget_lanes()
        return "Webhook was deleted"

    def info(self) -> Json:
        address = self.address or Address("")
        shown: Json = {
            "url": address.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.fresh()),
        }
        if self.last_error is not None:
            shown["last_error_date"], shown["last_error_message"] = self.last_error
        if address.url:
            shown["max_connections"] = address.max_connections
            shown["ip_address"] = address.ip_address or "127.0.0.1"
        if self.updates.allowed != DEFAULT_KINDS:
            shown["allowed_updates"] = sorted(self.updates.allowed)
        return shown

    def flush(self) -> int:
        """Try what failed again now; how many lanes that concerns."""
        self._nudge.set()
        self._nudge = asyncio.Event()
        self._start_lanes()
        return sum(1 for lane in self._lanes.values() if lane.failure.count)

    def stop(self) -> None:
        self.address = None
        self._forget_lanes()
        self._poster.close()

    def _forget_lanes(self) -> None:
        for lane in self._lanes.values():
            if lane.task is not None:
                lane.task.cancel()
        self._lanes.clear()

    def _enqueue(self, update: Update) -> None:
        if self.address is None:
            return
        self._lanes.setdefault(update.lane, LaneState()).waiting.append(update)
        self._start_lanes(update.lane)

    def _start_lanes(self, *only: Lane) -> None:
        """Without a running loop nothing can be brought; the next update or flush starts what waits."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        for key in only or list(self._lanes):
            lane = self._lanes[key]
            if lane.task is None or lane.task.done():
                lane.task = loop.create_task(self._run(key, lane))

    async def _run(self, key: Lane, lane: LaneState) -> None:
        while lane.waiting and self.address is not None:
            update = lane.waiting[0]
            if update.id in self.updates.pending and update.expires_at > self.clock.unix():
                async with self._gate:
                    answer = await self._bring(update, self.address)
                if not answer.is_success and await self._wait_to_retry(update, answer, lane.failure):
                    continue
                if answer.is_success and self.updates.settle([update.id]):
                    continue
            self.updates.forget([update.id])
            lane.waiting.popleft()
            lane.failure = Failure()
        if self._lanes.get(key) is lane:
            del self._lanes[key]

    async def _bring(self, update: Update, address: Address) -> Answer:
        body = json.dumps(update.payload(), ensure_ascii=False, separators=(",", ":")).encode()
        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        if address.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = address.secret
        answer = await self._poster.post(address.url, headers, body)
        if not answer.is_success:
            self.last_error = (self.clock.unix(), answer.complaint())
        elif (reply := answer.reply()) is not None and self.on_reply is not None:
            await self.on_reply(reply)
        return answer

    async def _wait_to_retry(self, update: Update, answer: Answer, failure: Failure) -> bool:
        """At once, then 2, 4, 8 ... seconds, or what Retry-After says. False when its time is over."""
        delay = float(min(answer.retry_after, LONGEST_RETRY_AFTER))
        if not delay and failure.count:
            longest = random.uniform(LONGEST_DELAY, 2 * LONGEST_DELAY)  # noqa: S311 (not a secret)
            delay = failure.delay = min(longest, failure.delay * 2)
        if self.clock.unix() + delay > update.expires_at:
            return False
        failure.count += 1
        if delay:
            await self._sleep(delay)
        return True

    async def _sleep(self, seconds: float) -> None:
        nudge = self._nudge
        try:
            await asyncio.wait_for(nudge.wait(), seconds)
        except TimeoutError:
            return

"""Keeps Telegram's speed limits, so that nothing has to be refused."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

OVERALL = 29.5  # messages a second, evenly (telegram 1.8: about 30 in any second)
PERSON, PERSON_BURST = 1.0, 3  # a second, and at once (about 1 a second, short bursts are fine)
GROUP, GROUP_BURST = 0.25, 5  # never more than 20 in a minute
MANY_CHATS = 4  # refused within a second in which none was served: then it is about all of them
LONG_REFUSAL = 60.0  # seconds; so long a refusal is about the whole bot
FORGET_ABOVE = 10_000  # chats


@dataclass
class Bucket:
    """So many at once, so many a second."""

    rate: float
    size: float
    left: float
    at: float

    def take(self, now: float) -> float:
        """Take one, returning 0, or the seconds until there is one."""
        self.fill(now)
        if self.left >= 1:
            self.left -= 1
            return 0.0
        return (1 - self.left) / self.rate

    def fill(self, now: float) -> None:
        self.left = min(self.size, self.left + max(0.0, now - self.at) * self.rate)
        self.at = now


@dataclass
class Pacing:
    """When the next message may go out. Times are seconds of a clock that never jumps."""

    clock: Callable[[], float] = time.monotonic
    overall: float = OVERALL
    person: float = PERSON
    group: float = GROUP
    _next: float = float("-inf")  # when the next of all messages may go out
    _begun: deque[float] = field(default_factory=deque)  # of the last second
    _chats: dict[int, Bucket] = field(default_factory=dict)
    _refused: dict[int, float] = field(default_factory=dict)
    _served_at: float = float("-inf")
    _bulk: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def turn(self, in_bulk: bool) -> None:
        """Wait for a place among all messages. An answer takes the next one; bulk only one nobody waits for."""
        if not in_bulk:
            await asyncio.sleep(self.reserve())
            return
        async with self._bulk:
            while (seconds := self.idle_in()) > 0:  # noqa: ASYNC110 (how long is known, unless an answer comes)
                await asyncio.sleep(seconds)
            self.reserve()

    async def turn_for(self, chat_id: int) -> None:
        """Wait until this chat may get its next message. Many may have waited, and their waits end together: no
        more of them go on than one second takes."""
        while (seconds := self.take_for(chat_id)) > 0:  # noqa: ASYNC110 (how long is known)
            await asyncio.sleep(seconds)
        while (seconds := self.full_for()) > 0:  # noqa: ASYNC110 (how long is known)
            await asyncio.sleep(seconds)
        self._begun.append(self.clock())

    def reserve(self) -> float:
        """Take the next place of all; the seconds until it comes."""
        now = self.clock()
        place = max(now, self._next)
        self._next = place + 1 / self.overall
        return place - now

    def idle_in(self) -> float:
        """Seconds until there is a place that nobody has taken."""
        return max(0.0, self._next - self.clock())

    def full_for(self) -> float:
        """0 while another one can begin in this second, or the seconds until it can."""
        now = self.clock()
        while self._begun and now - self._begun[0] >= 1:
            self._begun.popleft()
        return 0.0 if len(self._begun) < self.overall else self._begun[0] + 1 - now

    def take_for(self, chat_id: int) -> float:
        """0 and a place in this chat, or the seconds until there is one."""
        now = self.clock()
        if chat_id not in self._chats:
            self._forget_idle(now)
            rate, size = (self.person, PERSON_BURST) if chat_id > 0 else (self.group, GROUP_BURST)
            self._chats[chat_id] = Bucket(rate, size, size, now)
        return self._chats[chat_id].take(now)

    def served(self) -> None:
        """Telegram took a message: what it refuses just then is not about all."""
        self._served_at = self.clock()

    def refused(self, chat_id: int, seconds: float) -> None:
        """Telegram asked to wait (429): about this chat alone, unless many hear it at once and none is served."""
        now = self.clock()
        self._refused = {chat: at for chat, at in self._refused.items() if now - at < 1}
        self._refused[chat_id] = now
        about_all = len(self._refused) >= MANY_CHATS and now - self._served_at >= 1
        if about_all or seconds > LONG_REFUSAL:
            self._next = max(self._next, now + seconds)

    def _forget_idle(self, now: float) -> None:
        if len(self._chats) < FORGET_ABOVE:
            return
        for bucket in self._chats.values():
            bucket.fill(now)
        self._chats = {chat: bucket for chat, bucket in self._chats.items() if bucket.left < bucket.size}


def unhurried() -> Pacing:
    """Pacing that never waits in practice: for a Telegram without limits, such as the playground's."""
    return Pacing(overall=100_000, person=10_000, group=10_000)

"""Keeps Telegram's speed limits, so that nothing has to be refused."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

OVERALL, PERSON, GROUP = 29.5, 1.0, 20 / 60  # messages a second (telegram 1.8: 30, 1, and 20 a minute)
OVERALL_BURST, PERSON_BURST, GROUP_BURST = 5, 3, 10
KEPT_FREE = 2  # of the burst, for answers: what is sent in bulk leaves them room
MANY_CHATS = 4  # refused within a second: then it is about all of them
LONG_REFUSAL = 60.0  # seconds; so long a refusal is about the whole bot
FORGET_ABOVE = 10_000  # chats


@dataclass
class Bucket:
    """So many at once, so many a second. Full when it has not been used for a while."""

    rate: float
    size: float
    left: float
    at: float

    def fill(self, now: float) -> None:
        self.left = min(self.size, self.left + max(0.0, now - self.at) * self.rate)
        self.at = now

    def take(self, now: float, keep: float = 0) -> float:
        """Take one, returning 0, unless fewer than `keep` would be left: then the seconds until it may be."""
        self.fill(now)
        if self.left >= 1 + keep:
            self.left -= 1
            return 0.0
        return (1 + keep - self.left) / self.rate


@dataclass
class Pacing:
    """When the next message may go out. Times are seconds of a clock that never jumps."""

    clock: Callable[[], float] = time.monotonic
    overall: float = OVERALL
    person: float = PERSON
    group: float = GROUP
    _all: Bucket = field(init=False)
    _chats: dict[int, Bucket] = field(default_factory=dict)
    _refused: dict[int, float] = field(default_factory=dict)
    _shut_until: float = float("-inf")

    def __post_init__(self) -> None:
        self._all = Bucket(self.overall, OVERALL_BURST, OVERALL_BURST, self.clock())

    def wait(self, in_bulk: bool) -> float:
        """Seconds until the next message of all may go out; 0 takes its place. Answers go before bulk."""
        now = self.clock()
        if now < self._shut_until:
            return self._shut_until - now
        return self._all.take(now, KEPT_FREE if in_bulk else 0)

    def wait_for(self, chat_id: int) -> float:
        """Seconds until this chat may get its next message; 0 takes its place."""
        now = self.clock()
        if chat_id not in self._chats:
            self._forget_idle(now)
            rate, size = (self.person, PERSON_BURST) if chat_id > 0 else (self.group, GROUP_BURST)
            self._chats[chat_id] = Bucket(rate, size, size, now)
        return self._chats[chat_id].take(now)

    def refused(self, chat_id: int, seconds: float) -> None:
        """Telegram asked to wait (429). It is about this chat alone, unless many hear it at once."""
        now = self.clock()
        self._refused = {chat: at for chat, at in self._refused.items() if now - at < 1}
        self._refused[chat_id] = now
        if len(self._refused) >= MANY_CHATS or seconds > LONG_REFUSAL:
            self._shut_until = max(self._shut_until, now + seconds)

    def _forget_idle(self, now: float) -> None:
        if len(self._chats) < FORGET_ABOVE:
            return
        for bucket in self._chats.values():
            bucket.fill(now)
        self._chats = {chat: bucket for chat, bucket in self._chats.items() if bucket.left < bucket.size}


def unhurried() -> Pacing:
    """Pacing that never waits in practice: for the playground, whose Telegram has no limits."""
    return Pacing(overall=100_000, person=10_000, group=10_000)

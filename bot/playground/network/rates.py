"""How fast the bot sends: counted against Telegram's limits, and refused when the playground is strict."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field

MOST_CHATS = 10_000


@dataclass(frozen=True)
class Limit:
    """At most `most` messages in `seconds`; `burst` more are let through before a strict server refuses."""

    name: str
    most: int
    seconds: float
    burst: int


PER_CHAT = Limit("more than 1 a second in this chat", 1, 1.0, 4)
PER_GROUP = Limit("more than 20 a minute in this group", 20, 60.0, 0)
OVERALL = Limit("more than 30 a second in all", 30, 1.0, 0)


@dataclass
class Rates:
    """Real time, not the playground's: moving the clock does not make a bot slower."""

    strict: bool = False
    _sent: dict[tuple[str, int], deque[float]] = field(default_factory=dict)

    def refusal(self, chat_id: int) -> int | None:
        """Seconds the bot must wait before it may send here; None when it may, or when nobody is strict."""
        if not self.strict:
            return None
        now = time.monotonic()
        for limit, where in _limits(chat_id):
            recent = self._recent(limit, where, now)
            if len(recent) >= limit.most + limit.burst:
                return max(1, int(recent[0] + limit.seconds - now) + 1)
        return None

    def count(self, chat_id: int) -> list[str]:
        """Count a message just sent and name the limits it went over."""
        now = time.monotonic()
        exceeded = []
        for limit, where in _limits(chat_id):
            recent = self._recent(limit, where, now)
            recent.append(now)
            if len(recent) > limit.most:
                exceeded.append(limit.name)
        return exceeded

    def _recent(self, limit: Limit, where: int, now: float) -> deque[float]:
        if len(self._sent) > MOST_CHATS:
            self._sent.clear()
        recent = self._sent.setdefault((limit.name, where), deque())
        while recent and recent[0] <= now - limit.seconds:
            recent.popleft()
        return recent


def _limits(chat_id: int) -> list[tuple[Limit, int]]:
    limits = [(PER_CHAT, chat_id), (OVERALL, 0)]
    return [*limits, (PER_GROUP, chat_id)] if chat_id < 0 else limits

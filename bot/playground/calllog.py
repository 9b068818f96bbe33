"""The newest calls of the Bot API, for the page and for tests to look at; kept in memory only."""

from __future__ import annotations

from collections import deque
from typing import Any

from .world import Json

MOST_ENTRIES = 2_000


class CallLog:
    """Numbered from 1; the oldest entries are dropped."""

    def __init__(self) -> None:
        self._entries: deque[Json] = deque(maxlen=MOST_ENTRIES)
        self._count = 0

    def add(self, method: str, params: Json, at: float, outcome: dict[str, Any]) -> None:
        """`outcome` holds `result` or `error`, and `fault` or `rate` where there was one."""
        self._count += 1
        self._entries.append({"n": self._count, "method": method, "params": params, "at": at} | outcome)

    def since(self, number: int) -> list[Json]:
        return [entry for entry in self._entries if entry["n"] > number]

    def clear(self) -> None:
        """Forget the entries; the numbers go on."""
        self._entries.clear()

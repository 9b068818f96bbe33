"""The newest calls of the Bot API, for the page and for tests to look at; kept in memory only."""

from __future__ import annotations

import json
from collections import deque
from itertools import islice
from typing import Any

from .network.world import Json

MOST_ENTRIES = 500


class CallLog:
    """Numbered from 1; the oldest entries are dropped."""

    def __init__(self) -> None:
        # As JSON, for few of them are ever read: as objects they take six times the memory.
        self._entries: deque[bytes] = deque(maxlen=MOST_ENTRIES)
        self._count = 0

    def add(self, method: str, params: Json, at: float, outcome: dict[str, Any]) -> None:
        """`outcome` holds `result` or `error`, and `fault` or `rate` where there was one."""
        self._count += 1
        entry = {"n": self._count, "method": method, "params": params, "at": at} | outcome
        written = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
        self._entries.append(written.encode("utf-8", "surrogatepass"))

    def since(self, number: int) -> list[Json]:
        dropped = self._count - len(self._entries)
        return [json.loads(entry) for entry in islice(self._entries, max(0, number - dropped), None)]

    def clear(self) -> None:
        """Forget the entries; the numbers go on."""
        self._entries.clear()

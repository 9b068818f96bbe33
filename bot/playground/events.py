"""News for whoever watches the phones: server-sent events, given away without ever waiting."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Iterable

from .network.world import Json

MOST_WAITING = 500
BEAT_SECONDS = 15


class Events:
    """Tells every listener what happened; one that does not keep up is let go and must come back."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[str | None]] = set()
        self._stopped = False

    def tell(self, event: str, data: Json) -> None:
        if not self._listeners:
            return
        line = f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
        for listener in list(self._listeners):
            try:
                listener.put_nowait(line)
            except asyncio.QueueFull:
                self._let_go(listener)

    def changed(self, chats: Iterable[int], users: Iterable[int]) -> None:
        self.tell("change", {"chats": sorted(set(chats)), "users": sorted(set(users))})

    async def listen(self) -> AsyncIterator[str]:
        """The events from now on, as lines of an event stream, until `stop` or until too many wait."""
        if self._stopped:
            return
        mine: asyncio.Queue[str | None] = asyncio.Queue(MOST_WAITING)
        self._listeners.add(mine)
        try:
            yield ": hello\n\n"
            while True:
                line = await self._next(mine)
                if line is None:
                    return
                yield line
        finally:
            self._listeners.discard(mine)

    async def _next(self, mine: asyncio.Queue[str | None]) -> str | None:
        try:
            return await asyncio.wait_for(mine.get(), BEAT_SECONDS)
        except TimeoutError:
            return ": still here\n\n"

    def stop(self) -> None:
        """End every stream now, so that a server which shuts down need not wait for them."""
        self._stopped = True
        for listener in list(self._listeners):
            self._let_go(listener)

    def _let_go(self, listener: asyncio.Queue[str | None]) -> None:
        self._listeners.discard(listener)
        while listener.full():
            with contextlib.suppress(asyncio.QueueEmpty):
                listener.get_nowait()
        listener.put_nowait(None)

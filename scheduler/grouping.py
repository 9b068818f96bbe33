"""Does together what waits for the database: one transaction for all that came while the one before was under way."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError, TimeoutError

AWAY = (OperationalError, InterfaceError, TimeoutError)  # full, locked, gone; not a mistake of ours
MOST = 100  # in one transaction

Asked = TypeVar("Asked")
Told = TypeVar("Told")


class Together(Generic[Asked, Told]):
    """`work` takes a list on another thread and tells what became of each, in the same order, or keeps none of it.

    Whoever comes while nothing is under way is done alone and at once. Lives on one event loop.
    """

    def __init__(self, work: Callable[[list[Asked]], list[Told]], most: int = MOST) -> None:
        self._work, self._most = work, most
        self._waiting: list[tuple[Asked, asyncio.Future[Told]]] = []
        self._running: asyncio.Task[None] | None = None

    async def ask(self, one: Asked) -> Told:
        """What became of it. Raises what the work raises for this one, or for all while the database is away."""
        told = asyncio.get_running_loop().create_future()
        self._waiting.append((one, told))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        result: Told = await told
        return result

    async def _run(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            await self._do([(one, told) for one, told in taken if not told.done()])
        self._running = None

    async def _do(self, taken: list[tuple[Asked, "asyncio.Future[Told]"]]) -> None:
        if not taken:
            return
        try:
            results = await asyncio.to_thread(self._work, [one for one, _ in taken])
        except Exception as error:
            await self._failed(taken, error)
            return
        for (_, told), result in zip(taken, results, strict=True):
            if not told.done():
                told.set_result(result)

    async def _failed(self, taken: list[tuple[Asked, "asyncio.Future[Told]"]], error: Exception) -> None:
        """One that cannot be done must not stop the others: each alone."""
        if len(taken) > 1 and not isinstance(error, AWAY):
            for one in taken:
                await self._do([one])
            return
        for _, told in taken:
            if not told.done():
                told.set_exception(error)

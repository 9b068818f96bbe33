"""Ticks. What is due stands in the database; this only asks for it, again and again."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

Job = Callable[[], Awaitable[object]]

LOOK_EVERY = 1.0  # seconds: how soon it is noticed that the clock on the wall was put back
STEP = 1.0  # seconds; less is a clock that runs a little fast or slow

log = logging.getLogger(__name__)


@dataclass
class Tick:
    """One thing that is done every so many seconds."""

    name: str
    every: float
    job: Job
    tried_at: float | None = None  # of a clock that never jumps
    done_at: float | None = None  # when it last succeeded


@dataclass
class Steadily(BaseTrigger):  # type: ignore[misc]
    """Again and again, and once for all that was missed: the library's own would count a year in ticks."""

    every: timedelta

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        due = (previous_fire_time or now) + self.every
        return due if due > now else now + self.every


@dataclass
class Clock:
    """Runs each job again and again, one run at a time. Lives on one event loop."""

    ticks: tuple[Tick, ...]
    _scheduler: AsyncIOScheduler = field(default_factory=lambda: AsyncIOScheduler(timezone=UTC))
    _watch: asyncio.Task[None] | None = None
    _running: dict[str, asyncio.Lock] = field(default_factory=dict)
    _runs: set[asyncio.Task[None]] = field(default_factory=set)

    def start(self) -> None:
        """Tick from now on, the first time at once."""
        for tick in self.ticks:
            self._running[tick.name] = asyncio.Lock()
            self._add(tick)
        self._scheduler.start()
        self._watch = asyncio.create_task(self._keep_ticking())

    async def tick_now(self) -> None:
        """Everything at once and in order, because the time has been changed."""
        for tick in self.ticks:
            await self._run(tick)

    def stop(self) -> None:
        """No more ticks."""
        self._scheduler.shutdown(wait=False)
        if self._watch is not None:
            self._watch.cancel()

    async def finish(self) -> None:
        """Wait for the jobs under way."""
        if self._runs:
            await asyncio.wait(self._runs)

    def seconds_since(self, name: str) -> float | None:
        """How long ago a job was last done; None while it never was."""
        done_at = next(tick.done_at for tick in self.ticks if tick.name == name)
        return None if done_at is None else time.monotonic() - done_at

    def _add(self, tick: Tick) -> None:
        self._scheduler.add_job(
            self._begin,
            Steadily(timedelta(seconds=tick.every)),
            args=(tick,),
            id=tick.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
            replace_existing=True,
        )

    async def _begin(self, tick: Tick) -> None:
        """A run of its own: the scheduler would break it off when it is shut down."""
        if not self._running[tick.name].locked():
            run = asyncio.create_task(self._run(tick))
            self._runs.add(run)
            run.add_done_callback(self._runs.discard)

    async def _run(self, tick: Tick) -> None:
        async with self._running[tick.name]:
            tick.tried_at = time.monotonic()
            try:
                await tick.job()
            except Exception as error:
                log.error("%s failed: %s", tick.name, type(error).__name__, exc_info=error)
            else:
                tick.done_at = time.monotonic()

    async def _keep_ticking(self) -> None:
        """The scheduler reads the clock on the wall. Once that was put back, everything ticks anew, or it would be
        silent for as long. What is silent for another reason is begun again as well."""
        first, ahead = time.monotonic(), self._ahead()
        while True:
            await asyncio.sleep(min(LOOK_EVERY, *(tick.every for tick in self.ticks)))
            before, ahead = ahead, self._ahead()
            for tick in self.ticks:
                silent = time.monotonic() - max(tick.tried_at or first, first)
                stuck = silent > 2 * tick.every + 5 and not self._running[tick.name].locked()
                if stuck or before - ahead > STEP:
                    self._add(tick)

    def _ahead(self) -> float:
        """How far the clock on the wall is from the one that never jumps."""
        return datetime.now(UTC).timestamp() - time.monotonic()

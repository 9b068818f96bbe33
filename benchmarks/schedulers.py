"""What others do at twenty past eight: one job for each couple, in APScheduler's table or in PTB's memory."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from datetime import time as wall_clock
from pathlib import Path
from typing import Any

from apscheduler.events import EVENT_JOB_EXECUTED, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy import StaticPool, create_engine
from telegram.ext import Application

PATIENCE = 60.0  # seconds
LEAD = 2.0  # seconds until the minute, and what it takes to add them all
ADDED, KEPT = 300, 1000  # jobs a second, at least: to the table, and in memory
DEFAULT: dict[str, Any] = {}  # their grace of one second: who is later is left out
ANY_TIME: dict[str, Any] = {"misfire_grace_time": None}


async def ask(*_: object) -> None:
    """What a job does here: nothing."""


@dataclass
class Counted:
    """What became of the jobs of one evening."""

    due: datetime
    done: int = 0
    missed: int = 0
    ended: float = field(default_factory=time.time)

    def note(self, event: JobExecutionEvent) -> None:
        self.done += event.code == EVENT_JOB_EXECUTED
        self.missed += event.code == EVENT_JOB_MISSED
        self.ended = time.time()

    @property
    def seconds(self) -> float:
        """From the minute to the last of them."""
        return self.ended - self.due.timestamp()

    async def all(self, jobs: int) -> "Counted":
        async with asyncio.timeout(PATIENCE):
            while self.done + self.missed < jobs:  # noqa: ASYNC110 (they are counted, they do not call)
                await asyncio.sleep(0.05)
        return self


def soon(jobs: int, a_second: float) -> datetime:
    """A second that comes when all jobs are there."""
    return datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=LEAD + jobs / a_second)


async def in_a_table(jobs: int, grace: dict[str, Any], folder: Path) -> Counted:
    """APScheduler with an `SQLAlchemyJobStore` on SQLite."""
    with a_store(folder) as (store, settled):
        scheduler, counted = AsyncIOScheduler(timezone=UTC), Counted(soon(jobs, ADDED))
        scheduler.add_jobstore(store)
        scheduler.add_listener(counted.note, EVENT_JOB_EXECUTED | EVENT_JOB_MISSED)
        scheduler.start(paused=True)
        at = daily(counted.due)
        for number in range(jobs):
            scheduler.add_job(ask, at, args=(number,), id=str(number), **grace)
        settled()
        return await run(scheduler.resume, scheduler, counted, jobs)


async def in_memory(jobs: int, grace: dict[str, Any], folder: Path) -> Counted:
    """PTB's `JobQueue`."""
    app = Application.builder().token("1:benchmark").build()  # the queue does not keep it alive
    if (queue := app.job_queue) is None:
        raise SystemExit("PTB has no JobQueue here.")
    counted = Counted(soon(jobs, KEPT))
    queue.scheduler.add_listener(counted.note, EVENT_JOB_EXECUTED | EVENT_JOB_MISSED)
    at = wall_clock(counted.due.hour, counted.due.minute, counted.due.second, tzinfo=UTC)
    for number in range(jobs):
        queue.run_daily(ask, at, chat_id=number, job_kwargs=grace)
    return await run(queue.scheduler.start, queue.scheduler, counted, jobs)


async def run(begin: Callable[[], None], scheduler: Any, counted: Counted, jobs: int) -> Counted:
    if datetime.now(UTC) > counted.due:
        raise SystemExit("The jobs were not there in time: this machine is too busy.")
    begin()
    try:
        return await counted.all(jobs)
    finally:
        scheduler.shutdown(wait=False)


def daily(due: datetime) -> CronTrigger:
    return CronTrigger(hour=due.hour, minute=due.minute, second=due.second, timezone=UTC)


@contextmanager
def a_store(folder: Path) -> Iterator[tuple[SQLAlchemyJobStore, Callable[[], None]]]:
    """A table for jobs, kept as durably as ours once all of them are in it."""
    engine = create_engine(
        f"sqlite:///{folder / f'jobs-{time.time_ns()}.db'}",
        poolclass=StaticPool,
        connect_args={"check_same_thread": False},
    )

    def set_to(*pragmas: str) -> None:
        with engine.connect() as connection:
            for pragma in pragmas:
                connection.exec_driver_sql(f"PRAGMA {pragma}")

    set_to("journal_mode=WAL", "synchronous=OFF")
    yield SQLAlchemyJobStore(engine=engine), lambda: set_to("synchronous=FULL")
    engine.dispose()

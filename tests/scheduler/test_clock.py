"""Jobs run again and again, one run at a time, whatever one of them does."""

import asyncio
from collections.abc import Callable

import pytest

from scheduler.clock import Clock, Tick


async def until(look: Callable[[], object]) -> None:
    while not look():  # noqa: ASYNC110 (a list of what was done has no event)
        await asyncio.sleep(0.001)


def test_every_job_runs_at_once_and_again() -> None:
    async def evening() -> None:
        runs: list[str] = []

        async def job() -> None:
            runs.append("done")

        clock = Clock((Tick("job", 0.02, job),))
        assert clock.seconds_since("job") is None
        clock.start()
        await until(lambda: len(runs) >= 3)
        clock.stop()
        await clock.finish()
        since = clock.seconds_since("job")
        assert since is not None
        assert since >= 0

    asyncio.run(evening())


def test_a_job_that_fails_runs_again_and_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    async def evening() -> None:
        runs: list[str] = []

        async def fails() -> None:
            runs.append("fails")
            raise ValueError("words that must not be logged")

        async def works() -> None:
            runs.append("works")

        clock = Clock((Tick("fails", 0.02, fails), Tick("works", 0.02, works)))
        clock.start()
        await until(lambda: runs.count("fails") >= 2 and runs.count("works") >= 2)
        clock.stop()
        await clock.finish()
        assert clock.seconds_since("fails") is None

    asyncio.run(evening())
    assert caplog.messages[0] == "fails failed: ValueError"


def test_a_tick_can_be_asked_for_and_waits_for_the_one_under_way() -> None:
    async def evening() -> None:
        go = asyncio.Event()
        runs: list[str] = []

        async def job() -> None:
            runs.append("begins")
            await go.wait()
            runs.append("ends")

        clock = Clock((Tick("job", 1000, job),))
        clock.start()
        await until(lambda: runs)
        asked = asyncio.create_task(clock.tick_now())
        await asyncio.sleep(0)
        assert runs == ["begins"]
        go.set()
        await asked
        clock.stop()
        await clock.finish()
        assert runs == ["begins", "ends"] * 2

    asyncio.run(evening())


def test_a_stop_lets_the_run_under_way_finish() -> None:
    async def evening() -> None:
        go = asyncio.Event()
        runs: list[str] = []

        async def job() -> None:
            runs.append("begins")
            await go.wait()
            runs.append("ends")

        clock = Clock((Tick("job", 0.01, job),))
        clock.start()
        await until(lambda: runs)
        clock.stop()
        go.set()
        await clock.finish()
        await asyncio.sleep(0.05)
        assert runs == ["begins", "ends"]

    asyncio.run(evening())

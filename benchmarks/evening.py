"""How fast couples with the same minute are planned, beside one scheduled job for each of them (P4).

    python3 -m benchmarks.evening [--couples 100000] [--jobs 1000] [--json]

On SQLite with fsync. A couple of ours has two people: two moved to their next hour, a sheet, two halves of it and two
messages in words, sealed, in the outbox. A job of the others does nothing. They are measured three times with fewer
couples, without their grace of one second, and once with it; ours is all in one minute, in a thread beside an event
loop, as in `bot/app.py`. About a minute and a half.
"""

import argparse
import asyncio
import gc
import logging
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, text

from benchmarks.figures import Figure, report
from benchmarks.schedulers import ANY_TIME, DEFAULT, in_a_table, in_memory
from benchmarks.town import MOMENT, attune_on, remember_a_day, settle_town
from conversations.records.database import open_database
from conversations.records.migrate import all_tables
from scheduler.checkins import plan_all_due

ROUNDS = 3
QUEUE = 3  # times as many jobs in memory
LOOK = 0.001  # seconds
LATE = """
SELECT (SELECT count(*) FROM partner WHERE next_checkin_at <= '2026-10-24 18:30:00.000000'),
       (SELECT count(*) FROM partner WHERE id NOT IN (SELECT cast(substr(owner, 8) AS integer) FROM delivery)),
       (SELECT count(*) - count(DISTINCT owner) FROM delivery)
"""


@dataclass
class Ours:
    """An evening of ours."""

    couples: int
    seconds: float
    cpu: float
    stall: float  # seconds, the longest
    usual: float  # seconds, the longest stall of the same loop with nothing beside it
    left: int  # still due
    missed: int
    double: int


async def stalls(until: "asyncio.Future[None]") -> float:
    """By how much the loop was late at most, in seconds."""
    longest = 0.0
    while not until.done():
        began = time.perf_counter()
        await asyncio.sleep(LOOK)
        longest = max(longest, time.perf_counter() - began - LOOK)
    return longest


async def plan(engine: Engine, couples: int) -> Ours:
    """Plan them all beside a loop."""
    attune = attune_on(engine)
    gc.collect()
    gc.freeze()  # as `bot.app` does
    usual = await stalls(asyncio.ensure_future(asyncio.sleep(3)))
    began, cpu = time.perf_counter(), time.process_time()
    stall = await stalls(asyncio.ensure_future(asyncio.to_thread(plan_all_due, MOMENT, attune)))
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    with engine.connect() as connection:
        left, missed, double = connection.execute(text(LATE)).one()
    return Ours(couples, seconds, cpu, stall, usual, left, missed, double)


def evening(couples: int, folder: Path) -> Ours:
    engine = open_database(f"sqlite:///{folder / 'attune.db'}")
    all_tables().create_all(engine)
    settle_town(engine, range(couples))
    remember_a_day(engine, range(min(couples, 5_000)))
    ours = asyncio.run(plan(engine, couples))
    engine.dispose()
    return ours


def measure(couples: int, jobs: int, folder: Path) -> None:
    table, memory = [], []
    for one in range(ROUNDS):
        if one == 1:  # in the middle of the others
            ours = evening(couples, folder)
        table.append(jobs / asyncio.run(in_a_table(jobs, ANY_TIME, folder)).seconds)
        memory.append(QUEUE * jobs / asyncio.run(in_memory(QUEUE * jobs, ANY_TIME, folder)).seconds)
    lost = asyncio.run(in_a_table(jobs, DEFAULT, folder)).missed
    lost_too = asyncio.run(in_memory(2 * QUEUE * jobs, DEFAULT, folder)).missed
    print(f"ours: {couples:,} couples in {ours.seconds:.1f} s, {ours.cpu:.1f} s of CPU; {ours.missed} missed, "
          f"{ours.double} double, {ours.left} left; longest stall {ours.stall * 1000:.0f} ms "
          f"({ours.usual * 1000:.0f} ms with nothing beside)")  # fmt: skip
    print(f"theirs, with the grace they come with: SQLAlchemyJobStore misses {lost:,} of {jobs:,}, "
          f"JobQueue {lost_too:,} of {2 * QUEUE * jobs:,}")  # fmt: skip
    report(figures(ours, statistics.median(table), statistics.median(memory)))


def figures(ours: Ours, table: float, memory: float) -> list[Figure]:
    rate, wrong = ours.couples / ours.seconds, ours.missed + ours.double + ours.left
    stall = ours.stall * 1000
    return [
        Figure("P4", "couples planned a second", rate, "/s", "≥ 150×", rate >= 150 * table, "SQLAlchemyJobStore", table),
        Figure("P4", "couples planned a second", rate, "/s", "≥ 20×", rate >= 20 * memory, "JobQueue", memory),
        Figure("P4", "missed, double or left", wrong, "", "none", wrong == 0),
        Figure("P4", "longest stall of the event loop", stall, "ms", "≤ 25 ms", stall <= 25),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--couples", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=1_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    couples, jobs = max(1, min(given.couples, 1_000_000)), max(10, min(given.jobs, 5_000))
    print(f"python3 -m benchmarks.evening --couples {couples} --jobs {jobs}")
    logging.disable(logging.ERROR)  # they say a line for each that they miss
    with tempfile.TemporaryDirectory(prefix="attune-") as folder:
        measure(couples, jobs, Path(folder))


if __name__ == "__main__":
    main()

"""How long a start takes and how much memory it holds at rest, with few and with many people in the database (P6, P13).

    python3 -m benchmarks.idle [--people 1000000] [--times 3] [--json]

Runs `python -m bot start` (polling, SQLite) against a small Telegram on this machine, with 10 people, a tenth of so many,
and so many; each is started as often as said, in turn after one start that does not count. The clock runs from the
command to the first `getUpdates`. Memory is the process's own after two seconds of rest: resident (RSS) and its share
(PSS). Linux only. About a minute and a half.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figures import Figure, report
from benchmarks.town import settle_crowd, settle_town
from benchmarks.wire import HERE, TOKEN, Wire
from bot.web import listen
from conversations.records.database import open_database
from conversations.records.migrate import migrate

ROOT = Path(__file__).parents[1]
KEPT = ("PATH", "SYSTEMROOT", "LANG")  # of the environment; settings of this computer are not for the bot
FEW = 10
REST, PATIENCE = 2.0, 60.0  # seconds
STARTS_IN, HOLDS = 1.0, 80.0  # seconds, megabytes


@dataclass(frozen=True)
class Start:
    """One start: seconds to the first `getUpdates`, and megabytes (of 1,000,000 bytes) at rest."""

    seconds: float
    rss: float
    pss: float


def memory(pid: int) -> tuple[float, float]:
    """Resident, and with what others use as well divided among them."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines()
    found = {line.split(":")[0]: int(line.split()[1]) * 1024 / 1e6 for line in lines[1:]}
    return found["Rss"], found["Pss"]


async def start(folder: Path) -> Start:
    """Start, rest, stop."""
    wire = Wire()
    await wire.open()
    with listen(HERE, 0) as free:
        port = free.getsockname()[1]
    told = {"BOT_TOKEN": TOKEN, "BOT_API_URL": wire.address, "PORT": str(port), "PYTHONPATH": str(ROOT), "HOME": str(folder),
            "DATA_DIR": str(folder / "data"), "KEY_FILE": str(folder / "key")}  # fmt: skip
    began = time.perf_counter()
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "start", cwd=folder, stderr=asyncio.subprocess.DEVNULL,
        env={name: os.environ[name] for name in KEPT if name in os.environ} | told,
    )  # fmt: skip
    try:
        async with asyncio.timeout(PATIENCE):
            while not wire.calls["getUpdates"]:  # noqa: ASYNC110 (calls are counted, they do not call)
                await asyncio.sleep(0.002)
        seconds = time.perf_counter() - began
        await asyncio.sleep(REST)
        return Start(seconds, *memory(bot.pid))
    finally:
        if bot.returncode is None:
            bot.terminate()
        await bot.wait()
        await wire.close()


def settle(folder: Path, people: int) -> None:
    """A database with so many; all of them are asked tomorrow."""
    (folder / "data").mkdir(parents=True)
    engine = open_database(f"sqlite:///{folder / 'data' / 'attune.db'}")
    migrate(engine)
    settle_town(engine, range(1), due=datetime.now(UTC) + timedelta(hours=23))
    settle_crowd(engine, range(1, people // 2))
    engine.dispose()
    (folder / "key").write_text(bytes(32).hex())


def middle(starts: list[Start]) -> Start:
    """The median of each."""
    columns = zip(*((one.seconds, one.rss, one.pss) for one in starts), strict=True)
    return Start(*(statistics.median(column) for column in columns))


def measure(sizes: tuple[int, ...], times: int, folder: Path) -> list[Figure]:
    for people in sizes:
        settle(folder / str(people), people)
        asyncio.run(start(folder / str(people)))
    found: dict[int, list[Start]] = {people: [] for people in sizes}
    for people in sizes * times:
        found[people].append(asyncio.run(start(folder / str(people))))
    print(f"{'people':>12}{'first getUpdates s':>20}{'RSS MB':>10}{'PSS MB':>10}")
    for people in sizes:
        one = middle(found[people])
        print(f"{people:>12,}{one.seconds:>20.2f}{one.rss:>10.1f}{one.pss:>10.1f}")
    return figures(middle(found[sizes[0]]), middle(found[sizes[-1]]), sizes[-1])


def figures(few: Start, many: Start, people: int) -> list[Figure]:
    return [
        Figure("P6", f"start with {people:,} people", many.seconds, "s", "≤ 1.1×", many.seconds <= 1.1 * few.seconds,
               f"{FEW} people", few.seconds),
        Figure("P6", f"memory at rest with {people:,} people", many.rss, "MB", "≤ 10 MB more", many.rss <= few.rss + 10,
               f"{FEW} people", few.rss),
        Figure("P13", "start to the first getUpdates", few.seconds, "s", "≤ 1.0 s", few.seconds <= STARTS_IN),
        Figure("P13", "memory at rest", few.rss, "MB", "≤ 80 MB", few.rss <= HOLDS),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    people, times = max(100, min(given.people, 2_000_000)), max(1, min(given.times, 10))
    print(f"python3 -m benchmarks.idle --people {people} --times {times}")
    with tempfile.TemporaryDirectory(prefix="attune-") as folder:
        report(measure((FEW, people // 10, people), times, Path(folder)))


if __name__ == "__main__":
    main()

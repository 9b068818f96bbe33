"""Runs a bot in a process of its own and counts what it spends."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.wire import Wire

ROOT = Path(__file__).parents[1]
KEPT = ("PATH", "SYSTEMROOT", "LANG")  # of the environment; settings of this computer are not for a bot
TO_SPEAK, TO_STOP = 30.0, 15.0  # seconds
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Running:
    """A bot under way. Linux only: its CPU time is read from /proc."""

    process: asyncio.subprocess.Process

    def cpu(self) -> float:
        """Seconds of CPU so far, of all its threads."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    async def stall(self) -> float:
        """The longest stall of its event loop since this was asked last, in milliseconds."""
        self.process.send_signal(signal.SIGUSR1)
        return float(await self.line())

    async def line(self) -> str:
        """What it says next."""
        said = self.process.stdout
        return (await asyncio.wait_for(said.readline(), TO_SPEAK)).decode().strip() if said else ""


@asynccontextmanager
async def running(name: str, wire: Wire, folder: Path, *given: object) -> AsyncIterator[Running]:
    """A bot of `benchmarks.bots` that speaks to this wire."""
    words = [name, wire.address, str(folder), *(str(one) for one in given)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.bots", *words, cwd=ROOT, stdout=asyncio.subprocess.PIPE,
        env={one: os.environ[one] for one in KEPT if one in os.environ} | {"HOME": str(folder)},
    )  # fmt: skip
    bot = Running(process)
    try:
        if await bot.line() != "watching":
            raise SystemExit(f"{name} did not start.")
        yield bot
    finally:
        if process.returncode is None:
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), TO_STOP)
        except TimeoutError:
            process.kill()
            await process.wait()

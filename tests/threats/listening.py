"""Runs the bot so that all it connects to, says and keeps is seen from outside."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.playground import BotProfile, Playground
from tests.evening import Evening, free_port, served, settings_in, soon
from tests.programs import ROOT, environment

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"  # noqa: S105 (made up)


@dataclass
class Overheard:
    """A running bot, and what was seen of it."""

    here: Evening
    process: subprocess.Popen[bytes]
    folder: Path
    remote: set[str] = field(default_factory=set)  # address:port of every connection seen from outside
    arguments: set[str] = field(default_factory=set)  # of its processes, as `ps` shows them

    @property
    def asked(self) -> list[list[str]]:
        """What the audit hook saw: the kind of event, and the rest."""
        return [line.split(" ", 1) for line in (self.folder / "asked").read_text().splitlines()]

    def written(self) -> Iterator[tuple[str, bytes]]:
        """Every file it has left, but for its key."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and path.suffix != ".key" and path.name != "asked":
                yield path.name, path.read_bytes()

    async def look(self) -> None:
        """Note its connections again and again: also what a library does past Python."""
        while self.process.poll() is None:
            self._look()
            await asyncio.sleep(0.02)

    def _look(self) -> None:
        shown = Path(f"/proc/{self.process.pid}/cmdline").read_text()
        self.arguments.add(shown.replace("\0", " "))
        self.remote |= set(connections(self.process.pid))


@asynccontextmanager
async def overheard(folder: Path, database_url: str = "", model_url: str = "") -> AsyncIterator[Overheard]:
    """A bot at DEBUG, by polling, until the block ends; then it has stopped by itself."""
    playground, port = Playground(TOKEN, BotProfile()), free_port()
    async with served(playground) as address:
        values = {
            "BOT_TOKEN": TOKEN, "BOT_API_URL": address, "PORT": str(port), "LOG_LEVEL": "DEBUG",
            "DATABASE_URL": database_url, "AUTO_MIGRATE": "1", "KEY_FILE": str(folder / "master.key"),
            "MODEL_URL": model_url, "MODEL_NAME": "stub", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        process = _start(folder, values)
        seen = Overheard(Evening(playground, settings_in(folder, address)), process, folder)
        looking = asyncio.create_task(seen.look())
        try:
            await soon(lambda: process.poll() is not None or bool(playground.calls()) or None)
            yield seen
            assert not looking.done()
            process.send_signal(signal.SIGTERM)
            assert await asyncio.to_thread(process.wait, 30) == 0
        finally:
            looking.cancel()
            process.kill()
            process.wait()


def _start(folder: Path, values: dict[str, str]) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "tests.threats.overheard", str(folder / "asked")]
    with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
        return subprocess.Popen(words, cwd=folder, env=environment(folder, **values), stdout=out, stderr=err)  # noqa: S603


def connections(pid: int) -> Iterator[str]:
    """Address and port at the other end of each connection of a process, as the kernel has them."""
    mine = set(_files(pid))
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            _, _, remote, _, *rest = line.split()
            if f"socket:[{rest[5]}]" in mine and not remote.endswith(":0000"):
                yield _readable(remote)


def _files(pid: int) -> Iterator[str]:
    for name in os.listdir(f"/proc/{pid}/fd"):
        with suppress(FileNotFoundError):  # it has been closed since
            yield os.readlink(f"/proc/{pid}/fd/{name}")


def _readable(remote: str) -> str:
    address, port = remote.split(":")
    here = address in ("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F")
    return f"{'127.0.0.1' if here else address}:{int(port, 16)}"

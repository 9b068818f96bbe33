"""Forks bots from a process that has loaded everything: each is there in a fraction of a second.

The process that forks has no thread, no event loop, and no database open. What it forks is `python -m bot start`
from its first own line on. A pipe carries what to begin, a line of JSON each; another what was begun and how it ended.
"""

import asyncio
import gc
import json
import os
import select
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy.orm import configure_mappers

import bot.app
from bot.cli import main as command
from conversations.dialogue.phrasebook import load_phrasebook
from conversations.dialogue.steps import Reword
from conversations.dialogue.wording import OfflineWording
from conversations.records.migrate import all_tables
from tests.faults import fail_points
from tests.programs import environment

LOADED_LATE = (  # where they are needed
    "sqlalchemy.dialects.sqlite",
    "uvicorn.protocols.http.h11_impl",
    "apscheduler.executors.asyncio",
    "babel.dates",
    "conversations.records.migrations.steps",
    "concurrent.futures.thread",
    "encodings.idna",
)
DRAFTS = (("You never listen.", "en"), ("いつも聞いてくれない。", "ja"))


@dataclass(frozen=True)
class Birth:
    """What one bot is told: where it is at home, what it finds in its environment, and where it is to die."""

    folder: str
    log: str
    environment: dict[str, str]
    plan: dict[str, Any] | None = None  # a `fail_points.Plan`
    words: str = "start"  # of the command


@dataclass
class Child:
    """A forked bot, as far as a test needs to know it."""

    pid: int
    _ended: "asyncio.Future[int]"

    @property
    def returncode(self) -> int | None:
        """What it ended with, a signal as a negative number; None while it lives."""
        return self._ended.result() if self._ended.done() else None

    async def wait(self) -> int:
        return await asyncio.shield(self._ended)

    def kill(self) -> None:
        self._tell(signal.SIGKILL)

    def terminate(self) -> None:
        self._tell(signal.SIGTERM)

    def _tell(self, number: signal.Signals) -> None:
        if not self._ended.done():
            with suppress(ProcessLookupError):  # it has just ended, and nobody has said so yet
                os.kill(self.pid, number)


@dataclass
class Nursery:
    """The test's side of it. Lives on one event loop; its bots end with it."""

    forking: asyncio.subprocess.Process
    _begun: "asyncio.Queue[Child]" = field(default_factory=asyncio.Queue)
    _children: dict[int, Child] = field(default_factory=dict)
    _one_by_one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def begins(self, birth: Birth) -> Child:
        assert self.forking.stdin is not None
        async with self._one_by_one:
            self.forking.stdin.write(_line(asdict(birth)))
            return await self._begun.get()

    async def listen(self) -> None:
        """Take in what it says, until it ends."""
        assert self.forking.stdout is not None
        async for line in self.forking.stdout:
            match json.loads(line):
                case {"begun": pid}:
                    child = Child(pid, asyncio.get_running_loop().create_future())
                    self._children[pid] = child
                    self._begun.put_nowait(child)
                case {"ended": pid, "code": code}:
                    self._children.pop(pid)._ended.set_result(code)


@asynccontextmanager
async def a_nursery(folder: Path) -> AsyncIterator[Nursery]:
    """`folder`: where it lies itself; its bots are told where they lie."""
    forking = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.faults.nursery", cwd=folder, env=environment(folder), stdin=PIPE, stdout=PIPE
    )  # fmt: skip
    assert forking.stdin is not None and forking.stdout is not None
    nursery = Nursery(forking)
    assert await forking.stdout.readline() == b"{}\n"  # everything is loaded
    listening = asyncio.create_task(nursery.listen())
    try:
        yield nursery
    finally:
        forking.stdin.close()
        await forking.wait()
        await listening


def _line(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said).encode() + b"\n"


# From here on: the process that forks.


def main() -> None:
    """Begin a bot for each line that is read, and say when one has ended. When the lines end, all of them do."""
    _load_everything()
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    alive, unread = set[int](), b""
    _say({})
    while True:
        readable, _, _ = select.select([0, woken], [], [])
        if woken in readable:
            os.read(woken, 4096)
            _reap(alive)
        if 0 in readable:
            if not (read := os.read(0, 65536)):
                break
            *lines, unread = (unread + read).split(b"\n")
            for line in lines:
                alive.add(_fork(Birth(**json.loads(line))))
    for pid in alive:
        os.kill(pid, signal.SIGKILL)


def _load_everything() -> None:
    """What every bot would load for itself: its modules, its tables, its words, its lexicons."""
    for name in LOADED_LATE:
        import_module(name)
    all_tables()
    configure_mappers()
    load_phrasebook()
    for words, language in DRAFTS:
        OfflineWording().reword(Reword(words), language)
        OfflineWording().danger(words, language)
    bot.app.use_shipped_time_zones()
    gc.collect()
    gc.freeze()  # or the first look for rubbish in each bot copies all of it


def _reap(alive: set[int]) -> None:
    """Say how each ended that has."""
    for pid in list(alive):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            alive.discard(pid)
            _say({"ended": pid, "code": os.waitstatus_to_exitcode(status)})


def _fork(birth: Birth) -> int:
    pid = os.fork()
    if not pid:
        _live(birth)
    _say({"begun": pid})
    return pid


def _say(what: Mapping[str, Any]) -> None:
    os.write(1, _line(what))


def _live(birth: Birth) -> None:
    """Be `python -m bot start`, or another command; never returns."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _write_to(birth.log)
        os.chdir(birth.folder)
        os.environ.clear()
        os.environ.update(birth.environment)
        if birth.plan is not None:
            fail_points.install(fail_points.Plan(**birth.plan))
        code = command([birth.words])
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


def _write_to(log: str) -> None:
    """What is said goes into a file; nothing is read."""
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, file in enumerate((nothing, said, said)):
        os.dup2(file, number)
    os.closerange(3, 64)  # the pipe that wakes the one that forks, and what was opened here


if __name__ == "__main__":
    main()

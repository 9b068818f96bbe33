"""A real bot in a process of its own, and the moments at which it is killed."""

import asyncio
import os
import re
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Literal, Protocol

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.evening import TOKEN, free_port
from tests.faults.fail_points import Plan
from tests.faults.nursery import Birth, Nursery

METHOD = re.compile(r"/bot[^/]+/(\w+)")
ROOT = Path(__file__).parents[2]
PAUSE = 0.02  # seconds until it is asked again whether one may kill


class Process(Protocol):
    """What is known of a bot that was started, wherever it came from."""

    @property
    def returncode(self) -> int | None: ...

    async def wait(self) -> int: ...

    def kill(self) -> None: ...

    def terminate(self) -> None: ...


@dataclass
class LivingBot:
    """`python -m bot start`, which knows its Telegram by an address in its environment.

    From a nursery it is the same, but for the second that it takes to load everything.
    """

    folder: Path
    address: str
    port: int = field(default_factory=free_port)
    nursery: Nursery | None = None
    process: Process | None = None

    @property
    def database(self) -> Path:
        return self.folder / "data" / "attune.db"

    @property
    def said(self) -> str:
        """Everything it has logged, in all its lives."""
        return (self.folder / "bot.log").read_text("utf-8")

    async def starts(self, plan: Plan | None = None) -> None:
        """With a plan, which only a nursery can give, it may end at some point by itself."""
        if self.nursery is None:
            self.process = await self._starts_alone()
        else:
            told = asdict(plan) if plan else None
            birth = Birth(str(self.folder), str(self.folder / "bot.log"), self.environment(), told)
            self.process = await self.nursery.begins(birth)

    async def _starts_alone(self) -> Process:
        with self._log() as log:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "start", env=self.environment(), cwd=self.folder, stdout=log, stderr=log
            )  # fmt: skip

    def _log(self) -> IO[bytes]:
        return open(self.folder / "bot.log", "ab")

    async def is_killed(self) -> None:
        """SIGKILL: nothing can be finished, nothing can be written. Once it is dead, this returns."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    async def stops(self) -> int:
        """SIGTERM; the code it ends with."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.terminate()
        return await self.process.wait()

    def integrity(self) -> str:
        """What SQLite finds when it checks the file, "ok" if there is nothing to find."""
        with sqlite3.connect(self.database) as connection:
            return str(connection.execute("PRAGMA integrity_check").fetchone()[0])

    def rows(self, query: str) -> list[Any]:
        with sqlite3.connect(self.database) as connection:
            return connection.execute(query).fetchall()

    def environment(self) -> dict[str, str]:
        inherited = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
        return inherited | {
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.folder),
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": self.address,
            "DATA_DIR": str(self.database.parent),
            "KEY_FILE": str(self.folder / "master.key"),
            "PORT": str(self.port),
        }


@dataclass(frozen=True)
class Aim:
    """A moment to kill at: the `nth` call of a method from now on, in lower case."""

    method: str  # none: counted from the start of the process, with a delay
    nth: int
    place: Literal[
        "before", "after", "later"
    ]  # before Telegram has it; before the bot has the answer; after that
    delay: float = 0.0  # seconds, for "later"


class Wire:
    """The line between the bot and its Telegram. Whoever waits at it may cut it at an exact moment."""

    def __init__(self, telegram: ASGIApp) -> None:
        self.telegram = telegram
        self.cut = asyncio.Event()
        self._aim: Aim | None = None
        self._left = 0
        self._kill: Callable[[], Awaitable[None]] | None = None
        self._may_kill: Callable[[], bool] = lambda: True
        self._late: set[asyncio.Task[None]] = set()

    def waits_for(
        self, aim: Aim, kill: Callable[[], Awaitable[None]], may_kill: Callable[[], bool] = lambda: True
    ) -> None:
        """Kill at that moment, or at the next such moment at which one may; `cut` is set once it is done."""
        self._aim, self._left, self._kill, self._may_kill = aim, aim.nth, kill, may_kill
        self.cut.clear()

    def strikes_after(self, delay: float) -> None:
        """Kill so many seconds from now, whatever is called until then."""
        task = asyncio.create_task(self._strike_later(delay))
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        aim = self._met(scope)
        if aim is None:
            await self.telegram(scope, receive, send)
            return
        match aim.place:
            case "before":
                await self._strike()
                await Response(status_code=503)(scope, receive, send)
            case "after":
                await self.telegram(scope, receive, self._striking(send))
            case "later":
                await self.telegram(scope, receive, send)
                self.strikes_after(aim.delay)

    def _met(self, scope: Scope) -> Aim | None:
        """The aim, if this call is the one."""
        called = METHOD.match(scope.get("path", ""))
        if self._aim is None or called is None or called[1].lower() != self._aim.method:
            return None
        self._left = max(self._left - 1, 0)
        if self._left or not self._may_kill():
            return None
        aim, self._aim = self._aim, None
        return aim

    def _striking(self, send: Send) -> Send:
        async def answer(message: Message) -> None:
            await self._strike()
            await send(message)

        return answer

    async def _strike_later(self, delay: float) -> None:
        await asyncio.sleep(delay)
        while not self._may_kill():  # noqa: ASYNC110 (the database is looked at, it does not call)
            await asyncio.sleep(PAUSE)
        await self._strike()

    async def _strike(self) -> None:
        if self.cut.is_set() or self._kill is None:
            return
        await self._kill()
        self.cut.set()

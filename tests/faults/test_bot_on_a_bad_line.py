"""The whole bot on a bad line: it goes on fetching, whatever comes back, and stops only for a token that is refused."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.app import initialised, serve
from bot.messenger import telegram_bot
from bot.playground import BotProfile, Playground
from bot.polling import Polling
from bot.problems import BadSettings
from bot.scenes import ready_couple
from bot.settings import Settings
from scheduler.pacing import unhurried
from tests.evening import TOKEN, Phone, served, settings_in, soon
from tests.faults.proxy import Call, Fault, a_line_to
from tests.faults.size import sized
from tests.faults.table import ARRIVES, BROKEN, SILENT, TOKEN_REFUSED

STRUCK = sized({"getupdates"}, {"getme", "deletewebhook", "getupdates"})
FAULTS = {name: fault for name, (fault, _) in BROKEN.items()} | ARRIVES | sized({}, SILENT)


@dataclass
class Taking:
    """Takes updates and remembers their words."""

    taken: list[str] = field(default_factory=list)

    async def take(self, raw: Mapping[str, Any]) -> None:
        self.taken.append(raw["message"]["text"])


@dataclass
class Once:
    """Lets each of these methods go wrong, the first time it is called."""

    fault: Fault
    methods: set[str]

    def __call__(self, call: Call) -> Fault | None:
        if call.method not in self.methods:
            return None
        self.methods.remove(call.method)
        return self.fault


@pytest.mark.timeout(240)
def test_whatever_comes_back_updates_are_fetched_on() -> None:
    async def evening() -> dict[str, list[str]]:
        taken = await asyncio.gather(*(fetched_through(fault) for fault in FAULTS.values()))
        return dict(zip(FAULTS, taken, strict=True))

    assert asyncio.run(evening()) == {name: ["/start", "hello"] for name in FAULTS}


async def fetched_through(fault: Fault) -> list[str]:
    """What is taken in when each method of the start goes wrong once."""
    playground, intake = Playground(TOKEN, BotProfile()), Taking()
    aki = int(playground.add_user("Aki", "ja")["id"])
    playground.start(aki)
    async with served(playground) as address, a_line_to(address) as line:
        line.chooses = once = Once(fault, set(STRUCK))
        bot = telegram_bot(TOKEN, line.address)
        await initialised(bot, asyncio.Event())
        polling = Polling(bot, intake)
        running = asyncio.create_task(polling.run())
        await ended_or(running, lambda: not once.methods)
        playground.say(aki, playground.bot_id, "hello")
        await ended_or(running, lambda: "hello" in intake.taken)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await polling.stop(0)
        await bot.shutdown()
    return intake.taken


async def ended_or(running: asyncio.Task[None], seen: Callable[[], bool]) -> None:
    """Wait for something. A task that ends before it raises what it ended with."""
    async with asyncio.timeout(120):
        while not seen():
            await asyncio.sleep(0.02)
            if running.done():
                await running
                raise AssertionError("it ended by itself")


def test_a_token_that_is_refused_ends_the_bot_and_the_next_start_sends_what_waits(tmp_path: Path) -> None:
    refused = TOKEN_REFUSED["401"]

    async def evening() -> None:
        playground = Playground(TOKEN, BotProfile())
        async with served(playground) as address, a_line_to(address) as line:
            settings = settings_in(tmp_path, line.address)
            async with serving(settings, playground) as first:
                couple = await ready_couple(playground)
                aki, mika = (Phone(playground, user) for user in couple["users"])
                await soon(lambda: not waiting_in(settings) or None)
                line.chooses = lambda call: refused if call.method == "sendmessage" else None
                mika.says("/thanks")
                await soon(lambda: waiting_in(settings) or None)
                line.chooses = lambda call: refused
                aki.says("/menu")  # or it would sit and wait for updates a while longer
                with pytest.raises(BadSettings):
                    await asyncio.wait_for(first, 60)
            assert waiting_in(settings)
            line.chooses = lambda call: None
            before = len(mika.texts())
            async with serving(settings, playground):
                await soon(lambda: not waiting_in(settings) or None)
            assert len(mika.texts()) == before + 1

    asyncio.run(evening())


@asynccontextmanager
async def serving(settings: Settings, playground: Playground) -> AsyncIterator[asyncio.Task[None]]:
    """The bot, until it ends by itself or the block does."""
    stop = asyncio.Event()
    running = asyncio.create_task(serve(settings, stop, playground.now, unhurried()))
    try:
        yield running
    finally:
        stop.set()
        await asyncio.gather(running, return_exceptions=True)


def waiting_in(settings: Settings) -> int:
    assert settings.sqlite_file is not None
    with closing(sqlite3.connect(settings.sqlite_file)) as connection:
        return int(connection.execute("SELECT count(*) FROM delivery WHERE state = 'pending'").fetchone()[0])

"""Killed while somebody's press is on its way: the next process answers it, as if nobody had been away (G-5)."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.playground import BotProfile, Playground
from bot.web import Server, listen
from tests.evening import TOKEN, Phone, soon
from tests.faults.killing import Aim, LivingBot, Wire
from tests.faults.size import sized
from tests.seed import SEED

MOMENTS = {
    "nobody is there": None,  # the press comes after the kill
    "taken": Aim("getupdates", 1, "before"),  # the turn is kept, and nobody has told Telegram
    "heard": Aim("answercallbackquery", 1, "before"),  # the turn is kept, the button spins: said once or not
    "answered": Aim("answercallbackquery", 1, "after"),  # Telegram has the answer, and the bot does not know
}
HELLO = "Hello. I'm Attune"
CITY = "What time is it for you now? You can also type a city."
UNSENT = "SELECT id FROM delivery WHERE state = 'pending'"
LIVES = 150  # seconds that Telegram keeps a press (reliability.md 0.3)


@dataclass
class Life:
    """A bot that is killed and started again, and the Telegram that waits for it."""

    bot: LivingBot
    wire: Wire
    playground: Playground

    async def meets(self, name: str) -> Phone:
        """Somebody new, with a button in front of them, and nothing else on its way."""
        phone = Phone(self.playground, int(self.playground.add_user(name, "en")["id"]))
        phone.says("/start")
        await phone.sees(HELLO)
        await soon(lambda: (not self.waiting() and not self.bot.rows(UNSENT)) or None)
        return phone

    async def is_killed_around_a_press(
        self, phone: Phone, moment: Aim | None
    ) -> asyncio.Task[dict[str, Any]]:
        """Dead once this returns; the press goes on waiting for its answer."""
        if moment is None:
            await self.bot.is_killed()
        else:
            self.wire.waits_for(moment, self.bot.is_killed)
        press: asyncio.Task[dict[str, Any]] = asyncio.create_task(phone.taps("English"))
        await asyncio.sleep(0)  # the button is there, and is pressed now
        if moment is not None:
            await self.wire.cut.wait()
        return press

    def waiting(self) -> list[str]:
        """The kinds of the updates that Telegram would send again."""
        return [update.kind for update in self.playground.account.updates.pending.values()]


@asynccontextmanager
async def a_life(folder: Path) -> AsyncIterator[Life]:
    playground = Playground(TOKEN, BotProfile())
    wire = Wire(playground.app)
    listening = listen("127.0.0.1", 0)
    server = Server(Starlette(routes=[Mount("/", app=wire)]), listening)
    await server.start()
    bot = LivingBot(folder, f"http://127.0.0.1:{listening.getsockname()[1]}")
    await bot.starts()
    try:
        yield Life(bot, wire, playground)
    finally:
        await bot.is_killed()
        playground.stop()
        await server.stop()


@pytest.mark.timeout(300)
def test_a_press_that_waits_while_the_bot_is_killed_is_answered_by_the_next(tmp_path: Path) -> None:
    print(f"ATTUNE_SEED={SEED}")
    chance = random.Random(SEED)  # noqa: S311 (which moments)
    moments = sized(["nobody is there", "taken"], [*MOMENTS, *chance.choices(list(MOMENTS), k=40)])

    async def evening() -> None:
        async with a_life(tmp_path) as life:
            for number, moment in enumerate(moments):
                await is_answered_after(life, f"Noa {number}", moment)
            await counts_anew_once_it_is_too_old(life)
            assert await life.bot.stops() == 0
            assert life.bot.integrity() == "ok"

    asyncio.run(evening())


async def is_answered_after(life: Life, name: str, moment: str) -> None:
    phone = await life.meets(name)
    press = await life.is_killed_around_a_press(phone, MOMENTS[moment])
    await life.bot.starts()
    await soon(lambda: phone.texts() == [CITY] or None)
    await soon(lambda: not life.waiting() or None)
    if moment == "heard":
        press.cancel()
    else:
        assert (await press)["answered"], moment


async def counts_anew_once_it_is_too_old(life: Life) -> None:
    """Telegram has dropped the press: the button is still there, and may be pressed again."""
    phone = await life.meets("Mika")
    press = await life.is_killed_around_a_press(phone, None)
    life.playground.advance_clock(LIVES + 1)
    await life.bot.starts()
    await phone.taps("English")
    await phone.sees(CITY)
    assert not press.done()
    press.cancel()

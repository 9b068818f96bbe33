"""An evening for the tests: the real bot and the playground in one process, talking over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import SecretStr

from bot.app import serve
from bot.playground import BotProfile, Playground
from bot.settings import Settings
from bot.web import Server, listen
from scheduler.pacing import unhurried
from tests.canaries import CANARIES

TOKEN = "1:evening"  # noqa: S105 (opens nothing but the playground)
T = TypeVar("T")
Way = Literal["polling", "webhook"]


@dataclass
class Evening:
    """The playground with the bot running beside it."""

    playground: Playground
    settings: Settings

    def person(self, name: str, language: str) -> "Phone":
        return Phone(self.playground, int(self.playground.add_user(name, language)["id"]))

    def group(self, *phones: "Phone") -> int:
        """A new group of these people, made by the first, with Attune in it."""
        first, *others = (phone.user for phone in phones)
        return self.playground.add_group("Us", first, others, with_bot=True)


@dataclass
class Phone:
    """One person's phone. What it looks for may still be on its way: it waits for it."""

    playground: Playground
    user: int

    @property
    def bot(self) -> int:
        return self.playground.bot_id

    def messages(self, chat: int | None = None) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.playground.chat(self.user, chat or self.bot)["messages"]
        return found

    def texts(self, chat: int | None = None) -> list[str]:
        """What the bot has written there."""
        return [one["text"] for one in self.messages(chat) if one["from"]["id"] == self.bot and "text" in one]

    def buttons(self, chat: int | None = None) -> Iterator[tuple[str, int, str]]:
        """Label, message and data of each button, the newest message first."""
        for message in reversed(self.messages(chat)):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for key in row:
                    yield key["text"], message["message_id"], key.get("callback_data", "")

    def says(self, text: str, chat: int | None = None) -> None:
        CANARIES.hear(text.partition(" ")[2] if text.startswith("/") else text)
        self.playground.say(self.user, chat or self.bot, text)

    async def taps(self, label: str, chat: int | None = None) -> dict[str, Any]:
        """Tap a button as soon as it is there; the bot's answer to the tap."""
        found = await soon(
            lambda: next((one for one in self.buttons(chat) if label in (one[0], *one[0].split(" · "))), None)
        )
        query = self.playground.tap(self.user, chat or self.bot, found[1], found[2])
        return await soon(lambda: answer if (answer := self.playground.query(query))["answered"] else None)

    async def sees(self, beginning: str, chat: int | None = None) -> str:
        """The newest text that begins so, as soon as there is one."""
        return await soon(
            lambda: next((one for one in reversed(self.texts(chat)) if one.startswith(beginning)), None)
        )


async def soon(look: Callable[[], T | None]) -> T:
    """What there is to see, as soon as there is something. A test that hangs here never saw it."""
    async with asyncio.timeout(90):
        while (found := look()) is None:  # noqa: ASYNC110 (phones are looked at, they do not call)
            await asyncio.sleep(0.01)
        return found


@asynccontextmanager
async def an_evening(
    folder: Path,
    way: Way = "polling",
    playground: Playground | None = None,
    database_url: str = "",
    model_url: str = "",
) -> AsyncIterator[Evening]:
    """Run playground and bot until the block ends."""
    here = playground or Playground(TOKEN, BotProfile())
    async with served(here) as address:
        settings = settings_in(folder, address, way, database_url, model_url)
        stop = asyncio.Event()
        serving = asyncio.create_task(serve(settings, stop, here.now, unhurried()))
        try:
            await _is_up(here, serving, way)
            yield Evening(here, settings)
        finally:
            stop.set()
            await serving


async def _is_up(playground: Playground, serving: asyncio.Task[None], way: Way) -> None:
    wanted = "setWebhook" if way == "webhook" else "deleteWebhook"
    await soon(lambda: serving.done() or any(call["method"] == wanted for call in playground.calls()) or None)
    if serving.done():
        await serving


@asynccontextmanager
async def served(playground: Playground) -> AsyncIterator[str]:
    """The playground on a free port of this computer; its address."""
    listening = listen("127.0.0.1", 0)
    server = Server(playground.app, listening)
    await server.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        playground.stop()
        await server.stop()


def settings_in(
    folder: Path, address: str, way: Way = "polling", database_url: str = "", model_url: str = ""
) -> Settings:
    """Settings of a bot that keeps everything in this folder and knows this Telegram."""
    port = free_port()
    return Settings.model_construct(
        bot_token=SecretStr(TOKEN),
        bot_api_url=address,
        public_url=f"http://127.0.0.1:{port}" if way == "webhook" else "",
        port=port,
        database_url=SecretStr(database_url),
        auto_migrate=True,
        data_dir=folder / "data",
        key_file=folder / "master.key",
        operator_name="Noa",
        model_url=model_url,
        model_name="stub",
    )


def free_port() -> int:
    with listen("127.0.0.1", 0) as listening:
        return int(listening.getsockname()[1])

"""A playground on a real port or called in process, for the tests of the local Telegram."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn

from bot.playground import BotProfile, Playground

Served = Callable[[Playground], AbstractAsyncContextManager[str]]


class Room:
    """A playground called in process: the bot's side over HTTP, the phones as Python methods."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=playground.app), base_url="http://playground"
        )

    async def call(self, method: str, **values: Any) -> dict[str, Any]:
        """One call of the Bot API as JSON; the whole answer."""
        response = await self.client.post(f"/bot1:demo/{method}", json=values)
        answer: dict[str, Any] = response.json()
        return answer

    async def done(self, method: str, **values: Any) -> Any:
        """The result of a call that must succeed."""
        answer = await self.call(method, **values)
        assert answer["ok"], answer
        return answer["result"]

    async def error(self, method: str, **values: Any) -> str:
        """The description of a call that must be refused."""
        answer = await self.call(method, **values)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def updates(self, **values: Any) -> list[dict[str, Any]]:
        """What waits for the bot now; it is confirmed at once."""
        waiting: list[dict[str, Any]] = await self.done("getUpdates", **values)
        if waiting:
            await self.done("getUpdates", offset=waiting[-1]["update_id"] + 1)
        return [{key: value for key, value in update.items() if key != "update_id"} for update in waiting]

    async def person(self, name: str, language: str = "en") -> int:
        """Somebody who has pressed Start; the bot has read that already."""
        user_id = int(self.playground.add_user(name, language)["id"])
        self.playground.start(user_id)
        await self.updates()
        return user_id


@pytest.fixture
def playground() -> Playground:
    return Playground(bot=BotProfile(username="attune_bot", first_name="Attune"))


@pytest.fixture
def room(playground: Playground) -> Room:
    return Room(playground)


@pytest.fixture
def served() -> Served:
    """`async with served(playground) as address:` runs it on a free port of this machine."""
    return _served


@asynccontextmanager
async def _served(playground: Playground) -> AsyncIterator[str]:
    # Named as TCP, or asyncio leaves Nagle's algorithm on and each answer waits 40 ms.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    config = uvicorn.Config(playground.app, log_level="critical", access_log=False)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        playground.stop()
        server.should_exit = True
        await task
        listening.close()

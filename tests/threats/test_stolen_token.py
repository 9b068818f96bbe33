"""Whoever has the token can have the updates of the bot; its host is told within one look (T-14)."""

import asyncio
import http.client
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from telegram import Bot

import bot.app
from bot.messenger import telegram_bot
from tests.evening import TOKEN, Evening, Way, an_evening, soon

THIEF = "https://thief.example/hook"


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look every few moments instead of every minute."""
    monkeypatch.setattr(bot.app, "LOOK_EVERY", 0.2)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.ERROR)
    return caplog


@asynccontextmanager
async def stolen(folder: Path, way: Way) -> AsyncIterator[tuple[Evening, Bot]]:
    """Attune, some looks after its start, and somebody else with the same token."""
    async with an_evening(folder, way) as here, telegram_bot(TOKEN, here.settings.bot_api_url) as thief:
        await soon(lambda: looks(here) > 2 or None)
        yield here, thief


def looks(here: Evening) -> int:
    return sum(call["method"].lower() == "getwebhookinfo" for call in here.playground.calls())


def alarms(log: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage() for one in log.records if one.name == "bot.watch"]


async def readiness(here: Evening) -> tuple[int, str]:
    def ask() -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", here.settings.port, timeout=10)
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        found = answer.status, answer.read().decode()
        connection.close()
        return found

    async with asyncio.timeout(30):
        while (found := await asyncio.to_thread(ask))[0] != 200:  # noqa: ASYNC110 (until the clock has ticked)
            await asyncio.sleep(0.05)
        return found


@pytest.mark.parametrize("way", ["polling", "webhook"])
def test_another_webhook_is_an_alarm(tmp_path: Path, way: Way, log: pytest.LogCaptureFixture) -> None:
    """T-14: in the log at every look, and in `/readyz`."""

    async def evening() -> None:
        async with stolen(tmp_path, way) as (here, thief):
            assert alarms(log) == []
            assert await readiness(here) == (200, "ready\n")
            await thief.set_webhook(THIEF)
            seen = looks(here)
            await soon(lambda: looks(here) > seen + 2 or None)
            assert alarms(log)[0] == "updates of this bot go elsewhere: the webhook leads to thief.example"
            status, said = await readiness(here)
            assert (status, said.partition(": ")[0]) == (200, "ready\nupdates went elsewhere")

    asyncio.run(evening())


def test_a_webhook_that_was_taken_away_is_an_alarm(tmp_path: Path, log: pytest.LogCaptureFixture) -> None:
    """T-14: then nothing comes any more."""

    async def evening() -> None:
        async with stolen(tmp_path, "webhook") as (here, thief):
            await thief.delete_webhook()
            await soon(lambda: alarms(log) or None)
            assert alarms(log)[0].endswith("somebody has taken the webhook away")

    asyncio.run(evening())


def test_another_program_that_fetches_is_an_alarm(tmp_path: Path, log: pytest.LogCaptureFixture) -> None:
    """T-14: Telegram gives updates to one of two, and says so to the other."""

    async def evening() -> None:
        async with stolen(tmp_path, "polling") as (here, thief):
            while not alarms(log):
                await thief.get_updates(timeout=0)
                await asyncio.sleep(0.05)
            assert alarms(log)[0].endswith("another program fetches them")

    async def in_time() -> None:
        async with asyncio.timeout(60):
            await evening()

    asyncio.run(in_time())

"""Help comes when the database is away, and when it only hangs (check 11)."""

import asyncio
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import Parts
from bot.intake import Unstored
from bot.playground import Playground
from conversations.records.database import open_database
from tests.bot.test_intake import message, play, tap
from tests.evening import soon

HELP = "Attuneからのメッセージです。"
THREAT = "別れるなら殺すと言われました"


def newest(playground: Playground, user: int) -> str:
    return str(playground.chat(user, playground.bot_id)["messages"][-1]["text"])


async def help_comes(parts: Parts, playground: Playground, aki: int) -> None:
    await parts.intake.take(message(aki, "/support", 1))
    await soon(lambda: newest(playground, aki).startswith(HELP) or None)
    update, query = tap(playground, aki, "support danger jp", 2)
    await parts.intake.take(update)
    await soon(lambda: "110" in newest(playground, aki) or None)
    await soon(lambda: playground.query(query)["answered"] or None)
    await parts.intake.take(message(aki, THREAT, 3))
    await soon(lambda: newest(playground, aki).startswith("とても大事なことを") or None)


def test_help_comes_without_a_database(tmp_path: Path) -> None:
    async def scene(parts: Parts, playground: Playground, aki: int) -> None:
        away = open_database(f"sqlite:///{tmp_path}/nowhere/attune.db")
        parts.intake.attune = replace(parts.attune, engine=away)
        await help_comes(parts, playground, aki)
        with pytest.raises(Unstored):  # nothing else does
            await parts.intake.take(message(aki, "/menu", 4))

    play(tmp_path, scene)


def test_help_comes_while_the_database_hangs(tmp_path: Path) -> None:
    async def scene(parts: Parts, playground: Playground, aki: int) -> None:
        silent = socket.create_server(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        hangs = open_database(f"postgresql://nobody@127.0.0.1:{port}/attune?sslmode=disable")
        parts.intake.attune = replace(parts.attune, engine=hangs)
        try:
            await help_comes(parts, playground, aki)
        finally:
            while silent.fileno() >= 0:  # whoever waits there is let go
                silent.settimeout(0.1)
                try:
                    silent.accept()[0].close()
                except TimeoutError:
                    silent.close()
            await asyncio.sleep(0)

    play(tmp_path, scene)

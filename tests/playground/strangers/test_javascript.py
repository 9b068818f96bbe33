"""A bot in another language, by grammY, runs on the playground unchanged."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.playground import Playground
from tests.playground.strangers.conftest import Node
from tests.playground.strangers.phones import at_work, first_evening

HERE = Path(__file__).parent


@pytest.mark.node
def test_a_bot_by_grammy_spends_an_evening(playground: Playground, served: Any, node: Node) -> None:
    async def run(address: str, token: str) -> None:
        program = (node.program, str(HERE / "grammy_evening.js"), address, token)
        process = await asyncio.create_subprocess_exec(*program, env=node.environment())
        try:
            await process.wait()
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()

    async def spent() -> None:
        async with served(playground) as address, at_work(run, address):
            await first_evening(playground)

    asyncio.run(spent())

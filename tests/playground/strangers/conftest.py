"""A stranger's program against a served playground; and node with what the JavaScript ones need."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.playground import Playground
from bot.playground.client import Phones
from tests.playground.strangers.phones import at_work

HERE = Path(__file__).parent
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")

Play = Callable[[Phones], None]
# A program of this folder by its name, and what people do meanwhile.
Spend = Callable[[str, Play], None]


def spend_with(playground: Playground, served: Any, *begin: str, **variables: str) -> Spend:
    """Serve a playground, start a program by `begin`, and let people do what they do."""

    def spend(name: str, play: Play) -> None:
        def work_and_play(address: str) -> None:
            with at_work([*begin, str(HERE / name)], address, {**os.environ, **variables}):
                play(Phones(address))

        async def evening() -> None:
            async with served(playground) as address:
                await asyncio.to_thread(work_and_play, address)

        asyncio.run(evening())

    return spend


@pytest.fixture
def spend(playground: Playground, served: Any) -> Spend:
    """`spend("x.py", play)`: that program is the bot, while `play(phones)` runs."""
    return spend_with(playground, served, sys.executable)


@dataclass(frozen=True)
class Node:
    """A node that finds the packages named in package.json."""

    program: str
    packages: Path


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Node:
    """Installed once per run into a temporary folder, in the versions that are locked here."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if program is None or npm is None:
        pytest.skip("node and npm are not installed")
    place = tmp_path_factory.mktemp("node")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, place)
    done = subprocess.run([npm, *INSTALL], cwd=place, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        pytest.skip(f"npm could not install: {done.stderr.strip()[-300:]}")
    return Node(program, place / "node_modules")


@pytest.fixture
def spend_by_node(playground: Playground, served: Any, node: Node) -> Spend:
    return spend_with(playground, served, node.program, NODE_PATH=str(node.packages))

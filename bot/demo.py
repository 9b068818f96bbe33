"""Attune without Telegram and without an account: two phones in a browser, and the bot behind them."""

import asyncio
import os
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Callable
from pathlib import Path

from bot.app import build, poll, use_shipped_time_zones
from bot.lines import tell
from bot.messenger import telegram_bot
from bot.playground import BotProfile, Playground
from bot.problems import BadSettings
from bot.profile import introduce
from bot.scenes import ready_couple
from bot.settings import Settings
from bot.storage import Storage, open_storage
from bot.web import Server, listen
from conversations.dialogue.phrases import say
from conversations.records.master_key import make_master_key
from scheduler.pacing import unhurried

HERE = "127.0.0.1"  # nobody has to log in, so nobody else may come
TOKEN = "1:demo"  # noqa: S105 (opens nothing but the playground)
PORTS = 20  # tried one after the other


async def demo(port: int, open_browser: bool, stop: asyncio.Event) -> None:
    """Run the playground and the bot until told to stop. Nothing is kept. Raises `BadSettings`."""
    use_shipped_time_zones()
    with tempfile.TemporaryDirectory(prefix="attune-") as folder:
        playground = Playground(TOKEN, BotProfile(), scenarios={"couple": ready_couple})
        listening = listen_nearby(port)
        server = Server(playground.app, listening)
        await server.start()
        address = f"http://{HERE}:{listening.getsockname()[1]}"
        try:
            await _run_bot(
                playground, address, Path(folder), stop, lambda: _welcome(address, port, open_browser)
            )
        finally:
            playground.stop()
            await server.stop()


async def _run_bot(
    playground: Playground, address: str, folder: Path, stop: asyncio.Event, ready: Callable[[], None]
) -> None:
    """The same bot as for Telegram: it knows the playground by its address and its clock alone."""
    storage = throw_away_storage(folder)
    bot = telegram_bot(TOKEN, address)
    await bot.initialize()
    parts = build(storage, bot, playground.now, unhurried(), demo_settings(folder))
    playground.on_clock.append(parts.clock.tick_now)
    parts.start()
    introducing = asyncio.create_task(introduce(bot))
    ready()
    try:
        await poll(parts, stop)
    finally:
        introducing.cancel()
        await parts.stop()
        await bot.shutdown()
        storage.close()


def demo_settings(folder: Path) -> Settings:
    """Nothing of the environment counts here: a demo never touches the data of a real bot."""
    return Settings.model_construct(data_dir=folder / "data", key_file=folder / "demo.key")


def throw_away_storage(folder: Path) -> Storage:
    make_master_key(folder / "demo.key")
    return open_storage(demo_settings(folder))


def listen_nearby(port: int) -> socket.socket:
    """A socket on this port, or on the next one that is free."""
    for candidate in range(port, min(port + PORTS, 65536)) if port else (0,):
        try:
            return listen(HERE, candidate)
        except OSError:
            continue
    raise BadSettings(say("cli.problem.port_taken", port=port))


def _welcome(address: str, wanted: int, open_browser: bool) -> None:
    if wanted and not address.endswith(f":{wanted}"):
        tell("demo.other_port", port=wanted)
    opened = open_browser and has_screen() and webbrowser.open(address)
    tell("demo.running")
    tell("demo.address_opened" if opened else "demo.address", address=address)
    tell("demo.data")
    tell("demo.next")
    tell("demo.stop")


def has_screen() -> bool:
    """Whether a browser could show something here, and somebody is there to see it."""
    if os.environ.get("CI"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

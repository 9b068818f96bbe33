"""How long a press waits for its answer when the bot was killed and is started again (G-5).

    python3 -m benchmarks.restart [--times 20] [--warm]

Each time somebody new presses a button after `kill -9`. The clock runs from the start of the next process (polling,
SQLite) until Telegram has its answer to the press, and until the next question is on the phone; Telegram keeps a
press for 150 s. Before each start the kernel is asked to forget the files of the program, of Python and of its
packages, as far as nobody else uses them; with `--warm` they stay in memory, as they do after a crash.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.figures import AS_JSON, Figure, report
from bot.playground import BotProfile, Playground
from bot.web import Server, listen

TOKEN = "1:benchmark"  # noqa: S105 (opens nothing but the playground)
HERE = "127.0.0.1"
ROOT = Path(__file__).parents[1]
PATIENCE = 60.0  # seconds
MOST = 5.0  # seconds
PRESSED, READ = "English", "What time is it for you now?"
KEPT = ("PATH", "SYSTEMROOT", "LANG")  # of the environment; settings of this computer are not for the bot
FILES = (".py", ".pyc", ".so", ".toml", ".bin", ".dat")


@dataclass
class Killable:
    """`python -m bot start`, each time in a process of its own."""

    folder: Path
    address: str
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with listen(HERE, 0) as free:
            port = free.getsockname()[1]
        told = {"BOT_TOKEN": TOKEN, "BOT_API_URL": self.address, "PORT": str(port), "PYTHONPATH": str(ROOT), "HOME": str(self.folder),
                "DATA_DIR": str(self.folder / "data"), "KEY_FILE": str(self.folder / "key")}  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "start"],
            env={name: os.environ[name] for name in KEPT if name in os.environ} | told,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@dataclass(frozen=True)
class Newcomer:
    """Somebody with one button in front of them."""

    playground: Playground
    user: int

    def says_hello(self) -> None:
        self.playground.say(self.user, self.playground.bot_id, "/start")

    def button(self) -> tuple[int, str] | None:
        for message in self._messages():
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for key in row:
                    if key["text"] == PRESSED:
                        return message["message_id"], key["callback_data"]
        return None

    def presses(self, button: tuple[int, str]) -> str:
        return self.playground.tap(self.user, self.playground.bot_id, *button)

    def reads_on(self) -> bool:
        return any(READ in message.get("text", "") for message in self._messages())

    def _messages(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.playground.chat(self.user, self.playground.bot_id)["messages"]
        return found


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[tuple[Playground, Killable]]:
    """A playground on a free port, and a bot that runs beside it."""
    playground, listening = Playground(TOKEN, BotProfile()), listen(HERE, 0)
    server = Server(playground.app, listening)
    await server.start()
    bot = Killable(folder, f"http://{HERE}:{listening.getsockname()[1]}")
    bot.start()
    try:
        yield playground, bot
    finally:
        bot.kill()
        playground.stop()
        await server.stop()


async def restart(playground: Playground, bot: Killable, prepare: Callable[[], None]) -> tuple[float, float]:
    """Seconds from the start until a press is answered, and until its person reads on."""
    person = Newcomer(playground, int(playground.add_user("Noa", "en")["id"]))
    person.says_hello()
    button = await until(person.button)
    bot.kill()
    query = person.presses(button)
    await asyncio.to_thread(prepare)
    began = time.perf_counter()
    bot.start()
    await until(lambda: playground.query(query)["answered"])
    answered = time.perf_counter() - began
    await until(person.reads_on)
    return answered, time.perf_counter() - began


async def until(look: Callable[[], Any]) -> Any:
    try:
        async with asyncio.timeout(PATIENCE):
            while not (found := look()):  # noqa: ASYNC110 (phones are looked at, they do not call)
                await asyncio.sleep(0.002)
            return found
    except TimeoutError:
        raise SystemExit("The bot did not answer.") from None


def forget_files() -> None:
    """Have the kernel read them from the disk again. Does nothing where the system cannot."""
    if not hasattr(os, "posix_fadvise"):
        return
    for path in files():
        with suppress(OSError):
            file = os.open(path, os.O_RDONLY)
            os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(file)


@cache
def files() -> tuple[str, ...]:
    """What a start may read."""
    folders = {
        ROOT / "bot",
        ROOT / "conversations",
        ROOT / "scheduler",
        Path(sys.prefix),
        Path(os.__file__).parent,
    }
    return tuple(
        os.path.join(folder, name)
        for top in folders
        for folder, _, names in os.walk(top)
        for name in names
        if name.endswith(FILES)
    )


async def measure(times: int, prepare: Callable[[], None]) -> list[tuple[float, float]]:
    with tempfile.TemporaryDirectory(prefix="attune-") as folder:
        async with served(Path(folder)) as (playground, bot):
            return [await restart(playground, bot, prepare) for _ in range(times)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--warm", action="store_true", help="leave the files in memory")
    parser.add_argument(AS_JSON, action="store_true")
    given = parser.parse_args()
    times = max(2, min(given.times, 200))
    print(f"python3 -m benchmarks.restart --times {times}{' --warm' if given.warm else ''}")
    found = asyncio.run(measure(times, (lambda: None) if given.warm else forget_files))
    report(figures(found))


def figures(found: list[tuple[float, float]]) -> Iterator[Figure]:
    for name, spans in zip(
        ("a press is answered", "its person reads on"), zip(*found, strict=True), strict=True
    ):
        for which, seconds in (("p50", statistics.median(spans)), ("worst", max(spans))):
            yield Figure("G-5", f"after a kill {name}, {which}", seconds, "s", "≤ 5 s", seconds <= MOST)


if __name__ == "__main__":
    main()

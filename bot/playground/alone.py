"""The playground by itself, without a bot of its own: for trying any bot, in any language."""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from .control.trying import profile_of
from .errors import Impossible
from .network.accounts import BotProfile
from .network.world import Json
from .playground import Playground
from .transcripts.replaying import replay_lines
from .transcripts.transcript import read_lines

HERE = "127.0.0.1"  # nobody has to log in, so nobody else may come
PORT = 8081
PORTS = 20  # tried one after the other
BOT = "1:demo"
PATIENCE = 10.0  # seconds a replay waits for a bot
REFUSED = 2  # what the program ends with where it could not begin
GIVEN = re.compile(r"(?P<token>\d+:[^:]+)(?::(?P<username>.*))?\Z")

# A line by its key and values, in the language of whoever reads it.
Line = Callable[..., str]


class NotStarted(Exception):
    """The playground cannot begin; `key` and `values` are the line that says why."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True)
class Named:
    """A bot as it was named on the command line."""

    token: str
    profile: BotProfile


@dataclass(frozen=True)
class Wanted:
    """What was typed."""

    port: int
    bots: tuple[Named, ...]
    strict_rates: bool
    browser: bool
    record: Path | None
    replay: Path | None


def add_options(parser: argparse.ArgumentParser, line: Line) -> None:
    """The options of the command; `named` turns them into what is wanted."""
    parser.add_argument("--port", type=int, default=PORT, help=line("playground.help_port"))
    parser.add_argument(
        "--bot",
        action="append",
        metavar="TOKEN[:USERNAME]",
        dest="bots",
        help=line("playground.help_bot", bot=BOT),
    )
    parser.add_argument("--strict-rates", action="store_true", help=line("playground.help_strict"))
    parser.add_argument(
        "--browser",
        action=argparse.BooleanOptionalAction,
        default=True,
        help=line("playground.help_browser"),
    )
    parser.add_argument("--record", type=Path, metavar="FILE", help=line("playground.help_record"))
    parser.add_argument("--replay", type=Path, metavar="FILE", help=line("playground.help_replay"))


def run(line: Line, *, bots: list[str] | None, **options: object) -> int:
    """Serve until told to stop (SIGINT, SIGTERM). What the program ends with."""
    try:
        named = tuple(read_bot(bot) for bot in bots or [BOT])
        asyncio.run(serve_alone(Wanted(bots=named, **options), line))  # type: ignore[arg-type]
    except NotStarted as problem:
        print(line(problem.key, **problem.values), file=sys.stderr)
        return REFUSED
    return 0


def read_bot(given: str) -> Named:
    """`TOKEN` or `TOKEN:USERNAME`; a token has one colon itself. Raises `NotStarted`."""
    found = GIVEN.match(given)
    try:
        if found is not None:
            return Named(found["token"], profile_of(found["token"], found["username"] or ""))
    except Impossible:
        pass
    raise NotStarted("playground.wrong_bot", bot=given)


async def serve_alone(wanted: Wanted, line: Line) -> None:
    """Raises `NotStarted`."""
    playground = with_bots(wanted.bots, strict_rates=wanted.strict_rates)
    lines = _read(wanted.replay) if wanted.replay is not None else []
    with ExitStack() as open_files:
        if wanted.record is not None:
            _record(playground, wanted.record, open_files)
        listening = _listen_nearby(wanted.port)
        server = AloneServer(playground)
        _stop_by_signal(server)
        _welcome(wanted, f"http://{HERE}:{listening.getsockname()[1]}", line)
        playing = asyncio.create_task(_replay(playground, lines, line)) if lines else None
        await server.serve([listening])
        if playing is not None:
            playing.cancel()


def with_bots(bots: tuple[Named, ...], *, strict_rates: bool) -> Playground:
    """A playground with these bots. Raises `NotStarted` where two have one id or name."""
    playground = Playground(bots[0].token, bots[0].profile, strict_rates=strict_rates)
    for bot in bots[1:]:
        try:
            playground.add_bot(bot.token, bot.profile)
        except Impossible:
            raise NotStarted("playground.same_bot", bot=bot.token) from None
    return playground


class AloneServer(uvicorn.Server):
    """A web server that first ends what waits, and leaves the signals to `_stop_by_signal`."""

    def __init__(self, playground: Playground) -> None:
        super().__init__(
            uvicorn.Config(playground.app, log_config=None, access_log=False, timeout_graceful_shutdown=3)
        )
        self.playground = playground

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.playground.stop()
        await super().shutdown(sockets)


def _stop_by_signal(server: AloneServer) -> None:
    def stop(*_: object) -> None:
        server.should_exit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


def _listen_nearby(port: int) -> socket.socket:
    """A socket on this port, or on the next one that is free; 0 means any."""
    for candidate in range(port, min(port + PORTS, 65536)) if port else (0,):
        # Named by its protocol: asyncio sends small answers at once only then.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HERE, candidate))
            listening.listen()
        except OSError:
            listening.close()
        else:
            return listening
    raise NotStarted("problem.port_taken", port=port)


def _record(playground: Playground, path: Path, open_files: ExitStack) -> None:
    """Keep the transcript there; a file that is there already stays as it is."""
    try:
        file = open_files.enter_context(path.open("x", encoding="utf-8"))
    except OSError:
        raise NotStarted("playground.unwritable", path=str(path)) from None
    playground.telegram.transcript.record_to(file)


def _read(path: Path) -> list[Json]:
    try:
        return read_lines(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, Impossible):
        raise NotStarted("playground.unreadable", path=str(path)) from None


async def _replay(playground: Playground, lines: list[Json], line: Line) -> None:
    """Once every bot is there, do again what people did, and print how it went."""
    accounts = playground.telegram.accounts
    while not all(one.is_online() for one in accounts.values()):  # noqa: ASYNC110 (nothing tells it)
        await asyncio.sleep(0.1)
    report = await replay_lines(playground, lines, PATIENCE)
    counts = {name: len(report[name]) for name in ("not_played", "late", "differences")}
    print(line("playground.replayed", played=report["played"], **counts), flush=True)


def _welcome(wanted: Wanted, address: str, line: Line) -> None:
    opened = wanted.browser and _has_screen() and webbrowser.open(address)
    told = [
        line("playground.running"),
        line("playground.page_opened" if opened else "playground.page", address=address),
        *(
            line("playground.bot", name=bot.profile.username, url=f"{address}/bot{bot.token}/METHOD")
            for bot in wanted.bots
        ),
        *([line("playground.recording", path=str(wanted.record))] if wanted.record else []),
        *([line("playground.replaying", path=str(wanted.replay))] if wanted.replay else []),
        line("playground.stop"),
    ]
    print(*told, sep="\n", flush=True)


def _has_screen() -> bool:
    """Whether a browser could show something here, and somebody is there to see it."""
    if os.environ.get("CI"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

"""Time that goes by only while everybody waits: hours in a second, the same each time (reliability.md 5.2)."""

import asyncio
import json
import selectors
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

import aiohttp
from starlette.types import ASGIApp, Message
from telegram.error import TimedOut
from telegram.request import BaseRequest, RequestData

from bot.connections import CONNECT, FORM, READ

P = ParamSpec("P")
T = TypeVar("T")
A_MOMENT = 1e-6  # seconds: sums of floats may come out too small, and time would stand still

Found = list[tuple[selectors.SelectorKey, int]]


class Skipping(selectors.SelectSelector):
    """Where a loop would sleep, its time jumps ahead."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> Found:
        found = super().select(0 if timeout is not None else None)
        if not found and timeout:
            self.now += max(A_MOMENT, timeout)
        return found


class AtOnce(ThreadPoolExecutor):
    """Does on the spot what other threads would do: they would take real time."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        return future


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop that counts seconds from 0, none of which passes while something is done."""

    def __init__(self) -> None:
        self._skipping = Skipping()
        super().__init__(self._skipping)
        self.set_default_executor(AtOnce())

    def time(self) -> float:
        return self._skipping.now


def run_virtually(main: Coroutine[Any, Any, T]) -> T:
    """What `asyncio.run` returns, as soon as there is nothing left to compute."""
    loop = VirtualLoop()
    try:
        return loop.run_until_complete(main)
    finally:
        loop.close()


class Direct(BaseRequest):
    """python-telegram-bot's way to an application of this process, which takes no time.

    While `away`, it tells of Telegram what `bot.connections` would tell of one that cannot be reached.
    """

    def __init__(self, app: ASGIApp, hear: Callable[[dict[str, Any]], None]) -> None:
        self.app, self.hear = app, hear  # what is answered is heard here too
        self.away = False

    @property
    def read_timeout(self) -> float:
        return READ

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: object, **__: object
    ) -> tuple[int, bytes]:
        if self.away:
            await asyncio.sleep(CONNECT)
            raise TimedOut from aiohttp.ConnectionTimeoutError()
        form = request_data.url_encoded_parameters().encode() if request_data else b""
        status, body = await answer_of(self.app, urlsplit(url).path, form)
        self.hear(json.loads(body))
        return status, body


async def answer_of(app: ASGIApp, path: str, form: bytes) -> tuple[int, bytes]:
    """The status and the body that an application answers to one POST of a form."""
    answered: dict[str, Any] = {"status": 0, "body": b""}

    async def receive() -> Message:
        return {"type": "http.request", "body": form, "more_body": False}

    async def send(message: Mapping[str, Any]) -> None:
        answered["status"] = message.get("status", answered["status"])
        answered["body"] += message.get("body", b"")

    headers = [(name.lower().encode(), value.encode()) for name, value in FORM.items()]
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "path": path,
             "raw_path": path.encode(), "root_path": "", "scheme": "http", "query_string": b"",
             "headers": headers, "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1)}  # fmt: skip
    await app(scope, receive, send)
    return answered["status"], answered["body"]

"""Answers over HTTP: Telegram's webhook, and whether Attune is alive and ready."""

import asyncio
import hmac
import json
import logging
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.intake import Takes, Unstored
from conversations.records.database import LARGEST_ID

WEBHOOK_PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (a name, not a secret)
METRICS_PATH = "/metrics"
EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")
LOOPBACK = ("127.0.0.1", "::1")
LONGEST_BODY = 1 << 20  # bytes
BACKLOG = 128

Ready = Callable[[], Awaitable[bool]]

log = logging.getLogger(__name__)


class Noted(Protocol):
    """What a host may want to know besides."""

    @property
    def note(self) -> str:
        """A line, or nothing."""


def build_web(
    ready: Ready,
    webhook: "Webhook | None" = None,
    watch: Noted | None = None,
    metrics: "MetricsPage | None" = None,
) -> Starlette:
    """`/healthz` says that the process lives, `/readyz` whether it can do its work; the webhook and `/metrics`, if any."""

    async def healthz(request: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def readyz(request: Request) -> Response:
        fine = await ready()
        note = watch.note if watch is not None else ""
        return PlainTextResponse(("ready\n" if fine else "not ready\n") + note, 200 if fine else 503)

    routes: list[BaseRoute] = [Route("/healthz", healthz), Route("/readyz", readyz)]
    if webhook is not None:
        routes.append(Route(WEBHOOK_PATH, webhook.receive, methods=["POST"]))
    if metrics is not None:
        routes.append(Route(METRICS_PATH, metrics.show))
    return Starlette(routes=routes)


class MetricsPage:
    """What is counted, for whoever may read it: with the token, or without one from this very computer alone."""

    def __init__(self, page: Callable[[], bytes], token: str) -> None:
        self._page, self._token = page, token

    async def show(self, request: Request) -> Response:
        if not self._may_read(request):
            return Response(status_code=404)
        return Response(await asyncio.to_thread(self._page), media_type=EXPOSITION)

    def _may_read(self, request: Request) -> bool:
        if self._token:
            given = request.headers.get("Authorization", "")
            return hmac.compare_digest(given.encode(), f"Bearer {self._token}".encode())
        asked_for_another = any(
            name in request.headers for name in FORWARDED
        )  # through a proxy on this computer
        return request.client is not None and request.client.host in LOOPBACK and not asked_for_another


class Webhook:
    """Takes updates that carry the secret. 200 means that the turn is committed; anything else brings it again."""

    def __init__(self, intake: Takes, secret: str) -> None:
        self.intake = intake
        self._secret = secret.encode()

    async def receive(self, request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            return Response(status_code=404)
        body = await _read(request)
        if body is None:
            return Response(status_code=413)
        update = _update_in(body)
        if update is None:
            log.warning("a webhook call of %d bytes held no update", len(body))
            return Response()  # the same again would be no better
        try:
            await self.intake.take(update)
        except Unstored:
            return Response(status_code=503)
        return Response()


async def _read(request: Request) -> bytes | None:
    """The body, or None when it is too long."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            return None
    return bytes(body)


def _update_in(body: bytes) -> dict[str, Any] | None:
    """What a call brought; None when it cannot be read, or has no number to remember it by."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    id = update.get("update_id") if isinstance(update, dict) else None
    return update if type(id) is int and 0 <= id <= LARGEST_ID else None


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises `OSError` when the port is taken."""
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    # Named by its protocol: asyncio sends small answers at once only then (40 ms otherwise).
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


class Server(uvicorn.Server):
    """A web server inside this process; it leaves the signals to it."""

    def __init__(self, app: Starlette, listening: socket.socket) -> None:
        super().__init__(
            uvicorn.Config(
                app, log_config=None, access_log=False, timeout_graceful_shutdown=3, lifespan="off"
            )
        )
        self.listening = listening
        self._serving: asyncio.Task[None] | None = None

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def start(self) -> None:
        """Serve in the background."""
        self._serving = asyncio.create_task(self.serve([self.listening]))
        while not self.started and not self._serving.done():  # noqa: ASYNC110 (the server has no event for it)
            await asyncio.sleep(0.001)

    async def stop(self) -> None:
        """Finish the requests under way and close the port."""
        self.should_exit = True
        if self._serving is not None:
            await self._serving
        self.listening.close()

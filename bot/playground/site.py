"""The web application: the page, its stream of events, the control interface and the Bot API."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from .api import Api, not_found
from .control import sim

if TYPE_CHECKING:
    from .playground import Playground

StrPath = str | os.PathLike[str]
STATIC = Path(__file__).parent / "static"
STREAM_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class PlaygroundApp(Starlette):
    """Starlette that also keeps the server's own `send`, so that a fault can hang up."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["playground.send"] = send
        await super().__call__(scope, receive, send)


class FreshFiles(StaticFiles):
    """The page's files; a browser asks each time whether they have changed."""

    def file_response(
        self, full_path: StrPath, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = "no-cache"
        return response


def build_app(playground: Playground) -> Starlette:
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        playground.stop()

    async def stream(request: Request) -> Response:
        lines = playground.telegram.events.listen()
        return StreamingResponse(lines, media_type="text/event-stream", headers=STREAM_HEADERS)

    api = Api(playground.telegram)
    return PlaygroundApp(
        routes=[
            Route("/bot{token}/{method}", api.answer, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", api.download),
            Route("/", show_page),
            Route("/sim/events", stream),
            *sim.routes(playground),
            Mount("/static", FreshFiles(directory=STATIC, check_dir=False)),
        ],
        lifespan=lifespan,
        exception_handlers={404: not_found},
    )


async def show_page(request: Request) -> Response:
    page = STATIC / "index.html"
    return FileResponse(page) if page.is_file() else Response("The page is not here.", 404)

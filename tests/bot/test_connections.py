"""Calls reach Telegram as they are meant, and an error says nothing of the token that the address holds."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram import InputFile
from telegram.error import NetworkError, TimedOut

from bot.connections import Connections, certificates, proxy_for
from bot.messenger import telegram_bot
from bot.web import Server, listen
from tests.evening import TOKEN


@asynccontextmanager
async def a_server(seen: list[dict[str, object]], seconds: float = 0) -> AsyncIterator[str]:
    """Notes the fields of each form it gets, and answers after so many seconds."""

    async def answer(request: Request) -> Response:
        async with request.form() as form:
            seen.append({name: await content_of(value) for name, value in form.items()})
        await asyncio.sleep(seconds)
        return JSONResponse({"ok": True, "result": True})

    listening = listen("127.0.0.1", 0)
    server = Server(Starlette(routes=[Route("/{path:path}", answer, methods=["POST"])]), listening)
    await server.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        await server.stop()


async def content_of(value: UploadFile | str) -> object:
    if isinstance(value, str):
        return value
    return value.filename, await value.read(), value.content_type


def test_words_and_files_arrive_as_they_were() -> None:
    seen: list[dict[str, object]] = []

    async def scene() -> None:
        async with a_server(seen) as address:
            bot = telegram_bot(TOKEN, address)
            await bot.set_chat_title(7, "二人 & + 100%\n=?")
            picture = InputFile(b"\x89PNG\x00\xff", filename="week.png")
            await bot.set_chat_photo(7, picture)
            await bot.request.shutdown()

    asyncio.run(scene())
    assert seen == [
        {"chat_id": "7", "title": "二人 & + 100%\n=?"},
        {"chat_id": "7", "photo": ("week.png", b"\x89PNG\x00\xff", "image/png")},
    ]


def test_an_answer_that_takes_too_long_is_told_so() -> None:
    async def scene() -> None:
        async with a_server([], seconds=0.5) as address:
            connections = Connections(address)
            with pytest.raises(TimedOut):
                await connections.do_request(f"{address}/bot{TOKEN}/getMe", "POST", read_timeout=0.05)
            await connections.shutdown()

    asyncio.run(scene())


def test_an_error_does_not_hold_the_token() -> None:
    async def scene() -> None:
        with listen("127.0.0.1", 0) as nobody:
            address = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        connections = Connections(address)
        for url in (f"{address}/bot{TOKEN}/getMe", f"http:///bot{TOKEN}/getMe"):
            with pytest.raises(NetworkError) as found:
                await connections.do_request(url, "POST")
            assert TOKEN not in str(found.value)
        await connections.shutdown()

    asyncio.run(scene())


def test_whom_to_believe_travels_with_us() -> None:
    context = certificates("https://api.telegram.org")
    assert isinstance(context, ssl.SSLContext)
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.cert_store_stats()["x509_ca"] > 50


@pytest.mark.parametrize(
    ("environment", "proxy"),
    [
        ({}, None),
        ({"https_proxy": "http://proxy:3128"}, "http://proxy:3128"),
        ({"all_proxy": "http://proxy:3128"}, "http://proxy:3128"),
        ({"https_proxy": "http://proxy:3128", "no_proxy": "telegram.org"}, None),
        ({"https_proxy": "socks5://proxy:1080"}, None),
    ],
)
def test_the_proxy_of_the_environment_is_used(
    environment: dict[str, str], proxy: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert proxy_for("https://api.telegram.org") == proxy

"""Updates brought to a bot's own server, in order, again and again until it says 2xx."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.playground import Playground


class Listener:
    """A bot's server: keeps every request, and answers as it was told or with 200."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], dict[str, Any]]] = []
        self.answers: list[bytes] = []
        self.open = asyncio.Event()
        self.open.set()
        self.heard = asyncio.Condition()
        self.serving: list[asyncio.Task[None]] = []
        self.url = ""

    async def until(self, count: int) -> None:
        async with self.heard:
            await self.heard.wait_for(lambda: len(self.requests) >= count)

    def texts(self) -> list[str]:
        return [body["message"]["text"] for _, body in self.requests]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
                headers = dict(line.split(": ", 1) for line in head[1:] if line)
                body = await reader.readexactly(int(headers["Content-Length"]))
                async with self.heard:
                    self.requests.append((headers, json.loads(body)))
                    self.heard.notify_all()
                await self.open.wait()
                writer.write(self.answers.pop(0) if self.answers else answer(200))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.serving.append(asyncio.create_task(self.serve(reader, writer)))


async def complained(room: Any, words: str) -> None:
    """Comes back once getWebhookInfo tells this error; a test that hangs here never saw it."""
    info = await room.done("getWebhookInfo")
    while info.get("last_error_message") != words:
        await asyncio.sleep(0)
        info = await room.done("getWebhookInfo")


def answer(status: int, body: bytes = b"", *lines: str) -> bytes:
    head = [f"HTTP/1.1 {status} Told", f"Content-Length: {len(body)}", *lines]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


@asynccontextmanager
async def listening(playground: Playground) -> AsyncIterator[Listener]:
    listener = Listener()
    server = await asyncio.start_server(listener.accept, "127.0.0.1", 0)
    listener.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    try:
        yield listener
    finally:
        playground.stop()
        listener.open.set()
        await asyncio.gather(*listener.serving)
        server.close()


def test_an_update_is_posted_with_the_secret_and_exactly_as_json(room: Any) -> None:
    async def evening() -> None:
        async with listening(room.playground) as listener:
            aki = await room.person("Aki")
            answered = await room.call("setWebhook", url=listener.url, secret_token="s3cret_-")  # noqa: S106
            assert answered == {"ok": True, "result": True, "description": "Webhook was set"}
            room.playground.say(aki, 1, "hello")
            await listener.until(1)
            headers, update = listener.requests[0]
            assert headers["Content-Type"] == "application/json"
            assert headers["X-Telegram-Bot-Api-Secret-Token"] == "s3cret_-"
            assert (list(update), update["message"]["text"]) == (["update_id", "message"], "hello")

    asyncio.run(evening())


def test_what_waited_is_delivered_when_the_webhook_is_set_and_is_gone_after(room: Any) -> None:
    async def evening() -> None:
        async with listening(room.playground) as listener:
            aki = await room.person("Aki")
            for text in ("one", "two"):
                room.playground.say(aki, 1, text)
            await room.done("setWebhook", url=listener.url)
            refused = await room.error("getUpdates")
            assert refused.startswith("Conflict: can't use getUpdates method while webhook is active")
            await listener.until(2)
            assert listener.texts() == ["one", "two"]
            room.playground.say(aki, 1, "three")
            await listener.until(3)
            assert (await room.call("deleteWebhook"))["description"] == "Webhook was deleted"
            assert (await room.call("deleteWebhook"))["description"] == "Webhook is already deleted"

    asyncio.run(evening())


def test_a_failure_is_tried_again_at_once_and_then_waits_while_other_chats_go_on(room: Any) -> None:
    async def evening() -> None:
        async with listening(room.playground) as listener:
            aki, mika = await room.person("Aki"), await room.person("Mika")
            await room.done("setWebhook", url=listener.url)
            listener.answers = [answer(500), answer(503)]
            room.playground.say(aki, 1, "first")
            await listener.until(2)
            room.playground.say(aki, 1, "second")
            room.playground.say(mika, 1, "other")
            await listener.until(3)
            assert listener.texts() == ["first", "first", "other"]
            await complained(room, "Wrong response from the webhook: 503 Service Unavailable")
            assert room.playground.flush_webhook() == 1
            await listener.until(5)
            assert listener.texts() == ["first", "first", "other", "first", "second"]

    asyncio.run(evening())


def test_retry_after_is_obeyed_by_the_playgrounds_clock(room: Any) -> None:
    async def evening() -> None:
        async with listening(room.playground) as listener:
            aki = await room.person("Aki")
            await room.done("setWebhook", url=listener.url)
            listener.answers = [answer(429, b"", "Retry-After: 3000")]
            room.playground.say(aki, 1, "hello")
            await complained(room, "Wrong response from the webhook: 429 Too Many Requests")
            room.playground.advance_clock(3000)
            await listener.until(2)
            assert listener.texts() == ["hello", "hello"]

    asyncio.run(evening())


def test_one_chat_waits_for_its_answer_and_another_does_not(room: Any) -> None:
    async def evening() -> None:
        async with listening(room.playground) as listener:
            aki, mika = await room.person("Aki"), await room.person("Mika")
            await room.done("setWebhook", url=listener.url)
            listener.open.clear()
            for text in ("one", "two"):
                room.playground.say(aki, 1, text)
            room.playground.say(mika, 1, "hers")
            await listener.until(2)
            assert sorted(listener.texts()) == ["hers", "one"]
            listener.open.set()
            await listener.until(3)
            assert listener.texts()[-1] == "two"

    asyncio.run(evening())


def test_an_answer_may_carry_a_call(room: Any) -> None:
    async def evening() -> None:
        async with listening(room.playground) as listener:
            aki = await room.person("Aki")
            await room.done("setWebhook", url=listener.url)
            reply = json.dumps({"method": "sendMessage", "chat_id": aki, "text": "inside"}).encode()
            listener.answers = [answer(200, reply, "Content-Type: application/json")]
            news = room.playground.telegram.events.listen()
            await anext(news)
            room.playground.say(aki, 1, "hello")
            async for _ in news:
                if room.playground.chat(aki, 1)["messages"][-1]["text"] == "inside":
                    break
            await news.aclose()

    asyncio.run(evening())


def test_a_waiting_poll_ends_when_a_webhook_is_set(room: Any) -> None:
    async def evening() -> None:
        seen = asyncio.Event()
        room.playground.account.updates.on_seen.append(seen.set)
        waiting = asyncio.create_task(room.error("getUpdates", timeout=50))
        await seen.wait()
        await room.done("setWebhook", url="http://127.0.0.1:9/")
        assert await waiting == "Conflict: terminated by setWebhook request"
        room.playground.stop()

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({"url": "http://example.com/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.com:8000/"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ({"url": "http://127.0.0.1:9/", "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "http://127.0.0.1:9/", "secret_token": "a" * 257}, "secret token is too long"),
    ],
)
def test_a_bad_address_is_refused(room: Any, values: dict[str, str], description: str) -> None:
    assert asyncio.run(room.error("setWebhook", **values)) == f"Bad Request: {description}"

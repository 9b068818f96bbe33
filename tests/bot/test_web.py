"""The webhook takes what carries the secret, and says 200 only for what is kept."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httpx
import pytest

from bot.intake import Unstored
from bot.web import LONGEST_BODY, SECRET_HEADER, WEBHOOK_PATH, Server, Webhook, build_web, listen

SECRET = "a-secret-of-some-length"  # noqa: S105 (a test's)
UPDATE = {"update_id": 5, "message": {"text": "hello"}}


class FakeIntake:
    def __init__(self, refuses: bool = False) -> None:
        self.taken: list[Mapping[str, Any]] = []
        self.refuses = refuses

    async def take(self, raw: Mapping[str, Any]) -> None:
        if self.refuses:
            raise Unstored
        self.taken.append(raw)


async def yes() -> bool:
    return True


async def no() -> bool:
    return False


def call(
    intake: FakeIntake, body: bytes, secret: str | None = SECRET, ready: Callable[[], Awaitable[bool]] = yes
) -> int:
    """The status that a webhook call gets."""

    async def evening() -> int:
        app = build_web(ready, Webhook(intake, SECRET))
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="http://attune"
        ) as client:
            return (await client.post(WEBHOOK_PATH, content=body, headers=headers)).status_code

    return asyncio.run(evening())


def test_an_update_with_the_secret_is_taken() -> None:
    intake = FakeIntake()
    assert call(intake, json.dumps(UPDATE).encode()) == 200
    assert intake.taken == [UPDATE]


@pytest.mark.parametrize(
    "secret",
    [
        None,
        "",
        "a-secret",
        SECRET + "x",
        SECRET.upper(),
    ],
)
def test_without_the_secret_there_is_nothing_here(secret: str | None) -> None:
    """T-5."""
    intake = FakeIntake()
    assert call(intake, json.dumps(UPDATE).encode(), secret) == 404
    assert intake.taken == []


def test_what_the_database_does_not_take_comes_again() -> None:
    assert call(FakeIntake(refuses=True), json.dumps(UPDATE).encode()) == 503


@pytest.mark.parametrize("body", [b"", b"nonsense", b"[]", b'{"update_id": "5"}', b"\xff\xfe", b"5"])
def test_what_is_no_update_does_not_come_again(body: bytes) -> None:
    intake = FakeIntake()
    assert call(intake, body) == 200
    assert intake.taken == []


def test_a_body_without_end_is_not_read() -> None:
    assert call(FakeIntake(), b" " * (LONGEST_BODY + 1)) == 413


def test_alive_and_ready() -> None:
    async def statuses(ready: Callable[[], Awaitable[bool]]) -> list[tuple[str, int]]:
        app = build_web(ready)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="http://attune"
        ) as client:
            paths = ("/healthz", "/readyz", WEBHOOK_PATH)
            return [(path, (await client.get(path)).status_code) for path in paths]

    assert asyncio.run(statuses(yes)) == [("/healthz", 200), ("/readyz", 200), (WEBHOOK_PATH, 404)]
    assert asyncio.run(statuses(no)) == [("/healthz", 200), ("/readyz", 503), (WEBHOOK_PATH, 404)]


def test_a_server_answers_small_things_at_once_and_stops() -> None:
    async def evening() -> None:
        listening = listen("127.0.0.1", 0)
        assert listening.proto == 6  # TCP by name: otherwise 40 ms a request
        server = Server(build_web(yes), listening)
        await server.start()
        port = listening.getsockname()[1]
        async with httpx.AsyncClient() as client:
            assert (await client.get(f"http://127.0.0.1:{port}/healthz")).text == "alive\n"
        with pytest.raises(OSError, match="Address already in use"):
            listen("127.0.0.1", port)
        await server.stop()
        listen("127.0.0.1", port).close()

    asyncio.run(evening())

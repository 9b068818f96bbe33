"""The doctor asks a language model what it has, and tells it nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from pydantic import SecretStr

from bot.doctor import Finding, look_at_model
from bot.settings import Settings


@contextmanager
def answering(status: int) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Something that answers a question with this status: its address, and what was asked with which key."""
    asked: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers.get("Authorization", "")))
            self.send_response(status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def look(host: str, key: str = "") -> Finding:
    return look_at_model(
        Settings.model_construct(model_url=f"http://{host}/v1/", model_name="small", model_key=SecretStr(key))
    )


@pytest.mark.parametrize(
    ("status", "level", "key"),
    [
        (200, "ok", "model"),
        (404, "ok", "model"),
        (401, "fix", "model_refused"),
        (403, "fix", "model_refused"),
    ],
)
def test_it_says_whether_the_model_answers_and_takes_the_key(status: int, level: str, key: str) -> None:
    with answering(status) as (host, asked):
        assert look(host, "secret") == Finding(level, key, (("host", host),))  # type: ignore[arg-type]
        assert asked == [("/v1/models", "Bearer secret")]


def test_a_model_that_wants_no_key_is_given_none() -> None:
    with answering(200) as (host, asked):
        look(host)
        assert asked == [("/v1/models", "")]


def test_a_model_that_is_away_is_a_warning_for_everything_else_works() -> None:
    with answering(200) as (host, _):
        pass
    assert look(host) == Finding("warn", "model_unreachable", (("host", host),))

"""What stands around a bot in a storm of updates: a door to push them through, a tap on its line, an ear at its log."""

import asyncio
import json
import logging
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.logs import FORMAT, Redacting
from bot.web import SECRET_HEADER, WEBHOOK_PATH
from tests.evening import TOKEN

Json = dict[str, Any]

SHOWN = 12  # messages with buttons that a chat is remembered by


@dataclass
class Line:
    """Stands before the playground and looks at every call of the bot: whose words go where (G-11)."""

    telegram: ASGIApp
    whose: dict[str, frozenset[int]] = field(default_factory=dict)  # the chats that each canary is at home in
    astray: list[str] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    secret: str = ""  # of the webhook
    labels: dict[int, set[str]] = field(
        default_factory=dict
    )  # of the buttons that reached a chat since somebody began to look
    polled: bool = False  # a bot that polls gets what is in `batch`, and nothing of the playground's
    batch: deque[Json] = field(default_factory=deque)
    confirmed: int = 0  # below this update id
    _keys: dict[int, deque[tuple[int, tuple[str, ...]]]] = field(default_factory=dict)

    def keys(self, chat: int) -> list[tuple[int, str]]:
        """Message and data of every button that was sent there lately, the newest last."""
        return [(message, data) for message, keys in self._keys.get(chat, ()) for data in keys]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = scope.get("path", "").rpartition("/")[2].lower()
        if not scope.get("path", "").startswith("/bot"):
            await self.telegram(scope, receive, send)
            return
        body = await _whole(receive)
        asked = dict(parse_qsl(body.decode(), keep_blank_values=True, errors="surrogatepass"))
        if method == "getupdates" and self.polled:
            await (await self._poll(asked))(scope, _again(body), send)
            return
        answer = bytearray()
        await self.telegram(scope, _again(body), _heard(send, answer))
        self.judge(method, asked, _read(bytes(answer)))

    def judge(self, method: str, asked: dict[str, str], answer: Json) -> None:
        """Note what a call said and where, and every canary that is not at home there."""
        self.calls[method] += 1
        self.secret = asked.get("secret_token", self.secret)
        chat, said = _chat(asked), " ".join(asked.values())
        for canary, home in self.whose.items():
            if canary in said and any(chat in chats for chats in self.whose.values() if chats != home):
                self.astray.append(f"{canary} in {method} to {chat}: {said[:300]!r}")
        message = answer.get("result")
        if isinstance(message, dict) and "message_id" in message:
            self._note_keys(chat, message)

    def _note_keys(self, chat: int, message: Json) -> None:
        keys = [key for row in message.get("reply_markup", {}).get("inline_keyboard", []) for key in row]
        data = tuple(key["callback_data"] for key in keys if "callback_data" in key)
        if data:
            self._keys.setdefault(chat, deque(maxlen=SHOWN)).append((message["message_id"], data))
            self.labels.setdefault(chat, set()).update(key["text"] for key in keys)

    async def _poll(self, asked: dict[str, str]) -> Response:
        """The next of the batch, after what the offset confirms."""
        offset, limit = int(asked.get("offset", 0)), int(asked.get("limit", 100))
        self.confirmed = max(self.confirmed, offset)
        while self.batch and self.batch[0]["update_id"] < offset:
            self.batch.popleft()
        found = [update for update, _ in zip(self.batch, range(limit), strict=False)]
        await asyncio.sleep(0 if found else 0.05)
        return Response(json.dumps({"ok": True, "result": found}), media_type="application/json")


def _chat(asked: dict[str, str]) -> int:
    """The chat a call is for: of an answer to a tap, the person who tapped (`updates.py` names the query so)."""
    named = asked.get("chat_id") or asked.get("callback_query_id", "").partition(".")[0]
    return int(named) if named.lstrip("-").isdecimal() else 0


async def _whole(receive: Receive) -> bytes:
    body = bytearray()
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return bytes(body)


def _again(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _heard(send: Send, answer: bytearray) -> Send:
    async def heard(message: Message) -> None:
        answer.extend(message.get("body", b""))
        await send(message)

    return heard


def _read(answer: bytes) -> Json:
    try:
        found = json.loads(answer)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


class Door:
    """One connection to the webhook, kept open, as Telegram keeps it."""

    def __init__(self, port: int, secret: str) -> None:
        self.port = port
        self.head = f"POST {WEBHOOK_PATH} HTTP/1.1\r\nHost: attune\r\n{SECRET_HEADER}: {secret}\r\n".encode()
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def push(self, body: bytes) -> int:
        """Bring an update; the status it is answered with."""
        reader, writer = self._streams = self._streams or await asyncio.open_connection(
            "127.0.0.1", self.port
        )
        writer.write(self.head + b"Content-Type: application/json\r\n")
        writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = next((line for line in head.split("\r\n") if line.startswith("content-length:")), ":0")
        await reader.readexactly(int(length.partition(":")[2]))
        if " 500 " in head:  # the connection does not outlive it
            await self.shut()
        return int(head.split(" ")[1])

    async def shut(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            await self._streams[1].wait_closed()
            self._streams = None


class Ear(logging.Handler):
    """Reads every line of the log as it would be written, at DEBUG: no error, no token, no canary (G-12)."""

    def __init__(self, *secrets: str) -> None:
        super().__init__(logging.DEBUG)
        self.secrets = (TOKEN, *secrets)
        self.addFilter(Redacting())
        self.setFormatter(logging.Formatter(FORMAT))
        self.errors: list[str] = []
        self.told: list[str] = []  # lines with something in them that is nobody's business
        self.unreadable: set[int] = set()  # update ids
        self.lines = 0

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        self.lines += 1
        if record.levelno >= logging.ERROR:
            self.errors.append(line)
        if any(secret in line for secret in self.secrets):
            self.told.append(line)
        if record.name == "bot.intake" and "cannot be read" in line:
            self.unreadable |= {int(word) for word in line.split() if word.lstrip("-").isdecimal()}

    def __enter__(self) -> "Ear":
        root = logging.getLogger()
        self._before = root.level, root.handlers
        root.handlers = [self]  # alone, as in a running bot
        root.setLevel(logging.DEBUG)
        return self

    def __exit__(self, *_: object) -> None:
        root = logging.getLogger()
        level, root.handlers = self._before
        root.setLevel(level)

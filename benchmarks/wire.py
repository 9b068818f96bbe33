"""Telegram's side of the wire for measuring: fast, small, and exact about what it was told.

It speaks HTTP/1.1 as far as a bot's library needs it, on loopback, in the process that measures. Updates are offered
with `offer` and fetched with `getUpdates` (a hundred at a time, confirmed by the offset); `heard` is told of every
message. A call is taken half a round trip after it came, and answered half a round trip later. A new connection costs
so many round trips more, as TCP and TLS would.
"""

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import parse_qsl

HERE = "127.0.0.1"
TOKEN = "1:benchmark"  # noqa: S105 (opens nothing)
MOST = 100  # updates that one call of getUpdates brings
ME = {"id": 1, "is_bot": True, "first_name": "Attune", "username": "attune_bot", "can_join_groups": True,
      "can_read_all_group_messages": False, "supports_inline_queries": False}  # fmt: skip
SENDING = ("sendMessage", "editMessageText", "editMessageReplyMarkup")
PLAIN: dict[str, Any] = {
    "getMe": ME, "getMyName": {"name": ""}, "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""}, "getMyCommands": [],
}  # fmt: skip

Heard = Callable[[str, dict[str, str]], None]  # the method and its parameters


@dataclass
class Cap:
    """So many messages in any second; what comes above it is refused for a second (429)."""

    most: int
    refused: int = 0
    _taken: deque[float] = field(default_factory=deque)

    def takes(self) -> bool:
        now = time.monotonic()
        while self._taken and now - self._taken[0] >= 1:
            self._taken.popleft()
        if len(self._taken) >= self.most:
            self.refused += 1
            return False
        self._taken.append(now)
        return True


@dataclass
class Wire:
    """One bot's Telegram. Times are seconds; lives on one event loop."""

    round_trip: float = 0.0
    handshakes: float = 0.0  # round trips that a new connection costs
    cap: Cap | None = None
    heard: Heard = lambda method, parameters: None
    calls: Counter[str] = field(default_factory=Counter)
    accepted: int = 0  # messages that were not refused
    port: int = 0
    _updates: deque[tuple[int, bytes]] = field(default_factory=deque)
    _next: int = 1
    _sent: int = 1_000_000  # above all ids that people's own messages have
    _asleep: "list[tuple[Line, int]]" = field(default_factory=list)  # who waits, and from which update on
    _server: asyncio.Server | None = None

    @property
    def address(self) -> str:
        return f"http://{HERE}:{self.port}"

    async def open(self) -> None:
        self._server = await asyncio.get_running_loop().create_server(lambda: Line(self), HERE, 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()

    def offer(self, *updates: dict[str, Any]) -> None:
        """Updates in this order, without their numbers."""
        for update in updates:
            self._updates.append((self._next, json.dumps({"update_id": self._next} | update).encode()))
            self._next += 1
        asleep, self._asleep = self._asleep, []
        for line, offset in asleep:
            self._bring(line, offset)

    @property
    def unfetched(self) -> int:
        """Updates that are not confirmed."""
        return len(self._updates)

    def take(self, line: "Line", method: str, parameters: dict[str, str]) -> None:
        """One call has come."""
        self.calls[method] += 1
        if method == "getUpdates":
            self._ask(line, int(parameters.get("offset", 0)), float(parameters.get("timeout", 0)))
        elif method in SENDING:
            line.answer(*self._send(method, parameters))
        else:
            if method == "answerCallbackQuery":
                self.heard(method, parameters)
            line.answer(200, body_of(PLAIN.get(method, True)))

    def _send(self, method: str, parameters: dict[str, str]) -> tuple[int, bytes]:
        if self.cap is not None and not self.cap.takes():
            refusal = {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 1",
                       "parameters": {"retry_after": 1}}  # fmt: skip
            return 429, json.dumps(refusal).encode()
        self.accepted += 1
        self._sent += 1
        number, chat = int(parameters.get("message_id", self._sent)), int(parameters["chat_id"])
        self.heard(method, parameters)
        return 200, body_of(message(chat, number, parameters.get("text", "")) | {"from": ME})

    def _ask(self, line: "Line", offset: int, patience: float) -> None:
        while self._updates and self._updates[0][0] < offset:
            self._updates.popleft()
        if self._updates or not patience:
            self._bring(line, offset)
            return
        waits = (line, offset)
        self._asleep.append(waits)
        asyncio.get_running_loop().call_later(patience, self._wake, waits)

    def _wake(self, waits: "tuple[Line, int]") -> None:
        if waits in self._asleep:
            self._asleep.remove(waits)
            self._bring(*waits)

    def _bring(self, line: "Line", offset: int) -> None:
        found = [self._updates[place][1] for place in range(min(MOST, len(self._updates)))]
        line.answer(200, b'{"ok":true,"result":[' + b",".join(found) + b"]}")


def body_of(result: Any) -> bytes:
    """A success, as Telegram says it."""
    return json.dumps({"ok": True, "result": result}).encode()


def message(chat: int, number: int, text: str) -> dict[str, Any]:
    """A message of a private chat."""
    private = {"id": chat, "type": "private", "first_name": f"Person {chat}"}
    return {"message_id": number, "date": int(time.time()), "chat": private, "text": text}


class Line(asyncio.Protocol):
    """One connection; one call at a time, as HTTP/1.1 has it."""

    def __init__(self, wire: Wire) -> None:
        self.wire, self.buffer, self.transport = wire, bytearray(), asyncio.Transport()
        self.is_new = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head = bytes(self.buffer[:end]).lower()
            _, found, length = head.partition(b"\r\ncontent-length:")
            whole = end + 4 + (int(length.partition(b"\r\n")[0]) if found else 0)
            if len(self.buffer) < whole:
                return
            target, body = bytes(self.buffer[:end]).split(b" ", 2)[1], bytes(self.buffer[end + 4 : whole])
            del self.buffer[:whole]
            self._take(target.decode(), body)

    def _take(self, target: str, body: bytes) -> None:
        parameters = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        later = self.wire.round_trip * (0.5 + (self.wire.handshakes if self.is_new else 0))
        self.is_new = False
        self._after(later, self.wire.take, self, methods_own_name(target), parameters)

    def answer(self, status: int, body: bytes) -> None:
        """Send it, half a round trip from now."""
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self._after(self.wire.round_trip / 2, self.transport.write, head.encode() + body)

    def _after(self, seconds: float, do: Callable[..., None], *values: Any) -> None:
        if seconds:
            asyncio.get_running_loop().call_later(seconds, do, *values)
        else:
            do(*values)


def methods_own_name(target: str) -> str:
    """Of `/bot<token>/GetUpdates`: Telegram does not mind how the first letter is written."""
    name = target.rpartition("/")[2]
    return name[:1].lower() + name[1:]

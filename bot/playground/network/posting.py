"""A very small HTTP client: posts one update to one address and reads the answer."""

from __future__ import annotations

import asyncio
import socket
import ssl
from dataclasses import dataclass, field
from email import message_from_bytes
from http import HTTPStatus
from urllib.parse import urlsplit

from ..errors import Refused
from ..methods.calls import read_body
from .world import Json

PATIENCE_SECONDS = 60
LARGEST_ANSWER = 1_000_000
MULTIPART = "multipart/form-data"
NEVER = ("deletewebhook", "setwebhook", "close", "logout")

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True)
class Answer:
    """What the bot's server said; status 0 when it hung up or could not be reached."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def is_success(self) -> bool:
        return 200 <= self.status <= 299

    @property
    def retry_after(self) -> int:
        value = self.headers.get("retry-after", "")
        return int(value) if value.isdigit() else 0

    def complaint(self) -> str:
        """The `last_error_message` of getWebhookInfo."""
        if not self.status:
            return "Webhook connection closed"
        known = self.status in list(HTTPStatus)
        phrase = HTTPStatus(self.status).phrase if known else ""
        return f"Wrong response from the webhook: {self.status} {phrase}".rstrip()

    def reply(self) -> Json | None:
        """A method call inside the answer, if there is one that may be made this way."""
        whole_kind = self.headers.get("content-type", "")
        kind = whole_kind.partition(";")[0].strip().lower()
        try:
            values = _parts(whole_kind, self.body) if kind == MULTIPART else read_body(kind, self.body)
        except Refused:
            return None
        method = str(values.get("method", "")).lower()
        if not method or method in NEVER or method.startswith("get"):
            return None
        return values


def _parts(kind: str, body: bytes) -> dict[str, object]:
    """The fields of a multipart body; a reply carries no files."""
    message = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    fields = ((part.get_param("name", header="content-disposition"), part) for part in message.walk())
    return {
        str(name): payload.decode("utf-8", "replace")
        for name, part in fields
        if name and isinstance(payload := part.get_payload(decode=True), bytes)
    }


class Poster:
    """Keeps connections open between posts; one that fails is dropped."""

    def __init__(self) -> None:
        self._idle: dict[tuple[str, int, bool], list[Connection]] = {}

    async def post(self, url: str, headers: dict[str, str], body: bytes) -> Answer:
        """Never raises for what happens on the network: that is an answer with status 0."""
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        place = (parts.hostname or "", parts.port or (443 if secure else 80), secure)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        lines = [f"POST {path} HTTP/1.1", f"Host: {parts.netloc}", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        request = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await self._exchange(place, request)
        except (OSError, EOFError, TimeoutError, ValueError, asyncio.LimitOverrunError):
            return Answer(0)

    async def _exchange(self, place: tuple[str, int, bool], request: bytes) -> Answer:
        reader, writer = await self._connection(place)
        try:
            writer.write(request)
            await writer.drain()
            _acknowledge_at_once(writer)
            answer = await _read_answer(reader)
        except BaseException:
            writer.close()
            raise
        if answer.headers.get("connection", "").lower() == "close":
            writer.close()
        else:
            self._idle.setdefault(place, []).append((reader, writer))
        return answer

    async def _connection(self, place: tuple[str, int, bool]) -> Connection:
        idle = self._idle.get(place, [])
        while idle:
            reader, writer = idle.pop()
            if not reader.at_eof() and not writer.is_closing():
                return reader, writer
            writer.close()
        host, port, secure = place
        return await asyncio.open_connection(host, port, ssl=ssl.create_default_context() if secure else None)

    def close(self) -> None:
        for connections in self._idle.values():
            for _, writer in connections:
                writer.close()
        self._idle.clear()


def _acknowledge_at_once(writer: asyncio.StreamWriter) -> None:
    """Small servers send head and body apart, and wait for word of the first: 40 ms that are nobody's."""
    plain = writer.get_extra_info("socket")
    if plain is not None and hasattr(socket, "TCP_QUICKACK"):  # Linux
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)


async def _read_answer(reader: asyncio.StreamReader) -> Answer:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(head[0].split(" ")[1])
    lines = (line.partition(":") for line in head[1:] if line)
    headers = {name.strip().lower(): value.strip() for name, _, value in lines}
    return Answer(status, headers, await _read_body(reader, headers, status))


async def _read_body(reader: asyncio.StreamReader, headers: dict[str, str], status: int) -> bytes:
    if status in (204, 304):
        return b""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        return await _read_chunks(reader)
    if "content-length" in headers:
        return await reader.readexactly(min(int(headers["content-length"]), LARGEST_ANSWER))
    headers["connection"] = "close"
    return await reader.read(LARGEST_ANSWER)


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := int((await reader.readline()).split(b";")[0], 16):
        body += await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readline()
    return body

"""The line between the bot and its Telegram, on which everything goes wrong that can go wrong on a line."""

import asyncio
import re
import socket
import struct
from asyncio import IncompleteReadError, StreamReader, StreamWriter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import parse_qsl, urlsplit

from bot.web import listen

METHOD = re.compile(rb"/bot[^/]+/(\w+)")
LENGTH = re.compile(rb"(?i)^content-length: *(\d+)", re.MULTILINE)
AT_CLOSE_RESET = struct.pack("ii", 1, 0)  # SO_LINGER: on, for no time at all
TICK = 0.0005  # seconds between two bytes of a slow answer

Answer = Callable[[bytes], bytes]  # what the bot reads of what Telegram answered, head and body


class Ending(StrEnum):
    """What becomes of the connection after the answer."""

    STAYS = "stays"  # open for the next call
    CLOSES = "closes"  # FIN
    RESETS = "resets"  # RST
    HANGS = "hangs"  # open and silent, until the bot gives up


def whole(answer: bytes) -> bytes:
    return answer


def nothing(answer: bytes) -> bytes:
    return b""


@dataclass(frozen=True)
class Fault:
    """What happens to one call on its way (reliability 4.2)."""

    reaches: int = 1  # how often Telegram gets the request
    answer: Answer = whole
    ending: Ending = Ending.STAYS
    pause: float = 0.0  # seconds between two bytes of the answer; 0: all at once


@dataclass(frozen=True)
class Call:
    """One request of the bot: the method in small letters, and what it was given."""

    method: str
    given: dict[str, str]
    raw: bytes


@dataclass
class Proxy:
    """Hands calls on to a Telegram on this computer, and does to each what `chooses` says: None hands it on as it is."""

    target: int  # the port
    chooses: Callable[[Call], Fault | None] = lambda call: None
    port: int = 0
    _server: asyncio.Server | None = None
    _open: set[StreamWriter] = field(default_factory=set)
    _served: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def comes_back(self) -> None:
        """Listen: the first time on any free port, later on the same again."""
        listening = listen("127.0.0.1", self.port)
        self.port = int(listening.getsockname()[1])
        self._server = await asyncio.start_server(self._meet, sock=listening)

    async def goes_away(self) -> None:
        """From now on connections are refused; those that are open end."""
        assert self._server is not None
        self._server.close()
        for writer in self._open:
            writer.transport.abort()
        await self._all_served()

    async def _all_served(self) -> None:
        for task in self._served:
            task.cancel()
        await asyncio.gather(*self._served, return_exceptions=True)

    def _meet(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._served.add(task)
        task.add_done_callback(self._served.discard)

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._open.add(writer)
        try:
            while await self._carry(read_call(await read_message(reader)), writer) is Ending.STAYS:
                pass
            await reader.read()  # until the bot hangs up, too
        except (IncompleteReadError, ConnectionError):
            pass  # it hung up first
        finally:
            self._open.discard(writer)
            writer.close()

    async def _carry(self, call: Call, writer: StreamWriter) -> Ending:
        fault = self.chooses(call) or Fault()
        answer = b""
        for _ in range(fault.reaches):
            answer = await self._ask(call)
        await write(writer, fault.answer(answer), fault.pause)
        end(writer, fault.ending)
        return fault.ending

    async def _ask(self, call: Call) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.target)
        try:
            writer.write(call.raw)
            return await read_message(reader)
        finally:
            writer.close()


@asynccontextmanager
async def a_line_to(address: str) -> AsyncIterator[Proxy]:
    """A line to a Telegram on this computer, in order at first."""
    port = urlsplit(address).port
    assert port is not None
    proxy = Proxy(port)
    await proxy.comes_back()
    try:
        yield proxy
    finally:
        await proxy.goes_away()


async def read_message(reader: StreamReader) -> bytes:
    """A request or an answer, head and body. Raises `IncompleteReadError` when there is none any more."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = LENGTH.search(head)
    return head + (await reader.readexactly(int(length[1])) if length else b"")


def read_call(raw: bytes) -> Call:
    head, _, body = raw.partition(b"\r\n\r\n")
    method = METHOD.search(head)
    return Call(method[1].decode().lower() if method else "", dict(parse_qsl(body.decode())), raw)


async def write(writer: StreamWriter, answer: bytes, pause: float) -> None:
    """At once, or byte by byte."""
    for part in [answer] if not pause else [answer[at : at + 1] for at in range(len(answer))]:
        writer.write(part)
        await writer.drain()
        await asyncio.sleep(pause)


def end(writer: StreamWriter, ending: Ending) -> None:
    if ending is Ending.RESETS:
        connection: socket.socket = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_CLOSE_RESET)
        writer.transport.abort()
    elif ending is Ending.CLOSES:
        writer.close()


def cut_at(at: int) -> Answer:
    """Only so many bytes of the answer; less than none: all but so many."""
    return lambda answer: answer[:at]


def cut_to(share: float) -> Answer:
    """Only the first part of the answer; `share` is from 0 up to 1."""
    return lambda answer: answer[: int(share * len(answer))]


def says(status: int, body: str) -> Answer:
    """Another answer, whatever Telegram's was."""
    phrase = HTTPStatus(status).phrase
    content = body.encode()
    head = f"HTTP/1.1 {status} {phrase}\r\nContent-Length: {len(content)}\r\n\r\n"
    return lambda answer: head.encode() + content


def broken_off(answer: bytes) -> bytes:
    """A complete answer, with the first half of the JSON in it."""
    body = answer.partition(b"\r\n\r\n")[2].decode()
    return says(200, body[: len(body) // 2])(b"")

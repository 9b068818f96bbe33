"""An address that everybody knows, and that leads to one server now and to another later."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

from bot.web import listen


class Forwarder:
    """Forwards each connection to the port that it leads to when it is made."""

    def __init__(self, leads_to: int) -> None:
        self.leads_to = leads_to
        self.listening = listen("127.0.0.1", 0)
        self.port = int(self.listening.getsockname()[1])

    async def serve(self, stop: asyncio.Event) -> None:
        async with await asyncio.start_server(self._forward, sock=self.listening):
            await stop.wait()

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Until both sides have hung up."""
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self.leads_to)
        except OSError:
            writer.close()
            return
        await asyncio.gather(_pour(reader, back), _pour(there, writer))


async def _pour(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    target.close()


@contextmanager
def a_forwarder(leads_to: int) -> Iterator[Forwarder]:
    """On a loop of its own, so that whoever waits for the server does not hold it up."""
    forwarder, loop, stop = Forwarder(leads_to), asyncio.new_event_loop(), asyncio.Event()
    forwarding = Thread(target=loop.run_until_complete, args=(forwarder.serve(stop),))
    forwarding.start()
    try:
        yield forwarder
    finally:
        loop.call_soon_threadsafe(stop.set)
        forwarding.join()
        loop.close()

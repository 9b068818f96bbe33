"""A language model that behaves as a test wants it to, on this computer."""

import json
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Asked = dict[str, Any]  # what the model was sent


@dataclass
class Stub:
    """One model: `says` is what it answers to each call, a text or a status; and all it was asked."""

    says: Callable[["Stub", Asked], str | int]
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    awake: Event = field(default_factory=Event)  # lets go of whoever stalls
    called: Event = field(default_factory=Event)

    @property
    def material(self) -> Any:
        """What the newest question was about."""
        return json.loads(material_of(self.asked[-1]))

    @property
    def heard(self) -> str:
        """Everything that has reached it."""
        return json.dumps(self.asked, ensure_ascii=False)


def material_of(asked: Asked) -> str:
    """The first thing said by the one who asks."""
    return str(next(one["content"] for one in asked["messages"] if one["role"] == "user"))


def wordings(**by_style: str) -> str:
    """An answer in the right form."""
    return json.dumps({"wordings": [{"style": style, "text": text} for style, text in by_style.items()]})


def stalls(stub: Stub, asked: Asked) -> int:
    """Says nothing until it is let go."""
    stub.awake.wait(60)
    return 503


CUT, MOVED = -1, 307


@contextmanager
def model(says: Callable[[Stub, Asked], str | int]) -> Iterator[Stub]:
    """A model that listens on a port of its own."""
    stub = Stub(says)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            stub.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            stub.keys.append(self.headers.get("Authorization", ""))
            stub.called.set()
            match stub.says(stub, stub.asked[-1]):
                case -1:  # as if somebody had pulled the plug
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.connection.close()
                case int(status):
                    self._answer(status, {"error": {"message": material_of(stub.asked[-1])}})
                case str(text):
                    self._answer(200, completion(text))

        def _answer(self, status: int, content: dict[str, Any]) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if status == MOVED:
                self.send_header("Location", f"{stub.url}/elsewhere/chat/completions")
            self.end_headers()
            self.wfile.write(body)

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:  # whoever asked has gone
                self.close_connection = True

        def finish(self) -> None:
            try:
                super().finish()
            except (OSError, ValueError):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: what is asked is somebody's."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stub.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stub
    finally:
        stub.awake.set()
        server.shutdown()
        thread.join()
        server.server_close()


def completion(text: str) -> dict[str, Any]:
    """A reply in the form of the protocol."""
    message = {"role": "assistant", "content": text}
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "stub",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }

"""A bot without any library behind a plain web server: it answers in the answer, and sends photos back as files."""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from uuid import uuid4

ADDRESS, TOKEN = sys.argv[1:3]
SECRET = "between-us"  # noqa: S105 (of this example only)


def call(method: str, **values: str) -> Any:
    """The result of a call of the Bot API, sent as a form. Raises `HTTPError` where it is refused."""
    form = urlencode(values).encode()
    with urlopen(f"{ADDRESS}/bot{TOKEN}/{method}", form, timeout=60) as answer:  # noqa: S310 (http, here)
        return json.load(answer)["result"]


def send_back(chat: int, file_id: str) -> None:
    """Fetch a photo and send it as a file, with a form that is written by hand."""
    path = call("getFile", file_id=file_id)["file_path"]
    with urlopen(f"{ADDRESS}/file/bot{TOKEN}/{path}", timeout=60) as answer:  # noqa: S310
        content = answer.read()
    boundary = uuid4().hex
    named = f'--{boundary}\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n{chat}\r\n'
    file = f'--{boundary}\r\nContent-Disposition: form-data; name="document"; filename="yours.jpg"\r\n\r\n'
    body = (named + file).encode() + content + f"\r\n--{boundary}--\r\n".encode()
    call_with_form(body, boundary)


def call_with_form(body: bytes, boundary: str) -> None:
    kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    request = Request(f"{ADDRESS}/bot{TOKEN}/sendDocument", body, kind)  # noqa: S310
    with urlopen(request, timeout=60):  # noqa: S310
        pass


def hear(message: dict[str, Any]) -> dict[str, Any] | None:
    """A call that may travel in the answer to the webhook."""
    chat = message["chat"]["id"]
    if "photo" in message:
        send_back(chat, message["photo"][-1]["file_id"])
        return None
    return {"method": "sendMessage", "chat_id": chat, "text": f"heard: {message.get('text', '')}"}


class Hook(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["X-Telegram-Bot-Api-Secret-Token"] != SECRET:
            self.send_error(403)
            return
        answer = hear(update["message"]) if "message" in update else None
        body = json.dumps(answer).encode() if answer is not None else b""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    call("setWebhook", url=f"http://127.0.0.1:{server.server_port}/hook", secret_token=SECRET)
    server.serve_forever()


if __name__ == "__main__":
    main()

"""How long the playground takes for messages from a phone to come back as a bot's echo, by polling and by webhook.

    python3 -m benchmarks.playground [--updates 200] [--times 3]

The playground runs as its own process, as for a stranger's bot; the phone and the bot are small HTTP clients here.
"""

import argparse
import http.server
import json
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection
from typing import Any

from benchmarks.start import HERE, answer, wait_until
from bot.web import listen

TOKEN = "1:demo"  # noqa: S105 (a bot of the playground)
JSON_BODY = {"Content-Type": "application/json"}


class Line:
    """One connection that stays open."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection(HERE, port)
        self.connection.connect()

    def post(self, path: str, **values: Any) -> Any:
        self.connection.request("POST", path, json.dumps(values).encode(), JSON_BODY)
        return json.loads(self.connection.getresponse().read())


def echo_by_polling(port: int, number: int) -> None:
    """Poll and answer until so many messages were answered."""
    line, offset, answered = Line(port), 0, 0
    while answered < number:
        for update in line.post(f"/bot{TOKEN}/getUpdates", offset=offset, timeout=5)["result"]:
            offset = update["update_id"] + 1
            message = update["message"]
            line.post(f"/bot{TOKEN}/sendMessage", chat_id=message["chat"]["id"], text=message["text"])
            answered += 1


class Echo(http.server.BaseHTTPRequestHandler):
    """A webhook that answers each message in its own answer."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["message"]
        call = {"method": "sendMessage", "chat_id": message["chat"]["id"], "text": message["text"]}
        body = json.dumps(call).encode()
        self.send_response(200)
        for name, value in (JSON_BODY | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told: object) -> None:
        """Quiet."""


class Bench:
    """A playground with one person who has pressed Start."""

    def __init__(self, port: int) -> None:
        self.phone = Line(port)
        self.port = port
        self.user = int(self.phone.post("/sim/users", first_name="Aki")["id"])
        self.phone.post("/sim/start", user=self.user)

    def time_polling(self, number: int) -> float:
        """Seconds until all were answered."""
        bot = threading.Thread(target=echo_by_polling, args=(self.port, number), daemon=True)
        began = time.perf_counter()
        bot.start()
        self._say(number)
        bot.join()
        return time.perf_counter() - began

    def time_webhook(self, number: int) -> float:
        server = http.server.ThreadingHTTPServer((HERE, 0), Echo)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.phone.post(f"/bot{TOKEN}/setWebhook", url=f"http://{HERE}:{server.server_port}/")
        before = self._messages()
        began = time.perf_counter()
        self._say(number)
        wait_until(lambda: self._messages() >= before + 2 * number)
        took = time.perf_counter() - began
        self.phone.post(f"/bot{TOKEN}/deleteWebhook")
        server.shutdown()
        server.server_close()
        return took

    def _say(self, number: int) -> None:
        for which in range(number):
            self.phone.post("/sim/say", user=self.user, chat=1, text=f"message {which}")

    def _messages(self) -> int:
        chat = json.loads(answer(f"http://{HERE}:{self.port}/sim/chat?user={self.user}&chat=1"))
        return len(chat["messages"])


def measured(run: Callable[[Bench], float]) -> float:
    """One run against a new playground."""
    with listen(HERE, 0) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bot.playground", "--no-browser", "--port", str(port), "--bot", TOKEN]
    playground = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        wait_until(lambda: bool(answer(f"http://{HERE}:{port}/")))
        bench = Bench(port)
        bench.phone.post(f"/bot{TOKEN}/deleteWebhook", drop_pending_updates=True)
        return run(bench)
    finally:
        playground.terminate()
        playground.wait()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--updates", type=int, default=200)
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    updates, times = max(1, min(given.updates, 5_000)), max(1, min(given.times, 20))
    print(f"python3 -m benchmarks.playground --updates {updates} --times {times}")
    print(f"{'':<24}{'median s':>10}{'worst s':>10}")
    ways = {"polling": Bench.time_polling, "webhook": Bench.time_webhook}
    for name, way in ways.items():
        found = [measured(lambda bench, way=way: way(bench, updates)) for _ in range(times)]  # type: ignore[misc]
        print(f"{name:<24}{statistics.median(found):>10.2f}{max(found):>10.2f}")


if __name__ == "__main__":
    main()

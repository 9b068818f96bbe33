"""How long it takes from the command to the first page, and until the bot listens.

    python3 -m benchmarks.start [--times 3]

Starts `python -m bot demo --no-browser` once without counting (the first time compiles), then so many times more.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from bot.web import listen

HERE = "127.0.0.1"
PATIENCE = 60.0  # seconds


def start_once() -> tuple[float, float]:
    """Seconds until the page is served, and until the bot asks for updates."""
    with listen(HERE, 0) as free:
        address = f"http://{HERE}:{free.getsockname()[1]}"
    began = time.perf_counter()
    demo = subprocess.Popen(  # noqa: S603 (this very project)
        [sys.executable, "-m", "bot", "demo", "--no-browser", "--port", address.rpartition(":")[2]],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until(lambda: bool(answer(f"{address}/")))
        page = time.perf_counter() - began
        wait_until(lambda: is_polling(address))
        return page, time.perf_counter() - began
    finally:
        demo.terminate()
        demo.wait()


def wait_until(happened: Callable[[], bool]) -> None:
    ends = time.perf_counter() + PATIENCE
    while not happened():
        if time.perf_counter() > ends:
            raise SystemExit("The demo did not start.")
        time.sleep(0.01)


def is_polling(address: str) -> bool:
    """Whether a bot has asked this playground for updates."""
    return bool(json.loads(answer(f"{address}/sim/state") or b"{}").get("bot", {}).get("online"))


def answer(url: str) -> bytes:
    """What is served there; nothing as long as nobody serves."""
    try:
        with urllib.request.urlopen(url, timeout=5) as found:  # noqa: S310 (an address of this computer)
            return bytes(found.read())
    except (urllib.error.URLError, OSError):
        return b""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=3)
    times = max(1, min(parser.parse_args().times, 20))
    print(f"python3 -m benchmarks.start --times {times}")
    start_once()
    found = [start_once() for _ in range(times)]
    print(f"{'':<24}{'median s':>10}{'worst s':>10}")
    for name, spans in zip(("first page", "first getUpdates"), zip(*found, strict=True), strict=True):
        print(f"{name:<24}{statistics.median(spans):>10.2f}{max(spans):>10.2f}")


if __name__ == "__main__":
    main()

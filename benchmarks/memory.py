"""How much memory the demo takes at rest, with a couple, and after many taps.

    python3 -m benchmarks.memory [--taps 1000]

Runs `python -m bot demo --no-browser` and taps on its two phones over HTTP. Resident memory, of one process that
holds the playground, the bot and its database; read from /proc, so on Linux only.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import httpx

from bot.web import listen

HERE = "127.0.0.1"
PATIENCE = 60.0  # seconds
WORDS = " "  # begins what is typed
STEPS = (
    " /need", "Someone to listen", "Tired", "Worn out", "Skip", "10 minutes", "Tonight", "A little",
    "Keep for myself",
)  # fmt: skip


class Phone:
    """Mika's phone, over HTTP."""

    def __init__(self, client: httpx.Client, user: int, bot: int) -> None:
        self.client, self.user, self.bot = client, user, bot
        self.since = 0  # the newest command: what stood before it is over

    def acts(self, step: str) -> None:
        """Type it, or tap it as soon as it is there."""
        where = {"user": self.user, "chat": self.bot}
        if step.startswith(WORDS):
            said = self.client.post("/sim/say", json=where | {"text": step.strip()}).json()
            self.since = said["message_id"]
            return
        ends = time.monotonic() + PATIENCE
        while (found := self._button(step)) is None:
            if time.monotonic() > ends:
                raise SystemExit(f"Nobody has seen {step!r}.")
            time.sleep(0.005)
        self.client.post(
            "/sim/tap", json=where | {"message_id": found[0], "data": found[1]}
        ).raise_for_status()

    def _button(self, label: str) -> tuple[int, str] | None:
        keys = (key for key in self._keys() if key[0] == label)
        return next(((number, data) for _, number, data in keys), None)

    def _keys(self) -> Iterator[tuple[str, int, str]]:
        shown: dict[str, Any] = self.client.get(
            "/sim/chat", params={"user": self.user, "chat": self.bot}
        ).json()
        for message in reversed(shown["messages"]):
            if message["message_id"] > self.since:
                for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                    for key in row:
                        yield key["text"], message["message_id"], key.get("callback_data", "")


def resident(pid: int) -> float:
    """Megabytes (of 1,000,000 bytes)."""
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
    return kilobytes * 1024 / 1e6


def measure(taps: int) -> dict[str, float]:
    """Resident memory at three moments of one demo."""
    with listen(HERE, 0) as free:
        port = free.getsockname()[1]
    demo = subprocess.Popen(  # noqa: S603 (this very project)
        [sys.executable, "-m", "bot", "demo", "--no-browser", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with httpx.Client(base_url=f"http://{HERE}:{port}", timeout=PATIENCE) as client:
            bot = wait_for_bot(client)
            found = {"at rest": resident(demo.pid)}
            users = client.post("/sim/scenarios/couple").raise_for_status().json()["users"]
            found["with a couple"] = resident(demo.pid)
            phone = Phone(client, users[1], bot)
            for _, step in zip(range(taps), cycle(STEPS), strict=False):
                phone.acts(step)
            found[f"after {taps} taps"] = resident(demo.pid)
            return found
    finally:
        demo.terminate()
        demo.wait()


def wait_for_bot(client: httpx.Client) -> int:
    """The bot's id, once it asks for updates."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            bot: dict[str, Any] = client.get("/sim/state").json()["bot"]
            if bot.get("online"):
                return int(bot["id"])
        except httpx.TransportError:
            pass
        time.sleep(0.02)
    raise SystemExit("The demo did not start.")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--taps", type=int, default=1000)
    taps = max(1, min(parser.parse_args().taps, 20_000))
    print(f"python3 -m benchmarks.memory --taps {taps}")
    for name, megabytes in measure(taps).items():
        print(f"{name:<22}{megabytes:>8.1f} MB")


if __name__ == "__main__":
    main()

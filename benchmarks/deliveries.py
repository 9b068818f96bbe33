"""How fast the outbox empties, what a message costs, and how long an answer waits while the evening goes out.

    python3 -m benchmarks.deliveries [--rounds 3] [--messages 800] [--queue 20000] [--json]

Everybody's question waits in the outbox (SQLite, with fsync) when the product starts; it goes through
python-telegram-bot's `Bot` to a Telegram in this process, 50 ms away, which checks that each chat gets its own
question once. Beside it, each in a process of its own: `send_message` of python-telegram-bot as it comes, 64 at once,
from memory; and Attune's own way out, at the same pace, from memory. Then, under a limit of 30 messages in any
second, people write while a long queue goes out. Medians of the rounds. About a minute and a half; two on a
busy computer.
"""

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.bots import TEXT
from benchmarks.couples import fill
from benchmarks.crowd import Crowd, chats_of, writers
from benchmarks.figures import AS_JSON, Figure, report
from benchmarks.running import Running, running
from benchmarks.wire import Cap, Wire

AWAY = 0.05  # seconds to Telegram and back
PACE = 1000  # messages a second: what Telegram lets pass for a fee
FREE = 30  # and without one
PEOPLE, A_SECOND, SECONDS = 64, 4, 16.0  # who write meanwhile; updates a second, for so long
OWNERS = 200  # of a long queue: filling it is no part of what is measured
FIRST_IN_QUEUE = 1_000_000
PATIENCE = 60.0  # seconds


@dataclass
class Mailbox:
    """Where the questions arrive: when, and for whom."""

    wanted: int
    at: list[float] = field(default_factory=list)
    got: Counter[int] = field(default_factory=Counter)
    wrong: int = 0
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    full: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, method: str, parameters: dict[str, str]) -> None:
        chat = int(parameters["chat_id"])
        self.got[chat] += 1
        self.wrong += method != "sendMessage" or parameters["text"] != TEXT.format(number=chat)
        self.at.append(time.perf_counter())
        self.begun.set()
        if len(self.at) >= self.wanted:
            self.full.set()

    def check(self) -> None:
        """Raises `SystemExit` unless everybody has their own, once."""
        if self.wrong or len(self.got) != self.wanted or set(self.got.values()) != {1}:
            raise SystemExit(f"{self.wrong} wrong, {self.wanted - len(self.got)} missing")


@dataclass(frozen=True)
class Emptied:
    """How one bot has sent everything."""

    a_second: float
    cpu: float  # milliseconds for a message
    cores: float
    stall: float  # milliseconds


async def empty(name: str, many: int, *given: object) -> Emptied:
    """Start a bot with so many messages to send, and wait until all have arrived."""
    box = Mailbox(many)
    wire = Wire(AWAY, heard=box.hear)
    await wire.open()
    with tempfile.TemporaryDirectory(prefix="attune-") as folder:
        if name == "attune":
            fill(Path(folder), [], many)
        async with running(name, wire, Path(folder), *given) as bot:
            emptied = await watch(box, bot)
    await wire.close()
    box.check()
    return emptied


async def watch(box: Mailbox, bot: Running) -> Emptied:
    async with asyncio.timeout(PATIENCE):
        await box.begun.wait()
        before = bot.cpu()
        await bot.stall()
        await box.full.wait()
    spent, took = bot.cpu() - before, box.at[-1] - box.at[0]
    stall = await bot.stall()
    await asyncio.sleep(0.2)  # one too many would come now
    return Emptied(box.wanted / took, spent / box.wanted * 1000, spent / took, stall)


@dataclass(frozen=True)
class Evening:
    """What left under the limit, while people wrote."""

    a_second: float
    refused: int
    p50: float  # milliseconds from an update to its answer
    p99: float
    stall: float


async def evening(queue: int, seed: int) -> Evening:
    """A long queue under Telegram's limit, and people who write meanwhile (P10)."""
    wire = Wire(AWAY, cap=Cap(FREE))
    await wire.open()
    with tempfile.TemporaryDirectory(prefix="attune-") as path:
        fill(Path(path), list(chats_of(PEOPLE)), queue, OWNERS, FIRST_IN_QUEUE)
        async with running("attune", wire, Path(path)) as bot:
            crowd = writers(wire, PEOPLE, ("/help",), seed)
            await crowd.go_on(PEOPLE)
            found = await write_meanwhile(wire, crowd, bot, seed)
    await wire.close()
    return found


async def write_meanwhile(wire: Wire, crowd: Crowd, bot: Running, seed: int) -> Evening:
    crowd.taken()
    await bot.stall()
    refused = wire.cap.refused if wire.cap else 0
    before, began = wire.accepted, time.perf_counter()
    await crowd.steadily(A_SECOND, SECONDS, random.Random(seed))  # noqa: S311 (who writes when)
    rate = (wire.accepted - before) / (time.perf_counter() - began)
    spans = [span * 1000 for span in crowd.taken()]
    refused = (wire.cap.refused if wire.cap else 0) - refused
    p99 = statistics.quantiles(spans, n=100, method="inclusive")[98]
    return Evening(rate, refused, statistics.median(spans), p99, await bot.stall())


def median(of: list[Emptied]) -> Emptied:
    """Each figure by itself; the longest stall of all."""
    return Emptied(
        statistics.median(one.a_second for one in of),
        statistics.median(one.cpu for one in of),
        statistics.median(one.cores for one in of),
        max(one.stall for one in of),
    )


async def measure(rounds: int, messages: int, queue: int, seed: int) -> list[Figure]:
    ours, theirs, plain = list[Emptied](), list[Emptied](), list[Emptied]()
    for _ in range(rounds):
        ours.append(await empty("attune", messages, PACE))
        theirs.append(await empty("stock", messages // 2, messages // 2))
        plain.append(await empty("memory", messages, messages, PACE))
    return figures(median(ours), median(theirs), median(plain), await evening(queue, seed), queue)


def figures(ours: Emptied, theirs: Emptied, plain: Emptied, late: Evening, queue: int) -> list[Figure]:
    stock, busy = "send_message", f"with {queue:,} waiting"
    times, share, added = ours.a_second / theirs.a_second, ours.cpu / theirs.cpu, ours.cpu / plain.cpu
    stall = max(ours.stall, late.stall)
    return [
        Figure("P9", "messages from the outbox, 50 ms away", ours.a_second, "a second", "≥ 970, ≥ 8×",
               ours.a_second >= 970 and times >= 8, stock, theirs.a_second),
        Figure("P9", "CPU for each of them", ours.cpu, "ms", "≤ 0.1×", share <= 0.1, stock, theirs.cpu),
        Figure("P9", "cores busy with it", ours.cores, "", "≤ 0.6", ours.cores <= 0.6, stock, theirs.cores),
        Figure("P11", "CPU for a message of the outbox", ours.cpu, "ms", "≤ 1.15×", added <= 1.15, "from memory", plain.cpu),
        Figure("P10", "messages under a limit of 30 a second", late.a_second, "a second", "≥ 98 %",
               late.a_second >= 0.98 * FREE, "the limit", FREE),
        Figure("P10", "refused meanwhile", late.refused, "", "0", late.refused == 0),
        Figure("P10", f"p50 until an answer leaves, {busy}", late.p50, "ms", "", True),
        Figure("P10", f"p99 until an answer leaves, {busy}", late.p99, "ms", "≤ 250 ms", late.p99 <= 250),
        Figure("P15", "longest stall of the event loop", stall, "ms", "≤ 25 ms", stall <= 25, stock, theirs.stall),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--messages", type=int, default=800)
    parser.add_argument("--queue", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(AS_JSON, action="store_true")
    given = parser.parse_args()
    rounds, queue = max(1, min(given.rounds, 20)), max(1000, min(given.queue, 200_000))
    messages = max(100, min(given.messages, 20_000))
    command = f"python3 -m benchmarks.deliveries --rounds {rounds} --messages {messages} --queue {queue} --seed {given.seed}"
    print(command, f"load {os.getloadavg()[0]:.1f} before", sep="  # ", file=sys.stderr)
    found = asyncio.run(measure(rounds, messages, queue, given.seed))
    print(f"load {os.getloadavg()[0]:.1f} after", file=sys.stderr)
    report(found)


if __name__ == "__main__":
    main()

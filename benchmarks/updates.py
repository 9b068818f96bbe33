"""What an update costs, how many there can be, and how long its answer takes, beside a bot that only echoes.

    python3 -m benchmarks.updates [--rounds 3] [--silence 6] [--seed 1] [--json]

Two bots run in processes of their own, each against a Telegram of its own (`benchmarks.wire`, in this process): the
whole product by polling on SQLite, with fsync, and the smallest bot of python-telegram-bot with its default settings,
which stores nothing. Attune's own speed limits are lifted, as Telegram has none here. 64 people in couples write and
press; that each update is answered exactly once, in order and by the right words is checked all along. The two take
turns, and each figure is the median of the rounds. About a minute and a half; two on a busy computer.
"""

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.couples import fill
from benchmarks.crowd import Crowd, chats_of, pressers, writers
from benchmarks.figures import AS_JSON, Figure, report
from benchmarks.running import Running, running
from benchmarks.wire import Wire

PEOPLE = 64
COMMANDS = ("/help", "/nonsense", "/cancel")
NO_LIMIT = 100_000  # messages a second
AWAY, HANDSHAKES = 0.05, 2  # seconds to Telegram and back; what TCP and TLS need
AHEAD = 3  # updates of one chat under way
A_SECOND, SECONDS = 100, 4.0  # offered
WARM = 10  # answers beside which one after a silence is held


@dataclass
class Side:
    """One of the two bots, and what was measured of it: a list for each kind, with an entry for each round."""

    wire: Wire
    bot: Running
    many: int  # updates in a round
    many_from_afar: int
    seed: int
    found: dict[str, list[float]] = field(default_factory=dict)
    writing: Crowd = field(init=False)

    async def meet(self) -> None:
        """Everybody has been here before anything is measured."""
        await pressers(self.wire, PEOPLE).go_on(PEOPLE)
        self.writing = writers(self.wire, PEOPLE, COMMANDS, self.seed)
        await self.writing.go_on(len(COMMANDS) * PEOPLE)
        await self.bot.stall()

    def writers(self) -> Crowd:
        self.wire.heard = self.writing.hear
        self.writing.taken()
        return self.writing

    def note(self, what: str, value: float) -> None:
        self.found.setdefault(what, []).append(value)

    def median(self, what: str) -> float:
        return statistics.median(self.found[what])


async def cost(side: Side, what: str, crowd: Crowd) -> None:
    """CPU for each update, everybody going on without a pause (P1)."""
    before, began = side.bot.cpu(), time.perf_counter()
    await crowd.go_on(side.many)
    side.note(what, (side.bot.cpu() - before) / side.many * 1000)
    side.note(f"{what} a second", side.many / (time.perf_counter() - began))
    side.note("stall", await side.bot.stall())


async def from_afar(side: Side) -> None:
    """Updates a second when every call takes a while; several of each chat under way (P2)."""
    crowd = side.writers()
    side.wire.round_trip, began = AWAY, time.perf_counter()
    await crowd.go_on(side.many_from_afar, AHEAD)
    side.note("from afar", side.many_from_afar / (time.perf_counter() - began))
    side.wire.round_trip = 0.0
    side.note("stall", await side.bot.stall())


async def offered(side: Side) -> None:
    """How long an answer takes while so many updates come every second, whatever becomes of them (P3)."""
    crowd = side.writers()
    await crowd.steadily(A_SECOND, SECONDS, random.Random(side.seed))  # noqa: S311 (who writes when)
    spans = [span * 1000 for span in crowd.taken()]
    side.note("p50", statistics.median(spans))
    side.note("p99", statistics.quantiles(spans, n=100)[98])
    side.note("stall", await side.bot.stall())


async def after_silence(side: Side, silence: float) -> None:
    """One answer when nothing has happened for a while, beside warm ones (P12)."""
    crowd = side.writers()
    side.wire.round_trip, side.wire.handshakes = AWAY, HANDSHAKES
    await crowd.one_by_one(WARM)
    side.note("warm", statistics.median(crowd.taken()) * 1000)
    await asyncio.sleep(silence)
    await crowd.one_by_one(1)
    side.note("cold", crowd.taken()[0] * 1000)
    side.wire.round_trip, side.wire.handshakes = 0.0, 0.0


async def one_round(sides: tuple[Side, Side], silence: float) -> None:
    for side in sides:
        await cost(side, "writing", side.writers())
    for side in sides:
        await cost(side, "pressing", pressers(side.wire, PEOPLE))
    for side in sides:
        await from_afar(side)
    for side in sides:
        await offered(side)
    await asyncio.gather(*(after_silence(side, silence) for side in sides))


async def measure(rounds: int, silence: float, seed: int) -> tuple[Side, Side]:
    ours, theirs = Wire(), Wire()
    await ours.open()
    await theirs.open()
    with tempfile.TemporaryDirectory(prefix="attune-") as path:
        folder = Path(path)
        fill(folder, list(chats_of(PEOPLE)), 0)
        async with (
            running("attune", ours, folder, NO_LIMIT) as attune,
            running("echo", theirs, folder) as echo,
        ):
            sides = Side(ours, attune, 400, 400, seed), Side(theirs, echo, 600, 64, seed)
            for side in sides:
                await side.meet()
            for _ in range(rounds):
                await one_round(sides, silence)
    await ours.close()
    await theirs.close()
    return sides


def figures(ours: Side, theirs: Side, silence: float) -> list[Figure]:
    def both(goal: str, what: str, of: str, unit: str, bar: str, meets: Callable[[float], bool]) -> Figure:
        mine, other = ours.median(of), theirs.median(of)
        return Figure(goal, what, mine, unit, bar, meets(mine / other), "bare echo", other)

    stall, echos = max(ours.found["stall"]), max(theirs.found["stall"])
    cold = Figure("P12", f"an answer after {silence:g} s of silence, beside a warm one", ours.median("cold"), "ms", "≤ 1.5×",
                  ours.median("cold") <= 1.5 * ours.median("warm"), "its own warm one", ours.median("warm"))  # fmt: skip
    same = Figure("P12", "the same of the bare echo", theirs.median("cold"), "ms", "", True,
                  "its own warm one", theirs.median("warm"))  # fmt: skip
    return [
        both("P1", "CPU for a message, 64 chats", "writing", "ms", "≤ 1.0×", lambda ratio: ratio <= 1),
        both("P1", "CPU for a tap in a need, 64 chats", "pressing", "ms", "≤ 1.0×", lambda ratio: ratio <= 1),
        both("P2", "updates at 50 ms, 64 chats", "from afar", "a second", "≥ 50×", lambda ratio: ratio >= 50),
        both("P3", f"p50 at {A_SECOND} a second", "p50", "ms", "≤ 0.9×", lambda ratio: ratio <= 0.9),
        both("P3", f"p99 at {A_SECOND} a second", "p99", "ms", "≤ 1.0×", lambda ratio: ratio <= 1),
        cold,
        same,
        Figure("P15", "longest stall of the event loop", stall, "ms", "≤ 25 ms", stall <= 25, "bare echo", echos),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--silence", type=float, default=6.0, help="seconds; httpx closes a connection after 5"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(AS_JSON, action="store_true")
    given = parser.parse_args()
    rounds, silence = max(1, min(given.rounds, 20)), max(0.0, min(given.silence, 120.0))
    command = f"python3 -m benchmarks.updates --rounds {rounds} --silence {silence:g} --seed {given.seed}"
    print(command, f"load {os.getloadavg()[0]:.1f} before", sep="  # ", file=sys.stderr)
    ours, theirs = asyncio.run(measure(rounds, silence, given.seed))
    print(f"updates a second at no distance: {ours.median('writing a second'):.0f} written,"
          f" {ours.median('pressing a second'):.0f} pressed; the echo {theirs.median('writing a second'):.0f} and"
          f" {theirs.median('pressing a second'):.0f}; load {os.getloadavg()[0]:.1f} after", file=sys.stderr)  # fmt: skip
    report(figures(ours, theirs, silence))


if __name__ == "__main__":
    main()

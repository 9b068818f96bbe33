"""How long a tap takes until the phone changes, and what it costs, beside a bot that only echoes.

    python3 -m benchmarks.taps [--people 50] [--seconds 15] [--seed 1] [--profile FILE]

Everything runs in this one process, as `attune demo` does: the playground, the people who tap on it, and the bot.
First Attune, with couples that were set up by real taps; then, on a playground of its own, the smallest bot that
python-telegram-bot can be with its default settings: it stores nothing and answers each tap with the same words.
Each is measured twice: at hand pace (everybody acts about once a second), and without any pause.
"""

import argparse
import asyncio
import cProfile
import logging
import random
import statistics
import tempfile
import time
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from pydantic import SecretStr
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bot.app import serve
from bot.playground import BotProfile, Playground
from bot.scenes import Hand, words
from bot.settings import Settings
from bot.web import Server, listen
from scheduler.pacing import unhurried

TOKEN = "1:benchmark"  # noqa: S105 (opens nothing but the playground)
HERE = "127.0.0.1"
PATIENCE = 20.0  # seconds for one answer; more is a tap that got lost
AT_ONCE = 5  # couples that are set up side by side

# What somebody does, over and over: (what they tap, or type with a leading space; what they see then).
ATTUNE = (
    (" /need", "Someone to listen"),
    ("Someone to listen", "Tired"),
    ("Tired", "Worn out"),
    ("Worn out", "Skip"),
    (" the call with my sister", "10 minutes"),
    ("10 minutes", "Tonight"),
    ("Tonight", "A little"),
    ("A little", "Send privately"),
    ("Send privately", "Take it back"),
    ("Take it back", "Taken back. Your partner reads that there is nothing to do."),
    (" /help_me_say_this", "Paste or type it as it is. I won't send anything."),
    (" I have a headache, can you get the kids?", "That's all"),
    ("That's all", "Nothing was sent."),
)
ECHO = ((" hello", "Again 0"), ("Again 0", "Again 1"), ("Again 1", "Again 0"), ("Again 0", "Again 1"))

Step = tuple[str, str]


@dataclass
class Watch:
    """Wakes people when something on their phone has changed."""

    playground: Playground
    changed: dict[int, asyncio.Event] = field(default_factory=dict)

    async def run(self) -> None:
        async for line in self.playground.telegram.events.listen():
            if line.startswith("event: change"):
                users = line.rpartition('"users": [')[2].partition("]")[0]
                for user in users.split(", "):
                    if user and int(user) in self.changed:
                        self.changed[int(user)].set()


@dataclass
class Thumb:
    """One person, who does the next thing once the last has been answered."""

    watch: Watch
    user: int
    steps: Iterator[Step]

    def __post_init__(self) -> None:
        self.watch.changed[self.user] = asyncio.Event()

    async def acts(self) -> float:
        """Do the next step; seconds until the phone shows what follows."""
        playground, (does, sees) = self.watch.playground, next(self.steps)
        since = self._newest()
        began = time.perf_counter()
        if does.startswith(" "):
            playground.say(self.user, playground.bot_id, does.strip())
        else:
            number, data = self._button(does)
            playground.tap(self.user, playground.bot_id, number, data)
            since = number - 1
        try:
            async with asyncio.timeout(PATIENCE):
                while not self._shows(sees, since):
                    self.watch.changed[self.user].clear()
                    await self.watch.changed[self.user].wait()
        except TimeoutError:
            raise RuntimeError(f"After {does!r} nobody has seen {sees!r}.") from None
        return time.perf_counter() - began

    def _newest(self) -> int:
        return self.watch.playground.telegram.world.private[self.user, self.playground.bot_id].last_id

    def _keys(self, since: int) -> Iterator[tuple[str, int, str]]:
        """The buttons of the newest messages; read as they are kept, since making views of them costs time."""
        messages = self.watch.playground.telegram.world.private[self.user, self.playground.bot_id].messages
        for number in sorted(messages, reverse=True)[:12]:
            for row in (messages[number].keyboard or []) if number > since else []:
                for key in row:
                    yield str(key["text"]), number, str(key.get("callback_data", ""))

    def _button(self, label: str) -> tuple[int, str]:
        return next((number, data) for text, number, data in self._keys(0) if text == label)

    def _shows(self, wanted: str, since: int) -> bool:
        messages = self.watch.playground.telegram.world.private[self.user, self.playground.bot_id].messages
        texts = (str(messages[number].content.get("text")) for number in sorted(messages, reverse=True)[:12]
                 if number > since)  # fmt: skip
        return any(text == wanted for text, _, _ in self._keys(since)) or wanted in texts


@dataclass
class Measured:
    """What one bot did in one way of tapping."""

    name: str
    spans: list[float]  # seconds from a tap to the change on the phone
    seconds: float
    cpu: float  # seconds of this process: bot, playground and people together

    @property
    def p50(self) -> float:
        return statistics.median(self.spans) * 1000

    @property
    def p99(self) -> float:
        return statistics.quantiles(self.spans, n=100)[98] * 1000

    @property
    def rate(self) -> float:
        return len(self.spans) / self.seconds

    @property
    def cost(self) -> float:
        return self.cpu / len(self.spans) * 1000

    def shown(self) -> str:
        return f"{self.name:<22}{len(self.spans):>8}{self.p50:>9.1f}{self.p99:>9.1f}{self.rate:>11.0f}{self.cost:>12.2f}"


async def measure(name: str, thumbs: list[Thumb], seconds: float, pause: float, seed: int) -> Measured:
    """Let everybody act for so many seconds, with `pause` seconds between two acts on average."""
    ends, spans = time.perf_counter() + seconds, list[float]()
    chance = random.Random(seed)  # noqa: S311 (when people tap)

    async def tap_on(thumb: Thumb) -> None:
        await asyncio.sleep(chance.uniform(0, pause))
        while time.perf_counter() < ends:
            spans.append(await thumb.acts())
            await asyncio.sleep(chance.uniform(0.5, 1.5) * pause)

    began, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(tap_on(thumb) for thumb in thumbs))
    return Measured(name, spans, time.perf_counter() - began, time.process_time() - cpu)


@asynccontextmanager
async def served() -> AsyncIterator[tuple[Playground, str]]:
    """A playground on a free port of this computer."""
    playground = Playground(TOKEN, BotProfile())
    listening = listen(HERE, 0)
    server = Server(playground.app, listening)
    await server.start()
    try:
        yield playground, f"http://{HERE}:{listening.getsockname()[1]}"
    finally:
        playground.stop()
        await server.stop()


@asynccontextmanager
async def attune(playground: Playground, address: str, folder: Path) -> AsyncIterator[None]:
    """The whole product, as it runs in the demo."""
    with listen(HERE, 0) as free:
        port = free.getsockname()[1]
    settings = Settings.model_construct(
        bot_token=SecretStr(TOKEN), bot_api_url=address, port=port, data_dir=folder / "data", key_file=folder / "key"
    )  # fmt: skip
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(settings, stop, playground.now, unhurried()))
    try:
        yield
    finally:
        stop.set()
        await serving


@asynccontextmanager
async def echo(address: str) -> AsyncIterator[None]:
    """The smallest bot of python-telegram-bot, as its documentation begins."""

    def again(number: int) -> InlineKeyboardMarkup:
        return InlineKeyboardMarkup([[InlineKeyboardButton(f"Again {number}", callback_data=str(number))]])

    async def hear(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None:
            await update.message.reply_text("What would help most right now?", reply_markup=again(0))

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if (query := update.callback_query) is not None:
            number = 1 - int(query.data or 0)
            await query.answer()
            await query.edit_message_text(f"How does it feel? {number}", reply_markup=again(number))

    app = Application.builder().token(TOKEN).base_url(f"{address}/bot").build()
    app.add_handler(MessageHandler(filters.TEXT, hear))
    app.add_handler(CallbackQueryHandler(answer))
    async with app:
        await app.start()
        if app.updater is not None:
            await app.updater.start_polling()
        yield
        if app.updater is not None:
            await app.updater.stop()
        await app.stop()


async def set_up_couples(playground: Playground, count: int) -> list[int]:
    """Couples with a shared chat each, through real taps."""
    begin, connected = words("lobby.hello.button", "en"), words("welcome.connected.button", "en")
    places = asyncio.Semaphore(AT_ONCE)

    async def couple() -> list[int]:
        async with places:
            users = [int(playground.add_user(name, "en")["id"]) for name in ("Aki", "Mika")]
            group = playground.add_group("Us", users[0], users[1:], with_bot=True)
            hands = [Hand(playground, user, "en") for user in users]
            for hand in hands:
                await hand.sets_up(begin, group)
            for hand in hands:
                await hand.sees(connected)
            return users

    found = await asyncio.gather(*(couple() for _ in range(count)))
    return [user for users in found for user in users]


async def compare(people: int, seconds: float, seed: int, profile: str) -> list[Measured]:
    """Attune and the echo, at hand pace and without pauses."""
    with tempfile.TemporaryDirectory(prefix="attune-") as folder:
        async with served() as (playground, address), attune(playground, address, Path(folder)):
            users = await set_up_couples(playground, people // 2)
            ours = await both_ways("Attune", playground, users, ATTUNE, seconds, seed, profile)
    async with served() as (playground, address), echo(address):
        users = [int(playground.add_user(f"Person {number}", "en")["id"]) for number in range(people)]
        for user in users:
            playground.start(user)
        theirs = await both_ways("bare echo", playground, users, ECHO, seconds, seed, "")
    return [ours[0], theirs[0], ours[1], theirs[1]]


async def both_ways(
    name: str, playground: Playground, users: list[int], steps: tuple[Step, ...], seconds: float, seed: int, profile: str
) -> list[Measured]:  # fmt: skip
    watch = Watch(playground)
    watching = asyncio.create_task(watch.run())
    await asyncio.sleep(0)
    thumbs = [Thumb(watch, user, cycle(steps)) for user in users]
    await asyncio.gather(*(thumb.acts() for thumb in thumbs))  # warm
    profiler = cProfile.Profile()
    if profile:
        profiler.enable()
    paced = await measure(f"{name}, at hand pace", thumbs, seconds, 1.0, seed)
    flat_out = await measure(f"{name}, no pause", thumbs, seconds / 2, 0.0, seed)
    if profile:
        profiler.disable()
        profiler.dump_stats(profile)
    watching.cancel()
    return [paced, flat_out]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--profile", default="", help="write where the time goes (cProfile, the loop's thread)"
    )
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    people, seconds = max(2, min(given.people, 200)), max(2.0, min(given.seconds, 120.0))
    print(f"python3 -m benchmarks.taps --people {people} --seconds {seconds:g} --seed {given.seed}")
    found = asyncio.run(compare(people, seconds, given.seed, given.profile))
    print(f"{'':<22}{'updates':>8}{'p50 ms':>9}{'p99 ms':>9}{'updates/s':>11}{'CPU ms each':>12}")
    for one in found:
        print(one.shown())
    for way, (ours, theirs) in {"at hand pace": found[:2], "no pause": found[2:]}.items():
        print(f"Attune / echo, {way}: p50 {ours.p50 / theirs.p50:.1f}x, p99 {ours.p99 / theirs.p99:.1f}x, "
              f"updates/s {ours.rate / theirs.rate:.2f}x, CPU {ours.cost / theirs.cost:.2f}x")  # fmt: skip


if __name__ == "__main__":
    main()

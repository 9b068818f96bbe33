"""The clock on the wall is put forward and back, the one that never jumps goes on: nothing is said twice, nothing that
is still in its time is left out, and the ticks go on at once (G-7)."""

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any

import pytest
from apscheduler.schedulers import base
from sqlmodel import col, select

from bot.app import serve
from bot.playground import BotProfile, Playground
from bot.scenes import ready_couple
from conversations.localtime import due, local_date, next_due
from conversations.records.checkins import Sheet, SheetAnswer
from conversations.records.couples import Couple, CoupleState
from conversations.records.database import count_rows, open_database, transaction
from conversations.records.deliveries import LEASE, Delivery
from conversations.records.partners import Consent, add_partner
from scheduler import clock
from scheduler.checkins import TOO_LATE, plan_all_due
from scheduler.clock import Clock, Tick
from scheduler.pacing import unhurried
from scheduler.put_back import Newest
from tests.evening import TOKEN, Phone, served, settings_in, soon
from tests.faults.size import sized
from tests.seed import SEED
from tests.stage import EVENING, Stage

HOURS, DAY = timedelta(hours=2), timedelta(days=1)
STEPS = (HOURS, -HOURS, -HOURS, HOURS, DAY, -DAY, -DAY, DAY)
LEVEL = "How's the water level inside? Your answer isn't shown to anyone."
pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after.*:DeprecationWarning")
ASKED = (
    "Someone to listen",
    "Tired",
    "Worn out",
    "Skip",
    "10 minutes",
    "Tonight",
    "A little",
    "Send privately",
)
CARD = "Mikaさんからのお願い："


@dataclass
class Wall:
    """A clock that somebody can put."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def put(self, by: timedelta) -> None:
        self.ahead += by


@pytest.fixture
def wall() -> Iterator[Wall]:
    """A clock of which the library that ticks reads the time as well: it has no other way to be told."""
    found, modules = Wall(), (vars(base), vars(clock))

    class Shown(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return datetime.now(tz) + found.ahead

    for module in modules:
        assert module["datetime"] is datetime
        module["datetime"] = Shown
    yield found
    for module in modules:
        module["datetime"] = datetime


def test_whatever_the_clock_does_the_ticks_go_on(wall: Wall) -> None:
    async def evening() -> None:
        runs: list[datetime] = []

        async def job() -> None:
            runs.append(wall.now())

        ticking = Clock((Tick("job", 0.1, job),))
        ticking.start()
        for step in STEPS:
            seen = len(runs)
            wall.put(step)
            async with asyncio.timeout(4):  # less than the silence after which a tick would count as stuck
                while len(runs) < seen + 3:  # noqa: ASYNC110 (a list of what was done has no event)
                    await asyncio.sleep(0.01)
        ticking.stop()
        await ticking.finish()

    asyncio.run(evening())


@dataclass
class Scene:
    """Aki and Mika, and a bot that reads a clock of its own; Telegram's goes right."""

    playground: Playground
    wall: Wall
    database: Path
    aki: Phone
    mika: Phone

    def cards(self) -> int:
        return sum(CARD in text for text in self.aki.texts())

    def longest_wait(self) -> timedelta:
        """Of all that is still to be sent, by the clock as it is now."""
        return max(self._due(), default=self.wall.now()) - self.wall.now()

    def _due(self) -> list[datetime]:
        with closing(sqlite3.connect(self.database)) as reading:
            rows = reading.execute("SELECT due_at FROM delivery WHERE state = 'pending'").fetchall()
        return [datetime.fromisoformat(one).replace(tzinfo=UTC) for (one,) in rows]

    async def is_calm(self) -> None:
        """Nothing is on its way. What a step meets there may wait for as long as a lease."""
        await soon(lambda: not self._due() or None)

    async def asks(self) -> None:
        """Mika tells Aki a need."""
        self.mika.says("/need")
        for label in ASKED:
            await self.mika.taps(label)


@asynccontextmanager
async def a_scene(wall: Wall, folder: Path) -> AsyncIterator[Scene]:
    playground, stop = Playground(TOKEN, BotProfile()), asyncio.Event()
    async with served(playground) as address:
        settings = settings_in(folder, address)
        serving = asyncio.create_task(serve(settings, stop, wall.now, unhurried()))
        try:
            couple = await ready_couple(playground)
            aki, mika = (Phone(playground, user) for user in couple["users"])
            await mika.sees("You're connected.")
            yield Scene(playground, wall, settings.data_dir / "attune.db", aki, mika)
        finally:
            stop.set()
            await serving


@pytest.mark.timeout(120)
def test_whoever_taps_is_answered_and_what_was_promised_is_said_once(wall: Wall, tmp_path: Path) -> None:
    async def evening() -> None:
        async with a_scene(wall, tmp_path) as scene:
            await a_pause_ends(scene)
            for step in STEPS[: sized(4, 8)]:
                await scene.is_calm()
                wall.put(step)
                await a_card_goes_out(scene)
            await a_card_that_waits_goes_out(scene)
            assert scene.mika.texts().count(LEVEL) == 1

    asyncio.run(evening())


async def a_card_goes_out(scene: Scene) -> None:
    before = scene.cards()
    await scene.asks()
    await soon(lambda: scene.cards() > before or None)
    await scene.mika.taps("Take it back")
    assert scene.cards() == before + 1


async def a_card_that_waits_goes_out(scene: Scene) -> None:
    """Telegram asked to wait for half a minute, and a day is put back in it: nobody waits for a day."""
    before = scene.cards()
    scene.playground.add_fault("429", "sendMessage", chat=scene.aki.user, seconds=30)
    await scene.asks()
    await soon(lambda: scene.longest_wait() > timedelta(seconds=10) or None)
    scene.wall.put(-DAY)
    await soon(lambda: scene.longest_wait() <= LEASE or None)
    assert scene.cards() == before
    scene.wall.put(LEASE)
    await soon(lambda: scene.cards() > before or None)
    scene.wall.put(DAY)
    await scene.mika.taps("Take it back")
    assert scene.cards() == before + 1


async def a_pause_ends(scene: Scene) -> None:
    """A time that was told is a time on the wall, whatever was shown there meanwhile."""
    mika = scene.mika
    mika.says("/pause")
    await mika.taps(await soon(lambda: next((one for one, *_ in mika.buttons() if "20 min" in one), None)))
    await mika.sees("Pausing here.")
    scene.wall.put(-HOURS)
    scene.wall.put(HOURS + timedelta(minutes=21))
    await mika.sees(LEVEL)


@dataclass
class Walk:
    """One person who is asked at half past eight, days that go by in quarters of an hour, and a clock that is put."""

    chance: random.Random
    zone: str
    true: datetime = EVENING
    ahead: timedelta = timedelta()
    newest: Newest = field(default_factory=Newest)
    expected: dict[date, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stage = Stage(open_database("sqlite://"))
        self.wall = time(20, 30)
        with transaction(self.stage.engine) as session:
            pair = Couple(state=CoupleState.ACTIVE, created_at=self.true)
            session.add(pair)
            session.flush()
            one = add_partner(session, self.stage.attune.sealer, 1, "Aki", "en", self.true)
            one.couple_id, one.consent, one.zone, one.checkin_at = (
                pair.id,
                Consent.TOGETHER,
                self.zone,
                self.wall,
            )
            one.next_checkin_at = next_due(self.true, self.wall, self.zone)[1]

    def goes(self, days: int) -> None:
        before = self.true
        for _ in range(days * 96):
            self.true += timedelta(minutes=15)
            if self.chance.random() < 0.03:
                self.ahead = self.chance.choice((timedelta(), *(self.ahead + step for step in STEPS)))
            now = self.true + self.ahead
            self._expects(before, now)
            self.newest.look(now, self.stage.attune)
            plan_all_due(now, self.stage.attune)
            before = now

    def _expects(self, before: datetime, now: datetime) -> None:
        """An hour that the clock has passed, two hours ago at most, of a date later than all that were asked about."""
        day = local_date(now, self.zone)
        for one in (day - DAY, day):
            at = due(one, self.wall, self.zone)
            if before < at <= now <= at + TOO_LATE and one > max(self.expected, default=date.min):
                self.expected[one] = now

    def asked(self) -> dict[date, datetime]:
        with transaction(self.stage.engine) as session:
            both = select(col(Sheet.day), col(SheetAnswer.asked_at)).join(SheetAnswer)
            assert count_rows(session, Delivery) == count_rows(session, SheetAnswer)
            return dict(session.exec(both).all())


@pytest.mark.timeout(200)
def test_each_hour_that_the_clock_passes_is_asked_about_once() -> None:
    print(f"ATTUNE_SEED={SEED}")
    for number in range(sized(4, 120)):
        chance = random.Random(f"{SEED} {number}")  # noqa: S311 (when the clock is put)
        walk = Walk(chance, chance.choice(("Asia/Tokyo", "Europe/London", "Pacific/Apia")))
        walk.goes(5)
        assert walk.asked() == walk.expected, number

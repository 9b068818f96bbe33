"""Whatever comes in, by webhook or by polling: it is confirmed, it breaks nothing, and no word goes astray.

G-8, G-11, G-12, T-10, T-18. `ATTUNE_SEED` makes the same updates again, but for buttons that depend on timing.
"""

import asyncio
import gc
import json
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.crowd import Admission, Crowd
from bot.scenes import words
from tests.evening import Evening, soon
from tests.faults.cast import STRANGE, Cast
from tests.faults.size import sized
from tests.faults.storm import Door, Ear, Line
from tests.faults.two_couples import CANARIES, two_couples
from tests.faults.updates import Fuzz
from tests.seed import SEED

PUSHED = int(os.environ.get("ATTUNE_UPDATES", sized("600", "100000")))
POLLED = sized(300, 3000)
AT_MOST = 90.0  # seconds of pushing; what has come by then must do
DOORS = 12  # connections
APART = 10_000_000  # between the update ids of two doors; the polled ones come after the playground's own
TICK, EVERY = 600.0, 50  # seconds that go by after so many updates at the first door
MENU = [words("menu.button.need", language) for language in ("en", "ja")]

WAITING = "SELECT count(*) FROM delivery WHERE state = 'pending'"

Json = dict[str, Any]

pytestmark = pytest.mark.timeout(400)


@pytest.fixture(autouse=True)
def everything_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five people send all of this: elsewhere most of it would be too much."""
    monkeypatch.setattr(Crowd, "admits", lambda *_: Admission.COMES_IN)


@dataclass
class Storm:
    """What came, and what was seen of it."""

    here: Evening
    line: Line
    cast: Cast
    ear: Ear
    statuses: Counter[int] = field(default_factory=Counter)
    bodies: dict[int, bytes] = field(default_factory=dict)  # by update id

    def rows(self, query: str) -> list[Any]:
        """What stands in the database, read beside the bot."""
        file = self.here.settings.sqlite_file
        assert file is not None
        with sqlite3.connect(file) as connection:
            return connection.execute(query).fetchall()


def test_what_comes_through_the_webhook_is_taken_and_harms_nobody(tmp_path: Path) -> None:
    print(f"ATTUNE_SEED={SEED}")

    async def evening() -> None:
        with Ear(*CANARIES, STRANGE) as ear:
            async with two_couples(tmp_path, "webhook") as (here, line, cast):
                storm = Storm(here, line, cast, ear)
                began = time.monotonic()
                await asyncio.gather(*(pushes(storm, door, began) for door in range(DOORS)))
                taken, took = storm.statuses.total(), time.monotonic() - began
                print(f"{taken} updates, {taken / took:.0f} a second; {told(storm)}")
                assert storm.statuses == {200: taken}
                await all_four_are_answered(storm)
                holds(storm)
            gc.collect()  # whatever failed where nobody waited for it says so now
            quiet(storm)

    asyncio.run(evening())


def test_what_a_poll_brings_is_taken_and_harms_nobody(tmp_path: Path) -> None:
    print(f"ATTUNE_SEED={SEED}")

    async def evening() -> None:
        with Ear(*CANARIES, STRANGE) as ear:
            async with two_couples(tmp_path, "polling") as (here, line, cast):
                storm = Storm(here, line, cast, ear)
                line.batch.extend(batch(storm))
                last = line.batch[-1]["update_id"]
                line.polled = True
                here.playground.say(
                    cast.stranger, here.playground.bot_id, "/menu"
                )  # the poll that waits ends
                await until(lambda: line.confirmed > last, "everything is confirmed")
                print(f"{POLLED} updates by polling; {told(storm)}")
                await all_four_are_answered(storm)
                holds(storm)
            gc.collect()
            quiet(storm)

    asyncio.run(evening())


# --- the storm


def fuzz_of(storm: Storm, name: str, first_id: int) -> Fuzz:
    return Fuzz(Random(f"{SEED} {name}"), storm.cast, storm.line.keys, first_id)  # noqa: S311


async def pushes(storm: Storm, number: int, began: float) -> None:
    """One connection's share; at the first door the clock goes on as well."""
    fuzz = fuzz_of(storm, f"{number}", APART * (number + 1))
    door = Door(storm.here.settings.port, storm.line.secret)
    for turn in range(PUSHED // DOORS):
        body = fuzz.body()
        storm.bodies[fuzz.newest] = body
        storm.statuses[await door.push(body)] += 1
        if number == 0 and turn % EVERY == EVERY - 1:
            storm.here.playground.advance_clock(TICK)
        if time.monotonic() - began > AT_MOST:
            break
    await door.shut()


def batch(storm: Storm) -> Iterator[Json]:
    """Updates with growing ids, as every poll has them, whatever else they are."""
    fuzz = fuzz_of(storm, "polled", 2 * 10**8)
    newest = 0
    for _ in range(POLLED):
        update = fuzz.update()
        if update["update_id"] > newest:
            newest = update["update_id"]
            storm.bodies[newest] = json.dumps(update).encode()
            yield update


async def all_four_are_answered(storm: Storm) -> None:
    """Once everything has gone out, /menu brings the menu, whatever was done to their chats."""
    await until(lambda: storm.rows(WAITING) == [(0,)], "an empty outbox")
    fuzz, door = fuzz_of(storm, "at the end", 10**9), Door(storm.here.settings.port, storm.line.secret)
    for user in (user for pair in storm.cast.pairs for user in pair.users):
        storm.line.labels.pop(user, None)
        update = fuzz.typed(user, "/menu")
        if storm.line.polled:
            storm.line.batch.append(update)
        else:
            assert await door.push(json.dumps(update).encode()) == 200
        await until(partial(has_menu, storm, user), f"the menu of {user}")
    await door.shut()


def has_menu(storm: Storm, user: int) -> bool:
    return not storm.line.labels.get(user, set()).isdisjoint(MENU)


async def until(look: Callable[[], bool], what: str) -> None:
    try:
        await soon(lambda: look() or None)
    except TimeoutError:
        raise AssertionError(f"never: {what}") from None


# --- what must hold


def holds(storm: Storm) -> None:
    assert storm.line.astray == []
    assert len(storm.ear.unreadable) > len(storm.bodies) // 50, "the storm has poison in it"
    seen = {id for (id,) in storm.rows("SELECT update_id FROM seen_update")}
    assert storm.ear.unreadable <= seen, "what nobody can read is remembered and does not come again"
    members = storm.rows("SELECT count(*) FROM partner WHERE couple_id IS NOT NULL GROUP BY couple_id")
    assert max(members) <= (2,)
    active = storm.rows("SELECT count(*) FROM partner JOIN couple ON couple.id = couple_id WHERE state = 'active' GROUP BY couple_id")  # fmt: skip
    assert active == [(2,), (2,)], "both couples are as they were"


def quiet(storm: Storm) -> None:
    """Nothing failed, and no line of the log holds a token or a word of theirs."""
    assert storm.ear.told == []
    assert storm.ear.errors == [], "\n".join(blamed(storm, line) for line in storm.ear.errors)


def blamed(storm: Storm, line: str) -> str:
    """An error with the update that it names."""
    named = next((int(word) for word in line.split() if word.isdecimal() and int(word) in storm.bodies), 0)
    return f"{line}\n{storm.bodies.get(named, b'')[:2000]!r}"


def told(storm: Storm) -> str:
    sent = storm.line.calls
    return (
        f"{sent['sendmessage']} messages, {sent['editmessagetext']} edits, {sent['answercallbackquery']} taps answered,"
        f" {len(storm.ear.unreadable)} unreadable, {storm.ear.lines} lines of log"
    )

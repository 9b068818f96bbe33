"""Somebody sends hundreds of updates a second: who else is there taps on as ever (G-20, T-19)."""

import asyncio
import json
import random
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.crowd import AT_ONCE
from bot.scenes import words
from tests.evening import Evening, Phone, soon
from tests.faults.size import sized
from tests.faults.storm import Door
from tests.faults.two_couples import two_couples
from tests.seed import SEED

DOORS, EACH = 5, 100  # connections that the flood comes through, and updates a second at each
TURNS = sized(15, 90)  # of somebody else meanwhile, which are two updates each: not a flood themselves
TOLD_ONCE = "somebody sends too much at once; what goes on is not read"
TOO_MUCH = words("delivery.too_much.text", "en")

Json = dict[str, Any]

pytestmark = pytest.mark.timeout(sized(300, 600))


def test_a_flood_is_shed_and_nobody_else_notices(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    print(f"ATTUNE_SEED={SEED}")

    async def evening() -> None:
        async with two_couples(tmp_path, "webhook") as (here, line, cast):
            flood = Flood(here, line.secret, cast.stranger)
            aki = Phone(here.playground, cast.pairs[0].users[0])
            flooding = [asyncio.create_task(flood.pours()) for _ in range(DOORS)]
            await soon(lambda: flood.poured > 2 * AT_ONCE or None)
            before = flood.poured
            for _ in range(TURNS):
                assert await opens_the_menu(aki)
            meanwhile = flood.poured - before
            flood.over.set()
            await asyncio.gather(*flooding)
            print(f"{flood.poured} updates in the flood")
            assert meanwhile, "it went on until she was done"
            assert flood.statuses == {200}
            assert await soon(lambda: told(here, cast.stranger) or None) == 1
            assert told(here, aki.user) == 0

    asyncio.run(evening())


async def opens_the_menu(phone: Phone) -> bool:
    """Open the menu, and press its first button."""
    newest = phone.playground.say(phone.user, phone.bot, "/menu")["message_id"]
    _, message, data = await soon(lambda: next((one for one in phone.buttons() if one[1] > newest), None))
    query = phone.playground.tap(phone.user, phone.bot, message, data)
    return bool(await soon(lambda: phone.playground.query(query)["answered"] or None))


class Flood:
    """One person's updates, hundreds a second."""

    def __init__(self, here: Evening, secret: str, sender: int) -> None:
        self.here, self.secret, self.sender = here, secret, sender
        self.chance = random.Random(SEED)  # noqa: S311
        self.ids = count(10_000_000)
        self.over = asyncio.Event()
        self.statuses: set[int] = set()
        self.poured = 0

    async def pours(self) -> None:
        door = Door(self.here.settings.port, self.secret)
        while not self.over.is_set():
            self.statuses.add(await door.push(json.dumps(self.update()).encode()))
            self.poured += 1
            await asyncio.sleep(1 / EACH)
        await door.shut()

    def update(self) -> Json:
        who = {"id": self.sender, "is_bot": False, "first_name": "Noa", "language_code": "en"}
        where = {"id": self.sender, "type": "private"}
        said = {"message_id": next(self.ids), "date": 1, "chat": where}
        typed = {"message": {**said, "from": who, "text": self.chance.choice(("hello", "/menu", "x" * 4000))}}
        tapped = {"callback_query": {"id": str(next(self.ids)), "from": who, "message": said, "data": "menu"}}
        content = self.chance.choice((typed, tapped)) if self.poured > 2 * AT_ONCE else typed
        return {"update_id": next(self.ids), **content}


def told(here: Evening, user: int) -> int:
    """How often it stands among the newest messages of somebody that it was too much."""
    shown = here.playground.chat(user, here.playground.bot_id)["messages"]
    return sum(one.get("text") == TOO_MUCH for one in shown)

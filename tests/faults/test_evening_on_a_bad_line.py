"""Two people become a couple and talk for an evening on a line that breaks again and again: every tap counts."""

import asyncio
import os
import random
import re
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.app import serve
from bot.playground import BotProfile, Playground
from scheduler.pacing import unhurried
from tests.evening import TOKEN, served, settings_in
from tests.faults.couple import Persistent, a_round, become_a_couple, soon
from tests.faults.proxy import Call, Fault, a_line_to
from tests.faults.sender import SENT_AGAIN
from tests.faults.size import sized
from tests.faults.table import ARRIVES, BROKEN
from tests.seed import SEED

ROUNDS = int(os.environ.get("ATTUNE_ROUNDS", sized("1", "4")))
FIRST = 101  # three digits from the first to the last round
FAULTS = {name: fault for name, (fault, _) in BROKEN.items()} | ARRIVES
CHANCE = sized(0.1, 0.6)
OF_FETCHING = sized(0.0, 0.02)  # after each the bot rests for a second
CARD = re.compile(
    r"(Akiさんからのお願い|Mikaさんから(?:のお願い)?|(?:Aki|Mika) (?:is asking|says)|.*こう届きました|.* heard)[：:]\n"
)
NUMBER = re.compile(r"\d{3}")


@dataclass
class Breaking:
    """Lets many calls go wrong, but no message more than twice: a third time ends in a doubt."""

    met: Counter[str] = field(default_factory=Counter)
    struck: dict[tuple[str, ...], int] = field(default_factory=lambda: defaultdict(int))
    asked: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def __call__(self, call: Call) -> Fault | None:
        what = (call.method, call.given.get("chat_id", ""), SENT_AGAIN.sub("", call.given.get("text", "")))
        rng = random.Random(f"{SEED}/{what}/{self.asked[what]}")  # noqa: S311 (which faults)
        self.asked[what] += 1
        chance = OF_FETCHING if call.method == "getupdates" else CHANCE
        if rng.random() >= chance or (self.struck[what] == 2 and call.method == "sendmessage"):
            return None
        name = rng.choice(list(FAULTS))
        self.struck[what] += 1
        self.met[name] += 1
        return FAULTS[name]


@pytest.mark.timeout(sized(120, 600))
def test_every_tap_counts_on_a_line_that_breaks_again_and_again(tmp_path: Path) -> None:
    print(f"{ROUNDS} rounds, ATTUNE_SEED={SEED}")
    aki, mika, noa = asyncio.run(an_evening(tmp_path))
    numbers = list(range(FIRST, FIRST + ROUNDS))
    assert cards_on(aki) == cards_on(mika) == numbers
    assert len({SENT_AGAIN.sub("", text) for text in noa.texts()}) == 1, "her own hello"
    assert ends_of(tmp_path) <= {"sent"}


async def an_evening(folder: Path) -> tuple[Persistent, Persistent, Persistent]:
    """Aki and Mika become a couple and go on round by round; Noa only says hello."""
    playground, stop, breaking = Playground(TOKEN, BotProfile()), asyncio.Event(), Breaking()
    aki, mika, noa = (
        Persistent(playground, int(playground.add_user(name, language)["id"]))
        for name, language in (("Aki", "ja"), ("Mika", "en"), ("Noa", "en"))
    )
    async with served(playground) as address, a_line_to(address) as line:
        line.chooses = breaking
        settings = settings_in(folder, line.address)
        serving = asyncio.create_task(serve(settings, stop, playground.now, unhurried()))
        hurrying = asyncio.create_task(hurries(playground))
        try:
            noa.says("/start")
            await become_a_couple(aki, mika)
            for number in range(FIRST, FIRST + ROUNDS):
                await a_round(aki, mika, number)
            await soon(lambda: "pending" not in ends_of(folder) or None, "an empty outbox")
        finally:
            hurrying.cancel()
            stop.set()
            await serving
    print(f"{breaking.met.total()} calls went wrong: {dict(breaking.met)}")
    return aki, mika, noa


def cards_on(phone: Persistent) -> list[int]:
    """The numbers of the rounds whose cards came, in the order of their first copies."""
    texts = [SENT_AGAIN.sub("", text) for text in reversed(phone.texts())]
    cards = [text for text in texts if CARD.match(text)]
    return list(dict.fromkeys(int(number) for card in cards for number in NUMBER.findall(card)))


def ends_of(folder: Path) -> set[str]:
    with closing(sqlite3.connect(folder / "data" / "attune.db")) as connection:
        return {state for (state,) in connection.execute("SELECT DISTINCT state FROM delivery")}


async def hurries(playground: Playground) -> None:
    """The evening goes by ten times as fast, and with it every wait for another attempt."""
    while True:
        await asyncio.sleep(0.1)
        playground.advance_clock(1)

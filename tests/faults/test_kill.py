"""Killed at any moment, the bot loses nothing, repeats almost nothing, and says so where it does (G-1)."""

import asyncio
import os
import random
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.playground import BotProfile, Playground
from bot.web import Server, listen
from tests.evening import TOKEN
from tests.faults.copies import Sending, everything_is_right, unfinished
from tests.faults.couple import soon
from tests.faults.couples import People, people_of
from tests.faults.fail_points import Plan
from tests.faults.killing import Aim, LivingBot, Wire
from tests.faults.nursery import Nursery, a_nursery
from tests.faults.size import sized
from tests.seed import SEED

KILLS = int(os.environ.get("ATTUNE_KILLS", sized("12", "350")))
COUPLES = 4
CARD = re.compile(
    r"(Akiさんからのお願い|Mikaさんから(?:のお願い)?|(?:Aki|Mika) (?:is asking|says)|.*こう届きました|.* heard)[：:]\n"
)
NUMBER = re.compile(r"\d{3}")
AT_RISK = "SELECT count(*), max(unsure) FROM delivery WHERE state = 'pending' AND unsure > 1"


@dataclass
class Run:
    """What happened in all lives of one bot."""

    bot: LivingBot
    nursery: Nursery
    wire: Wire
    people: People
    sending: Sending
    integrity: list[str] = field(default_factory=list)
    exit_code: int | None = None


@pytest.mark.timeout(120 + 4 * KILLS)
def test_nothing_that_was_tapped_is_lost_and_repeats_are_marked(tmp_path: Path) -> None:
    print(f"{KILLS} kills, ATTUNE_SEED={SEED}")
    run = asyncio.run(an_evening_of_kills(tmp_path, random.Random(SEED)))  # noqa: S311 (which moments)
    print(told(run))

    assert set(run.integrity) == {"ok"}
    assert run.exit_code == 0
    assert all(pair.rounds >= 1 for pair in run.people.pairs)
    everything_is_right(run.bot, run.sending.sent)
    assert cards_seen(run) == cards_expected(run)
    assert len({one.words for one in run.sending.sent if one.chat == run.people.noa.user}) == 1, (
        "her own hello"
    )


def told(run: Run) -> str:
    sent = run.sending.sent
    needs = 2 * sum(pair.rounds for pair in run.people.pairs)
    return f"{needs} needs, {len(sent)} messages, {sum(one.repeated for one in sent)} marked as repeats"


def aims(rng: random.Random) -> list[Aim]:
    """Half of the moments are aimed at a message on its way; the others fall anywhere into a turn or a start."""
    found = []
    for turn in range(KILLS):
        if turn % 2 == 0:
            method = rng.choice(("sendmessage", "sendmessage", "editmessagetext"))
            found.append(Aim(method, rng.randint(1, 3), rng.choice(("before", "after"))))
            continue
        match rng.randrange(4):
            case 0:
                found.append(Aim("", 1, "later", rng.uniform(0, 0.5)))
            case 1:
                found.append(Aim("answercallbackquery", rng.randint(1, 3), rng.choice(("before", "after"))))
            case _:
                found.append(Aim("getupdates", rng.randint(2, 6), "later", rng.uniform(0, 0.15)))
    return found


async def an_evening_of_kills(folder: Path, rng: random.Random) -> Run:
    async with a_run(folder) as run:
        await killed_while_it_makes_its_database(run.bot)
        run.bot.nursery = run.nursery
        for life, aim in enumerate(aims(rng)):
            run.sending.life = life
            await run.people.until(lives_until(run, aim))
            if life % 2:  # after the others, the next bot is the first to open the file again
                run.integrity.append(run.bot.integrity())
        await lives_to_the_end(run)
        run.integrity.append(run.bot.integrity())
    return run


@asynccontextmanager
async def a_run(folder: Path) -> AsyncIterator[Run]:
    playground = Playground(TOKEN, BotProfile())
    wire = Wire(playground.app)
    listening = listen("127.0.0.1", 0)
    server = Server(Starlette(routes=[Mount("/", app=wire)]), listening)
    await server.start()
    async with a_nursery(folder) as nursery:
        bot = LivingBot(folder, f"http://127.0.0.1:{listening.getsockname()[1]}")
        run = Run(bot, nursery, wire, people_of(playground, COUPLES, apart=200), Sending())
        run.sending.watch(playground)
        run.people.begin()
        try:
            yield run
        finally:
            run.people.life.cancel()
            await bot.is_killed()
            playground.stop()
            await server.stop()


async def killed_while_it_makes_its_database(bot: LivingBot) -> None:
    await bot.starts()
    await soon(lambda: bot.database.exists() or None, "a database")
    await bot.is_killed()


async def lives_until(run: Run, aim: Aim) -> None:
    """One life, until it is killed there."""
    run.wire.waits_for(aim, run.bot.is_killed, lambda: may_kill(run.bot))
    await run.bot.starts()
    if not aim.method:
        run.wire.strikes_after(aim.delay)
    await run.wire.cut.wait()


async def lives_to_the_end(run: Run) -> None:
    """The last life is one of the command itself, as the first was: what was forked left nothing strange behind."""
    run.sending.life = KILLS
    await run.bot.starts(Plan())
    await run.people.come_to_an_end()
    await run.bot.stops()
    run.sending.life, run.bot.nursery = KILLS + 1, None
    await run.bot.starts()
    await soon(lambda: run.sending.life in run.sending.heard or None, "the last life")
    await soon(lambda: unfinished(run.bot) == [] or None, "an empty outbox")
    run.exit_code = await run.bot.stops()


def may_kill(bot: LivingBot) -> bool:
    """Not while a message is on its way for the last time: what is cut off then is rightly given up."""
    try:
        [(many, most)] = bot.rows(AT_RISK)
    except sqlite3.OperationalError:  # there are no tables yet
        return True
    return many <= 1 and (most or 0) < 3


def cards_seen(run: Run) -> dict[int, list[int]]:
    """The numbers of the rounds whose cards came to each, in the order of their first copies."""
    seen = {}
    for user in (*cards_expected(run),):
        cards = [one.words for one in run.sending.sent if one.chat == user and CARD.match(one.words)]
        seen[user] = list(dict.fromkeys(int(number) for card in cards for number in NUMBER.findall(card)))
    return seen


def cards_expected(run: Run) -> dict[int, list[int]]:
    """By person; Noa has none."""
    both = {phone.user: pair.numbers for pair in run.people.pairs for phone in (pair.aki, pair.mika)}
    return {**both, run.people.noa.user: []}

"""A bot with several processes of Attune on one PostgreSQL, and a door through which updates come to any of them."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine, text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from bot.playground import BotProfile, Playground
from bot.playground.network.posting import Poster
from bot.web import SECRET_HEADER, WEBHOOK_PATH, Server, listen
from conversations.records.database import open_database
from conversations.records.master_key import make_master_key
from conversations.records.migrate import migrate
from conversations.records.sealing import Sealer
from tests.evening import TOKEN, Way, free_port
from tests.faults.couple import soon
from tests.faults.replica import Life
from tests.faults.replicas import Lines, Moment, Nursery, Replica
from tests.faults.size import sized

TWICE = 0.2  # of the updates go to two processes at once
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
RATE = sized(15.0, 10.0)  # a lease of a minute is over in four or six seconds
REPEATED = ("Sent again, in case it didn't arrive.", "届いていないかもしれないので、もう一度お送りします。")


@dataclass
class Door:
    """Brings each update to one of the processes that are up, and now and then to two at once."""

    replicas: list[Replica]
    rng: Random
    poster: Poster = field(default_factory=Poster)
    confirmed: set[int] = field(default_factory=set)  # Telegram was told that these are done
    refused: int = 0  # answers that bring an update again
    twice: int = 0

    async def bring(self, request: Request) -> Response:
        body = await request.body()
        headers = {"Content-Type": "application/json", SECRET_HEADER: request.headers[SECRET_HEADER]}
        there = [f"http://127.0.0.1:{one.plan.port}{WEBHOOK_PATH}" for one in self._chosen()]
        answers = await asyncio.gather(*(self.poster.post(url, headers, body) for url in there))
        self.twice += len(answers) == 2
        if any(answer.status == 200 for answer in answers):
            self.confirmed.add(json.loads(body)["update_id"])
            return Response()
        self.refused += 1
        return Response(status_code=max((answer.status for answer in answers), default=0) or 502)

    def _chosen(self) -> list[Replica]:
        up = [one for one in self.replicas if one.is_up]
        return self.rng.sample(up, min(len(up), 2 if self.rng.random() < TWICE else 1))


@dataclass
class Fleet:
    """All of it."""

    playground: Playground
    replicas: list[Replica]
    lines: Lines
    door: Door
    engine: Engine  # the test's own way to the database
    sealer: Sealer

    def rows(self, query: str) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(text(query)))

    async def begins(self, *replicas: Replica) -> None:
        """Wait until these, or all, can be brought updates."""
        begun = replicas or tuple(self.replicas)
        for one in begun:
            one.begins()
        await soon(lambda: all(one.is_up for one in begun) or None, "processes that are ready")

    async def is_killed_at(self, replica: Replica, moment: Moment) -> None:
        """Kill it at the next message of which it sends a first copy."""
        cut = asyncio.Event()

        def strike(words: str) -> bool:
            if words.startswith(REPEATED) or cut.is_set() or not self.may_kill():
                return False
            replica.is_killed()
            cut.set()
            return True

        self.lines.cuts[replica.life, moment] = strike
        await cut.wait()

    async def is_killed_after(self, seconds: float, *replicas: Replica) -> None:
        await asyncio.sleep(seconds)
        await soon(lambda: self.may_kill() or None, "a moment without a repeat on its way")
        for one in replicas:
            one.is_killed()

    async def goes_on(self) -> None:
        """Telegram brings again what was refused, and it is taken."""
        confirmed = len(self.door.confirmed)
        self.playground.flush_webhook()
        await soon(lambda: len(self.door.confirmed) > confirmed or None, "an update that is taken")

    def may_kill(self) -> bool:
        """Not while a repeat is on its way: what is cut off again and again comes three times, by right."""
        return not self.rows("SELECT 1 FROM delivery WHERE state = 'pending' AND unsure > 1")


@asynccontextmanager
async def a_fleet(
    nursery: Nursery,
    folder: Path,
    database: str,
    size: int,
    rng: Random,
    way: Way = "webhook",
    at: datetime = NOON,
) -> AsyncIterator[Fleet]:
    """Everything but the processes themselves, which the test begins. Their clocks begin now, and show `at`."""
    playground, engine = Playground(TOKEN, BotProfile()), open_database(database)
    sealer = Sealer(make_master_key(folder / "master.key"))
    lines, replicas = Lines(playground.app), list[Replica]()
    door = Door(replicas, rng)
    listening = listen("127.0.0.1", 0)
    here = f"http://127.0.0.1:{listening.getsockname()[1]}"
    server = Server(Starlette(routes=[*_ways(lines, door)]), listening)
    life = Life(
        str(folder), "", f"{here}/of", f"{here}" if way == "webhook" else "", 0, database, time.time(),
        at.timestamp(), RATE,
    )  # fmt: skip
    for number in range(1, size + 1):
        plan = replace(life, log=str(folder / f"{number}.log"), port=free_port())
        replicas.append(Replica(f"replica-{number}", nursery, lines, plan))
    migrate(engine)
    await server.start()
    try:
        yield Fleet(playground, replicas, lines, door, engine, sealer)
    finally:
        for one in replicas:
            one.is_killed()
        playground.stop()
        door.poster.close()
        engine.dispose()
        await server.stop()


def _ways(lines: Lines, door: Door) -> list[BaseRoute]:
    return [Mount("/of/{life}", lines), Route(WEBHOOK_PATH, door.bring, methods=["POST"])]

"""Several processes behind one bot and one PostgreSQL, cut off at any moment: they are one Attune (G-3, reliability 4.4)."""

import asyncio
import random
from collections import Counter
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from conversations.records.couples import Couple, CoupleState
from conversations.records.database import open_database, transaction
from conversations.records.partners import Consent, Partner, add_partner
from scheduler.housekeeping import forget_strangers
from tests.faults import reckoning
from tests.faults.cluster import Cluster, a_cluster
from tests.faults.couple import soon
from tests.faults.couples import People, people_of
from tests.faults.fleet import NOON, Fleet, a_fleet
from tests.faults.replicas import Nursery
from tests.faults.size import sized
from tests.seed import SEED
from tests.stage import Stage

REPLICAS, COUPLES, KILLS, RESTARTS = sized((2, 2, 4, 1), (4, 5, 40, 10))
MOMENTS = ("before", "after", "anywhere", "starting", "all")
ASKED = sized(60, 400)  # couples at one minute; the long form has more of them than are planned at once
EIGHT_THIRTY = time(20, 30)
WAITS = "this process waits"

pytestmark = pytest.mark.postgres


@pytest.mark.timeout(120 + 10 * KILLS)
def test_whatever_is_cut_off_nothing_is_lost_or_done_twice_or_left_half_done(
    nursery: Nursery, tmp_path: Path
) -> None:
    print(f"{KILLS} kills, {RESTARTS} restarts of the database, ATTUNE_SEED={SEED}")
    with a_cluster() as cluster:
        asyncio.run(an_evening(nursery, tmp_path, cluster, random.Random(SEED)))  # noqa: S311 (which moments)


async def an_evening(nursery: Nursery, folder: Path, cluster: Cluster, rng: random.Random) -> None:
    async with a_fleet(nursery, folder, cluster.address, REPLICAS, rng) as fleet:
        people = people_of(fleet.playground, COUPLES)
        await fleet.begins()
        people.begin()
        for moment in moments(rng):
            cut = a_restart(fleet, cluster, people) if moment == "database" else a_kill(fleet, moment, rng)
            await people.until(cut)
        await reckoning.come_to_an_end(fleet, people)
        assert reckoning.sent_by_two(fleet) == []


def moments(rng: random.Random) -> list[str]:
    found = [MOMENTS[number % len(MOMENTS)] for number in range(KILLS)] + ["database"] * RESTARTS
    rng.shuffle(found)
    return found


async def a_restart(fleet: Fleet, cluster: Cluster, people: People) -> None:
    """The database is cut off until somebody was refused; then the processes find it by themselves."""
    await soon(lambda: fleet.may_kill() or None, "a moment without a repeat on its way")
    await asyncio.to_thread(cluster.is_cut_off)
    refused = fleet.door.refused
    people.noa.says("/menu")
    await soon(lambda: fleet.door.refused > refused or None, "an update that is refused")
    await asyncio.to_thread(cluster.starts)
    await fleet.goes_on()


async def a_kill(fleet: Fleet, moment: str, rng: random.Random) -> None:
    """One process, or all of them; what was killed begins again."""
    victim = rng.choice(fleet.replicas)
    match moment:
        case "before" | "after":
            await fleet.is_killed_at(victim, moment)
        case "anywhere":
            await fleet.is_killed_after(rng.uniform(0, 0.5), victim)
        case "starting":
            await fleet.is_killed_after(0, victim)
            victim.begins()
            await fleet.is_killed_after(rng.uniform(0, 0.4), victim)
        case "all":
            await fleet.is_killed_after(rng.uniform(0, 0.5), *fleet.replicas)
    await fleet.begins(*(one for one in fleet.replicas if not one.process))


def test_at_a_minute_that_is_everybody_s_each_is_asked_once(
    nursery: Nursery, postgres_schema: str, tmp_path: Path
) -> None:
    rng = random.Random(SEED)  # noqa: S311 (nothing here is secret)

    async def evening() -> None:
        minute = NOON.replace(hour=20, minute=30)
        async with a_fleet(nursery, tmp_path, postgres_schema, REPLICAS, rng, at=minute) as fleet:
            asked = due_at(minute, fleet)
            await fleet.begins()
            while not await asyncio.to_thread(all_ready, fleet):  # noqa: ASYNC110 (they are asked, they do not call)
                await asyncio.sleep(0.1)
            await soon(lambda: not reckoning.unfinished(fleet) or None, "an empty outbox")
            assert Counter(one.chat for one in fleet.lines.sent) == Counter(asked)
            assert fleet.rows("SELECT count(*) FROM sheet") == [(ASKED,)]
            assert reckoning.sent_by_two(fleet) == []

    asyncio.run(evening())


def all_ready(fleet: Fleet) -> bool:
    """Whether each has planned what was due."""
    return all(one.is_ready() for one in fleet.replicas)


def due_at(minute: datetime, fleet: Fleet) -> list[int]:
    """Couples who have chosen the same minute; the people of all of them."""
    with transaction(fleet.engine) as session:
        users = [user for _ in range(ASKED) for user in a_couple(session, fleet, minute)]
    fleet.playground.account.updates.clear()  # what they said to be known to Telegram
    return users


def a_couple(session: Session, fleet: Fleet, minute: datetime) -> list[int]:
    couple = Couple(state=CoupleState.ACTIVE, created_at=minute - timedelta(days=1))
    session.add(couple)
    session.flush()
    users = [int(fleet.playground.add_user(name, "en")["id"]) for name in ("Aki", "Mika")]
    for user in users:
        fleet.playground.start(user)
        partner = add_partner(session, fleet.sealer, user, "Somebody", "en", couple.created_at)
        partner.couple_id, partner.consent, partner.zone = couple.id, Consent.TOGETHER, "UTC"
        partner.checkin_at, partner.next_checkin_at = EIGHT_THIRTY, minute
    return users


def test_one_polls_and_when_it_is_killed_another_takes_over(
    nursery: Nursery, postgres_schema: str, tmp_path: Path
) -> None:
    rng = random.Random(SEED)  # noqa: S311 (nothing here is secret)

    async def evening() -> None:
        async with a_fleet(nursery, tmp_path, postgres_schema, 2, rng, "polling") as fleet:
            noa, (first, second) = people_of(fleet.playground, 0).noa, fleet.replicas
            first.begins()
            await soon(lambda: first.polls or None, "the first that polls")
            second.begins()
            await soon(lambda: WAITS in second.said or None, "the second that waits")
            noa.says("/start")
            await noa.sees("Attune")
            assert not second.polls
            first.is_killed()
            since = noa.says("/start")
            await noa.sees("Attune", since)
            first.begins()
            await soon(lambda: WAITS in first.said or None, "the first that waits")
            assert (first.polls, second.polls) == (False, True)
            assert "another program" not in first.said + second.said

    asyncio.run(evening())


def test_who_is_forgotten_by_one_process_is_left_by_the_other_and_who_is_just_agreeing_by_both(
    postgres_schema: str,
) -> None:
    stage = Stage(open_database(postgres_schema))
    for name in ("Aki", "Mika", "Noa"):
        stranger = stage.person(name, "en")
        stranger.says("/start")
        stranger.says("/cancel")
    stage.wait(days=2)
    with Session(stage.engine) as turn, Session(stage.engine) as first, Session(stage.engine) as second:
        noa = agrees(turn)
        assert [forgets(one, stage) for one in (first, second)] == [2, 0]
        for one in (turn, first, second):
            one.commit()
        assert [partner.id for partner in turn.exec(select(Partner))] == [noa]
    stage.engine.dispose()


def agrees(turn: Session) -> int:
    """One of them is saying yes."""
    partner = turn.exec(select(Partner).limit(1)).one()
    partner.consent = Consent.SOLO
    turn.flush()
    return partner.id


def forgets(session: Session, stage: Stage) -> int:
    session.execute(text("SET LOCAL lock_timeout = '5s'"))
    return forget_strangers(session, stage.now, stage.attune.sealer)

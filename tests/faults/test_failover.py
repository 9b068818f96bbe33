"""A standby takes the place of PostgreSQL while people go on: what was confirmed is there (G-4). Only in the long form."""

import asyncio
import random
import time
from pathlib import Path

import pytest

from tests.faults import reckoning
from tests.faults.cluster import Cluster, a_cluster
from tests.faults.couples import people_of
from tests.faults.fleet import Fleet, a_fleet
from tests.faults.forwarder import Forwarder, a_forwarder
from tests.faults.replicas import Nursery
from tests.seed import SEED

REPLICAS, COUPLES, FAILOVERS = 4, 4, 3
ALL_IN_SYNC = "ALTER SYSTEM SET synchronous_standby_names = '*'"
NONE_IN_SYNC = "ALTER SYSTEM RESET synchronous_standby_names"
RELOAD = "SELECT pg_reload_conf()"
FOLLOWS = "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'"
WAITS = "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep'"

pytestmark = pytest.mark.postgres


@pytest.mark.timeout(300)
def test_when_a_standby_takes_its_place_nothing_that_was_confirmed_is_lost(
    nursery: Nursery, tmp_path: Path
) -> None:
    print(f"ATTUNE_SEED={SEED}")
    with a_cluster() as cluster, a_forwarder(cluster.port) as forwarder:
        known = cluster.address.replace(f":{cluster.port}/", f":{forwarder.port}/")

        async def evening() -> None:
            rng = random.Random(SEED)  # noqa: S311 (which moments)
            async with a_fleet(nursery, tmp_path, known, REPLICAS, rng) as fleet:
                people = people_of(fleet.playground, COUPLES)
                await fleet.begins()
                people.begin()
                await people.until(failovers(fleet, cluster, forwarder, rng))
                await reckoning.come_to_an_end(fleet, people)

        asyncio.run(evening())


async def failovers(fleet: Fleet, cluster: Cluster, forwarder: Forwarder, rng: random.Random) -> None:
    """One after the other: each new server gets a standby of its own, and loses its place to it."""
    for _ in range(FAILOVERS):
        standby = await asyncio.to_thread(a_standby_of, cluster)
        await asyncio.sleep(rng.uniform(1, 4))
        await a_failover(fleet, cluster, standby, forwarder)
        cluster = standby


def a_standby_of(cluster: Cluster) -> Cluster:
    """A copy that has each commit before it is confirmed. Both have the same settings, that one included."""
    standby = cluster.copied()
    standby.starts()
    for server in (standby, cluster):
        server.told(ALL_IN_SYNC, RELOAD)
    cluster.comes_to(FOLLOWS)
    return standby


async def a_failover(fleet: Fleet, cluster: Cluster, standby: Cluster, forwarder: Forwarder) -> None:
    """The steps of docs/operations.md. Until the last one every write waits: the new server wants a standby too."""
    began = time.monotonic()
    await asyncio.to_thread(cluster.is_cut_off)
    await asyncio.to_thread(standby.is_promoted)
    forwarder.leads_to = standby.port
    fleet.playground.flush_webhook()
    await asyncio.to_thread(standby.comes_to, WAITS)
    await asyncio.to_thread(standby.told, NONE_IN_SYNC, RELOAD)
    await fleet.goes_on()
    print(f"an update is taken again after {time.monotonic() - began:.1f} s")

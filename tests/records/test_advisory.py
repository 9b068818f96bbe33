"""One process at a time has the lock; whoever is cut off has it no longer."""

import time

import pytest
from sqlalchemy import Engine, text

from conversations.records.advisory import POLLING, AdvisoryLock
from conversations.records.database import open_database

OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = :number"
)


@pytest.mark.postgres
def test_one_process_has_it_until_it_lets_go(postgres_schema: str) -> None:
    engine = open_database(postgres_schema)
    first, second = AdvisoryLock(engine, POLLING), AdvisoryLock(engine, POLLING)
    assert (first.is_mine(), second.is_mine(), first.is_mine()) == (True, False, True)
    first.close()
    assert (second.is_mine(), first.is_mine()) == (True, False)
    ended(engine, first, second)


@pytest.mark.postgres
def test_whoever_is_cut_off_learns_that_it_is_another_s_now(postgres_schema: str) -> None:
    engine = open_database(postgres_schema)
    first, second = AdvisoryLock(engine, POLLING), AdvisoryLock(engine, POLLING)
    assert first.is_mine()
    with engine.begin() as connection:
        connection.execute(OTHERS, {"number": POLLING})
    while not second.is_mine():  # the server takes a moment to end a connection
        time.sleep(0.01)
    assert (first.is_mine(), first.is_mine()) == (False, False)
    ended(engine, first, second)


def test_on_sqlite_there_is_nobody_else() -> None:
    assert AdvisoryLock(open_database("sqlite://"), POLLING).is_mine()


def ended(engine: Engine, *locks: AdvisoryLock) -> None:
    for lock in locks:
        lock.close()
    engine.dispose()

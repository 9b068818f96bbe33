"""From every earlier shape with rows in it: each row is there afterwards, and the version before goes on working (G-18)."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, Table, delete, insert, select, update
from sqlmodel import Session

from conversations.records.database import open_database
from conversations.records.migrate import migrate, revisions
from conversations.records.migrations.steps import downgrade
from tests.faults.size import sized
from tests.records.earlier_rows import Row, a_row, fill, kinds, reflected, rows_in
from tests.records.test_migrations import empty, url

__all__ = ["empty", "url"]

ROWS = sized(20, 10_000)
GONE = {("0001", "partner", "turn")}  # moved to the conversation, before anybody had a database to lose
EARLIER = sized([revisions()[0], revisions()[1], revisions()[-2]], revisions()[:-1])
RUNNING = 5  # turns of the version before that are committed while another migrates, at least


@pytest.mark.parametrize("revision", EARLIER)
def test_every_row_is_kept_and_can_be_read(empty: Engine, revision: str) -> None:
    at(empty, revision)
    written = fill(empty, ROWS)
    migrate(empty)
    with empty.connect() as connection:
        for table in [one for one in reflected(connection) if one.name in written]:
            columns = [one for one in written[table.name][0] if (revision, table.name, one) not in GONE]
            before = {told({name: row[name] for name in columns}) for row in written[table.name]}
            assert before <= set(map(told, rows_in(connection, table, columns))), table.name
    with Session(empty) as session:
        for name in written:
            found = session.scalars(select(kinds()[name])).all()
            assert len(found) >= ROWS, name


@pytest.mark.parametrize("revision", [one for one in EARLIER if one not in {gone for gone, *_ in GONE}])
def test_the_version_before_goes_on_writing_afterwards(empty: Engine, revision: str) -> None:
    """Two processes are not replaced in the same moment: the older one lives on for a while."""
    at(empty, revision)
    fill(empty, 1)
    with empty.connect() as connection:
        tables = reflected(connection)
    migrate(empty)
    with empty.begin() as connection:
        for table in tables:
            connection.execute(insert(table), a_row(table, 2))
            assert len(list(connection.execute(select(table)))) >= 2, table.name
        for table in reversed(tables):
            connection.execute(delete(table))


@pytest.mark.postgres
@pytest.mark.parametrize("revision", EARLIER[1:])
def test_turns_go_on_while_another_process_migrates(postgres_schema: str, revision: str) -> None:
    engine = open_database(postgres_schema)
    at(engine, revision)
    fill(engine, ROWS)
    with turns_of_the_version_before(engine) as committed:
        while len(committed) < RUNNING:
            time.sleep(0.01)
        migrate(engine)
        after = len(committed)
        while len(committed) < after + RUNNING:
            time.sleep(0.01)
    assert not [one for one in committed if one != "committed"]
    engine.dispose()


@contextmanager
def turns_of_the_version_before(engine: Engine) -> Iterator[list[str]]:
    """Somebody writes and reads in short transactions, with the tables as they were; what came of each."""
    with engine.connect() as connection:
        tables = {table.name: table for table in reflected(connection)}
    came: list[str] = []
    stop = threading.Event()

    def turns() -> None:
        while not stop.is_set():
            came.append(a_turn(engine, tables["partner"], tables["delivery"]))

    running = threading.Thread(target=turns)
    running.start()
    try:
        yield came
    finally:
        stop.set()
        running.join()


def a_turn(engine: Engine, partner: Table, delivery: Table) -> str:
    try:
        with engine.begin() as connection:
            connection.execute(select(partner).where(partner.c.id == 1)).one()
            connection.execute(update(partner).where(partner.c.id == 1).values(nudge=True))
            connection.execute(update(delivery).where(delivery.c.id == 1).values(unsure=0))
    except Exception as error:  # whatever it is, the test tells of it
        return repr(error)
    return "committed"


def at(engine: Engine, revision: str) -> None:
    """An empty database of that version."""
    migrate(engine)
    downgrade(engine, revision)


def told(row: Row) -> str:
    return repr(sorted(row.items()))

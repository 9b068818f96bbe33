"""Opens the place where everything is remembered: a SQLite file, or PostgreSQL."""

import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, create_engine, event, func
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool, StaticPool
from sqlmodel import Session, SQLModel, select

BUSY_TIMEOUT = "busy_timeout=5000"
SQLITE_PRAGMAS = (BUSY_TIMEOUT, "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
SCRUB = "something was erased"
IDS_BEGIN = 1_767_225_600_000  # 2026, in milliseconds
LARGEST_ID = 2**63 - 1  # what a column for ids can keep
RANDOM_BITS = 23  # of 63: enough for 34 years
WAL_ATTEMPTS, WAL_PAUSE = 100, 0.05  # seconds; together as long as any other wait for a busy file

_newest = 0
_counting = threading.Lock()


def open_database(url: str) -> Engine:
    """An engine for `sqlite:///file`, `sqlite://` (memory) or `postgresql://...`."""
    if url.startswith("postgres"):
        return create_engine(_with_psycopg(url), hide_parameters=True, pool_pre_ping=True)
    # One writer at a time is all SQLite has: threads wait for the one connection instead of colliding in the file.
    pool: dict[str, Any] = {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 0}
    if url == "sqlite://":
        pool = {"poolclass": StaticPool}
    engine = create_engine(url, hide_parameters=True, connect_args={"check_same_thread": False}, **pool)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    event.listen(engine, "checkin", _scrub)
    return engine


def _with_psycopg(url: str) -> str:
    return "postgresql+psycopg://" + url.partition("://")[2]


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy's begin is ours, see below
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    _write_ahead(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Only the switch to a write-ahead log does not wait for a busy file by itself."""
    for attempt in range(WAL_ATTEMPTS):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if attempt == WAL_ATTEMPTS - 1:
                raise
            time.sleep(WAL_PAUSE)


def _begin_immediate(connection: Any) -> None:
    # SQLite ignores FOR UPDATE SKIP LOCKED; a write lock from the start is what keeps claims single.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def copy_sqlite(engine: Engine, copy: Path) -> None:
    """Everything in a SQLite file as it is at this moment, in a new file that only its owner may read; whoever uses
    the database goes on. Raises `FileExistsError`, `OSError` or what SQLAlchemy raises."""
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with engine.connect() as connection:
        outside(connection, "VACUUM INTO ?", str(copy))


def outside(connection: Connection, statement: str, *values: str) -> None:
    """Run what SQLite refuses or ignores inside a transaction: asking the driver does not begin one."""
    driver: Any = connection.connection.dbapi_connection
    driver.execute(statement, values)


def scrub_afterwards(session: Session) -> None:
    """Once this transaction is over, nothing of what it deletes is left in the file or its write-ahead log.

    PostgreSQL overwrites it in its own time.
    """
    session.connection().info[SCRUB] = True


def _scrub(connection: Any, record: Any) -> None:
    """Empty the write-ahead log. While somebody else reads the file (a backup), it is left for the next time."""
    if connection is None or not record.info.get(SCRUB):
        return
    connection.execute("PRAGMA busy_timeout=0")
    with suppress(sqlite3.OperationalError):  # a full disk
        [(busy, *_)] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        record.info[SCRUB] = bool(busy)
    connection.execute(f"PRAGMA {BUSY_TIMEOUT}")


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Everything inside is kept together, or not at all."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


def answers(engine: Engine) -> bool:
    """Whether the database can be asked anything."""
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except SQLAlchemyError:
        return False
    return True


def insert_for(dialect: str) -> Any:
    """The `insert` of a kind of database: what may be there already is left to each one's own words."""
    if dialect == "postgresql":  # SQLite does without these 2 MB
        from sqlalchemy.dialects.postgresql import insert as insert_postgresql

        return insert_postgresql
    from sqlalchemy.dialects.sqlite import insert as insert_sqlite

    return insert_sqlite


def new_id() -> int:
    """An id that exists before its row does: it tells when the row was made, not how many there are.

    Rows made together lie together, so that a database writes few pages for them.
    """
    global _newest
    milliseconds = max(0, time.time_ns() // 1_000_000 - IDS_BEGIN)
    with _counting:  # never the same twice in one process; two replicas have eight million to begin from
        ahead = milliseconds > _newest >> RANDOM_BITS
        _newest = milliseconds << RANDOM_BITS | secrets.randbits(RANDOM_BITS) if ahead else _newest + 1
        return _newest


def count_rows(session: Session, table: type[SQLModel], *conditions: ColumnElement[bool] | bool) -> int:
    """How many rows of a table meet all conditions."""
    return session.exec(select(func.count()).select_from(table).where(*conditions)).one()

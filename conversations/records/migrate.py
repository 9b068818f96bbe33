"""Brings a database to the shape that this version of Attune needs, and keeps away from a newer one."""

import os
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, inspect, select, text
from sqlmodel import SQLModel

from conversations import records
from conversations.records.database import open_database

MIGRATIONS = Path(__file__).parent / "migrations"
ADVISORY_LOCK = 0x617474756E65  # "attune": one process migrates a PostgreSQL database, the others wait
WAIT_FOR_OTHERS = "60s"
WAIT_FOR_TABLES = "2s"  # better fail and be run again than hold up the turns of those who are at it


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
        _refuse_newer(connection)
    if state_of(engine) is SchemaState.UP_TO_DATE:
        return None
    copy = _copy_beside(engine)
    with _alone(engine) as connection:
        _refuse_newer(connection)  # somebody else may have been first
        command.upgrade(_config(connection), "head")
    return copy


def downgrade(engine: Engine, revision: str) -> None:
    """Go back to an earlier shape; "base" is an empty database. For tests and runbooks, never by itself."""
    with _alone(engine) as connection:
        command.downgrade(_config(connection), revision)


def differences(engine: Engine) -> list[object]:
    """What the tables of this version have that the database lacks, or the other way round."""
    with engine.connect() as connection:
        options = {"compare_type": True, "render_as_batch": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), all_tables()))


def all_tables() -> MetaData:
    """Every table, whichever noun it belongs to."""
    for module in pkgutil.iter_modules(records.__path__, f"{records.__name__}."):
        if not module.ispkg:
            import_module(module.name)
    return SQLModel.metadata


def draft(revision: str, message: str) -> Path:
    """Write the next migration: what the tables have that the earlier ones do not make. Read before use."""
    engine = open_database("sqlite://")
    if list((MIGRATIONS / "versions").glob("0*.py")):
        migrate(engine)
    with _alone(engine) as connection:
        written = command.revision(_config(connection), message, autogenerate=True, rev_id=revision)
    if written is None or isinstance(written, list):
        raise ValueError("one migration at a time")
    path = Path(written.path)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.strip().startswith("# ###")), encoding="utf-8")
    return path


def _refuse_newer(connection: Connection) -> None:
    revision = _revision_of(connection)
    if _compare(revision) is SchemaState.NEWER:
        raise NewerDatabase(revision)


def _compare(revision: str | None) -> SchemaState:
    scripts = ScriptDirectory(str(MIGRATIONS))
    if revision == scripts.get_current_head():
        return SchemaState.UP_TO_DATE
    known = {script.revision for script in scripts.walk_revisions()}
    return SchemaState.BEHIND if revision is None or revision in known else SchemaState.NEWER


def _revision_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection) -> Config:
    all_tables()
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
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
    connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_FOR_TABLES}'"))


@contextmanager
def _loose_keys(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by putting a copy in its place; rows that point to it must not mind."""
    _outside(connection, "PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        _outside(connection, "PRAGMA foreign_keys=ON")


def _outside(connection: Connection, statement: str, *values: str) -> None:
    """Run what SQLite refuses or ignores inside a transaction: asking the driver does not begin one."""
    driver: Any = connection.connection.dbapi_connection
    driver.execute(statement, values)


def _check_keys(connection: Connection) -> None:
    if (broken := connection.execute(text("PRAGMA foreign_key_check")).first()) is not None:
        raise ValueError(f"rows of {broken[0]} point to nothing in {broken[2]}")


def _copy_beside(engine: Engine) -> Path | None:
    """A copy of a SQLite file that has rows; its words are sealed as they are in the file itself."""
    file = engine.url.database
    if engine.dialect.name != "sqlite" or not file or file == ":memory:" or not _has_rows(engine):
        return None
    copy = _new_file(Path(file), _head())
    with engine.connect() as connection:
        _outside(connection, "VACUUM INTO ?", str(copy))
    return copy


def _has_rows(engine: Engine) -> bool:
    with engine.connect() as connection:
        names = set(inspect(connection).get_table_names())
        tables = [table for table in all_tables().sorted_tables if table.name in names]
        return any(connection.execute(select(1).select_from(table).limit(1)).first() for table in tables)


def _head() -> str:
    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())


def _new_file(file: Path, head: str) -> Path:
    """An empty file that only its owner may read; one of an earlier attempt stays."""
    number = 1
    while True:
        copy = file.with_name(f"{file.stem}.before-{head}{f'-{number}' if number > 1 else ''}{file.suffix}")
        try:
            os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            return copy
        except FileExistsError:
            number += 1


if __name__ == "__main__":  # python -m conversations.records.migrate 0002 "Thanks are kept"
    print(draft(*sys.argv[1:3]))

"""A database is brought up to date in one go, keeps its rows, and a newer one is left alone."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from conversations.records.conversations import Conversation
from conversations.records.database import open_database, transaction
from conversations.records.migrate import (
    MIGRATIONS,
    NewerDatabase,
    SchemaState,
    all_tables,
    alone,
    migrate,
    revisions,
    state_of,
)
from conversations.records.migrations.steps import differences, downgrade, upgrade
from conversations.records.partners import add_partner
from conversations.records.sealing import Sealer
from conversations.records.updates import SeenUpdate, see_update
from tests.databases import BOTH

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty database is: a file, or a schema of a server."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_schema"))
    return f"sqlite:///{tmp_path}/attune.db"


@pytest.fixture
def empty(url: str) -> Iterator[Engine]:
    engine = open_database(url)
    yield engine
    engine.dispose()


def say_revision(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})


def test_an_empty_database_becomes_what_the_tables_are(empty: Engine) -> None:
    assert state_of(empty) is SchemaState.BEHIND
    migrate(empty)
    assert state_of(empty) is SchemaState.UP_TO_DATE
    assert differences(empty) == []


def shape(engine: Engine) -> set[str]:
    """All that a database knows of its tables, and all that it keeps in them, a line each."""
    with engine.connect() as connection:
        found = inspect(connection)
        told: dict[str, Mapping[Any, Any]] = {
            "columns": found.get_multi_columns(),
            "primary key": found.get_multi_pk_constraint(),
            "foreign keys": found.get_multi_foreign_keys(),
            "unique": found.get_multi_unique_constraints(),
            "checks": found.get_multi_check_constraints(),
            "indexes": found.get_multi_indexes(),
        }
        rows = {
            f"{name} row {tuple(row)!r}"
            for name in found.get_table_names()
            for row in connection.execute(text(f"SELECT * FROM {name}"))  # noqa: S608 (names of tables)
        }
    return rows | {
        f"{table} {kind} {entry!r}"
        for kind, tables in told.items()
        for (_, table), entries in tables.items()
        for entry in (entries if isinstance(entries, list) else [entries])
    }


def test_the_steps_one_by_one_lead_to_the_same_as_making_the_tables_at_once(empty: Engine) -> None:
    migrate(empty)
    at_once = shape(empty)
    downgrade(empty, "base")
    with alone(empty) as connection:
        upgrade(connection)
    assert sorted(shape(empty) ^ at_once) == []


def test_from_every_earlier_shape_one_comes_to_the_same(empty: Engine) -> None:
    migrate(empty)
    newest = shape(empty)
    for earlier in ["base", *revisions()[:-1]]:
        downgrade(empty, earlier)
        migrate(empty)
        assert shape(empty) == newest, earlier


def test_a_shape_tells_of_every_small_thing(empty: Engine) -> None:
    migrate(empty)
    before = shape(empty)
    with empty.begin() as connection:
        connection.execute(text("DROP INDEX ix_reminder_due_at"))
        connection.execute(text("ALTER TABLE couple ADD COLUMN surprise INTEGER DEFAULT 7"))
        connection.execute(
            text("INSERT INTO seen_update (update_id, seen_at) VALUES (41, '2026-11-20 12:00:00')")
        )
    changed = [line for line in shape(empty) ^ before if "(41," in line or "surprise" in line]
    assert len(shape(empty) ^ before) == 3
    assert len(changed) == 2
    assert any("'default': '7'" in line for line in changed)


def test_the_files_of_the_steps_are_numbered_as_they_follow() -> None:
    steps = reversed(list(ScriptDirectory(str(MIGRATIONS)).walk_revisions()))
    assert revisions() == [step.revision for step in steps]


def test_a_difference_would_be_found(empty: Engine) -> None:
    migrate(empty)
    with empty.begin() as connection:
        connection.execute(text("DROP INDEX ix_reminder_due_at"))
        connection.execute(text("ALTER TABLE couple ADD COLUMN surprise INTEGER"))
    assert len(differences(empty)) == 2


def test_one_can_go_back_and_forth(empty: Engine) -> None:
    migrate(empty)
    downgrade(empty, "base")
    assert inspect(empty).get_table_names() == ["alembic_version"]
    assert state_of(empty) is SchemaState.BEHIND
    migrate(empty)
    assert differences(empty) == []


def test_an_ordinary_start_does_without_alembic(tmp_path: Path) -> None:
    """It takes ten megabytes and a tenth of a second; only a database that lacks a step needs it."""
    start = (
        "import sys; from conversations.records.database import open_database;"
        "from conversations.records.migrate import migrate, state_of;"
        "engine = open_database(sys.argv[1]); migrate(engine); migrate(engine);"
        "print(state_of(engine), 'alembic' in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-c", start, f"sqlite:///{tmp_path}/attune.db"],
        cwd=MIGRATIONS.parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "up to date False\n"


def test_migrating_again_changes_nothing(empty: Engine) -> None:
    migrate(empty)
    with transaction(empty) as session:
        see_update(session, 41, NOON)
    migrate(empty)
    with transaction(empty) as session:
        assert session.get(SeenUpdate, 41) == SeenUpdate(update_id=41, seen_at=NOON)


def test_a_database_of_a_later_version_is_left_alone(empty: Engine) -> None:
    migrate(empty)
    say_revision(empty, "9999")
    assert state_of(empty) is SchemaState.NEWER
    with pytest.raises(NewerDatabase, match="9999"):
        migrate(empty)
    say_revision(empty, revisions()[-1])
    assert differences(empty) == []


def test_buttons_asked_before_the_count_moved_are_known_again(empty: Engine) -> None:
    migrate(empty)
    with transaction(empty) as session:
        people = [add_partner(session, Sealer(bytes(32)), id, "A", "en", NOON) for id in (7, 8)]
        session.add(Conversation(partner_id=people[0].id, flow="need", body=b"x", turn=1, touched_at=NOON))
    downgrade(empty, "0001")
    with empty.begin() as connection:
        connection.execute(text("UPDATE partner SET turn = 41"))
    migrate(empty)
    with transaction(empty) as session:
        kept = [session.get_one(Conversation, one.id) for one in people]
        assert [(one.flow, one.body, one.turn) for one in kept] == [("need", b"x", 41), ("", b"", 41)]


def test_a_migration_that_fails_leaves_no_half_of_it(empty: Engine) -> None:
    with empty.begin() as connection:
        connection.execute(text("CREATE TABLE reminder (id INTEGER)"))  # in the way
    with pytest.raises(Exception, match="already exists"):
        migrate(empty)
    assert inspect(empty).get_table_names() == ["reminder"]


def test_two_processes_may_migrate_at_once(url: str) -> None:
    engines, start = [open_database(url), open_database(url)], threading.Barrier(2)

    def begin(engine: Engine) -> None:
        start.wait()
        migrate(engine)

    with ThreadPoolExecutor(2) as both:
        list(both.map(begin, engines))
    assert [differences(engine) for engine in engines] == [[], []]
    for engine in engines:
        engine.dispose()


def test_a_file_with_rows_is_copied_first(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/attune.db")
    with engine.begin() as connection:  # as some earlier version may have left it
        connection.execute(text("CREATE TABLE seen_update (update_id INTEGER)"))
        connection.execute(text("INSERT INTO seen_update VALUES (41)"))
    with pytest.raises(Exception, match="already exists"):
        migrate(engine)
    engine.dispose()
    (copy,) = tmp_path.glob("attune.before-*.db")
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as reading:
        assert reading.execute("SELECT update_id FROM seen_update").fetchall() == [(41,)]


def test_a_file_without_rows_is_not_copied(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/attune.db")
    assert migrate(engine) is None
    downgrade(engine, "base")
    assert migrate(engine) is None
    engine.dispose()


def test_keys_between_tables_are_kept_again_afterwards(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/attune.db")
    migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    engine.dispose()


def test_every_constraint_has_a_name() -> None:
    nameless = [
        (table.name, type(constraint).__name__)
        for table in all_tables().sorted_tables
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert nameless == []

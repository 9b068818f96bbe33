"""Ended at any statement while it brings a database up to date, it loses no row, and the next start finishes (G-2)."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conversations.records.database import open_database
from conversations.records.migrate import STAMP, migrate, revisions
from conversations.records.migrations.steps import differences, downgrade
from tests.faults.copies import IN_THE_LOG
from tests.faults.fail_points import DIED
from tests.faults.killing import LivingBot
from tests.faults.nursery import Birth, Nursery, a_nursery
from tests.faults.size import sized
from tests.records.earlier_rows import fill

ROWS = 3  # in each table
MOVED = {("0001", "partner", "turn")}  # to the conversation, before anybody had a database to lose
SHAPES = sized([revisions()[0]], revisions()[:-1])
EVERY = sized(15, 3)  # how many points from one that is tried to the next

Rows = dict[str, list[dict[str, Any]]]  # by table


@dataclass(frozen=True)
class Old:
    """A database as an earlier version left it."""

    file: Path
    revision: str
    rows: Rows


@pytest.mark.timeout(300)
def test_every_row_is_kept_and_the_next_start_finishes(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    empty = Old(tmp_path / "empty.db", "base", {})
    asyncio.run(ended_everywhere(tmp_path, [empty, *(an_old_one(tmp_path, revision) for revision in SHAPES)]))


def an_old_one(folder: Path, revision: str) -> Old:
    file = folder / f"{revision}.db"
    engine = open_database(f"sqlite:///{file}")
    migrate(engine)
    downgrade(engine, revision)
    fill(engine, ROWS)
    engine.dispose()
    return Old(file, revision, rows_in(file))


def rows_in(file: Path) -> Rows:
    with closing(sqlite3.connect(file)) as reading:
        reading.row_factory = sqlite3.Row
        named = "SELECT name FROM sqlite_master WHERE type = 'table'"
        tables = [name for (name,) in reading.execute(named) if name != STAMP.name]
        return {name: [dict(row) for row in reading.execute(f'SELECT * FROM "{name}"')] for name in tables}  # noqa: S608


async def ended_everywhere(folder: Path, old_ones: list[Old]) -> None:
    async with a_nursery(folder) as nursery:
        for old in old_ones:
            passed = folder / f"passed-{old.revision}"
            assert (
                await migrates(nursery, old, folder / f"{old.revision}-whole", {"passed": str(passed)}) == 0
            )
            names = [line.partition("\t")[0] for line in passed.read_text("utf-8").splitlines()]
            print(f"from {old.revision}: {len(names)} points")
            for name in dict.fromkeys((*names[::EVERY], *names[-2:])):  # the last two are the commit
                here = folder / f"{old.revision}-{name.replace(' ', '-')}"
                assert await migrates(nursery, old, here, {"dies_at": name}) == DIED, name
                nothing_is_lost(old, here, "before")
                assert await migrates(nursery, old, here, {}) == 0, name
                nothing_is_lost(old, here, name)
                shutil.rmtree(here)


async def migrates(nursery: Nursery, old: Old, folder: Path, plan: dict[str, Any]) -> int:
    """What `python -m bot migrate` ends with; in a new folder, on a copy."""
    bot = LivingBot(folder, "http://127.0.0.1:1")
    lay_down(old, bot.database)
    birth = Birth(str(folder), str(folder / "bot.log"), bot.environment(), plan, "migrate")
    return await (await nursery.begins(birth)).wait()


def lay_down(old: Old, file: Path) -> None:
    if not file.exists():
        file.parent.mkdir(parents=True)
        shutil.copy(old.file, file)


def nothing_is_lost(old: Old, folder: Path, when: str) -> None:
    """Every row is there with all that it had, and the file is whole; afterwards it is what this version needs."""
    bot = LivingBot(folder, "")
    found = rows_in(bot.database)
    for table, rows in old.rows.items():
        kept = [column for column in rows[0] if (old.revision, table, column) not in MOVED]
        now = [{column: row.get(column) for column in kept} for row in found[table]]
        assert all({column: row[column] for column in kept} in now for row in rows), (when, table)
    assert bot.integrity() == "ok"
    assert IN_THE_LOG.findall(bot.said) == []
    if when != "before":
        engine = open_database(f"sqlite:///{bot.database}")
        assert differences(engine) == []
        engine.dispose()

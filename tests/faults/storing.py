"""What can befall the database of a running bot, and pass again: no room, no leave to write, somebody else's lock."""

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from conversations.records.migrate import all_tables

NO_LIMIT = 4_294_967_294  # pages
PAGE = 4096  # bytes
MOUNTED = 16  # megabytes
HOLD = (
    "import sqlite3, sys; other = sqlite3.connect(sys.argv[1], isolation_level=None);"
    "other.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()"
)


@dataclass
class Place:
    """Where a bot of this process keeps everything, and the connection it has to it."""

    file: Path
    mounted: bool
    opened: list[sqlite3.Connection] = field(default_factory=list)
    chance: random.Random = field(default_factory=random.Random)

    def ask(self, pragma: str) -> Any:
        """On the bot's own connection, whoever is using it just now."""
        return next(iter(self.opened[-1].execute(f"PRAGMA {pragma}")), (None,))[0]

    def rows(self) -> dict[str, list[str]]:
        """Everything that is kept, as somebody else would read it."""
        with closing(sqlite3.connect(self.file)) as reading:
            return {
                name: sorted(map(repr, reading.execute(f"SELECT * FROM {name}")))  # noqa: S608 (a table)
                for name in all_tables().tables
            }

    def damage(self) -> list[Any]:
        """What SQLite finds wrong with the file."""
        with closing(sqlite3.connect(self.file)) as reading:
            whole = [row for row in reading.execute("PRAGMA integrity_check") if row != ("ok",)]
            return whole + reading.execute("PRAGMA foreign_key_check").fetchall()


@contextmanager
def a_place(folder: Path) -> Iterator[Place]:
    """A folder for the data, on a small disk of its own where this process may mount one."""
    data = folder / "data"
    data.mkdir()
    place = Place(data / "attune.db", mount(data))

    def note(connection: sqlite3.Connection, _record: object) -> None:
        place.opened.append(connection)

    event.listen(Engine, "connect", note)
    try:
        yield place
    finally:
        event.remove(Engine, "connect", note)
        if place.mounted:
            subprocess.run(["umount", "--lazy", data], check=True)  # noqa: S603, S607 (what was mounted here)


def mount(folder: Path) -> bool:
    """Whether there is a small disk in this folder now."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={MOUNTED}m,mode=700", "attune", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603


@contextmanager
def read_only(place: Place) -> Iterator[None]:
    place.ask("query_only=ON")
    try:
        yield
    finally:
        place.ask("query_only=OFF")


@contextmanager
def held_by_another(place: Place) -> Iterator[None]:
    """Another process writes, and does not come to an end."""
    command = [sys.executable, "-c", HOLD, str(place.file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:  # noqa: S603
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            other.kill()


@contextmanager
def no_room(place: Place) -> Iterator[None]:
    """The database may not grow, and has no empty page."""
    limit = place.ask("page_count")
    with closing(sqlite3.connect(place.file, isolation_level=None)) as other:
        other.execute("CREATE TABLE ballast (dead BLOB)")
        place.ask(f"max_page_count={limit + 1}")
        other.execute(f"PRAGMA max_page_count={limit + 1}")
        with suppress(sqlite3.OperationalError):  # full
            while True:
                other.execute("INSERT INTO ballast VALUES (zeroblob(3000))")  # a page each
        try:
            yield
        finally:
            place.ask(f"max_page_count={NO_LIMIT}")
            other.execute("DROP TABLE ballast")


@contextmanager
def full_disk(place: Place) -> Iterator[None]:
    """But for a few pages, so that something may be half written; and the log has no place in it to write over."""
    while place.ask("wal_checkpoint(TRUNCATE)"):  # somebody is at it
        pass
    ballast = place.file.with_name("ballast")
    with open(ballast, "wb", buffering=0) as file:
        with suppress(OSError):  # no space left
            while True:
                file.write(bytes(PAGE))
        file.truncate(file.tell() // PAGE * PAGE - place.chance.randrange(4) * PAGE)
    try:
        yield
    finally:
        ballast.unlink()


Trouble = Callable[[Place], AbstractContextManager[None]]
TROUBLES: dict[str, Trouble] = {
    "read-only": read_only,
    "held by another": held_by_another,
    "no room": no_room,
}

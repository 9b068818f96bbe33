"""A list beside the database of whose keys were destroyed: what a restored backup brings back is erased again.

It names nobody: ids are random, and what they stood for is gone. A line is written and on the disk before the
transaction that erases is kept, so that there is no erasure without its line (reliability, decision 10).
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlmodel import Session

from conversations.records.database import scrub_afterwards

NOTED = "noted for the ledger"


def note_erased(session: Session, owner: str) -> None:
    """This owner's rows and key ("person:ID", "couple:ID") go with this transaction, if it is kept."""
    _note(session, owner)
    scrub_afterwards(session)


def note_ended(session: Session, couple_id: int) -> None:
    """These two are together no longer: a backup from before does not bring them together again."""
    _note(session, f"ended:{couple_id}")


def _note(session: Session, line: str) -> None:
    connection = session.connection()
    before, lines = connection.info.get(NOTED, (None, []))
    current = connection.get_transaction()
    connection.info[NOTED] = current, [*(lines if before is current else []), line]


@dataclass(frozen=True)
class Ledger:
    """The file, one line for each erasure. Whoever restores a backup leaves it as it is."""

    path: Path

    def watch(self, engine: Engine) -> None:
        """From now on every erasure in this database is written down before it is kept.

        Where that cannot be done, the transaction fails with an `OSError` and nothing was erased.
        """
        event.listen(engine, "commit", self._write_noted)

    def _write_noted(self, connection: Connection) -> None:
        transaction, lines = connection.info.pop(NOTED, (None, []))
        if lines and transaction is connection.get_transaction():
            self.add(lines)

    def add(self, lines: Iterable[str]) -> None:
        """Append these lines; they are on the disk when this returns. Raises `OSError`."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not self.path.exists()
        with open(self.path, "a+b", buffering=0, opener=_only_for_its_owner) as file:
            torn = file.seek(0, os.SEEK_END) and not _ends_well(file)
            file.write(("\n" if torn else "").encode() + "".join(f"{line}\n" for line in lines).encode())
            os.fsync(file.fileno())
        if is_new:
            _keep_name(self.path.parent)

    def lines(self) -> Iterator[str]:
        """Every line once, in the order of their first time. Raises `OSError` where the file cannot be read."""
        if self.path.exists():
            yield from dict.fromkeys(self.path.read_text("ascii", "replace").split())


def _only_for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _ends_well(file: Any) -> bool:
    """Whether the last line is whole: it is not, where the computer went off while it was written."""
    file.seek(-1, os.SEEK_END)
    return bool(file.read(1) == b"\n")


def _keep_name(folder: Path) -> None:
    """A new file is there for good once its folder is on the disk; Windows sees to that by itself."""
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

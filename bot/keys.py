"""Rotates the master key while Attune runs, and sees whether everything opens."""

import time
from collections.abc import Callable
from pathlib import Path

from bot.lines import tell
from bot.problems import BadSettings
from bot.settings import read_settings
from bot.storage import Storage, open_beside
from conversations.dialogue.phrases import say
from conversations.records.database import transaction
from conversations.records.master_key import add_version, drop_earlier, read_master_keys
from conversations.records.rotation import wrap_anew
from conversations.records.sealed_columns import find_unreadable

SETTLED = 15.0  # seconds: no transaction that began with the key before lasts as long


def check() -> bool:
    """Open everything and name each row that does not open, by table and id. Raises `BadSettings`."""
    storage, unreadable = open_beside(read_settings()), 0
    for table, key in find_unreadable(storage.engine, storage.sealer):
        unreadable += 1
        tell("keys.unreadable", table=table, id=key.hex()[:16] if isinstance(key, bytes) else str(key))
    storage.close()
    tell("keys.some_unreadable" if unreadable else "keys.all_open", count=unreadable)
    return not unreadable


def rotate() -> None:
    """A new master key, and every key wrapped with it; or what is left of a rotation that was broken off.

    The earlier key stays in the file: copies of the database from before need it. Raises `BadSettings`.
    """
    settings = read_settings()
    storage, path = open_beside(settings), settings.key_path
    if len(read_master_keys(path)) == 1:
        _let_outlive(storage)
        _write(path, add_version)
    tell("keys.rotated", count=wrap_anew(storage.engine, storage.sealer))
    storage.close()
    tell("keys.finish")


def finish() -> None:
    """Take earlier master keys out of the file, once nothing is wrapped with them. Raises `BadSettings`."""
    settings = read_settings()
    storage, path = open_beside(settings), settings.key_path
    if len(read_master_keys(path)) == 1:
        tell("keys.nothing_to_finish")
        return
    _let_outlive(storage)
    time.sleep(max(0.0, path.stat().st_mtime + SETTLED - time.time()))
    wrap_anew(storage.engine, storage.sealer)
    _write(path, drop_earlier)
    storage.close()
    tell("keys.finished", path=str(path))


def _let_outlive(storage: Storage) -> None:
    with transaction(storage.engine) as session:
        storage.sealer.let_outlive(session)


def _write(path: Path, change: Callable[[Path], None]) -> None:
    try:
        change(path)
    except OSError:
        raise BadSettings(say("cli.problem.key_unwritable", path=str(path))) from None

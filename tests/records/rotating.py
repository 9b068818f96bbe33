"""A rotation, step by step, as `attune keys rotate` makes it."""

from pathlib import Path

from sqlalchemy import Engine

from conversations.records.database import transaction
from conversations.records.master_key import add_version
from conversations.records.sealed_columns import find_unreadable
from conversations.records.sealing import Sealer, open_key_file


def opened(database: Engine, key_file: Path) -> Sealer:
    """As a process that starts now would have it."""
    sealer = open_key_file(key_file)
    with transaction(database) as session:
        sealer.recognise(session)
    return sealer


def begin(database: Engine, key_file: Path) -> Sealer:
    """The beginning of a rotation: a new key is in force, and wraps nothing yet."""
    sealer = opened(database, key_file)
    with transaction(database) as session:
        sealer.let_outlive(session)
    add_version(key_file)
    return sealer


def unreadable(database: Engine, sealer: Sealer) -> list[tuple[str, object]]:
    return list(find_unreadable(database, sealer))

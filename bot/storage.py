"""Opens the database and the key that belongs to it, or says in a sentence why that must not be."""

import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlmodel import select

from bot.problems import BadSettings
from bot.settings import Settings
from conversations.dialogue.phrases import say
from conversations.records.database import open_database, transaction
from conversations.records.migrate import NewerDatabase, SchemaState, migrate, state_of
from conversations.records.partners import Partner
from conversations.records.sealing import OwnerKey, Sealer, WrongKey, make_master_key, read_master_key

log = logging.getLogger(__name__)


@dataclass
class Storage:
    """An open database, what unseals it, and the claim to be its only process."""

    engine: Engine
    sealer: Sealer
    lock: IO[Any] | None = None

    def close(self) -> None:
        self.engine.dispose()
        if self.lock is not None:
            self.lock.close()


def open_storage(settings: Settings) -> Storage:
    """Database and key, brought up to date and fitting together. Raises `BadSettings`."""
    lock = claim_file(settings.sqlite_file) if settings.sqlite_file else None
    try:
        engine = open_tables(settings)
        return Storage(engine, open_sealer(engine, settings.key_path), lock)
    except BaseException:
        if lock is not None:
            lock.close()
        raise


def bring_up_to_date(settings: Settings) -> Path | None:
    """Migrate the database; where a copy from before lies, if one was made. Raises `BadSettings`."""
    lock = claim_file(settings.sqlite_file) if settings.sqlite_file else None
    try:
        return migrate(open_database(settings.database))
    except NewerDatabase:
        raise BadSettings(say("cli.problem.newer")) from None
    except (SQLAlchemyError, ArgumentError):
        raise BadSettings(say("cli.problem.unreachable")) from None
    finally:
        if lock is not None:
            lock.close()


def open_tables(settings: Settings) -> Engine:
    """The database in the shape that this version needs; a SQLite file is brought there by itself."""
    try:
        engine = open_database(settings.database)
        if settings.sqlite_file or settings.auto_migrate:
            if (copy := migrate(engine)) is not None:
                log.info("the database was brought up to date; a copy from before lies in %s", copy)
        elif state_of(engine) is SchemaState.BEHIND:
            raise BadSettings(say("cli.problem.behind"))
        elif state_of(engine) is SchemaState.NEWER:
            raise BadSettings(say("cli.problem.newer"))
    except NewerDatabase:
        raise BadSettings(say("cli.problem.newer")) from None
    except (SQLAlchemyError, ArgumentError):
        raise BadSettings(say("cli.problem.unreachable")) from None
    return engine


def open_sealer(engine: Engine, path: Path) -> Sealer:
    """The key of this database; a new one for an empty database without a key."""
    with transaction(engine) as session:
        has_words = session.exec(select(OwnerKey).limit(1)).first() is not None
        someone = session.exec(select(Partner).limit(1)).first()
    if not path.exists() and not has_words:
        try:
            make_master_key(path)
        except OSError:
            raise BadSettings(say("cli.problem.key_unwritable", path=str(path))) from None
        log.warning("a new key was made in %s; without a copy of it nothing can be read again", path)
    try:
        sealer = Sealer(read_master_key(path))
        if someone is not None:
            sealer.open_id(someone.telegram_id)
    except WrongKey:
        missing = "key_wrong" if path.exists() else "key_missing"
        raise BadSettings(say(f"cli.problem.{missing}", path=str(path))) from None
    return sealer


def claim_file(database: Path) -> IO[Any]:
    """Be the only process on a SQLite file until the returned file is closed. Raises `BadSettings`."""
    path = database.with_name(f"{database.name}.lock")
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        file = open(path, "a", encoding="utf-8")
    except OSError:
        raise BadSettings(say("cli.problem.unwritable", path=str(database.parent))) from None
    with suppress(OSError):
        os.chmod(path, 0o600)
    try:
        _lock(file)
    except OSError:
        file.close()
        raise BadSettings(say("cli.problem.already_running", path=str(database))) from None
    return file


def _lock(file: IO[Any]) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

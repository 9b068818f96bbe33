"""Opens the database and the key that belongs to it, or says in a sentence why that must not be."""

import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlmodel import select

from bot.problems import BadSettings
from bot.settings import Settings
from conversations.dialogue.phrases import say
from conversations.records.database import open_database, transaction
from conversations.records.erasing_again import erase_again
from conversations.records.ledger import Ledger
from conversations.records.master_key import make_master_key
from conversations.records.migrate import NewerDatabase, SchemaState, migrate, state_of
from conversations.records.partners import Partner
from conversations.records.sealing import OwnerKey, Sealer, WrongKey, open_key_file

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


def open_storage(settings: Settings, now: datetime | None = None) -> Storage:
    """Database and key, brought up to date and fitting together, without anybody who was erased before. Raises
    `BadSettings`."""
    lock = claim_file(settings.sqlite_file) if settings.sqlite_file else None
    try:
        engine = open_tables(settings)
        sealer = open_sealer(engine, settings.key_path)
        keep_erased(engine, sealer, Ledger(settings.erased_path), now or datetime.now(UTC))
        return Storage(engine, sealer, lock)
    except BaseException:
        if lock is not None:
            lock.close()
        raise


def open_beside(settings: Settings) -> Storage:
    """Database and key as they are; an Attune that runs on them goes on. Raises `BadSettings`."""
    try:
        if settings.sqlite_file is not None and not settings.sqlite_file.exists():
            raise BadSettings(say("cli.problem.unreachable"))
        engine = open_database(settings.database)
        state = state_of(engine)
    except (SQLAlchemyError, ArgumentError):
        raise BadSettings(say("cli.problem.unreachable")) from None
    if state is not SchemaState.UP_TO_DATE:
        raise BadSettings(say("cli.problem.behind" if state is SchemaState.BEHIND else "cli.problem.newer"))
    try:
        return Storage(engine, recognised(engine, settings.key_path))
    except WrongKey:
        raise key_problem(settings.key_path) from None


def keep_erased(engine: Engine, sealer: Sealer, ledger: Ledger, now: datetime) -> None:
    """Erase again whoever a restored backup has brought back, and note who is erased from now on."""
    try:
        if (again := erase_again(engine, sealer, ledger, now)) > 0:
            log.warning(
                "a backup had brought back what was erased: %d lines of the list, erased again", again
            )
        ledger.add(())
    except OSError:
        raise BadSettings(say("cli.problem.erased_unwritable", path=str(ledger.path))) from None
    ledger.watch(engine)


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
    if not path.exists() and not has_words:
        try:
            make_master_key(path)
        except OSError:
            raise BadSettings(say("cli.problem.key_unwritable", path=str(path))) from None
        log.warning("a new key was made in %s; without a copy of it nothing can be read again", path)
    try:
        return recognised(engine, path)
    except WrongKey:
        raise key_problem(path) from None


def recognised(engine: Engine, path: Path) -> Sealer:
    """The key of a file, seen to open this database. Raises `WrongKey`."""
    sealer = open_key_file(path)
    with transaction(engine) as session:
        sealer.recognise(session)
        if (someone := session.exec(select(Partner).limit(1)).first()) is not None:
            sealer.open_id(someone.telegram_id)
    return sealer


def key_problem(path: Path) -> BadSettings:
    """What to say when the database does not open: another key, or none at all."""
    return BadSettings(
        say("cli.problem.key_wrong" if path.exists() else "cli.problem.key_missing", path=str(path))
    )


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

"""Makes a copy of everything while Attune runs, and brings one back into an empty database."""

import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlmodel import func, select

from bot.lines import tell
from bot.problems import BadSettings
from bot.settings import Settings, read_settings
from bot.storage import claim_file, key_problem, open_beside, recognised
from conversations.dialogue.phrases import say
from conversations.records.backup import copy_rows, hold_back_mail, write_backup
from conversations.records.database import open_database, transaction
from conversations.records.erasing_again import erase_again
from conversations.records.ledger import Ledger
from conversations.records.migrate import NewerDatabase, has_rows, migrate
from conversations.records.partners import Partner
from conversations.records.sealing import Sealer, WrongKey


def back_up(file: Path) -> None:
    """Copy everything into this new file; an Attune that runs goes on. Raises `BadSettings`."""
    settings = read_settings()
    storage = open_beside(settings)
    try:
        write_backup(storage.engine, file)
        with transaction(storage.engine) as session:
            people = session.exec(select(func.count()).select_from(Partner)).one()
    except FileExistsError:
        raise BadSettings(say("cli.problem.backup_there", path=str(file))) from None
    except (OSError, SQLAlchemyError, sqlite3.Error):
        with suppress(OSError):
            file.unlink()
        raise BadSettings(say("cli.problem.backup_unwritable", path=str(file))) from None
    finally:
        storage.close()
    tell("backup.done", path=str(file), people=people)
    tell("backup.key", path=str(settings.key_path))
    tell("backup.list", path=str(settings.erased_path))


def restore(file: Path) -> None:
    """Bring everything in this file back into the database of the settings, which has to be empty. Who was erased
    since stays erased, and nothing that was on its way then is sent. Raises `BadSettings`; then nothing is changed."""
    settings = read_settings()
    lock = claim_file(settings.sqlite_file) if settings.sqlite_file else None
    try:
        _refuse_full(settings)
        beside = settings.sqlite_file.parent if settings.sqlite_file else None
        with TemporaryDirectory(prefix=".restoring-", dir=beside) as folder:
            _bring_back(file, Path(folder) / "attune.db", settings)
    except (SQLAlchemyError, ArgumentError):
        raise BadSettings(say("cli.problem.unreachable")) from None
    finally:
        if lock is not None:
            lock.close()


def _refuse_full(settings: Settings) -> None:
    if settings.sqlite_file is not None and not settings.sqlite_file.exists():
        return
    engine = open_database(settings.database)
    full = has_rows(engine)
    engine.dispose()
    if full:
        where = str(settings.sqlite_file or "DATABASE_URL")
        raise BadSettings(say("cli.problem.restore_full", path=where))


def _bring_back(file: Path, copy: Path, settings: Settings) -> None:
    prepared = _opened_copy(file, copy)
    try:
        sealer = recognised(prepared, settings.key_path)
    except WrongKey:
        raise key_problem(settings.key_path) from None
    ledger = Ledger(settings.erased_path)
    erased = erase_again(prepared, sealer, ledger, datetime.now(UTC))
    held, people = _hold_back(prepared, sealer)
    if settings.sqlite_file is not None:
        _put(prepared, copy, settings.sqlite_file)
    else:
        _pour(prepared, settings)
    tell("restore.done", people=people)
    if held:
        tell("restore.held", count=held)
    if erased:
        tell("restore.erased", count=erased)
    if not ledger.path.exists():
        tell("restore.no_list", path=str(ledger.path))
    tell("restore.next")


def _opened_copy(file: Path, copy: Path) -> Engine:
    """What is in the file, in the shape that this version needs; the file itself stays as it is."""
    unread = BadSettings(say("cli.problem.backup_unread", path=str(file)))
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as source:
            os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            source.execute("VACUUM INTO ?", (str(copy),))
        prepared = open_database(f"sqlite:///{copy}")
        if not has_rows(prepared):
            raise unread
        migrate(prepared)
    except NewerDatabase:
        raise BadSettings(say("cli.problem.backup_newer", path=str(file))) from None
    except (OSError, SQLAlchemyError, sqlite3.Error):
        raise unread from None
    return prepared


def _hold_back(prepared: Engine, sealer: Sealer) -> tuple[int, int]:
    with transaction(prepared) as session:
        held = hold_back_mail(session, sealer)
        return held, session.exec(select(func.count()).select_from(Partner)).one()


def _put(prepared: Engine, copy: Path, file: Path) -> None:
    prepared.dispose()  # the last connection takes its log along
    for rest in ("-wal", "-shm"):
        file.with_name(file.name + rest).unlink(missing_ok=True)
    copy.replace(file)


def _pour(prepared: Engine, settings: Settings) -> None:
    target = open_database(settings.database)
    migrate(target)
    with prepared.connect() as source, target.begin() as connection:
        copy_rows(source, connection)
    prepared.dispose()
    target.dispose()

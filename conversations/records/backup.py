"""Keeps a copy of everything, sealed as it is, and brings it back into an empty database."""

from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, select, text
from sqlmodel import Session
from sqlmodel import select as rows_of

from conversations.records.database import copy_sqlite, open_database, outside
from conversations.records.deliveries import Delivery, DeliveryState, Urgency, read_message
from conversations.records.migrate import all_tables, migrate
from conversations.records.sealing import Sealer, WrongKey

PAGE = 500  # rows at a time
OFTEN_ENOUGH = 9  # attempts of unknown outcome: more than any message is given


def write_backup(engine: Engine, file: Path) -> None:
    """Everything as it is at this moment, in a new SQLite file that only its owner may read, whatever kind of
    database it comes from; whoever uses the database goes on. Raises `OSError` or what SQLAlchemy raises."""
    if engine.dialect.name == "sqlite":
        copy_sqlite(engine, file)
        return
    file.touch(0o600, exist_ok=False)
    copy = open_database(f"sqlite:///{file}")
    migrate(copy)
    with (
        engine.connect().execution_options(isolation_level="REPEATABLE READ") as source,
        copy.begin() as target,
    ):
        copy_rows(source, target)
    with copy.connect() as connection:
        outside(connection, "PRAGMA journal_mode=DELETE")  # one file and nothing beside it
    copy.dispose()


def copy_rows(source: Connection, target: Connection) -> None:
    """Every row of every table, into tables of the same shape that are empty."""
    for table in all_tables().sorted_tables:
        for page in source.execution_options(yield_per=PAGE).execute(select(table)).mappings().partitions():
            target.execute(insert(table), [dict(row) for row in page])
    if target.dialect.name == "postgresql":
        _count_on(target)


def _count_on(target: Connection) -> None:
    """PostgreSQL counts by itself, and knows nothing of the numbers that came along."""
    for table in all_tables().sorted_tables:
        for column in table.primary_key:
            counter = target.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
            newest = target.scalar(select(func.max(column))) if counter else None
            if newest is not None:
                target.execute(
                    text("SELECT setval(:counter, :newest)"), {"counter": counter, "newest": newest}
                )


def hold_back_mail(session: Session, sealer: Sealer) -> int:
    """What was on its way when the copy was made may have arrived since: it is not sent. Whoever wrote words that
    were to go to the other is told so, once Attune runs. Returns how many messages that concerns."""
    waiting = list(session.exec(rows_of(Delivery).where(Delivery.state == DeliveryState.PENDING)))
    for delivery in waiting:
        if delivery.urgency == Urgency.RELAY and _is_said_once(session, sealer, delivery):
            delivery.unsure = OFTEN_ENOUGH
        else:
            delivery.state, delivery.body = DeliveryState.UNCONFIRMED, b""
    session.flush()
    return len(waiting)


def _is_said_once(session: Session, sealer: Sealer, delivery: Delivery) -> bool:
    """Whether it stands by itself; what edits another message would only put back how that looked."""
    try:
        return not read_message(session, sealer, delivery).may_be_repeated
    except WrongKey:
        return False

"""Rows as earlier versions of Attune wrote them: for tables whose shape is only known from the database."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Engine, MetaData, Table, insert, select, types
from sqlmodel import SQLModel

from conversations.records.migrate import STAMP, all_tables

Row = dict[str, Any]

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
VALUES: tuple[tuple[type[types.TypeEngine[Any]], Any], ...] = (  # the first that fits
    (types.Boolean, True),
    (types.DateTime, NOON),
    (types.Date, date(2026, 11, 20)),
    (types.Time, time(20, 30)),
)


def reflected(connection: Connection) -> list[Table]:
    """The tables that are there, each after those it points to."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != STAMP.name]


def fill(engine: Engine, rows: int) -> dict[str, list[Row]]:
    """So many rows in each table, no two alike. What was written, by table."""
    written: dict[str, list[Row]] = {}
    with engine.begin() as connection:
        for table in reflected(connection):
            written[table.name] = [a_row(table, number) for number in range(1, rows + 1)]
            connection.execute(insert(table), written[table.name])
    return written


def a_row(table: Table, number: int) -> Row:
    """Row number so and so: it points to the rows of that number in other tables."""
    return {column.name: _value(column, number) for column in table.columns}


def _value(column: Column[Any], number: int) -> Any:
    if (word := _word(column)) is not None:
        return word
    for kind, value in VALUES:
        if isinstance(column.type, kind):
            naive = kind is types.DateTime and not column.type.timezone  # type: ignore[attr-defined]
            return value.replace(tzinfo=None) if naive else value
    if isinstance(column.type, types.LargeBinary):
        return b"sealed %d" % number
    return number if isinstance(column.type, types.Integer) else f"{column.name} {number}"


def _word(column: Column[Any]) -> str | None:
    """For a column that holds a word out of a list, such as a state: the one that new rows have."""
    default = kinds()[column.table.name].model_fields.get(column.name)
    return str(default.default) if default is not None and isinstance(default.default, str) else None


@cache
def kinds() -> dict[str, type[SQLModel]]:
    """Every table of this version, as a class."""
    all_tables()
    return {str(kind.__tablename__): kind for kind in _below(SQLModel) if hasattr(kind, "__table__")}


def _below(kind: type[SQLModel]) -> Iterator[type[SQLModel]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def rows_in(connection: Connection, table: Table, columns: list[str]) -> Iterator[Row]:
    """These columns of every row, moments in UTC."""
    for row in connection.execute(select(*(table.columns[name] for name in columns))).mappings():
        yield {name: _in_utc(value) for name, value in row.items()}


def _in_utc(value: Any) -> Any:
    return value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo is not None else value

"""A town: a database in which many couples have the same moment, written past the product to save an hour."""

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Engine, TextClause, inspect, text
from sqlmodel import SQLModel

from conversations.dialogue.phrasebook import load_phrasebook
from conversations.dialogue.turn import Attune
from conversations.dialogue.wording import OfflineWording
from conversations.records.checkins import Sheet, SheetAnswer
from conversations.records.couples import Couple, CoupleState
from conversations.records.partners import Consent, Partner
from conversations.records.sealing import NONCE_BYTES, VERSION, OwnerKey, Sealed, Sealer, person

MOMENT = datetime(2026, 10, 24, 18, 30, tzinfo=UTC)  # Europe puts its clocks back in the night that follows
BEFORE = MOMENT - timedelta(days=30)
ZONES = ("Asia/Tokyo",)
EVERY_ZONE = tuple(sorted(available_timezones() - {"localtime"}))
PORTION = 5_000  # couples in one transaction

Row = tuple[Any, ...]


def attune_on(engine: Engine) -> Attune:
    """The product on this database, without Telegram."""
    return Attune(engine, Sealer(bytes(32)), load_phrasebook(), OfflineWording(), "attune_bot")


def settle_town(
    engine: Engine, couples: range, zones: Sequence[str] = ZONES, due: datetime | None = MOMENT
) -> None:
    """Couples by their numbers; both of each are asked at the moment, on the clocks of these zones in turn."""
    sealer = Sealer(bytes(32))
    for start in range(couples.start, couples.stop, PORTION):
        numbers = range(start, min(start + PORTION, couples.stop))
        people = [
            _person(sealer, number, one, zones, due)
            for number in numbers
            for one in (2 * number, 2 * number + 1)
        ]
        write(engine, Couple, ["id", "state", "created_at", *_REST[Couple]], map(_couple, numbers))
        write(engine, Partner, _COLUMNS, (row for row, _ in people))
        write(engine, OwnerKey, ["owner", "wrapped"], (key for _, key in people))


def settle_crowd(engine: Engine, couples: range) -> None:
    """Copies of couple 0, quickly: their words open with nobody's key, so none of them may come to be asked."""
    given = {"first": couples.start, "last": couples.stop - 1}
    with engine.begin() as connection:
        connection.execute(_copy_of(Couple, "couple.id = 0", {"id": "n"}), given)
        people = {"first": 2 * couples.start, "last": 2 * couples.stop - 1}
        blob = "BYTEA" if engine.dialect.name == "postgresql" else "BLOB"
        mine = {"id": "n", "telegram_id": f"CAST(CAST(n AS TEXT) AS {blob})", "couple_id": "n / 2"}
        connection.execute(_copy_of(Partner, "partner.id = 0", mine), people)
        key = {"owner": "'person:' || CAST(n AS TEXT)"}
        connection.execute(_copy_of(OwnerKey, "owner_key.owner = 'person:0'", key), people)


def _copy_of(table: type[SQLModel], which: str, but: dict[str, str]) -> TextClause:
    """One copy of a row for each number from `first` to `last`, with these columns made from the number."""
    into = inspect(table).local_table
    values = ", ".join(but.get(name, f"{into.name}.{name}") for name in into.c.keys())
    numbers = "WITH RECURSIVE numbers(n) AS (SELECT CAST(:first AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n < :last)"
    into_all = f"{into.name} ({', '.join(into.c.keys())})"
    copied = f"SELECT {values} FROM numbers, {into.name} WHERE {which}"  # noqa: S608
    return text(f"INSERT INTO {into_all} {numbers} {copied}")


def remember_a_day(engine: Engine, couples: range) -> None:
    """A sheet of the day before with both halves: a planner of queries takes empty tables for small ones."""
    day = (MOMENT - timedelta(days=1)).date()
    sheet = defaults(Sheet(id=0, couple_id=0, day=day, prompt="", state="closed", closes_at=MOMENT))
    half = defaults(SheetAnswer(id=0, sheet_id=0, partner_id=0, asked_at=BEFORE, closes_at=MOMENT))
    sheets = [sheet | {"id": number, "couple_id": number} for number in couples]
    halves = [
        half | {"id": one, "sheet_id": one // 2, "partner_id": one}
        for one in range(2 * couples.start, 2 * couples.stop)
    ]
    write(engine, Sheet, list(sheet), (tuple(one.values()) for one in sheets))
    write(engine, SheetAnswer, list(half), (tuple(one.values()) for one in halves))


def wall_in(zone: str, due: datetime) -> time:
    """What a clock there shows at this moment."""
    return due.astimezone(ZoneInfo(zone)).time()


def write(engine: Engine, table: type[SQLModel], columns: Sequence[str], rows: Iterator[Row]) -> None:
    """Many rows in one transaction: PostgreSQL copies them, SQLite takes them one by one."""
    name, listed = inspect(table).local_table.name, ", ".join(columns)
    connection = engine.raw_connection()
    cursor: Any = connection.cursor()
    if engine.dialect.name == "postgresql":
        with cursor.copy(f"COPY {name} ({listed}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        places = ", ".join("?" * len(columns))
        cursor.execute("BEGIN IMMEDIATE")
        cursor.executemany(f"INSERT INTO {name} ({listed}) VALUES ({places})", map(_for_sqlite, rows))  # noqa: S608
    connection.commit()
    connection.close()


def _for_sqlite(row: Row) -> Row:
    return tuple(_KEPT_AS.get(type(value), _same)(value) for value in row)


def _same(value: Any) -> Any:
    return value


# As SQLAlchemy keeps them.
_KEPT_AS: dict[type, Any] = {
    datetime: lambda at: at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f"),
    time: lambda wall: wall.strftime("%H:%M:%S.%f"),
    date: str,
}


def defaults(one: SQLModel) -> dict[str, Any]:
    """The values of all columns, by their names."""
    return {name: getattr(one, name) for name in inspect(type(one)).local_table.c.keys()}


_A_COUPLE = defaults(Couple(id=0, state=CoupleState.ACTIVE.value, created_at=BEFORE))
_A_PERSON = defaults(
    Partner(id=0, telegram_id=b"", name=b"", consent=Consent.TOGETHER.value, created_at=BEFORE)
)
_REST = {Couple: [name for name in _A_COUPLE if name not in ("id", "state", "created_at")]}
_COLUMNS = list(_A_PERSON)


def _couple(number: int) -> Row:
    return (number, _A_COUPLE["state"], BEFORE, *(_A_COUPLE[name] for name in _REST[Couple]))


def _person(
    sealer: Sealer, couple: int, number: int, zones: Sequence[str], due: datetime | None
) -> tuple[Row, Row]:
    """Their row, and the row of their key."""
    zone, owner, fresh = zones[couple % len(zones)], person(number), AESGCM.generate_key(256)
    name = Sealed(owner, "partner.name", number)
    row = _A_PERSON | {
        "id": number, "telegram_id": sealer.seal_id(number + 1), "couple_id": couple, "zone": zone,
        "name": VERSION + _sealed(AESGCM(fresh), f"Person {number}".encode(), name.bound()),
        "checkin_at": wall_in(zone, due or MOMENT), "next_checkin_at": due or MOMENT + timedelta(hours=1),
    }  # fmt: skip
    return tuple(row.values()), (owner, _sealed(sealer._wrapper, fresh, owner.encode()))


def _sealed(key: AESGCM, words: bytes, bound: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + key.encrypt(nonce, words, bound)

"""How planning grows with the number of couples that are not due: one couple that is, and nobody at all (P6).

    python3 -m benchmarks.growth [--largest 100000] [--postgres] [--json]

With 1, 100, 10,000 ... couples in the database: milliseconds of one tick in which one couple is due (both people), of
one in which nobody is, and how the database finds out. Medians of fifteen. Half a minute; two with 1,000,000.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, text, update
from sqlmodel import col

from benchmarks.figures import Figure, report
from benchmarks.postgres import a_postgres
from benchmarks.town import MOMENT, attune_on, settle_crowd, settle_town
from conversations.dialogue.turn import Attune
from conversations.records.database import open_database
from conversations.records.migrate import all_tables
from conversations.records.partners import Partner
from scheduler.checkins import BATCH, TAKE, plan_all_due

SIZES = (1, 100, 10_000, 100_000, 1_000_000)  # couples
TIMES = 15
NEVER = MOMENT + timedelta(days=3650)


@dataclass(frozen=True)
class Tick:
    """With so many couples: milliseconds, and how the rows were found."""

    couples: int
    one: float
    nobody: float
    way: str


def milliseconds(attune: Attune, now: datetime) -> float:
    began = time.perf_counter()
    plan_all_due(now, attune)
    return (time.perf_counter() - began) * 1000


def due(engine: Engine, at: datetime) -> None:
    """Both people of couple 0 are asked then."""
    with engine.begin() as connection:
        connection.execute(update(Partner).where(col(Partner.couple_id) == 0).values(next_checkin_at=at))


def tick(attune: Attune, couples: int) -> Tick:
    one, nobody = [], []
    for _ in range(TIMES):
        now = next(_evenings)
        due(attune.engine, now)
        one.append(milliseconds(attune, now))
        nobody.append(milliseconds(attune, now))
    return Tick(couples, statistics.median(one), statistics.median(nobody), way_of(attune.engine))


def _every_evening() -> Iterator[datetime]:
    day = MOMENT
    while True:
        yield day
        day += timedelta(days=1)


_evenings = _every_evening()


def way_of(engine: Engine) -> str:
    """Which index finds who is due, in the database's own words."""
    explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "

    def ask(connection: Any, cursor: Any, statement: str, *rest: Any) -> tuple[str, Any]:
        return explain + statement, rest[0]

    with engine.connect() as connection:
        event.listen(connection, "before_cursor_execute", ask, retval=True)
        cursor: Any = connection.execute(TAKE, {"now": MOMENT, "many": BATCH}).cursor
        lines = [str(row[-1]).strip() for row in cursor.fetchall()]
    return next((line.removeprefix("->").strip() for line in lines if "partner" in line), "?")


@contextmanager
def a_database(postgres: bool) -> Iterator[Engine]:
    if postgres:
        with a_postgres() as url:
            engine = open_database(url)
            yield engine
            engine.dispose()
        return
    with tempfile.TemporaryDirectory(prefix="attune-") as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'attune.db'}")
        all_tables().create_all(engine)
        yield engine
        engine.dispose()


def measure(engine: Engine, largest: int) -> list[Tick]:
    settle_town(engine, range(1), due=NEVER)
    attune, found, there = attune_on(engine), [], 1
    tick(attune, 1)  # warm
    for size in (size for size in SIZES if size <= largest):
        if size > there:
            due(engine, NEVER)  # and so are all its copies
            settle_crowd(engine, range(there, size))
            with engine.begin() as connection:
                connection.execute(text("ANALYZE"))
        there = size
        found.append(tick(attune, size))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--largest", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    print(f"python3 -m benchmarks.growth --largest {given.largest}{' --postgres' if given.postgres else ''}")
    with a_database(given.postgres) as engine:
        found = measure(engine, given.largest)
    print(f"{'couples':>10}{'one due ms':>12}{'nobody ms':>11}  found by")
    for one in found:
        print(f"{one.couples:>10,}{one.one:>12.1f}{one.nobody:>11.2f}  {one.way}")
    few, many = found[0], found[-1]
    report([
        Figure("P6", f"a tick with nobody due, {many.couples:,} couples", many.nobody, "ms", "≤ 2×",
               many.nobody <= 2 * few.nobody, "1 couple", few.nobody),
        Figure("P6", f"a tick with one couple due, {many.couples:,} couples", many.one, "ms", "≤ 2×",
               many.one <= 2 * few.one, "1 couple", few.one),
    ])  # fmt: skip


if __name__ == "__main__":
    main()

"""How long two processes take to plan a whole town that is due at one moment, on one PostgreSQL (P5).

    python3 -m benchmarks.million [--couples 100000] [--json]

Both people of each couple are asked, in all time zones there are, in the night in which Europe puts its clocks back.
What is kept of each: the next hour, half a sheet, and a message in words, sealed, in the outbox. The server is one of
pip's, with the settings it comes with and fsync. A minute for 100,000 couples, a
quarter of an hour for 1,000,000.
"""

import argparse
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from datetime import time as wall_clock
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, text

from benchmarks.figures import Figure, report
from benchmarks.postgres import a_postgres
from benchmarks.town import EVERY_ZONE, MOMENT, remember_a_day, settle_town
from benchmarks.workers import Workers, seconds_of, workers
from conversations.dialogue.turn import Attune
from conversations.records.database import open_database
from scheduler.checkins import plan_all_due

WORKERS = 2
MILLION, GOAL = 1_000_000, 10.0  # couples, seconds
COUNTS = {
    "due": "SELECT count(*) FROM partner WHERE next_checkin_at <= :moment",
    "messages": "SELECT count(*) FROM delivery",
    "people with a message": "SELECT count(DISTINCT owner) FROM delivery",
    "sheets": "SELECT count(*) FROM sheet WHERE day >= :day",
    "halves": "SELECT count(*) FROM sheet_answer JOIN sheet ON sheet.id = sheet_id WHERE day >= :day",
}
HOURS = (
    "SELECT zone, checkin_at, next_checkin_at, last_checkin_day, count(*) FROM partner GROUP BY 1, 2, 3, 4"
)
SIZES = """
SELECT relname, pg_total_relation_size(oid), greatest(reltuples, 1) FROM pg_class
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND pg_relation_size(oid) > 0 ORDER BY 2 DESC
"""


def build(attune: Attune, couples: range) -> None:
    settle_town(attune.engine, couples, EVERY_ZONE)


def plan(attune: Attune) -> float:
    """Everybody who is due and not taken by the other; resident megabytes of this process afterwards."""
    plan_all_due(MOMENT, attune)
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) * 1024 / 1e6


def shares(couples: int) -> list[tuple[range]]:
    half = couples // WORKERS
    return [
        (range(one * half, couples if one == WORKERS - 1 else (one + 1) * half),) for one in range(WORKERS)
    ]


def is_right(zone: str, wall: wall_clock, next_at: datetime, day: date) -> bool:
    """Whether this is the same hour on the next date there: by `zoneinfo` alone, and not by the product."""
    here = MOMENT.astimezone(ZoneInfo(zone)).date()
    tomorrow = datetime.combine(here + timedelta(days=1), wall, tzinfo=ZoneInfo(zone))
    return day == here and next_at == tomorrow


def counted(engine: Engine) -> tuple[dict[str, int], list[str], int]:
    """How many there are of each; the zones whose people have a wrong next hour; how many zones."""
    given = {"moment": MOMENT, "day": (MOMENT - timedelta(hours=12)).date()}
    with engine.connect() as connection:
        counts = {name: connection.execute(text(query), given).scalar_one() for name, query in COUNTS.items()}
        hours: Sequence[Any] = connection.execute(text(HOURS)).all()
    return (
        counts,
        sorted({one.zone for one in hours if not is_right(*one[:4])}),
        len({one.zone for one in hours}),
    )


def show_sizes(engine: Engine) -> None:
    """What each table takes on the disk with its indexes, for each of its rows."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))
        for name, size, rows in connection.execute(text(SIZES)):
            print(f"{name:<16}{rows:>12,.0f} rows {size / 1e6:>8,.0f} MB {size / rows:>8,.0f} bytes a row")


def measure(engine: Engine, team: Workers, couples: int) -> list[Figure]:
    began = time.monotonic()
    team.do(build, shares(couples))
    remember_a_day(engine, range(min(couples, 5_000)))
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))
    print(f"{couples:,} couples in {len(EVERY_ZONE)} zones are there after {time.monotonic() - began:.0f} s")
    done = team.do(plan, [()] * WORKERS)
    seconds, left = seconds_of(done), counted(engine)[0]["due"]
    team.do(plan, [()])  # the next tick: whose partner was just being planned by the other process
    print(f"{left} were left to the next tick")
    counts, wrong, zones = counted(engine)
    told = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    print(f"{told}; {len(wrong)} of {zones} zones wrong {' '.join(wrong)}")
    cpu, memory = sum(one.cpu for one in done), max(one.found for one in done)
    print(f"{cpu:.1f} s of CPU in the two processes; each holds {memory:.0f} MB at most")
    show_sizes(engine)
    exactly = {"due": 0, "messages": 2 * couples, "people with a message": 2 * couples, "sheets": couples}
    return figures(couples, seconds, counts == exactly | {"halves": 2 * couples}, wrong)


def figures(couples: int, seconds: float, exactly: bool, wrong: list[str]) -> list[Figure]:
    rate, bar = couples / seconds, MILLION / GOAL
    return [
        Figure("P5", f"{couples:,} couples planned by two processes", seconds, "s", "1,000,000 in 10 s", rate >= bar),
        Figure("P5", "couples planned a second", rate, "/s", f"≥ {bar:,.0f} /s", rate >= bar),
        Figure("P5", "each person asked exactly once", float(exactly), "", "1", exactly),
        Figure("P5", "zones with a wrong next hour", len(wrong), "", "none", not wrong),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--couples", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    couples = max(WORKERS, min(parser.parse_args().couples, 2 * MILLION))
    print(f"python3 -m benchmarks.million --couples {couples}")
    with a_postgres() as url, workers(WORKERS, url) as team:
        engine = open_database(url)
        found = measure(engine, team, couples)
        engine.dispose()
    report(found)


if __name__ == "__main__":
    main()

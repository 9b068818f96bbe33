"""What a couple takes on PostgreSQL's disk: once, for each evening, and in a year.

    python3 -m benchmarks.disk [--couples 200] [--json]

Writes a year of evenings on which both answered all parts of the check-in with a line of 80 characters, and the outbox and
the update numbers of the days that are kept; then asks PostgreSQL for the size of each table with its indexes. Needs,
notes and the rest come on top, for those who use them. Twenty seconds.
"""

import argparse
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import Engine, text

from benchmarks.figures import Figure, report
from benchmarks.postgres import a_postgres
from benchmarks.town import BEFORE, MOMENT, defaults, settle_town, write
from conversations.dialogue.outcomes.checkins import Answered
from conversations.records.checkins import Sheet, SheetAnswer
from conversations.records.database import new_id, open_database
from conversations.records.deliveries import Delivery
from conversations.records.sealing import NONCE_BYTES
from conversations.records.updates import SeenUpdate

YEAR = 365  # days
MESSAGES, UPDATES = 8, 8  # of a person on an evening: the question, its steps, the reveal; the taps
SENT_DAYS, SEEN_DAYS = 2, 8  # housekeeping.SENT, housekeeping.SEEN
SEAL = 1 + NONCE_BYTES + 16  # bytes: version, nonce, tag
SIZE = "SELECT pg_total_relation_size(CAST(:name AS regclass))"
ONCE, YEARLY, LATELY = (
    ("couple", "partner", "owner_key"),
    ("sheet", "sheet_answer"),
    ("delivery", "seen_update"),
)


def sheets(couples: int) -> Iterator[dict[str, object]]:
    plain = defaults(Sheet(couple_id=0, day=MOMENT.date(), prompt="a_small_thing", closes_at=MOMENT))
    for day in range(YEAR):
        for couple in range(couples):
            at = MOMENT - timedelta(days=day)
            yield plain | {
                "id": new_id(),
                "couple_id": couple,
                "day": at.date(),
                "state": "revealed",
                "revealed_at": at,
            }


def halves(sheet: dict[str, object]) -> Iterator[dict[str, object]]:
    plain = defaults(SheetAnswer(sheet_id=0, partner_id=0, asked_at=BEFORE, closes_at=BEFORE))
    answered = Answered("some", "glad", "grateful", "listening", "prompts.a_small_thing", "x" * 80)
    length = SEAL + len(json.dumps({**asdict(answered), "private": []}))
    for one in (0, 1):
        yield plain | {
            "id": new_id(), "sheet_id": sheet["id"], "partner_id": 2 * int(str(sheet["couple_id"])) + one,
            "question": answered.question, "body": os.urandom(length), "done_at": MOMENT, "shown_at": MOMENT,
            "responded": "heart",
        }  # fmt: skip


def fill(engine: Engine, couples: int) -> None:
    settle_town(engine, range(couples))
    there = list(sheets(couples))
    both = [half for sheet in there for half in halves(sheet)]
    sent = defaults(
        Delivery(chat=b"", owner="", body=b"", due_at=MOMENT, expires_at=MOMENT, state="sent", sent_at=MOMENT)
    )
    sent.pop("id")
    outbox = [
        sent
        | {"row": new_id(), "chat": os.urandom(26), "owner": f"person:{number}", "sent_message_id": number}
        for number in range(2 * couples * MESSAGES * SENT_DAYS)
    ]
    seen = [{"update_id": number, "seen_at": MOMENT} for number in range(2 * couples * UPDATES * SEEN_DAYS)]
    for table, rows in ((Sheet, there), (SheetAnswer, both), (Delivery, outbox), (SeenUpdate, seen)):
        write(engine, table, list(rows[0]), (tuple(row.values()) for row in rows))
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))


def kilobytes(engine: Engine, tables: tuple[str, ...], couples: int) -> float:
    """Of 1,000 bytes, for each couple."""
    with engine.connect() as connection:
        sizes: list[int] = [connection.execute(text(SIZE), {"name": name}).scalar_one() for name in tables]
    return sum(sizes) / couples / 1000


def measure(engine: Engine, couples: int) -> list[Figure]:
    fill(engine, couples)
    once, year, lately = (kilobytes(engine, tables, couples) for tables in (ONCE, YEARLY, LATELY))
    return [
        Figure("–", "a couple, with keys", once, "kB", "", True),
        Figure("–", "a couple's evening, both answer", year / YEAR, "kB", "", True),
        Figure("–", "a couple's year", year, "kB", "", True),
        Figure("–", "what is kept for days: outbox, update numbers", lately, "kB", "", True),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--couples", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    couples = max(10, min(parser.parse_args().couples, 2_000))
    print(f"python3 -m benchmarks.disk --couples {couples}")
    with a_postgres() as url:
        engine = open_database(url)
        found = measure(engine, couples)
        engine.dispose()
    report(found)


if __name__ == "__main__":
    main()

"""Two processes on one PostgreSQL beside one: what they claim and settle, and an update that both are brought (P16).

    python3 -m benchmarks.replicas [--seconds 3] [--json]

Each process claims as many messages as the courier does at a time, and notes for each, in a transaction of its own, that
it has arrived; Telegram is not asked. One process and two take turns, three times. Then both handle the same updates at
the same moment: each must be answered by one of them, once. The server is one of pip's, with fsync. About a minute.
"""

import argparse
import statistics
import time
from datetime import timedelta

from sqlalchemy import Engine, text

from benchmarks.figures import Figure, report
from benchmarks.postgres import a_postgres
from benchmarks.town import MOMENT, remember_a_day, settle_town
from benchmarks.workers import Workers, seconds_of, workers
from conversations.dialogue.events import ChatKind, Command, Where, Who
from conversations.dialogue.turn import Attune, handle
from conversations.records.database import open_database, transaction
from scheduler.claims import claim_due
from scheduler.courier import IN_HAND
from scheduler.errands import Arrived
from scheduler.settling import settle

ROUNDS = 3
OUTBOX = 60_000  # messages that wait, each for a chat of its own
UPDATES = 200
FILL = """
INSERT INTO delivery (row, chat, owner, body, urgency, state, due_at, expires_at, attempts, unsure, epoch, about)
SELECT n, n::text::bytea, 'person:' || n, ''::bytea, 'prompt', 'pending', :due, :until, 0, 0, 0, ''
FROM generate_series(1, :many) AS n
"""


def carry(attune: Attune, seconds: float) -> int:
    """Claim and settle for so long; how many messages."""
    ends, carried = time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        with transaction(attune.engine) as session:
            claims = claim_due(session, MOMENT, IN_HAND)
        for claim in claims:
            with transaction(attune.engine) as session:
                settle(session, attune, claim, MOMENT, Arrived(1))
        carried += len(claims)
    return carried


def answer(attune: Attune, updates: range) -> list[tuple[int, int]]:
    """Handle these, each from somebody else; update and the number of messages that follow."""
    found = []
    for number in updates:
        me = Who(number, f"Person {number - 1}", "en")
        event = Command(number, me, Where(me.telegram_id, ChatKind.PRIVATE), "help", "", number)
        found.append((number, len(handle(event, MOMENT, attune).ready)))
    return found


def fill(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE delivery"))
        given = {"many": OUTBOX, "due": MOMENT, "until": MOMENT + timedelta(hours=2)}
        connection.execute(text(FILL), given)
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("VACUUM ANALYZE delivery"))


def rate_of(engine: Engine, team: Workers, processes: int, seconds: float) -> tuple[float, int]:
    """Messages a second, and how many were settled by two."""
    fill(engine)
    done = team.do(carry, [(seconds,)] * processes)
    carried = sum(one.found for one in done)
    with engine.connect() as connection:
        sent = connection.execute(text("SELECT count(*) FROM delivery WHERE state = 'sent'")).scalar_one()
    return carried / seconds_of(done), carried - sent


def answered_by_both(engine: Engine, team: Workers) -> int:
    """Of the updates that both were brought, how many were not answered exactly once."""
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE delivery"))
    done = team.do(answer, [(range(1, UPDATES + 1),)] * 2)
    with engine.connect() as connection:
        posted: int = connection.execute(text("SELECT count(*) FROM delivery")).scalar_one()
    answers: list[int] = [
        sum(dict(one.found)[number] > 0 for one in done) for number in range(1, UPDATES + 1)
    ]
    told = [sum(dict(one.found)[number] > 0 for number in range(1, UPDATES + 1)) for one in done]
    print(
        f"{UPDATES} updates brought to both: {told[0]} answered by the one, {told[1]} by the other, {posted} messages"
    )
    return sum(one != 1 for one in answers) + abs(posted - UPDATES)


def measure(seconds: float) -> list[Figure]:
    with a_postgres() as url, workers(2, url) as team:
        engine = open_database(url)
        settle_town(engine, range(200))
        remember_a_day(engine, range(200))
        rate_of(engine, team, 2, 1.0)  # warm
        rounds = [[rate_of(engine, team, processes, seconds) for processes in (1, 2)] for _ in range(ROUNDS)]
        one, two = (statistics.median(found[place][0] for found in rounds) for place in (0, 1))
        twice = sum(wrong for found in rounds for _, wrong in found)
        wrong = answered_by_both(engine, team)
        engine.dispose()
    return [
        Figure("P16", "claimed and settled a second by two processes", two, "/s", "≥ 1.4×", two >= 1.4 * one,
               "one process", one),
        Figure("P16", "settled twice", twice, "", "none", twice == 0),
        Figure("P16", "updates brought to both and not answered once", wrong, "", "none", wrong == 0),
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--json", action="store_true")
    seconds = max(1.0, min(parser.parse_args().seconds, 10.0))
    print(f"python3 -m benchmarks.replicas --seconds {seconds:g}")
    report(measure(seconds))


if __name__ == "__main__":
    main()

"""How long one evening's tick takes, and how long it holds up a tap: python3 -m benchmarks.planning [people]."""

import gc
import statistics
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import event
from sqlmodel import SQLModel, select

from conversations.dialogue.phrasebook import load_phrasebook
from conversations.dialogue.turn import Attune
from conversations.dialogue.wording import OfflineWording
from conversations.localtime import next_due
from conversations.records.checkins import Sheet
from conversations.records.couples import Couple, CoupleState
from conversations.records.database import open_database, transaction
from conversations.records.partners import Consent, Partner, add_partner
from conversations.records.sealing import Sealer
from conversations.records.updates import see_update
from scheduler.checkins import plan_all_due

NOW = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)  # 20:30 in Tokyo
EVENING = datetime(2026, 1, 1, 20, 30, tzinfo=UTC).time()
HISTORY = 60  # days of earlier sheets


def fill(attune: Attune, people: int) -> None:
    """Couples whose hour comes in the same minute."""
    for start in range(0, people, 1000):
        with transaction(attune.engine) as session:
            for number in range(start, min(start + 1000, people), 2):
                couple = Couple(state=CoupleState.ACTIVE, created_at=NOW)
                session.add(couple)
                session.flush()
                for one in (number, number + 1):
                    partner = add_partner(session, attune.sealer, one + 1, f"Person {one}", "en", NOW)
                    partner.couple_id, partner.consent = couple.id, Consent.TOGETHER
                    partner.zone, partner.checkin_at = "Asia/Tokyo", EVENING
                    partner.next_checkin_at = next_due(NOW - timedelta(hours=1), EVENING, "Asia/Tokyo")[1]
                session.add_all(_sheets(couple.id, attune))


def _sheets(couple_id: int, attune: Attune) -> list[Sheet]:
    prompts = list(attune.book.table("prompts", "en"))
    return [
        Sheet(couple_id=couple_id, day=(NOW - timedelta(days=back)).date(), prompt=prompts[back % len(prompts)],
              state="revealed", closes_at=NOW - timedelta(days=back))
        for back in range(1, HISTORY + 1)
    ]  # fmt: skip


class Stopwatch:
    """Notes how long each transaction of its own thread lasted."""

    def __init__(self, attune: Attune) -> None:
        self.spans: list[float] = []
        self._thread, self._began = threading.get_ident(), 0.0
        event.listen(attune.engine, "begin", lambda connection: self._begin())
        event.listen(attune.engine, "commit", lambda connection: self._end())

    def _begin(self) -> None:
        if threading.get_ident() == self._thread:
            self._began = time.perf_counter()

    def _end(self) -> None:
        if threading.get_ident() == self._thread:
            self.spans.append(time.perf_counter() - self._began)


def tap_meanwhile(attune: Attune, over: threading.Event, waits: list[float]) -> None:
    """A small turn every 20 ms, as someone's taps would be."""
    number = 0
    while not over.is_set():
        began, number = time.perf_counter(), number + 1
        with transaction(attune.engine) as session:
            see_update(session, number, NOW)
        waits.append(time.perf_counter() - began)
        time.sleep(0.02)


def main(people: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'attune.db'}")
        SQLModel.metadata.create_all(engine)
        attune = Attune(engine, Sealer(bytes(32)), load_phrasebook(), OfflineWording(), "attune_bot")
        fill(attune, people)
        attune.sealer._known.clear()  # as after a start
        gc.freeze()  # as `bot.app` does
        over, waits = threading.Event(), list[float]()
        watch = Stopwatch(attune)
        taps = threading.Thread(target=tap_meanwhile, args=(attune, over, waits))
        if "--taps" in sys.argv:
            taps.start()
        began, worked = time.perf_counter(), time.thread_time()
        plan_all_due(NOW, attune)
        took, worked = time.perf_counter() - began, time.thread_time() - worked
        over.set()
        with transaction(engine) as session:
            left = len(session.exec(select(Partner.id).where(Partner.next_checkin_at <= NOW)).all())  # type: ignore[operator]
        report(people, took, worked, watch.spans, waits, left)


def report(
    people: int, took: float, worked: float, spans: list[float], waits: list[float], left: int
) -> None:
    long = sorted(spans)
    print(f"{people} due people planned in {took:.2f} s ({worked:.2f} s of CPU), {left} left")
    print(f"transaction: median {statistics.median(long) * 1000:.0f} ms, longest {long[-1] * 1000:.0f} ms")
    if waits:
        waits.sort()
        print(
            f"tap during the tick: median {statistics.median(waits) * 1000:.0f} ms, longest {waits[-1] * 1000:.0f} ms"
        )


if __name__ == "__main__":
    main(int(next((word for word in sys.argv[1:] if word.isdigit()), "10000")))

"""An evening of two people on a disk that is full again and again: a program, since a limit is its process's own."""

import json
import random
import resource
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Engine, LargeBinary
from sqlalchemy.exc import SQLAlchemyError

from conversations.dialogue.continuing import pending_rewording
from conversations.dialogue.events import Event
from conversations.dialogue.turn import Handled, desk_for, handle
from conversations.records.database import open_database, transaction
from conversations.records.migrate import all_tables
from conversations.records.partners import find_partner
from scheduler.checkins import plan_all_due
from scheduler.pulses import plan_all_pulses
from scheduler.reminders import say_all_due
from tests.stage import Phone, Stage, fresh_stage, paired

AKIS_EVENING = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)  # 20:30 in Tokyo
MIKAS_EVENING = datetime(2026, 11, 20, 20, 30, tzinfo=UTC)  # 20:30 in London
PAGE = 512  # bytes, the smallest there are: a turn needs many
HEADER, FRAME = 32, PAGE + 24  # bytes of a write-ahead log: its beginning, and each page in it
MOST = 30  # pages; more than one turn writes
NO_LIMIT = 4_294_967_294  # pages
BY_CHANCE = {
    "prompt",
    "spares",
    "swapped",
    "question",
    "owner",
    "about",
}  # hold an id, or a prompt that was drawn

Squeeze = Callable[[Engine, int], AbstractContextManager[None]]  # no more room than so much


@contextmanager
def small_files(engine: Engine, size: int) -> Iterator[None]:
    """No file can be written past `size` bytes; the log of the database begins anew."""
    run(engine, "PRAGMA wal_checkpoint(TRUNCATE)")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def few_pages(engine: Engine, more: int) -> Iterator[None]:
    """The database may have only so many pages more than it has, and none of those is empty."""
    [[count]] = run(engine, "PRAGMA page_count")
    run(engine, f"PRAGMA max_page_count={count}")
    with suppress(sqlite3.OperationalError):  # full
        while True:
            run(engine, "INSERT INTO ballast VALUES (zeroblob(400))")  # a page each
    run(engine, f"PRAGMA max_page_count={count + more}")
    try:
        yield
    finally:
        run(engine, f"PRAGMA max_page_count={NO_LIMIT}")
        run(engine, "DELETE FROM ballast")


SQUEEZES: tuple[tuple[Squeeze, Sequence[int]], ...] = (  # and how much room there may be, from none to enough
    (small_files, [HEADER // 2, *range(HEADER, HEADER + MOST * FRAME, FRAME // 4)]),
    (few_pages, range(8)),
)


@dataclass
class Cramped(Stage):
    """A stage on a file, where everything is tried with too little room before there is enough."""

    tries: int = 1  # of each kind, for each thing that happens
    chance: random.Random = field(default_factory=random.Random)
    refused: Counter[str] = field(default_factory=Counter)

    def happens(self, make: Callable[[int], Event]) -> Handled:
        event = make(next(self.ids))
        handled = self._in_little_room(event) or handle(event, self.now, self.attune)
        self.deliver()
        return handled

    def ticks(self) -> None:
        """What a tick could not do for want of room, the next ones do."""
        for squeeze, room in self._rooms():
            try:
                with squeeze(self.engine, room):
                    plan_all_due(self.now, self.attune)
                    plan_all_pulses(self.now, self.attune)
                    say_all_due(self.now, self.attune)
            except SQLAlchemyError as error:
                self._note(error)
        super().ticks()

    def _in_little_room(self, event: Event) -> Handled | None:
        for squeeze, room in self._rooms():
            before = rows(self.file)
            try:
                with squeeze(self.engine, room):
                    return handle(event, self.now, self.attune)
            except SQLAlchemyError as error:
                self._note(error)
                assert rows(self.file) == before or self._waits_for_its_wording(event), event
        return None

    def _rooms(self) -> Iterator[tuple[Squeeze, int]]:
        """Of each kind, less and less scarce."""
        for squeeze, rooms in SQUEEZES:
            for room in sorted(self.chance.sample(rooms, min(self.tries, len(rooms)))):
                yield squeeze, room

    def _note(self, error: SQLAlchemyError) -> None:
        self.refused[str(error.__cause__)] += 1
        assert damage(self.file) == []

    def _waits_for_its_wording(self, event: Event) -> bool:
        """Such a turn has two transactions: the first is whole, and the same update again brings the second."""
        with transaction(self.engine) as session:
            me = find_partner(session, self.attune.sealer, event.who.telegram_id)
            desk = desk_for(session, self.now, self.attune)
            return me is not None and pending_rewording(desk, me) is not None

    @property
    def file(self) -> str:
        return str(self.engine.url.database)


def run(engine: Engine, statement: str) -> list[Any]:
    """Outside of any transaction, on the one connection there is."""
    with closing(engine.raw_connection()) as connection:
        driver: Any = connection.driver_connection
        return list(driver.execute(statement))


def rows(file: str) -> dict[str, list[str]]:
    """Everything that is kept, as somebody else would read it."""
    with closing(sqlite3.connect(file)) as reading:
        return {
            name: sorted(map(repr, reading.execute(f"SELECT * FROM {name}")))  # noqa: S608 (names of tables)
            for name in all_tables().tables
        }


def damage(file: str) -> list[Any]:
    """What SQLite finds wrong with a file."""
    with closing(sqlite3.connect(file)) as reading:
        whole = [row for row in reading.execute("PRAGMA integrity_check") if row != ("ok",)]
        return whole + reading.execute("PRAGMA foreign_key_check").fetchall()


def outline(stage: Stage) -> dict[str, list[Any]]:
    """What the phones show and the tables hold, but for what is never twice the same: ids, and a drawn prompt."""
    seen = {
        f"chat {chat}": [(one.buttons, one.text.count("\n")) for one in shown]
        for chat, shown in stage.chats.items()
    }
    with stage.engine.connect() as connection:
        kept = {
            name: sorted(map(repr, connection.execute(table.select().with_only_columns(*plain))))
            for name, table in all_tables().tables.items()
            if (plain := [one for one in table.c if is_plain(one)])
        }
    return seen | kept


def is_plain(column: Any) -> bool:
    return not isinstance(column.type, BigInteger | LargeBinary) and column.name not in BY_CHANCE


def an_evening(stage: Stage) -> None:
    """A need and its answer, harsh words said softly, thanks, the day's question, heat and a pause."""
    aki, mika = paired(stage)
    acts(mika, " /need", "Someone to listen", "Tired", "Worn out", " The call with my sister.")
    acts(mika, "10 minutes", "Tonight", "A little", "Send privately")
    acts(aki, "ことばで返す", " お姉さんとの電話のことだね", "送る")
    acts(mika, "Yes, that's it")
    acts(aki, " /help_me_say_this", " どうしていつも約束を破るの？もう疲れた。", "先に教えて", "Aを使う")
    acts(aki, "相手だけに送る", "取り下げる")
    acts(aki, " /thanks", " 雨の中、駅まで迎えに来てくれた。", " とても心強かった。", "相手だけに送る")
    acts(mika, "Keep it", "❤️")
    the_days_question(stage, aki, mika)
    acts(mika, " /tense", "Hot", " /pause", "20 min → 20:50")
    for _ in range(2):
        stage.wait(minutes=10)
        stage.ticks()


def the_days_question(stage: Stage, aki: Phone, mika: Phone) -> None:
    stage.now = AKIS_EVENING
    stage.ticks()
    acts(aki, "🔋 そこそこ", "つかれた", "くたくた", "聞いてほしい", " 電車の犬", "できた")
    stage.now = MIKAS_EVENING
    stage.ticks()
    acts(mika, "🪫 Little", "Warm", "Tender", "Nothing today", "Skip", "Done")


def acts(phone: Phone, *steps: str) -> None:
    """Tap these one after the other; what begins with a blank is typed."""
    for step in steps:
        if step.startswith(" "):
            phone.says(step.strip())
        else:
            phone.taps(step)


def main(tries: str, seed: str) -> None:
    """Two evenings, one of them with all the room there is; the file of the other lies where this is run.

    Prints how often and why something was refused.
    """
    with closing(sqlite3.connect("cramped.db")) as fresh:
        fresh.execute(f"PRAGMA page_size={PAGE}")
        fresh.execute("CREATE TABLE ballast (dead BLOB)")
    engine = open_database("sqlite:///cramped.db")
    run(engine, "PRAGMA synchronous=OFF")  # it is room that is lacking, not power
    chance = random.Random(seed)  # noqa: S311 (how much room there is)
    undisturbed, cramped = fresh_stage(), Cramped(engine, tries=int(tries), chance=chance)
    for stage in (undisturbed, cramped):
        an_evening(stage)
    expected, found = outline(undisturbed), outline(cramped)
    assert found == expected, [name for name in expected if found[name] != expected[name]]
    print(json.dumps(cramped.refused))


if __name__ == "__main__":
    main(*sys.argv[1:])

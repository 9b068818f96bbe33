"""Whatever people write while tests run is looked for afterwards, where it must not be (G-12, T-11).

Every text that reaches Attune counts, however it gets there. After each test it is looked for in the databases
that the test used, and in what Attune has logged down to DEBUG, as a terminal would show it.
"""

import copy
import json
import logging
import sys
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

SHORTEST = 12  # bytes: less may stand somewhere by chance
MOST = 300  # texts of one test, the newest; more are written by fuzzing alone
DATABASES = 8  # of one test, the newest
NEEDLE = 40  # characters: a longer text may lie in several places of a file
OURS = ("attune", "bot", "conversations", "scheduler")  # loggers
ZONES = frozenset(available_timezones())
TOKENS = (b"1:evening", b"1:demo")


class Canaries:
    """The words of one test, and where they may have gone."""

    def __init__(self) -> None:
        self.heard: deque[str] = deque(maxlen=MOST)
        self.engines: deque[Any] = deque(maxlen=DATABASES)
        self.log = Log()
        self._listens = False

    def listen(self) -> None:
        """Hear of every text and every database from now on, once Attune is loaded at all."""
        if self._listens or "conversations.dialogue.events" not in sys.modules:
            return
        self._listens = True
        from sqlalchemy import Engine, event

        from conversations.dialogue.events import Command, Rewritten, Words

        _afterwards(Words, lambda words: self.hear(words.text, words.who.name))
        _afterwards(Rewritten, lambda words: self.hear(words.text, words.who.name))
        _afterwards(Command, lambda command: self.hear(command.rest, command.who.name))
        event.listen(Engine, "engine_connect", self._see)

    def hear(self, *texts: str) -> None:
        self.heard += [text for text in texts if _is_told(text)]

    def _see(self, connection: Any) -> None:
        if all(one is not connection.engine for one in self.engines):
            self.engines.append(connection.engine)

    def begin(self, quietly: bool) -> None:
        """A new test. `quietly` when it counts the lines of the log itself."""
        self.forget()
        for logger in map(logging.getLogger, OURS if self._listens else ()):
            logger.addHandler(self.log)  # once more: some tests leave logging as it is without us
            logger.setLevel(logging.NOTSET if quietly else logging.DEBUG)

    def forget(self) -> None:
        """As if nothing had been written, nowhere."""
        self.heard.clear()
        self.engines.clear()
        self.log.lines.clear()

    def found(self) -> list[str]:
        """Where words were found that must not be there: a line for each."""
        needles = [*TOKENS, *self.needles()]
        return [
            f"{needle!r} in {place}"
            for place, content in self._places()
            for needle in needles
            if needle in content
        ]

    def needles(self) -> list[bytes]:
        """What to look for: each text that was heard, in every form."""
        return [needle for text in set(self.heard) for needle in _needles(text)]

    def _places(self) -> Iterator[tuple[str, bytes]]:
        yield "the log", "\n".join(self.log.lines).encode("utf-8", "replace")
        if self.heard:
            for engine in self.engines:
                yield from contents(engine)


class Log(logging.Handler):
    """What Attune logs, in the form in which it would be written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        from bot.logs import Redacting

        mine = copy.copy(record)  # other handlers get theirs as it came
        if Redacting().filter(mine):
            self.lines.append(self.format(mine))


CANARIES = Canaries()


def contents(engine: Any) -> Iterator[tuple[str, bytes]]:
    """Everything that a database holds, as it lies there."""
    if engine.dialect.name == "postgresql":
        yield "PostgreSQL", _rows(engine)
    elif engine.url.database in (None, "", ":memory:"):
        yield "SQLite", _memory(engine)
    else:
        for path in sorted(Path(engine.url.database).parent.glob(f"{Path(engine.url.database).stem}*")):
            yield path.name, path.read_bytes()


def _memory(engine: Any) -> bytes:
    if "connection" not in engine.pool.__dict__:  # nobody has it open any more
        return b""
    connection = engine.raw_connection()
    try:
        content: bytes = connection.driver_connection.serialize()
        return content
    finally:
        connection.close()


def _rows(engine: Any) -> bytes:
    """All rows of all tables; bytes as PostgreSQL shows them, and once more as they are."""
    from sqlalchemy import inspect, text
    from sqlalchemy.exc import SQLAlchemyError

    was_idle = not engine.pool.checkedin()
    try:
        with engine.connect() as connection:
            names = inspect(connection).get_table_names()
            every = " UNION ALL ".join(f"SELECT {name}::text FROM {name}" for name in names)  # noqa: S608 (our tables)
            found = connection.execute(text(every)).scalars().all() if names else []
    except SQLAlchemyError:  # it is away; the test has taken it away
        return b""
    finally:
        if was_idle:
            engine.dispose()
    return "\n".join(found).encode()


def _needles(text: str) -> Iterator[bytes]:
    """A text as it may lie in a file: as it is, as JSON, or as the digits of its bytes; its beginning and its end."""
    for part in {text[:NEEDLE], text[-NEEDLE:]}:
        plain = part.encode("utf-8", "replace")
        yield from {plain, json.dumps(part)[1:-1].encode(), plain.hex().encode()}


def _afterwards(kind: Any, tell: Callable[[Any], None]) -> None:
    """Have the newest of a kind told about whenever one is made."""
    make = kind.__init__

    def make_and_tell(self: Any, *given: Any, **named: Any) -> None:
        make(self, *given, **named)
        tell(self)

    kind.__init__ = make_and_tell


def _is_told(text: str) -> bool:
    """Whether it is something that nobody else is to read: more than a word, and not a zone, which is a setting."""
    return len(text.encode("utf-8", "replace")) >= SHORTEST and text not in ZONES

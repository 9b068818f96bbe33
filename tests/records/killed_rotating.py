"""Rotates the key of a database again and again, each time killed some steps later, until it comes to its end.

Run as a program of its own, since it forks: `python -m tests.records.killed_rotating N`, with DATABASE_URL and
KEY_FILE, is killed at every Nth step. Prints how often it was killed; ends with an error where anything did not open meanwhile.
"""

import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from typing import Any

from sqlalchemy import Engine, event

import bot.keys
from bot.settings import read_settings
from bot.storage import recognised
from conversations.records import master_key, rotation
from conversations.records.database import open_database
from conversations.records.sealed_columns import find_unreadable

rotation.wrap_anew.__defaults__ = (4,)  # owners in one transaction
bot.keys.SETTLED = 0.0
replace = os.replace


def main() -> None:
    deaths = [until_the_end(command) for command in (bot.keys.rotate, bot.keys.finish)]
    print(*deaths)


def until_the_end(command: Callable[[], None]) -> int:
    """How often it was killed before it came to its end."""
    for deaths, step in enumerate(count(1, int(sys.argv[1]))):
        child = os.fork()
        if not child:
            _die_at(step)
            command()
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        see_that_all_opens()
        if not os.WIFSIGNALED(status):
            assert status == 0, status
            return deaths
    raise AssertionError


def _die_at(step: int) -> None:
    """Before a transaction is kept, after it, and before and after the key file changes."""
    steps = count(1)

    def done(*_: Any) -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def replaced(*paths: Any) -> None:
        done()
        replace(*paths)
        done()

    event.listen(Engine, "commit", done)
    event.listen(Engine, "checkin", done)  # the connection is given back: it is kept
    master_key.os.replace = replaced  # type: ignore[attr-defined]


def see_that_all_opens() -> None:
    settings = read_settings()
    engine = open_database(settings.database)
    try:
        bad = list(find_unreadable(engine, recognised(engine, settings.key_path)))
    finally:
        engine.dispose()
    if bad:
        sys.exit(f"unreadable: {bad}")


if __name__ == "__main__":
    main()

"""Processes of Attune, forked from one that has loaded everything: each is there in a fraction of a second."""

import asyncio
import json
import logging
import os
import signal
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.app import serve, until_signal
from bot.logs import set_up_logging
from conversations.dialogue.steps import Reword
from conversations.dialogue.wording import OfflineWording
from scheduler.pacing import unhurried
from tests.evening import settings_in


@dataclass(frozen=True)
class Life:
    """What one process is told. Without an address for its webhook it polls."""

    folder: str  # where the key lies
    log: str
    telegram: str
    webhook: str
    port: int
    database: str
    began: float  # when the clock of all of them began, in seconds since 1970
    showing: float  # what it showed then
    rate: float  # how many of its seconds go into one

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.showing + (time.time() - self.began) * self.rate, UTC)

    def written(self) -> bytes:
        """As a line for the one that forks."""
        return json.dumps(asdict(self)).encode() + b"\n"


def main() -> None:
    """Begin one life for each line that is read, and say its number. When the lines end, so do all lives."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    _read_all_lexicons()
    print(flush=True)  # everything is loaded
    for line in sys.stdin:
        number = os.fork()
        if not number:
            live(Life(**json.loads(line)))
        print(number, flush=True)
    os.killpg(0, signal.SIGKILL)


def _read_all_lexicons() -> None:
    for words, language in (("You never listen.", "en"), ("いつも聞いてくれない。", "ja")):
        OfflineWording().reword(Reword(words), language)
        OfflineWording().danger(words, language)


def live(life: Life) -> None:
    """One process of Attune, until SIGTERM; never returns."""
    code = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _write_to(life.log)
        set_up_logging()
        settings = settings_in(Path(life.folder), life.telegram, database_url=life.database)
        own = settings.model_copy(update={"port": life.port, "public_url": life.webhook})
        asyncio.run(until_signal(partial(serve, own, now=life.now, pacing=unhurried())))
        code = 0
    except Exception:
        logging.getLogger("attune").exception("it cannot go on")
    finally:
        os._exit(code)


def _write_to(log: str) -> None:
    """What is said goes into a file; nothing is read."""
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, file in enumerate((nothing, said, said)):
        os.dup2(file, number)


if __name__ == "__main__":
    main()

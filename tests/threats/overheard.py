"""The real bot in a process of its own, each name it looks up and each address it connects to written down.

Run as `python -m tests.threats.overheard FILE`, with the settings in the environment. The hook stands before
anything of Attune's or of a library's is loaded, and cannot be taken away.
"""

import sys
from pathlib import Path

SEEN = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "subprocess.Popen")
NOTES = Path(sys.argv[1])


def note(event: str, args: tuple[object, ...]) -> None:
    if event in SEEN:
        about = args[1] if event in ("socket.connect", "socket.sendto") else args[0]
        with NOTES.open("a") as file:
            file.write(f"{event} {about}\n")


sys.addaudithook(note)

import asyncio  # noqa: E402
from functools import partial  # noqa: E402

from bot.app import serve, until_signal  # noqa: E402
from bot.logs import set_up_logging  # noqa: E402
from bot.settings import read_settings  # noqa: E402
from scheduler.pacing import unhurried  # noqa: E402

settings = read_settings(needs_token=True)
set_up_logging(settings.log_level)
asyncio.run(until_signal(partial(serve, settings, pacing=unhurried())))

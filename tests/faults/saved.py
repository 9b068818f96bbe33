"""A Telegram and a bot's folder as they were at some moment, from which one may go on any number of times."""

import shutil
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.playground import BotProfile, Playground
from tests.evening import TOKEN

OF_THE_QUEUE = ("allowed", "_next_id")  # nothing waits in it


@dataclass(frozen=True)
class Saved:
    """The bot was stopped then, and had confirmed everything."""

    folder: Path
    telegram: dict[str, Any]
    tapped: dict[int, set[tuple[int, str]]]  # by person


def save(playground: Playground, folder: Path, tapped: dict[int, set[tuple[int, str]]]) -> Saved:
    """`folder` is not to change from now on."""
    account = playground.account
    assert not account.updates.pending
    kept = {
        "world": vars(playground.telegram.world),
        "queue": {name: getattr(account.updates, name) for name in OF_THE_QUEUE},
        "known": account.known,
        "face": account.face,
    }
    return Saved(folder, deepcopy(kept), deepcopy(tapped))


def go_on(saved: Saved, folder: Path, at: datetime) -> Playground:
    """Telegram as it was, but for its clock, and the bot's folder beside it."""
    shutil.copytree(saved.folder, folder)
    (folder / "bot.log").unlink(missing_ok=True)
    playground, kept = Playground(TOKEN, BotProfile()), deepcopy(saved.telegram)
    telegram, account = playground.telegram, playground.account
    vars(telegram.world).update(kept["world"])
    vars(account.updates).update(kept["queue"])
    account.known, account.face = kept["known"], kept["face"]
    account.bot = telegram.world.bots[account.bot.id]
    telegram.clock.set(at)
    return playground

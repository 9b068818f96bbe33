"""Every step of a bot by a name, and a way to end it exactly there.

Installed from outside, in a process that was just forked. A name says what the process was doing, what came next
and how often: `turn.commit.before 2`, `settle.statement 1`, `send.sendMessage.after 1`.
"""

import os
import threading
from collections import Counter
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from inspect import iscoroutinefunction
from time import time
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.default import DefaultDialect

import bot.app
import bot.intake
import bot.storage
from bot.connections import Connections
from bot.intake import Intake
from bot.messenger import TelegramMessenger
from bot.polling import Polling
from conversations.records import database, migrate
from scheduler.courier import Courier
from scheduler.pacing import unhurried
from scheduler.put_back import Newest

DIED = 77  # the code of a bot that ended at its point
DOING: dict[str, tuple[Any, str]] = {
    "migrate": (bot.storage, "migrate"),
    "key": (bot.storage, "open_sealer"),
    "hello": (bot.app, "initialised"),
    "take_over": (bot.app.Parts, "take_over"),
    "introduce": (bot.app, "introduce"),
    "put_back": (Newest, "look"),
    "plan": (bot.app, "plan_all_due"),
    "pulses": (bot.app, "plan_all_pulses"),
    "reminders": (bot.app, "say_all_due"),
    "tidy": (bot.app, "tidy"),
    "unhook": (Polling, "_without_webhook"),
    "fetch": (Polling, "_fetch"),
    "confirm": (Polling, "_confirm"),
    "turn": (bot.intake, "take_turns"),
    "reword": (bot.intake, "go_on"),
    "acknowledge": (Intake, "_answer"),
    "claim": (Courier, "_claim"),
    "open": (Courier, "_open"),
    "held": (Courier, "_held"),
    "send": (TelegramMessenger, "send"),
    "arrive": (Courier, "_arrive"),
    "settle": (Courier, "_settle"),
    "release": (Courier, "_release"),
}

_doing: ContextVar[str] = ContextVar("doing", default="start")


@dataclass(frozen=True)
class Plan:
    """What one life is to do at its points, and what its clock shows."""

    ahead: float = 0.0  # seconds that its clock is ahead of the one on the wall
    dies_at: str = ""  # the name of a point
    passed: str = ""  # a file that is told of every point, a line each: its name, a tab, the statement


@dataclass
class Points:
    """The points that were passed so far. May be met on any thread."""

    plan: Plan
    _met: Counter[str]
    _counting: threading.Lock

    def meet(self, what: str, words: str = "") -> None:
        """`words`: of a statement, by which it is known again in another place."""
        with self._counting:
            kind = f"{_doing.get()}.{what}"
            self._met[kind] += 1
            name = f"{kind} {self._met[kind]}"
            if name == self.plan.dies_at:
                os._exit(DIED)
            if self.plan.passed:
                _add_line(self.plan.passed, f"{name}\t{' '.join(words.split())}")


def install(plan: Plan) -> None:
    """From now on, in this process."""
    points = Points(plan, Counter(), threading.Lock())
    for doing, (owner, name) in DOING.items():
        setattr(owner, name, _named(doing, getattr(owner, name)))
    event.listen(Engine, "before_cursor_execute", lambda *said: points.meet("statement", said[2]))
    _surround(DefaultDialect, "do_commit", points, lambda *_: "commit")
    for owner in (database, migrate):
        _surround(owner, "outside", points, lambda _connection, statement, *_: statement.split()[0].lower())
    _surround(Connections, "do_request", points, lambda _self, url, **_: url.rpartition("/")[2])
    _set_clock(plan.ahead)


def _named(doing: str, do: Callable[..., Any]) -> Callable[..., Any]:
    """The same; whatever happens in it is part of that."""

    @wraps(do)
    def done(*given: Any, **named: Any) -> Any:
        token = _doing.set(doing)
        try:
            return do(*given, **named)
        finally:
            _doing.reset(token)

    @wraps(do)
    async def done_later(*given: Any, **named: Any) -> Any:
        token = _doing.set(doing)
        try:
            return await do(*given, **named)
        finally:
            _doing.reset(token)

    return done_later if iscoroutinefunction(do) else done


def _surround(owner: Any, name: str, points: Points, what: Callable[..., str]) -> None:
    """A point before each call of a function, and one after it."""
    do = getattr(owner, name)

    @wraps(do)
    def done(*given: Any, **named: Any) -> Any:
        points.meet(f"{what(*given, **named)}.before")
        result = do(*given, **named)
        points.meet(f"{what(*given, **named)}.after")
        return result

    @wraps(do)
    async def done_later(*given: Any, **named: Any) -> Any:
        points.meet(f"{what(*given, **named)}.before")
        result = await do(*given, **named)
        points.meet(f"{what(*given, **named)}.after")
        return result

    setattr(owner, name, done_later if iscoroutinefunction(do) else done)


def _set_clock(ahead: float) -> None:
    """What the bot takes for the time. Messages need not wait for the limits of a real Telegram."""
    serve: Callable[..., Coroutine[Any, Any, None]] = bot.app.serve

    def now() -> datetime:
        return datetime.fromtimestamp(time() + ahead, UTC)

    async def by_that_clock(settings: Any, stop: Any) -> None:
        await serve(settings, stop, now, unhurried())

    setattr(bot.app, "serve", by_that_clock)  # noqa: B010 (it takes less than the one it stands for)


def _add_line(file: str, line: str) -> None:
    told = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(told, line.encode() + b"\n")
    finally:
        os.close(told)

"""Keeps anybody from guessing at invitations: a few links each, and not too many in all (T-8)."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from conversations.dialogue.events import Command, Event

EACH, HOUR = 5, 3600.0  # links that one person may open in an hour
ALL, MINUTE = 100, 60.0  # links that all may open in a minute
FORGET_ABOVE = 10_000  # people
TOO_MANY = "later"  # what such a link leads to instead: that it was not opened


@dataclass
class Tries:
    """Which links were opened lately. Each process counts for itself: with two, somebody may try ten."""

    clock: Callable[[], float] = time.monotonic
    _by: dict[int, deque[float]] = field(default_factory=dict)
    _all: deque[float] = field(default_factory=deque)

    def let(self, event: Event) -> Event:
        """The event itself; one that opens a link too many as one that says so, right or wrong."""
        match event:
            case Command(name="start", rest=payload) if payload.startswith(("i-", "s-")):
                return event if self.admits(event.who.telegram_id) else replace(event, rest=TOO_MANY)
            case _:
                return event

    def admits(self, sender: int) -> bool:
        """Take the place of one more link, if there is one left."""
        now = self.clock()
        theirs = self._by.setdefault(sender, deque())
        _drop_before(theirs, now - HOUR)
        _drop_before(self._all, now - MINUTE)
        admitted = len(theirs) < EACH and len(self._all) < ALL
        if admitted:
            theirs.append(now)
            self._all.append(now)
        if len(self._by) > FORGET_ABOVE:
            self._forget_idle(now)
        return admitted

    def _forget_idle(self, now: float) -> None:
        self._by = {sender: last for sender, last in self._by.items() if last and last[-1] > now - HOUR}


def _drop_before(times: deque[float], limit: float) -> None:
    while times and times[0] <= limit:
        times.popleft()

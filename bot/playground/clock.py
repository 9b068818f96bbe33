"""The playground's clock: the real time, plus as much as somebody has moved it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from .errors import Impossible

THIS_CENTURY = range(2000, 2100)
LONGEST_STEP = 100 * 366 * 24 * 60 * 60


class Clock:
    """Real time moved by an offset. May be read from any thread."""

    def __init__(self) -> None:
        self.offset = timedelta(0)

    def now(self) -> datetime:
        """The playground's time, aware and in UTC."""
        return datetime.now(UTC) + self.offset

    def unix(self) -> int:
        return int(self.now().timestamp())

    def advance(self, seconds: float) -> None:
        """Raises `Impossible` as `set` does."""
        if abs(seconds) > LONGEST_STEP:
            raise Impossible(400, "That is too far.")
        self.set(self.now() + timedelta(seconds=seconds))

    def set(self, moment: datetime) -> None:
        """Make it `moment` (aware) now; it goes on from there. Raises `Impossible` outside this century."""
        if moment.year not in THIS_CENTURY:
            raise Impossible(400, "The clock shows the years 2000 to 2099.")
        self.offset = moment - datetime.now(UTC)

    def reset(self) -> None:
        self.offset = timedelta(0)

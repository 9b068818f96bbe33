"""The playground's clock: the real time, plus as much as somebody has moved it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


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
        self.offset += timedelta(seconds=seconds)

    def set(self, moment: datetime) -> None:
        """Make it `moment` (aware) now; it goes on from there at the usual pace."""
        self.offset = moment - datetime.now(UTC)

    def reset(self) -> None:
        self.offset = timedelta(0)

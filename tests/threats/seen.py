"""What reaches a phone, as far as a phone can tell; and names for rows that are the same in every life."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from conversations.records.deliveries import Key

ROW = re.compile(r"\d{12,}")  # the id of a row: large, and another one in every life


@dataclass(frozen=True)
class Seen:
    """One thing that reached a phone: a call of the Bot API, as far as a phone can tell."""

    at: datetime
    place: str  # private, shared or toast
    text: str
    marks: tuple[Any, ...] = ()
    keys: tuple[tuple[Key, ...], ...] = ()
    edits: int | None = None  # which message of the chat, counted from its first
    silent: bool = False
    asks: bool = False
    rest: str = ""  # files, what is taken away


class Names:
    """Rows by the order in which they come into view: their ids say when they were made, and differ in every life."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}

    def of(self, text: str) -> str:
        return ROW.sub(lambda found: self.given.setdefault(found[0], f"row{len(self.given) + 1}"), text)

    def known(self, text: str) -> str:
        """What never came into view has no name."""
        return ROW.sub(lambda found: self.given.get(found[0], "own"), text)

    def of_all(self, seen: Iterable[Seen]) -> list[Seen]:
        return [replace(one, text=self.of(one.text), keys=self._keys(one)) for one in seen]

    def _keys(self, seen: Seen) -> tuple[tuple[Key, ...], ...]:
        return tuple(
            tuple(Key(key.label, self.of(key.data), self.of(key.url)) for key in row) for row in seen.keys
        )

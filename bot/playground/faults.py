"""Things that go wrong on purpose: late, lost and refused answers of the Bot API."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .errors import Impossible
from .world import Json


class FaultKind(StrEnum):
    FLOOD = "429"  # too many requests, wait `seconds`
    BAD_GATEWAY = "502"  # the front end answers for a server that does not
    SERVER_ERROR = "500"  # Telegram itself fails
    SLOW = "slow"  # carried out after `seconds`
    LOST_ANSWER = "lost_answer"  # carried out, then the connection closes without an answer
    REFUSE = "refuse"  # the connection closes before anything is carried out
    TIMEOUT = "timeout"  # not carried out, and no answer for `seconds`


DEFAULT_SECONDS = {FaultKind.FLOOD: 1.0, FaultKind.SLOW: 1.0, FaultKind.TIMEOUT: 30.0}


@dataclass
class Fault:
    """A fault that waits for `times` matching calls."""

    id: int
    kind: FaultKind
    method: str | None
    chat: int | None
    times: int
    seconds: float

    def concerns(self, method: str, chat: str) -> bool:
        if self.method is not None and self.method.lower() != method:
            return False
        return self.chat is None or str(self.chat) == chat

    def shown(self) -> Json:
        shown: Json = {"id": self.id, "kind": self.kind.value, "times": self.times, "seconds": self.seconds}
        if self.method is not None:
            shown["method"] = self.method
        if self.chat is not None:
            shown["chat"] = self.chat
        return shown


class Faults:
    """The faults that are set, oldest first. Without a method they spare getUpdates."""

    def __init__(self) -> None:
        self._set: dict[int, Fault] = {}
        self._next_id = 1

    def add(
        self, kind: str, method: str | None, chat: int | None, times: int, seconds: float | None
    ) -> Fault:
        """Raises `Impossible` for a kind there is not, or for less than once."""
        if kind not in list(FaultKind):
            raise Impossible(400, f"There is no fault called {kind}.")
        if times < 1:
            raise Impossible(400, "A fault happens at least once.")
        chosen = FaultKind(kind)
        lasting = DEFAULT_SECONDS.get(chosen, 0.0) if seconds is None else seconds
        fault = Fault(self._next_id, chosen, method, chat, times, lasting)
        self._set[fault.id] = fault
        self._next_id += 1
        return fault

    def remove(self, fault_id: int) -> None:
        if self._set.pop(fault_id, None) is None:
            raise Impossible(404, "There is no such fault.")

    def clear(self) -> None:
        self._set.clear()

    def take(self, method: str, chat: str) -> Fault | None:
        """The first fault that concerns this call, used up once."""
        if not self._set:
            return None
        for fault in self._set.values():
            if fault.concerns(method, chat) and not (fault.method is None and method == "getupdates"):
                fault.times -= 1
                if fault.times == 0:
                    del self._set[fault.id]
                return fault
        return None

    def shown(self) -> list[Json]:
        return [fault.shown() for fault in self._set.values()]

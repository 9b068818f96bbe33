"""Things that go wrong on purpose, always or by chance: late, lost, refused and repeated answers and updates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random, SystemRandom

from .errors import Impossible
from .network.world import Json


class FaultKind(StrEnum):
    FLOOD = "429"  # too many requests, wait `seconds`
    BAD_GATEWAY = "502"  # the front end answers for a server that does not
    SERVER_ERROR = "500"  # Telegram itself fails
    SLOW = "slow"  # carried out after `seconds`
    LOST_ANSWER = "lost_answer"  # carried out, then the connection closes without an answer
    CUT = "cut"  # carried out, then the connection closes in the middle of the answer
    REFUSE = "refuse"  # the connection closes before anything is carried out
    TIMEOUT = "timeout"  # not carried out, and no answer for `seconds`
    DUPLICATE = "duplicate"  # an update comes once more after the bot confirmed it, with the same id


DEFAULT_SECONDS = {FaultKind.FLOOD: 1.0, FaultKind.SLOW: 1.0, FaultKind.TIMEOUT: 30.0}
LARGEST_SEED = 2**31


@dataclass(frozen=True)
class Concerns:
    """Which calls or updates a fault is about; None means any."""

    method: str | None = None  # of a duplicate: the kind of update, like `message`
    chat: int | None = None  # as the Bot API names it
    bot: int | None = None

    def fits(self, method: str, chat: str, bot: int) -> bool:
        if self.method is not None and self.method.lower() != method:
            return False
        return self.chat in (None, _number(chat)) and self.bot in (None, bot)

    def shown(self) -> Json:
        named = {"method": self.method, "chat": self.chat, "bot": self.bot}
        return {name: value for name, value in named.items() if value is not None}


def _number(chat: str) -> int | str:
    try:
        return int(chat)
    except ValueError:
        return chat


@dataclass
class Fault:
    """A fault that waits for `times` matching calls (None: for good), and strikes with its probability."""

    id: int
    kind: FaultKind
    about: Concerns
    times: int | None
    seconds: float
    probability: float
    seeded: str = ""
    _luck: dict[tuple[str, str], Random] = field(default_factory=dict)

    def seed(self, seeded: str) -> None:
        """From now on luck comes from these words alone."""
        self.seeded = seeded
        self._luck.clear()

    def strikes(self, method: str, chat: str) -> bool:
        """Throw the dice. Every method in every chat has its own, so that they may come in any order."""
        if self.probability >= 1:
            return True
        place = len(self._luck)
        dice = self._luck.setdefault((method, chat), Random(f"{self.seeded}/{place}"))  # noqa: S311 (dice)
        return dice.random() < self.probability

    def shown(self) -> Json:
        shown: Json = {"id": self.id, "kind": self.kind.value, "times": self.times, "seconds": self.seconds}
        if self.probability < 1:
            shown["probability"] = self.probability
        return shown | self.about.shown()


class Faults:
    """The faults that are set, oldest first. Without a method they spare getUpdates."""

    def __init__(self) -> None:
        self._set: dict[int, Fault] = {}
        self._next_id = 1
        self._next_place = 0
        self._seed = SystemRandom().randrange(LARGEST_SEED)

    def seed(self, number: int | None) -> int:
        """The same seed, faults and calls give the same luck. Without a number one is thrown; it is returned."""
        self._seed = SystemRandom().randrange(LARGEST_SEED) if number is None else number
        self._next_place = 0
        for fault in self._set.values():
            fault.seed(self._seeded())
        return self._seed

    def add(
        self,
        kind: str,
        about: Concerns,
        times: int | None = 1,
        seconds: float | None = None,
        probability: float = 1.0,
    ) -> Fault:
        """`times` None or 0 means always. Raises `Impossible` for what there is not or cannot be."""
        if kind not in list(FaultKind):
            raise Impossible(400, f"There is no fault called {kind}.")
        if times is not None and times < 0:
            raise Impossible(400, "A fault happens at least once.")
        if not 0 <= probability <= 1:
            raise Impossible(400, "A probability is from 0 to 1.")
        chosen = FaultKind(kind)
        lasting = DEFAULT_SECONDS.get(chosen, 0.0) if seconds is None else seconds
        fault = Fault(self._next_id, chosen, about, times or None, lasting, probability, self._seeded())
        self._set[fault.id] = fault
        self._next_id += 1
        return fault

    def _seeded(self) -> str:
        self._next_place += 1
        return f"{self._seed}/{self._next_place}"

    def remove(self, fault_id: int) -> None:
        if self._set.pop(fault_id, None) is None:
            raise Impossible(404, "There is no such fault.")

    def clear(self) -> None:
        """Nothing goes wrong any more; the seed stays, and counts from its beginning again."""
        self._set.clear()
        self._next_place = 0

    def take(self, method: str, chat: str, bot: int) -> Fault | None:
        """The first fault that strikes this call (its method in small letters), used up once."""
        for fault in self._of_calls():
            if fault.about.fits(method, chat, bot) and not (fault.about.method is None and _polls(method)):
                if fault.strikes(method, chat):
                    return self._used(fault)
        return None

    def repeats(self, kind: str, chat: str, bot: int) -> bool:
        """Whether an update that was just confirmed comes once more."""
        for fault in self._set.values():
            if fault.kind is FaultKind.DUPLICATE and fault.about.fits(kind, chat, bot):
                if fault.strikes(kind, chat):
                    self._used(fault)
                    return True
        return False

    def _of_calls(self) -> Iterator[Fault]:
        return (fault for fault in self._set.values() if fault.kind is not FaultKind.DUPLICATE)

    def _used(self, fault: Fault) -> Fault:
        if fault.times is not None:
            fault.times -= 1
            if fault.times == 0:
                del self._set[fault.id]
        return fault

    def shown(self) -> list[Json]:
        return [fault.shown() for fault in self._set.values()]


def _polls(method: str) -> bool:
    return method == "getupdates"

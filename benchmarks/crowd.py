"""People who talk to a bot through the wire, and notice when an answer is late, wrong, missing or one too many."""

import asyncio
import json
import random
import time
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Protocol

from benchmarks.wire import Wire, message

FIRST = 1001  # the chat of the first person
PRESSED = 100  # the message that a presser goes on pressing
WALK = 7  # taps from the beginning of a need to its last question
PATIENCE = 60.0  # seconds until an answer counts as lost

QUERIES = count(1)  # numbers of presses

Json = dict[str, Any]


class Person(Protocol):
    """Somebody in their private chat."""

    chat: int

    def acts(self) -> tuple[Json, object]:
        """What Telegram tells the bot, and what they expect then."""
        ...

    def is_right(self, expected: object, method: str, parameters: dict[str, str]) -> bool:
        """Whether this is what they expected."""
        ...


def somebody(chat: int) -> Json:
    """Who writes, as Telegram says it."""
    return {"id": chat, "is_bot": False, "first_name": f"Person {chat}", "language_code": "en"}


@dataclass
class Writer:
    """Writes one of some commands; each is answered with a message that they know from the first time."""

    chat: int
    commands: Sequence[str]
    chance: random.Random
    known: dict[str, str] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def acts(self) -> tuple[Json, object]:
        new = [command for command in self.commands if command not in self.known]
        command = new[0] if new else self.chance.choice(self.commands)
        said = message(self.chat, next(self._numbers), command) | {"from": somebody(self.chat)}
        if command.startswith("/"):
            said["entities"] = [{"type": "bot_command", "offset": 0, "length": len(command)}]
        return {"message": said}, command

    def is_right(self, expected: object, method: str, parameters: dict[str, str]) -> bool:
        text = parameters["text"]
        return method == "sendMessage" and self.known.setdefault(str(expected), text) == text


@dataclass
class Presser:
    """Presses through the questions of a need, and begins again before the end. Each press is answered in the message
    that was pressed, and its button stops spinning once."""

    chat: int
    spinning: set[str]  # of everybody
    _presses: "count[int]" = field(default_factory=count)
    _data: str = ""

    def acts(self) -> tuple[Json, object]:
        number = next(self._presses)
        if number % WALK == 0:
            self._data = "need"
        query = str(next(QUERIES))
        self.spinning.add(query)
        shown = message(self.chat, PRESSED, "?") | {"from": somebody(1) | {"is_bot": True}}
        pressed = {"id": query, "from": somebody(self.chat), "chat_instance": "1", "message": shown,
                   "data": self._data}  # fmt: skip
        return {"callback_query": pressed}, PRESSED

    def is_right(self, expected: object, method: str, parameters: dict[str, str]) -> bool:
        keyboard = json.loads(parameters.get("reply_markup", "{}")).get("inline_keyboard", [])
        keys = [key["callback_data"] for row in keyboard for key in row if ":" in key["callback_data"]]
        self._data = next((key for key in keys if key.endswith(":-skip")), keys[0]) if keys else "need"
        return bool(keys) and method == "editMessageText" and parameters["message_id"] == str(expected)


@dataclass
class Crowd:
    """Everybody who talks to one bot. `spans` are seconds from an update to its answer on the wire."""

    wire: Wire
    people: dict[int, Person]
    spinning: set[str] = field(default_factory=set)
    spans: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)  # what should not have happened
    left: int = 0  # acts that follow an answer
    _waits: dict[int, deque[tuple[float, object]]] = field(default_factory=lambda: defaultdict(deque))
    _open: int = 0
    _quiet: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.wire.heard = self.hear

    def hear(self, method: str, parameters: dict[str, str]) -> None:
        """A call of the bot's."""
        if method == "answerCallbackQuery":
            self._stop_spinning(parameters["callback_query_id"])
            return
        chat = int(parameters["chat_id"])
        if chat not in self.people:
            return
        if not self._waits[chat]:
            self.wrong.append(f"chat {chat}: {method} although nothing was asked")
            return
        began, expected = self._waits[chat].popleft()
        self.spans.append(time.perf_counter() - began)
        if not self.people[chat].is_right(expected, method, parameters):
            self.wrong.append(f"chat {chat}: {method} is no answer to {expected!r}")
        self._open -= 1
        if self.left > 0:
            self.left -= 1
            self.act(chat)
        elif not self._open:
            self._quiet.set()

    def act(self, *chats: int) -> None:
        """Each of them does the next thing, now."""
        updates = []
        for chat in chats:
            update, expected = self.people[chat].acts()
            self._waits[chat].append((time.perf_counter(), expected))
            updates.append(update)
        self._open += len(chats)
        self._quiet.clear()
        self.wire.offer(*updates)

    async def go_on(self, acts: int, ahead: int = 1) -> None:
        """Everybody at once, so many things each, and the next with every answer, until there were so many acts."""
        everybody = [chat for _ in range(ahead) for chat in self.people]
        self.left = max(0, acts - len(everybody))
        self.act(*everybody[:acts])
        await self.until_quiet()

    async def one_by_one(self, acts: int) -> None:
        """The first of them, who waits for each answer."""
        for _ in range(acts):
            self.act(next(iter(self.people)))
            await self.until_quiet()

    async def steadily(self, a_second: float, seconds: float, chance: random.Random) -> None:
        """Somebody who waits for no answer acts, so many times a second."""
        began = time.perf_counter()
        for number in range(int(a_second * seconds)):
            await asyncio.sleep(max(0.0, began + number / a_second - time.perf_counter()))
            free = [chat for chat in self.people if not self._waits[chat]]
            self.act(chance.choice(free or list(self.people)))
        await self.until_quiet()

    async def until_quiet(self) -> None:
        """Wait for the answers. Raises `SystemExit` if one is lost or was wrong."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._quiet.wait()
                while self.spinning:  # noqa: ASYNC110 (a moment)
                    await asyncio.sleep(0.001)
        except TimeoutError:
            self.wrong.append(f"{self._open} answers are missing, {len(self.spinning)} buttons spin")
        if self.wrong:
            raise SystemExit(f"{len(self.wrong)} wrong, such as: {self.wrong[0]}")

    def taken(self) -> list[float]:
        """The spans since this was asked last."""
        spans, self.spans = self.spans, []
        return spans

    def _stop_spinning(self, query: str) -> None:
        if query not in self.spinning:
            self.wrong.append(f"button {query} was answered twice, or never pressed")
        self.spinning.discard(query)


def writers(wire: Wire, people: int, commands: Sequence[str], seed: int) -> Crowd:
    chance = random.Random(seed)  # noqa: S311 (what people write)
    return Crowd(wire, {chat: Writer(chat, commands, chance) for chat in chats_of(people)})


def pressers(wire: Wire, people: int) -> Crowd:
    spinning = set[str]()
    return Crowd(wire, {chat: Presser(chat, spinning) for chat in chats_of(people)}, spinning)


def chats_of(people: int) -> Iterable[int]:
    return range(FIRST, FIRST + people)

"""A courier with a full outbox, and a Telegram in which hours pass in seconds; what it does, by Telegram's own log."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlmodel import select
from telegram import Bot

from bot.messenger import TelegramMessenger
from bot.playground import BotProfile, Playground
from conversations.dialogue.phrasebook import Text
from conversations.records.couples import Couple, CoupleState
from conversations.records.database import open_database, transaction
from conversations.records.deliveries import (
    LIFETIME,
    Delivery,
    DeliveryState,
    Message,
    Ready,
    Urgency,
    post,
)
from conversations.records.partners import add_partner
from conversations.records.sealing import couple, person
from scheduler.claims import release
from scheduler.courier import Courier
from scheduler.pacing import GROUP_BURST, PERSON_BURST, Pacing
from tests.evening import TOKEN
from tests.faults.virtual import Direct
from tests.stage import Stage

TICK = 1.0  # seconds, as in `bot.app`
A_TICK_LATE = 2 * TICK
SHARP = 1e-6  # seconds: times are sums of floats


class Letter(NamedTuple):
    """A message that was posted. `number` counts those of its chat."""

    chat: int
    number: int
    urgency: Urgency
    at: float
    alone: bool  # nothing else waited for its chat

    @property
    def lapses_at(self) -> float:
        return self.at + LIFETIME[self.urgency].total_seconds()


@dataclass
class Call:
    """A message that was brought to Telegram, by Telegram's log: when, where, which, and what became of it."""

    at: float
    chat: int
    number: int
    arrived: bool
    wait: float = 0.0  # seconds that its chat was told to wait

    @property
    def free_at(self) -> float:
        return self.at + self.wait


@dataclass
class Mailing:
    """Everything between an outbox and a playground, on a loop whose time is virtual."""

    stage: Stage = field(default_factory=lambda: Stage(open_database("sqlite://")))
    playground: Playground = field(default_factory=lambda: Playground(TOKEN, BotProfile()))
    letters: list[Letter] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.begin = self.stage.now
        self.line = Direct(self.playground.app, self._hear)
        bot = Bot(TOKEN, base_url="http://127.0.0.1/bot", request=self.line, get_updates_request=self.line)
        pacing = Pacing(self.loop.time)
        self.courier = Courier(self.stage.attune, TelegramMessenger(bot), self.now, pacing, self.loop.time)
        self.playground.telegram.transcript.listeners.append(self._note)
        self._owners: dict[int, tuple[bytes, str]] = {}

    def now(self) -> datetime:
        return self.begin + timedelta(seconds=self.loop.time())

    def people(self, count: int) -> list[int]:
        """So many more private chats."""
        users = [int(self.playground.add_user(f"P{number}")["id"]) for number in range(count)]
        with transaction(self.stage.engine) as session:
            for user in users:
                self.playground.start(user)
                one = add_partner(session, self.stage.attune.sealer, user, f"P{user}", "en", self.begin)
                self._owners[user] = one.telegram_id, person(one.id)
        return users

    def groups(self, users: Iterable[int]) -> list[int]:
        """A shared chat of each of these people, Attune in it."""
        chats = [self.playground.add_group("Us", user, with_bot=True) for user in users]
        with transaction(self.stage.engine) as session:
            for chat in chats:
                pair = Couple(
                    chat=self.stage.attune.sealer.seal_id(chat),
                    state=CoupleState.ACTIVE,
                    created_at=self.begin,
                )
                session.add(pair)
                session.flush()
                self._owners[chat] = self.stage.attune.sealer.seal_id(chat), couple(pair.id)
        return chats

    def answers(self, chat: int, urgency: Urgency = Urgency.ANSWER) -> None:
        """As a turn does: posted, and sent at once unless something waits there."""
        self.courier.deliver(self._post([chat], urgency))

    def plans(self, chats: Iterable[int], urgency: Urgency = Urgency.PROMPT) -> None:
        """As a tick of the plan does: what is posted is left to the courier."""
        ready = self._post(chats, urgency)
        with transaction(self.stage.engine) as session:
            release(session, ready, self.now())

    def _post(self, chats: Iterable[int], urgency: Urgency) -> list[Ready]:
        counted = Counter(letter.chat for letter in self.letters)
        found = []
        with transaction(self.stage.engine) as session:
            for chat in chats:
                sealed, owner = self._owners[chat]
                words = Message(Text(str(counted[chat])))
                ready = post(session, self.stage.attune.sealer, sealed, owner, words, self.now(), urgency)
                self.letters.append(Letter(chat, counted[chat], urgency, self.loop.time(), ready is not None))
                counted[chat] += 1
                found += [ready] if ready is not None else []
        return found

    async def ticks(self, seconds: float, every: float = TICK) -> None:
        """The courier looks for what is due, again and again."""
        end = self.loop.time() + seconds
        while self.loop.time() < end:
            await self.courier.deliver_due()
            await asyncio.sleep(every)

    async def works_off(self, within: float) -> None:
        """Tick until nothing waits. Raises `AssertionError` after so many seconds."""
        end = self.loop.time() + within
        while self.count(DeliveryState.PENDING):
            assert self.loop.time() < end, f"{self.count(DeliveryState.PENDING)} still wait"
            await self.ticks(TICK)
        await self.courier.finish()

    def count(self, state: DeliveryState) -> int:
        with transaction(self.stage.engine) as session:
            return len(session.exec(select(Delivery.id).where(Delivery.state == state)).all())

    def _note(self, line: dict[str, Any]) -> None:
        """A line of the playground's log."""
        if line["kind"] == "call" and line["method"] == "sendMessage":
            chat, number = int(line["params"]["chat_id"]), int(line["params"]["text"])
            self.calls.append(Call(self.loop.time(), chat, number, "result" in line))

    def _hear(self, answer: dict[str, Any]) -> None:
        """What Telegram answered to the newest call."""
        self.calls[-1].wait = answer.get("parameters", {}).get("retry_after", 0.0)

    # --- What is to be held -------------------------------------------------------------------------------

    def arrived(self) -> dict[int, list[int]]:
        """The numbers that reached each chat, in order."""
        seen: dict[int, list[int]] = defaultdict(list)
        for call in self.calls:
            if call.arrived:
                seen[call.chat].append(call.number)
        return seen

    def expected(self, *urgencies: Urgency) -> dict[int, list[int]]:
        """What each chat is to get of these, in order."""
        posted: dict[int, list[int]] = defaultdict(list)
        for letter in self.letters:
            if letter.urgency in urgencies:
                posted[letter.chat].append(letter.number)
        return posted

    def too_early(self) -> list[Call]:
        """Calls to a chat that was told to wait and had not waited."""
        return [after for before, after in self._pairs() if after.at < before.free_at - SHARP]

    def _pairs(self) -> Iterator[tuple[Call, Call]]:
        """Each call with the next one to the same chat."""
        last: dict[int, Call] = {}
        for call in self.calls:
            if call.chat in last:
                yield last[call.chat], call
            last[call.chat] = call

    def too_fast(self) -> list[str]:
        """Where more was brought than Telegram allows: refused calls count as well."""
        chats: dict[int, list[float]] = defaultdict(list)
        for call in self.calls:
            chats[call.chat].append(call.at)
        found = [f"{most} in a second in all" for most in [busiest(self.times, 1.0)] if most > 30]
        for chat, times in chats.items():
            for most, seconds in limits_of(chat):
                if (there := busiest(times, seconds)) > most:
                    found.append(f"{there} in {seconds:.0f} s in {chat}")
        return found

    @property
    def times(self) -> list[float]:
        return [call.at for call in self.calls]

    def delays(self) -> list[float]:
        """Seconds from the posting to the arrival of each answer that met no refusal and nothing before it."""
        calls = {(call.chat, call.number): call for call in self.calls if call.arrived}
        refused = {(call.chat, call.number) for call in self.calls if not call.arrived}
        return [
            calls[letter.chat, letter.number].at - letter.at
            for letter in self.letters
            if letter.urgency == Urgency.ANSWER and letter.alone and letter[:2] not in refused
        ]


def limits_of(chat: int) -> list[tuple[int, float]]:
    """So many in so many seconds: 20 a minute in a group; one a second for a person, three of them at once."""
    if chat < 0:
        return [(20, 60.0), (int(GROUP_BURST), 1.0)]
    burst = int(PERSON_BURST)
    return [(burst, 1.0), (burst + 9, 10.0), (burst + 59, 60.0)]


def busiest(times: list[float], seconds: float) -> int:
    """The most within any span of so many seconds."""
    most = first = 0
    for last, at in enumerate(times):
        while times[first] <= at - seconds + SHARP:
            first += 1
        most = max(most, last - first + 1)
    return most

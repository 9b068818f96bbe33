"""An update is confirmed when its turn is kept, never before; chats do not wait for each other."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.intake import Unstored
from bot.messenger import telegram_bot
from bot.playground import BotProfile, Playground
from bot.polling import Polling, lane_of
from tests.evening import TOKEN, served, soon


@dataclass
class FakeIntake:
    """Takes updates and remembers their words, chat by chat; may be told to refuse or to wait."""

    taken: list[str] = field(default_factory=list)
    refusals: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    slow: dict[str, asyncio.Event] = field(default_factory=dict)

    async def take(self, raw: Mapping[str, Any]) -> None:
        words = raw["message"]["text"]
        if self.refusals[words] > 0:
            self.refusals[words] -= 1
            raise Unstored
        if words in self.slow:
            await self.slow[words].wait()
        self.taken.append(words)


@dataclass
class Room:
    playground: Playground
    intake: FakeIntake
    aki: int
    mika: int
    address: str

    def says(self, who: int, words: str) -> None:
        self.playground.say(who, self.playground.bot_id, words)

    @property
    def pending(self) -> list[str]:
        """What Telegram would send again."""
        updates = self.playground.account.updates.pending.values()
        return [update.content["text"] for update in updates]


def play(scene: Callable[[Room], Awaitable[None]], polling: bool = True) -> None:
    async def evening() -> None:
        playground = Playground(TOKEN, BotProfile())
        aki, mika = (int(playground.add_user(name, "en")["id"]) for name in ("Aki", "Mika"))
        for person in (aki, mika):
            playground.start(person)
        async with served(playground) as address:
            room = Room(playground, FakeIntake(), aki, mika, address)
            async with telegram_bot(TOKEN, address) as bot:
                poller = Polling(bot, room.intake)
                running = asyncio.create_task(poller.run())
                await soon(lambda: len(room.intake.taken) == 2 or None)
                room.intake.taken.clear()
                await scene(room)
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)
                await poller.stop(0)

    asyncio.run(evening())


def test_what_was_taken_is_confirmed_and_not_before() -> None:
    async def scene(room: Room) -> None:
        room.intake.slow["two"] = asyncio.Event()
        room.says(room.aki, "one")
        room.says(room.aki, "two")
        await soon(lambda: room.intake.taken == ["one"] or None)
        await soon(lambda: room.pending == ["two"] or None)
        room.intake.slow["two"].set()
        await soon(lambda: not room.pending or None)
        assert room.intake.taken == ["one", "two"]

    play(scene)


def test_one_chat_that_takes_long_holds_up_no_other() -> None:
    async def scene(room: Room) -> None:
        room.intake.slow["slow"] = asyncio.Event()
        room.says(room.aki, "slow")
        for number in range(5):
            room.says(room.mika, f"{number}")
        await soon(lambda: room.intake.taken == ["0", "1", "2", "3", "4"] or None)
        assert room.pending[0] == "slow"
        room.says(room.mika, "5")
        await soon(lambda: "5" in room.intake.taken or None)
        room.intake.slow["slow"].set()
        await soon(lambda: not room.pending or None)
        assert room.intake.taken == ["0", "1", "2", "3", "4", "5", "slow"]

    play(scene)


def test_order_is_kept_while_the_database_refuses() -> None:
    async def scene(room: Room) -> None:
        room.intake.refusals["one"] = 2
        for words in ("one", "two", "three"):
            room.says(room.aki, words)
        await soon(lambda: room.intake.taken == ["one", "two", "three"] or None)
        await soon(lambda: not room.pending or None)

    play(scene)


def test_a_second_program_on_the_same_bot_is_named_once(caplog: pytest.LogCaptureFixture) -> None:
    async def scene(room: Room) -> None:
        async with telegram_bot(TOKEN, room.address) as other:
            await other.get_updates(timeout=0)
        await soon(lambda: [one for one in caplog.messages if "another program" in one] or None)
        room.says(room.aki, "one")
        await soon(lambda: room.intake.taken == ["one"] or None)

    play(scene)
    assert len([one for one in caplog.messages if "another program" in one]) == 1


def test_a_telegram_that_comes_back_is_asked_again(caplog: pytest.LogCaptureFixture) -> None:
    async def scene(room: Room) -> None:
        room.playground.add_fault("502", "getUpdates", times=2)
        room.says(room.aki, "one")  # ends the poll that was open before
        await soon(lambda: [one for one in caplog.messages if "trying again" in one] or None)
        room.says(room.aki, "two")
        await soon(lambda: room.intake.taken == ["one", "two"] or None)

    play(scene)
    assert [one for one in caplog.messages if "Telegram" in one] in (
        ["Telegram does not answer (NetworkError); trying again", "Telegram answers again"],
        ["Telegram does not answer (TelegramError); trying again", "Telegram answers again"],
    )


def test_a_webhook_of_before_is_taken_away() -> None:
    async def evening() -> None:
        playground = Playground(TOKEN, BotProfile())
        aki = int(playground.add_user("Aki", "en")["id"])
        async with served(playground) as address, telegram_bot(TOKEN, address) as bot:
            await bot.set_webhook("http://127.0.0.1:9/telegram")
            playground.start(aki)
            intake = FakeIntake()
            running = asyncio.create_task(Polling(bot, intake).run())
            await soon(lambda: intake.taken == ["/start"] or None)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        ({"update_id": 1, "message": {"chat": {"id": 5}}}, 5),
        ({"update_id": 1, "callback_query": {"message": {"chat": {"id": -5}}}}, -5),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": 7}}}, 7),
        ({"update_id": 1, "callback_query": {"inline_message_id": "x"}}, None),
        ({"update_id": 1, "message": "nonsense"}, None),
    ],
)
def test_what_has_to_stay_in_order_is_a_chat(update: dict[str, Any], lane: int | None) -> None:
    assert lane_of(update) == lane

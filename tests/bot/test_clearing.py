"""What is to go out of a chat goes, whatever Telegram keeps of it (T-4)."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.clearing import ENOUGH, MOST
from bot.messenger import TelegramMessenger, telegram_bot
from bot.playground import BotProfile, Playground
from conversations.dialogue.phrasebook import Text
from conversations.records.deliveries import Key, Message
from scheduler.errands import Arrived, Outcome, TryLater, Unreachable
from tests.evening import TOKEN, served

pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after.*:DeprecationWarning")

TWO_DAYS = 48 * 60 * 60
NEUTRAL, NO_WORDS = Text("Settings"), Text("")
BUTTONS = ((Key("Yes", "3:yes"),),)

Scene = Callable[["Chat"], Awaitable[None]]


class Chat:
    """Aki's private chat with the bot, which the two fill."""

    def __init__(self, playground: Playground, messenger: TelegramMessenger, aki: int) -> None:
        self.playground, self.messenger, self.aki = playground, messenger, aki

    async def hears(self, words: str) -> int:
        arrived = await self.messenger.send(self.aki, Message(Text(words), BUTTONS))
        assert isinstance(arrived, Arrived) and arrived.message_id is not None
        return arrived.message_id

    def says(self, words: str) -> int:
        return int(self.playground.say(self.aki, self.playground.bot_id, words)["message_id"])

    async def loses(self, *numbers: int, instead: Text = NO_WORDS) -> Outcome:
        wanted = tuple(sorted(numbers, reverse=True))
        return await self.messenger.send(self.aki, Message(instead, deletes=wanted))

    @property
    def shown(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.playground.chat(self.aki, self.playground.bot_id)["messages"]
        return found

    @property
    def texts(self) -> list[str]:
        return [one["text"] for one in self.shown]

    def calls(self, method: str) -> list[dict[str, Any]]:
        return [call for call in self.playground.calls() if call["method"] == method]


def play(scene: Scene) -> None:
    async def evening() -> None:
        playground = Playground(TOKEN, BotProfile())
        aki = int(playground.add_user("Aki", "ja")["id"])
        playground.start(aki)
        async with served(playground) as address, telegram_bot(TOKEN, address) as bot:
            await scene(Chat(playground, TelegramMessenger(bot), aki))

    asyncio.run(evening())


def test_both_sides_go_with_one_call_and_doing_it_again_is_no_mistake() -> None:
    async def scene(chat: Chat) -> None:
        start = chat.shown[0]["message_id"]
        numbers = [start, await chat.hears("one"), chat.says("two"), await chat.hears("three"), 999_999]
        assert await chat.loses(*numbers, instead=NEUTRAL) == Arrived(None)
        assert chat.shown == []
        assert len(chat.calls("deleteMessages")) == 1
        assert await chat.loses(*numbers, instead=NEUTRAL) == Arrived(None)
        assert chat.calls("editMessageText") == []

    play(scene)


def test_what_is_two_days_old_stays_and_ours_says_the_neutral_word() -> None:
    async def scene(chat: Chat) -> None:
        old = [await chat.hears("our old words"), chat.says("their old words")]
        chat.playground.advance_clock(TWO_DAYS)
        new = [await chat.hears(f"new {at}") for at in range(5)]
        assert await chat.loses(*old, *new, instead=NEUTRAL) == Arrived(None)
        assert chat.texts == ["/start", "Settings", "their old words"]
        assert "reply_markup" not in chat.shown[1]

    play(scene)


def test_where_nobody_knows_what_stands_there_it_stops_at_what_is_too_old() -> None:
    """Otherwise a quiet chat of years would be tried message by message."""

    async def scene(chat: Chat) -> None:
        for at in range(30):
            chat.says(f"old {at}")
        chat.playground.advance_clock(TWO_DAYS)
        newest = [chat.says(f"new {at}") for at in range(3)][-1]
        assert await chat.loses(*range(1, newest + 50)) == Arrived(None)
        assert [words for words in chat.texts if words.startswith("new")] == []
        assert len(chat.texts) == 31
        assert len(chat.calls("deleteMessages")) <= 2 + ENOUGH * 8

    play(scene)


def test_many_go_by_the_hundred() -> None:
    async def scene(chat: Chat) -> None:
        numbers = [chat.says(str(at)) for at in range(2 * MOST + 1)]
        assert await chat.loses(*numbers) == Arrived(None)
        assert chat.texts == ["/start"]
        assert len(chat.calls("deleteMessages")) == 3

    play(scene)


def test_another_chat_is_never_touched() -> None:
    """All private chats share one count: a number of theirs is nothing here."""

    async def scene(chat: Chat) -> None:
        mika = int(chat.playground.add_user("Mika", "en")["id"])
        chat.playground.start(mika)
        theirs = chat.playground.say(mika, chat.playground.bot_id, "mine")["message_id"]
        await chat.loses(*range(1, theirs + 10), instead=NEUTRAL)
        assert chat.shown == []
        there = chat.playground.chat(mika, chat.playground.bot_id)["messages"]
        assert [one["text"] for one in there] == ["/start", "mine"]

    play(scene)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ("429", TryLater(7, refused=True)),
        ("502", TryLater(2)),
        ("lost_answer", TryLater(2)),
    ],
)
def test_what_goes_wrong_on_the_way_is_done_again(fault: str, outcome: Outcome) -> None:
    async def scene(chat: Chat) -> None:
        number = await chat.hears("one")
        chat.playground.add_fault(fault, "deleteMessages", seconds=7)
        assert await chat.loses(number) == outcome
        assert await chat.loses(number) == Arrived(None)
        assert chat.texts == ["/start"]

    play(scene)


def test_a_chat_that_is_not_there_has_nothing_to_lose() -> None:
    async def scene(chat: Chat) -> None:
        nobody = Message(Text(""), deletes=tuple(range(MOST, 0, -1)))
        assert await chat.messenger.send(999, nobody) == Unreachable("chat not found")
        assert len(chat.calls("deleteMessages")) == 1

    play(scene)

"""The bot's sender on a line that may go wrong: its outbox, its courier and its messenger, and a playground."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import col, select
from telegram import Bot
from telegram.request import RequestData

from bot.connections import Connections, Seconds
from bot.messenger import TelegramMessenger, telegram_bot
from bot.playground import BotProfile, Playground
from conversations.dialogue.phrasebook import Text
from conversations.records.database import open_database, transaction
from conversations.records.deliveries import Delivery, DeliveryState, Message, Ready
from scheduler.courier import Courier
from scheduler.errands import Outcome, Unsure
from scheduler.pacing import unhurried
from tests.evening import TOKEN, served
from tests.faults.proxy import Call, Fault, Proxy, a_line_to
from tests.stage import Phone, Stage

AGAIN = "届いていないかもしれないので、もう一度お送りします。\n\n"
SENT_AGAIN = re.compile(
    r"(届いていないかもしれないので、もう一度お送りします。|Sent again, in case it didn't arrive\.)\n\n"
)
UNSURE = "I'm not sure that arrived. Please look before sending it again."
UNDELIVERED = "That can't be delivered right now. Nothing was sent."
PATIENCE_ENDED = (Unsure("SocketTimeoutError"), Unsure("TimeoutError"))
ROUNDS = 100
CONNECT, WRITE, READ = 0.4, 0.1, 0.5  # seconds


class Hasty(Connections):
    """The product's connections, which wait for less than a second where it waits for half a minute."""

    def __init__(self, address: str, connect: float = CONNECT, read: float = READ) -> None:
        super().__init__(address)
        self.connect, self.read = connect, read

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Seconds = None,
        write_timeout: Seconds = None,
        connect_timeout: Seconds = None,
        pool_timeout: Seconds = None,
    ) -> tuple[int, bytes]:
        return await super().do_request(url, method, request_data, self.read, WRITE, self.connect, 0)


def hasty_bot(address: str) -> Bot:
    """`telegram_bot`, with less patience."""
    return bot_over(Hasty(address), address)


def bot_over(pool: Hasty, address: str) -> Bot:
    return Bot(TOKEN, base_url=f"{address}/bot", request=pool, get_updates_request=pool)


def patient_bot(address: str) -> Bot:
    """As in the product."""
    return telegram_bot(TOKEN, address)


@dataclass
class Noting(TelegramMessenger):
    """The product's messenger; what it made of each attempt is noted, with the words as they were sent."""

    bot: Bot
    made: list[tuple[int, str, Outcome]] = field(default_factory=list)

    async def send(self, chat_id: int, message: Message) -> Outcome:
        outcome = await super().send(chat_id, message)
        self.made.append((chat_id, message.text.text, outcome))
        return outcome


Scene = Callable[["Sender"], Awaitable[None]]


@dataclass
class Sender:
    """Whatever is put into the outbox goes out through the line."""

    playground: Playground
    line: Proxy
    stage: Stage
    messenger: Noting
    courier: Courier

    def person(self, name: str, language: str) -> Phone:
        """Somebody who has pressed Start."""
        user = int(self.playground.add_user(name, language)["id"])
        self.playground.start(user)
        return Phone(self.stage, user, name, language)

    async def sends(self, phone: Phone, words: str) -> Outcome:
        """What the messenger makes of one message, past the outbox."""
        return await self.messenger.send(phone.telegram_id, Message(Text(words)))

    async def delivers(self, *ready: Ready) -> None:
        """These and what is due by now go out, and what follows from that."""
        self.courier.deliver(ready)
        await self.courier.deliver_due()
        await self.courier.finish()

    async def delivers_later(self) -> None:
        """The same, once the next message is due."""
        first = {row.chat: row.due_at for row in reversed(self.waiting())}
        self.stage.now = max(self.stage.now, min(first.values()))
        await self.delivers()

    async def delivers_all(self) -> None:
        """Until nothing waits any more, which takes no more than a few rounds."""
        for _ in range(ROUNDS):
            if not self.waiting():
                return
            await self.delivers_later()
        raise AssertionError(f"it goes on and on: {self.states()}")

    def rows(self) -> list[Delivery]:
        with transaction(self.stage.engine) as session:
            return list(session.exec(select(Delivery).order_by(col(Delivery.id))))

    def states(self) -> list[str]:
        """Of everything that was put into the outbox, oldest first."""
        return [row.state for row in self.rows()]

    def waiting(self) -> list[Delivery]:
        return [row for row in self.rows() if row.state == DeliveryState.PENDING]

    def made_for(self, phone: Phone) -> list[Outcome]:
        """What the messenger made of each attempt for somebody."""
        return [outcome for chat, _, outcome in self.messenger.made if chat == phone.telegram_id]

    def texts(self, phone: Phone, chat: int | None = None) -> list[str]:
        """What the bot has written there, oldest first."""
        shown = self.playground.chat(phone.telegram_id, chat or self.playground.bot_id)["messages"]
        return [one["text"] for one in shown if one["from"]["id"] == self.playground.bot_id]


@asynccontextmanager
async def a_sender(folder: Path, bot_at: Callable[[str], Bot] = patient_bot) -> AsyncIterator[Sender]:
    """A sender with an empty outbox, on a line that is in order."""
    playground = Playground(TOKEN, BotProfile())
    stage = Stage(open_database(f"sqlite:///{folder}/outbox.db"))
    async with served(playground) as address, a_line_to(address) as line, bot_at(line.address) as bot:
        messenger = Noting(bot)
        courier = Courier(stage.attune, messenger, lambda: stage.now, unhurried())
        yield Sender(playground, line, stage, messenger, courier)
    stage.engine.dispose()


def play(folder: Path, scene: Scene, bot_at: Callable[[str], Bot] = patient_bot) -> None:
    """A scene with a sender of its own."""

    async def evening() -> None:
        async with a_sender(folder, bot_at) as sender, asyncio.timeout(100):
            await scene(sender)

    asyncio.run(evening())


def towards(faults: Mapping[int, Fault]) -> Callable[[Call], Fault | None]:
    """A fault for each of these chats, whatever is sent there."""
    return lambda call: faults.get(int(call.given.get("chat_id", 0)))


def in_turn(faults: Mapping[int, list[Fault]]) -> Callable[[Call], Fault | None]:
    """For each message to these chats the next of their faults, as long as there are any."""
    left = {chat: iter(found) for chat, found in faults.items()}
    return lambda call: next(left.get(int(call.given.get("chat_id", 0)), iter(())), None)

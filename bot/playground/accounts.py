"""One bot's side of Telegram: its token, its updates, its webhook, and whom it has met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import views
from .face import Face
from .hearing import reaches_bot
from .queries import Queries
from .rates import Rates
from .updates import UpdateQueue
from .webhooks import Webhook
from .world import Chat, Json, Message, Person

if TYPE_CHECKING:
    from .server import Telegram


@dataclass(frozen=True)
class BotProfile:
    """The bot as its maker registered it. With `reads_all_group_messages` privacy mode is off."""

    username: str = "attune_bot"
    first_name: str = "Attune"
    reads_all_group_messages: bool = False


class Account:
    """What the methods of the Bot API are called on: one bot, and the Telegram it lives in."""

    def __init__(self, telegram: Telegram, token: str, profile: BotProfile) -> None:
        self.telegram = telegram
        self.token = token
        self.profile = profile
        bot_id = int(token.partition(":")[0])
        self.bot = Person(bot_id, profile.first_name, is_bot=True, username=profile.username)
        self.world, self.clock, self.events = telegram.world, telegram.clock, telegram.events
        self.files = telegram.files
        self.updates = UpdateQueue(self.clock, strict=telegram.strict)
        self.updates.on_seen.append(lambda: self.events.tell("state", {}))
        self.updates.on_put.append(lambda update: telegram.watch("update", update.payload()))
        self.webhook = Webhook(self.updates, self.clock)
        self.webhook.on_reply = self._carry_out
        self.webhook_set_at = float("-inf")
        self.queries = Queries()
        self.face = Face(names={"": profile.first_name})
        self.rates = Rates(strict=telegram.strict)
        self.known: set[int] = set()  # people it has seen in a group, or who pressed Start

    def chat(self, chat_id: int) -> Chat | None:
        """A chat as this bot names it: a private one by the person."""
        return self.world.groups.get(chat_id) or self.world.private.get((chat_id, self.bot.id))

    def is_online(self) -> bool:
        return self.webhook.address is not None or self.updates.polled_lately()

    def hear(self, message: Message, kind: str) -> None:
        """Queue a message, new or edited, if this bot may read it."""
        if reaches_bot(message, self.bot, reads_all=self.profile.reads_all_group_messages):
            shown = views.message(self.world, message, self.bot.id)
            self.updates.put(kind, shown, ("chat", message.chat.id))

    async def _carry_out(self, values: Json) -> None:
        if self.telegram.on_reply is not None:
            await self.telegram.on_reply(self, values)

    def clear(self) -> None:
        """Forget what happened; what the bot told about itself stays."""
        self.updates.clear()
        self.queries.clear()
        self.known.clear()

    def stop(self) -> None:
        self.updates.stop()
        self.webhook.stop()

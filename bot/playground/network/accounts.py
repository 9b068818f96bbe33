"""One bot's side of Telegram: its token, its updates, its webhook, and whom it has met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import views
from .face import Face
from .hearing import reaches_bot
from .inline import Inline
from .queries import Queries
from .rates import Rates
from .updates import Update, UpdateQueue
from .webhooks import Webhook
from .world import Chat, Json, Message, Person

if TYPE_CHECKING:
    from .server import Telegram


@dataclass(frozen=True)
class BotProfile:
    """The bot as its maker registered it. With `reads_all_group_messages` privacy mode is off.

    `inline`: people may ask it from any chat; `inline_feedback`: it is told which of its results they sent.
    """

    username: str = "attune_bot"
    first_name: str = "Attune"
    reads_all_group_messages: bool = False
    inline: bool = False
    inline_feedback: bool = False


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
        self.updates.on_put.append(self._note)
        self.updates.comes_again = self._comes_again
        self.webhook = Webhook(self.updates, self.clock)
        self.webhook.on_reply = self._carry_out
        self.webhook_set_at = float("-inf")
        self.queries = Queries()
        self.inline = Inline()
        self.face = Face(names={"": profile.first_name})
        self.rates = Rates(strict=telegram.strict)
        self.wished_rights: dict[bool, frozenset[str]] = {}  # as an admin; by whether in channels
        self.opened_at = self.clock.now().timestamp()
        self.logged_out_at = float("-inf")
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

    def named(self) -> Json:
        return {"id": self.bot.id, "username": self.profile.username, "first_name": self.profile.first_name}

    def _note(self, update: Update) -> None:
        self.telegram.transcript.add("update", {"bot": self.bot.id, "update": update.payload()})

    def _comes_again(self, update: Update) -> bool:
        """Whether a fault brings this update once more."""
        place = update.content.get("chat") or update.content.get("message", {}).get("chat") or {}
        return self.telegram.faults.repeats(update.kind, str(place.get("id", "")), self.bot.id)

    async def _carry_out(self, values: Json) -> None:
        if self.telegram.on_reply is not None:
            await self.telegram.on_reply(self, values)

    def clear(self) -> None:
        """Forget what happened; what the bot told about itself stays."""
        self.updates.clear()
        self.queries.clear()
        self.inline.clear()
        self.known.clear()
        self.opened_at = self.logged_out_at = float("-inf")

    def stop(self) -> None:
        self.updates.stop()
        self.webhook.stop()

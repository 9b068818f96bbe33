"""One small Telegram: all its parts in one place, and what follows when something is written or changed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from . import views
from .calllog import CallLog
from .clock import Clock
from .errors import Impossible
from .events import Events
from .face import Face
from .faults import Faults
from .files import Files
from .hearing import is_service, reaches_bot
from .queries import Queries
from .rates import Rates
from .updates import UpdateQueue
from .webhooks import Webhook
from .world import Chat, ChatKind, Json, Message, Person, Standing, World


@dataclass(frozen=True)
class BotProfile:
    """The bot as its maker registered it. With `reads_all_group_messages` privacy mode is off."""

    username: str = "attune_bot"
    first_name: str = "Attune"
    reads_all_group_messages: bool = False


class Telegram:
    """The parts, and the few things that touch several of them at once."""

    def __init__(self, token: str, profile: BotProfile, *, strict_rates: bool) -> None:
        self.token = token
        self.profile = profile
        bot_id = int(token.partition(":")[0])
        self.bot = Person(bot_id, profile.first_name, is_bot=True, username=profile.username)
        self.world = World(self.bot)
        self.clock = Clock()
        self.events = Events()
        self.updates = UpdateQueue(self.clock, strict=strict_rates)
        self.updates.on_seen.append(lambda: self.events.tell("state", {}))
        self.webhook = Webhook(self.updates, self.clock)
        self.webhook_set_at = float("-inf")
        self.queries = Queries()
        self.files = Files()
        self.face = Face(names={"": profile.first_name})
        self.faults = Faults()
        self.rates = Rates(strict=strict_rates)
        self.log = CallLog()
        self._stopping = asyncio.Event()

    def person(self, user_id: int) -> Person:
        found = self.world.people.get(user_id)
        if found is None:
            raise Impossible(404, "There is no such person.")
        return found

    def chat_of(self, user_id: int, chat_id: int) -> Chat:
        """A chat as one person names it: the bot's id means their private chat. Raises `Impossible`."""
        self.person(user_id)
        chat = self.world.chats.get(user_id if chat_id == self.bot.id else chat_id)
        if chat is None or not chat.has(user_id):
            raise Impossible(404, "This person has no such chat.")
        return chat

    def name_on_phone(self, chat: Chat) -> int:
        """The id by which phones know a chat: the bot's own for a private one."""
        return self.bot.id if chat.kind is ChatKind.PRIVATE else chat.id

    def post(self, message: Message) -> Message:
        """Put a new message into its chat, and let the phones and the bot know."""
        chat = message.chat
        chat.messages[message.id] = message
        chat.last_id = message.id
        for user_id in chat.present():
            if user_id not in (message.sender.id, self.bot.id):
                chat.unread[user_id] = chat.unread.get(user_id, 0) + 1
        if message.sender.id == self.bot.id and not is_service(message):
            chat.bot_has_spoken = True
        self.touched(chat)
        if message.sender.id != self.bot.id or is_service(message):
            self.hear(message, "message")
        return message

    def hear(self, message: Message, kind: str) -> None:
        """Queue a message, new or edited, for the bot if it may read it."""
        if reaches_bot(message, self.bot, reads_all=self.profile.reads_all_group_messages):
            shown = views.message(self.world, message, self.bot.id)
            self.updates.put(kind, shown, ("chat", message.chat.id))

    def new_message(self, chat: Chat, sender: Person, content: Json) -> Message:
        """A message with the next id and the present time; `post` makes it real."""
        return Message(self.world.next_message_id(chat), chat, sender, self.clock.unix(), content)

    def remove(self, message: Message) -> None:
        """Delete a message for everybody; presses on it can still arrive for a while."""
        chat = message.chat
        del chat.messages[message.id]
        chat.removed.add(message.id)
        if message.id in chat.pinned:
            chat.pinned.remove(message.id)
        for user_id, count in chat.unread.items():
            if count and message.id > chat.read_up_to.get(user_id, 0):
                chat.unread[user_id] = count - 1
        self.touched(chat)

    def touched(self, chat: Chat) -> None:
        users = [user_id for user_id in chat.present() if user_id != self.bot.id]
        self.events.changed([self.name_on_phone(chat)], users)

    def stand(self, chat: Chat, person: Person, standing: Standing, by: Person) -> None:
        """Change where someone stands in a chat; the bot hears of itself, and as an admin of others."""
        before = chat.standing(person.id)
        if before == standing:
            return
        chat.members[person.id] = standing
        change = {
            "chat": views.chat(self.world, chat, self.bot.id),
            "from": views.user(by),
            "date": self.clock.unix(),
            "old_chat_member": views.member(person, before),
            "new_chat_member": views.member(person, standing),
        }
        if person.id == self.bot.id:
            self.updates.put("my_chat_member", change, ("my_chat_member", chat.id))
        elif chat.is_admin(self.bot.id):
            self.updates.put("chat_member", change, ("chat_member", person.id))

    def reset(self) -> None:
        """Nobody is there any more and the clock is right; what the bot told about itself stays."""
        for part in (self.world, self.updates, self.queries, self.files, self.faults, self.log):
            part.clear()
        self.clock.reset()
        self.events.tell("state", {})

    async def pause(self, seconds: float) -> None:
        """Wait, but not longer than the playground lives."""
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    def stop(self) -> None:
        """End what waits (streams, a poll, deliveries), so that a server can shut down at once."""
        self._stopping.set()
        self.events.stop()
        self.updates.stop()
        self.webhook.stop()

"""One small Telegram: all its parts in one place, and what follows when something is written or changed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count as counted
from typing import ClassVar

from ..clock import Clock
from ..errors import Impossible
from ..events import Events
from ..faults import Faults
from ..transcripts.transcript import Transcript
from . import places, reply_keyboards, views
from .accounts import Account, BotProfile
from .files import Files
from .hearing import is_service
from .invites import ADDED, Way
from .members import lapse, may_send
from .polls import Polls
from .terms import PLAIN, Terms
from .world import Chat, Json, Message, Person, Standing, World


class Telegram:
    """The parts, and the few things that touch several of them at once.

    `watchers`, of all there are in a process, see every answer by its method and every `update`.
    """

    watchers: ClassVar[list[Callable[[str, Json], None]]] = []

    def __init__(self, *, strict_rates: bool) -> None:
        self.strict = strict_rates
        self.world = World()
        self.clock = Clock()
        self.events = Events()
        self.files = Files()
        self.polls = Polls()
        self.albums = counted(14_000_000_000_000_001)  # numbers for what is sent together
        self.faults = Faults()
        self.transcript = Transcript(self.clock)
        self.accounts: dict[int, Account] = {}
        self.on_reply: Callable[[Account, Json], Awaitable[None]] | None = (
            None  # a call inside a webhook's answer
        )
        self._stopping = asyncio.Event()

    def add_account(self, token: str, profile: BotProfile) -> Account:
        """A bot under the id its token begins with. Raises `Impossible` where that is taken."""
        account = Account(self, token, profile)
        if self.world.someone(account.bot.id) is not None or self.bot_named(profile.username) is not None:
            raise Impossible(409, "There is somebody with this id or name already.")
        self.accounts[account.bot.id] = account
        self.world.add_bot(account.bot)
        self.transcript.add("bot", account.named())
        self.events.tell("state", {})
        return account

    def watch(self, name: str, content: Json) -> None:
        """Show an answer or an update to whoever watches."""
        for watcher in self.watchers:
            watcher(name, content)

    def bot_named(self, username: str) -> Account | None:
        wanted = username.lower()
        return next((one for one in self.accounts.values() if one.profile.username.lower() == wanted), None)

    def account_of(self, chat: Chat) -> Account:
        """The bot of a private chat."""
        return self.accounts[chat.bot_id]

    def person(self, user_id: int) -> Person:
        found = self.world.people.get(user_id)
        if found is None:
            raise Impossible(404, "There is no such person.")
        if found.is_deleted:
            raise Impossible(409, "This person deleted their account.")
        return found

    def chat_of(self, user_id: int, chat_id: int) -> Chat:
        """A chat as one person names it: a bot's id means their private chat with it. Raises `Impossible`."""
        self.person(user_id)
        chat = self.world.private.get((user_id, chat_id)) or self.world.groups.get(chat_id)
        if chat is not None:
            lapse(chat, self.clock.unix())
            places.end_due(chat, self.clock.unix())
        if chat is None or not chat.has(user_id):
            raise Impossible(404, "This person has no such chat.")
        return chat

    def name_on_phone(self, chat: Chat) -> int:
        """The id by which phones know a chat: the bot's own for a private one."""
        return chat.bot_id or chat.id

    def post(self, message: Message) -> Message:
        """Put a new message into its chat, and let the phones and the bots know."""
        chat = message.chat
        chat.messages[message.id] = message
        chat.last_id = message.id
        for user_id in self._people_in(chat):
            if user_id != message.sender.id:
                chat.unread[user_id] = chat.unread.get(user_id, 0) + 1
        if message.sender.is_bot and not is_service(message):
            chat.last_bot = message.sender.id
        reply_keyboards.take_in(message, [self.world.people[user_id] for user_id in self._people_in(chat)])
        if places.is_live(message.content):
            chat.live.add(message.id)
        self.touched(chat)
        self.hear(message, "message")
        return message

    def hear(self, message: Message, kind: str) -> None:
        """Queue a message, new or edited, for every bot that may read it."""
        for account in self.accounts.values():
            account.hear(message, kind)

    def meet(self, chat: Chat) -> None:
        """From now on the bots in this chat know everybody in it."""
        for account in self.accounts.values():
            if chat.has(account.bot.id):
                account.known.update(self._people_in(chat))

    def new_message(self, chat: Chat, sender: Person, content: Json) -> Message:
        """A message with the next id and the present time; `post` makes it real."""
        if not sender.is_bot and not may_send(chat, sender, content):
            raise Impossible(409, "This person may not send that here.")
        message = Message(self.world.next_message_id(chat), chat, sender, self.clock.unix(), content)
        message.as_group = not sender.is_bot and chat.terms_of(sender.id).is_anonymous
        return message

    def remove(self, message: Message) -> None:
        """Delete a message for everybody; presses on it can still arrive for a while."""
        chat = message.chat
        del chat.messages[message.id]
        chat.removed[message.id] = message.sender.id
        if message.id in chat.pinned:
            chat.pinned.remove(message.id)
        for user_id, count in chat.unread.items():
            if count and message.id > chat.read_up_to.get(user_id, 0):
                chat.unread[user_id] = count - 1
        self.touched(chat)

    def touched(self, chat: Chat) -> None:
        self.events.changed([self.name_on_phone(chat)], self._people_in(chat))

    def _people_in(self, chat: Chat) -> list[int]:
        return [user_id for user_id in chat.present() if user_id not in self.accounts]

    def stand(
        self,
        chat: Chat,
        person: Person,
        standing: Standing,
        by: Person,
        terms: Terms = PLAIN,
        way: Way = ADDED,
    ) -> None:
        """Change where someone stands in a chat, and on which terms; bots that may know are told."""
        before, old = chat.standing(person.id), chat.terms_of(person.id)
        if (before, old) == (standing, terms):
            return
        actor = views.actor(chat, by)
        chat.members[person.id] = standing
        chat.terms[person.id] = terms
        for account in self.accounts.values():
            viewer = account.bot.id
            change = {
                "chat": views.chat(self.world, chat, viewer),
                "from": actor,
                "date": self.clock.unix(),
                "old_chat_member": views.member(person, before, old, viewer, chat.kind),
                "new_chat_member": views.member(person, standing, terms, viewer, chat.kind),
            }
            self._tell_change(account, chat, person, change | self._way_shown(chat, way, viewer))

    def _tell_change(self, account: Account, chat: Chat, person: Person, change: Json) -> None:
        """A bot hears of itself, and as an admin of others."""
        if person.id == account.bot.id:
            account.updates.put("my_chat_member", change, ("my_chat_member", chat.id))
        elif chat.is_admin(account.bot.id):
            account.updates.put("chat_member", change, ("chat_member", person.id))

    def _way_shown(self, chat: Chat, way: Way, viewer: int) -> Json:
        if way.link is not None:
            return {"invite_link": views.invite_link(self.world, chat, way.link, viewer)}
        return {"via_join_request": True} if way.asked else {}

    def reset(self) -> None:
        """Nobody is there any more and the clock is right; what the bots told about themselves stays."""
        for clear in (
            self.world.clear,
            self.files.clear,
            self.polls.clear,
            self.faults.clear,
        ):
            clear()
        for account in self.accounts.values():
            account.clear()
        self.clock.reset()
        self.transcript.begin_anew(account.named() for account in self.accounts.values())
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
        for account in self.accounts.values():
            account.stop()

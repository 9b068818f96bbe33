"""The playground itself: everything a person, a page or a test can do with this local Telegram."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from starlette.applications import Starlette

from .errors import Impossible
from .faults import Concerns
from .network import groups, polls
from .network.accounts import Account, BotProfile
from .network.server import Telegram
from .network.world import Json, Message
from .people import opening, phones, starting, writing
from .site import build_app

Scenario = Callable[["Playground"], Awaitable[object]]


class Playground:
    """A local Telegram with its page. Its methods are the actions of `/sim`; they raise `Impossible`.

    Call them on the thread of the loop that serves `app`; other threads use HTTP. `now` may be read anywhere.
    """

    def __init__(
        self,
        token: str = "1:demo",  # noqa: S107 (opens nothing but this playground)
        bot: BotProfile | None = None,
        scenarios: Mapping[str, Scenario] | None = None,
        strict_rates: bool = False,
    ) -> None:
        self.telegram = Telegram(strict_rates=strict_rates)
        self.account = self.telegram.add_account(
            token, bot or BotProfile()
        )  # the first bot of perhaps several
        self.scenarios = dict(scenarios or {})
        self.on_clock: list[Callable[[], object]] = []
        self._reactions: set[asyncio.Future[Any]] = set()
        self.app: Starlette = build_app(self)

    def now(self) -> datetime:
        """The playground's time, aware, in UTC."""
        return self.telegram.clock.now()

    def stop(self) -> None:
        """End streams, polls and deliveries. Call it before the server shuts down, or it waits for them."""
        self.telegram.stop()

    def add_bot(self, token: str, bot: BotProfile) -> Account:
        """One more bot, whose id its token begins with."""
        return self.telegram.add_account(token, bot)

    # What people do. A chat is named as on a phone: the private chat with a bot by the bot's id

    def add_user(self, first_name: str, language_code: str | None = None, user_id: int | None = None) -> Json:
        taken = user_id is not None and (self.telegram.world.someone(user_id) is not None or user_id <= 0)
        if not first_name.strip() or taken:
            raise Impossible(400, "A person needs a name and an id of their own.")
        person = self.telegram.world.add_person(first_name.strip(), language_code or None, user_id)
        self.telegram.events.tell("state", {})
        return phones.person_shown(person)

    def change_user(
        self, user_id: int, first_name: str | None = None, language_code: str | None = None
    ) -> Json:
        person = self.telegram.person(user_id)
        person.first_name = (first_name or "").strip() or person.first_name
        person.language_code = language_code or person.language_code
        self.telegram.events.tell("state", {})
        return phones.person_shown(person)

    def say(self, user_id: int, chat_id: int, text: str, reply_to: int | None = None) -> Json:
        return self._shown(writing.say(self.telegram, user_id, chat_id, text, reply_to), user_id)

    def edit(self, user_id: int, chat_id: int, message_id: int, text: str) -> Json:
        return self._shown(writing.edit(self.telegram, user_id, chat_id, message_id, text), user_id)

    def delete(self, user_id: int, chat_id: int, message_id: int) -> None:
        writing.delete(self.telegram, user_id, chat_id, message_id)

    def photo(self, user_id: int, chat_id: int, caption: str = "") -> Json:
        return self._shown(writing.send_photo(self.telegram, user_id, chat_id, caption), user_id)

    def sticker(self, user_id: int, chat_id: int) -> Json:
        return self._shown(writing.send_sticker(self.telegram, user_id, chat_id), user_id)

    def voice(self, user_id: int, chat_id: int) -> Json:
        return self._shown(writing.send_voice(self.telegram, user_id, chat_id), user_id)

    def tap(
        self,
        user_id: int,
        chat_id: int,
        message_id: int,
        data: str | None = None,
        button: tuple[int, int] | None = None,
    ) -> str:
        """Press a button; returns the query's id, under which `query` tells the bot's answer."""
        return writing.tap(self.telegram, user_id, chat_id, message_id, data, button).id

    def pressed_on_page(self, query_id: str) -> None:
        """Whoever looks at the page waits for this answer."""
        for account in self.telegram.accounts.values():
            account.queries.pressed_on_page(query_id)

    def query(self, query_id: str) -> Json:
        for account in self.telegram.accounts.values():
            if (found := account.queries.get(query_id)) is not None:
                return found.shown()
        raise Impossible(404, "There is no such press.")

    def open(self, user_id: int, url: str, group_id: int | None = None) -> Json:
        return opening.open_link(self.telegram, user_id, url, group_id)

    def start(self, user_id: int, payload: str = "", bot_id: int | None = None) -> Json:
        return self._shown(starting.start(self.telegram, user_id, bot_id or self.bot_id, payload), user_id)

    def block(self, user_id: int, bot_id: int | None = None) -> None:
        starting.block(self.telegram, user_id, bot_id or self.bot_id)

    def unblock(self, user_id: int, bot_id: int | None = None) -> None:
        starting.unblock(self.telegram, user_id, bot_id or self.bot_id)

    def _shown(self, message: Message, user_id: int) -> Json:
        return phones.message_shown(self.telegram, message, user_id)

    # Groups; bots take part in them under their own ids

    @property
    def bot_id(self) -> int:
        """The first bot's."""
        return self.account.bot.id

    def add_group(self, title: str, creator: int, members: Sequence[int] = (), with_bot: bool = False) -> int:
        everybody = [*members, self.bot_id] if with_bot else members
        return groups.create(self.telegram, title, creator, everybody).id

    def add_member(self, group_id: int, by: int, user_id: int) -> None:
        groups.add(self.telegram, group_id, by, user_id)

    def remove_member(self, group_id: int, by: int, user_id: int) -> None:
        groups.remove(self.telegram, group_id, by, user_id)

    def leave_group(self, group_id: int, user_id: int) -> None:
        groups.leave(self.telegram, group_id, user_id)

    def promote(self, group_id: int, by: int, user_id: int) -> None:
        groups.promote(self.telegram, group_id, by, user_id, to_admin=True)

    def demote(self, group_id: int, by: int, user_id: int) -> None:
        groups.promote(self.telegram, group_id, by, user_id, to_admin=False)

    def rename_group(self, group_id: int, by: int, title: str) -> None:
        groups.rename(self.telegram, group_id, by, title)

    def migrate(self, group_id: int) -> int:
        """Make a basic group a supergroup; returns its new id."""
        return groups.migrate(self.telegram, group_id).id

    # What is shown

    def state(self) -> Json:
        return phones.state(self.telegram, list(self.scenarios))

    def chat(self, user_id: int, chat_id: int) -> Json:
        return phones.chat_view(self.telegram, user_id, chat_id)

    def log(self, since: int = 0) -> list[Json]:
        """The newest calls and updates, in one order."""
        return self.telegram.transcript.since(since, ("call", "update"))

    def calls(self, since: int = 0) -> list[Json]:
        return self.telegram.transcript.since(since, ("call",))

    # The surroundings

    def advance_clock(self, seconds: float) -> datetime:
        self.telegram.clock.advance(seconds)
        return self._clock_moved()

    def set_clock(self, moment: datetime) -> datetime:
        """`moment` must be aware."""
        if moment.tzinfo is None:
            raise Impossible(400, "Say in which time zone.")
        self.telegram.clock.set(moment)
        return self._clock_moved()

    def _clock_moved(self) -> datetime:
        """Tell everybody; what a listener starts goes on by itself."""
        self.telegram.events.tell("clock", {"now": self.telegram.clock.unix()})
        polls.close_due(self.telegram)
        self.flush_webhook()
        for listener in self.on_clock:
            started = listener()
            if inspect.isawaitable(started):
                reaction = asyncio.ensure_future(started)
                self._reactions.add(reaction)
                reaction.add_done_callback(self._reactions.discard)
        return self.now()

    def add_fault(
        self,
        kind: str,
        method: str | None = None,
        chat: int | None = None,
        times: int | None = 1,
        seconds: float | None = None,
        probability: float = 1.0,
        bot: int | None = None,
    ) -> int:
        """Let the next `times` (None: all) matching calls go wrong; without a method, any but getUpdates."""
        about = Concerns(method, chat, bot)
        fault = self.telegram.faults.add(kind, about, times, seconds, probability)
        self.telegram.events.tell("state", {})
        return fault.id

    def seed(self, number: int | None = None) -> int:
        """Let chance come from this number, or from one that is thrown; it is returned."""
        return self.telegram.faults.seed(number)

    def clear_faults(self) -> None:
        self.telegram.faults.clear()
        self.telegram.events.tell("state", {})

    def remove_fault(self, fault_id: int) -> None:
        self.telegram.faults.remove(fault_id)
        self.telegram.events.tell("state", {})

    def reset(self) -> None:
        self.telegram.reset()

    def flush_webhook(self) -> int:
        """Try deliveries that failed again, now; how many."""
        return sum(account.webhook.flush() for account in self.telegram.accounts.values())

    async def run_scenario(self, name: str) -> Json:
        """Run what the embedding program registered; what it returns as a mapping is passed on."""
        if name not in self.scenarios:
            raise Impossible(404, "There is no such scenario.")
        outcome = await self.scenarios[name](self)
        return {"ok": True} | (dict(outcome) if isinstance(outcome, Mapping) else {})

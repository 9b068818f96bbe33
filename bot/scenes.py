"""Scenes of the playground that need a bot: people who have already done something, through real taps."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.playground import Playground
from conversations import places
from conversations.dialogue.phrasebook import load_phrasebook
from conversations.dialogue.phrases import say

PATIENCE = 20.0  # seconds for one answer of the bot
T = TypeVar("T")


async def ready_couple(playground: Playground) -> dict[str, Any]:
    """An empty playground, then Aki (Japanese) and Mika (English) with a shared chat, both ready."""
    playground.reset()
    aki = Hand(playground, int(playground.add_user("Aki", "ja")["id"]), "ja")
    mika = Hand(playground, int(playground.add_user("Mika", "en")["id"]), "en")
    group = playground.add_group("Aki & Mika", aki.user, [mika.user], with_bot=True)
    begin = words("lobby.hello.button", aki.language)  # the chat speaks like who made it
    for hand in (aki, mika):
        await hand.sets_up(begin, group)
    for hand in (aki, mika):
        await hand.sees(words("welcome.connected.button", hand.language))
    return {"users": [aki.user, mika.user], "group": group}


def zone_of_this_computer() -> str:
    """Where both live: one jump of the page's clock then brings both to their evening."""
    from babel.localtime import get_localzone

    here = getattr(get_localzone(), "key", "UTC")
    return here if places.find(here, "en") else "UTC"


def words(key: str, language: str) -> str:
    """A label as it stands on a button."""
    return load_phrasebook().words(say(key), language)


@dataclass(frozen=True)
class Button:
    """A button that somebody sees."""

    label: str
    message_id: int
    data: str

    def says(self, labels: tuple[str, ...]) -> bool:
        """Whether it bears one of these, alone or beside the same in another language."""
        return any(part in labels for part in (self.label, *self.label.split(" · ")))


@dataclass(frozen=True)
class Hand:
    """Somebody who taps as soon as they see what they look for."""

    playground: Playground
    user: int
    language: str

    async def sets_up(self, begin: str, group: int) -> None:
        """All the way from the button in the shared chat to the yes."""
        query = await self.taps(begin, group)
        answer = await soon(lambda: self._answer_to(query))
        self.playground.open(self.user, answer["url"])
        await self._chooses(f"welcome.language.options.{self.language}")
        await self._lives_in(zone_of_this_computer())
        await self._chooses("welcome.hour.options.evening")
        await self._chooses("welcome.consent.options.yes")

    async def sees(self, *labels: str, chat: int | None = None) -> Button:
        """Wait until one of these buttons is there: the newest one."""
        return await soon(lambda: next((one for one in self._buttons(chat) if one.says(labels)), None))

    async def taps(self, label: str, chat: int | None = None) -> str:
        """Tap a button as soon as it is there; returns the number of the query."""
        return self._presses(await self.sees(label, chat=chat), chat)

    async def _chooses(self, key: str) -> None:
        await self.taps(words(key, self.language))

    async def _lives_in(self, zone: str) -> None:
        """Accept the place that was guessed if it is this one; otherwise type it, by its id: that leaves no doubt."""
        yes = words("zone.guess.options.yes", self.language)
        guessed = (await self.sees(yes, words("zone.clock.options.later", self.language))).label == yes
        if guessed and places.guess(self.language) == zone:
            await self.taps(yes)
            return
        if guessed:
            await self._chooses("zone.guess.options.no")
            await self.sees(words("zone.clock.options.later", self.language))
        self.playground.say(self.user, self.playground.bot_id, zone)

    def _buttons(self, chat: int | None) -> Iterator[Button]:
        """What can be tapped, from the newest message up."""
        shown = self.playground.chat(self.user, chat or self.playground.bot_id)
        for message in reversed(shown["messages"]):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for key in row:
                    if "callback_data" in key:
                        yield Button(key["text"], message["message_id"], key["callback_data"])

    def _presses(self, button: Button, chat: int | None = None) -> str:
        where = chat or self.playground.bot_id
        return self.playground.tap(self.user, where, button.message_id, button.data)

    def _answer_to(self, query: str) -> dict[str, Any] | None:
        answer = self.playground.query(query)
        return answer if answer["answered"] else None


async def soon(look: Callable[[], T | None]) -> T:
    """What there is to see, as soon as there is something. Raises `TimeoutError`."""
    async with asyncio.timeout(PATIENCE):
        while (found := look()) is None:  # noqa: ASYNC110 (phones are looked at, they do not call)
            await asyncio.sleep(0.02)
        return found

"""Two people who go on tapping, whatever happens to the bot behind their phones."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from bot.playground import Playground
from bot.playground.people.phones import message_shown

IN_VIEW = 60  # messages
PATIENCE = 150.0  # seconds; only a tap that got lost takes as long
T = TypeVar("T")


@dataclass
class Persistent:
    """Somebody who taps each button once, as soon as it is there, and never taps again."""

    playground: Playground
    user: int
    tapped: set[tuple[int, str]] = field(default_factory=set)

    def says(self, text: str) -> int:
        """Type something; its number, after which the answer is looked for."""
        return int(self.playground.say(self.user, self.playground.bot_id, text)["message_id"])

    def texts(self, since: int = 0) -> list[str]:
        """What the bot has written, the newest first."""
        return [
            message["text"]
            for message in self._messages()
            if message["message_id"] > since and message["from"]["id"] == self.playground.bot_id
        ]

    def numbers(self, words: str) -> set[int]:
        """The messages with these words."""
        return {message["message_id"] for message in self._messages() if words in message.get("text", "")}

    def newest(self) -> int:
        """The number of the newest message, 0 before the first."""
        return max((message["message_id"] for message in self._messages()), default=0)

    async def sees(self, words: str, since: int = 0) -> str:
        """Wait for a message with these words."""
        return await soon(lambda: next((text for text in self.texts(since) if words in text), None), words)

    async def taps(self, *labels: str, since: int = 0, about: str = "") -> str:
        """Tap the newest of these buttons that was not tapped yet, under a message with these words."""
        number, data, label = await soon(lambda: self._button(labels, since, about), " | ".join(labels))
        self.tapped.add((number, data))
        self.playground.tap(self.user, self.playground.bot_id, number, data)
        return label

    def _button(self, labels: tuple[str, ...], since: int, about: str) -> tuple[int, str, str] | None:
        for message in self._messages():
            number = message["message_id"]
            if number <= since or about not in message.get("text", ""):
                continue
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for key in row:
                    data = key.get("callback_data", "")
                    if key["text"].startswith(labels) and data and (number, data) not in self.tapped:
                        return number, data, key["text"]
        return None

    def _messages(self) -> list[dict[str, Any]]:
        """The newest first. Nobody scrolls far back."""
        telegram = self.playground.telegram
        chat = telegram.chat_of(self.user, self.playground.bot_id)
        newest = islice(reversed(chat.messages.values()), IN_VIEW)
        return [message_shown(telegram, message, self.user) for message in newest]


async def soon(look: Callable[[], T | None], what: str) -> T:
    """What there is to see, as soon as there is something."""
    try:
        async with asyncio.timeout(PATIENCE):
            while (found := look()) is None:  # noqa: ASYNC110 (phones are looked at, they do not call)
                await asyncio.sleep(0.02)
            return found
    except TimeoutError:
        raise AssertionError(f"never seen: {what}") from None


async def become_a_couple(aki: Persistent, mika: Persistent) -> None:
    """By a link, all the way from /start to the word that it is the partner."""
    mika.says("/start")
    await mika.taps("English")
    await mika.sees("What time is it for you now?")
    mika.says("London")
    await mika.taps("Evening 20:30")
    await mika.taps("Yes, I'd like this")
    await mika.taps("Invite my partner")
    link = (await mika.sees("?start=")).split("\n")[-1]
    aki.playground.open(aki.user, link)
    await aki.taps("日本語")
    await aki.taps("はい")
    await aki.taps("夜 20:30")
    await aki.taps("はい、使います")
    await mika.taps("Yes, connect us")
    await asyncio.gather(aki.sees("つながりました。"), mika.sees("You're connected."))


async def a_round(aki: Persistent, mika: Persistent, number: int) -> None:
    """Each tells the other something; each says back what they heard; each hears that it was right."""
    await asyncio.gather(
        asks_in_japanese(aki, number), rewords(mika, number) if number % 2 else asks_in_english(mika, number)
    )
    await asyncio.gather(
        says_back(mika, "Say it back", "In your own words", f"call {number}", f"You told me of {number}."),
        says_back(aki, "ことばで返す", "どんなふうに届きましたか", f"lunch {number}", f"{number}のことだね"),
    )
    await asyncio.gather(
        aki.taps("うん、そう", about=f"You told me of {number}."),
        mika.taps("Yes, that's it", about=f"{number}のことだね"),
    )
    await asyncio.gather(  # or it would count as open for days
        takes_back(aki, "取り下げる", "取り下げました"), takes_back(mika, "Take it back", "Taken back")
    )


async def asks_in_japanese(aki: Persistent, number: int) -> None:
    start = aki.says("/need")
    for label in ("聞いてほしい", "つかれた", "くたくた"):
        await aki.taps(label, since=start)
    await aki.sees("何がありましたか", start)
    words = aki.says(f"call {number}")
    for label in ("10分だけ", "今夜", "わりと", "相手だけに送る"):
        await aki.taps(label, since=words)


async def asks_in_english(mika: Persistent, number: int) -> None:
    start = mika.says("/need")
    for label in ("Someone to listen", "Tired", "Worn out"):
        await mika.taps(label, since=start)
    await mika.sees("What's happening?", start)
    words = mika.says(f"lunch {number}")
    for label in ("10 minutes", "Tonight", "A little", "Send privately"):
        await mika.taps(label, since=words)


async def rewords(mika: Persistent, number: int) -> None:
    start = mika.says("/help_me_say_this")
    await mika.sees("Paste or type it as it is.", start)
    draft = mika.says(f"You never listen to me about lunch {number}.")
    while await mika.taps("Use A", "Hurt", "Show me", since=draft) != "Use A":
        pass
    await mika.taps("Send privately", since=draft)


async def says_back(phone: Persistent, label: str, question: str, about: str, words: str) -> None:
    await phone.taps(label, about=about)
    await soon(
        lambda: next((text for text in phone.texts() if question in text and about in text), None), about
    )
    phone.says(words)
    await phone.taps("Send it" if label.isascii() else "送る", about=words)


async def takes_back(phone: Persistent, label: str, taken: str) -> None:
    """Take back, and wait for the word of it, wherever it is put."""
    before = phone.numbers(taken)
    await phone.taps(label)
    await soon(lambda: phone.numbers(taken) - before or None, taken)

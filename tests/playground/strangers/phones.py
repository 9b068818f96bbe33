"""A stranger at work, and what can be waited for on somebody's phone meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

from bot.playground import Playground

TOKEN = "1:demo"  # noqa: S105 (opens nothing but a playground)
PATIENCE_SECONDS = 20
Run = Callable[[str, str], Coroutine[Any, Any, None]]
Message = dict[str, Any]


@contextlib.asynccontextmanager
async def at_work(run: Run, address: str) -> AsyncIterator[None]:
    """The bot runs inside and has ended afterwards; what it died of fails the test, and so does waiting long."""
    working = asyncio.create_task(run(address, TOKEN))
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            yield
    finally:
        working.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await working


async def becomes(playground: Playground, found: Callable[[], Message | None]) -> Message:
    """What is looked for, once something has changed so that it is there."""
    async for _ in playground.telegram.events.listen():
        if (message := found()) is not None:
            return message
    raise AssertionError("the playground stopped")


async def shown(playground: Playground, user: int, chat: int, words: str) -> Message:
    """The newest message with these words."""

    def found() -> Message | None:
        messages: list[Message] = playground.chat(user, chat)["messages"]
        return next(
            (one for one in reversed(messages) if words in (one.get("text"), one.get("caption"))), None
        )

    return await becomes(playground, found)


async def last(playground: Playground, user: int, true: Callable[[Message], bool]) -> Message:
    """The last message of somebody's chat with the bot, once this is true of it."""

    def found() -> Message | None:
        messages: list[Message] = playground.chat(user, playground.bot_id)["messages"]
        return messages[-1] if messages and true(messages[-1]) else None

    return await becomes(playground, found)


async def first_evening(playground: Playground) -> None:
    """Start, a button, an edit and an echo, as any of the evening bots must manage them."""
    aki, the_bot = playground.add_user("Aki", "ja")["id"], playground.bot_id
    playground.start(aki)
    asked = await shown(playground, aki, the_bot, "Ready?")
    press = playground.tap(aki, the_bot, asked["message_id"], button=(0, 0))
    edited = await shown(playground, aki, the_bot, "Then say something.")
    assert (edited["message_id"], "reply_markup" in edited) == (asked["message_id"], False)
    assert playground.query(press) == {"answered": True, "text": "Noted", "alert": False}
    said = playground.say(aki, the_bot, "静かな夜 🌙 <3")["message_id"]

    def is_answer(message: Message) -> bool:
        return bool(message.get("reply_to_message", {}).get("message_id") == said)

    assert (await last(playground, aki, is_answer))["text"] == "静かな夜 🌙 <3"

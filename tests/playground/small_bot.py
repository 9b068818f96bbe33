"""A bot of a few lines that knows the Bot API alone: it greets, asks, edits, and counts what it hears."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

TEA = {"inline_keyboard": [[{"text": "Tea", "callback_data": "t"}, {"text": "Coffee", "callback_data": "c"}]]}
MORE = {"inline_keyboard": [[{"text": "More", "callback_data": "m"}]]}


class SmallBot:
    """Answers what it hears with `words`; the data of its buttons differ from run to run, by `run`."""

    def __init__(self, client: httpx.AsyncClient, words: str, run: str) -> None:
        self.client = client
        self.words = words
        self.run = run
        self.heard: Counter[int] = Counter()

    async def call(self, method: str, **values: Any) -> Any:
        response = await self.client.post(method, json=values)
        answer = response.json()
        return answer.get("result")

    async def listen(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=20) or []:
                offset = update["update_id"] + 1
                await self.hear(update)

    async def hear(self, update: dict[str, Any]) -> None:
        if "callback_query" in update:
            await self.hear_press(update["callback_query"])
        elif "text" in update.get("message", {}):
            chat = update["message"]["chat"]["id"]
            self.heard[chat] += 1
            text = f"{self.words} {self.heard[chat]}: {update['message']['text']}"
            await self.call("sendMessage", chat_id=chat, text=text, reply_markup=self.marked(TEA))

    async def hear_press(self, query: dict[str, Any]) -> None:
        await self.call("answerCallbackQuery", callback_query_id=query["id"])
        message = query["message"]
        place = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        text = f"{message['text']} / {query['data'].removesuffix(self.run)}"
        await self.call("editMessageText", **place, text=text, reply_markup=self.marked(MORE))

    def marked(self, keyboard: dict[str, Any]) -> dict[str, Any]:
        rows = keyboard["inline_keyboard"]
        marked = [[one | {"callback_data": one["callback_data"] + self.run} for one in row] for row in rows]
        return {"inline_keyboard": marked}


@asynccontextmanager
async def listening(
    address: str,
    words: str = "heard",
    run: str = "",
    token: str = "1:demo",  # noqa: S107 (opens nothing)
) -> AsyncIterator[SmallBot]:
    """`async with listening(address):` a small bot polls there."""
    async with httpx.AsyncClient(base_url=f"{address}/bot{token}/", timeout=60) as client:
        bot = SmallBot(client, words, run)
        task = asyncio.create_task(bot.listen())
        try:
            yield bot
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

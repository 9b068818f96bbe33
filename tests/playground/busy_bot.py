"""A bot that knows the Bot API alone and does a little of everything: albums, polls, keys, inline mode, groups."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx

Json = dict[str, Any]
KINDS = "message callback_query inline_query poll_answer chat_join_request message_reaction my_chat_member".split()
TEAS = ("Sencha", "Hojicha")


@dataclass
class BusyBot:
    """`run` marks the data of its buttons and the ids of its results, `drinks` is the order of its keys."""

    client: httpx.AsyncClient
    run: str
    drinks: tuple[str, ...]
    photos: list[str] = field(default_factory=list)
    polls: dict[str, int] = field(default_factory=dict)  # the chat of each

    async def call(self, method: str, **values: Any) -> Any:
        answer = (await self.client.post(method, json=values)).json()
        assert answer["ok"], answer
        return answer["result"]

    async def listen(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=20, allowed_updates=KINDS):
                offset = update["update_id"] + 1
                await self.hear(update)

    async def hear(self, update: Json) -> None:
        match update:
            case {"message": {"chat": {"id": chat}} as message}:
                await self.hear_message(chat, message)
            case {"callback_query": press}:
                await self.call("answerCallbackQuery", callback_query_id=press["id"])
                place = {"inline_message_id": press["inline_message_id"]}
                await self.call(
                    "editMessageText", **place, text=f"{press['data'].removesuffix(self.run)} is brewed"
                )
            case {"inline_query": query}:
                results = [self.result(tea) for tea in TEAS]
                await self.call("answerInlineQuery", inline_query_id=query["id"], results=results)
            case {"poll_answer": answer}:
                who, chosen = answer["user"]["first_name"], answer["option_ids"]
                await self.call(
                    "sendMessage", chat_id=self.polls[answer["poll_id"]], text=f"{who} chose {chosen}"
                )
            case {"chat_join_request": asked}:
                who = {"chat_id": asked["chat"]["id"], "user_id": asked["from"]["id"]}
                await self.call("approveChatJoinRequest", **who)
                await self.call("sendMessage", chat_id=who["chat_id"], text="Come in.")
            case {"message_reaction": change}:
                text = "".join(one["emoji"] for one in change["new_reaction"])
                answered = {"message_id": change["message_id"]}
                await self.call(
                    "sendMessage", chat_id=change["chat"]["id"], text=text, reply_parameters=answered
                )

    def result(self, tea: str) -> Json:
        button = {"text": "Brew", "callback_data": tea + self.run}
        return {
            "type": "article",
            "id": tea + self.run,
            "title": tea,
            "input_message_content": {"message_text": tea},
            "reply_markup": {"inline_keyboard": [[button]]},
        }

    async def hear_message(self, chat: int, message: Json) -> None:
        match message:
            case {"photo": sizes}:
                self.photos.append(sizes[-1]["file_id"])
            case {"users_shared": shared}:
                await self.call("sendMessage", chat_id=chat, text=f"You chose {len(shared['users'])}.")
            case {"text": "/album"}:
                media = [{"type": "photo", "media": photo, "caption": "yours"} for photo in self.photos]
                await self.call("sendMediaGroup", chat_id=chat, media=media)
            case {"text": "/ask@attune_bot"}:
                asked = await self.call(
                    "sendPoll", chat_id=chat, question="Tea?", options=["Yes", "No"], is_anonymous=False
                )
                self.polls[asked["poll"]["id"]] = chat
            case {"text": "/keys"}:
                await self.call("sendMessage", chat_id=chat, text="What to drink?", reply_markup=self.keys())
            case {"text": "/invite"}:
                link = await self.call("createChatInviteLink", chat_id=chat, creates_join_request=True)
                await self.call("sendMessage", chat_id=chat, text=link["invite_link"])
            case {"text": text}:
                await self.call("sendMessage", chat_id=chat, text=f"heard {text}")

    def keys(self) -> Json:
        people = {"text": "With whom?", "request_users": {"request_id": 1, "max_quantity": 2}}
        return {"keyboard": [list(self.drinks), [people]]}


@asynccontextmanager
async def at_work(
    address: str,
    run: str,
    drinks: tuple[str, ...] = ("Tea", "Coffee"),
    token: str = "1:demo",  # noqa: S107 (opens nothing)
) -> AsyncIterator[None]:
    """`async with at_work(address, ".then"):` it polls there; what it died of is raised at the end."""
    async with httpx.AsyncClient(base_url=f"{address}/bot{token}/", timeout=60) as client:
        task = asyncio.create_task(BusyBot(client, run, drinks).listen())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

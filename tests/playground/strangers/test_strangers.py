"""Bots by other libraries, written from their documentation alone, run on the playground unchanged."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from bot.playground import Playground
from tests.playground.strangers.phones import Message, Run, at_work, becomes, first_evening, last, shown

pytest.importorskip("aiogram", reason="aiogram is not installed")
pytest.importorskip("telebot", reason="pyTelegramBotAPI is not installed")

from tests.playground.strangers import (
    aiogram_conversation,
    aiogram_evening,
    aiogram_members,
    aiogram_webhook,
    telebot_counter,
    telebot_evening,
    telebot_invitations,
    telebot_poll,
)


@pytest.mark.parametrize("run", [aiogram_evening.run, telebot_evening.run], ids=["aiogram", "telebot"])
def test_start_a_button_an_edit_and_an_echo(playground: Playground, served: Any, run: Run) -> None:
    async def spent() -> None:
        async with served(playground) as address, at_work(run, address):
            await first_evening(playground)

    asyncio.run(spent())


def test_a_conversation_with_choices_and_a_photo(playground: Playground, served: Any) -> None:
    async def spent() -> None:
        async with served(playground) as address, at_work(aiogram_conversation.run, address):
            aki, the_bot = playground.add_user("Aki")["id"], playground.bot_id
            playground.start(aki)
            playground.say(aki, the_bot, "/visit")
            asked = await shown(playground, aki, the_bot, "Tea or coffee?")
            assert asked["reply_markup"] == {
                "keyboard": [[{"text": "Tea"}, {"text": "Coffee"}]],
                "resize_keyboard": True,
                "one_time_keyboard": True,
            }
            playground.say(aki, the_bot, "water")
            await shown(playground, aki, the_bot, "Please choose one of the two.")
            await act(address, "key", user=aki, chat=the_bot, button=[0, 0])
            await shown(playground, aki, the_bot, "And a photo of you?")
            size = playground.photo(aki, the_bot)["photo"][-1]["file_size"]
            thanked = await shown(playground, aki, the_bot, f"Tea for you, and {size} bytes of you.")
            assert thanked["photo"][-1]["file_size"] == size

    asyncio.run(spent())


def test_a_counter_under_a_message(playground: Playground, served: Any) -> None:
    async def spent() -> None:
        async with served(playground) as address, at_work(telebot_counter.run, address):
            aki, the_bot = playground.add_user("Aki")["id"], playground.bot_id
            playground.start(aki)
            playground.say(aki, the_bot, "/count")
            counter = (await shown(playground, aki, the_bot, "Count"))["message_id"]
            for count in ("1", "2"):
                playground.tap(aki, the_bot, counter, button=(0, 2))
                await last(playground, aki, reads(count))
            press = playground.tap(aki, the_bot, counter, button=(0, 2))
            query = await becomes(playground, lambda: answered(playground.query(press)))
            assert query == {"answered": True, "text": "No further", "alert": True}
            playground.tap(aki, the_bot, counter, button=(1, 0))
            await shown(playground, aki, the_bot, "Counted.")
            ids = [message["message_id"] for message in playground.chat(aki, the_bot)["messages"]]
            assert counter not in ids

    asyncio.run(spent())


def reads(count: str) -> Callable[[Message], bool]:
    """Whether the middle button of a message reads so."""
    return lambda message: bool(message["reply_markup"]["inline_keyboard"][0][1]["text"] == count)


def answered(query: Message) -> Message | None:
    return query if query["answered"] else None


def test_a_link_tells_who_invited_whom(playground: Playground, served: Any) -> None:
    async def spent() -> None:
        async with served(playground) as address, at_work(telebot_invitations.run, address):
            aki, mika = (playground.add_user(name)["id"] for name in ("Aki", "Mika"))
            the_bot = playground.bot_id
            playground.start(aki)
            playground.say(aki, the_bot, "/invite")
            link = f"https://t.me/attune_bot?start=from-{aki}"
            await shown(playground, aki, the_bot, link)
            playground.open(mika, link)
            await shown(playground, mika, the_bot, "Aki invited you.")
            await shown(playground, aki, the_bot, "Mika has come.")

    asyncio.run(spent())


def test_a_group_is_greeted_and_told_who_comes_and_goes(playground: Playground, served: Any) -> None:
    async def spent() -> None:
        async with served(playground) as address, at_work(aiogram_members.run, address):
            aki, mika = (playground.add_user(name)["id"] for name in ("Aki", "Mika"))
            group = playground.add_group("Us", aki, with_bot=True)
            await shown(playground, aki, group, "Thank you for having me, Aki.")
            playground.promote(group, aki, playground.bot_id)
            playground.add_member(group, aki, mika)
            await shown(playground, aki, group, "Welcome, Mika.")
            playground.leave_group(group, mika)
            await shown(playground, aki, group, "Goodbye, Mika.")
            playground.say(aki, group, "/who")
            await shown(playground, aki, group, "2 here, led by Aki; gone: Mika.")

    asyncio.run(spent())


def test_a_bot_is_brought_its_updates(playground: Playground, served: Any) -> None:
    async def spent() -> None:
        async with served(playground) as address, at_work(aiogram_webhook.run, address):
            aki, the_bot = playground.add_user("Aki")["id"], playground.bot_id
            playground.start(aki)
            await shown(playground, aki, the_bot, "by webhook: /start")
            playground.say(aki, the_bot, "/inside")
            await shown(playground, aki, the_bot, "from inside the answer")

    asyncio.run(spent())


def test_a_poll_is_answered_and_closed(playground: Playground, served: Any) -> None:
    async def spent() -> None:
        async with served(playground) as address, at_work(telebot_poll.run, address):
            aki, the_bot = playground.add_user("Aki")["id"], playground.bot_id
            playground.start(aki)
            playground.say(aki, the_bot, "/ask")
            asked = await last(playground, aki, lambda message: "poll" in message)
            where = {"user": aki, "chat": the_bot, "message_id": asked["message_id"]}
            await act(address, "vote", **where, options=[0])
            await shown(playground, aki, the_bot, "Tea for Aki.")
            await shown(playground, aki, the_bot, "1 answered.")

    asyncio.run(spent())


async def act(address: str, action: str, **values: object) -> None:
    """What a person does, over the control interface."""
    async with httpx.AsyncClient(base_url=address) as client:
        response = await client.post(f"/sim/{action}", json=values)
    assert response.status_code == 200, response.text

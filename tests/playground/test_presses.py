"""Pressing a button: the query, its one answer, and what happens when it is late."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.playground import Impossible

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Yes", "callback_data": "1:yes"}, {"text": "Read", "url": "https://example.com/"}]
    ]
}
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def asked(room: Any, name: str = "Aki") -> tuple[int, dict[str, Any]]:
    user = await room.person(name)
    return user, await room.done("sendMessage", chat_id=user, text="Ready?", reply_markup=KEYBOARD)


def test_a_press_reaches_the_bot_with_the_message(room: Any) -> None:
    async def evening() -> None:
        aki, sent = await asked(room)
        query_id = room.playground.tap(aki, 1, sent["message_id"], button=(0, 0))
        (update,) = await room.updates()
        assert update["callback_query"] == {
            "id": query_id,
            "from": {"id": aki, "is_bot": False, "first_name": "Aki", "language_code": "en"},
            "message": sent,
            "chat_instance": update["callback_query"]["chat_instance"],
            "data": "1:yes",
        }

    asyncio.run(evening())


def test_a_press_is_answered_once(room: Any) -> None:
    async def evening() -> None:
        aki, sent = await asked(room)
        query_id = room.playground.tap(aki, 1, sent["message_id"], data="1:yes")
        assert room.playground.query(query_id) == {"answered": False}
        await room.done("answerCallbackQuery", callback_query_id=query_id, text="Noted", show_alert="true")
        assert room.playground.query(query_id) == {"answered": True, "text": "Noted", "alert": True}
        assert await room.error("answerCallbackQuery", callback_query_id=query_id) == TOO_OLD
        assert await room.error("answerCallbackQuery", callback_query_id="0") == TOO_OLD

    asyncio.run(evening())


def test_after_150_seconds_a_press_is_neither_delivered_nor_answered(room: Any) -> None:
    async def evening() -> None:
        aki, sent = await asked(room)
        query_id = room.playground.tap(aki, 1, sent["message_id"], data="1:yes")
        room.playground.advance_clock(151)
        assert await room.updates() == []
        assert await room.error("answerCallbackQuery", callback_query_id=query_id) == TOO_OLD

    asyncio.run(evening())


def test_a_press_on_a_deleted_message_names_it_only(room: Any) -> None:
    async def evening() -> None:
        aki, sent = await asked(room)
        await room.done("deleteMessage", chat_id=aki, message_id=sent["message_id"])
        room.playground.tap(aki, 1, sent["message_id"], data="1:yes")
        (update,) = await room.updates()
        assert update["callback_query"]["message"] == {
            "chat": {"id": aki, "first_name": "Aki", "type": "private"},
            "message_id": sent["message_id"],
            "date": 0,
        }

    asyncio.run(evening())


def test_an_answer_may_open_only_the_bots_own_start_link(room: Any) -> None:
    async def evening() -> None:
        aki, sent = await asked(room)
        query_id = room.playground.tap(aki, 1, sent["message_id"], data="1:yes")
        elsewhere = {"callback_query_id": query_id, "url": "https://example.com/"}
        assert await room.error("answerCallbackQuery", **elsewhere) == "Bad Request: URL_INVALID"
        home = {"callback_query_id": query_id, "url": "https://t.me/attune_bot?start=need"}
        assert await room.done("answerCallbackQuery", **home) is True
        assert room.playground.query(query_id) == {"answered": True, "url": home["url"]}

    asyncio.run(evening())


def test_a_link_opens_on_the_page_only_for_a_press_that_came_from_there(room: Any) -> None:
    """Who presses from within the program, as a scene does, opens the link too: it may be opened once."""

    async def evening() -> None:
        aki, sent = await asked(room)
        news = room.playground.telegram.events.listen()
        assert await anext(news) == ": hello\n\n"
        place = {"user": aki, "chat": 1, "message_id": sent["message_id"], "data": "1:yes"}
        on_page = (await room.client.post("/sim/tap", json=place)).json()["query_id"]
        for query_id in (room.playground.tap(aki, 1, sent["message_id"], data="1:yes"), on_page):
            url = f"https://t.me/attune_bot?start=of-{query_id}"
            await room.done("answerCallbackQuery", callback_query_id=query_id, url=url)
        room.playground.stop()
        opened = [line async for line in news if line.startswith("event: open")]
        assert opened == [
            f'event: open\ndata: {{"user": {aki}, "url": "https://t.me/attune_bot?start=of-{on_page}"}}\n\n'
        ]

    asyncio.run(evening())


def test_a_toast_has_at_most_200_characters(room: Any) -> None:
    async def evening() -> None:
        aki, sent = await asked(room)
        query_id = room.playground.tap(aki, 1, sent["message_id"], data="1:yes")
        error = await room.error("answerCallbackQuery", callback_query_id=query_id, text="a" * 201)
        assert error == "Bad Request: MESSAGE_TOO_LONG"

    asyncio.run(evening())


def test_what_is_no_button_cannot_be_pressed(room: Any) -> None:
    async def evening() -> None:
        aki, sent = await asked(room)
        said = room.playground.say(aki, 1, "hello")
        with pytest.raises(Impossible, match="open its link"):
            room.playground.tap(aki, 1, sent["message_id"], button=(0, 1))
        with pytest.raises(Impossible, match="no such button"):
            room.playground.tap(aki, 1, sent["message_id"], button=(3, 0))
        with pytest.raises(Impossible, match="Only a bot's messages"):
            room.playground.tap(aki, 1, said["message_id"], data="x")
        with pytest.raises(Impossible, match="no such message"):
            room.playground.tap(aki, 1, 999, data="x")

    asyncio.run(evening())


def test_presses_in_one_chat_share_their_chat_instance(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        group = room.playground.add_group("Us", aki, [mika], with_bot=True)
        await room.updates()
        sent = await room.done("sendMessage", chat_id=group, text="?", reply_markup=KEYBOARD)
        for user in (aki, mika):
            room.playground.tap(user, group, sent["message_id"], data="1:yes")
        first, second = await room.updates()
        assert first["callback_query"]["chat_instance"] == second["callback_query"]["chat_instance"]
        assert [one["callback_query"]["from"]["id"] for one in (first, second)] == [aki, mika]

    asyncio.run(evening())

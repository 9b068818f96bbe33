"""Whom the bot may write to: the Start gate, blocks, unknown chats, wrong tokens."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.playground import Impossible


def test_a_partner_seen_only_in_the_group_cannot_be_written_to(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        mika, noa = (room.playground.add_user(name)["id"] for name in ("Mika", "Noa"))
        room.playground.add_group("Us", aki, [mika], with_bot=True)
        errors = [await room.error("sendMessage", chat_id=user, text="hello") for user in (mika, noa)]
        assert errors == [
            "Forbidden: bot can't initiate conversation with a user",
            "Bad Request: chat not found",
        ]
        room.playground.start(mika)
        assert (await room.done("sendMessage", chat_id=mika, text="hello"))["text"] == "hello"

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("chat_id", "description"),
    [
        ("", "Bad Request: chat_id is empty"),
        ("abc", "Bad Request: chat not found"),
        ("@attune_bot", "Bad Request: chat not found"),
        ("-5", "Bad Request: chat not found"),
        ("1", "Forbidden: the bot can't send messages to the bot"),
    ],
)
def test_a_chat_that_is_not_there_is_refused(room: Any, chat_id: str, description: str) -> None:
    assert asyncio.run(room.error("sendMessage", chat_id=chat_id, text="hello")) == description


def test_a_block_is_told_closes_the_chat_and_start_opens_it_again(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        room.playground.block(aki)
        (blocked,) = await room.updates()
        change = blocked["my_chat_member"]
        assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == (
            "member",
            "kicked",
        )
        assert change["new_chat_member"]["user"]["id"] == 1
        for method in ("sendMessage", "sendChatAction"):
            error = await room.error(method, chat_id=aki, text="hello", action="typing")
            assert error == "Forbidden: bot was blocked by the user"
        with pytest.raises(Impossible, match="unblock it first"):
            room.playground.say(aki, 1, "hello")
        room.playground.start(aki)
        unblocked, started = await room.updates()
        assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"
        assert started["message"]["text"] == "/start"

    asyncio.run(evening())


def test_an_empty_chat_only_has_a_start_button(room: Any) -> None:
    aki = room.playground.add_user("Aki")["id"]
    with pytest.raises(Impossible, match="Start button"):
        room.playground.say(aki, 1, "/need")
    room.playground.say(aki, 1, "/start")
    assert room.playground.say(aki, 1, "/need")["text"] == "/need"


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot1:other/getMe", 401, "Unauthorized"),
        ("/botdemo/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot0:demo/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot1:demo/getMee", 404, "Not Found: method not found"),
        ("/getMe", 404, "Not Found"),
    ],
)
def test_wrong_addresses_are_answered_as_by_telegram(
    room: Any, path: str, status: int, description: str
) -> None:
    response = asyncio.run(room.client.post(path))
    assert response.status_code == status
    assert response.json() == {"ok": False, "error_code": status, "description": description}


def test_a_call_may_come_in_any_form(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        address = "/bot1:demo/SENDMESSAGE"
        values = {"chat_id": str(aki), "text": "a", "disable_notification": "yes", "nonsense": "1"}
        answers = [
            await room.client.get(address, params=values),
            await room.client.post(address, data=values),
            await room.client.post(address, json=values | {"reply_markup": None}),
            await room.client.post(address, data=values, files={"unused": b"x"}),
        ]
        assert [answer.json()["result"]["text"] for answer in answers] == ["a"] * 4
        assert [message.get("silent") for message in room.playground.chat(aki, 1)["messages"]][1:] == [
            True
        ] * 4

    asyncio.run(evening())

"""The control interface over HTTP: what the page asks for and hears."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from bot.playground import Playground
from bot.playground.events import MOST_WAITING


async def post(room: Any, path: str, **values: Any) -> dict[str, Any]:
    answer: dict[str, Any] = (await room.client.post(f"/sim/{path}", json=values)).json()
    return answer


def test_an_evening_through_the_control_interface(room: Any) -> None:
    async def evening() -> None:
        aki = (await post(room, "users", first_name="Aki", language_code="ja"))["id"]
        mika = (await post(room, "users", first_name="Mika", id=4242))["id"]
        assert mika == 4242
        await post(room, f"users/{mika}", first_name="Mika-chan", language_code="en")
        await post(room, "start", user=aki)
        said = (await post(room, "say", user=aki, chat=1, text="hello"))["message_id"]
        await post(room, "edit", user=aki, chat=1, message_id=said, text="hello you")
        group = (await post(room, "groups", title="Us", creator=aki, members=[mika], with_bot=True))["chat"]
        await post(room, f"groups/{group}/title", by=mika, title="Home")
        moved = (await post(room, f"groups/{group}/migrate"))["chat"]
        await post(room, f"groups/{moved}/leave", user=mika)
        await post(room, f"groups/{moved}/add", by=aki, user=mika)
        await post(room, f"groups/{moved}/promote", by=aki, bot=True)
        await post(room, f"groups/{moved}/demote", by=aki, bot=True)
        await post(room, f"groups/{moved}/remove", by=aki, bot=True)
        await post(room, "delete", user=aki, chat=1, message_id=said)
        await post(room, "photo", user=aki, chat=1, caption="us")
        state = (await room.client.get("/sim/state")).json()
        assert state["users"] == [
            {"id": aki, "first_name": "Aki", "language_code": "ja"},
            {"id": mika, "first_name": "Mika-chan", "language_code": "en"},
        ]
        assert [row["chat"].get("title") for row in state["chats"][str(aki)]] == [None, "Home"]
        view = (await room.client.get("/sim/chat", params={"user": mika, "chat": moved})).json()
        happened = [set(message) - {"message_id", "from", "chat", "date"} for message in view["messages"]]
        assert happened == [
            {"migrate_from_chat_id"},
            {"left_chat_member"},
            {"new_chat_members"},
            {"left_chat_member"},
        ]
        assert [member["id"] for member in view["members"]] == [aki, mika]

    asyncio.run(evening())


def test_a_press_through_the_control_interface(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "1:yes"}]]}
        sent = await room.done("sendMessage", chat_id=aki, text="?", reply_markup=keyboard)
        tapped = await post(room, "tap", user=aki, chat=1, message_id=sent["message_id"], button=[0, 0])
        path = f"/sim/query/{tapped['query_id']}"
        assert (await room.client.get(path)).json() == {"answered": False}
        await room.done("answerCallbackQuery", callback_query_id=tapped["query_id"])
        assert (await room.client.get(path)).json() == {"answered": True}

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("path", "values", "status"),
    [
        ("say", {"user": 5, "chat": 1, "text": "x"}, 404),
        ("say", {"chat": 1, "text": "x"}, 400),
        ("say", {"user": "x", "chat": 1, "text": "x"}, 400),
        ("users", {"first_name": " "}, 400),
        ("clock", {"set": "tomorrow"}, 400),
        ("clock", {"set": "2026-11-22T20:30:00"}, 400),
        ("clock", {"set": "2126-11-22T20:30:00Z"}, 400),
        ("clock", {"advance": 1e10}, 400),
        ("faults", {"kind": "flood"}, 400),
        ("scenarios/none", {}, 404),
        ("nowhere", {}, 404),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    room: Any, path: str, values: dict[str, Any], status: int
) -> None:
    response = asyncio.run(room.client.post(f"/sim/{path}", json=values))
    assert response.status_code == status
    assert list(response.json()) == ["error"]


def test_the_clock_moves_for_everybody_and_listeners_are_told(room: Any) -> None:
    async def evening() -> None:
        rung = asyncio.Event()

        async def tick() -> None:
            rung.set()

        room.playground.on_clock.append(tick)
        set_to = await post(room, "clock", set="2026-11-22T20:30:00+09:00")
        assert set_to["now"] == 1795347000
        await rung.wait()
        moved = await post(room, "clock", advance=3600)
        assert moved["now"] - 1795347000 in (3600, 3601)
        aki = await room.person("Aki")
        assert (await room.done("sendMessage", chat_id=aki, text="x"))["date"] - moved["now"] in (0, 1)

    asyncio.run(evening())


def test_a_scenario_is_run_by_its_name() -> None:
    async def pair(playground: Playground) -> dict[str, int]:
        return {"aki": playground.add_user("Aki")["id"]}

    playground = Playground(scenarios={"couple": pair})
    assert playground.state()["scenarios"] == [{"id": "couple"}]
    outcome = asyncio.run(playground.run_scenario("couple"))
    assert outcome == {"ok": True, "aki": playground.state()["users"][0]["id"]}


def test_a_reset_empties_everything_but_never_uses_an_id_twice(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        await room.done("setMyCommands", commands=[{"command": "need", "description": "x"}])
        room.playground.add_fault("500", "sendMessage")
        room.playground.advance_clock(86_400)
        room.playground.say(aki, 1, "hello")
        newest = max(room.playground.account.updates.pending)
        await post(room, "reset")
        state = room.playground.state()
        assert (state["users"], state["chats"], state["faults"]) == ([], {}, [])
        assert await room.updates() == []
        again = room.playground.add_user("Aki")["id"]
        started = room.playground.start(again)
        assert (again > aki, started["message_id"] > 2) == (True, True)
        assert min(room.playground.account.updates.pending) > newest
        assert len(room.playground.chat(again, 1)["commands"]) == 1

    asyncio.run(evening())


def test_unread_messages_are_counted_until_the_chat_is_looked_at(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        ids = [(await room.done("sendMessage", chat_id=aki, text=str(n)))["message_id"] for n in range(3)]
        await room.done("deleteMessage", chat_id=aki, message_id=ids[0])
        assert room.playground.state()["chats"][str(aki)][0]["unread"] == 2
        room.playground.chat(aki, 1)
        assert room.playground.state()["chats"][str(aki)][0]["unread"] == 0

    asyncio.run(evening())


async def heard(lines: AsyncIterator[str]) -> AsyncIterator[tuple[str, Any]]:
    """The events of a stream as name and data."""
    name = ""
    async for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def test_the_stream_tells_what_happens_and_ends_when_the_playground_stops(
    playground: Playground, served: Any
) -> None:
    async def evening() -> None:
        async with served(playground) as address, httpx.AsyncClient() as client:
            aki = playground.add_user("Aki")["id"]
            playground.start(aki)
            async with client.stream("GET", f"{address}/sim/events") as response:
                assert response.headers["content-type"].startswith("text/event-stream")
                lines = response.aiter_lines()
                assert await anext(lines) == ": hello"
                events = heard(lines)
                sent = (
                    await client.post(f"{address}/bot1:demo/sendMessage", json={"chat_id": aki, "text": "?"})
                ).json()
                query = playground.tap(aki, 1, sent["result"]["message_id"], data="x")
                await client.post(
                    f"{address}/bot1:demo/answerCallbackQuery",
                    json={"callback_query_id": query, "text": "Noted"},
                )
                await client.post(
                    f"{address}/bot1:demo/sendChatAction", json={"chat_id": aki, "action": "typing"}
                )
                assert [await anext(events) for _ in range(3)] == [
                    ("change", {"chats": [1], "users": [aki]}),
                    ("toast", {"user": aki, "text": "Noted", "alert": False, "query_id": query}),
                    ("typing", {"chat": 1, "user": aki}),
                ]
                playground.stop()
                assert [event async for event in events] == []

    asyncio.run(evening())


def test_a_listener_that_does_not_keep_up_is_let_go(playground: Playground) -> None:
    async def evening() -> None:
        lines = playground.telegram.events.listen()
        assert await anext(lines) == ": hello\n\n"
        for _ in range(MOST_WAITING + 1):
            playground.advance_clock(1)
        assert len([line async for line in lines]) < MOST_WAITING

    asyncio.run(evening())


def test_the_bot_is_online_while_it_polls(room: Any) -> None:
    async def evening() -> None:
        assert room.playground.state()["bot"]["online"] is False
        await room.done("getUpdates")
        assert room.playground.state()["bot"] == {
            "id": 1,
            "first_name": "Attune",
            "username": "attune_bot",
            "online": True,
        }

    asyncio.run(evening())

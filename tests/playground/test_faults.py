"""What goes wrong on purpose, what is counted, and what the log keeps."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.playground import Impossible, Playground


def test_a_flood_fault_names_the_wait_in_body_and_header(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        room.playground.add_fault("429", "sendMessage", chat=aki, seconds=5)
        response = await room.client.post("/bot1:demo/sendMessage", json={"chat_id": aki, "text": "x"})
        assert (response.status_code, response.headers["retry-after"]) == (429, "5")
        assert response.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 5",
            "parameters": {"retry_after": 5},
        }
        assert (await room.call("sendMessage", chat_id=aki, text="x"))["ok"] is True

    asyncio.run(evening())


def test_a_fault_concerns_its_method_and_chat_so_many_times(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        fault = room.playground.add_fault("500", "sendMessage", chat=aki, times=2)
        assert room.playground.state()["faults"] == [
            {"id": fault, "kind": "500", "times": 2, "seconds": 0.0, "method": "sendMessage", "chat": aki}
        ]
        outcomes = [
            (await room.call("sendMessage", chat_id=mika, text="x"))["ok"],
            (await room.call("sendChatAction", chat_id=aki, action="typing"))["ok"],
            *[(await room.call("sendMessage", chat_id=aki, text="x"))["ok"] for _ in range(3)],
        ]
        assert outcomes == [True, True, False, False, True]

    asyncio.run(evening())


def test_a_general_fault_spares_polling(room: Any) -> None:
    async def evening() -> None:
        room.playground.add_fault("500")
        assert await room.done("getUpdates") == []
        assert await room.error("getMe") == "Internal Server Error: restart"

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("kind", "arrived"), [("lost_answer", ["/start", "x"]), ("refuse", ["/start"]), ("timeout", ["/start"])]
)
def test_a_connection_closes_after_or_before_the_call_is_carried_out(
    room: Any, kind: str, arrived: list[str]
) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        room.playground.add_fault(kind, "sendMessage", seconds=0)
        with pytest.raises(ConnectionResetError):
            await room.call("sendMessage", chat_id=aki, text="x")
        assert [message["text"] for message in room.playground.chat(aki, 1)["messages"]] == arrived

    asyncio.run(evening())


def test_a_slow_call_is_carried_out_all_the_same_and_stop_ends_the_wait(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        room.playground.add_fault("slow", "sendMessage", seconds=60)
        room.playground.stop()
        assert (await room.done("sendMessage", chat_id=aki, text="x"))["text"] == "x"

    asyncio.run(evening())


def test_faults_are_taken_back(room: Any) -> None:
    fault = room.playground.add_fault("500")
    room.playground.remove_fault(fault)
    room.playground.add_fault("502")
    room.playground.clear_faults()
    assert room.playground.state()["faults"] == []
    with pytest.raises(Impossible, match="no fault called flood"):
        room.playground.add_fault("flood")


def test_the_log_keeps_what_was_asked_and_answered(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        room.playground.add_fault("slow", "sendMessage", seconds=0)
        before = room.playground.calls()[-1]["n"]
        sent = await room.done("sendMessage", chat_id=aki, text="x", reply_markup='{"inline_keyboard":[]}')
        await room.call("sendMessage", chat_id=5, text="x")
        await room.call("getUpdates")
        entries = [{**entry, "at": 0} for entry in room.playground.calls(before)]
        assert entries == [
            {
                "n": before + 1,
                "kind": "call",
                "bot": 1,
                "method": "sendMessage",
                "params": {"chat_id": aki, "text": "x", "reply_markup": {"inline_keyboard": []}},
                "at": 0,
                "result": sent,
                "fault": "slow",
            },
            {
                "n": before + 2,
                "kind": "call",
                "bot": 1,
                "method": "sendMessage",
                "params": {"chat_id": 5, "text": "x"},
                "at": 0,
                "error": "Bad Request: chat not found",
                "error_code": 400,
            },
        ]

    asyncio.run(evening())


def test_sending_too_fast_is_noted_but_let_through(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        for _ in range(2):
            await room.done("sendMessage", chat_id=aki, text="x")
        noted = [entry.get("rate") for entry in room.playground.calls() if entry["method"] == "sendMessage"]
        assert noted == [None, ["more than 1 a second in this chat"]]

    asyncio.run(evening())


def test_a_strict_playground_refuses_a_burst(room: Any) -> None:
    async def evening() -> None:
        strict = type(room)(Playground(strict_rates=True))
        aki = strict.playground.add_user("Aki")["id"]
        strict.playground.start(aki)
        group = strict.playground.add_group("Us", aki, with_bot=True)
        answers = [await strict.call("sendMessage", chat_id=aki, text="x") for _ in range(6)]
        assert [answer["ok"] for answer in answers] == [True] * 5 + [False]
        assert answers[-1]["parameters"]["retry_after"] in (1, 2)
        assert (await strict.call("sendMessage", chat_id=group, text="x"))["ok"] is True

    asyncio.run(evening())

"""Faults that strike with a probability, for one bot, for good; answers cut off, and updates that come twice."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from bot.playground import BotProfile, Impossible, Playground
from bot.playground.faults import Concerns, Faults
from bot.playground.network.webhooks import Address


def luck(faults: Faults, *chats: int) -> list[bool]:
    """Whether each of these calls goes wrong."""
    return [faults.take("sendmessage", str(chat), 1) is not None for chat in chats]


def chance(seed: int) -> Faults:
    faults = Faults()
    faults.seed(seed)
    faults.add("500", Concerns(), times=None, probability=0.5)
    return faults


def test_the_same_seed_gives_the_same_faults() -> None:
    runs = [luck(chance(seed), *[7] * 40) for seed in (1, 1, 2)]
    assert runs[0] == runs[1] != runs[2]
    assert 8 < sum(runs[0]) < 32


def test_each_chat_has_luck_of_its_own_whatever_happens_between() -> None:
    mixed = luck(chance(1), *[7, 8] * 20)
    apart = luck(chance(1), *[7] * 20, *[8] * 20)
    assert (mixed[::2], mixed[1::2]) == (apart[:20], apart[20:])
    assert mixed[::2] != mixed[1::2]


def test_a_seed_also_counts_for_faults_that_are_set_already_and_after_all_were_cleared() -> None:
    faults = Faults()
    faults.add("500", Concerns(), times=0, probability=0.5)
    faults.seed(1)
    assert luck(faults, *[7] * 40) == luck(chance(1), *[7] * 40)
    faults.clear()
    faults.add("500", Concerns(), times=0, probability=0.5)
    assert luck(faults, *[7] * 40) == luck(chance(1), *[7] * 40)


def test_a_fault_by_chance_is_used_up_only_when_it_strikes() -> None:
    faults = Faults()
    faults.seed(3)
    faults.add("500", Concerns(), times=2, probability=0.25)
    assert sum(luck(faults, *[7] * 100)) == 2
    assert faults.shown() == []


def test_a_fault_concerns_one_bot_for_good() -> None:
    faults = Faults()
    number = faults.add("500", Concerns(bot=2), times=None).id
    struck = [faults.take("getme", "", bot) is not None for bot in (1, 2, 2, 1, 2)]
    assert struck == [False, True, True, False, True]
    assert faults.shown() == [{"id": number, "kind": "500", "times": None, "seconds": 0.0, "bot": 2}]


@pytest.mark.parametrize(("times", "probability"), [(-1, 1), (1, -0.1), (1, 1.1)])
def test_what_cannot_be_is_refused(times: int, probability: float) -> None:
    with pytest.raises(Impossible):
        Faults().add("500", Concerns(), times=times, probability=probability)


def test_chance_is_set_over_the_control_interface(room: Any) -> None:
    async def control() -> None:
        client = room.client
        assert (await client.post("/sim/seed", json={"seed": 5})).json() == {"seed": 5}
        wishes = [
            {"kind": "500", "times": None, "probability": 0.5, "bot": 1},
            {"kind": "502", "times": 0},
            {"kind": "429"},
        ]
        for wish in wishes:
            await client.post("/sim/faults", json=wish)
        assert (await client.get("/sim/faults")).json() == [
            {"id": 1, "kind": "500", "times": None, "seconds": 0.0, "probability": 0.5, "bot": 1},
            {"id": 2, "kind": "502", "times": None, "seconds": 0.0},
            {"id": 3, "kind": "429", "times": 1, "seconds": 1.0},
        ]
        thrown = (await client.post("/sim/seed", json={})).json()["seed"]
        assert 0 <= thrown < 2**31

    asyncio.run(control())


def test_an_answer_is_cut_off_in_the_middle_after_the_call_was_carried_out(
    playground: Playground, served: Any
) -> None:
    async def evening() -> None:
        aki = playground.add_user("Aki")["id"]
        playground.start(aki)
        playground.add_fault("cut", "sendMessage")
        async with served(playground) as address, httpx.AsyncClient(base_url=address) as client:
            with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
                await client.post("/bot1:demo/sendMessage", json={"chat_id": aki, "text": "x"})
            assert (await client.get("/bot1:demo/getMe")).json()["ok"]
        assert [one["text"] for one in playground.chat(aki, 1)["messages"]] == ["/start", "x"]

    asyncio.run(evening())


def test_an_update_comes_twice_to_a_bot_that_polls(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        room.playground.add_fault("duplicate", times=None)
        room.playground.say(aki, 1, "once")
        rounds = [await room.done("getUpdates", offset=0)]
        confirmed = rounds[0][-1]["update_id"] + 1
        rounds += [await room.done("getUpdates", offset=confirmed) for _ in range(2)]
        assert [len(updates) for updates in rounds] == [1, 1, 0]
        assert rounds[0] == rounds[1]

    asyncio.run(evening())


def test_only_the_kind_of_update_and_the_chat_that_are_named_come_twice(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        room.playground.add_fault("duplicate", "message", chat=mika)
        for user in (aki, mika, mika):
            room.playground.say(user, 1, "x")
        room.playground.block(mika)
        heard = [await room.updates() for _ in range(3)]
        assert [len(updates) for updates in heard] == [4, 1, 0]
        assert heard[1] == [heard[0][1]]

    asyncio.run(evening())


def test_an_update_comes_twice_to_a_webhook(playground: Playground) -> None:
    async def evening() -> None:
        posted: list[bytes] = []
        both = asyncio.Event()

        async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                posted.append(await reader.readexactly(length))
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                if len(posted) == 2:
                    both.set()
                    writer.close()
                    return

        server = await asyncio.start_server(take, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        account = playground.telegram.accounts[1]
        account.webhook.set(Address(f"http://127.0.0.1:{port}/"))
        playground.add_fault("duplicate")
        playground.start(playground.add_user("Aki")["id"])
        await asyncio.wait_for(both.wait(), 10)
        assert posted[0] == posted[1]
        playground.stop()
        server.close()
        await server.wait_closed()

    asyncio.run(evening())


def test_faults_of_one_bot_spare_the_other(playground: Playground) -> None:
    playground.add_bot("2:two", BotProfile("quiz_bot", "Quiz"))
    playground.add_fault("500", bot=2, times=None)

    async def both() -> None:
        transport = httpx.ASGITransport(app=playground.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://telegram") as client:
            codes = [(await client.get(f"/bot{token}/getMe")).status_code for token in ("1:demo", "2:two")]
        assert codes == [200, 500]

    asyncio.run(both())

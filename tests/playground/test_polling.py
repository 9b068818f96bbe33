"""Fetching updates: offsets, kinds, lifetimes, and the wait for the first."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.playground import Playground


async def three(room: Any) -> int:
    """Aki, who said one, two and three."""
    aki: int = await room.person("Aki")
    for text in ("one", "two", "three"):
        room.playground.say(aki, 1, text)
    return aki


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


def test_updates_stay_until_they_are_confirmed(room: Any) -> None:
    async def evening() -> None:
        await three(room)
        first = await room.done("getUpdates")
        assert texts(first) == ["one", "two", "three"]
        assert [update["update_id"] - first[0]["update_id"] for update in first] == [0, 1, 2]
        assert texts(await room.done("getUpdates", offset=first[1]["update_id"])) == ["two", "three"]
        assert texts(await room.done("getUpdates", offset=0, limit=1)) == ["two"]
        assert await room.done("getUpdates", offset=first[2]["update_id"] + 1) == []

    asyncio.run(evening())


def test_a_negative_offset_keeps_the_newest_and_forgets_the_rest(room: Any) -> None:
    async def evening() -> None:
        await three(room)
        assert texts(await room.done("getUpdates", offset=-1)) == ["three"]
        assert texts(await room.done("getUpdates")) == ["three"]

    asyncio.run(evening())


def test_a_waiting_poll_wakes_as_soon_as_something_happens(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        seen = asyncio.Event()
        waiting = asyncio.create_task(room.done("getUpdates", timeout=50))
        room.playground.account.updates.seen_at = float("-inf")
        room.playground.account.updates.on_seen.append(seen.set)
        await seen.wait()
        room.playground.say(aki, 1, "hello")
        assert texts(await waiting) == ["hello"]

    asyncio.run(evening())


def test_messages_live_a_day(room: Any) -> None:
    async def evening() -> None:
        await three(room)
        room.playground.advance_clock(24 * 3600 - 60)
        assert len(await room.done("getUpdates")) == 3
        room.playground.advance_clock(120)
        assert await room.done("getUpdates") == []

    asyncio.run(evening())


def test_the_kinds_asked_for_are_remembered_and_apply_to_what_comes_after(room: Any) -> None:
    async def evening() -> None:
        aki = await three(room)
        assert len(await room.done("getUpdates", allowed_updates=["callback_query", "nonsense"])) == 3
        room.playground.say(aki, 1, "four")
        assert len(await room.updates()) == 3
        await room.done("getUpdates", allowed_updates=[])
        room.playground.say(aki, 1, "five")
        assert texts(await room.updates()) == ["five"]

    asyncio.run(evening())


def test_a_long_message_from_a_phone_goes_out_in_pieces(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        room.playground.say(aki, 1, "a" * 5000)
        assert [len(text) for text in texts(await room.updates())] == [4096, 904]

    asyncio.run(evening())


def test_pictures_stickers_and_voices_arrive_as_such(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        room.playground.photo(aki, 1, "us /need")
        room.playground.sticker(aki, 1)
        room.playground.voice(aki, 1)
        photo, sticker, voice = (update["message"] for update in await room.updates())
        assert (photo["caption"], photo["caption_entities"][0]["type"]) == ("us /need", "bot_command")
        assert (sticker["sticker"]["type"], voice["voice"]["duration"]) == ("regular", 3)
        shown = room.playground.chat(aki, 1)["messages"][-3]["photo"][0]["url"]
        assert (await room.client.get(shown)).headers["content-type"] == "image/png"

    asyncio.run(evening())


def test_a_strict_playground_holds_back_a_bot_that_asks_the_same_again() -> None:
    async def evening() -> None:
        updates = Playground(strict_rates=True).account.updates
        await updates.poll(5, 100, 0)
        assert updates._slowed(5, 100, 0, updates.seen_at) == (3, 1)
        assert updates._slowed(6, 100, 0, updates.seen_at) == (0, 100)

    asyncio.run(evening())


def test_a_changed_name_and_language_are_seen_in_later_updates(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki", "ja")
        room.playground.change_user(aki, "Akiko", "en")
        room.playground.say(aki, 1, "hello")
        (update,) = await room.updates()
        assert update["message"]["from"] == {
            "id": aki,
            "is_bot": False,
            "first_name": "Akiko",
            "language_code": "en",
        }

    asyncio.run(evening())

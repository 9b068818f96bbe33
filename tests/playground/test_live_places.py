"""Live locations: moved, stopped and over, and what of other messages may change at all."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.playground.test_media import PICTURE, uploaded

HOME = {"latitude": 35.5, "longitude": 139.5}
PARK = {"latitude": 35.75, "longitude": 139.75}
FIXED = "Bad Request: message can't be edited"


async def live(room: Any, aki: int, **more: Any) -> dict[str, Any]:
    """Where to find a live location of an hour, unless `more` says otherwise."""
    values = {"live_period": 3600} | more
    sent = await room.done("sendLocation", chat_id=aki, **HOME, **values)
    return {"chat_id": aki, "message_id": sent["message_id"]}


def test_a_live_location_moves_and_keeps_its_period(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        where = await live(room, aki, heading=90)
        moved = await room.done("editMessageLiveLocation", **where, **PARK, proximity_alert_radius=50)
        assert moved["location"] == PARK | {"live_period": 3600, "proximity_alert_radius": 50}
        assert "edit_date" in moved
        error = await room.error("editMessageLiveLocation", **where, **PARK, proximity_alert_radius=50)
        assert error.startswith("Bad Request: message is not modified")

    asyncio.run(evening())


def test_a_stopped_location_stays_where_it_was_last(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        keyboard = {"inline_keyboard": [[{"text": "Stop", "callback_data": "x"}]]}
        where = await live(room, aki, reply_markup=keyboard)
        await room.done("editMessageLiveLocation", **where, **PARK, reply_markup=keyboard)
        stopped = await room.done("stopMessageLiveLocation", **where)
        assert (stopped["location"], "reply_markup" in stopped) == (PARK, False)
        errors = [
            await room.error("stopMessageLiveLocation", **where),
            await room.error("editMessageLiveLocation", **where, **HOME),
        ]
        assert errors == [FIXED, FIXED]

    asyncio.run(evening())


def test_a_live_location_ends_by_the_clock_unless_it_is_for_ever(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        short, ever = await live(room, aki), await live(room, aki, live_period=0x7FFFFFFF)
        longer = await live(room, aki)
        await room.done("editMessageLiveLocation", **longer, **PARK, live_period=7200)
        room.playground.advance_clock(3601)
        assert await room.error("editMessageLiveLocation", **short, **PARK) == FIXED
        assert (await room.done("editMessageLiveLocation", **longer, **HOME))["location"][
            "live_period"
        ] == 7200
        assert "live_period" in (await room.done("editMessageLiveLocation", **ever, **PARK))["location"]
        shown = room.playground.chat(aki, 1)["messages"]
        assert ["live_period" in one["location"] for one in shown[-3:]] == [False, True, True]
        assert shown[-3]["location"] == HOME

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({"longitude": 1}, "latitude is empty"),
        ({"latitude": 91, "longitude": 1}, "invalid location specified"),
        (PARK | {"heading": 361}, "wrong live location heading specified"),
        (PARK | {"proximity_alert_radius": 100_001}, "wrong live location proximity alert radius specified"),
        (PARK | {"live_period": 3600 + 86_401}, "wrong live location period specified"),
        (PARK | {"message_id": 999}, "message to edit not found"),
        (PARK | {"reply_markup": {"force_reply": True}}, "inline keyboard expected"),
    ],
)
def test_a_move_that_cannot_be_is_refused(room: Any, values: Any, description: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        where = await live(room, aki)
        error = await room.error("editMessageLiveLocation", **where | values)
        assert error == f"Bad Request: {description}"

    asyncio.run(evening())


def test_only_what_is_live_can_be_moved_or_stopped(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        words = await room.done("sendMessage", chat_id=aki, text="hello")
        place = await room.done("sendLocation", chat_id=aki, **HOME)
        errors = [
            await room.error("editMessageLiveLocation", chat_id=aki, message_id=one["message_id"], **PARK)
            for one in (words, place)
        ]
        errors.append(
            await room.error("stopMessageLiveLocation", chat_id=aki, message_id=words["message_id"])
        )
        none = "Bad Request: there is no live location in the message to edit"
        assert errors == [none, FIXED, none]

    asyncio.run(evening())


def test_elsewhere_a_live_location_stands_still(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        where = await live(room, aki, heading=90)
        from_here = {"chat_id": aki, "from_chat_id": aki, "message_id": where["message_id"]}
        forwarded = await room.done("forwardMessage", **from_here)
        await room.done("copyMessage", **from_here)
        copied = room.playground.chat(aki, 1)["messages"][-1]
        assert (forwarded["location"], copied["location"]) == (HOME, HOME)

    asyncio.run(evening())


def test_of_some_messages_only_the_keyboard_can_be_edited(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        room.playground.sticker(aki, 1)
        (sticker,) = [update["message"]["sticker"]["file_id"] for update in await room.updates()]
        sent = [
            await room.done("sendDice", chat_id=aki),
            await room.done("sendLocation", chat_id=aki, **HOME),
            await room.done("sendVenue", chat_id=aki, title="Park", address="1-1", **HOME),
            await room.done("sendContact", chat_id=aki, phone_number="+81", first_name="Mika"),
            await room.done("sendSticker", chat_id=aki, sticker=sticker),
            await uploaded(room, "sendVideoNote", {"video_note": b"ftypmp42"}, chat_id=aki),
        ]
        keyboard = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
        for one in sent:
            where = {"chat_id": aki, "message_id": one["message_id"]}
            assert await room.error("editMessageText", text="x", **where) == FIXED
            assert await room.error("editMessageCaption", caption="x", **where) == FIXED
            edited = await room.done("editMessageReplyMarkup", reply_markup=keyboard, **where)
            assert edited["reply_markup"] == keyboard
        photo = await uploaded(room, "sendPhoto", {"photo": PICTURE}, chat_id=aki)
        error = await room.error("editMessageText", text="x", chat_id=aki, message_id=photo["message_id"])
        assert error == "Bad Request: there is no text in the message to edit"

    asyncio.run(evening())

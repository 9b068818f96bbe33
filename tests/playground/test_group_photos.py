"""The picture of a group: set, shown, taken away and refused."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.playground.network.files import evening_picture
from tests.playground.test_media import upload

SQUARE = evening_picture(640, 640)


async def ruled(room: Any) -> tuple[int, int]:
    """Aki, and a group of theirs in which the bot is an admin."""
    aki = await room.person("Aki")
    group = room.playground.add_group("Us", aki, with_bot=True)
    room.playground.promote(group, aki, 1)
    await room.updates()
    return aki, group


def test_a_group_shows_the_picture_a_bot_gave_it_until_it_is_taken_away(room: Any) -> None:
    async def evening() -> None:
        _, group = await ruled(room)
        answer = await upload(room, "setChatPhoto", {"photo": SQUARE}, chat_id=group)
        assert answer == {"ok": True, "result": True}
        (told,) = await room.updates()
        sizes = told["message"]["new_chat_photo"]
        assert [one["width"] for one in sizes] == [160, 320, 640]
        assert told["message"]["from"]["id"] == 1
        photo = (await room.done("getChat", chat_id=group))["photo"]
        assert (photo["small_file_id"], photo["big_file_id"]) == (sizes[0]["file_id"], sizes[-1]["file_id"])
        path = (await room.done("getFile", file_id=photo["big_file_id"]))["file_path"]
        assert (await room.client.get(f"/file/bot1:demo/{path}")).content == SQUARE
        moved = room.playground.migrate(group)
        assert (await room.done("getChat", chat_id=moved))["photo"] == photo
        await room.updates()
        assert await room.done("deleteChatPhoto", chat_id=moved) is True
        (gone,) = await room.updates()
        assert gone["message"]["delete_chat_photo"] is True
        assert "photo" not in await room.done("getChat", chat_id=moved)
        assert await room.error("deleteChatPhoto", chat_id=moved) == "Bad Request: CHAT_NOT_MODIFIED"

    asyncio.run(evening())


def test_what_is_no_picture_for_a_group_is_refused(room: Any) -> None:
    async def evening() -> None:
        aki, group = await ruled(room)
        refused = [
            await upload(room, "setChatPhoto", {"photo": b"words"}, chat_id=group),
            await upload(room, "setChatPhoto", {"photo": evening_picture()}, chat_id=group),
            await upload(room, "setChatPhoto", {"photo": SQUARE}, chat_id=aki),
        ]
        errors = [
            *(answer["description"] for answer in refused),
            await room.error("setChatPhoto", chat_id=group),
            await room.error("setChatPhoto", chat_id=group, photo="AgAC"),
            await room.error("deleteChatPhoto", chat_id=aki),
        ]
        assert errors == [
            "Bad Request: IMAGE_PROCESS_FAILED",
            "Bad Request: PHOTO_CROP_SIZE_SMALL",
            "Bad Request: can't change private chat photo",
            "Bad Request: there is no photo in the request",
            "Bad Request: photo must be uploaded as an InputFile",
            "Bad Request: can't change private chat photo",
        ]
        room.playground.demote(group, aki, 1)
        powerless = await upload(room, "setChatPhoto", {"photo": SQUARE}, chat_id=group)
        assert powerless["description"] == "Bad Request: not enough rights to change chat photo"
        assert "new_chat_photo" not in room.playground.chat(aki, group)["messages"][-1]

    asyncio.run(evening())


def test_there_are_no_sticker_sets_for_a_group(room: Any) -> None:
    async def evening() -> None:
        _, group = await ruled(room)
        error = await room.error("setChatStickerSet", chat_id=group, sticker_set_name="us")
        assert error == "Not Found: method not found"

    asyncio.run(evening())

"""Files and who knows them: each bot by an id of its own, a picture in several sizes."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.playground import BotProfile
from bot.playground.network.files import evening_picture, fitted, picture_size
from tests.playground.test_media import uploaded

WRONG = "Bad Request: wrong file identifier/HTTP URL specified"


async def other(room: Any, method: str, **values: Any) -> dict[str, Any]:
    """The whole answer to a call of the second bot."""
    answer: dict[str, Any] = (await room.client.post(f"/bot2:two/{method}", json=values)).json()
    return answer


def test_each_bot_knows_a_file_by_an_id_of_its_own(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        room.playground.add_bot("2:two", BotProfile("quiz_bot", "Quiz"))
        room.playground.start(aki, bot_id=2)
        group = room.playground.add_group("Us", aki, [1, 2])
        for bot in (1, 2):
            room.playground.promote(group, aki, bot)
        await room.updates()
        await other(room, "getUpdates", offset=-1)
        room.playground.voice(aki, group)
        (update,) = await room.updates()
        mine = update["message"]["voice"]
        theirs = (await other(room, "getUpdates", offset=-1))["result"][-1]["message"]["voice"]
        assert mine["file_unique_id"] == theirs["file_unique_id"]
        assert mine["file_id"] != theirs["file_id"]
        assert await room.error("sendVoice", chat_id=aki, voice=theirs["file_id"]) == WRONG
        unknown = await room.error("getFile", file_id=theirs["file_id"])
        assert unknown == "Bad Request: wrong file_id or the file is temporarily unavailable"
        sent = await other(room, "sendVoice", chat_id=aki, voice=theirs["file_id"])
        assert sent["result"]["voice"] == theirs
        paths = {
            (await room.done("getFile", file_id=mine["file_id"]))["file_path"],
            (await other(room, "getFile", file_id=theirs["file_id"]))["result"]["file_path"],
        }
        assert len(paths) == 1

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((64, 48), [(64, 48)]),
        ((96, 64), [(90, 60), (96, 64)]),
        ((320, 160), [(90, 45), (320, 160)]),
        ((600, 900), [(60, 90), (213, 320), (533, 800), (600, 900)]),
        ((1500, 1000), [(90, 60), (320, 213), (800, 533), (1280, 853), (1500, 1000)]),
    ],
)
def test_a_picture_is_there_in_sizes_that_grow_and_never_beyond_its_own(
    room: Any, size: tuple[int, int], sizes: list[tuple[int, int]]
) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await uploaded(room, "sendPhoto", {"photo": evening_picture(*size)}, chat_id=aki)
        photo = sent["photo"]
        assert [(one["width"], one["height"]) for one in photo] == sizes
        assert len({one["file_id"] for one in photo}) == len(sizes)
        assert [one["file_size"] for one in photo] == sorted(one["file_size"] for one in photo)
        for one in photo:
            path = (await room.done("getFile", file_id=one["file_id"]))["file_path"]
            content = (await room.client.get(f"/file/bot1:demo/{path}")).content
            assert (picture_size(content), len(content)) == (
                (one["width"], one["height"]),
                one["file_size"],
            )

    asyncio.run(evening())


def test_any_size_of_a_picture_sends_the_whole_picture(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await uploaded(room, "sendPhoto", {"photo": evening_picture()}, chat_id=aki)
        again = await room.done("sendPhoto", chat_id=aki, photo=sent["photo"][0]["file_id"])
        assert again["photo"] == sent["photo"]
        shown = room.playground.chat(aki, 1)["messages"][-1]["photo"][-1]
        assert (await room.client.get(shown["url"])).content == evening_picture()

    asyncio.run(evening())


def test_a_narrow_picture_keeps_a_side_of_at_least_one() -> None:
    assert fitted((1000, 3), 90) == (90, 1)


def test_a_round_film_is_as_wide_as_it_is_high(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        film, small = b"\x00\x00\x00\x18ftypmp42", evening_picture()
        files = {"video_note": film, "thumbnail": small}
        sent = await uploaded(room, "sendVideoNote", files, chat_id=aki, duration=2, caption="no")
        note = sent["video_note"]
        assert (note["length"], note["duration"], note["thumbnail"]["width"]) == (240, 2, 96)
        assert not {"mime_type", "file_name"} & note.keys() and "caption" not in sent
        again = await room.done("sendVideoNote", chat_id=aki, video_note=note["file_id"])
        assert again["video_note"] == note
        errors = [
            await room.error("sendVideoNote", chat_id=aki),
            await room.error("sendVideo", chat_id=aki, video=note["file_id"]),
            await room.error("sendVideoNote", chat_id=aki, video_note="AgAC"),
        ]
        assert errors == [
            "Bad Request: there is no video note in the request",
            "Bad Request: can't use file of type VideoNote as Video",
            WRONG,
        ]
        data = {"chat_id": str(aki), "length": "641"}
        refused = await room.client.post("/bot1:demo/sendVideoNote", data=data, files={"video_note": film})
        assert refused.json()["description"] == "Bad Request: wrong video note length"

    asyncio.run(evening())

"""Albums: what goes together, in which order it arrives, and how it counts."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.playground.test_media import FILM, PAGE, PICTURE, SOUND, upload, uploaded


def photos(count: int, **more: Any) -> list[dict[str, Any]]:
    return [{"type": "photo", "media": "attach://it", **more} for _ in range(count)]


def test_an_album_is_messages_that_share_a_number(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        media = [*photos(1, caption="one"), {"type": "video", "media": "attach://film", "duration": 2}]
        keyboard = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
        files = {"it": PICTURE, "film": FILM}
        sent: Any = await uploaded(
            room, "sendMediaGroup", files, chat_id=aki, media=media, reply_markup=keyboard
        )
        first, second = sent
        assert first["media_group_id"] == second["media_group_id"]
        assert (first["caption"], second["video"]["duration"], second["message_id"]) == (
            "one",
            2,
            first["message_id"] + 1,
        )
        assert "reply_markup" not in first
        shown = room.playground.chat(aki, 1)["messages"][-2:]
        assert [one["media_group_id"] for one in shown] == [first["media_group_id"]] * 2
        (entry,) = [one for one in room.playground.calls() if one["method"] == "sendMediaGroup"]
        assert entry["rate"] == ["more than 1 a second in this chat"]

    asyncio.run(evening())


def test_one_item_alone_is_no_album(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent: Any = await uploaded(room, "sendMediaGroup", {"it": PICTURE}, chat_id=aki, media=photos(1))
        assert (len(sent), "media_group_id" in sent[0]) == (1, False)

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("media", "description"),
    [
        ([], "there are no messages to send"),
        ("{", "can't parse media JSON object"),
        ({}, "expected an Array of InputMedia"),
        (photos(11), "too many messages to send as an album"),
        (
            [*photos(1), {"type": "document", "media": "attach://page"}],
            "document can't be mixed with other media types",
        ),
        (
            [*photos(1), {"type": "audio", "media": "attach://sound"}],
            "audio can't be mixed with other media types",
        ),
        (
            [*photos(1), *photos(1, show_caption_above_media=True)],
            "parameter show_caption_above_media must be the same for all messages",
        ),
        (
            [*photos(1), {"type": "animation", "media": "attach://film"}],
            "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup",
        ),
        ([*photos(1), {"type": "photo"}], "can't parse InputMedia: media not found"),
        (photos(2, caption="あ" * 1025), "message caption is too long"),
    ],
)
def test_a_refused_album_sends_nothing(room: Any, media: Any, description: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        files = {"it": PICTURE, "film": FILM, "sound": SOUND, "page": PAGE}
        answer = await upload(room, "sendMediaGroup", files, chat_id=aki, media=media)
        assert answer["description"] == f"Bad Request: {description}"
        assert len(room.playground.chat(aki, 1)["messages"]) == 1

    asyncio.run(evening())


def test_an_item_of_an_album_stays_of_its_kind(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent: Any = await uploaded(room, "sendMediaGroup", {"it": PICTURE}, chat_id=aki, media=photos(2))
        where = {"chat_id": aki, "message_id": sent[0]["message_id"]}
        files = {"film": FILM, "page": PAGE}
        page = {"type": "document", "media": "attach://page"}
        answer = await upload(room, "editMessageMedia", files, media=page, **where)
        assert answer["description"] == "Bad Request: can't change media type in the album"
        film = {"type": "video", "media": "attach://film"}
        edited = await uploaded(room, "editMessageMedia", files, media=film, **where)
        assert (edited["media_group_id"], "photo" in edited) == (sent[0]["media_group_id"], False)

    asyncio.run(evening())


def test_a_persons_album_arrives_as_its_messages(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        wish = {"user": aki, "chat": 1, "photos": [{"caption": "one"}, {}]}
        told = (await room.client.post("/sim/album", json=wish)).json()
        messages = [update["message"] for update in await room.updates()]
        assert [message["message_id"] for message in messages] == told["message_ids"]
        assert len({message["media_group_id"] for message in messages}) == 1
        assert [message.get("caption") for message in messages] == ["one", None]

    asyncio.run(evening())

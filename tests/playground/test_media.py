"""Pictures, sounds, films and files: sent by a bot, sent again, edited, and refused."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from bot.playground.network.files import evening_picture

PICTURE = ("evening.png", evening_picture(), "image/png")
SOUND = ("hello.oga", b"OggS sound", "application/octet-stream")
FILM = ("walk.mp4", b"film", "application/octet-stream")
PAGE = ("list.txt", b"milk", "text/plain")


async def upload(room: Any, method: str, files: dict[str, Any], **values: Any) -> dict[str, Any]:
    """The whole answer to a call as multipart."""
    data = {name: value if isinstance(value, str) else json.dumps(value) for name, value in values.items()}
    response = await room.client.post(f"/bot1:demo/{method}", data=data, files=files)
    answer: dict[str, Any] = response.json()
    return answer


async def uploaded(room: Any, method: str, files: dict[str, Any], **values: Any) -> dict[str, Any]:
    answer = await upload(room, method, files, **values)
    assert answer["ok"], answer
    result: dict[str, Any] = answer["result"]
    return result


@pytest.mark.parametrize(
    ("method", "name", "file", "values", "told", "prefix"),
    [
        (
            "sendVoice",
            "voice",
            SOUND,
            {"duration": 7},
            {"duration": 7, "mime_type": "audio/ogg", "file_size": 10},
            "voice/",
        ),
        (
            "sendVideo",
            "video",
            FILM,
            {"duration": 99_999, "width": 20_000, "height": 9},
            {
                "duration": 86_400,
                "width": 10_000,
                "height": 9,
                "mime_type": "video/mp4",
                "file_name": "walk.mp4",
                "file_size": 4,
            },
            "videos/",
        ),
        (
            "sendAudio",
            "audio",
            ("song.mp3", b"song", "x/y"),
            {"title": " Song ", "performer": "", "duration": 1},
            {
                "duration": 1,
                "title": "Song",
                "mime_type": "audio/mpeg",
                "file_name": "song.mp3",
                "file_size": 4,
            },
            "music/",
        ),
        (
            "sendSticker",
            "sticker",
            ("wave.webp", b"RIFF", "image/webp"),
            {"emoji": "👋"},
            {
                "type": "regular",
                "width": 512,
                "height": 512,
                "is_animated": False,
                "is_video": False,
                "emoji": "👋",
                "file_size": 4,
            },
            "stickers/",
        ),
    ],
)
def test_each_kind_of_file_is_shown_fetched_and_sent_again(
    room: Any, method: str, name: str, file: Any, values: Any, told: Any, prefix: str
) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await uploaded(room, method, {name: file}, chat_id=aki, **values)
        ids = {key: sent[name][key] for key in ("file_id", "file_unique_id")}
        assert sent[name] == told | ids
        fetched = await room.done("getFile", file_id=ids["file_id"])
        assert fetched["file_path"].startswith(prefix)
        assert (await room.client.get(f"/file/bot1:demo/{fetched['file_path']}")).content == file[1]
        again = await room.done(method, **{"chat_id": aki, name: ids["file_id"], "duration": 50})
        assert again[name] == sent[name]

    asyncio.run(evening())


def test_an_animation_is_there_as_a_document_too(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        values = {"chat_id": aki, "has_spoiler": True, "show_caption_above_media": True, "caption": "so"}
        sent = await uploaded(room, "sendAnimation", {"animation": FILM}, **values)
        assert sent["animation"]["file_id"] == sent["document"]["file_id"]
        assert (sent["has_media_spoiler"], sent["show_caption_above_media"], sent["caption"]) == (
            True,
            True,
            "so",
        )

    asyncio.run(evening())


def test_a_small_picture_may_come_along_with_a_film(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        values = {"chat_id": aki, "thumbnail": "attach://small", "start_timestamp": 4}
        sent = await uploaded(room, "sendVideo", {"video": FILM, "small": PICTURE}, **values)
        thumbnail = sent["video"]["thumbnail"]
        assert (thumbnail["width"], thumbnail["height"], sent["video"]["start_timestamp"]) == (96, 64, 4)
        error = await room.error("sendPhoto", chat_id=aki, photo=thumbnail["file_id"])
        assert error == "Bad Request: can't use file of type Thumbnail as Photo"

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("method", "values", "description"),
    [
        ("sendVoice", {}, "there is no voice in the request"),
        ("sendVideo", {"video": "attach://nothing"}, "there is no video in the request"),
        ("sendAudio", {"audio": "CQACunknown"}, "wrong file identifier/HTTP URL specified"),
        (
            "sendSticker",
            {"sticker": "?"},
            "wrong remote file identifier specified: Wrong character in the string",
        ),
        ("sendPhoto", {"photo": "https://example.org/a.png"}, "failed to get HTTP URL content"),
    ],
)
def test_a_file_that_is_not_there_is_refused(room: Any, method: str, values: Any, description: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        assert await room.error(method, chat_id=aki, **values) == f"Bad Request: {description}"

    asyncio.run(evening())


def test_uploads_have_limits_of_their_own(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        large = ("large.png", evening_picture() + bytes(10 * 1024 * 1024), "image/png")
        answers = [
            await upload(room, "sendPhoto", {"photo": large}, chat_id=aki),
            await upload(room, "sendPhoto", {"photo": PAGE}, chat_id=aki),
            await upload(room, "sendVoice", {"voice": ("empty.oga", b"", "audio/ogg")}, chat_id=aki),
        ]
        assert [answer["description"] for answer in answers] == [
            f"Bad Request: file of size {len(large[1])} bytes is too big for a photo;"
            " the maximum size is 10485760 bytes",
            "Bad Request: IMAGE_PROCESS_FAILED",
            "Bad Request: file must be non-empty",
        ]

    asyncio.run(evening())


def test_a_file_is_sent_again_only_as_what_it_is(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        film = await uploaded(room, "sendVideo", {"video": FILM}, chat_id=aki)
        file_id = film["video"]["file_id"]
        errors = [
            await room.error("sendDocument", chat_id=aki, document=file_id),
            await room.error("sendVoice", chat_id=aki, voice=file_id),
        ]
        assert errors == [
            "Bad Request: can't use file of type Video as Document",
            "Bad Request: can't use file of type Video as VoiceNote",
        ]

    asyncio.run(evening())


def test_what_a_person_sent_can_be_sent_by_the_bot(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        room.playground.photo(aki, 1)
        room.playground.voice(aki, 1)
        photo, voice = [update["message"] for update in await room.updates()]
        sent = await room.done("sendPhoto", chat_id=aki, photo=photo["photo"][-1]["file_id"])
        assert (sent["photo"][-1]["width"], sent["photo"][-1]["height"]) == (96, 64)
        said = await room.done("sendVoice", chat_id=aki, voice=voice["voice"]["file_id"])
        assert said["voice"]["duration"] == 3

    asyncio.run(evening())


def test_a_media_file_takes_the_place_of_another_and_of_words(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        words = await room.done("sendMessage", chat_id=aki, text="soon")
        where = {"chat_id": aki, "message_id": words["message_id"]}
        photo = {"type": "photo", "media": "attach://it", "caption": "<b>here</b>", "parse_mode": "HTML"}
        edited = await uploaded(room, "editMessageMedia", {"it": PICTURE}, media=photo, **where)
        assert ("text" in edited, edited["caption"], edited["caption_entities"]) == (
            False,
            "here",
            [{"type": "bold", "offset": 0, "length": 4}],
        )
        same = photo | {"media": edited["photo"][0]["file_id"]}
        error = await room.error("editMessageMedia", media=same, **where)
        assert error.startswith("Bad Request: message is not modified")
        captioned = await room.done("editMessageCaption", caption="there", **where)
        assert (captioned["caption"], captioned["photo"]) == ("there", edited["photo"])

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("media", "description"),
    [
        (None, 'parameter "media" is required'),
        ("{", "can't parse input media JSON object"),
        ([], "can't parse InputMedia: expected an Object"),
        ({"type": "photo"}, "can't parse InputMedia: media not found"),
        ({"type": "photo", "media": "attach://no"}, "can't parse InputMedia: media not found"),
        ({"type": "voice", "media": "x"}, 'can\'t parse InputMedia: type "voice" is unsupported'),
    ],
)
def test_media_that_cannot_be_read_changes_nothing(room: Any, media: Any, description: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await room.done("sendMessage", chat_id=aki, text="soon")
        values = {"chat_id": aki, "message_id": sent["message_id"]} | (
            {} if media is None else {"media": media}
        )
        assert await room.error("editMessageMedia", **values) == f"Bad Request: {description}"

    asyncio.run(evening())


def test_a_voice_message_keeps_its_sound_but_not_its_caption(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await uploaded(room, "sendVoice", {"voice": SOUND}, chat_id=aki, caption="listen")
        where = {"chat_id": aki, "message_id": sent["message_id"]}
        photo = {"type": "photo", "media": "attach://it"}
        answer = await upload(room, "editMessageMedia", {"it": PICTURE}, media=photo, **where)
        assert answer["description"] == "Bad Request: message media can't be edited"
        edited = await room.done("editMessageCaption", caption="again", **where)
        assert (edited["caption"], edited["voice"]) == ("again", sent["voice"])

    asyncio.run(evening())


def test_nobody_has_a_portrait_who_was_not_given_one(room: Any, playground: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        none = await room.done("getUserProfilePhotos", user_id=aki)
        assert none == {"total_count": 0, "photos": []}
        assert await room.error("getUserProfilePhotos", user_id=99) == "Bad Request: user not found"
        assert await room.error("getUserProfilePhotos") == "Bad Request: invalid user_id specified"
        await room.client.post(f"/sim/users/{aki}/portrait", json={})
        given = await room.done("getUserProfilePhotos", user_id=aki, limit=1)
        assert given["total_count"] == 1
        portrait = given["photos"][0][-1]
        again = await room.done("sendPhoto", chat_id=aki, photo=portrait["file_id"])
        assert (portrait["width"], again["photo"][-1]) == (96, portrait)

    asyncio.run(evening())


def test_a_call_by_get_may_carry_its_values_in_a_body(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        body = {"chat_id": str(aki), "emoji": "🎯"}
        answer = (await room.client.request("GET", "/bot1:demo/sendDice", data=body)).json()
        assert answer["result"]["dice"]["emoji"] == "🎯"

    asyncio.run(evening())

"""Messages brought somewhere else: forwarded with their author named, or copied."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.playground.test_media import PICTURE, uploaded

PRESSED = {"inline_keyboard": [[{"text": "Yes", "callback_data": "1"}]]}
LINKED = {"inline_keyboard": [[{"text": "Look", "url": "https://example.org/"}]]}


def test_a_forward_names_who_wrote_it_first(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        said = room.playground.say(aki, 1, "for you")
        where = {"chat_id": mika, "from_chat_id": aki, "message_id": said["message_id"]}
        forwarded = await room.done("forwardMessage", **where)
        origin = {
            "type": "user",
            "sender_user": {"id": aki, "is_bot": False, "first_name": "Aki", "language_code": "en"},
            "date": said["date"],
        }
        assert (forwarded["text"], forwarded["forward_origin"]) == ("for you", origin)
        assert (forwarded["from"]["id"], forwarded["chat"]["id"]) == (1, mika)
        on = {"chat_id": aki, "from_chat_id": mika, "message_id": forwarded["message_id"]}
        again = await room.done("forwardMessage", protect_content=True, **on)
        assert (again["forward_origin"], again["has_protected_content"]) == (origin, True)
        edited = await room.error("editMessageText", chat_id=aki, message_id=again["message_id"], text="x")
        assert edited == "Bad Request: message can't be edited"

    asyncio.run(evening())


def test_who_hides_in_forwards_is_only_a_name(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        await room.client.post(f"/sim/users/{aki}/forwards", json={"hidden": True})
        said = room.playground.say(aki, 1, "for you")
        where = {"chat_id": mika, "from_chat_id": aki, "message_id": said["message_id"]}
        forwarded = await room.done("forwardMessage", **where)
        assert forwarded["forward_origin"] == {
            "type": "hidden_user",
            "sender_user_name": "Aki",
            "date": said["date"],
        }

    asyncio.run(evening())


def test_only_buttons_that_work_anywhere_go_along(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        kept = []
        for keyboard in (PRESSED, LINKED):
            sent = await room.done("sendMessage", chat_id=aki, text="x", reply_markup=keyboard)
            where = {"chat_id": aki, "from_chat_id": aki, "message_id": sent["message_id"]}
            kept.append("reply_markup" in await room.done("forwardMessage", **where))
        assert kept == [False, True]

    asyncio.run(evening())


def test_protected_messages_and_service_messages_stay(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        group = room.playground.add_group("Us", aki, with_bot=True)
        service = room.playground.chat(aki, group)["messages"][-1]
        sent = await room.done("sendMessage", chat_id=aki, text="hush", protect_content=True)
        secret = {"chat_id": aki, "from_chat_id": aki, "message_id": sent["message_id"]}
        happened = {"chat_id": aki, "from_chat_id": group, "message_id": service["message_id"]}
        errors = [
            await room.error("forwardMessage", **secret),
            await room.error("forwardMessage", **happened),
            await room.error("copyMessage", **happened),
            await room.error("forwardMessage", **secret | {"message_id": 999}),
            await room.error("copyMessage", **secret | {"message_id": 999}),
            await room.error("forwardMessage", chat_id=aki, message_id=1),
        ]
        assert errors == [
            "Bad Request: message has protected content and can't be forwarded",
            "Bad Request: the message can't be forwarded",
            "Bad Request: the message can't be copied",
            "Bad Request: message to forward not found",
            "Bad Request: message to copy not found",
            'Bad Request: parameter "from_chat_id" is required',
        ]
        copied = await room.done("copyMessage", **secret)
        assert room.playground.chat(aki, 1)["messages"][-1]["message_id"] == copied["message_id"]

    asyncio.run(evening())


@pytest.mark.parametrize("method", ["forwardMessages", "copyMessages"])
def test_several_travel_in_order_and_the_missing_are_skipped(room: Any, method: str) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        ids = [room.playground.say(aki, 1, text)["message_id"] for text in ("one", "two")]
        where = {"chat_id": mika, "from_chat_id": aki}
        told = await room.done(method, message_ids=[*ids, 999], **where)
        shown = room.playground.chat(mika, 1)["messages"][-2:]
        assert [{"message_id": one["message_id"]} for one in shown] == told
        assert [one["text"] for one in shown] == ["one", "two"]
        assert ["forward_origin" in one for one in shown] == [method == "forwardMessages"] * 2
        errors = [
            await room.error(method, message_ids=wrong, **where)
            for wrong in ([], [999], ids[::-1], ["x"], [0], list(range(1, 102)), "{")
        ]
        assert errors == [
            "Bad Request: message identifiers are not specified",
            "Bad Request: there are no messages to forward",
            "Bad Request: message identifiers must be in a strictly increasing order",
            "Bad Request: can't parse message identifier as Number",
            "Bad Request: invalid message identifier specified",
            "Bad Request: too many message identifiers specified",
            "Bad Request: can't parse message_ids JSON object",
        ]

    asyncio.run(evening())


def test_an_album_travels_as_a_new_album(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        media = [{"type": "photo", "media": "attach://it", "caption": text} for text in ("one", "two")]
        sent: Any = await uploaded(room, "sendMediaGroup", {"it": PICTURE}, chat_id=aki, media=media)
        ids = [message["message_id"] for message in sent]
        where = {"chat_id": aki, "from_chat_id": aki}
        await room.done("copyMessages", message_ids=ids, remove_caption=True, **where)
        first, second = room.playground.chat(aki, 1)["messages"][-2:]
        assert first["media_group_id"] == second["media_group_id"] != sent[0]["media_group_id"]
        pictures = [[size["file_unique_id"] for size in one["photo"]] for one in (first, sent[0])]
        assert ("caption" in first, pictures[0]) == (False, pictures[1])
        alone = await room.done("forwardMessage", message_id=ids[0], **where)
        assert ("media_group_id" in alone, alone["caption"]) == (False, "one")

    asyncio.run(evening())


def test_a_protected_message_is_copied_by_its_bot_and_passed_on_by_nobody(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        group = room.playground.add_group("Us", aki, [mika], with_bot=True)
        sent = await room.done("sendMessage", chat_id=aki, text="hush", protect_content=True)
        where = {"from_chat": 1, "message_id": sent["message_id"]}
        passed = await room.client.post("/sim/forward", json={"user": aki, "chat": group, **where})
        assert (passed.status_code, passed.json()["error"]) == (409, "This message cannot be forwarded.")
        await room.done("copyMessage", chat_id=aki, from_chat_id=aki, message_id=sent["message_id"])
        copied = room.playground.chat(aki, 1)["messages"][-1]
        assert (copied["text"], "has_protected_content" in copied) == ("hush", False)

    asyncio.run(evening())


def test_a_caption_given_to_a_copy_of_what_has_none_is_ignored(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await uploaded(room, "sendVideoNote", {"video_note": b"ftypmp42"}, chat_id=aki)
        where = {"chat_id": aki, "from_chat_id": aki, "message_id": sent["message_id"]}
        await room.done("copyMessage", caption="round", **where)
        copied = room.playground.chat(aki, 1)["messages"][-1]
        assert ("video_note" in copied, "caption" in copied) == (True, False)

    asyncio.run(evening())


def test_a_copy_takes_another_caption(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await uploaded(room, "sendPhoto", {"photo": PICTURE}, chat_id=aki, caption="old")
        where = {"chat_id": aki, "from_chat_id": aki, "message_id": sent["message_id"]}
        captions = []
        for more in ({}, {"caption": "new"}, {"caption": ""}):
            await room.done("copyMessage", **where, **more)
            captions.append(room.playground.chat(aki, 1)["messages"][-1].get("caption"))
        assert captions == ["old", "new", None]

    asyncio.run(evening())


def test_a_forwarded_poll_is_the_same_and_a_copied_one_begins_anew(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        sent = await room.done("sendPoll", chat_id=aki, question="?", options=["a", "b"])
        where = {"chat_id": mika, "from_chat_id": aki, "message_id": sent["message_id"]}
        forwarded = await room.done("forwardMessage", **where)
        wish = {"user": mika, "chat": 1, "message_id": forwarded["message_id"], "options": [0]}
        assert (await room.client.post("/sim/vote", json=wish)).status_code == 200
        await room.done("copyMessage", **where)
        first = room.playground.chat(aki, 1)["messages"][-1]["poll"]
        copied = room.playground.chat(mika, 1)["messages"][-1]["poll"]
        assert (first["id"], first["total_voter_count"]) == (forwarded["poll"]["id"], 1)
        assert (copied["id"] != first["id"], copied["total_voter_count"]) == (True, 0)
        stop = {"chat_id": mika, "message_id": forwarded["message_id"]}
        assert await room.error("stopPoll", **stop) == "Bad Request: poll can't be stopped"

    asyncio.run(evening())


def test_forwarded_dice_lie_as_they_fell_and_copied_ones_are_thrown_again(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        dice = {"user": aki, "chat": 1, "emoji": "🎰", "value": 64}
        thrown = (await room.client.post("/sim/dice", json=dice)).json()
        where = {"chat_id": aki, "from_chat_id": aki, "message_id": thrown["message_id"]}
        forwarded = await room.done("forwardMessage", **where)
        assert forwarded["dice"] == {"emoji": "🎰", "value": 64}
        values = set()
        for _ in range(20):
            await room.done("copyMessage", **where)
            values.add(room.playground.chat(aki, 1)["messages"][-1]["dice"]["value"])
        assert values != {64}

    asyncio.run(evening())


def test_a_person_forwards_to_the_bot(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        group = room.playground.add_group("Us", aki, [mika], with_bot=True)
        said = room.playground.say(mika, group, "listen")
        await room.updates()
        wish = {"user": aki, "chat": 1, "from_chat": group, "message_id": said["message_id"]}
        assert (await room.client.post("/sim/forward", json=wish)).status_code == 200
        (update,) = await room.updates()
        assert update["message"]["forward_origin"]["sender_user"]["id"] == mika
        assert (update["message"]["from"]["id"], update["message"]["text"]) == (aki, "listen")

    asyncio.run(evening())

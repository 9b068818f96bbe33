"""Sending, editing and deleting, within Telegram's limits."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

YES = {"inline_keyboard": [[{"text": "Yes", "callback_data": "1:yes"}]]}


def test_a_message_comes_back_whole_with_absent_fields_left_out(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki", "ja")
        sent = await room.done("sendMessage", chat_id=aki, text=" Good evening /need ", reply_markup=YES)
        assert sent == {
            "message_id": 2,
            "from": {"id": 1, "is_bot": True, "first_name": "Attune", "username": "attune_bot"},
            "chat": {"id": aki, "first_name": "Aki", "type": "private"},
            "date": sent["date"],
            "text": "Good evening /need",
            "entities": [{"type": "bot_command", "offset": 13, "length": 5}],
            "reply_markup": YES,
        }
        shown = room.playground.chat(aki, room.playground.bot_id)["messages"][-1]
        assert shown == sent | {"chat": shown["chat"]}
        assert shown["chat"] == {
            "id": 1,
            "first_name": "Attune",
            "username": "attune_bot",
            "type": "private",
        }

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({}, "message text is empty"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n\u200b"}, "text must be non-empty"),
        ({"text": "あ" * 4097}, "message is too long"),
        ({"text": "a" * 32_769}, "text is too long"),
        ({"text": "a", "parse_mode": "RTF"}, "unsupported parse_mode"),
        ({"text": "a", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "a", "reply_markup": "[]"}, "object expected as reply markup"),
        ({"text": "a", "reply_parameters": "{"}, "can't parse reply parameters JSON object"),
        ({"text": "a", "reply_parameters": "7"}, "object expected as reply parameters"),
        ({"text": "a", "link_preview_options": "{"}, "can't parse link preview options JSON object"),
        ({"text": "a", "link_preview_options": []}, "object expected as link preview options"),
        ({"text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "a", "reply_parameters": {"quote": "b"}}, 'can\'t find field "message_id"'),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": "x"}},
            'field "inline_keyboard" must be of type Array',
        ),
        (
            {"text": "a", "reply_markup": {"force_reply": "yes"}},
            'field "force_reply" must be of type Boolean',
        ),
        (
            {"text": "a", "link_preview_options": {"is_disabled": "x"}},
            'field "is_disabled" must be of type Boolean',
        ),
        ({"text": "a", "message_thread_id": 5}, "message thread not found"),
        ({"text": "a", "allow_paid_broadcast": True}, "FLOODSKIP_NOT_ALLOWED"),
        ({"text": "a", "message_effect_id": "9"}, "EFFECT_ID_INVALID"),
    ],
)
def test_what_cannot_be_sent_is_refused_in_telegrams_words(room: Any, values: Any, description: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        assert await room.error("sendMessage", chat_id=aki, **values) == f"Bad Request: {description}"

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("entity", "description"),
    [
        ({"type": "shiny"}, "can't parse MessageEntity: Unsupported type specified"),
        ({"type": "text_link"}, "can't parse MessageEntity: Can't find field \"url\""),
        ({"type": "text_link", "url": "nodot"}, "entity URL 'nodot' is invalid: Wrong HTTP URL"),
        ({"type": "text_link", "url": ""}, "entity URL '' is invalid: URL host is empty"),
        ({"type": "text_mention", "user": {"id": 0}}, "user not found"),
        ({"type": "text_mention", "user": {}}, "can't parse MessageEntity: Can't find field \"id\""),
        (
            {"type": "text_mention", "user": 5},
            'can\'t parse MessageEntity: Field "user" must be of type Object',
        ),
        ({"type": "date_time"}, "can't parse MessageEntity: Can't find field \"unix_time\""),
        (
            {"type": "custom_emoji", "custom_emoji_id": "x"},
            'can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number',
        ),
    ],
)
def test_an_entity_that_telegram_refuses_is_refused(room: Any, entity: Any, description: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        entities = [{"offset": 0, "length": 2} | entity]
        error = await room.error("sendMessage", chat_id=aki, text="hello", entities=entities)
        assert error == f"Bad Request: {description}"

    asyncio.run(evening())


@pytest.mark.parametrize(
    "entities",
    [
        "[{",
        {"type": "bold"},
        [{"type": "text_mention", "offset": 0, "length": 2, "user": {"id": 5}}],
        [{"type": "text_link", "offset": 0, "length": 2, "url": "tg://user?id=5"}],
    ],
)
def test_of_a_stranger_and_of_entities_that_cannot_be_read_only_the_words_stay(
    room: Any, entities: Any
) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await room.done("sendMessage", chat_id=aki, text="hello", entities=entities)
        assert (sent["text"], "entities" in sent) == ("hello", False)
        caption = {"caption": "hello", "caption_entities": entities}
        under = await room.done("sendPhoto", chat_id=aki, photo=await some_photo(room, aki), **caption)
        assert (under["caption"], "caption_entities" in under) == ("hello", False)

    asyncio.run(evening())


async def some_photo(room: Any, aki: int) -> str:
    room.playground.photo(aki, 1)
    (update,) = await room.updates()
    return str(update["message"]["photo"][-1]["file_id"])


def test_a_caption_without_anything_to_see_is_none(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        photo = await some_photo(room, aki)
        sent = await room.done("sendPhoto", chat_id=aki, photo=photo, caption=" \n \r\u2029")
        assert "caption" not in sent

    asyncio.run(evening())


def test_an_empty_answer_and_an_empty_preview_are_none(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        said = room.playground.say(aki, 1, "hello")["message_id"]
        empty = {"reply_parameters": {}, "reply_to_message_id": said, "link_preview_options": {}}
        sent = await room.done("sendMessage", chat_id=aki, text="hello", **empty)
        assert not {"reply_to_message", "link_preview_options"} & sent.keys()
        old = await room.done("sendMessage", chat_id=aki, text="hello", reply_to_message_id=said)
        assert old["reply_to_message"]["message_id"] == said

    asyncio.run(evening())


def test_what_telegram_finds_by_itself_is_ignored_when_a_bot_gives_it(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        entities = [{"type": "bot_command", "offset": 0, "length": 5}]
        assert "entities" not in await room.done("sendMessage", chat_id=aki, text="hello", entities=entities)

    asyncio.run(evening())


def test_the_longest_text_counts_characters_not_bytes(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await room.done("sendMessage", chat_id=aki, text="😀" * 4096)
        assert len(sent["text"]) == 4096

    asyncio.run(evening())


@pytest.mark.parametrize(
    ("button", "description"),
    [
        (
            {"text": "Yes"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": "Yes", "callback_data": "あ" * 22}, "BUTTON_DATA_INVALID"),
        (
            {"text": "Yes", "callback_data": ""},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "Go", "url": "ftp://a.com"},
            "inline keyboard button URL 'ftp://a.com' is invalid: Unsupported URL protocol",
        ),
        ({"text": "Pay", "pay": True}, "BUTTON_TYPE_INVALID"),
        (
            {"text": "App", "web_app": {"url": "http://a.com"}},
            "inline keyboard button Web App URL 'http://a.com' is invalid: Only HTTPS links are allowed",
        ),
        ({"text": "Copy", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        (
            {"text": 5, "callback_data": "x"},
            'can\'t parse inline keyboard button: Field "text" must be of type String',
        ),
        (
            {"text": "Go", "url": "http://localhost/x"},
            "inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
        ),
        ({"callback_data": "x"}, "can't parse inline keyboard button: Can't find field \"text\""),
    ],
)
def test_a_button_that_telegram_refuses_is_refused(room: Any, button: Any, description: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        keyboard = {"inline_keyboard": [[button]]}
        error = await room.error("sendMessage", chat_id=aki, text="?", reply_markup=keyboard)
        assert error == f"Bad Request: {description}"

    asyncio.run(evening())


def test_the_data_of_a_button_may_have_64_bytes(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "あ" * 21 + "x"}]]}
        await room.done("sendMessage", chat_id=aki, text="?", reply_markup=keyboard)

    asyncio.run(evening())


def test_an_edit_changes_the_words_and_drops_a_keyboard_not_given_again(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await room.done("sendMessage", chat_id=aki, text="Ready?", reply_markup=YES)
        where = {"chat_id": aki, "message_id": sent["message_id"]}
        again = await room.error("editMessageText", text="Ready?", reply_markup=YES, **where)
        assert again.startswith("Bad Request: message is not modified: specified new message content")
        edited = await room.done("editMessageText", text="Thank you.", **where)
        assert "reply_markup" not in edited
        assert edited["edit_date"] >= sent["date"]
        assert (await room.error("editMessageReplyMarkup", **where)).startswith("Bad Request: message is not")
        assert (await room.done("editMessageReplyMarkup", reply_markup=YES, **where))["reply_markup"] == YES

    asyncio.run(evening())


def test_only_the_bots_own_words_can_be_edited(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        said = room.playground.say(aki, room.playground.bot_id, "mine")
        forced = await room.done("sendMessage", chat_id=aki, text="?", reply_markup={"force_reply": True})
        assert "reply_markup" not in forced
        errors = [
            await room.error("editMessageText", chat_id=aki, message_id=message_id, text="x")
            for message_id in (999, said["message_id"], forced["message_id"])
        ]
        assert errors == [
            "Bad Request: message to edit not found",
            "Bad Request: message can't be edited",
            "Bad Request: message can't be edited",
        ]
        shown = room.playground.chat(aki, room.playground.bot_id)["messages"][-1]
        assert (shown["force_reply"], shown["reply_markup"]) == (True, {"force_reply": True})

    asyncio.run(evening())


def test_deleting_ends_after_48_hours_and_missing_messages_are_skipped_in_bulk(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        ids = [(await room.done("sendMessage", chat_id=aki, text=str(n)))["message_id"] for n in range(4)]
        assert await room.done("deleteMessage", chat_id=aki, message_id=ids[0]) is True
        again = await room.error("deleteMessage", chat_id=aki, message_id=ids[0])
        assert again == "Bad Request: message to delete not found"
        assert await room.done("deleteMessages", chat_id=aki, message_ids=[ids[0], ids[1]]) is True
        room.playground.advance_clock(48 * 3600)
        late = await room.error("deleteMessage", chat_id=aki, message_id=ids[2])
        assert late == "Bad Request: message can't be deleted for everyone"
        texts = [message["text"] for message in room.playground.chat(aki, 1)["messages"]]
        assert texts == ["/start", "2", "3"]

    asyncio.run(evening())


def test_of_several_messages_all_are_deleted_or_none(room: Any) -> None:
    """TDLib asks of each whether it may go before any goes; those that are not found it skips."""

    async def evening() -> None:
        aki = await room.person("Aki")
        old = (await room.done("sendMessage", chat_id=aki, text="old"))["message_id"]
        room.playground.advance_clock(48 * 3600)
        new = (await room.done("sendMessage", chat_id=aki, text="new"))["message_id"]
        said = room.playground.say(aki, 1, "said")["message_id"]
        refused = await room.error("deleteMessages", chat_id=aki, message_ids=[new, 999_999, old])
        assert refused == "Bad Request: message can't be deleted for everyone"
        assert await room.done("deleteMessages", chat_id=aki, message_ids=[new, 999_999, said]) is True
        texts = [message["text"] for message in room.playground.chat(aki, 1)["messages"]]
        assert texts == ["/start", "old"]

    asyncio.run(evening())


def test_a_dice_in_a_private_chat_is_deleted_after_a_day(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        thrown = (await room.done("sendDice", chat_id=aki))["message_id"]
        refused = await room.error("deleteMessage", chat_id=aki, message_id=thrown)
        assert refused == "Bad Request: message can't be deleted for everyone"
        room.playground.advance_clock(24 * 3600)
        assert await room.done("deleteMessage", chat_id=aki, message_id=thrown) is True

    asyncio.run(evening())


def test_a_reply_shows_the_message_it_answers_one_level_deep(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        first = await room.done("sendMessage", chat_id=aki, text="one")
        second = room.playground.say(aki, 1, "two", reply_to=first["message_id"])
        (update,) = await room.updates()
        assert update["message"]["reply_to_message"] == first
        quote = {"message_id": second["message_id"], "quote": "wo"}
        third = await room.done("sendMessage", chat_id=aki, text="three", reply_parameters=quote)
        assert third["quote"] == {"text": "wo", "position": 1, "is_manual": True}
        assert "reply_to_message" not in third["reply_to_message"]
        kept = {"message_id": 77, "allow_sending_without_reply": True}
        assert "reply_to_message" not in await room.done(
            "sendMessage", chat_id=aki, text="four", reply_parameters=kept
        )

    asyncio.run(evening())


def test_silent_and_protected_messages_are_shown_as_such(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await room.done(
            "sendMessage", chat_id=aki, text="hush", disable_notification=True, protect_content=True
        )
        assert (sent["has_protected_content"], "silent" in sent) == (True, False)
        assert room.playground.chat(aki, 1)["messages"][-1]["silent"] is True
        where = {"chat_id": aki, "from_chat_id": aki, "message_id": sent["message_id"]}
        error = await room.error("forwardMessage", **where)
        assert error == "Bad Request: message has protected content and can't be forwarded"

    asyncio.run(evening())


def test_a_copy_is_a_new_message_of_the_bot(room: Any) -> None:
    async def evening() -> None:
        aki, mika = await room.person("Aki"), await room.person("Mika")
        said = room.playground.say(aki, 1, "for you")
        copied = await room.done(
            "copyMessage", chat_id=mika, from_chat_id=aki, message_id=said["message_id"], reply_markup=YES
        )
        shown = room.playground.chat(mika, 1)["messages"][-1]
        assert (shown["message_id"], shown["text"]) == (copied["message_id"], "for you")
        assert (shown["from"]["id"], shown["reply_markup"]) == (1, YES)

    asyncio.run(evening())


def test_a_mention_of_a_known_person_is_resolved(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki", "ja")
        entities = [{"type": "text_mention", "offset": 0, "length": 3, "user": {"id": aki}}]
        sent = await room.done("sendMessage", chat_id=aki, text="Aki", entities=json.dumps(entities))
        assert sent["entities"][0]["user"] == {
            "id": aki,
            "is_bot": False,
            "first_name": "Aki",
            "language_code": "ja",
        }

    asyncio.run(evening())


def test_one_listed_emoji_is_a_reaction(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        said = room.playground.say(aki, 1, "done")
        where = {"chat_id": aki, "message_id": said["message_id"]}
        heart = [{"type": "emoji", "emoji": "❤️‍🔥"}]
        assert await room.done("setMessageReaction", reaction=heart, **where) is True
        assert room.playground.chat(aki, 1)["messages"][-1]["reactions"] == [{"from": 1, "emoji": "❤‍🔥"}]
        unlisted = [{"type": "emoji", "emoji": "🫶🏽"}]
        assert await room.error("setMessageReaction", reaction=unlisted, **where) == (
            "Bad Request: REACTION_INVALID"
        )

    asyncio.run(evening())


def test_pinning_says_so_in_the_chat(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = await room.done("sendMessage", chat_id=aki, text="ours")
        where = {"chat_id": aki, "message_id": sent["message_id"]}
        assert await room.done("pinChatMessage", **where) is True
        (update,) = await room.updates()
        assert update["message"]["pinned_message"]["text"] == "ours"
        assert (await room.done("getChat", chat_id=aki))["pinned_message"]["text"] == "ours"
        assert await room.done("unpinChatMessage", chat_id=aki) is True
        assert await room.error("unpinChatMessage", chat_id=aki) == "Bad Request: message to unpin not found"

    asyncio.run(evening())

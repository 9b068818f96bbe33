"""Inline mode: a bot asked from any chat, its results, and the messages that people send from them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)

from bot.playground import BotProfile, Impossible, Playground
from bot.playground.people.inline import choose, more, press_above, query_of, switch, type_inline

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
YES = {"inline_keyboard": [[{"text": "Yes", "callback_data": "1:yes"}]]}


@pytest.fixture
def playground() -> Playground:
    """Its bot has inline mode and is told what people choose."""
    profile = BotProfile("attune_bot", "Attune", inline=True, inline_feedback=True)
    return Playground(bot=profile)


def article(result_id: str = "a", words: str = "Tea?", **more: Any) -> dict[str, Any]:
    content = {"message_text": words}
    return {"type": "article", "id": result_id, "title": "Ask", "input_message_content": content} | more


async def asked(room: Any, user: int, chat: int, text: str = "@attune_bot tea", **answer: Any) -> str:
    """An inline query that the bot has answered; its id."""
    query = type_inline(room.playground.telegram, user, chat, text)
    await room.updates()
    values = {"inline_query_id": query.id, "results": [article()]} | answer
    assert await room.done("answerInlineQuery", **values)
    return query.id


def test_a_bot_says_whether_it_has_inline_mode(room: Any) -> None:
    async def evening() -> None:
        assert (await room.done("getMe"))["supports_inline_queries"] is True

    asyncio.run(evening())


def test_a_bot_without_inline_mode_is_not_asked(room: Any) -> None:
    async def evening() -> None:
        room.playground.add_bot("5:other", BotProfile("other_bot", "Other"))
        aki = await room.person("Aki")
        for text in ("@other_bot tea", "@nobody_bot tea", "tea"):
            with pytest.raises(Impossible):
                type_inline(room.playground.telegram, aki, 1, text)

    asyncio.run(evening())


def test_a_query_reaches_the_bot_from_a_chat_it_is_not_in(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        group = room.playground.add_group("We", aki)
        query = type_inline(room.playground.telegram, aki, group, "@attune_bot  tea time ")
        (update,) = await room.updates()
        assert update["inline_query"] == {
            "id": query.id,
            "from": {"id": aki, "is_bot": False, "first_name": "Aki", "language_code": "en"},
            "chat_type": "group",
            "query": "tea time",
            "offset": "",
        }

    asyncio.run(evening())


def test_the_private_chat_with_the_bot_is_the_sender_s(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        room.playground.add_bot("5:other", BotProfile("other_bot", "Other"))
        for chat in (1, 5):
            type_inline(room.playground.telegram, aki, chat, "@attune_bot")
        assert [one["inline_query"]["chat_type"] for one in await room.updates()] == ["sender", "private"]

    asyncio.run(evening())


def test_a_chosen_result_is_the_person_s_message_by_way_of_the_bot(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        content = {"message_text": "<b>Tea</b>?", "parse_mode": "HTML"}
        results = [article(input_message_content=content, reply_markup=YES, description="Now")]
        query_id = await asked(room, aki, 1, results=results)
        listed = query_of(room.playground.telegram, query_id)[1].shown()
        assert listed == {
            "answered": True,
            "results": [{"type": "article", "id": "a", "title": "Ask", "description": "Now"}],
        }
        sent = choose(room.playground.telegram, query_id, "a")
        written, chosen = await room.updates()
        assert written["message"] == {
            "message_id": sent.id,
            "from": {"id": aki, "is_bot": False, "first_name": "Aki", "language_code": "en"},
            "chat": {"id": aki, "first_name": "Aki", "type": "private"},
            "date": sent.date,
            "via_bot": {"id": 1, "is_bot": True, "first_name": "Attune", "username": "attune_bot"},
            "text": "Tea?",
            "entities": [{"type": "bold", "offset": 0, "length": 3}],
            "reply_markup": YES,
        }
        assert chosen["chosen_inline_result"] == {
            "result_id": "a",
            "from": written["message"]["from"],
            "query": "tea",
            "inline_message_id": sent.inline_id,
        }

    asyncio.run(evening())


def test_without_a_keyboard_the_bot_learns_no_id(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        choose(room.playground.telegram, await asked(room, aki, 1), "a")
        _, chosen = await room.updates()
        assert "inline_message_id" not in chosen["chosen_inline_result"]

    asyncio.run(evening())


def test_in_a_group_the_bot_reads_what_was_sent_by_way_of_it(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        group = room.playground.add_group("We", aki, with_bot=True)
        choose(room.playground.telegram, await asked(room, aki, group), "a")
        kinds = [next(iter(update)) for update in await room.updates()]
        assert kinds == ["message", "chosen_inline_result"]

    asyncio.run(evening())


def test_a_press_names_the_inline_message_only(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        group = room.playground.add_group("We", aki)
        query_id = await asked(room, aki, group, results=[article(reply_markup=YES)])
        sent = choose(room.playground.telegram, query_id, "a")
        await room.updates()
        press_id = room.playground.tap(aki, group, sent.id, button=(0, 0))
        (update,) = await room.updates()
        assert update["callback_query"] == {
            "id": press_id,
            "from": {"id": aki, "is_bot": False, "first_name": "Aki", "language_code": "en"},
            "inline_message_id": sent.inline_id,
            "chat_instance": update["callback_query"]["chat_instance"],
            "data": "1:yes",
        }
        await room.done("answerCallbackQuery", callback_query_id=press_id, text="Noted")
        assert room.playground.query(press_id)["text"] == "Noted"

    asyncio.run(evening())


def test_an_inline_message_is_edited_by_its_id(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        group = room.playground.add_group("We", aki)
        query_id = await asked(room, aki, group, results=[article(reply_markup=YES)])
        sent = choose(room.playground.telegram, query_id, "a")
        named = {"inline_message_id": sent.inline_id}
        assert await room.done("editMessageText", text="Coffee?", **named) is True
        (*_, shown) = room.playground.chat(aki, group)["messages"]
        assert (shown["text"], "reply_markup" in shown) == ("Coffee?", False)
        assert await room.done("editMessageReplyMarkup", reply_markup=YES, **named) is True
        error = await room.error("editMessageReplyMarkup", reply_markup=YES, **named)
        assert error.startswith("Bad Request: message is not modified")
        error = await room.error("editMessageCaption", caption="x", **named)
        assert error == "Bad Request: there is no caption in the message to edit"
        room.playground.delete(aki, group, sent.id)
        error = await room.error("editMessageText", text="Gone", **named)
        assert error == "Bad Request: MESSAGE_ID_INVALID"
        error = await room.error("editMessageText", text="Nowhere")
        assert error == "Bad Request: message identifier is not specified"

    asyncio.run(evening())


def test_a_message_sent_by_way_of_a_bot_is_not_the_bot_s(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        sent = choose(room.playground.telegram, await asked(room, aki, 1), "a")
        error = await room.error("editMessageText", chat_id=aki, message_id=sent.id, text="x")
        assert error == "Bad Request: message can't be edited"
        with pytest.raises(Impossible):
            room.playground.edit(aki, 1, sent.id, "Mine")

    asyncio.run(evening())


def test_a_query_is_answered_once_and_in_time(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        query_id = await asked(room, aki, 1)
        for one in (query_id, "0"):
            error = await room.error("answerInlineQuery", inline_query_id=one, results=[])
            assert error == TOO_OLD
        late = type_inline(room.playground.telegram, aki, 1, "@attune_bot late")
        room.playground.advance_clock(31)
        assert await room.updates() == []
        assert await room.error("answerInlineQuery", inline_query_id=late.id, results=[]) == TOO_OLD

    asyncio.run(evening())


def test_an_answer_is_given_again_while_it_is_good(room: Any) -> None:
    async def evening() -> None:
        aki, mio = await room.person("Aki"), await room.person("Mio")
        telegram = room.playground.telegram
        await asked(room, aki, 1, is_personal=True, cache_time=60)
        assert type_inline(telegram, aki, 1, "@attune_bot tea").answer is not None
        assert type_inline(telegram, mio, 1, "@attune_bot tea").answer is None
        await room.updates()
        room.playground.advance_clock(60)
        assert type_inline(telegram, aki, 1, "@attune_bot tea").answer is None
        assert len(await room.updates()) == 1

    asyncio.run(evening())


def test_scrolling_asks_for_the_next_results(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        query_id = await asked(room, aki, 1, next_offset="50")
        more(room.playground.telegram, query_id)
        (update,) = await room.updates()
        assert (update["inline_query"]["query"], update["inline_query"]["offset"]) == ("tea", "50")

    asyncio.run(evening())


def test_the_button_above_the_results_starts_the_private_chat(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        group = room.playground.add_group("We", aki)
        button = {"text": "Sign in", "start_parameter": "inline"}
        query_id = await asked(room, aki, group, results=[], button=button)
        press_above(room.playground.telegram, query_id)
        (update,) = await room.updates()
        assert update["message"]["text"] == "/start inline"

    asyncio.run(evening())


def test_a_switch_button_asks_in_the_chosen_chat(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        group = room.playground.add_group("We", aki)
        groups_only = {"query": "three", "allow_group_chats": True}
        row = [
            {"text": "Here", "switch_inline_query_current_chat": "one"},
            {"text": "There", "switch_inline_query": "two"},
            {"text": "Group", "switch_inline_query_chosen_chat": groups_only},
        ]
        sent = await room.done("sendMessage", chat_id=aki, text="?", reply_markup={"inline_keyboard": [row]})
        telegram, message_id = room.playground.telegram, sent["message_id"]
        switch(telegram, aki, 1, message_id, (0, 0), None)
        switch(telegram, aki, 1, message_id, (0, 1), group)
        switch(telegram, aki, 1, message_id, (0, 2), group)
        with pytest.raises(Impossible):
            switch(telegram, aki, 1, message_id, (0, 2), 1)
        queries = [update["inline_query"] for update in await room.updates()]
        assert [(one["query"], one["chat_type"]) for one in queries] == [
            ("one", "sender"),
            ("two", "group"),
            ("three", "group"),
        ]

    asyncio.run(evening())


def test_results_of_other_kinds_become_messages(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        room.playground.photo(aki, 1)
        room.playground.sticker(aki, 1)
        photo, sticker = [one["message"] for one in await room.updates()]
        photo, sticker = photo["photo"][-1]["file_id"], sticker["sticker"]["file_id"]
        place = {"latitude": 35.5, "longitude": 139.5}
        contact = {"phone_number": "15550100", "first_name": "Mio"}
        results = [
            {"type": "photo", "id": "p", "photo_file_id": photo, "caption": "Sky"},
            {"type": "sticker", "id": "s", "sticker_file_id": sticker},
            {"type": "location", "id": "l", "title": "Here"} | place,
            {"type": "contact", "id": "c"} | contact,
            {"type": "photo", "id": "t", "photo_file_id": photo, "input_message_content": place},
        ]
        query_id = await asked(room, aki, 1, results=results)
        for result_id in "pslct":
            choose(room.playground.telegram, query_id, result_id)
        sent = [one["message"] for one in await room.updates() if "message" in one]
        assert (sent[0]["photo"][-1]["file_id"], sent[0]["caption"]) == (photo, "Sky")
        assert sent[1]["sticker"]["file_id"] == sticker
        assert (sent[2]["location"], sent[4]["location"]) == (place, place)
        assert sent[3]["contact"] == contact

    asyncio.run(evening())


def test_a_file_from_the_web_is_listed_and_cannot_be_sent(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        addresses = {"photo_url": "https://a.com/a.jpg", "thumbnail_url": "https://a.com/t.jpg"}
        query_id = await asked(room, aki, 1, results=[{"type": "photo", "id": "p"} | addresses])
        assert query_of(room.playground.telegram, query_id)[1].shown()["results"] == [
            {"type": "photo", "id": "p"} | addresses
        ]
        with pytest.raises(Impossible):
            choose(room.playground.telegram, query_id, "p")

    asyncio.run(evening())


READING = "can't parse inline query result: "
WRONG_RESULTS = [
    ("{", "can't parse JSON encoded inline query results"),
    ({"a": 1}, "expected an Array of inline query results"),
    ([article(str(number)) for number in range(51)], "too many inline query results specified"),
    ([article(), article()], "RESULT_ID_DUPLICATE"),
    ([article("")], "RESULT_ID_EMPTY"),
    ([article("あ" * 22)], "RESULT_ID_INVALID"),
    ([5], f"{READING}Inline query result must be an object"),
    ([{"id": "a"}], f'{READING}Can\'t find field "type"'),
    ([{"type": "x", "id": "a"}], f'{READING}type "x" is unsupported for the inline query result'),
    ([{"type": "article", "id": "a", "title": "A"}], f'{READING}Can\'t find field "message_text"'),
    ([article(input_message_content={})], f"{READING}Input message content is not specified"),
    ([article(words="")], f"{READING}Input message content is not specified"),
    ([article(words=" ")], "text must be non-empty"),
    ([article(reply_markup={"force_reply": True})], "inline keyboard expected"),
    (
        [article(reply_markup={"inline_keyboard": [[{"text": "a"}]]})],
        f"{READING}Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    ([{"type": "photo", "id": "a"}], f'{READING}Can\'t find field "photo_file_id"'),
    ([{"type": "photo", "id": "a", "photo_url": "https://a.com/a.jpg"}], "PHOTO_THUMB_URL_EMPTY"),
    (
        [
            {
                "type": "document",
                "id": "a",
                "title": "A",
                "document_url": "https://a.com/a",
                "mime_type": "x/y",
            }
        ],
        "unallowed document MIME type",
    ),
]


@pytest.mark.parametrize(("results", "description"), WRONG_RESULTS)
def test_results_that_telegram_refuses_are_refused(room: Any, results: Any, description: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        query = type_inline(room.playground.telegram, aki, 1, "@attune_bot")
        error = await room.error("answerInlineQuery", inline_query_id=query.id, results=results)
        assert error == f"Bad Request: {description}"

    asyncio.run(evening())


WRONG_BUTTONS = [
    ("x", "can't parse inline query results button JSON object"),
    (
        {"text": "a"},
        "can't parse inline query results button: InlineQueryResultsButton must have exactly one"
        " optional field",
    ),
    ({"text": "a", "start_parameter": ""}, "can't use empty start_parameter"),
    ({"text": "a", "start_parameter": "a" * 65}, "too long start_parameter specified"),
    ({"text": "a", "start_parameter": "a b"}, "unallowed characters in start_parameter are used"),
    (
        {"text": "a", "web_app": {"url": "http://a.com"}},
        "inline query button Web App URL 'http://a.com' is invalid: Only HTTPS links are allowed",
    ),
]


@pytest.mark.parametrize(("button", "description"), WRONG_BUTTONS)
def test_a_button_above_that_telegram_refuses_is_refused(room: Any, button: Any, description: str) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        query = type_inline(room.playground.telegram, aki, 1, "@attune_bot")
        values = {"inline_query_id": query.id, "results": [], "button": button}
        assert await room.error("answerInlineQuery", **values) == f"Bad Request: {description}"

    asyncio.run(evening())


def test_the_control_interface_asks_and_chooses(room: Any) -> None:
    async def evening() -> None:
        aki = await room.person("Aki")
        typed = {"user": aki, "chat": 1, "text": "@attune_bot tea"}
        query_id = (await room.client.post("/sim/inline", json=typed)).json()["query_id"]
        assert (await room.client.get(f"/sim/inline/{query_id}")).json() == {"answered": False}
        await room.done("answerInlineQuery", inline_query_id=query_id, results=[article()])
        await room.updates()
        chosen = await room.client.post(f"/sim/inline/{query_id}/choose", json={"result": "a"})
        update = (await room.updates())[0]
        assert chosen.json() == {"message_id": update["message"]["message_id"]}

    asyncio.run(evening())


def test_python_telegram_bot_speaks_inline_mode(playground: Playground, served: Any) -> None:
    async def evening() -> None:
        async with served(playground) as address, Bot("1:demo", base_url=f"{address}/bot") as bot:
            aki = playground.add_user("Aki")["id"]
            playground.start(aki)
            query = type_inline(playground.telegram, aki, 1, "@attune_bot tea")
            (*_, update) = await bot.get_updates(timeout=1)
            button = InlineKeyboardButton("Yes", callback_data="1:yes")
            result = InlineQueryResultArticle(
                "a",
                "Ask",
                InputTextMessageContent("_Tea_?", "MarkdownV2"),
                reply_markup=InlineKeyboardMarkup([[button]]),
            )
            above = InlineQueryResultsButton("Sign in", start_parameter="inline")
            assert update.inline_query is not None
            assert await update.inline_query.answer([result], cache_time=0, button=above)
            sent = choose(playground.telegram, query.id, "a")
            playground.tap(aki, 1, sent.id, button=(0, 0))
            written, chosen, press = await bot.get_updates(offset=update.update_id + 1, timeout=1)
            assert written.message is not None
            assert written.message.via_bot is not None
            assert (written.message.text, written.message.via_bot.id) == ("Tea?", 1)
            assert chosen.chosen_inline_result is not None
            assert chosen.chosen_inline_result.inline_message_id == sent.inline_id
            assert press.callback_query is not None
            assert await press.callback_query.edit_message_text("Coffee?") is True
            assert sent.content["text"] == "Coffee?"

    asyncio.run(evening())

"""python-telegram-bot talks to the playground as to the real Telegram."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ReactionEmoji
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes
from telegram.request import HTTPXRequest

from bot.playground import Playground


def bot_at(address: str) -> Bot:
    return Bot("1:demo", base_url=f"{address}/bot", base_file_url=f"{address}/file/bot")


def test_a_bot_polls_answers_edits_and_confirms(playground: Playground, served: Any) -> None:
    async def evening() -> None:
        async with served(playground) as address:
            aki = playground.add_user("Aki", "ja")["id"]
            playground.start(aki, "hello")
            async with bot_at(address) as bot:
                assert (bot.username, bot.id) == ("attune_bot", 1)
                (update,) = await bot.get_updates(timeout=1)
                assert update.message is not None
                assert update.message.text == "/start hello"
                assert update.effective_user is not None
                assert update.effective_user.language_code == "ja"

                button = InlineKeyboardButton("Yes", callback_data="1:yes")
                sent = await bot.send_message(aki, "Ready?", reply_markup=InlineKeyboardMarkup([[button]]))
                query_id = playground.tap(aki, playground.bot_id, sent.message_id, button=(0, 0))
                (tapped,) = await bot.get_updates(offset=update.update_id + 1, timeout=1)
                assert tapped.callback_query is not None
                assert tapped.callback_query.data == "1:yes"
                await tapped.callback_query.answer("Noted", show_alert=True)
                await tapped.callback_query.edit_message_text("Thank you.")
                assert playground.query(query_id) == {"answered": True, "text": "Noted", "alert": True}

        last = playground.chat(aki, playground.bot_id)["messages"][-1]
        assert (last["text"], "reply_markup" in last) == ("Thank you.", False)

    asyncio.run(evening())


def test_a_whole_application_runs_by_polling_and_stops(playground: Playground, served: Any) -> None:
    async def greet(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        button = InlineKeyboardButton("Again", callback_data="again")
        await update.message.reply_text(f"args {context.args}", reply_markup=InlineKeyboardMarkup([[button]]))

    async def again(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query is not None
        await update.callback_query.answer()
        await update.callback_query.edit_message_text("pressed")

    async def evening() -> None:
        async with served(playground) as address:
            app = Application.builder().token("1:demo").base_url(f"{address}/bot").build()
            app.add_handler(CommandHandler("start", greet))
            app.add_handler(CallbackQueryHandler(again))
            await app.initialize()
            await app.start()
            assert app.updater is not None
            await app.updater.start_polling(timeout=5)
            mika = playground.add_user("Mika", "en")["id"]
            playground.start(mika, "abc")
            shown = await newest(playground, mika, "args ['abc']")
            playground.tap(mika, playground.bot_id, shown["message_id"], button=(0, 0))
            await newest(playground, mika, "pressed")
            await app.updater.stop()
            await app.stop()
            await app.shutdown()

    asyncio.run(evening())


async def newest(playground: Playground, user: int, text: str) -> dict[str, Any]:
    """The newest message once it reads `text`; a test that hangs here never saw it."""
    async for _ in playground.telegram.events.listen():
        message: dict[str, Any] = playground.chat(user, playground.bot_id)["messages"][-1]
        if message.get("text") == text:
            return message
    raise AssertionError("the playground stopped")


@pytest.mark.filterwarnings("ignore:.*retry_after.*:DeprecationWarning")
def test_telegrams_errors_become_the_librarys_exceptions(playground: Playground, served: Any) -> None:
    async def evening() -> None:
        async with served(playground) as address:
            aki = playground.add_user("Aki")["id"]
            mika = playground.add_user("Mika")["id"]
            playground.start(aki)
            group = playground.add_group("Us", aki, [mika], with_bot=True)
            async with bot_at(address) as bot:
                with pytest.raises(BadRequest, match="Chat not found"):
                    await bot.send_message(987654321, "hello")
                with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
                    await bot.send_message(mika, "hello")
                playground.block(aki)
                with pytest.raises(Forbidden, match="bot was blocked by the user"):
                    await bot.send_message(aki, "hello")
                playground.unblock(aki)
                moved = playground.migrate(group)
                with pytest.raises(ChatMigrated) as migrated:
                    await bot.send_message(group, "hello")
                assert migrated.value.new_chat_id == moved
                playground.add_fault("429", "sendMessage", seconds=7)
                with pytest.raises(RetryAfter) as flood:
                    await bot.send_message(aki, "hello")
                assert flood.value.retry_after == 7
                playground.add_fault("502", "sendMessage")
                with pytest.raises(NetworkError, match="Bad Gateway"):
                    await bot.send_message(aki, "hello")
                for kind in ("lost_answer", "refuse"):
                    playground.add_fault(kind, "sendMessage")
                    with pytest.raises(NetworkError, match="RemoteProtocolError"):
                        await bot.send_message(aki, kind)
        texts = [message.get("text") for message in playground.chat(aki, playground.bot_id)["messages"]]
        assert texts == ["/start", "lost_answer"]

    asyncio.run(evening())


def test_a_photo_and_a_document_are_sent_and_fetched(playground: Playground, served: Any) -> None:
    async def evening() -> None:
        async with served(playground) as address:
            aki = playground.add_user("Aki")["id"]
            playground.start(aki)
            playground.photo(aki, playground.bot_id, "our evening")
            async with bot_at(address) as bot:
                photo = (await bot.get_updates())[-1].message
                assert photo is not None
                picture = await (await photo.photo[-1].get_file()).download_as_bytearray()
                sent = await bot.send_photo(aki, bytes(picture), caption="back to you")
                assert (sent.caption, sent.photo[-1].width) == ("back to you", 96)
                filed = await bot.send_document(aki, b"{}", filename="yours.json", caption="all")
                assert filed.document is not None
                assert (filed.document.file_name, filed.document.file_size) == ("yours.json", 2)
                again = await bot.send_document(aki, filed.document.file_id)
                assert again.document is not None
                assert again.document.file_name == "yours.json"

    asyncio.run(evening())


def test_commands_and_names_by_language_reach_the_phones(playground: Playground, served: Any) -> None:
    async def evening() -> None:
        async with served(playground) as address:
            aki, mika = (
                playground.add_user(name, code)["id"] for name, code in (("Aki", "ja"), ("Mika", "en"))
            )
            async with bot_at(address) as bot:
                await bot.set_my_commands([BotCommand("need", "Ask for something")])
                await bot.set_my_commands([BotCommand("need", "お願いする")], language_code="ja")
                await bot.set_my_name("あわい", language_code="ja")
                assert (await bot.get_my_name()).name == "Attune"
        seen = [playground.chat(user, playground.bot_id) for user in (aki, mika)]
        assert [(one["chat"]["first_name"], one["commands"]) for one in seen] == [
            ("あわい", [{"command": "need", "description": "お願いする"}]),
            ("Attune", [{"command": "need", "description": "Ask for something"}]),
        ]

    asyncio.run(evening())


def test_a_second_poll_ends_the_first(playground: Playground, served: Any) -> None:
    async def evening() -> None:
        async with served(playground) as address, bot_at(address) as first, bot_at(address) as second:
            seen = asyncio.Event()
            playground.account.updates.on_seen.append(seen.set)
            waiting = asyncio.create_task(first.get_updates(timeout=20))
            await seen.wait()
            await second.get_updates(timeout=0)
            with pytest.raises(Exception, match="terminated by other getUpdates request"):
                await waiting

    asyncio.run(evening())


def test_a_webhook_is_set_and_described_through_the_library(playground: Playground, served: Any) -> None:
    async def evening() -> None:
        async with served(playground) as address, bot_at(address) as bot:
            url = "http://127.0.0.1:9/hook"
            assert await bot.set_webhook(url, allowed_updates=["message"], max_connections=3) is True
            info = await bot.get_webhook_info()
            assert (info.url, info.max_connections, info.allowed_updates) == (url, 3, ("message",))
            assert await bot.delete_webhook() is True
            assert (await bot.get_webhook_info()).url == ""

    asyncio.run(evening())


def test_chats_and_members_are_read_by_the_library(playground: Playground, served: Any) -> None:
    async def evening() -> None:
        async with served(playground) as address, bot_at(address) as bot:
            aki, mika = (playground.add_user(name)["id"] for name in ("Aki", "Mika"))
            group = playground.add_group("Us", aki, [mika], with_bot=True)
            playground.promote(group, aki, playground.bot_id)
            updates = await bot.get_updates()
            assert [update.effective_chat.title for update in updates if update.effective_chat] == ["Us"] * 3
            assert (await bot.get_chat(group)).title == "Us"
            assert (await bot.get_chat(aki)).first_name == "Aki"
            members = [(await bot.get_chat_member(group, user)).status for user in (aki, mika, bot.id)]
            assert members == ["creator", "member", "administrator"]
            assert [one.user.id for one in await bot.get_chat_administrators(group)] == [aki, bot.id]
            assert await bot.leave_chat(group) is True

    asyncio.run(evening())


def test_every_reaction_of_the_library_is_known(playground: Playground, served: Any) -> None:
    async def evening() -> None:
        async with served(playground) as address, bot_at(address) as bot:
            aki = playground.add_user("Aki")["id"]
            playground.start(aki)
            said = playground.say(aki, playground.bot_id, "done")
            for emoji in ReactionEmoji:
                assert await bot.set_message_reaction(aki, said["message_id"], emoji) is True

    asyncio.run(evening())


def test_the_request_of_the_library_keeps_its_connection(playground: Playground, served: Any) -> None:
    async def evening() -> None:
        async with served(playground) as address:
            request = HTTPXRequest(connection_pool_size=1)
            async with Bot("1:demo", base_url=f"{address}/bot", request=request) as bot:
                names = [(await bot.get_me()).first_name for _ in range(3)]
        assert names == ["Attune", "Attune", "Attune"]

    asyncio.run(evening())

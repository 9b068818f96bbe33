"""A bot by aiogram that welcomes who comes into a group and remembers who went."""

from __future__ import annotations

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import IS_MEMBER, IS_NOT_MEMBER, ChatMemberUpdatedFilter, Command
from aiogram.types import ChatMemberUpdated, Message

dispatcher = Dispatcher()
gone: list[str] = []


@dispatcher.my_chat_member(ChatMemberUpdatedFilter(IS_NOT_MEMBER >> IS_MEMBER))
async def say_hello(event: ChatMemberUpdated, bot: Bot) -> None:
    await bot.send_message(event.chat.id, f"Thank you for having me, {event.from_user.first_name}.")


@dispatcher.chat_member(ChatMemberUpdatedFilter(IS_NOT_MEMBER >> IS_MEMBER))
async def welcome(event: ChatMemberUpdated, bot: Bot) -> None:
    await bot.send_message(event.chat.id, f"Welcome, {event.new_chat_member.user.first_name}.")


@dispatcher.chat_member(ChatMemberUpdatedFilter(IS_MEMBER >> IS_NOT_MEMBER))
async def remember(event: ChatMemberUpdated, bot: Bot) -> None:
    gone.append(event.new_chat_member.user.first_name)
    await bot.send_message(event.chat.id, f"Goodbye, {gone[-1]}.")


@dispatcher.message(Command("who"))
async def tell(message: Message, bot: Bot) -> None:
    admins = await bot.get_chat_administrators(message.chat.id)
    names = sorted(admin.user.first_name for admin in admins if not admin.user.is_bot)
    count = await bot.get_chat_member_count(message.chat.id)
    await message.answer(f"{count} here, led by {', '.join(names)}; gone: {', '.join(gone) or 'nobody'}.")


async def main() -> None:
    address, token = sys.argv[1:3]
    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    kinds = dispatcher.resolve_used_update_types()  # some kinds of updates must be asked for
    await dispatcher.start_polling(Bot(token, session=session), allowed_updates=kinds)


if __name__ == "__main__":
    asyncio.run(main())

"""A bot by aiogram: Start, a button, an edit, and from then on an echo."""

from __future__ import annotations

import asyncio
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

dispatcher = Dispatcher()


@dispatcher.message(CommandStart())
async def greet(message: Message) -> None:
    button = InlineKeyboardButton(text="Yes", callback_data="ready")
    await message.answer("Ready?", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))


@dispatcher.callback_query(F.data == "ready")
async def begin(press: CallbackQuery) -> None:
    await press.answer("Noted")
    if isinstance(press.message, Message):
        await press.message.edit_text("Then say something.")


@dispatcher.message(F.text)
async def echo(message: Message) -> None:
    await message.reply(message.html_text, parse_mode="HTML")


async def main() -> None:
    address, token = sys.argv[1:3]
    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    await dispatcher.start_polling(Bot(token, session=session))


if __name__ == "__main__":
    asyncio.run(main())

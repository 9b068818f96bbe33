"""A bot by aiogram that leads a conversation: two choices on a reply keyboard, then a photo."""

from __future__ import annotations

import asyncio
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import KeyboardButton, Message, ReplyKeyboardMarkup, ReplyKeyboardRemove

dispatcher = Dispatcher()


class Visit(StatesGroup):
    drink = State()
    photo = State()


@dispatcher.message(Command("visit"))
async def ask_for_drink(message: Message, state: FSMContext) -> None:
    await state.set_state(Visit.drink)
    buttons = [[KeyboardButton(text="Tea"), KeyboardButton(text="Coffee")]]
    keyboard = ReplyKeyboardMarkup(keyboard=buttons, resize_keyboard=True, one_time_keyboard=True)
    await message.answer("Tea or coffee?", reply_markup=keyboard)


@dispatcher.message(Visit.drink, F.text.in_({"Tea", "Coffee"}))
async def ask_for_photo(message: Message, state: FSMContext) -> None:
    await state.update_data(drink=message.text)
    await state.set_state(Visit.photo)
    await message.answer("And a photo of you?", reply_markup=ReplyKeyboardRemove())


@dispatcher.message(Visit.drink)
async def ask_again(message: Message) -> None:
    await message.answer("Please choose one of the two.")


@dispatcher.message(Visit.photo, F.photo)
async def thank(message: Message, state: FSMContext, bot: Bot) -> None:
    assert message.photo is not None
    largest = message.photo[-1]
    content = await bot.download(largest)
    assert content is not None
    size = len(content.read())
    drink = (await state.get_data())["drink"]
    await state.clear()
    await message.answer_photo(largest.file_id, caption=f"{drink} for you, and {size} bytes of you.")


async def main() -> None:
    address, token = sys.argv[1:3]
    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    await dispatcher.start_polling(Bot(token, session=session))


if __name__ == "__main__":
    asyncio.run(main())

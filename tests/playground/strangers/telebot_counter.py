"""A bot by pyTelegramBotAPI with an inline keyboard: a counter that goes up and down, and an alert at the end."""

# The library leaves some of its types open.
# mypy: disallow-untyped-calls=False, disallow-untyped-decorators=False, disable-error-code="union-attr,arg-type"

from __future__ import annotations

import asyncio
import sys

from telebot import asyncio_helper
from telebot.async_telebot import AsyncTeleBot
from telebot.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

HIGHEST = 2


def keyboard(count: int) -> InlineKeyboardMarkup:
    row = [InlineKeyboardButton("-", callback_data=f"{count}:-1")]
    row.append(InlineKeyboardButton(str(count), url="https://example.com/count"))
    row.append(InlineKeyboardButton("+", callback_data=f"{count}:1"))
    return InlineKeyboardMarkup([row, [InlineKeyboardButton("Done", callback_data="done")]])


def build(token: str) -> AsyncTeleBot:
    bot = AsyncTeleBot(token)

    @bot.message_handler(commands=["count"])
    async def begin(message: Message) -> None:
        await bot.send_message(message.chat.id, "<b>Count</b>", parse_mode="HTML", reply_markup=keyboard(0))

    @bot.callback_query_handler(func=lambda press: ":" in press.data)
    async def count(press: CallbackQuery) -> None:
        before, step = (int(part) for part in press.data.split(":"))
        if not 0 <= before + step <= HIGHEST:
            await bot.answer_callback_query(press.id, "No further", show_alert=True)
            return
        await bot.answer_callback_query(press.id)
        place = {"chat_id": press.message.chat.id, "message_id": press.message.message_id}
        await bot.edit_message_reply_markup(**place, reply_markup=keyboard(before + step))

    @bot.callback_query_handler(func=lambda press: press.data == "done")
    async def finish(press: CallbackQuery) -> None:
        await bot.answer_callback_query(press.id)
        await bot.delete_message(press.message.chat.id, press.message.message_id)
        await bot.send_message(press.message.chat.id, "Counted.")

    return bot


def main() -> None:
    address, token = sys.argv[1:3]
    asyncio_helper.API_URL = address + "/bot{0}/{1}"
    asyncio.run(build(token).infinity_polling())


if __name__ == "__main__":
    main()

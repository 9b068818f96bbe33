"""A bot by pyTelegramBotAPI that hands out links to itself, and knows by whose link somebody came."""

# The library leaves some of its types open.
# mypy: disallow-untyped-calls=False, disallow-untyped-decorators=False, disable-error-code="union-attr,arg-type"

from __future__ import annotations

import asyncio
import sys

from telebot import asyncio_helper
from telebot.async_telebot import AsyncTeleBot
from telebot.types import Message
from telebot.util import extract_arguments


def build(token: str) -> AsyncTeleBot:
    bot = AsyncTeleBot(token)

    @bot.message_handler(commands=["invite"])
    async def invite(message: Message) -> None:
        me = await bot.get_me()
        await bot.send_message(
            message.chat.id, f"https://t.me/{me.username}?start=from-{message.from_user.id}"
        )

    @bot.message_handler(commands=["start"])
    async def greet(message: Message) -> None:
        payload = extract_arguments(message.text)
        if not payload:
            await bot.send_message(message.chat.id, "Hello.")
            return
        inviter = await bot.get_chat(int(payload.removeprefix("from-")))
        await bot.send_message(message.chat.id, f"{inviter.first_name} invited you.")
        await bot.send_message(inviter.id, f"{message.from_user.first_name} has come.")

    return bot


def main() -> None:
    address, token = sys.argv[1:3]
    asyncio_helper.API_URL = address + "/bot{0}/{1}"
    asyncio.run(build(token).infinity_polling())


if __name__ == "__main__":
    main()

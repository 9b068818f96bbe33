"""A bot by pyTelegramBotAPI that asks with a poll, names who chose what, and closes it."""

# The library leaves some of its types open.
# mypy: disallow-untyped-calls=False, disallow-untyped-decorators=False, disable-error-code="union-attr,arg-type,attr-defined,assignment"

from __future__ import annotations

import asyncio
import sys

from telebot import asyncio_helper
from telebot.async_telebot import AsyncTeleBot
from telebot.types import InputPollOption, Message, PollAnswer

DRINKS = ["Tea", "Coffee"]


def build(token: str) -> AsyncTeleBot:
    bot = AsyncTeleBot(token)
    asked: dict[str, Message] = {}

    @bot.message_handler(commands=["ask"])
    async def ask(message: Message) -> None:
        options = [InputPollOption(drink) for drink in DRINKS]
        sent = await bot.send_poll(message.chat.id, "What shall I make?", options, is_anonymous=False)
        asked[sent.poll.id] = sent

    @bot.poll_answer_handler()
    async def heard(answer: PollAnswer) -> None:
        sent = asked[answer.poll_id]
        drink = DRINKS[answer.option_ids[0]]
        await bot.send_message(sent.chat.id, f"{drink} for {answer.user.first_name}.")
        closed = await bot.stop_poll(sent.chat.id, sent.message_id)
        await bot.send_message(sent.chat.id, f"{closed.total_voter_count} answered.")

    return bot


def main() -> None:
    address, token = sys.argv[1:3]
    asyncio_helper.API_URL = address + "/bot{0}/{1}"
    asyncio.run(build(token).infinity_polling())


if __name__ == "__main__":
    main()

"""A bot by aiogram that is brought its updates: a webhook with a secret, on aiohttp."""

from __future__ import annotations

import socket
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

SECRET = "between-us"  # noqa: S105 (of this example only)
PATH = "/hook"

dispatcher = Dispatcher()


@dispatcher.message(F.text == "/inside")
async def answer_inside(message: Message) -> object:
    """A method that is returned travels in the answer to the webhook."""
    return message.answer("from inside the answer")


@dispatcher.message(F.text)
async def echo(message: Message) -> None:
    await message.answer(f"by webhook: {message.text}")


def main() -> None:
    """Serve on a free port of this machine; the webhook is set as soon as somebody listens there."""
    address, token = sys.argv[1:3]
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}{PATH}"

    async def set_webhook(bot: Bot) -> None:
        await bot.set_webhook(url, secret_token=SECRET)

    dispatcher.startup.register(set_webhook)
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET).register(app, PATH)
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, sock=listening)


if __name__ == "__main__":
    main()

"""A bot by aiogram that is brought its updates: a webhook with a secret, on aiohttp."""

from __future__ import annotations

import asyncio
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


async def run(address: str, token: str) -> None:
    """Serve on a free port of this machine until cancelled; the webhook is set and taken away again."""
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET).register(app, PATH)
    setup_application(app, dispatcher, bot=bot)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        await bot.set_webhook(f"http://127.0.0.1:{port}{PATH}", secret_token=SECRET)
        await asyncio.Event().wait()
    finally:
        await bot.delete_webhook()
        await runner.cleanup()
        await bot.session.close()


if __name__ == "__main__":
    asyncio.run(run(*sys.argv[1:3]))

"""The bots that are measured, each in a process of its own: `python3 -m benchmarks.bots NAME ADDRESS FOLDER ...`.

Each watches its own event loop. Its first line says that it does; then SIGUSR1 is answered with a line: the longest
stall since the last one, in milliseconds.
"""

import asyncio
import gc
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

LOOK_EVERY = 0.01  # seconds
AT_ONCE = 64  # calls of a bot that sends by hand

TEXT = "How was today, {number}? One of these is enough."
ANSWERS = (("Plenty to give", "plenty"), ("A little", "little"), ("Running on empty", "empty"))


class Watch:
    """How long the event loop was late."""

    def __init__(self) -> None:
        self.longest = 0.0
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, self.tell)
        self.watching = asyncio.create_task(self._run())
        print("watching", flush=True)

    def stop(self) -> None:
        self.watching.cancel()

    async def _run(self) -> None:
        while True:
            due = time.perf_counter() + LOOK_EVERY
            await asyncio.sleep(LOOK_EVERY)
            self.longest = max(self.longest, time.perf_counter() - due)

    def tell(self) -> None:
        longest, self.longest = self.longest, 0.0
        print(f"{longest * 1000:.2f}", flush=True)


async def watched(work: Awaitable[Any]) -> None:
    """Do it, and watch the loop beside."""
    watch = Watch()
    try:
        await work
    finally:
        watch.stop()


def attune(address: str, folder: str, *given: str) -> None:
    """The product, as `python -m bot start` runs it by polling; pacing as Telegram wants it, or `A/SECOND`."""
    from benchmarks.couples import settings_in
    from bot.app import real_time, serve, until_signal
    from bot.logs import set_up_logging
    from scheduler.pacing import Pacing

    set_up_logging("WARNING")
    pace = Pacing(overall=float(given[0]), person=10_000, group=10_000) if given else Pacing()
    settings = settings_in(Path(folder), address)
    asyncio.run(until_signal(lambda stop: watched(serve(settings, stop, real_time, pace))))


def echo(address: str, folder: str) -> None:
    """The smallest bot of python-telegram-bot, as its documentation begins. It stores nothing."""
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
    from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

    from benchmarks.wire import TOKEN

    async def hear(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None and update.message.text:
            await update.message.reply_text(update.message.text)

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if (query := update.callback_query) is not None:
            again = InlineKeyboardMarkup([[InlineKeyboardButton("Again", callback_data="1:again")]])
            await query.answer()
            await query.edit_message_text("How does it feel?", reply_markup=again)

    async def begin(app: Application[Any, Any, Any, Any, Any, Any]) -> None:
        app.bot_data["watch"] = Watch()

    async def end(app: Application[Any, Any, Any, Any, Any, Any]) -> None:
        app.bot_data["watch"].stop()

    building = Application.builder().token(TOKEN).base_url(f"{address}/bot")
    app = building.post_init(begin).post_stop(end).build()
    app.add_handler(MessageHandler(filters.ALL, hear))
    app.add_handler(CallbackQueryHandler(answer))
    app.run_polling()


def stock(address: str, folder: str, many: str) -> None:
    """python-telegram-bot's own `send_message`, from memory, many at once."""
    from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

    from benchmarks.wire import TOKEN

    async def send_all() -> None:
        places = asyncio.Semaphore(AT_ONCE)

        async def send(chat: int) -> None:
            keys = [[InlineKeyboardButton(label, callback_data=data)] for label, data in ANSWERS]
            async with places:
                await bot.send_message(
                    chat, TEXT.format(number=chat), reply_markup=InlineKeyboardMarkup(keys)
                )

        async with Bot(TOKEN, base_url=f"{address}/bot") as bot:
            await asyncio.gather(*(send(chat) for chat in range(1, int(many) + 1)))
            await asyncio.Event().wait()

    asyncio.run(watched(send_all()))


def memory(address: str, folder: str, many: str, a_second: str) -> None:
    """The same way out as Attune's, at the same pace, without an outbox."""
    from benchmarks.couples import prompt
    from benchmarks.wire import TOKEN
    from bot.messenger import TelegramMessenger, telegram_bot
    from scheduler.courier import AT_ONCE as ROOM
    from scheduler.pacing import Pacing

    async def send_all() -> None:
        pacing = Pacing(overall=float(a_second), person=10_000, group=10_000)
        places, bot = asyncio.Semaphore(ROOM), telegram_bot(TOKEN, address)
        messenger = TelegramMessenger(bot)

        async def send(chat: int) -> None:
            await pacing.turn(in_bulk=True)
            async with places:
                await pacing.turn_for(chat)
                await messenger.send(chat, prompt(chat))
                pacing.served()

        await bot.initialize()
        gc.freeze()
        await asyncio.gather(*(send(chat) for chat in range(1, int(many) + 1)))
        await asyncio.Event().wait()

    asyncio.run(watched(send_all()))


BOTS: dict[str, Callable[..., None]] = {"attune": attune, "echo": echo, "stock": stock, "memory": memory}

if __name__ == "__main__":
    BOTS[sys.argv[1]](*sys.argv[2:])

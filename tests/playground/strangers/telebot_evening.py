"""A bot by pyTelegramBotAPI in its older, blocking manner: Start, a button, an edit, and then an echo."""

# The library leaves some of its types open.
# mypy: disallow-untyped-calls=False, disallow-untyped-decorators=False, disable-error-code="union-attr,arg-type,attr-defined,assignment"

from __future__ import annotations

import sys

import telebot
from telebot import apihelper
from telebot.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message


def build(address: str, token: str) -> telebot.TeleBot:
    apihelper.API_URL = address + "/bot{0}/{1}"
    apihelper.FILE_URL = address + "/file/bot{0}/{1}"
    bot = telebot.TeleBot(token)

    @bot.message_handler(commands=["start"])
    def greet(message: Message) -> None:
        keyboard = InlineKeyboardMarkup()
        keyboard.add(InlineKeyboardButton("Yes", callback_data="ready"))
        bot.send_message(message.chat.id, "Ready?", reply_markup=keyboard)

    @bot.callback_query_handler(func=lambda press: press.data == "ready")
    def begin(press: CallbackQuery) -> None:
        bot.answer_callback_query(press.id, "Noted")
        bot.edit_message_text("Then say something.", press.message.chat.id, press.message.message_id)

    @bot.message_handler(content_types=["text"])
    def echo(message: Message) -> None:
        bot.reply_to(message, message.text)

    return bot


if __name__ == "__main__":
    build(*sys.argv[1:3]).infinity_polling()

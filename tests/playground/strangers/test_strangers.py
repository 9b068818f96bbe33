"""Bots by other libraries, written from their documentation alone, run on the playground unchanged."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.playground.client import Phones
from bot.playground.client_types import Message
from tests.playground.strangers.conftest import Spend
from tests.playground.strangers.phones import BOT, COMING, first_evening, last

pytest.importorskip("aiogram", reason="aiogram is not installed")
pytest.importorskip("telebot", reason="pyTelegramBotAPI is not installed")


@pytest.mark.parametrize("program", ["aiogram_evening.py", "telebot_evening.py"])
def test_start_a_button_an_edit_and_an_echo(spend: Spend, program: str) -> None:
    spend(program, first_evening)


def test_a_conversation_with_choices_and_a_photo(spend: Spend) -> None:
    def visit(phones: Phones) -> None:
        aki = phones.add_user("Aki")["id"]
        phones.start(aki)
        phones.say(aki, BOT, "/visit")
        asked = phones.wait_for(aki, BOT, "Tea or coffee?", COMING)
        assert asked["reply_markup"] == {
            "keyboard": [[{"text": "Tea"}, {"text": "Coffee"}]],
            "resize_keyboard": True,
            "one_time_keyboard": True,
        }
        phones.say(aki, BOT, "water")
        phones.wait_for(aki, BOT, "Please choose one of the two.")
        phones.post("key", user=aki, chat=BOT, button=[0, 0])
        phones.wait_for(aki, BOT, "And a photo of you?")
        phones.photo(aki, BOT)
        size = last(phones, aki, BOT, lambda message: "photo" in message)["photo"][-1]["file_size"]
        thanked = last(phones, aki, BOT, lambda message: "caption" in message)
        assert thanked["caption"] == f"Tea for you, and {size} bytes of you."
        assert thanked["photo"][-1]["file_size"] == size

    spend("aiogram_conversation.py", visit)


def test_a_counter_under_a_message(spend: Spend) -> None:
    def count(phones: Phones) -> None:
        aki = phones.add_user("Aki")["id"]
        phones.start(aki)
        phones.say(aki, BOT, "/count")
        counter = phones.wait_for(aki, BOT, "Count", COMING)["message_id"]
        for number in ("1", "2"):
            phones.tap(aki, BOT, "+")
            last(phones, aki, BOT, reads(number))
        press = phones.press(phones.tap(aki, BOT, "+"))
        assert press == {"answered": True, "text": "No further", "alert": True}
        phones.tap(aki, BOT, "Done")
        phones.wait_for(aki, BOT, "Counted.")
        assert counter not in [message["message_id"] for message in phones.chat(aki, BOT)["messages"]]

    spend("telebot_counter.py", count)


def reads(count: str) -> Callable[[Message], bool]:
    """Whether the middle button of a message reads so."""
    return lambda message: message["reply_markup"]["inline_keyboard"][0][1]["text"] == count


def test_a_link_tells_who_invited_whom(spend: Spend) -> None:
    def invite(phones: Phones) -> None:
        aki, mika = phones.add_user("Aki")["id"], phones.add_user("Mika")["id"]
        phones.start(aki)
        phones.say(aki, BOT, "/invite")
        link = f"https://t.me/attune_bot?start=from-{aki}"
        phones.wait_for(aki, BOT, link, COMING)
        phones.open(mika, link)
        phones.wait_for(mika, BOT, "Aki invited you.")
        phones.wait_for(aki, BOT, "Mika has come.")

    spend("telebot_invitations.py", invite)


def test_a_group_is_greeted_and_told_who_comes_and_goes(spend: Spend) -> None:
    def come_and_go(phones: Phones) -> None:
        aki, mika = phones.add_user("Aki")["id"], phones.add_user("Mika")["id"]
        group = phones.add_group("Us", aki, with_bot=True)
        phones.wait_for(aki, group, "Thank you for having me, Aki.", COMING)
        phones.in_group(group, "promote", by=aki, bot=True)
        phones.in_group(group, "add", by=aki, user=mika)
        phones.wait_for(aki, group, "Welcome, Mika.")
        phones.in_group(group, "leave", user=mika)
        phones.wait_for(aki, group, "Goodbye, Mika.")
        phones.say(aki, group, "/who")
        phones.wait_for(aki, group, "2 here, led by Aki; gone: Mika.")

    spend("aiogram_members.py", come_and_go)


def test_a_bot_is_brought_its_updates(spend: Spend) -> None:
    def write(phones: Phones) -> None:
        aki = phones.add_user("Aki")["id"]
        phones.start(aki)
        phones.wait_for(aki, BOT, "by webhook: /start", COMING)
        phones.say(aki, BOT, "/inside")
        phones.wait_for(aki, BOT, "from inside the answer")

    spend("aiogram_webhook.py", write)


def test_a_poll_is_answered_and_closed(spend: Spend) -> None:
    def vote(phones: Phones) -> None:
        aki = phones.add_user("Aki")["id"]
        phones.start(aki)
        phones.say(aki, BOT, "/ask")
        asked = last(phones, aki, BOT, lambda message: "poll" in message, COMING)["message_id"]
        phones.post("vote", user=aki, chat=BOT, message_id=asked, options=[0])
        phones.wait_for(aki, BOT, "Tea for Aki.")
        phones.wait_for(aki, BOT, "1 answered.")

    spend("telebot_poll.py", vote)

"""Bots without any library, that know nothing but the Bot API, run on the playground unchanged."""

from __future__ import annotations

from bot.playground.client import Phones
from tests.playground.strangers.conftest import Spend
from tests.playground.strangers.phones import BOT, COMING, first_evening, last


def test_a_bot_that_polls_spends_an_evening(spend: Spend) -> None:
    spend("plain_evening.py", first_evening)


def test_a_web_server_is_brought_updates_and_answers_in_its_answer(spend: Spend) -> None:
    def write_and_show(phones: Phones) -> None:
        aki = phones.add_user("Aki")["id"]
        phones.start(aki)
        phones.wait_for(aki, BOT, "heard: /start", COMING)
        phones.photo(aki, BOT)
        shown = last(phones, aki, BOT, lambda message: "photo" in message)["photo"][-1]
        back = last(phones, aki, BOT, lambda message: "document" in message)["document"]
        assert (back["file_name"], back["file_size"]) == ("yours.jpg", shown["file_size"])

    spend("plain_webhook.py", write_and_show)

"""Bots in another language, by grammY and by Telegraf, run on the playground unchanged."""

from __future__ import annotations

import pytest

from bot.playground import BotProfile, Playground
from bot.playground.client import Phones
from tests.playground.strangers.conftest import Spend
from tests.playground.strangers.phones import BOT, COMING, first_evening


@pytest.mark.node
def test_a_bot_by_grammy_spends_an_evening(spend_by_node: Spend) -> None:
    spend_by_node("grammy_evening.js", first_evening)


@pytest.mark.node
class TestTelegraf:
    """Its bot has inline mode, as set with @BotFather."""

    @pytest.fixture
    def playground(self) -> Playground:
        return Playground(bot=BotProfile("tea_bot", "Tea", inline=True, inline_feedback=True))

    def test_results_are_found_sent_into_a_group_and_edited_there(self, spend_by_node: Spend) -> None:
        def offer_tea(phones: Phones) -> None:
            aki, mika = phones.add_user("Aki")["id"], phones.add_user("Mika")["id"]
            phones.start(aki)
            phones.wait_for(aki, BOT, "Type my name in any chat", COMING)
            group = phones.add_group("Us", aki, [mika])
            query, offered = phones.type_inline(aki, group, "@tea_bot hoji")
            assert [result["title"] for result in offered["results"]] == ["hojicha"]
            phones.choose(query, offered["results"][0]["id"])
            phones.wait_for(aki, BOT, "You chose hojicha.")
            cup = phones.wait_for(mika, group, "A cup of hojicha")
            assert (cup["from"]["first_name"], cup["entities"][0]["type"]) == ("Aki", "bold")
            assert phones.press(phones.tap(mika, group, "Brew"))["text"] == "The water is hot."
            phones.wait_for(mika, group, "95 degrees, half a minute.")

        spend_by_node("telegraf_teas.js", offer_tea)

"""Several bots live in one Telegram: each has its own chats, updates and presses, and none hears another."""

import asyncio
from typing import Any

import httpx
import pytest

from bot.playground import BotProfile, Impossible, Playground

ECHO, QUIZ = 1, 2


@pytest.fixture
def playground() -> Playground:
    playground = Playground("1:one", BotProfile("echo_bot", "Echo"))
    playground.add_bot("2:two", BotProfile("quiz_bot", "Quiz"))
    return playground


def heard(playground: Playground, bot: int) -> list[Any]:
    """What waits for a bot: the text, or the kind of update."""
    pending = playground.telegram.accounts[bot].updates.pending.values()
    return [update.content.get("text", update.kind) for update in pending]


def test_a_private_chat_is_between_one_person_and_one_bot(playground: Playground) -> None:
    aki = playground.add_user("Aki")["id"]
    playground.start(aki, bot_id=QUIZ)
    playground.say(aki, QUIZ, "hello quiz")
    with pytest.raises(Impossible, match="press it first"):
        playground.say(aki, ECHO, "hello echo")
    assert (heard(playground, ECHO), heard(playground, QUIZ)) == ([], ["/start", "hello quiz"])
    listed = playground.state()["chats"][str(aki)]
    assert [(one["chat"]["first_name"], one["started"]) for one in listed] == [
        ("Echo", False),
        ("Quiz", True),
    ]


def test_blocking_one_bot_blocks_no_other(playground: Playground) -> None:
    aki = playground.add_user("Aki")["id"]
    for bot in (ECHO, QUIZ):
        playground.start(aki, bot_id=bot)
    playground.block(aki, ECHO)
    playground.say(aki, QUIZ, "still here")
    assert heard(playground, ECHO) == ["/start", "my_chat_member"]
    assert heard(playground, QUIZ) == ["/start", "still here"]


def test_in_a_group_each_bot_hears_its_own_commands_and_no_bot_hears_another(playground: Playground) -> None:
    aki = playground.add_user("Aki")["id"]
    group = playground.add_group("Us", aki, [ECHO, QUIZ])
    for bot in (ECHO, QUIZ):
        playground.telegram.accounts[bot].updates.clear()
    playground.say(aki, group, "/go@quiz_bot")
    chat = playground.telegram.world.groups[group]
    account = playground.telegram.accounts[ECHO]
    playground.telegram.post(playground.telegram.new_message(chat, account.bot, {"text": "I speak"}))
    playground.say(aki, group, "/who")  # for whoever spoke last
    assert (heard(playground, ECHO), heard(playground, QUIZ)) == (["/who"], ["/go@quiz_bot"])


def test_a_press_goes_to_the_bot_whose_button_it_was(playground: Playground) -> None:
    aki = playground.add_user("Aki")["id"]
    group = playground.add_group("Us", aki, [ECHO, QUIZ])
    chat = playground.telegram.world.groups[group]
    for bot in (ECHO, QUIZ):
        playground.telegram.accounts[bot].updates.clear()
    quiz = playground.telegram.accounts[QUIZ].bot
    asked = playground.telegram.post(playground.telegram.new_message(chat, quiz, {"text": "Which?"}))
    query = playground.tap(aki, group, asked.id, data="a")
    assert playground.query(query) == {"answered": False}
    playground.telegram.remove(asked)
    playground.tap(aki, group, asked.id, data="b")
    pending = list(playground.telegram.accounts[QUIZ].updates.pending.values())
    assert [(one.kind, one.content["data"]) for one in pending] == [
        ("callback_query", "a"),
        ("callback_query", "b"),
    ]
    assert heard(playground, ECHO) == []


def test_each_token_opens_its_own_bot(playground: Playground) -> None:
    async def evening() -> None:
        transport = httpx.ASGITransport(app=playground.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://telegram") as client:
            names = [
                (await client.get(f"/bot{token}/getMe")).json()["result"]["username"]
                for token in ("1:one", "2:two")
            ]
            assert names == ["echo_bot", "quiz_bot"]
            assert (await client.get("/bot2:one/getMe")).status_code == 401

    asyncio.run(evening())


def test_a_bot_only_knows_people_it_has_met(playground: Playground) -> None:
    aki = playground.add_user("Aki")["id"]
    playground.start(aki, bot_id=ECHO)
    known = {bot: account.known for bot, account in playground.telegram.accounts.items()}
    assert known == {ECHO: {aki}, QUIZ: set()}


def test_no_two_bots_have_one_name(playground: Playground) -> None:
    with pytest.raises(Impossible):
        playground.add_bot("3:three", BotProfile("Echo_Bot", "Another"))
    with pytest.raises(Impossible):
        playground.add_bot("2:other", BotProfile("other_bot", "Another"))

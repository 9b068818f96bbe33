"""What the playground says is what Telegram publishes; and the checker that says so would find it out."""

from __future__ import annotations

import ast
import asyncio
import inspect
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import telegram

import bot.playground
from bot.playground import BotProfile, Playground
from bot.playground.api import METHODS as SERVED
from bot.playground.methods.updates import DESCRIBED
from bot.playground.network.updates import EVERY_KIND
from tests.playground.checker import Checker, answer_findings, update_findings
from tests.playground.conftest import Room
from tests.playground.facts.examples import EXAMPLES, REFUSED, evening, example
from tests.playground.facts.published import METHODS, RECORDS, is_fixed

Json = dict[str, Any]


@pytest.fixture
def playground() -> Playground:
    """Its bot has inline mode, so that every method has something to answer."""
    profile = BotProfile("attune_bot", "Attune", inline=True, inline_feedback=True)
    return Playground(bot=profile)


PERSON = {"id": 7, "is_bot": False, "first_name": "Aki"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Aki"}
SAID: Json = {"message_id": 3, "date": 1_800_000_000, "chat": PRIVATE, "from": PERSON, "text": "a 🌙 b"}
BUTTON = {"text": "Yes", "callback_data": "yes"}
ENTITY = {"type": "bold", "offset": 2, "length": 2}


def said(**changes: object) -> Json:
    return deepcopy(SAID) | changes


def without(name: str) -> Json:
    return {key: value for key, value in SAID.items() if key != name}


def test_a_message_as_telegram_sends_it_is_not_blamed() -> None:
    full = said(
        entities=[ENTITY],
        reply_markup={"inline_keyboard": [[BUTTON]]},
        reply_to_message=said(message_id=2),
        link_preview_options={"is_disabled": True},
    )
    assert answer_findings("sendMessage", {"ok": True, "result": full}) == []
    assert update_findings({"update_id": 1, "message": full}) == []


@pytest.mark.parametrize(
    ("message", "finding"),
    [
        (said(mood="calm"), "result.mood is unknown"),
        (without("date"), "result.date is missing"),
        (without("text"), "result carries nothing"),
        (without("from"), "result is from nobody"),
        (said(caption=None), "result.caption is null"),
        (said(message_id=3.0), "result.message_id is not Integer: 3.0"),
        (said(message_id=True), "result.message_id is not Integer: True"),
        (said(text=5), "result.text is not String: 5"),
        (said(text=""), "result has empty words"),
        (said(entities=[]), "result.entities is empty, where it is left out"),
        (said(has_protected_content=False), "result.has_protected_content is not True: False"),
        (said(chat=PRIVATE | {"type": "room"}), "result.chat.type is not 'private'"),
        (said(chat=PRIVATE | {"id": -7}), "result.chat is private and has the id of another kind"),
        (said(chat={"id": -7, "type": "group"}), "result.chat is group and has no title"),
        (said(entities=[ENTITY | {"offset": 5}]), "result entities lie outside their text"),
        (said(entities=[ENTITY | {"length": 1}]), "result entities cut a character in half"),
        (said(entities=[ENTITY | {"type": "text_link"}]), "entities[0] is text_link and has no url"),
        (said(entities=[ENTITY | {"type": "loud"}]), "result.entities[0].type is not 'mention'"),
        (said(caption_entities=[ENTITY]), "result caption_entities are about a caption that is not there"),
        (said(reply_markup={"keyboard": [[BUTTON]]}), "result.reply_markup.keyboard is unknown"),
        (said(reply_markup={"inline_keyboard": [[{"text": "Yes"}]]}), "has 0 actions, not one"),
        (
            said(reply_to_message=said(reply_to_message=said())),
            "result reply_to_message carries a reply_to_message of its own",
        ),
        (said(dice={"emoji": "🎲"}), "result.dice.value is missing"),
        (said(gift={"text": "rose"}), "result.gift is a GiftInfo, and the facts do not tell what is in it"),
    ],
)
def test_what_telegram_would_not_send_is_found(message: Json, finding: str) -> None:
    found = answer_findings("sendMessage", {"ok": True, "result": message})
    assert any(finding in one for one in found), found


@pytest.mark.parametrize(
    ("method", "answer", "finding"),
    [
        ("sendMessage", {"ok": True, "result": True}, "result is not Message: True"),
        ("deleteMessage", {"ok": True, "result": False}, "result is not True: False"),
        ("getMe", {"ok": True}, "result is missing"),
        ("getMe", {"ok": True, "result": PERSON}, "result.can_join_groups is missing"),
        ("getHappy", {"ok": True, "result": True}, "is not among the methods of the facts"),
        ("editMessageText", {"ok": True, "result": said(reply_to_message=said())}, "answer to an edit"),
        (
            "getChatMember",
            {"ok": True, "result": {"status": "owner", "user": PERSON}},
            "result is none of ChatMember: 'owner'",
        ),
        (
            "getChatMember",
            {"ok": True, "result": {"status": "kicked", "user": PERSON}},
            "result.until_date is missing",
        ),
        ("getMe", {"ok": False, "error_code": 400, "description": "Forbidden: no"}, "begin like that"),
        ("getMe", {"ok": False, "error_code": 400, "description": "Bad Request: Chat"}, "letter is small"),
        ("getMe", {"ok": False, "description": "Not Found"}, "an error without code or description"),
        (
            "getMe",
            {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 7"},
            "parameters.retry_after is not what the description says",
        ),
    ],
)
def test_a_wrong_answer_is_found(method: str, answer: Json, finding: str) -> None:
    found = answer_findings(method, answer)
    assert any(finding in one for one in found), found


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        ({}, "update carries 0 things, not one"),
        ({"message": SAID, "edited_message": SAID}, "update carries 2 things, not one"),
        ({"news": SAID}, "update.news is unknown"),
        (
            {"callback_query": {"id": 5, "from": PERSON, "chat_instance": "1", "data": "x", "message": SAID}},
            "update.callback_query.id is not String: 5",
        ),
        (
            {"callback_query": {"id": "5", "from": PERSON, "chat_instance": "1", "message": SAID}},
            "has both or neither of data and game_short_name",
        ),
    ],
)
def test_a_wrong_update_is_found(content: Json, finding: str) -> None:
    found = update_findings({"update_id": 1} | content)
    assert any(finding in one for one in found), found


def test_a_message_that_is_gone_needs_no_sender_and_no_content() -> None:
    gone = {"message_id": 3, "date": 0, "chat": PRIVATE}
    press = {"id": "5", "from": PERSON, "chat_instance": "1", "data": "x", "message": gone}
    assert update_findings({"update_id": 1, "callback_query": press}) == []


def test_an_error_as_telegram_words_it_is_not_blamed() -> None:
    for code, words in (
        (400, "Bad Request: chat not found"),
        (400, "Bad Request: BUTTON_DATA_INVALID"),
        (400, "Logged out"),
        (403, "Forbidden: bot was blocked by the user"),
        (404, "Not Found: method not found"),
    ):
        assert answer_findings("getMe", {"ok": False, "error_code": code, "description": words}) == []


@pytest.mark.parametrize("name", sorted(RECORDS.keys() - {"BotItself", "ResponseParameters"}))
def test_a_type_has_the_fields_that_a_library_of_that_version_knows(name: str) -> None:
    """python-telegram-bot 22.8 was written for Bot API 10.0; what is fixed by the class is no parameter of it."""
    known = inspect.signature(getattr(telegram, name).__init__).parameters.keys() - {"self", "api_kwargs"}
    here = {("from_user" if field == "from" else field) for field in RECORDS[name]}
    fixed = {field for field, one in RECORDS[name].items() if is_fixed(one)}
    assert here - fixed - {"can_send_welcome_messages"} == known - IN_OTHER_WORDS.get(name, set()) - fixed


# What the library keeps under a name of before, or the facts under BotItself.
IN_OTHER_WORDS = {
    "Poll": {"correct_option_id"},
    "User": set(RECORDS["BotItself"]) - set(RECORDS["User"]),
}


def test_every_kind_of_update_that_is_published_is_known_here() -> None:
    assert sorted(EVERY_KIND) == sorted(RECORDS["Update"].keys() - {"update_id"})


def test_every_method_that_is_served_is_in_the_facts() -> None:
    served = SERVED.keys() | DESCRIBED.keys() | {"getupdates"}
    assert served - METHODS.keys() == set()


def test_every_method_of_the_facts_has_an_example() -> None:
    assert EXAMPLES.keys() == {method.name for method in METHODS.values()}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_method_answers_as_published(room: Any, name: str) -> None:
    async def asked() -> Json:
        return await example(room, name, await evening(room))

    answer = asyncio.run(asked())
    assert answer["ok"] is (name not in REFUSED), answer


@pytest.mark.parametrize("name", [name for name, one in METHODS.items() if one.needs()])
def test_a_call_without_what_it_needs_is_refused(room: Any, name: str) -> None:
    answer = asyncio.run(room.call(name))
    if name == "setmycommands":
        assert answer["ok"], "Telegram takes this one as an empty list"
    elif name != "setwebhook":  # without an address it removes the webhook
        assert answer["error_code"] in (400, 404), answer


def test_every_parameter_that_is_read_is_a_published_one() -> None:
    published = {name for method in METHODS.values() for name in method.takes}
    read = parameters_read()
    assert "chat_id" in read
    assert read - published - OLDER == set()


# Left out of the tables since they were replaced, and still read by Telegram.
OLDER = {
    "reply_to_message_id",
    "allow_sending_without_reply",
    "disable_web_page_preview",
    "correct_option_id",
    "switch_pm_text",
    "switch_pm_parameter",
}
READERS = ("text", "number", "flag", "has", "parsed")


def parameters_read() -> set[str]:
    """The names in `call.text("...")` and the like, in the methods of the Bot API."""
    found = set()
    for path in Path(bot.playground.__file__).parent.glob("methods/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="call"), attr=attribute),
                    args=[ast.Constant(value=str(name)), *_],
                ) if attribute in READERS:
                    found.add(name)
    return found


def test_whatever_any_playground_says_is_looked_at(checker: Checker) -> None:
    async def elsewhere() -> None:
        await Room(Playground()).call("getMe")
        assert checker.findings == []
        silent = Playground()
        silent.telegram.watch("getMe", {"ok": True, "result": {"id": 1}})
        silent.telegram.watch("update", {"update_id": None})

    asyncio.run(elsewhere())
    found, checker.findings = checker.findings, []
    assert "getMe: result.is_bot is missing" in found
    assert "update.update_id is null" in found

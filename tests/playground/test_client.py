"""The phones as a test suite in Python has them: over HTTP, with the standard library alone."""

from __future__ import annotations

import ast
import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.playground import Impossible, Playground
from bot.playground.client import NotSeen, Phones
from tests.playground.small_bot import listening

BOT = 1
FOLDER = Path(sys.modules[Phones.__module__].__file__ or "").parent


@pytest.fixture
def with_phones(playground: Playground, served: Any) -> Callable[[Callable[[Phones], None]], None]:
    """Runs an evening of phones on a thread of its own, while a small bot polls."""

    async def both(evening: Callable[[Phones], None]) -> None:
        async with served(playground) as address, listening(address):
            await asyncio.to_thread(evening, Phones(address))

    return lambda evening: asyncio.run(both(evening))


def test_somebody_writes_presses_and_reads(with_phones: Any) -> None:
    def evening(phones: Phones) -> None:
        aki = phones.add_user("Aki", "ja")
        assert aki == {"id": aki["id"], "first_name": "Aki", "language_code": "ja"}
        phones.start(aki["id"])
        greeting = phones.wait_for(aki["id"], BOT, "heard 1: /start")
        press = phones.tap(aki["id"], BOT, "Tea")
        assert phones.press(press) == {"answered": True}
        edited = phones.wait_for(aki["id"], BOT, "/ t")
        assert edited["message_id"] == greeting["message_id"]
        said = phones.say(aki["id"], BOT, "rain", reply_to=edited["message_id"])
        phones.edit(aki["id"], BOT, said, "sun")
        phones.delete(aki["id"], BOT, said)
        phones.photo(aki["id"], BOT, "here")
        phones.sticker(aki["id"], BOT)
        phones.voice(aki["id"], BOT)
        phones.tap_data(aki["id"], BOT, edited["message_id"], "old")
        phones.wait_for(aki["id"], BOT, "/ old")

    with_phones(evening)


def test_groups_bots_and_what_goes_wrong(with_phones: Any) -> None:
    def evening(phones: Phones) -> None:
        aki, mika = phones.add_user("Aki")["id"], phones.add_user("Mika")["id"]
        assert phones.add_bot("2:two", "quiz_bot") == {
            "id": 2,
            "username": "quiz_bot",
            "first_name": "quiz_bot",
        }
        group = phones.add_group("Us", aki, [mika, 2], with_bot=True)
        phones.in_group(group, "title", by=aki, title="We")
        assert phones.chat(mika, group)["chat"]["title"] == "We"
        phones.seed(4)
        fault = phones.add_fault("500", method="sendMessage", bot=2, times=None, probability=0.5)
        assert phones.faults() == [
            {
                "id": fault,
                "kind": "500",
                "times": None,
                "seconds": 0.0,
                "probability": 0.5,
                "method": "sendMessage",
                "bot": 2,
            }
        ]
        phones.remove_fault(fault)
        phones.add_fault("502")
        phones.clear_faults()
        assert phones.state()["faults"] == []
        phones.start(mika, 2)
        phones.block(mika, 2)
        phones.unblock(mika, 2)
        assert phones.open(mika, "https://example.org/") == {"external": "https://example.org/"}
        noon = datetime(2030, 1, 1, 12, tzinfo=UTC)
        assert phones.advance_clock(60) - phones.set_clock(noon) < 0
        assert phones.change_user(mika, language_code="en")["language_code"] == "en"
        assert phones.flush_webhook() == 0
        assert phones.log(10**6) == []
        phones.reset()
        assert phones.state()["users"] == []

    with_phones(evening)


def test_what_cannot_be_done_is_said_and_what_does_not_come_is_noticed(with_phones: Any) -> None:
    def evening(phones: Phones) -> None:
        with pytest.raises(Impossible, match=r"There is no such person\.") as refused:
            phones.say(5, BOT, "x")
        assert refused.value.status == 404
        aki = phones.add_user("Aki")["id"]
        with pytest.raises(NotSeen) as missed:
            phones.wait_for(aki, BOT, "never", seconds=0)
        assert missed.value.messages == []

    with_phones(evening)


@pytest.mark.parametrize("name", ["client", "client_types", "looking", "errors"])
def test_the_client_needs_the_standard_library_alone(name: str) -> None:
    tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    outside = [
        node.module for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and not node.level and node.module not in sys.stdlib_module_names
        and str(node.module).partition(".")[0] not in sys.stdlib_module_names
    ]  # fmt: skip
    own = {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level}
    assert outside == []
    assert own <= {"client_types", "errors", "looking"}

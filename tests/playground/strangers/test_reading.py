"""A library that takes every type at its word reads what the playground says."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.playground import BotProfile, Playground
from tests.playground.facts.examples import EXAMPLES, REFUSED, evening, example, sim

pytest.importorskip("aiogram", reason="aiogram is not installed")

from tests.playground.strangers.aiogram_reader import read_answer, read_update

KINDS = (
    "message edited_message callback_query my_chat_member chat_member message_reaction poll poll_answer"
    " chat_join_request inline_query chosen_inline_result".split()
)


@pytest.fixture
def playground() -> Playground:
    """Its bot has inline mode, so that every method has something to answer."""
    profile = BotProfile("attune_bot", "Attune", inline=True, inline_feedback=True)
    return Playground(bot=profile)


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name not in REFUSED])
def test_an_answer_is_read(room: Any, name: str) -> None:
    async def asked() -> dict[str, Any]:
        return await example(room, name, await evening(room))

    answer = asyncio.run(asked())
    assert read_answer(name, answer) is not None


def test_every_kind_of_update_is_read(room: Any) -> None:
    async def waiting() -> list[dict[str, Any]]:
        phones = room.playground
        await room.done("getUpdates", allowed_updates=KINDS)
        here = await evening(room)
        phones.edit(here.aki, phones.bot_id, here.said, "/need a longer walk")
        in_private = {"user": here.aki, "chat": phones.bot_id}
        await sim(room, "react", **in_private, message_id=here.sent, emoji="❤")
        await sim(room, "vote", **in_private, message_id=here.poll, options=[0])
        await example(room, "answerInlineQuery", here)
        await sim(room, f"inline/{here.query}/choose", result="tea")
        await example(room, "stopPoll", here)
        phones.leave_group(here.group, here.mika)
        phones.block(here.aki)
        updates: list[dict[str, Any]] = await room.done("getUpdates")
        return updates

    updates = asyncio.run(waiting())
    assert {read_update(update).event_type for update in updates} == set(KINDS)

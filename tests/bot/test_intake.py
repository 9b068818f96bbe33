"""Every tap is acknowledged exactly once, whatever goes wrong, and no update is confirmed that is not kept."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from bot import intake
from bot.app import Parts, build
from bot.intake import Unstored
from bot.messenger import telegram_bot
from bot.playground import BotProfile, Playground
from bot.storage import open_storage
from conversations.dialogue.events import Event
from conversations.dialogue.steps import Reword
from conversations.dialogue.turn import Attune, Taken, take_turns
from conversations.records.couples import Couple
from conversations.records.database import transaction
from conversations.records.updates import SeenUpdate
from scheduler.pacing import unhurried
from tests.evening import TOKEN, served, settings_in, soon

Scene = Callable[[Parts, Playground, int], Awaitable[None]]


def play(folder: Path, scene: Scene) -> None:
    """The parts of a bot, not polling: the scene hands it updates. Aki has pressed Start."""

    async def evening() -> None:
        playground = Playground(TOKEN, BotProfile())
        aki = int(playground.add_user("Aki", "ja")["id"])
        playground.start(aki)
        async with served(playground) as address, telegram_bot(TOKEN, address) as bot:
            settings = settings_in(folder, address)
            storage = open_storage(settings)
            parts = build(storage, bot, playground.now, unhurried(), settings)
            await scene(parts, playground, aki)
            await parts.courier.finish()
            await parts.intake.finish()
            storage.close()

    asyncio.run(evening())


def message(user: int, words: str, id: int = 1) -> dict[str, Any]:
    who = {"id": user, "is_bot": False, "first_name": "Aki", "language_code": "ja"}
    chat = {"id": user, "type": "private"}
    return {
        "update_id": id,
        "message": {"message_id": 900 + id, "date": 1, "from": who, "chat": chat, "text": words},
    }


def tap(playground: Playground, user: int, data: str, id: int) -> tuple[dict[str, Any], str]:
    """A press as an update, and the number of its query."""
    newest = playground.chat(user, playground.bot_id)["messages"][-1]["message_id"]
    query = playground.tap(user, playground.bot_id, newest, data)
    pending = playground.account.updates.pending.values()
    content = next(update.content for update in pending if update.kind == "callback_query")
    playground.account.updates.clear()
    return {"update_id": id, "callback_query": content}, query


def seen(parts: Parts) -> list[int]:
    with transaction(parts.attune.engine) as session:
        return sorted(session.exec(select(SeenUpdate.update_id)))


async def answer(playground: Playground, query: str) -> dict[str, Any]:
    return await soon(lambda: found if (found := playground.query(query))["answered"] else None)


def acknowledgements(playground: Playground) -> int:
    return sum(call["method"] == "answerCallbackQuery" for call in playground.calls())


def test_words_are_answered_and_the_same_update_again_changes_nothing(tmp_path: Path) -> None:
    async def scene(parts: Parts, playground: Playground, aki: int) -> None:
        for _ in range(3):
            await parts.intake.take(message(aki, "/start"))
            await parts.courier.finish()
        texts = [one["text"] for one in playground.chat(aki, playground.bot_id)["messages"]]
        assert len(texts) == 2
        assert seen(parts) == [1]

    play(tmp_path, scene)


def test_a_tap_is_acknowledged_once_with_its_line(tmp_path: Path) -> None:
    async def scene(parts: Parts, playground: Playground, aki: int) -> None:
        await parts.intake.take(message(aki, "/start"))
        await parts.courier.finish()
        update, query = tap(playground, aki, "gone 1", 2)
        for _ in range(2):
            await parts.intake.take(update)
        found = await answer(playground, query)
        assert found["text"] == "このカードは先に進んでいます。"
        await parts.intake.finish()
        assert acknowledgements(playground) == 1

    play(tmp_path, scene)


def test_an_update_that_the_database_does_not_take_may_come_again(tmp_path: Path) -> None:
    async def scene(parts: Parts, playground: Playground, aki: int) -> None:
        await parts.intake.take(message(aki, "/start"))
        await parts.courier.finish()
        update, query = tap(playground, aki, "1:ja", 2)
        with parts.attune.engine.begin() as connection:
            connection.execute(text("ALTER TABLE seen_update RENAME TO away"))
        for _ in range(2):
            with pytest.raises(Unstored):
                await parts.intake.take(update)
        assert (await answer(playground, query))["text"] == "まだ届いていません。もう一度ためしています。"
        with parts.attune.engine.begin() as connection:
            connection.execute(text("ALTER TABLE away RENAME TO seen_update"))
        await parts.intake.take(update)
        await parts.intake.finish()
        assert seen(parts) == [1, 2]
        assert acknowledgements(playground) == 1

    play(tmp_path, scene)


class BrokenWording:
    """A rewording engine with a mistake in it."""

    def danger(self, words: str, language: str) -> str | None:
        raise RuntimeError(words)

    def reword(self, step: Reword, language: str) -> dict[str, Any]:
        raise RuntimeError(step.draft)


def test_a_mistake_of_ours_is_owned_up_to_and_not_repeated(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(parts: Parts, playground: Playground, aki: int) -> None:
        await parts.intake.take(message(aki, "/start"))
        await parts.courier.finish()
        parts.intake.attune = replace(parts.attune, wording=BrokenWording())
        for _ in range(2):
            await parts.intake.take(message(aki, "秘密のことば", 2))
        await parts.courier.finish()
        texts = [one["text"] for one in playground.chat(aki, playground.bot_id)["messages"]]
        assert texts[2:] == ["うまくいきませんでした。何も送られていません。もう一度ためしてもらえますか。"]
        assert seen(parts) == [1, 2]

    play(tmp_path, scene)
    assert "update 2 (Words) failed" in caplog.messages


def test_turns_that_wait_are_taken_together_and_one_that_fails_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []

    def counted(events: list[Event], now: datetime, attune: Attune) -> list[Taken]:
        taken.append(len(events))
        if any(event.update_id == 3 for event in events):
            raise RuntimeError("this one")
        return take_turns(events, now, attune)

    monkeypatch.setattr(intake, "take_turns", counted)

    async def scene(parts: Parts, playground: Playground, aki: int) -> None:
        people = [int(playground.add_user(f"Person {number}", "en")["id"]) for number in range(5)]
        for person in people:
            playground.start(person)
        said = [message(person, "/help", id) for id, person in enumerate(people, 1)]
        await asyncio.gather(*(parts.intake.take(one) for one in said))
        await parts.courier.finish()
        assert taken == [5, 1, 1, 1, 1, 1]
        assert seen(parts) == [1, 2, 3, 4, 5]
        answered = [bool(texts_of(playground, person)) for person in people]
        assert answered == [True, True, False, True, True], "who failed is not known yet"

    play(tmp_path, scene)


def texts_of(playground: Playground, user: int) -> list[str]:
    """What the bot has written to them."""
    shown = playground.chat(user, playground.bot_id)["messages"]
    return [one["text"] for one in shown if one["from"]["id"] == playground.bot_id]


def test_what_cannot_be_read_is_noted_and_blocks_nothing(tmp_path: Path) -> None:
    async def scene(parts: Parts, playground: Playground, aki: int) -> None:
        for id, content in enumerate(({"chat": {}}, {"chat": {"type": "private"}}, {"chat": 5}), start=7):
            await parts.intake.take({"update_id": id, "message": content})
        await parts.intake.take({"update_id": 20, "something_new": {}})
        assert seen(parts) == [7, 8, 9]

    play(tmp_path, scene)


def test_what_nobody_reads_in_a_private_chat_is_noted_with_its_number(tmp_path: Path) -> None:
    """T-4: it stands there, and can be taken away. What people write in their group is none of ours."""

    async def scene(parts: Parts, playground: Playground, aki: int) -> None:
        unread = {"message_id": 31, "date": 1, "message_auto_delete_timer_changed": {}}
        private, shared = {"id": aki, "type": "private"}, {"id": -5, "type": "group"}
        await parts.intake.take({"update_id": 7, "message": {**unread, "chat": private}})
        await parts.intake.take({"update_id": 8, "message": {**unread, "chat": shared}})
        with transaction(parts.attune.engine) as session:
            noted = session.exec(select(SeenUpdate)).all()
        chat = parts.attune.sealer.seal_id(aki)
        assert [(one.update_id, one.chat, one.message_id) for one in noted] == [(7, chat, 31)]

    play(tmp_path, scene)


def test_a_group_that_cannot_be_counted_counts_as_a_crowd(tmp_path: Path) -> None:
    async def scene(parts: Parts, playground: Playground, aki: int) -> None:
        mika = int(playground.add_user("Mika", "en")["id"])
        us = playground.add_group("Us", aki, [mika], with_bot=True)
        playground.add_fault("502", "getChatMemberCount", times=9)
        (added,) = [
            one for one in playground.account.updates.pending.values() if one.kind == "my_chat_member"
        ]
        await parts.intake.take({"update_id": 2, "my_chat_member": added.content})
        await parts.courier.finish()
        assert playground.chat(aki, us)["messages"][-1]["text"].startswith("わたしはふたりのためのものです。")
        with transaction(parts.attune.engine) as session:
            assert session.exec(select(Couple)).all() == []

    play(tmp_path, scene)

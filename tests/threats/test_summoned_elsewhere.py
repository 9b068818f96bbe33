"""Outside of a private chat and a group of two Attune hears nothing and says nothing (T-22)."""

import asyncio
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlmodel import select
from telegram.error import Forbidden

from bot.intake import Intake
from bot.updates import ALLOWED_UPDATES, Me, read_update
from conversations.flows import COMMANDS
from conversations.records.database import transaction
from conversations.records.deliveries import Delivery
from conversations.records.partners import Partner
from scheduler.courier import Courier
from tests.evening import an_evening, soon
from tests.faults.cast import Cast, Pair
from tests.faults.published import KINDS, Published
from tests.faults.size import sized
from tests.playground.facts.published import RECORDS
from tests.seed import SEED
from tests.stage import Stage, fresh_stage
from tests.threats.test_guessing import Silent

OF_EACH = sized(30, 1000)
ME = Me(1, "attune_bot", frozenset(COMMANDS))
CAST = Cast((Pair("a", (101, 102), -1001), Pair("b", (103, 104), -1002)), 105, -1003)
CHANNEL = {"id": -100500, "type": "channel", "title": "News"}
SOMEBODY = {"id": 101, "is_bot": False, "first_name": "Aki"}
OTHERS = [kind for kind in KINDS if kind not in ALLOWED_UPDATES]


class Leaving:
    """A bot that notes what it leaves."""

    def __init__(self, refuses: bool = False) -> None:
        self.left: list[int] = []
        self.refuses = refuses

    async def leave_chat(self, chat_id: int) -> None:
        self.left.append(chat_id)
        if self.refuses:
            raise Forbidden("bot is not a member of the channel chat")


def takes(stage: Stage, bot: Any, *updates: dict[str, Any]) -> None:
    intake = Intake(stage.attune, bot, ME, cast(Courier, Silent()), lambda: stage.now)

    async def all_of_them() -> None:
        for update in updates:
            await intake.take(update)

    asyncio.run(all_of_them())


def rows(stage: Stage) -> int:
    with transaction(stage.engine) as session:
        return len(session.exec(select(Delivery)).all()) + len(session.exec(select(Partner)).all())


def test_five_kinds_of_updates_are_asked_for() -> None:
    kinds = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")
    assert kinds == ALLOWED_UPDATES
    assert {"inline_query", "business_message", "channel_post", "message_reaction"} <= set(OTHERS)


@pytest.mark.parametrize("way", ["polling", "webhook"])
def test_telegram_is_told_which(tmp_path: Path, way: Any) -> None:
    async def evening() -> None:
        async with an_evening(tmp_path, way) as here:
            allowed = here.playground.account.updates
            await soon(lambda: allowed.allowed == set(ALLOWED_UPDATES) or None)

    asyncio.run(evening())


@pytest.mark.parametrize("kind", OTHERS)
def test_every_other_kind_is_passed_over(kind: str) -> None:
    made = Published(Random(f"{SEED} {kind}"), CAST)  # noqa: S311
    for number in range(OF_EACH):
        assert read_update({"update_id": number, kind: made.value(RECORDS["Update"][kind], 0)}, ME) is None


def test_nothing_is_kept_or_said_of_them() -> None:
    stage, made = fresh_stage(), Published(Random(SEED), CAST)  # noqa: S311
    updates = [
        {"update_id": at, kind: made.value(RECORDS["Update"][kind], 0)} for at, kind in enumerate(OTHERS)
    ]
    takes(stage, SimpleNamespace(), *updates)
    assert rows(stage) == 0
    stage.engine.dispose()


@pytest.mark.parametrize("refuses", [False, True])
def test_a_channel_is_left_and_hears_nothing(refuses: bool) -> None:
    stage, bot = fresh_stage(), Leaving(refuses)
    change = {"chat": CHANNEL, "from": SOMEBODY, "date": 1}
    out, within = (
        {"status": status, "user": {"id": 1, "is_bot": True}} for status in ("left", "administrator")
    )
    post = {"message_id": 1, "date": 1, "chat": CHANNEL, "sender_chat": CHANNEL, "text": "/start"}
    takes(
        stage, bot,
        {"update_id": 1, "my_chat_member": change | {"old_chat_member": out, "new_chat_member": within}},
        {"update_id": 2, "channel_post": post},
        {"update_id": 3, "message": post},
        {"update_id": 4, "my_chat_member": change | {"old_chat_member": within, "new_chat_member": out}},
    )  # fmt: skip
    assert bot.left == [CHANNEL["id"]]
    assert rows(stage) == 0
    stage.engine.dispose()

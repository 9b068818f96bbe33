"""Telegram refuses, loses answers and goes away; people block and leave: nobody's words get lost unseen."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from bot.app import serve
from bot.playground import BotProfile, Playground
from bot.scenes import ready_couple
from bot.web import Server, listen
from scheduler.pacing import unhurried
from tests.evening import TOKEN, Evening, Phone, an_evening, settings_in, soon

CARD = "Mikaさんからのお願い："
AGAIN = "届いていないかもしれないので、もう一度お送りします。"
UNSURE = "I'm not sure that arrived. Please look before sending it again."
UNDELIVERED = "That can't be delivered right now. Nothing was sent."

# The library warns of a later change of its own when it says how long a 429 lasts.
pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after.*:DeprecationWarning")


@dataclass
class Scene:
    """Aki and Mika are a couple with a shared chat, Noa knows neither, and the bot runs beside them."""

    here: Evening
    aki: Phone
    mika: Phone
    noa: Phone
    group: int

    @property
    def playground(self) -> Playground:
        return self.here.playground

    def cards(self) -> list[str]:
        """The copies of the card on Aki's phone."""
        return [text for text in self.aki.texts() if CARD in text]

    def has_cards(self, count: int) -> bool | None:
        return len(self.cards()) == count or None


@asynccontextmanager
async def a_couple(folder: Path) -> AsyncIterator[Scene]:
    async with an_evening(folder) as here:
        couple = await ready_couple(here.playground)
        noa = here.person("Noa", "en")
        aki, mika = (Phone(here.playground, user) for user in couple["users"])
        await aki.sees("つながりました。")
        await aki.sees("準備ができました。", couple["group"])
        yield Scene(here, aki, mika, noa, couple["group"])
        assert noa.messages() == []


async def asks(mika: Phone, place: str = "Send privately") -> None:
    """Mika tells Aki a need."""
    mika.says("/need")
    for label in (
        "Someone to listen",
        "Tired",
        "Worn out",
        "Skip",
        "10 minutes",
        "Tonight",
        "A little",
        place,
    ):
        await mika.taps(label)


def test_a_chat_that_is_told_to_wait_holds_up_nobody_else(tmp_path: Path) -> None:
    async def evening() -> None:
        async with a_couple(tmp_path) as scene:
            scene.playground.add_fault("429", "sendMessage", chat=scene.aki.user, seconds=50)
            await asks(scene.mika)
            await refused(scene, "sendMessage", scene.aki.user)
            scene.mika.says("/menu")
            await scene.mika.sees("Ask, listen, say:")
            assert scene.cards() == []
            scene.playground.advance_clock(50)
            await scene.aki.sees(CARD)
            assert len(scene.cards()) == 1

    asyncio.run(evening())


@pytest.mark.parametrize(("fault", "copies"), [("502", [True]), ("lost_answer", [False, True])])
def test_what_may_have_arrived_comes_again_and_says_so(
    tmp_path: Path, fault: str, copies: list[bool]
) -> None:
    async def evening() -> None:
        async with a_couple(tmp_path) as scene:
            scene.playground.add_fault(fault, "sendMessage", chat=scene.aki.user)
            await asks(scene.mika)
            await refused(scene, "sendMessage", scene.aki.user)
            scene.playground.advance_clock(5)
            await scene.aki.sees(AGAIN)
            assert [text.startswith(AGAIN) for text in scene.cards()] == copies
            assert UNSURE not in scene.mika.texts()

    asyncio.run(evening())


def test_after_three_lost_answers_the_author_is_told_that_nobody_knows(tmp_path: Path) -> None:
    async def evening() -> None:
        async with a_couple(tmp_path) as scene:
            scene.playground.add_fault("lost_answer", "sendMessage", chat=scene.aki.user, times=3)
            await asks(scene.mika)
            for copies in (1, 2, 3):
                await soon(partial(scene.has_cards, copies))
                scene.playground.advance_clock(30)
            await scene.mika.sees(UNSURE)
            scene.playground.advance_clock(600)
            scene.aki.says("/menu")
            await soon(lambda: CARD not in scene.aki.texts()[-1] or None)
            assert [text.startswith(AGAIN) for text in scene.cards()] == [False, True, True]

    asyncio.run(evening())


def test_an_edit_whose_answer_got_lost_is_made_again_without_a_word(tmp_path: Path) -> None:
    async def evening() -> None:
        async with a_couple(tmp_path) as scene:
            scene.mika.says("/need")
            scene.playground.add_fault("lost_answer", "editMessageText", chat=scene.mika.user)
            await scene.mika.taps("Someone to listen")
            scene.playground.advance_clock(5)
            await scene.mika.taps("Tired")
            await scene.mika.sees("Which one is closest?")
            assert not any(text.startswith("Sent again") for text in scene.mika.texts())

    asyncio.run(evening())


def test_the_author_of_a_card_for_someone_who_blocked_attune_hears_nothing_of_the_block(
    tmp_path: Path,
) -> None:
    async def evening() -> None:
        async with a_couple(tmp_path) as scene:
            scene.playground.block(scene.aki.user)
            await asks(scene.mika)
            assert await scene.mika.sees("That can't be") == UNDELIVERED
            assert not any("block" in text.casefold() for text in scene.mika.texts())

    asyncio.run(evening())


def test_a_group_that_attune_was_removed_from_is_not_offered_any_more(tmp_path: Path) -> None:
    async def evening() -> None:
        async with a_couple(tmp_path) as scene:
            scene.playground.remove_member(scene.group, scene.aki.user, scene.playground.bot_id)
            scene.mika.says("/need")
            for label in (
                "Someone to listen",
                "Tired",
                "Worn out",
                "Skip",
                "10 minutes",
                "Tonight",
                "A little",
            ):
                await scene.mika.taps(label)
            await scene.mika.sees("Mika is asking:")
            assert "Send to us" not in [label for label, _, _ in scene.mika.buttons()]
            await scene.mika.taps("Send privately")
            await scene.aki.sees(CARD)

    asyncio.run(evening())


def test_a_card_for_a_group_that_attune_was_removed_from_meanwhile_comes_in_private(
    tmp_path: Path,
) -> None:
    async def evening() -> None:
        async with a_couple(tmp_path) as scene:
            scene.playground.add_fault("429", "sendMessage", chat=scene.group, seconds=50)
            await asks(scene.mika, "Send to us")
            await refused(scene, "sendMessage", scene.group)
            scene.playground.remove_member(scene.group, scene.aki.user, scene.playground.bot_id)
            assert CARD in await sees_later(scene, scene.aki, "ふたりのチャットが今")
            assert not any(CARD in text for text in scene.aki.texts(scene.group))

    asyncio.run(evening())


def test_a_card_that_waits_goes_along_when_the_group_gets_another_number(tmp_path: Path) -> None:
    async def evening() -> None:
        async with a_couple(tmp_path) as scene:
            scene.playground.add_fault("429", "sendMessage", chat=scene.group, seconds=50)
            await asks(scene.mika, "Send to us")
            await refused(scene, "sendMessage", scene.group)
            moved = scene.playground.migrate(scene.group)
            assert CARD in await sees_later(scene, scene.aki, "Mikaさんからのお願い", moved)
            assert len([text for text in scene.aki.texts(moved) if CARD in text]) == 1

    asyncio.run(evening())


def test_while_the_database_is_locked_nothing_is_half_done_and_the_tap_is_kept(tmp_path: Path) -> None:
    async def evening() -> None:
        async with a_couple(tmp_path) as scene:
            scene.mika.says("/need")
            await scene.mika.sees("What would help most right now?")
            before = scene.mika.texts()
            with locked(scene.here.settings.sqlite_file) as lock:
                answer = await scene.mika.taps("Someone to listen")
                assert answer["text"] == "That hasn't gone through yet. I'm trying once more."
                assert scene.mika.texts() == before
                lock.rollback()
            await scene.mika.taps("Tired")
            await scene.mika.sees("Which one is closest?")
            assert scene.mika.texts()[:-1] == before[:-1]

    asyncio.run(evening())


def test_a_telegram_that_is_away_at_the_start_is_waited_for(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def evening() -> None:
        caplog.set_level(logging.WARNING)
        playground, stop = Playground(TOKEN, BotProfile()), asyncio.Event()
        with listen("127.0.0.1", 0) as taken:
            port = int(taken.getsockname()[1])
        settings = settings_in(tmp_path, f"http://127.0.0.1:{port}")
        serving = asyncio.create_task(serve(settings, stop, playground.now, unhurried()))
        await soon(lambda: "Telegram does not answer" in caplog.text or serving.done() or None)
        server = Server(playground.app, listen("127.0.0.1", port))
        await server.start()
        try:
            mika = Evening(playground, settings).person("Mika", "en")
            playground.start(mika.user)
            await mika.taps("English")
        finally:
            stop.set()
            await serving
            playground.stop()
            await server.stop()

    asyncio.run(evening())


async def sees_later(scene: Scene, phone: Phone, beginning: str, chat: int | None = None) -> str:
    """What is there once a wait of 50 seconds is over, whenever the bot began to count them."""
    for _ in range(5):
        scene.playground.advance_clock(50)
        with suppress(TimeoutError):
            async with asyncio.timeout(5):
                return await phone.sees(beginning, chat)
    raise AssertionError(f"{beginning!r} was never seen: {phone.texts(chat)}")


async def refused(scene: Scene, method: str, chat: int) -> None:
    """Wait until a call met its fault."""
    await soon(
        lambda: (
            any(
                call["method"] == method
                and call["params"].get("chat_id") in (chat, str(chat))
                and "fault" in call
                for call in scene.playground.calls()
            )
            or None
        )
    )


def locked(database: Path | None) -> sqlite3.Connection:
    """The write lock of a database, as any other program could hold it."""
    assert database is not None
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    return connection

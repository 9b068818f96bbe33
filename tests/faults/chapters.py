"""One scripted evening of two people with Attune, in chapters that each begin where the last one ended."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount

from bot.playground import Playground
from bot.web import Server, listen
from tests.faults.copies import GIVEN_UP, Sending
from tests.faults.couple import Persistent, asks_in_japanese, become_a_couple, rewords, says_back, soon
from tests.faults.killing import LivingBot
from tests.faults.nursery import Nursery
from tests.faults.saved import Saved, go_on

PENDING = "SELECT id FROM delivery WHERE state = 'pending'"
OLD = "SELECT update_id FROM seen_update WHERE seen_at < '2026-12-01'"


@dataclass
class Scene:
    """Aki and Mika, somewhere in that evening, and their bot, which is not running yet."""

    playground: Playground
    bot: LivingBot
    aki: Persistent
    mika: Persistent
    sending: Sending
    begun: dict[int, int]  # by person, the number of the newest message when this chapter began

    def is_quiet(self) -> bool:
        """Whether the bot has done everything that there was to do."""
        return not self.playground.account.updates.pending and not self.bot.rows(PENDING)

    def tapped(self) -> dict[int, set[tuple[int, str]]]:
        return {phone.user: phone.tapped for phone in (self.aki, self.mika)}


@dataclass(frozen=True)
class Chapter:
    name: str
    at: datetime  # on everybody's clocks
    live: Callable[[Scene], Awaitable[None]]


@asynccontextmanager
async def a_scene(saved: Saved, folder: Path, at: datetime, nursery: Nursery) -> AsyncIterator[Scene]:
    playground = go_on(saved, folder, at)
    listening = listen("127.0.0.1", 0)
    server = Server(Starlette(routes=[Mount("/", app=playground.app)]), listening)
    await server.start()
    bot = LivingBot(folder, f"http://127.0.0.1:{listening.getsockname()[1]}", nursery=nursery)
    aki, mika = (Persistent(playground, user, set(tapped)) for user, tapped in saved.tapped.items())
    begun = {phone.user: phone.newest() for phone in (aki, mika)}
    scene = Scene(playground, bot, aki, mika, Sending(), begun)
    scene.sending.watch(playground)
    try:
        yield scene
    finally:
        await bot.is_killed()
        playground.stop()
        await server.stop()


async def they_meet(scene: Scene) -> None:
    await become_a_couple(scene.aki, scene.mika)


async def aki_needs_something(scene: Scene) -> None:
    aki, mika = scene.aki, scene.mika
    await asks_in_japanese(aki, 101)
    await says_back(mika, "Say it back", "In your own words", "call 101", "You told me of 101.")
    await aki.taps("うん、そう", about="You told me of 101.")
    await aki.taps("取り下げる")


async def mika_has_it_reworded(scene: Scene) -> None:
    aki, mika = scene.aki, scene.mika
    await rewords(mika, 103)
    await says_back(aki, "ことばで返す", "どんなふうに届きましたか", "lunch 103", "103のことだね")
    await mika.taps("Yes, that's it", about="103のことだね")
    await mika.taps("Take it back")


async def aki_is_asked(scene: Scene) -> None:
    await _answers(scene, scene.aki, ("🔋 満タン", "ことばはなし", "今日は大丈夫", "とばす", "できた"))


async def mika_is_asked(scene: Scene) -> None:
    await _answers(scene, scene.mika, ("🔋 Plenty", "No word now", "Nothing today", "Skip", "Done"))
    await soon(
        lambda: (
            any("Aki" in text and "room" in text for text in scene.mika.texts(scene.begun[scene.mika.user]))
            or None
        ),
        "both",
    )


async def _answers(scene: Scene, phone: Persistent, labels: Sequence[str]) -> None:
    if not await _is_asked(scene, phone):
        phone.says("/today")
    for label in labels:
        await phone.taps(label, since=scene.begun[phone.user])


async def _is_asked(scene: Scene, phone: Persistent) -> bool:
    """False for a question that may have got lost: it is not repeated (reliability 4.3)."""
    begun = scene.begun[phone.user]
    await soon(lambda: phone.texts(begun) or scene.bot.rows(GIVEN_UP) or None, "the question")
    return bool(phone.texts(begun))


async def mika_wants_a_pause(scene: Scene) -> None:
    scene.mika.says("/pause")
    await scene.mika.taps("20 min")
    await scene.aki.sees("ここでいったん休みます")


async def they_come_back(scene: Scene) -> None:
    """Where one was not asked, both are half an hour later."""
    if not all([await _is_asked(scene, phone) for phone in (scene.mika, scene.aki)]):
        return
    await scene.mika.taps("Settled")
    await scene.aki.taps("静まった")
    await scene.mika.taps("Leave it for today")


async def weeks_go_by(scene: Scene) -> None:
    """What need not be kept is forgotten, and Attune is still there."""
    await soon(lambda: not scene.bot.rows(OLD) or None, "old rows that are gone")
    start = scene.mika.says("/help")
    await soon(lambda: scene.mika.texts(start) or None, "help")


def _at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 11, day, hour, minute, 5, tzinfo=UTC)


EVENING = (
    Chapter("pairing", _at(20, 10, 0), they_meet),
    Chapter("need", _at(20, 10, 10), aki_needs_something),
    Chapter("rewording", _at(20, 10, 20), mika_has_it_reworded),
    Chapter("first check-in", _at(20, 11, 30), aki_is_asked),  # 20:30 in Tokyo
    Chapter("second check-in", _at(20, 20, 30), mika_is_asked),  # in London
    Chapter("pause", _at(20, 20, 40), mika_wants_a_pause),
    Chapter("back", _at(20, 21, 2), they_come_back),
    Chapter("weeks later", datetime(2026, 12, 31, 12, 0, 5, tzinfo=UTC), weeks_go_by),
)

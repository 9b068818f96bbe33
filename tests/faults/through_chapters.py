"""A chapter lived through with a bot that may end at some point of it, and is begun again then."""

import asyncio
import time
from contextlib import suppress

from tests.faults.chapters import Chapter, Scene
from tests.faults.couple import soon
from tests.faults.fail_points import DIED, Plan

AT_MOST = 90.0  # seconds for one chapter


async def lives_through(scene: Scene, chapter: Chapter, dies_at: str = "", passed: str = "") -> int:
    """How often the bot ended at its point."""
    ahead = chapter.at.timestamp() - time.time()
    async with asyncio.timeout(AT_MOST):
        await scene.bot.starts(Plan(ahead, dies_at, passed))
        living = asyncio.ensure_future(_until_it_is_quiet(scene, chapter))
        try:
            died = await _ends_before(scene, living)
            if died:
                await _begins_again(scene, ahead)
            await living
            return died + await _stops(scene, ahead)
        finally:
            living.cancel()


async def _until_it_is_quiet(scene: Scene, chapter: Chapter) -> None:
    await chapter.live(scene)
    await soon(lambda: scene.is_quiet() or None, "a quiet moment")


async def _ends_before(scene: Scene, living: "asyncio.Future[None]") -> bool:
    """Whether the bot ended, at its point, before the people were done."""
    assert scene.bot.process is not None
    ending = asyncio.ensure_future(scene.bot.process.wait())
    await asyncio.wait((living, ending), return_when=asyncio.FIRST_COMPLETED)
    if not ending.done():
        ending.cancel()
        with suppress(asyncio.CancelledError):
            await ending
        return False
    assert ending.result() == DIED, scene.bot.said
    return True


async def _begins_again(scene: Scene, ahead: float) -> None:
    """Once it has called Telegram, it knows what to do when it is told to stop."""
    scene.sending.life += 1
    await scene.bot.starts(Plan(ahead))
    await soon(lambda: scene.sending.life in scene.sending.heard or None, "the next life")


async def _stops(scene: Scene, ahead: float) -> int:
    """1 if it ended at its point while it was to stop, and had to begin and to stop once more."""
    code = await scene.bot.stops()
    if code == DIED:
        await _begins_again(scene, ahead)
        await soon(lambda: scene.is_quiet() or None, "a quiet moment")
        code = await scene.bot.stops()
        assert code == 0
        return 1
    assert code == 0
    return 0

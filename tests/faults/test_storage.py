"""A database that takes nothing for a while: Telegram keeps what was tapped, nothing is half kept, it goes on (G-16)."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.scenes import ready_couple
from tests.evening import Evening, Phone, Way, an_evening, soon
from tests.faults.couple import soon as patiently
from tests.faults.size import sized
from tests.faults.storing import TROUBLES, Place, Trouble, a_place, full_disk, read_only
from tests.programs import environment
from tests.seed import SEED

CARD = "Mikaさんからのお願い："
REPEATED = ("Sent again", "届いていないかもしれないので")
TRYING = "That hasn't gone through yet. I'm trying once more."
DRAFT = (
    "どうしていつも約束を破るの？もう疲れた。" * 75
)  # 1,500 characters: more than fits into a page that has room
SOFTENED = "かわりに、どうしてもらえたらうれしいですか？"  # what follows on it
ASKED = ("Someone to listen", "Tired", "Worn out", "Skip", "10 minutes", "Tonight", "A little")


@dataclass
class Scene:
    """Aki and Mika are a couple, and the bot keeps everything at a place that will be troubled."""

    here: Evening
    place: Place
    aki: Phone
    mika: Phone
    caplog: pytest.LogCaptureFixture

    def pending(self) -> list[str]:
        """The kinds of the updates that Telegram would bring again."""
        return sorted(update.kind for update in self.here.playground.account.updates.pending.values())

    def refusals(self) -> list[int]:
        """How often each update was refused so far."""
        lines = [one for one in self.caplog.messages if "is not stored" in one]
        return sorted(lines.count(one) for one in set(lines))

    def shown(self) -> list[list[str]]:
        return [self.aki.texts(), self.mika.texts()]

    def cards(self) -> int:
        return sum(CARD in text for text in self.aki.texts())

    async def rests(self) -> None:
        """Wait until nothing is on its way."""
        unsent = "'pending'"
        await soon(lambda: not self.pending() or None)
        await soon(lambda: not any(unsent in row for row in self.place.rows()["delivery"]) or None)


@asynccontextmanager
async def a_scene(folder: Path, way: Way, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Scene]:
    with a_place(folder) as place:
        async with an_evening(folder, way) as here:
            couple = await ready_couple(here.playground)
            aki, mika = (Phone(here.playground, user) for user in couple["users"])
            scene = Scene(here, place, aki, mika, caplog)
            await mika.sees("You're connected.")
            await scene.rests()
            yield scene
            await scene.rests()
            assert place.damage() == []


@pytest.mark.parametrize("way", ["polling", "webhook"])
@pytest.mark.timeout(400)
def test_what_is_tapped_while_nothing_can_be_kept_happens_once_and_whole(
    tmp_path: Path, way: Way, caplog: pytest.LogCaptureFixture
) -> None:
    print(f"ATTUNE_SEED={SEED}")

    async def evening() -> None:
        async with a_scene(tmp_path, way, caplog) as scene:
            scene.place.chance.seed(SEED)
            troubles = TROUBLES | ({"full disk": full_disk} if scene.place.mounted else {})
            scene.place.ask(
                f"busy_timeout={sized(300, 1500)}"
            )  # milliseconds; whoever waits in line waits for each before
            for name, trouble in [*troubles.items()] * sized(1, 2):
                await is_weathered(scene, name, trouble)
            await is_not_sent_again(scene)

    asyncio.run(evening())


async def is_weathered(scene: Scene, name: str, trouble: Trouble) -> None:
    """What two people do during a trouble waits for its end, and is done once then."""
    await both_are_about_to_say_something(scene)
    softened = scene.aki.texts().count(SOFTENED)
    cards, presses = scene.cards(), name != "no room"  # a small turn may fit into pages that are there
    with trouble(scene.place):
        before, waiting = (scene.place.rows(), scene.shown()), ["callback_query"] * presses + ["message"]
        scene.caplog.clear()
        scene.aki.says(DRAFT)
        press = asyncio.create_task(scene.mika.taps("Send privately")) if presses else None
        await patiently(lambda: scene.refusals() >= [2] * len(waiting) or None, "two refusals of each")
        await asyncio.sleep(sized(0, 2))
        assert (scene.place.rows(), scene.shown()) == before, name
        assert scene.pending() == waiting, name
        if scene.here.settings.public_url:
            assert "503" in scene.here.playground.account.webhook.info()["last_error_message"]
        if press is not None:
            assert (await press)["text"] == TRYING
    scene.here.playground.flush_webhook()
    if press is None:
        await scene.mika.taps("Send privately")
    await soon(lambda: scene.cards() > cards or None)
    await soon(lambda: scene.aki.texts().count(SOFTENED) > softened or None)
    await scene.rests()
    assert (scene.cards(), scene.aki.texts().count(SOFTENED)) == (cards + 1, softened + 1), name
    assert not [text for texts in scene.shown() for text in texts if text.startswith(REPEATED)], name
    await scene.mika.taps("Take it back")


async def both_are_about_to_say_something(scene: Scene) -> None:
    """Aki some harsh words, to be softened; Mika a need, to be sent."""
    scene.aki.says("/help_me_say_this")
    await scene.aki.sees("思ったまま")
    scene.mika.says("/need")
    for label in ASKED:
        await scene.mika.taps(label)
    await scene.mika.sees("Mika is asking:")
    await scene.rests()


async def is_not_sent_again(scene: Scene) -> None:
    """What has arrived, and nobody could note that it has."""
    playground, cards = scene.here.playground, scene.cards()
    await both_are_about_to_say_something(scene)
    playground.add_fault("slow", "sendMessage", chat=scene.aki.user, seconds=0.5)
    await scene.mika.taps("Send privately")
    with read_only(scene.place):
        await soon(lambda: scene.cards() > cards or None)
        await asyncio.sleep(sized(1, 9))
    playground.advance_clock(3600)  # no claim lasts as long
    await scene.rests()
    assert scene.cards() == cards + 1
    assert not [text for text in scene.aki.texts() if text.startswith(REPEATED)]


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of a process on Windows")
@pytest.mark.timeout(400)
def test_wherever_in_a_turn_the_room_ends_it_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    print(f"ATTUNE_SEED={SEED}")
    command = [sys.executable, "-m", "tests.faults.cramped", str(sized(1, 60)), str(SEED)]
    done = subprocess.run(  # noqa: S603 (our own program)
        command, cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    refused = json.loads(done.stdout)
    print(refused)
    assert sum(refused.values()) > 0

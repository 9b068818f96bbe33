"""Ended at every single step of an evening, the bot goes on from there as if nothing had been (G-2).

A step is a statement, a commit (before, after) or a call to Telegram (before, after), see `fail_points`.
"""

import asyncio
import os
import random
import re
import shutil
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.playground import BotProfile, Playground
from tests.evening import TOKEN
from tests.faults.chapters import EVENING, Chapter, Scene, a_scene
from tests.faults.copies import GIVEN_UP, everything_is_right
from tests.faults.nursery import Nursery, a_nursery
from tests.faults.saved import Saved, save
from tests.faults.size import sized
from tests.faults.through_chapters import lives_through
from tests.seed import SEED

SAMPLE = sized(10, 300)
ALWAYS = (
    "claim.statement", "claim.commit.after", "turn.commit.before", "turn.commit.after", "send.sendMessage.before",
    "send.sendMessage.after", "arrive.commit.before", "arrive.commit.after", "fetch.GetUpdates.after",
)  # fmt: skip
AT_EVERY_START = (
    "migrate",
    "key",
    "hello",
    "take_over",
    "introduce",
    "put_back",
    "tidy",
    "unhook",
    "confirm",
)
AS_IT_FALLS = ("fetch", "claim", "open", "arrive")  # how often they happen: what waits is taken together
AT_ONCE = 3
WHICH = os.environ.get("ATTUNE_POINTS", "sample")  # "distinct", "every", or one: "need: turn.commit.before 2"

Told = dict[int, list[str]]  # by chat, what arrived, in order


@dataclass(frozen=True)
class Point:
    chapter: Chapter
    name: str
    statement: str = ""

    def __str__(self) -> str:
        return f"{self.chapter.name}: {self.name}"

    @property
    def doing(self) -> str:
        return self.name.partition(".")[0]

    @property
    def kind(self) -> str:
        return self.name.rpartition(" ")[0]

    @property
    def step(self) -> tuple[str, str]:
        """The same for points at which the same is done, to the same kind of rows."""
        if self.statement:
            return self.doing, self.statement
        return ("", self.name) if self.doing in AT_EVERY_START else (self.chapter.name, self.name)


@dataclass
class Evening:
    """The evening as it goes when nothing happens: how each chapter begins, what arrives, what is passed."""

    nursery: Nursery
    folder: Path
    began: dict[Chapter, Saved] = field(default_factory=dict)
    told: dict[Chapter, Told] = field(default_factory=dict)
    points: list[Point] = field(default_factory=list)
    tried: int = 0
    missed: list[Point] = field(default_factory=list)  # the bot never came there again
    wrong: dict[str, str] = field(default_factory=dict)  # by point


@pytest.mark.timeout(sized(400, 3600))
def test_ended_at_any_step_it_goes_on_from_there(tmp_path: Path) -> None:
    print(f"ATTUNE_SEED={SEED} ATTUNE_POINTS={WHICH}")
    evening = asyncio.run(ended_everywhere(tmp_path, random.Random(SEED)))  # noqa: S311 (which points)
    assert evening.wrong == {}, "\n".join(
        f"ATTUNE_POINTS='{point}'\n{why}" for point, why in evening.wrong.items()
    )
    assert [point for point in evening.missed if point.doing not in AS_IT_FALLS] == []
    assert len(evening.missed) <= evening.tried // 4


async def ended_everywhere(folder: Path, rng: random.Random) -> Evening:
    async with a_nursery(folder) as nursery:
        evening = Evening(nursery, folder)
        await goes_undisturbed(evening)
        print(listed(evening.points))
        places, points = asyncio.Semaphore(AT_ONCE), chosen(evening.points, rng)
        evening.tried = len(points)
        async with asyncio.TaskGroup() as runs:
            for point in points:
                runs.create_task(ends_at(point, evening, places))
    return evening


def listed(points: list[Point]) -> str:
    """How many points there are, by what the bot was doing."""
    doing = Counter(point.name.partition(".")[0] for point in points)
    return f"{len(points)} points: " + ", ".join(f"{name} {many}" for name, many in doing.most_common())


def chosen(points: list[Point], rng: random.Random) -> list[Point]:
    """One for each different step, all of them, or a few of both kinds of places: where it matters, and anywhere."""
    if WHICH in ("every", "distinct"):
        return points if WHICH == "every" else list({point.step: point for point in points}.values())
    if WHICH != "sample":
        return [point for point in points if str(point) == WHICH]
    always = [rng.choice([point for point in points if point.kind == kind]) for kind in ALWAYS]
    distinct = list({point.step: point for point in points}.values())
    return [*always, *rng.sample(distinct, SAMPLE - len(always))]


async def goes_undisturbed(evening: Evening) -> None:
    """The whole of it, chapter by chapter, with every point written down."""
    saved = before_it_all(evening.folder)
    for number, chapter in enumerate(EVENING):
        evening.began[chapter] = saved
        here, passed = evening.folder / f"chapter-{number}", evening.folder / f"passed-{number}"
        async with a_scene(saved, here, chapter.at, evening.nursery) as scene:
            assert await lives_through(scene, chapter, passed=str(passed)) == 0
            everything_is_right(scene.bot, scene.sending.sent)
            evening.told[chapter] = arrived(scene)
            saved = save(scene.playground, here, scene.tapped())
        for line in passed.read_text("utf-8").splitlines():
            name, _, statement = line.partition("\t")
            evening.points.append(Point(chapter, name, statement))


def before_it_all(folder: Path) -> Saved:
    playground, nothing = Playground(TOKEN, BotProfile()), folder / "nothing"
    nothing.mkdir()
    people = [
        int(playground.add_user(name, language)["id"]) for name, language in (("Aki", "ja"), ("Mika", "en"))
    ]
    return save(playground, nothing, {user: set() for user in people})


async def ends_at(point: Point, evening: Evening, places: asyncio.Semaphore) -> None:
    """The chapter once more, with a bot that ends there and is begun again."""
    async with places:
        here = evening.folder / "again" / re.sub(r"\W+", "-", str(point))
        try:
            died = await goes_on_after(point, evening, here)
        except Exception:
            evening.wrong[str(point)] = traceback.format_exc(limit=-4)
        else:
            evening.missed += [point] * (not died)
            shutil.rmtree(here)


async def goes_on_after(point: Point, evening: Evening, here: Path) -> int:
    chapter = point.chapter
    async with a_scene(evening.began[chapter], here, chapter.at, evening.nursery) as scene:
        died = await lives_through(scene, chapter, dies_at=point.name)
        everything_is_right(scene.bot, scene.sending.sent)
        nothing_is_different(scene, evening.told[chapter])
    return died


def arrived(scene: Scene) -> Told:
    """What came, by chat; of what came twice, the copy that says so."""
    told: Told = {}
    before: dict[tuple[int, str], list[int]] = {}  # where the same words stand that came in an earlier life
    for one in scene.sending.sent:
        chat, same = told.setdefault(one.chat, []), before.setdefault((one.chat, one.words), [])
        if one.repeated and same:
            chat[same.pop()] = ""
        same.append(len(chat))
        chat.append(one.words)
    return {chat: [words for words in said if words] for chat, said in told.items()}


def nothing_is_different(scene: Scene, told: Told) -> None:
    """Everybody got what they would have got, once; but for a question that is not repeated.

    Who taps the copy of a message that was sent again may read what follows it again.
    In which order what one did and what the other did arrives is left to chance; that each one's own things come
    in theirs, `everything_is_right` has seen.
    """
    now, again = arrived(scene), any(one.repeated for one in scene.sending.sent)
    assert scene.bot.rows(f"{GIVEN_UP} AND urgency IN ('answer', 'relay')") == []
    if not scene.bot.rows(GIVEN_UP):
        for chat in told.keys() | now.keys():
            came, ought = Counter(now.get(chat, [])), Counter(told.get(chat, []))
            assert list(ought - came) == []
            assert again or list(came - ought) == []

"""Two people meet Attune: in a group and by a link, by polling and by webhook, all the way over HTTP."""

import asyncio
from pathlib import Path

import pytest

from tests.evening import Way, an_evening
from tests.journeys.setting_up import (
    answers_in_english,
    answers_in_japanese,
    sets_up_in_english,
    sets_up_in_japanese,
)

WAYS = pytest.mark.parametrize("way", ["polling", "webhook"])
READY = (
    "準備ができました。チェックインは、それぞれの時間に個別に届きます。/menu でぜんぶ見られます。\n\n"
    "Ready. Check-ins come privately, each at your own time. /menu shows everything."
)


@WAYS
def test_two_people_become_a_couple_in_their_group(tmp_path: Path, way: Way) -> None:
    async def evening() -> None:
        async with an_evening(tmp_path, way) as here:
            aki, mika, noa = (here.person(*who) for who in (("Aki", "ja"), ("Mika", "en"), ("Noa", "en")))
            us = here.group(aki, mika)
            await sets_up_in_japanese(aki, us)
            await sets_up_in_english(mika, us)
            assert await aki.sees("つながりました。") == (
                "つながりました。最初のチェックインは、選んだ時間に届きます。/menu でぜんぶ見られます。"
            )
            assert await mika.sees("You're connected.") == (
                "You're connected. Your first check-in comes at the hour you chose, and /menu shows everything."
            )
            assert await aki.sees("準備ができました。", us) == READY
            assert mika.texts(us) == [READY]
            assert noa.messages() == []

    asyncio.run(evening())


@WAYS
def test_two_people_become_a_couple_by_a_link(tmp_path: Path, way: Way) -> None:
    async def evening() -> None:
        async with an_evening(tmp_path, way) as here:
            aki, mika = here.person("Aki", "ja"), here.person("Mika", "en")
            here.playground.start(mika.user)
            await answers_in_english(mika)
            await mika.taps("Invite my partner")
            link = (await mika.sees("Send this to your partner")).split("\n")[-1]
            here.playground.open(aki.user, link)
            await aki.sees("こんにちは。Mikaさんが、Attuneをいっしょに使いたいそうです。")
            await answers_in_japanese(aki)
            await aki.sees("準備ができました。")
            await mika.taps("Yes, connect us")
            await aki.sees("つながりました。")
            await mika.sees("You're connected.")

    asyncio.run(evening())


def test_a_restart_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    """The bot stops between two answers and another process goes on where it was."""
    from bot.playground import BotProfile, Playground
    from tests.evening import TOKEN

    async def evening() -> None:
        playground = Playground(TOKEN, BotProfile())
        async with an_evening(tmp_path, playground=playground) as here:
            mika = here.person("Mika", "en")
            playground.start(mika.user)
            await mika.taps("English")
            await mika.sees("What time is it for you now?")
        mika.says("London")
        async with an_evening(tmp_path, playground=playground):
            await mika.sees("It's ")  # the time in London

    asyncio.run(evening())

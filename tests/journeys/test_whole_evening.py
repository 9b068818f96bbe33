"""The whole first evening over HTTP: by polling and by webhook, on SQLite and on PostgreSQL."""

import asyncio
from pathlib import Path

import pytest

from tests.evening import Evening, Phone, Way, an_evening
from tests.journeys.setting_up import sets_up_in_english, sets_up_in_japanese

CARD = "くたくたです。今夜、10分ほど話を聞いてもらえたらうれしいです。"


@pytest.mark.parametrize("way", ["polling", "webhook"])
def test_two_people_have_their_first_evening(tmp_path: Path, way: Way, database_url: str) -> None:
    async def evening() -> None:
        async with an_evening(tmp_path, way, database_url=database_url) as here:
            aki, mika, noa = (here.person(*who) for who in (("Aki", "ja"), ("Mika", "en"), ("Noa", "en")))
            us = here.group(aki, mika)
            await sets_up_in_japanese(aki, us)
            await sets_up_in_english(mika, us)
            await mika.sees("You're connected.")
            await aki_asks_and_mika_answers(aki, mika, us)
            await mika_says_a_hot_thing_softly(aki, mika)
            await they_pause_and_come_back(here, aki, mika, us)
            assert noa.messages() == []

    asyncio.run(evening())


async def aki_asks_and_mika_answers(aki: Phone, mika: Phone, us: int) -> None:
    aki.says("/need")
    for label in (
        "聞いてほしい",
        "つかれた",
        "くたくた",
        "とばす",
        "10分だけ",
        "今夜",
        "わりと",
        "ふたりへ送る",
    ):
        await aki.taps(label)
    assert CARD in await mika.sees("Akiさんからのお願い：", us)
    answer = await mika.taps("I hear you", us)
    assert answer["text"] == "Passed on."
    await mika.taps("I can do that", us)
    mika.says("23:30")
    await mika.sees("Passed on: ")
    assert await aki.sees("Mikaさんは、できそうです：", us) in aki.texts(us)


async def mika_says_a_hot_thing_softly(aki: Phone, mika: Phone) -> None:
    mika.says("/help_me_say_this You never listen to me. You're always on your phone.")
    await mika.taps("Lonely")
    await mika.taps("Listen for a while")
    await mika.taps("Use A")
    await mika.taps("Send privately")
    card = await aki.sees("Mikaさんから：\n")
    assert "never" not in card
    assert card.endswith("— Mikaより（言い方は少し手伝ってもらいました）")


async def they_pause_and_come_back(here: Evening, aki: Phone, mika: Phone, us: int) -> None:
    aki.says("/pause")
    await aki.taps(next(label for label, _, _ in await soon_buttons(aki) if label.startswith("20分")))
    assert (await mika.sees("Pausing here.")).endswith("Nobody has to solve anything until then.")
    here.playground.advance_clock(21 * 60)  # the return is at a full minute
    await mika.taps("Settled")
    await aki.taps("静まった")
    await mika.taps("Just be together", us)


async def soon_buttons(phone: Phone) -> list[tuple[str, int, str]]:
    """The buttons below the question about the length."""
    await phone.sees("どのくらい休みますか。")
    return list(phone.buttons())

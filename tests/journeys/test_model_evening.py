"""An evening with a language model: it helps the two who agreed, and holds up nobody when it is slow."""

import asyncio
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.bot.model_stub import Asked, Stub, model, stalls, wordings
from tests.evening import Evening, Phone, Way, an_evening, soon
from tests.journeys.setting_up import answers_in_english, sets_up_in_english, sets_up_in_japanese

HOT = "You always forget our dinner, Aki. I waited until 22:30."
GOOD = "I waited until [NUMBER_2] for our dinner. Could we talk about it for a moment?"


def slow_at_first(stub: Stub, asked: Asked) -> str | int:
    """The first question is not answered before it is let go; the others are, and well."""
    return stalls(stub, asked) if len(stub.asked) == 1 else wordings(gentle=GOOD)


async def couple(here: Evening) -> tuple[Phone, Phone]:
    """Aki and Mika, who both want the model's help."""
    aki, mika = here.person("Aki", "ja"), here.person("Mika", "en")
    us = here.group(aki, mika)
    await sets_up_in_japanese(aki, us)
    await sets_up_in_english(mika, us)
    await mika.sees("You're connected.")
    mika.says("/settings")
    await mika.taps("Language model…")
    await mika.taps("Yes, let it help")
    aki.says("/settings")
    await aki.taps("言語モデル…")
    await aki.taps("はい、お願いします")
    await soon(lambda: any("手伝っています" in text for text in aki.texts()) or None)
    return aki, mika


async def newer(phone: Phone, than: str) -> str:
    """The newest text, once it is another one."""
    return await soon(lambda: text if (text := phone.texts()[-1]) != than else None)


async def rewords(mika: Phone) -> str:
    """A hot draft, and the first guess to each question; the wordings."""
    before = len(mika.texts())
    mika.says(f"/help_me_say_this {HOT}")
    shown = await soon(lambda: mika.texts()[-1] if len(mika.texts()) > before else None)
    while "Which comes closest?" not in shown:
        await mika.taps(next(mika.buttons())[0])
        shown = await newer(mika, shown)
    return shown


@pytest.mark.parametrize("way", ["polling", "webhook"])
def test_while_a_model_is_slow_others_are_answered_and_then_it_helps(tmp_path: Path, way: Way) -> None:
    async def evening(stub: Stub) -> None:
        async with an_evening(tmp_path, way, model_url=stub.url) as here:
            noa = here.person("Noa", "en")
            aki, mika = await couple(here)
            waiting = asyncio.create_task(rewords(mika))
            await asyncio.to_thread(stub.called.wait, 30)
            here.playground.start(noa.user)
            await answers_in_english(noa)
            aki.says("/leave")
            await aki.taps("やめない")
            assert not waiting.done(), "only the one who asked waits"
            stub.awake.set()
            assert "language model" not in await waiting

            shown = await rewords(mika)
            assert f"With help of the language model at {urlsplit(stub.url).netloc}." in shown
            assert GOOD.replace("[NUMBER_2]", "22:30") in shown
            assert not any("dinner" in text for text in [*aki.texts(), *noa.texts()])
            asked = json.dumps([one["messages"][1:] for one in stub.asked])
            assert not any(private in asked for private in ("Aki", "22:30", "Mika"))

    with model(slow_at_first) as stub:
        asyncio.run(evening(stub))

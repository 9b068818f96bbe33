"""Three weeks looked back on, all the way over HTTP: a picture for each alone, then one of both, and nobody else's."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.evening import Evening, Phone, an_evening, soon
from tests.journeys.setting_up import sets_up_in_english, sets_up_in_japanese

A_WEEK = 7 * 24 * 3600
ASKED = {
    "en": ("Your week", "I felt understood", "When I needed", "When something"),
    "ja": ("この一週間", "わかって", "してほしい", "むずかしい"),
}
LINE = {"en": "One moment to keep?", "ja": "とっておきたい"}
WORDS = {"en": ("Mostly", "Often", "Rarely"), "ja": ("よく", "だいたい", "よく")}
SKIP = {"en": "Skip", "ja": "とばす"}
KEPT = {"en": "Kept", "ja": "とっておきました"}


def photos(phone: Phone, chat: int | None = None) -> list[dict[str, Any]]:
    return [one for one in phone.messages(chat) if "photo" in one]


def png(here: Evening, photo: dict[str, Any]) -> bytes:
    """What the phone shows."""
    return here.playground.telegram.files.by_id[photo["photo"][-1]["file_id"]].content


async def looks_back(phone: Phone, language: str, word: str) -> None:
    phone.says("/pulse")
    for question in ASKED[language]:
        await phone.sees(question)
        await phone.taps(word)
    await phone.sees(LINE[language])
    await phone.taps(SKIP[language])
    await phone.sees(KEPT[language])


@pytest.mark.parametrize("way", ["polling", "webhook"])
def test_a_picture_for_each_and_one_of_both(tmp_path: Path, way: Any) -> None:
    async def evening() -> None:
        async with an_evening(tmp_path, way) as here:
            aki, mika = here.person("Aki", "ja"), here.person("Mika", "en")
            us = here.group(aki, mika)
            await sets_up_in_japanese(aki, us)
            await sets_up_in_english(mika, us)
            await mika.sees("You're connected.")
            for week in range(3):
                for phone, language in ((aki, "ja"), (mika, "en")):
                    await looks_back(phone, language, WORDS[language][week])
                here.playground.advance_clock(A_WEEK)
            mika.says("/pulse")
            await mika.taps("Picture, light")
            await soon(lambda: len(photos(mika)) == 1 or None)
            assert png(here, photos(mika)[0]).startswith(b"\x89PNG")
            assert "Each point is a week" in photos(mika)[0]["caption"]
            assert photos(aki) == []
            mika.says("/pulse")
            await mika.taps("One of us both…")
            await mika.taps("I'd like that")
            await mika.sees("If you both wish for it")
            aki.says("/pulse")
            await aki.taps("ふたりの絵…")
            assert photos(aki) == []
            await aki.taps("そうしたい")
            await soon(lambda: (len(photos(aki)), len(photos(mika))) == (1, 2) or None)
            assert png(here, photos(aki)[0]) == png(here, photos(mika)[1])
            assert photos(aki, us) == []

    asyncio.run(evening())

"""The real bot clears a chat over HTTP, and the phone has nothing left to show (T-4)."""

import asyncio
from pathlib import Path

import pytest

from tests.evening import Evening, Phone, Way, an_evening, soon
from tests.journeys.setting_up import sets_up_in_english, sets_up_in_japanese
from tests.threats.test_cleared_chat import AWAY, DANGER, HIDE, LINE, SHARED

TWO_DAYS = 48 * 60 * 60
NEED = {"en": "What would help most", "ja": "いま、いちばん助けになるのは"}


@pytest.mark.parametrize("way", ["polling", "webhook"])
def test_the_phone_shows_one_line_and_then_nothing(tmp_path: Path, way: Way, database_url: str) -> None:
    """T-4, in both languages: with words of danger, help, a photo, a card of the other one's, and an open question."""

    async def evening() -> None:
        async with an_evening(tmp_path, way, database_url=database_url) as here:
            aki, mika, noa = (here.person(*who) for who in (("Aki", "ja"), ("Mika", "en"), ("Noa", "en")))
            us = here.group(aki, mika)
            await sets_up_in_japanese(aki, us)
            await sets_up_in_english(mika, us)
            await mika.sees("You're connected.")
            await aki.sees("つながりました。")
            await lives_a_day(here, aki, "相談先・連絡先", "ja")
            await lives_a_day(here, mika, "Private help", "en")
            group = aki.messages(us)
            await hides(aki, "ja")
            await hides(mika, "en")
            assert aki.messages(us) == group
            assert noa.messages() == []

    asyncio.run(evening())


async def lives_a_day(here: Evening, phone: Phone, support: str, language: str) -> None:
    phone.says("/menu")
    await phone.taps(support)
    here.playground.photo(phone.user, phone.bot)
    here.playground.voice(phone.user, phone.bot)
    phone.says("/need")
    await phone.sees(NEED[language])
    phone.says(DANGER[language])
    await soon(lambda: any(label == HIDE[language] for label, _, _ in phone.buttons()) or None)
    both_sides = {one["from"]["id"] == phone.bot for one in phone.messages()}
    assert both_sides == {True, False}  # there is something to find, of either


async def hides(phone: Phone, language: str) -> None:
    await phone.taps(HIDE[language])
    line = f"{LINE[language]}\n\n{SHARED[language]}"
    await soon(lambda: [one["text"] for one in phone.messages() if "text" in one] == [line] or None)
    assert len(phone.messages()) == 1
    await phone.taps(AWAY[language])
    await soon(lambda: phone.messages() == [] or None)


def test_what_comes_while_it_is_cleared_goes_too(tmp_path: Path) -> None:
    """T-4: answers that were still on their way when the command came."""

    async def evening() -> None:
        async with an_evening(tmp_path) as here:
            noa = here.person("Noa", "en")
            here.playground.start(noa.user)
            await noa.sees("Hello")
            here.playground.add_fault("slow", "sendMessage", seconds=0.3)
            for words in ("/menu", "/privacy", "/settings", DANGER["en"], "/menu", "/hide"):
                noa.says(words)
            await soon(lambda: [one["text"] for one in noa.messages()] == [LINE["en"]] or None)

    asyncio.run(evening())


def test_old_messages_are_left_and_the_line_says_so(tmp_path: Path) -> None:
    """T-4: nothing is promised that Telegram does not do."""

    async def evening() -> None:
        async with an_evening(tmp_path) as here:
            noa = here.person("Noa", "en")
            here.playground.start(noa.user)
            await noa.sees("Hello")
            noa.says("an old thought")
            before = await soon(lambda: len(noa.messages()) if len(noa.messages()) > 2 else None)
            here.playground.advance_clock(TWO_DAYS)
            noa.says("/menu")
            await noa.sees("I'm Attune.")
            noa.says("/clear")
            await noa.sees("Cleared what I can")
            left = noa.messages()
            assert len(left) == before + 1
            assert "an old thought" in [one["text"] for one in left]

    asyncio.run(evening())

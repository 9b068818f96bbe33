"""A copy of what is kept, all the way over HTTP: two files that can be saved, and an hour later they are gone."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests.evening import Evening, Phone, an_evening, soon
from tests.journeys.setting_up import sets_up_in_english, sets_up_in_japanese

NAMES = ["attune-Mika.html", "attune-Mika.json"]


def documents(phone: Phone, chat: int | None = None) -> list[dict[str, Any]]:
    return [one["document"] for one in phone.messages(chat) if "document" in one]


def content(here: Evening, document: dict[str, Any]) -> str:
    """What somebody saves who taps the file."""
    return here.playground.telegram.files.by_id[document["file_id"]].content.decode()


def kinds(here: Evening, phone: Phone) -> list[tuple[str, str]]:
    return [(one["file_name"], one["mime_type"]) for one in documents(phone)]


@pytest.mark.parametrize("way", ["polling", "webhook"])
def test_two_files_come_and_go_after_an_hour(tmp_path: Path, way: Any) -> None:
    async def evening() -> None:
        async with an_evening(tmp_path, way) as here:
            aki, mika = here.person("Aki", "ja"), here.person("Mika", "en")
            us = here.group(aki, mika)
            await sets_up_in_japanese(aki, us)
            await sets_up_in_english(mika, us)
            await mika.sees("You're connected.")
            mika.says("/privacy")
            await mika.taps("Get a copy")
            await mika.taps("Everything")
            await soon(lambda: len(documents(mika)) == 2 or None)
            assert kinds(here, mika) == [(NAMES[0], "text/html"), (NAMES[1], "application/json")]
            page, data = (content(here, one) for one in documents(mika))
            assert page.startswith("<!DOCTYPE html>")
            assert json.loads(data)["me"] == {"name": "Mika"}
            assert (documents(aki), documents(aki, us)) == ([], [])
            mika.says("/menu")  # what comes after the files in a chat comes once they are noted
            await mika.sees("Ask, listen")
            here.playground.advance_clock(61 * 60)
            await soon(lambda: documents(mika) == [] or None)

    asyncio.run(evening())

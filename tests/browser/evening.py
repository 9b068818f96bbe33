"""The real demo as a process of its own, and what two people do on its page, by what they can read there.

What is read in English and in Japanese stands side by side, with a slash between: "Yes / はい".
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 20  # seconds for the demo to stop


@contextmanager
def running_demo() -> Iterator[str]:
    """`python -m bot demo` on a free port, with nothing of a real bot in its environment; its address."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("BOT_", "ATTUNE_"))
    }
    command = [sys.executable, "-m", "bot", "demo", "--no-browser", "--port", "0"]
    demo = subprocess.Popen(  # noqa: S603 (this Python, nothing typed by anybody)
        command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert demo.stdout is not None
    try:
        yield next(word for line in demo.stdout for word in line.split() if word.startswith("http://"))
    finally:
        demo.terminate()
        demo.wait(PATIENCE)
        demo.stdout.close()


@dataclass(frozen=True)
class Hand:
    """Somebody with a phone, who reads before they tap."""

    phone: Locator
    language: str

    def reading(self, language: str) -> Hand:
        """The same one, where the bot speaks this language: in a shared chat."""
        return replace(self, language=language)

    def words(self, both: str) -> str:
        """The half that this one reads."""
        english, _, japanese = both.partition(" / ")
        return japanese if japanese and self.language == "ja" else english

    def reads(self, words: str) -> Locator:
        """The newest message with these words, as soon as it is there."""
        message = self.phone.locator("article").filter(has_text=self.words(words)).last
        message.wait_for()
        return message

    def has_read(self, words: str) -> bool:
        """Whether these words stand in the chat that is open."""
        return self.phone.locator("article").filter(has_text=self.words(words)).count() > 0

    def taps(self, label: str, under: str) -> None:
        """A button below the newest message with these words."""
        named = re.compile(rf"(^| · ){re.escape(self.words(label))}($| · )")  # in one language, or in two
        self.reads(under).get_by_role("button", name=named).click()

    def writes(self, words: str, after: str = "") -> None:
        """What is typed, once the words before it are there."""
        if after:
            self.reads(after)
        self.phone.get_by_role("textbox").fill(self.words(words))
        self.phone.get_by_role("textbox").press("Enter")

    def opens(self, chat: str) -> None:
        """The chat of this name, from the list."""
        self.phone.locator(".back").click()
        self.phone.get_by_role("list").get_by_text(self.words(chat), exact=True).click()
        self.phone.locator("h3").get_by_text(self.words(chat), exact=True).wait_for()

    def opens_attune(self) -> None:
        """The private chat with the bot."""
        self.opens("Attune / Attune（アチューン）")

    def speaks(self, name: str, language: str) -> Hand:
        """The phone in another language."""
        self.phone.get_by_label(self.words(f"Language of {name} / {name}さんの言語")).select_option(language)
        return self.reading(language)


def let_time_pass(page: Page, until: str) -> None:
    """To the next moment at which the clocks on the page show this time, "20:30"."""
    page.get_by_label("Time of day to jump to").fill(until)
    page.get_by_role("button", name="Jump to", exact=True).click()

"""A playground with a tiny bot, and a browser that looks at its page."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import uvicorn

from bot.playground import Playground

from .echo import EchoBot

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

QUIET_PAGE: dict[str, Any] = {
    "viewport": {"width": 1440, "height": 900},
    "locale": "en-US",
    "reduced_motion": "reduce",
}


@dataclass(frozen=True)
class Site:
    """A running playground: its address, its bot, and its control interface for setting the stage."""

    url: str
    bot: EchoBot

    def post(self, path: str, **body: Any) -> Any:
        answer = httpx.post(f"{self.url}/sim/{path}", json=body, trust_env=False)
        assert answer.is_success, answer.text
        return answer.json()

    def get(self, path: str) -> Any:
        answer = httpx.get(f"{self.url}/sim/{path}", trust_env=False)
        assert answer.is_success, answer.text
        return answer.json()

    def state(self) -> Any:
        return self.get("state")

    def people(self) -> dict[str, int]:
        """Everybody's id by name."""
        return {user["first_name"]: user["id"] for user in self.state()["users"]}

    def shared_chat(self, name: str) -> int:
        """The id of the group on this person's phone."""
        rows = self.state()["chats"][str(self.people()[name])]
        [group] = [row["chat"]["id"] for row in rows if row["chat"]["type"] != "private"]
        return int(group)


OpenPage = Callable[..., "Page"]


@contextmanager
def serving(playground: Playground) -> Iterator[str]:
    """A playground on a free port, in a thread of its own; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(playground.app, log_level="warning"))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def served() -> Iterator[Site]:
    """The playground, for all tests of this folder; each empties it first."""
    with serving(Playground()) as url:
        bot = EchoBot(url)
        bot.start()
        yield Site(url, bot)
        bot.stop()


@pytest.fixture
def site(served: Site) -> Site:
    served.bot.may_answer.clear()
    served.post("reset")
    return served


@pytest.fixture(scope="module")  # its event loop must not outlive the file: others run loops of their own
def browser(served: Site) -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="requirements-browser.txt is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this computer; CHROMIUM may name one")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


def complaint(said: ConsoleMessage) -> list[str]:
    """What the browser complains of. A chat that went away between two questions, as where a scene begins anew, is
    answered with 404; the page knows what that means, and the browser says it all the same."""
    place = said.location["url"]
    has_gone = "/sim/chat?" in place and "404" in said.text
    return [f"{said.text} {place}"] if said.type == "error" and not has_gone else []


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[OpenPage]:
    """Opens the page for a visitor with a screen, a language and a theme; nothing may go wrong in it."""
    contexts, complaints = [], []

    def open_it(width: int = 1440, locale: str = "en-US", theme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844 if width < 600 else 900},
            locale=locale,
            timezone_id="Asia/Tokyo",
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.extend(complaint(said)))
        page.goto(site.url)
        page.locator(".phone").first.wait_for()
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert complaints == []

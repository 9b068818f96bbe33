"""Several bots on the phones of the page, in a real browser: chats of their own, told apart in groups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot.playground import BotProfile, Playground

from .conftest import QUIET_PAGE, serving
from .phones import AKI, MIKA, phone, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def url() -> Iterator[str]:
    """A playground of its own with two bots, for bots outlast an emptied playground."""
    playground = Playground()
    playground.add_bot("2:second", BotProfile(username="tea_bot", first_name="Tea"))
    with serving(playground) as address:
        yield address


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    opened = browser.new_page(**QUIET_PAGE)
    opened.set_default_timeout(10_000)
    opened.goto(url)
    opened.locator(".phone").nth(MIKA).wait_for()
    yield opened
    opened.close()


def call(url: str, token: str, method: str, **parameters: object) -> None:
    answer = httpx.post(f"{url}/bot{token}/{method}", json=parameters, trust_env=False)
    assert answer.is_success, answer.text


def test_each_bot_is_started_in_a_chat_of_its_own(page: Page, url: str) -> None:
    mine = phone(page, MIKA)
    mine.get_by_role("button", name="Back to the chats").click()
    mine.get_by_role("button", name="Tea").click()
    mine.get_by_role("button", name="Start", exact=True).click()
    mine.get_by_text("/start").wait_for()
    mine.get_by_role("button", name="Back to the chats").click()
    mine.get_by_role("button", name="Attune").click()
    mine.get_by_role("button", name="Start", exact=True).wait_for()


def test_both_bots_are_brought_into_a_group_and_a_tapped_command_names_its_bot(page: Page, url: str) -> None:
    aki = phone(page, AKI)
    aki.get_by_role("button", name="チャット一覧に戻る").click()
    aki.get_by_role("button", name="ふたりのチャットを作る").click()
    aki.get_by_label("Tea").check()
    aki.get_by_role("button", name="作成").click()
    aki.locator(".about").get_by_text("Aki, Mika, Attune, Tea").wait_for()
    rows = httpx.get(f"{url}/sim/state", trust_env=False).json()["chats"].values()
    [group] = {row["chat"]["id"] for chats in rows for row in chats if row["chat"]["type"] != "private"}
    call(url, "2:second", "sendMessage", chat_id=group, text="Try /brew now")
    aki.get_by_role("button", name="/brew").click()
    aki.get_by_text("/brew@tea_bot").wait_for()


def test_the_inspector_shows_one_bot_at_a_time(page: Page, url: str) -> None:
    call(url, "1:demo", "getMe")
    call(url, "2:second", "getMyCommands")
    page.get_by_role("button", name="Inspector").click()
    inspector = page.get_by_role("complementary", name="Inspector")
    inspector.get_by_text("getMe", exact=True).wait_for()
    inspector.get_by_label("Bot", exact=True).select_option("Tea")
    inspector.get_by_text("getMyCommands", exact=True).wait_for()
    assert inspector.get_by_text("getMe", exact=True).count() == 0


@pytest.fixture
def webhook() -> Iterator[tuple[str, Event]]:
    """An address that takes updates, and whether one has come."""
    came = Event()

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()
            came.set()

        def log_message(self, *told: Any) -> None:
            """Nothing is to be printed."""

    with HTTPServer(("127.0.0.1", 0), Taking) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/hook", came
        server.shutdown()
        thread.join()


def test_the_inspector_shows_what_went_to_a_webhook(page: Page, url: str, webhook: tuple[str, Event]) -> None:
    address, came = webhook
    httpx.get(f"{url}/bot2:second/setWebhook", params={"url": address}, trust_env=False).raise_for_status()
    mine = phone(page, MIKA)
    mine.get_by_role("button", name="Back to the chats").click()
    mine.get_by_role("button", name="Tea").click()
    mine.get_by_role("button", name="Start", exact=True).click()
    assert came.wait(10)
    page.get_by_role("button", name="Inspector").click()
    inspector = page.get_by_role("complementary", name="Inspector")
    inspector.get_by_label("Bot", exact=True).select_option("Tea")
    shown = inspector.get_by_role("region", name="Last update: Update")
    shown.get_by_text('"/start"', exact=True).wait_for()
    assert "message" in inspector.locator(".named").first.inner_text()


def test_trouble_comes_to_the_bot_that_was_chosen(page: Page, url: str) -> None:
    mine = phone(page, MIKA)
    mine.get_by_role("button", name="Back to the chats").click()
    mine.get_by_role("button", name="Tea").click()
    mine.get_by_role("button", name="Start", exact=True).click()
    mine.get_by_text("/start").wait_for()
    opener = page.get_by_role("button", name="Break Telegram")
    opener.click()
    page.get_by_label("With which bot").select_option("Tea")
    page.get_by_role("button", name="Mika blocks the bot").click()
    mine.get_by_role("button", name="Unblock and restart").wait_for()
    opener.click()
    page.get_by_role("button", name="Mika unblocks the bot").wait_for()
    page.get_by_role("button", name="Too many messages").click()
    opener.locator(".dot").wait_for()
    [fault] = httpx.get(f"{url}/sim/faults", trust_env=False).json()
    assert (fault["kind"], fault["bot"]) == ("429", 2)


def test_the_bot_that_was_chosen_is_the_one_that_is_removed(page: Page) -> None:
    aki = phone(page, AKI)
    aki.get_by_role("button", name="チャット一覧に戻る").click()
    aki.get_by_role("button", name="ふたりのチャットを作る").click()
    aki.get_by_label("Tea").check()
    aki.get_by_role("button", name="作成").click()
    about = aki.locator(".about")
    about.get_by_text("Aki, Mika, Attune, Tea").wait_for()
    page.get_by_role("button", name="Break Telegram").click()
    page.get_by_label("With which bot").select_option("Tea")
    page.get_by_role("button", name=re.compile("Remove the bot from the shared chat")).click()
    about.get_by_text("Aki, Mika, Attune", exact=True).wait_for()


def test_a_group_of_three_people_is_on_all_their_phones(page: Page) -> None:
    page.get_by_role("button", name="People").click()
    page.get_by_label("Name", exact=True).fill("Noa")
    page.get_by_role("button", name="Add", exact=True).click()
    noa = page.get_by_role("region", name="Noa’s phone")
    noa.wait_for()
    page.keyboard.press("Escape")
    noa.get_by_role("button", name="Back to the chats").click()
    noa.get_by_role("button", name="New shared chat").click()
    noa.get_by_label("Name of the chat").fill("The three")
    noa.get_by_role("button", name="Create").click()
    noa.locator(".about").get_by_text("Noa, Aki, Mika, Attune").wait_for()
    write(noa, "Hello both")
    mika = phone(page, MIKA)
    mika.get_by_role("button", name="Back to the chats").click()
    mika.get_by_role("button", name="The three").click()
    mika.get_by_text("Hello both").wait_for()

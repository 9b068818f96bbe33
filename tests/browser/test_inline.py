"""Inline mode on the phones of the page, in a real browser: results, more of them, and what leads there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot.playground import BotProfile, Playground

from .conftest import QUIET_PAGE, serving
from .phones import MIKA, expect_text, phone
from .test_page import complaints_of_axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

BACK = "Back to the chats"


@dataclass
class Room:
    """A playground whose bot may be asked from any chat; the test answers in the bot's place."""

    url: str
    offset: int = 0

    def call(self, method: str, **parameters: Any) -> Any:
        answer = httpx.post(f"{self.url}/bot1:demo/{method}", json=parameters, trust_env=False, timeout=30)
        assert answer.is_success, answer.text
        return answer.json()["result"]

    def hears(self, kind: str) -> Any:
        """The next update of this kind; those before it are forgotten."""
        for _ in range(5):
            for update in self.call("getUpdates", offset=self.offset, timeout=5, limit=1):
                self.offset = update["update_id"] + 1
                if kind in update:
                    return update[kind]
        raise AssertionError(f"no {kind} came")

    def answers(self, *titles: str, **more: Any) -> Any:
        """Answer the next query with an article for each title, which says its title; the query."""
        query = self.hears("inline_query")
        articles = [article(title) for title in titles]
        self.call("answerInlineQuery", inline_query_id=query["id"], results=articles, cache_time=0, **more)
        return query


def article(title: str) -> dict[str, Any]:
    said = {"message_text": f"I choose {title}"}
    return {"type": "article", "id": title, "title": title, "input_message_content": said}


@pytest.fixture
def room() -> Iterator[Room]:
    with serving(Playground(bot=BotProfile(inline=True, inline_feedback=True))) as url:
        yield Room(url)


@pytest.fixture
def page(browser: Browser, room: Room) -> Iterator[Page]:
    opened = browser.new_page(**QUIET_PAGE)
    opened.set_default_timeout(10_000)
    opened.goto(room.url)
    opened.locator(".phone").nth(MIKA).wait_for()
    yield opened
    opened.close()


def started(page: Page) -> Locator:
    mine = phone(page, MIKA)
    mine.get_by_role("button", name="Start", exact=True).click()
    expect_text(mine, "/start")
    return mine


def with_a_group(page: Page, room: Room) -> tuple[Locator, int]:
    """Mika, who has started the bot, on her phone; and the group she made without it."""
    mine = started(page)
    users = httpx.get(f"{room.url}/sim/state", trust_env=False).json()["users"]
    mika, aki = (next(user["id"] for user in users if user["first_name"] == one) for one in ("Mika", "Aki"))
    body = {"title": "Ours", "creator": mika, "members": [aki]}
    made = httpx.post(f"{room.url}/sim/groups", json=body, trust_env=False).json()
    return mine, int(made["chat"])


def show_button(room: Room, **button: Any) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Look", **button}]]}
    chat = room.hears("message")["chat"]["id"]
    room.call("sendMessage", chat_id=chat, text="Here.", reply_markup=keyboard)


def test_a_result_is_chosen_and_sent_by_way_of_the_bot(page: Page, room: Room) -> None:
    mine = started(page)
    mine.get_by_role("textbox").type("@attune_bot tea")
    assert room.answers("Green", "Black")["query"] == "tea"
    offers = mine.get_by_role("group", name="What the bot offers")
    offers.get_by_role("button", name="Black").wait_for()
    assert complaints_of_axe(page) == []
    offers.get_by_role("button", name="Black").click()
    expect_text(mine, "I choose Black")
    expect_text(mine, "via @attune_bot")
    chosen = room.hears("chosen_inline_result")
    assert (chosen["result_id"], mine.get_by_role("textbox").input_value()) == ("Black", "")


def test_the_end_of_the_list_brings_more_which_can_be_chosen(page: Page, room: Room) -> None:
    mine = started(page)
    mine.get_by_role("textbox").type("@attune_bot tea")
    room.answers(*(f"Tea {number}" for number in range(1, 21)), next_offset="20")
    offers = mine.get_by_role("group", name="What the bot offers")
    offers.get_by_role("button", name="Tea 20").scroll_into_view_if_needed()
    assert room.answers("Tea 21", "Tea 22")["offset"] == "20"
    offers.get_by_role("button", name="Tea 22").click()
    expect_text(mine, "I choose Tea 22")


def test_a_short_list_asks_for_more_at_once(page: Page, room: Room) -> None:
    mine = started(page)
    mine.get_by_role("textbox").type("@attune_bot tea")
    room.answers("Green", next_offset="1")
    room.answers("Black")
    listed = mine.get_by_role("group", name="What the bot offers").get_by_role("button")
    listed.nth(1).wait_for()
    assert listed.all_inner_texts() == ["Green", "Black"]


def test_the_button_above_the_results_leads_to_the_private_chat(page: Page, room: Room) -> None:
    mine, _ = with_a_group(page, room)
    mine.get_by_role("button", name=BACK).click()
    mine.get_by_role("button", name="Ours").click()
    mine.get_by_role("textbox").type("@attune_bot tea")
    room.answers("Green", button={"text": "Set up first", "start_parameter": "setup"})
    mine.get_by_role("button", name="Set up first").click()
    mine.locator("h3").get_by_text("Attune").wait_for()
    assert room.hears("message")["text"] == "/start setup"


def test_escape_closes_the_list_and_leaves_what_was_typed(page: Page, room: Room) -> None:
    mine = started(page)
    field = mine.get_by_role("textbox")
    field.type("@attune_bot tea")
    room.answers("Green")
    mine.get_by_role("button", name="Green").wait_for()
    field.press("Escape")
    assert (mine.get_by_role("button", name="Green").count(), field.input_value()) == (0, "@attune_bot tea")


def test_a_button_begins_a_query_in_this_chat(page: Page, room: Room) -> None:
    mine = started(page)
    show_button(room, switch_inline_query_current_chat="tea")
    mine.get_by_role("button", name="Look").click()
    assert (room.answers("Green")["query"], mine.get_by_role("textbox").input_value()) == (
        "tea",
        "@attune_bot tea",
    )
    mine.get_by_role("button", name="Green").click()
    expect_text(mine, "I choose Green")


def test_a_button_begins_a_query_in_a_chat_of_the_kind_it_asks_for(page: Page, room: Room) -> None:
    mine, _ = with_a_group(page, room)
    show_button(room, switch_inline_query_chosen_chat={"query": "tea", "allow_group_chats": True})
    mine.get_by_role("button", name="Look").click()
    choices = mine.get_by_role("dialog").get_by_role("button")
    assert choices.all_inner_texts() == ["Ours", "Cancel"]
    choices.first.click()
    query = room.answers("Green")
    mine.get_by_role("button", name="Green").click()
    expect_text(mine, "I choose Green")
    assert (query["query"], query["chat_type"], mine.locator("h3").inner_text()) == ("tea", "group", "Ours")


def test_a_button_begins_a_query_in_any_chat(page: Page, room: Room) -> None:
    mine, _ = with_a_group(page, room)
    show_button(room, switch_inline_query="tea")
    mine.get_by_role("button", name="Look").click()
    choices = mine.get_by_role("dialog").get_by_role("button")
    assert choices.all_inner_texts() == ["Attune", "Ours", "Cancel"]
    choices.nth(1).click()
    assert room.answers("Green")["chat_type"] == "group"

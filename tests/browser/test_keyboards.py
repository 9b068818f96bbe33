"""What a bot asks for under the place to write, in a real browser: forced replies, keys that ask for something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .conftest import OpenPage, Site
from .phones import AKI, MIKA, begin, expect_text, make_shared_chat, newest, phone, write
from .test_page import complaints_of_axe

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

BACK = "Back to the chats"


def ask_with(site: Site, *keys: dict[str, Any]) -> None:
    """Mika's phone gets a keyboard with these keys, each called "Give"."""
    row = [{"text": "Give", **key} for key in keys]
    markup = {"keyboard": [row], "resize_keyboard": True}
    site.bot.call("sendMessage", chat_id=site.people()["Mika"], text="May I?", reply_markup=markup)


def dialog(mine: Locator) -> Locator:
    return mine.get_by_role("dialog")


def add_noa(page: Page) -> None:
    page.get_by_role("button", name="People").click()
    page.get_by_label("Name", exact=True).fill("Noa")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("region", name="Noa’s phone").wait_for()
    page.keyboard.press("Escape")


def test_a_place_is_shared_only_when_the_person_agrees(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    ask_with(site, {"request_location": True})
    mine.get_by_role("button", name="Give").click()
    dialog(mine).press("Escape")
    assert mine.locator("a.place").count() == 0
    mine.get_by_role("button", name="Give").click()
    dialog(mine).get_by_role("button", name="Share", exact=True).click()
    newest(mine).locator("a.place").get_by_text("35.68120, 139.76710").wait_for()


def test_one_person_is_chosen_for_a_bot_that_asks_for_one(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    ask_with(site, {"request_users": {"request_id": 1, "user_is_bot": False}})
    mine.get_by_role("button", name="Give").click()
    assert dialog(mine).get_by_role("button").all_inner_texts() == ["Aki", "Cancel"]
    dialog(mine).get_by_role("button", name="Aki").click()
    expect_text(mine, "Mika shared people with the bot")


def test_several_people_are_chosen_for_a_bot_that_asks_for_several(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    mine = begin(page)
    add_noa(page)
    ask_with(site, {"request_users": {"request_id": 1, "user_is_bot": False, "max_quantity": 2}})
    mine.get_by_role("button", name="Give").click()
    send = dialog(mine).get_by_role("button", name="Share", exact=True)
    assert send.is_disabled()
    for name in ("Aki", "Noa"):
        dialog(mine).get_by_role("checkbox", name=name).click()
    assert complaints_of_axe(page) == []
    send.click()
    expect_text(mine, "Mika shared people with the bot")
    talk = site.get(f"chat?user={site.people()['Mika']}&chat=1")
    [shared] = [one["users_shared"] for one in talk["messages"] if "users_shared" in one]
    people = site.people()
    assert [one["user_id"] for one in shared["users"]] == [people["Aki"], people["Noa"]]


def test_a_shared_chat_is_chosen_for_a_bot_that_asks_for_one(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    mine = begin(page)
    make_shared_chat(page)
    ask_with(site, {"request_chat": {"request_id": 1, "chat_is_channel": False}})
    mine.get_by_role("button", name="Give").click()
    dialog(mine).get_by_role("button", name="Our chat").click()
    expect_text(mine, "Mika shared a chat with the bot")


def test_a_bot_that_asks_for_a_channel_gets_none(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    ask_with(site, {"request_chat": {"request_id": 1, "chat_is_channel": True}})
    mine.get_by_role("button", name="Give").click()
    expect_text(dialog(mine), "Nobody and nothing here to choose from.")
    dialog(mine).get_by_role("button", name="Cancel").click()
    assert dialog(mine).count() == 0


def test_a_quiz_is_made_for_a_bot_that_asks_for_one(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    ask_with(site, {"request_poll": {"type": "quiz"}})
    mine.get_by_role("button", name="Give").click()
    dialog(mine).get_by_label("Question").fill("How many moons?")
    dialog(mine).get_by_label("Answers, one a line, the right one first").fill("Two\nThree")
    dialog(mine).get_by_role("button", name="Create").click()
    expect_text(newest(mine), "How many moons?")


def test_a_reply_that_was_asked_for_and_left_does_not_come_back(open_page: OpenPage) -> None:
    mine = begin(open_page())
    write(mine, "/ask")
    mine.get_by_placeholder("In one word").wait_for()
    mine.get_by_role("button", name="Leave it").click()
    mine.get_by_role("button", name=BACK).click()
    mine.locator(".chats button").click()
    mine.get_by_placeholder("Message", exact=True).wait_for()
    assert not mine.locator(".context").is_visible()


def test_in_a_shared_chat_only_the_one_who_is_asked_replies(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    make_shared_chat(page)
    aki, mika = phone(page, AKI), phone(page, MIKA)
    mika.get_by_role("button", name=BACK).click()
    mika.get_by_role("button", name="Our chat").click()
    write(mika, "/menu@attune_bot")
    mika.get_by_text("Hello. This is").wait_for()
    group = site.shared_chat("Mika")
    talk = site.get(f"chat?user={site.people()['Mika']}&chat={group}")
    [asked] = [one["message_id"] for one in talk["messages"] if one.get("text", "").startswith("/menu")]
    site.bot.call(
        "sendMessage",
        chat_id=group,
        text="How was it?",
        reply_parameters={"message_id": asked},
        reply_markup={"force_reply": True, "selective": True},
    )
    mika.get_by_text("Reply to Attune").wait_for()
    expect_text(aki, "How was it?")
    write(mika, "Fine")
    mika.get_by_text("You wrote: Fine").wait_for()
    assert (mika.locator(".mine .quoted span").all_inner_texts(), aki.locator(".context").is_visible()) == (
        ["How was it?"],
        False,
    )

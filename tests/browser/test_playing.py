"""Playing with the page, in a real browser: the guide, the shared chat, links, time, and trouble."""

from __future__ import annotations

import re

import pytest

from .conftest import OpenPage, Site
from .phones import AKI, MIKA, begin, expect_text, make_shared_chat, phone, write

pytestmark = pytest.mark.browser


def test_the_guide_leads_to_the_start_button_and_can_be_sent_away(open_page: OpenPage) -> None:
    page = open_page()
    expect_text(page, "Press “開始” (Start) on Aki’s phone.")
    begin(page, AKI)
    page.get_by_role("button", name="Make the shared chat").wait_for()
    page.get_by_role("button", name="Hide the guide").click()
    assert page.get_by_role("complementary").count() == 0


def test_the_guide_walks_with_the_couple_to_the_end(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    begin(page, AKI)
    page.get_by_role("button", name="Make the shared chat").click()
    page.get_by_role("complementary").get_by_text("All set.").wait_for()
    people = site.people()
    group = site.shared_chat("Aki")
    button = {"inline_keyboard": [[{"text": "Set up privately", "callback_data": "setup"}]]}
    invitation = site.bot.call("sendMessage", chat_id=group, text="Hello.", reply_markup=button)
    expect_text(page, "On Aki’s phone, open the shared chat and tap “Set up privately”.")
    site.post("open", user=people["Aki"], url="https://t.me/attune_bot?start=one")
    expect_text(page, "On Mika’s phone, open the shared chat and tap “Set up privately”.")
    site.post("open", user=people["Mika"], url="https://t.me/attune_bot?start=two")
    phone(page, MIKA).get_by_role("button", name="Back to the chats").click()
    phone(page, MIKA).get_by_text("Opened with two").wait_for()
    site.bot.call("sendMessage", chat_id=people["Mika"], text="Which language?", reply_markup=button)
    expect_text(page, "A question waits on Mika’s phone.")
    place = {"chat_id": group, "message_id": invitation["message_id"]}
    site.bot.call("editMessageText", **place, text="Ready.")
    page.get_by_role("complementary").get_by_text("All set.").wait_for()
    page.get_by_role("button", name="Jump to 20:30").click()
    page.get_by_role("complementary").wait_for(state="hidden")


def test_the_shared_chat_is_on_both_phones_and_counts_as_unread(open_page: OpenPage) -> None:
    page = open_page()
    make_shared_chat(page)
    write(phone(page, AKI), "おかえり")
    mika = phone(page, MIKA)
    mika.get_by_role("button", name="Back to the chats").click()
    row = mika.get_by_role("button", name=re.compile("Our chat"))
    row.get_by_text("Aki: おかえり").wait_for()
    assert row.locator(".badge .hush").inner_text() == "2 unread messages"
    row.click()
    expect_text(mika, "おかえり")
    assert mika.locator(".about").inner_text() == "Aki, Mika, Attune"


def test_a_deep_link_opens_the_private_chat(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    mine = begin(page)
    make_shared_chat(page)
    page.locator(".phone").nth(MIKA).get_by_role("button", name="Back to the chats").click()
    mine.get_by_role("button", name="Our chat").click()
    write(mine, "/menu@attune_bot")
    mine.get_by_role("button", name="Open privately").click()
    expect_text(mine, "Opened with abc")
    assert mine.locator("h3").inner_text() == "Attune"


def test_a_shared_link_is_offered_on_the_other_phone(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    aki = begin(page, AKI)
    link = "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fattune_bot%3Fstart%3Dinvited"
    button = {"inline_keyboard": [[{"text": "Invite", "url": link}]]}
    site.bot.call("sendMessage", chat_id=site.people()["Aki"], text="For Mika.", reply_markup=button)
    aki.get_by_role("button", name="Invite").click()
    mika = phone(page, MIKA)
    expect_text(mika.get_by_role("alertdialog"), "Aki has shared a link with you.")
    mika.get_by_role("button", name="Open").click()
    expect_text(mika, "Opened with invited")


def test_time_passes_when_asked_to(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Jump to", exact=True).click()
    phone(page, AKI).locator(".clock").get_by_text("20:30").wait_for()
    phone(page, MIKA).locator(".clock").get_by_text("8:30 PM").wait_for()


def test_starting_over_empties_the_phones(open_page: OpenPage) -> None:
    page = open_page()
    begin(page)
    page.get_by_role("button", name="Start over").click()
    phone(page, MIKA).get_by_role("button", name="Start", exact=True).wait_for()
    assert page.locator("article").count() == 0


def test_a_blocked_bot_can_be_let_in_again(open_page: OpenPage) -> None:
    page = open_page()
    mine = begin(page)
    page.get_by_role("button", name="Break Telegram").click()
    page.get_by_role("button", name="Mika blocks the bot").click()
    mine.get_by_role("button", name="Unblock and restart").click()
    mine.get_by_text("Hello. This is").nth(1).wait_for()
    assert mine.get_by_role("textbox").is_visible()


def test_a_third_person_comes_with_a_phone_of_their_own(open_page: OpenPage) -> None:
    page = open_page()
    make_shared_chat(page)
    page.get_by_role("button", name="Break Telegram").click()
    page.get_by_role("button", name="A third person joins").click()
    noa = page.get_by_role("region", name="Noa’s phone")
    noa.get_by_text("Aki added Noa").wait_for()
    noa.get_by_role("button", name="Put Noa’s phone away").click()
    assert page.locator(".phone").count() == 2


def test_a_chat_that_moves_stays_open(open_page: OpenPage) -> None:
    page = open_page()
    make_shared_chat(page)
    page.get_by_role("button", name="Break Telegram").click()
    page.get_by_role("button", name="Upgrade the shared chat").click()
    aki = phone(page, AKI)
    aki.get_by_text("チャットが移行されました").wait_for()
    write(aki, "/menu@attune_bot")
    aki.get_by_text("Hello. This is").wait_for()

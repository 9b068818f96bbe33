"""What people do in and between shared chats, in a real browser: pin, stop a poll, invite, rule, pass on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import OpenPage, Site
from .phones import AKI, MIKA, begin, expect_text, make_shared_chat, newest, phone, write
from .test_keyboards import add_noa
from .test_page import complaints_of_axe

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

BACK = "Back to the chats"


def mika_in_our_chat(page: Page) -> Locator:
    """Aki has made a shared chat; Mika looks at it."""
    make_shared_chat(page)
    mika = phone(page, MIKA)
    mika.get_by_role("button", name=BACK).click()
    mika.get_by_role("button", name="Our chat").click()
    mika.locator("h3").get_by_text("Our chat").wait_for()
    return mika


def about_our_chat(page: Page) -> Locator:
    """Aki, who made the chat, looks at who is in it."""
    aki = phone(page, AKI)
    aki.get_by_role("button", name="チャットの情報").click()
    return aki


def tool(mine: Locator, name: str) -> Locator:
    newest(mine).hover()
    return newest(mine).get_by_role("button", name=name)


def test_a_message_is_passed_on_to_another_chat(open_page: OpenPage) -> None:
    page = open_page()
    mine = begin(page)
    write(mine, "a walk by the sea")
    expect_text(mine, "You wrote: a walk by the sea")
    make_shared_chat(page)
    tool(mine, "Forward").click()
    mine.get_by_role("dialog").get_by_role("button", name="Our chat").click()
    mine.locator("h3").get_by_text("Our chat").wait_for()
    expect_text(newest(mine), "You wrote: a walk by the sea")
    expect_text(newest(phone(page, AKI)), "You wrote: a walk by the sea")
    assert newest(mine).locator(".forwarded").inner_text() == "Forwarded from Attune"


def test_what_is_protected_is_not_passed_on(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    site.bot.call("sendMessage", chat_id=site.people()["Mika"], text="Only here.", protect_content=True)
    expect_text(mine, "Only here.")
    tool(mine, "Reply").wait_for()
    assert tool(mine, "Forward").count() == 0


def test_a_message_of_a_shared_chat_is_pinned_for_both(open_page: OpenPage) -> None:
    page = open_page()
    mika = mika_in_our_chat(page)
    write(mika, "Milk and bread")
    expect_text(mika, "Milk and bread")
    tool(mika, "Pin").click()
    expect_text(mika, "Mika pinned a message")
    bar = phone(page, AKI).get_by_role("button", name="固定されたメッセージ: Milk and bread")
    bar.wait_for()
    kept = mika.get_by_role("article").filter(has_text="Milk and bread").first
    kept.hover()
    kept.get_by_role("button", name="Unpin").click()
    bar.wait_for(state="hidden")


def test_ones_own_poll_is_stopped(open_page: OpenPage) -> None:
    page = open_page()
    mika = mika_in_our_chat(page)
    mika.get_by_role("button", name="Send something else").click()
    mika.get_by_role("button", name="Poll").click()
    mika.get_by_label("Question").fill("Soup?")
    mika.get_by_label("Answers, one a line").fill("Yes\nNo")
    mika.get_by_role("button", name="Create").click()
    aki = phone(page, AKI)
    expect_text(aki, "Soup?")
    assert aki.get_by_role("button", name="投票を締め切る").count() == 0
    mika.get_by_role("button", name="Stop the poll").click()
    expect_text(mika, "Final results")
    expect_text(aki, "最終結果")


def test_somebody_comes_in_by_the_link_that_was_passed_on(open_page: OpenPage) -> None:
    page = open_page()
    make_shared_chat(page)
    add_noa(page)
    aki = about_our_chat(page)
    assert complaints_of_axe(page) == []
    aki.get_by_role("button", name="招待リンク").click()
    aki.get_by_role("button", name="Noaさんに渡す").click()
    noa = page.get_by_role("region", name="Noa’s phone")
    noa.get_by_role("button", name="Open").click()
    expect_text(noa, "Noa joined")
    assert noa.locator("h3").inner_text() == "Our chat"


def test_an_invite_link_is_copied(open_page: OpenPage) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    make_shared_chat(page)
    aki = about_our_chat(page)
    aki.get_by_role("button", name="招待リンク").click()
    aki.get_by_role("button", name="リンクをコピー").click()
    expect_text(aki.get_by_role("status"), "コピーしました。")
    assert page.evaluate("navigator.clipboard.readText()").startswith("https://t.me/+")


def test_a_member_may_not_write_until_they_may_again(open_page: OpenPage) -> None:
    page = open_page()
    mika = mika_in_our_chat(page)
    aki = about_our_chat(page)
    aki.get_by_role("button", name="Mikaの権限").click()
    aki.get_by_role("button", name="書き込みを止める").click()
    expect_text(mika, "You cannot write here any more.")
    about_our_chat(page)
    aki.get_by_role("button", name="Mikaの権限").click()
    aki.get_by_role("button", name="一般メンバーにする").click()
    mika.get_by_role("textbox").wait_for()


def test_the_bot_is_made_an_admin_by_who_made_the_chat(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    make_shared_chat(page)
    aki = about_our_chat(page)
    aki.get_by_role("button", name="Attuneの権限").click()
    aki.get_by_role("button", name="管理者にする").click()
    expect_text(aki.get_by_role("status"), "Attune：管理者にする")
    admins = site.bot.call("getChatAdministrators", chat_id=site.shared_chat("Aki"))
    assert [one["user"]["first_name"] for one in admins] == ["Aki", "Attune"]


def test_who_was_made_an_admin_rules_too_but_not_over_who_made_the_chat(open_page: OpenPage) -> None:
    page = open_page()
    mika = mika_in_our_chat(page)
    aki = about_our_chat(page)
    aki.get_by_role("button", name="Mikaの権限").click()
    aki.get_by_role("button", name="管理者にする").click()
    mika.get_by_role("button", name="About this chat").click()
    mika.get_by_role("button", name="What Attune may do").wait_for()
    assert mika.get_by_role("button", name="What Aki may do").count() == 0


def test_a_member_is_removed_and_the_chat_goes_from_their_phone(open_page: OpenPage) -> None:
    page = open_page()
    mika = mika_in_our_chat(page)
    aki = about_our_chat(page)
    aki.get_by_role("button", name="Mikaの権限").click()
    aki.get_by_role("button", name="チャットから外す").click()
    mika.locator(".chats").wait_for()
    assert mika.get_by_role("button", name="Our chat").count() == 0


def test_who_did_not_make_the_chat_decides_only_for_themselves(open_page: OpenPage) -> None:
    page = open_page()
    mika = mika_in_our_chat(page)
    mika.get_by_role("button", name="About this chat").click()
    buttons = mika.locator(".screen").get_by_role("button")
    names = [one.get_attribute("aria-label") or one.inner_text() for one in buttons.all()]
    mika.get_by_role("button", name="Leave the chat").click()
    mika.get_by_role("dialog").get_by_role("button", name="Leave the chat").click()
    mika.locator(".chats").wait_for()
    expect_text(phone(page, AKI), "Mikaが退出しました")
    assert names == ["Back to the chats", "Leave the chat"]

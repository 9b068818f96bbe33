"""Chatting on the phones of the page, in a real browser: buttons, toasts, edits, replies, commands."""

from __future__ import annotations

import pytest

from .conftest import OpenPage, Site
from .phones import AKI, begin, expect_text, newest, phone, write

pytestmark = pytest.mark.browser


def test_a_tap_shows_the_toast(open_page: OpenPage) -> None:
    mine = begin(open_page())
    mine.get_by_role("button", name="A toast").click()
    expect_text(mine.get_by_role("status"), "Only for a moment.")


def test_an_alert_waits_for_ok(open_page: OpenPage) -> None:
    mine = begin(open_page())
    mine.get_by_role("button", name="An alert").click()
    expect_text(mine.get_by_role("alertdialog"), "This one waits.")
    mine.get_by_role("button", name="OK").click()
    assert mine.get_by_role("alertdialog").count() == 0


def test_a_button_is_busy_until_the_bot_has_answered(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    mine.get_by_role("button", name="Think first").click()
    busy = mine.locator(".key[aria-busy=true]")
    busy.wait_for()
    site.bot.may_answer.set()
    busy.wait_for(state="detached")


def test_an_edit_changes_the_bubble_in_place(open_page: OpenPage) -> None:
    mine = begin(open_page())
    bubble = newest(mine)
    bubble.evaluate("node => { node.mark = 'the same' }")
    mine.get_by_role("button", name="Change the words").click()
    expect_text(bubble, "Other words.")
    assert (bubble.evaluate("node => node.mark"), mine.locator("article").count()) == ("the same", 2)


def test_enter_sends_and_shift_enter_does_not(open_page: OpenPage) -> None:
    mine = begin(open_page())
    field = mine.get_by_role("textbox")
    field.type("one")
    field.press("Shift+Enter")
    field.type("two")
    assert field.input_value() == "one\ntwo"
    field.press("Enter")
    mine.get_by_text("You wrote: one").wait_for()
    assert field.input_value() == ""


def test_enter_that_ends_a_composition_does_not_send(open_page: OpenPage) -> None:
    mine = begin(open_page(), AKI)
    field = mine.get_by_role("textbox")
    field.fill("こんばんは")
    field.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    assert field.input_value() == "こんばんは"


def test_a_forced_reply_quotes_the_question(open_page: OpenPage) -> None:
    mine = begin(open_page())
    write(mine, "/ask")
    mine.get_by_placeholder("In one word").wait_for()
    write(mine, "rested")
    mine.get_by_text("You wrote: rested").wait_for()
    assert mine.locator(".quoted span").all_inner_texts() == ["How are you?"]


def test_a_message_can_be_answered_from_its_small_button(open_page: OpenPage) -> None:
    mine = begin(open_page())
    newest(mine).hover()
    newest(mine).get_by_role("button", name="Reply").click()
    write(mine, "Thank you")
    mine.get_by_text("You wrote: Thank you").wait_for()
    assert mine.locator(".quoted strong").all_inner_texts() == ["Attune"]


def test_typing_a_slash_narrows_the_commands(open_page: OpenPage) -> None:
    mine = begin(open_page())
    mine.get_by_role("textbox").type("/ne")
    listed = mine.get_by_role("listbox", name="Commands").get_by_role("option")
    assert listed.all_inner_texts() == ["/need\nTell what you need"]
    mine.get_by_role("textbox").press("ArrowDown")
    mine.get_by_role("textbox").press("Enter")
    mine.get_by_text("You wrote: /need").wait_for()


def test_commands_are_in_the_language_of_the_phone(open_page: OpenPage) -> None:
    mine = begin(open_page(), AKI)
    mine.get_by_role("button", name="コマンドを表示").click()
    listed = mine.get_by_role("listbox", name="コマンド").get_by_role("option")
    assert listed.first.inner_text() == "/menu\nできることの一覧"


def test_bold_and_quotes_are_drawn(open_page: OpenPage) -> None:
    mine = begin(open_page())
    drawn = [newest(mine).locator(kind).inner_text() for kind in ("strong", "blockquote")]
    assert drawn == ["bold", "One line.\nAnother line."]


def test_someone_who_scrolled_up_is_told_of_new_messages(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    for number in range(8):
        write(mine, f"line {number}")
        expect_text(mine, f"You wrote: line {number}")
    mine.get_by_role("log").evaluate("log => log.scrollTo(0, 0)")
    mine.get_by_text("Hello. This is").hover()
    site.bot.call("sendMessage", chat_id=site.people()["Mika"], text="Good night.")
    mine.get_by_role("button", name="New messages").click()
    mine.get_by_role("button", name="New messages").wait_for(state="hidden")
    assert mine.get_by_role("log").evaluate("log => log.scrollHeight - log.scrollTop - log.clientHeight < 2")


def test_a_chat_opens_at_its_end(open_page: OpenPage, site: Site) -> None:
    page = open_page(390)
    begin(page, AKI)
    for number in range(8):
        site.bot.call("sendMessage", chat_id=site.people()["Aki"], text=f"line {number}\n\nand more")
    page.reload()
    page.get_by_role("button", name="Hide the guide").click()
    is_at_end = "log => log.scrollHeight - log.clientHeight - log.scrollTop < 2 && log.scrollTop > 0"
    assert phone(page, AKI).get_by_role("log").evaluate(is_at_end)


def test_messages_can_be_walked_and_answered_with_the_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    mine = begin(page)
    mine.get_by_role("log").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("Again")
    page.keyboard.press("Enter")
    mine.get_by_text("You wrote: Again").wait_for()
    assert mine.locator(".quoted span").all_inner_texts() == ["/start"]

"""What a visitor does on the two phones of the page, in words that the tests can use."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

AKI, MIKA = 0, 1
START = ("開始", "Start")


def phone(page: Page, whose: int) -> Locator:
    return page.locator(".phone").nth(whose)


def begin(page: Page, whose: int = MIKA) -> Locator:
    """Press Start on a phone and wait for the greeting."""
    mine = phone(page, whose)
    mine.get_by_role("button", name=START[whose], exact=True).click()
    mine.get_by_text("Hello. This is").wait_for()
    return mine


def write(mine: Locator, words: str) -> None:
    mine.get_by_role("textbox").fill(words)
    mine.get_by_role("textbox").press("Enter")


def newest(mine: Locator) -> Locator:
    return mine.locator("article").last


def expect_text(where: Locator | Page, words: str) -> None:
    where.get_by_text(words, exact=True).wait_for()


def make_shared_chat(page: Page) -> None:
    """From Aki's phone, with the form."""
    aki = phone(page, AKI)
    aki.get_by_role("button", name="チャット一覧に戻る").click()
    aki.get_by_role("button", name="ふたりのチャットを作る").click()
    aki.get_by_label("チャットの名前").fill("Our chat")
    aki.get_by_role("button", name="作成").click()
    aki.locator("h3").get_by_text("Our chat").wait_for()

"""The page as a whole, in a real browser: everyone can use it, on any screen, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .conftest import OpenPage, Site
from .phones import AKI, MIKA, begin, expect_text, phone

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def complaints_of_axe(page: Page) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def test_two_phones_wait_for_a_first_visitor(open_page: OpenPage) -> None:
    page = open_page()
    names = page.locator(".phone h2").all_inner_texts()
    languages = [phone(page, whose).get_attribute("lang") for whose in (AKI, MIKA)]
    assert (names, languages) == (["Aki", "Mika"], ["ja", "en"])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-US", "ja-JP"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(open_page: OpenPage, width: int, locale: str, theme: str) -> None:
    page = open_page(width, locale, theme)
    begin(page, AKI)
    assert complaints_of_axe(page) == []


def test_axe_finds_nothing_in_the_menus_and_lists(open_page: OpenPage) -> None:
    page = open_page()
    mine = begin(page)
    mine.get_by_role("button", name="Show the commands").click()
    page.get_by_role("button", name="Break Telegram").click()
    phone(page, AKI).get_by_role("button", name="チャット一覧に戻る").click()
    assert complaints_of_axe(page) == []
    phone(page, AKI).get_by_role("button", name="ふたりのチャットを作る").click()
    assert complaints_of_axe(page) == []


def test_a_narrow_screen_shows_one_phone_at_a_time(open_page: OpenPage) -> None:
    page = open_page(390)
    assert [phone(page, whose).is_visible() for whose in (AKI, MIKA)] == [True, False]
    page.get_by_role("tab", name="Mika").click()
    assert [phone(page, whose).is_visible() for whose in (AKI, MIKA)] == [False, True]


def test_nothing_is_wider_than_the_narrowest_screen(open_page: OpenPage) -> None:
    page = open_page(360)
    begin(page, AKI)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_name_and_a_language_can_be_changed(open_page: OpenPage) -> None:
    page = open_page()
    mika = phone(page, MIKA)
    mika.get_by_role("button", name="Change the name Mika").click()
    mika.get_by_label("Name").fill("Mina")
    mika.get_by_label("Name").press("Enter")
    mika.get_by_role("button", name="Change the name Mina").wait_for()
    mika.get_by_label("Language of Mina").select_option("ja")
    mika.get_by_role("button", name="開始").wait_for()
    assert mika.get_attribute("lang") == "ja"


def test_escape_closes_a_menu_and_gives_the_focus_back(open_page: OpenPage) -> None:
    page = open_page()
    opener = page.get_by_role("button", name="Break Telegram")
    opener.press("Enter")
    first = page.get_by_role("button", name="Too many messages")
    assert first.evaluate("node => node === document.activeElement")
    first.press("ArrowDown")
    page.keyboard.press("Escape")
    assert (first.is_visible(), opener.evaluate("node => node === document.activeElement")) == (False, True)


def test_the_page_finds_its_way_back_after_the_line_was_down(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    mine = begin(page)
    cut_line = {"status": 200, "content_type": "text/event-stream", "body": "retry: 100\n\n"}
    page.route("**/sim/events", lambda route: route.fulfill(**cut_line))
    page.reload()
    page.get_by_text("The playground does not answer").wait_for()
    site.bot.call("sendMessage", chat_id=site.people()["Mika"], text="Meanwhile.")
    page.unroute("**/sim/events")
    page.get_by_text("The playground does not answer").wait_for(state="hidden")
    expect_text(mine, "Meanwhile.")


SHAPES = r"""async () => {
    const isPlural = (words) => Object.keys(words).every((form) => ["one", "other"].includes(form));
    const shape = (words) => {
        if (typeof words === "string") return (words.match(/\{\w+\}/g) ?? []).sort().join();
        if (isPlural(words)) return shape(words.other);
        return Object.fromEntries(Object.entries(words).map(([key, inner]) => [key, shape(inner)]));
    };
    const books = [await import("./static/words/en.js"), await import("./static/words/ja.js")];
    return books.map((book) => shape({ ...book.default, locale: "" }));
}"""


def test_the_page_says_the_same_things_in_both_languages(open_page: OpenPage) -> None:
    english, japanese = open_page().evaluate(SHAPES)
    assert english == japanese


COVERED = """(toast) => {
    const over = toast.getBoundingClientRect();
    const touches = (box) => box.left < over.right && box.right > over.left && box.top < over.bottom && box.bottom > over.top;
    const nodes = [...document.querySelectorAll("button, textarea, input, select, footer.composer")];
    return nodes.filter((node) => node.checkVisibility() && touches(node.getBoundingClientRect())).map((node) => node.outerHTML);
}"""


@pytest.mark.parametrize("locale", ["en-US", "ja-JP"])
@pytest.mark.parametrize("width", [1440, 700, 390, 360])
def test_what_the_page_says_for_a_moment_covers_nothing(
    open_page: OpenPage, site: Site, width: int, locale: str
) -> None:
    page = open_page(width, locale)
    with_scenes = site.state() | {"scenarios": [{"id": "couple"}]}
    page.route("**/sim/state", lambda route: route.fulfill(json=with_scenes))
    page.route("**/sim/scenarios/*", lambda route: route.fulfill(json={"ok": True}))
    page.reload()
    page.get_by_role("complementary").get_by_role(
        "button", name={"en-US": "Ready couple", "ja-JP": "準備のできたふたり"}[locale]
    ).click()
    toast = page.locator(".notices.page .toast")
    toast.wait_for()
    assert toast.evaluate(COVERED) == []


BESIDE = """(phones) => {
    const over = document.querySelector(".inspector").getBoundingClientRect();
    const shown = [...document.querySelectorAll(".device")].filter((device) => device.checkVisibility());
    const beside = shown.filter((device) => device.getBoundingClientRect().right <= over.left);
    return beside.length === phones && shown.length === phones;
}"""


@pytest.mark.parametrize(("width", "phones"), [(1024, 1), (1440, 2)])
def test_the_inspector_stands_beside_the_phones_not_over_them(
    open_page: OpenPage, width: int, phones: int
) -> None:
    page = open_page(width)
    if width < 1440:
        page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Inspector", exact=True).click()
    page.get_by_role("complementary", name="Inspector").wait_for()
    page.wait_for_function(BESIDE, arg=phones)  # the layout moves there

"""The page of a copy in a real browser: readable in both languages, light, dark, narrow and printed, and all alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.flows.test_export import files, gets_all
from tests.stage import fresh_stage, paired
from tests.threats.lives import lead

from .test_page import complaints_of_axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WHITE, BLACK = "rgb(255, 255, 255)", "rgb(0, 0, 0)"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of each of two people, as somebody saves it; by language."""
    stage = fresh_stage()
    aki, mika = paired(stage)
    lead(stage, aki, mika, days=40)
    folder = tmp_path_factory.mktemp("copies")
    saved = {}
    for phone in (aki, mika):
        gets_all(phone)
        saved[phone.language] = folder / f"{phone.language}.html"
        saved[phone.language].write_text(files(phone)[0].content, encoding="utf-8")
    return saved


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["en", "ja"])
def opened(
    browser: Browser, pages: dict[str, Path], theme: str, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """The page on a narrow phone; whatever it asks for besides itself, or complains of, is an error."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, color_scheme="dark" if theme == "dark" else "light"
    )
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: asked.append(said.text))
    address = pages[request.param].as_uri()
    page.goto(address)
    yield page
    assert asked == [address]
    context.close()


def test_everybody_can_read_it_and_print_it(opened: Page, theme: str) -> None:
    assert opened.evaluate("document.documentElement.scrollWidth") <= 360
    paper = opened.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(int(part) for part in paper[4:-1].split(",")) < 3 * 60) == (theme == "dark")
    months = opened.locator("nav a")
    assert months.count() == opened.locator("main section[id^=m]").count() > 1
    months.last.click()
    assert opened.evaluate("location.hash").startswith("#m")
    opened.emulate_media(media="print")
    colours = opened.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert colours == [WHITE, BLACK]
    assert not opened.locator("nav").is_visible()


def test_axe_finds_nothing_in_it(browser: Browser, pages: dict[str, Path], theme: str) -> None:
    """Looked at without the page's own rule against scripts, as the tool is one."""
    for language, path in pages.items():
        context = browser.new_context(
            bypass_csp=True, color_scheme="dark" if theme == "dark" else "light", locale=language
        )
        page = context.new_page()
        page.goto(path.as_uri())
        assert complaints_of_axe(page) == []
        context.close()

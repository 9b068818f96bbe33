"""Time zones on the phones of the page, in a real browser: each phone tells every time by its own clock."""

from __future__ import annotations

import pytest

from .conftest import OpenPage, Site
from .phones import AKI, MIKA, begin, newest, phone

pytestmark = pytest.mark.browser

MOMENT = {"type": "date_time", "offset": 0, "length": 4, "unix_time": 1_800_000_000, "date_time_format": "Dt"}


def test_a_phone_in_another_zone_tells_all_times_by_it(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    mika = begin(page)
    site.post("clock", set="2026-11-22T20:30:00+09:00")
    site.bot.call("sendMessage", chat_id=site.people()["Mika"], text="then", entities=[MOMENT])
    drawn = newest(mika).locator(".words time")
    drawn.wait_for()
    here = [drawn.inner_text(), newest(mika).locator(".foot time").inner_text()]
    mika.get_by_label("Time zone of Mika").select_option(label="Kolkata · GMT+5:30")
    there = [drawn.inner_text(), newest(mika).locator(".foot time").inner_text()]
    assert (here, there, drawn.get_attribute("title")) == (
        ["January 15, 2027 at 5:00 PM", "8:30 PM"],
        ["January 15, 2027 at 1:30 PM", "5:00 PM"],
        "Friday, January 15, 2027 at 1:30:00 PM GMT+5:30",
    )
    assert [phone(page, whose).locator(".clock").inner_text() for whose in (AKI, MIKA)] == [
        "20:30",
        "5:00 PM",
    ]


def test_the_days_between_messages_are_those_of_the_zone(open_page: OpenPage, site: Site) -> None:
    mika = begin(open_page())
    mika_id = site.people()["Mika"]
    for moment, text in (("2026-11-22T23:50:00+09:00", "late"), ("2026-11-23T00:10:00+09:00", "early")):
        site.post("clock", set=moment)
        site.bot.call("sendMessage", chat_id=mika_id, text=text)
    newest(mika).get_by_text("early").wait_for()
    gap = "article:has-text('late') + p.day"
    here = mika.locator(gap).count()
    mika.get_by_label("Time zone of Mika").select_option("Europe/Berlin")
    assert (here, mika.locator(gap).count()) == (1, 0)


def test_a_zone_is_kept_when_the_page_is_loaded_again_and_goes_when_all_begins_anew(
    open_page: OpenPage,
) -> None:
    page = open_page()
    choice = phone(page, MIKA).get_by_label("Time zone of Mika")
    choice.select_option("Asia/Kolkata")
    page.reload()
    choice.wait_for()
    kept = choice.input_value()
    page.get_by_role("button", name="Start over").click()
    phone(page, MIKA).locator(".zone:not(.away)").wait_for()
    assert (kept, choice.input_value()) == ("Asia/Kolkata", "")

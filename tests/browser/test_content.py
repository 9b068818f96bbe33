"""What messages carry, on the phones of the page in a real browser: marks, media, polls, keyboards, reactions."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import OpenPage, Site
from .content import PICTURE, SOUND, a_day
from .phones import AKI, MIKA, begin, expect_text, newest, phone, write
from .test_page import complaints_of_axe

pytestmark = pytest.mark.browser

SECRET: list[dict[str, Any]] = [{"type": "spoiler", "offset": 4, "length": 6}]


def test_a_spoiler_is_covered_until_enter_is_pressed_on_it(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    site.bot.call("sendMessage", chat_id=site.people()["Mika"], text="The secret.", entities=SECRET)
    cover = newest(mine).get_by_role("button", name="Show what is hidden")
    cover.wait_for()
    hidden = newest(mine).get_by_text("secret", exact=True)
    before = hidden.evaluate("node => node.inert")
    cover.press("Enter")
    assert (before, hidden.evaluate("node => node.inert"), cover.count()) == (True, False, 0)


def test_an_uncovered_spoiler_stays_so_when_more_arrives(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    mika = site.people()["Mika"]
    site.bot.call("sendMessage", chat_id=mika, text="The secret.", entities=SECRET)
    newest(mine).get_by_role("button", name="Show what is hidden").click()
    site.bot.call("sendMessage", chat_id=mika, text="And this.")
    expect_text(mine, "And this.")
    assert mine.get_by_role("button", name="Show what is hidden").count() == 0


def test_code_can_be_copied(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    mine = begin(page)
    code = [{"type": "pre", "offset": 0, "length": 8, "language": "python"}]
    site.bot.call("sendMessage", chat_id=site.people()["Mika"], text="print(1)", entities=code)
    expect_text(mine, "python")
    newest(mine).get_by_role("button", name="Copy the code").click()
    expect_text(mine.get_by_role("status"), "Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == "print(1)"


def test_a_long_quote_unfolds(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    text = "one\ntwo\nthree\nfour\nfive"
    quote = [{"type": "expandable_blockquote", "offset": 0, "length": len(text)}]
    site.bot.call("sendMessage", chat_id=site.people()["Mika"], text=text, entities=quote)
    drawn = mine.locator("blockquote.expandable")
    folded = drawn.evaluate("node => node.scrollHeight > node.clientHeight")
    mine.get_by_role("button", name="Show all of it").click()
    assert (folded, drawn.evaluate("node => node.scrollHeight > node.clientHeight")) == (True, False)


def test_a_moment_is_told_in_the_readers_zone_and_exactly_when_pointed_at(
    open_page: OpenPage, site: Site
) -> None:
    mine = begin(open_page())
    moment = [
        {"type": "date_time", "offset": 0, "length": 4, "unix_time": 1_800_000_000, "date_time_format": "t"}
    ]
    site.bot.call("sendMessage", chat_id=site.people()["Mika"], text="then", entities=moment)
    drawn = newest(mine).locator(".words time")
    drawn.wait_for()
    title = "Friday, January 15, 2027 at 5:00:00 PM GMT+9"
    assert (drawn.inner_text(), drawn.get_attribute("title")) == ("5:00 PM", title)


def test_a_tapped_command_is_sent(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    site.bot.call("sendMessage", chat_id=site.people()["Mika"], text="Try /need now")
    mine.get_by_role("button", name="/need").click()
    expect_text(mine, "You wrote: /need")


def test_an_album_is_one_group_of_pictures(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    media = [{"type": "photo", "media": f"attach://p{number}"} for number in range(3)]
    media[0]["caption"] = "Three of today"
    files = {f"p{number}": ("a.png", PICTURE) for number in range(3)}
    site.bot.upload("sendMediaGroup", files, chat_id=site.people()["Mika"], media=media)
    expect_text(mine, "Three of today")
    shown = newest(mine).get_by_role("group", name="Album with 3 items").locator("img")
    assert shown.count() == 3


def test_a_file_shows_its_name_and_size(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    files = {"document": ("notes.txt", b"x" * 2048)}
    site.bot.upload("sendDocument", files, chat_id=site.people()["Mika"])
    newest(mine).get_by_role("link", name="Open notes.txt, 2 kB").wait_for()


def test_a_voice_message_plays(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    site.bot.upload("sendVoice", {"voice": ("v.ogg", SOUND)}, chat_id=site.people()["Mika"], duration=2)
    mine.get_by_role("button", name="Play: Voice message").click()
    mine.get_by_role("button", name="Pause: Voice message").wait_for()


def test_a_vote_shows_the_results_and_can_be_taken_back(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    options = [{"text": "Soup"}, {"text": "Curry"}]
    site.bot.call("sendPoll", chat_id=site.people()["Mika"], question="Tonight?", options=options)
    mine.get_by_role("button", name="Soup").click()
    expect_text(mine, "100%")
    mine.get_by_role("button", name="Retract the vote").click()
    mine.get_by_role("button", name="Soup").wait_for()
    expect_text(mine, "0 votes")


def test_a_quiz_tells_the_right_answer_afterwards(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    options = [{"text": "One"}, {"text": "Two"}]
    quiz = {"type": "quiz", "correct_option_ids": [1], "explanation": "Phobos and Deimos."}
    mika = site.people()["Mika"]
    site.bot.call("sendPoll", chat_id=mika, question="How many moons?", options=options, **quiz)
    mine.get_by_role("button", name="One").click()
    mine.get_by_text("Phobos and Deimos.").wait_for()
    signs = newest(mine).locator(".results .sign")
    assert [sign.get_attribute("aria-label") for sign in signs.all()] == ["wrong answer", "right answer"]


def test_a_key_of_the_bots_keyboard_is_pressed_and_the_keyboard_hides(
    open_page: OpenPage, site: Site
) -> None:
    mine = begin(open_page())
    keys = {"keyboard": [["Yes", "No"]], "one_time_keyboard": True, "input_field_placeholder": "Yes or no"}
    site.bot.call("sendMessage", chat_id=site.people()["Mika"], text="Well?", reply_markup=keys)
    mine.get_by_placeholder("Yes or no").wait_for()
    mine.get_by_role("button", name="Yes", exact=True).click()
    expect_text(mine, "You wrote: Yes")
    mine.get_by_role("button", name="Show the keyboard").click()
    mine.get_by_role("button", name="No", exact=True).wait_for()


def test_a_phone_number_is_shared_only_when_the_person_agrees(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    keys = {"keyboard": [[{"text": "My number", "request_contact": True}]]}
    site.bot.call("sendMessage", chat_id=site.people()["Mika"], text="Your number?", reply_markup=keys)
    mine.get_by_role("button", name="My number").click()
    mine.get_by_role("button", name="Cancel").click()
    assert mine.locator(".message a.card").count() == 0
    mine.get_by_role("button", name="My number").click()
    mine.get_by_role("button", name="Share", exact=True).click()
    mine.locator(".message a.card").wait_for()


def test_a_reaction_is_added_and_taken_back(open_page: OpenPage) -> None:
    mine = begin(open_page())
    newest(mine).hover()
    newest(mine).get_by_role("button", name="React").click()
    newest(mine).get_by_role("button", name="🎉").click()
    mine.get_by_role("button", name="🎉, 1").click()
    mine.get_by_role("button", name="🎉, 1").wait_for(state="detached")


def test_the_bar_of_what_is_pinned_leads_to_it(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    mika = site.people()["Mika"]
    first = site.bot.call("sendMessage", chat_id=mika, text="Keep this.")
    for number in range(20):
        site.bot.call("sendMessage", chat_id=mika, text=f"line {number}")
    site.bot.call("pinChatMessage", chat_id=mika, message_id=first["message_id"])
    mine.get_by_role("button", name="Pinned message: Keep this.").click()
    mine.locator("article.found").get_by_text("Keep this.").wait_for()


def test_what_is_new_stands_below_a_line(open_page: OpenPage, site: Site) -> None:
    mine = begin(open_page())
    write(mine, "hello")
    expect_text(mine, "You wrote: hello")
    mine.get_by_role("button", name="Back to the chats").click()
    site.bot.call("sendMessage", chat_id=site.people()["Mika"], text="While you were away.")
    mine.locator(".chats .badge").wait_for()
    mine.locator(".chats button").click()
    line = mine.locator("p.unread")
    below = line.evaluate("node => node.nextElementSibling.querySelector('.words').textContent")
    assert (line.inner_text(), below) == ("Unread messages", "While you were away.")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-US", "ja-JP"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_a_chat_with_everything(
    open_page: OpenPage, site: Site, width: int, locale: str, theme: str
) -> None:
    page = open_page(width, locale, theme)
    begin(page, AKI)
    a_day(site.bot, site.people()["Aki"])
    expect_text(phone(page, AKI), "After all of it.")
    assert complaints_of_axe(page) == []


def test_a_chat_with_everything_is_not_wider_than_the_narrowest_screen(
    open_page: OpenPage, site: Site
) -> None:
    page = open_page(360)
    begin(page, AKI)
    a_day(site.bot, site.people()["Aki"])
    expect_text(phone(page, AKI), "After all of it.")
    wider = "log => log.scrollWidth > log.clientWidth"
    log = phone(page, AKI).get_by_role("log")
    assert (page.evaluate("document.documentElement.scrollWidth"), log.evaluate(wider)) == (360, False)


def test_the_inspector_follows_the_newest_update_and_call(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    mine = begin(page, MIKA)
    page.get_by_role("button", name="Inspector").click()
    write(mine, "look")
    inspector = page.get_by_role("complementary", name="Inspector")
    inspector.get_by_text('"You wrote: look"').first.wait_for()
    inspector.get_by_text('"look"').wait_for()
    assert complaints_of_axe(page) == []


def test_a_person_is_added_and_shown_in_place_of_another(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="People").click()
    for name in ("Noa", "Ren"):
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_role("region", name=f"{name}’s phone").wait_for()
    assert complaints_of_axe(page) == []
    assert page.locator(".phone h2").count() == 3

"""A chat that is cleared, as two people see it on their phones (T-4)."""

from __future__ import annotations

import pytest

from .conftest import OpenPage
from .evening import Hand, running_demo
from .phones import AKI, MIKA, phone
from .test_page import complaints_of_axe

pytestmark = pytest.mark.browser

LINE = "Cleared what I can / 消せるものは消しました"


@pytest.mark.timeout(100)
def test_two_people_clear_their_chats(open_page: OpenPage) -> None:
    with running_demo() as address:
        page = open_page()
        page.goto(address)
        page.get_by_role("complementary").get_by_role("button", name="Ready couple").click()
        for hand in (Hand(phone(page, AKI), "ja"), Hand(phone(page, MIKA), "en")):
            hand.reads("You're connected / つながりました")
            hand.writes("He said he'll kill me if I leave / 別れるなら殺すと言われました")
            hand.taps("Hide this chat / このチャットを隠す", "That sounds serious / とても大事なこと")
            hand.reads(LINE)
            hand.phone.locator("article").nth(1).wait_for(state="detached")
            assert hand.phone.locator("article").count() == 1
        assert complaints_of_axe(page) == []
        for hand in (Hand(phone(page, AKI), "ja"), Hand(phone(page, MIKA), "en")):
            hand.taps("Delete this line / この案内も消す", LINE)
            hand.phone.locator("article").first.wait_for(state="detached")
        assert complaints_of_axe(page) == []
        page.goto("about:blank")

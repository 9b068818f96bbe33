"""The first evening of two newcomers, on the page of the real demo: each in one language, then swapped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from .conftest import OpenPage
from .evening import Hand, let_time_pass, running_demo
from .phones import AKI, MIKA, phone
from .test_page import complaints_of_axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@dataclass
class Evening:
    """The page, the two, and the chat they share once they have made it."""

    page: Page
    aki: Hand
    mika: Hand
    shared: str = ""

    @property
    def ours(self) -> str:
        """The language of the shared chat's buttons: that of Aki, who made it."""
        return self.aki.language

    def both_open_the_shared_chat(self) -> None:
        for hand in (self.aki, self.mika):
            hand.opens(self.shared)

    def both_open_attune(self) -> None:
        for hand in (self.aki, self.mika):
            hand.opens_attune()

    def is_usable_by_everyone(self) -> None:
        assert complaints_of_axe(self.page) == []


@pytest.fixture
def evening(open_page: OpenPage) -> Iterator[Evening]:
    """Seven in the evening; Aki's phone is Japanese, Mika's is English."""
    with running_demo() as address:
        page = open_page()
        page.goto(address)
        let_time_pass(page, "19:00")
        phone(page, AKI).locator(".clock").get_by_text("19:00").wait_for()
        yield Evening(page, Hand(phone(page, AKI), "ja"), Hand(phone(page, MIKA), "en"))
        page.goto("about:blank")


@pytest.mark.timeout(100)
def test_two_newcomers_have_a_whole_evening(evening: Evening) -> None:
    aki, mika = evening.aki, evening.mika
    they_become_a_couple(evening)
    they_check_in(evening)
    aki_asks_and_mika_answers(evening)
    mika_says_something_hot(evening)
    they_pause_and_come_back(evening)
    for hand in (aki, mika):
        looks_around(hand)
    evening.is_usable_by_everyone()


@pytest.mark.timeout(100)
def test_the_same_evening_with_the_languages_swapped(evening: Evening) -> None:
    evening.aki = evening.aki.speaks("Aki", "en")
    evening.mika = evening.mika.speaks("Mika", "ja")
    they_become_a_couple(evening)
    they_check_in(evening)
    aki_asks_and_mika_answers(evening)


def they_become_a_couple(evening: Evening) -> None:
    """As the guide says: Start, the shared chat, then each privately."""
    aki, mika, page = evening.aki, evening.mika, evening.page
    aki.phone.get_by_role("button", name=aki.words("Start / 開始"), exact=True).click()
    aki.taps("Close / とじる", under="I'm Attune / Attuneです")  # the rest begins in the shared chat
    aki.reads("Closed. / とじました。")
    page.get_by_role("button", name="Make the shared chat").click()
    aki.reads("Hello, both of you / おふたりとも")
    evening.shared = aki.phone.locator("h3").inner_text()
    evening.is_usable_by_everyone()
    sets_up(aki, evening.ours, "Hello, both of you / おふたりとも")
    aki.reads("As soon as you both are / ふたりがそろったら")
    sets_up(mika, evening.ours, "one of you is ready / おひとりの準備ができました")
    mika.reads("You're connected / つながりました")
    aki.reads("You're connected / つながりました")
    evening.is_usable_by_everyone()


def sets_up(hand: Hand, ours: str, invitation: str) -> None:
    """From the button in the shared chat to the yes: language, a city typed and taken at its word, hour."""
    invited = hand.reading(ours)
    invited.taps("Set up privately / 個別に準備する", under=invitation)
    hand.taps("English / 日本語", under="Which language / どちらのことば")
    if hand.language == "ja":
        hand.taps("いいえ、変える", under="東京の時計です")
    hand.writes("Tokyo / 東京", after="What time is it for you now / そちらは今、何時ですか")
    hand.reads("in Tokyo now. / 東京は今")
    hand.taps("Evening 20:30 / 夜 20:30", under="When may I write / いつお声がけしましょうか")
    hand.taps("Yes, I'd like this / はい、使います", under="Before you say yes / はじめる前に")


def they_check_in(evening: Evening) -> None:
    """The evening comes; each answers alone, and what they said opens for both at once."""
    aki, mika = evening.aki, evening.mika
    let_time_pass(evening.page, "20:30")
    aki.taps("🪫 Little / 🪫 少なめ", under="Thirty seconds? / 30秒だけ、いいですか？")
    says_how_it_is(aki, "Tired / つかれた", "Worn out / くたくた", "The first coffee / 朝のコーヒー")
    aki.reads("Sealed. / しまっておきます。")
    aki.opens(evening.shared)
    assert not aki.has_read("The first coffee / 朝のコーヒー")
    mika.taps("🔋 Some / 🔋 そこそこ", under="Thirty seconds? / 30秒だけ、いいですか？")
    says_how_it_is(mika, "Warm / あたたかい", "Tender / いとおしい", "The dog on the tram / 電車の犬")
    mika.reads("open for you both now, in your shared chat / ふたりのチャットでひらきました")
    mika.opens(evening.shared)
    for hand in (aki, mika):
        hand.reads("little room · worn out · could use someone to listen")
        hand.reads("ゆとりは少なめです。くたくたです。")
        hand.reads(aki.words("Aki: “The first coffee” / Akiさん：「朝のコーヒー」"))
        hand.reads(mika.words("Mika: “The dog on the tram” / Mikaさん：「電車の犬」"))
    evening.is_usable_by_everyone()
    aki.reading(evening.ours).taps("❤️", under="Want to say something back? / 何か返しますか？")
    evening.both_open_attune()
    mika.reads("Aki sends you a ❤️ / Akiさんから、チェックインに ❤️")


def says_how_it_is(hand: Hand, family: str, word: str, line: str) -> None:
    hand.taps(family, under="A word for how you are? / 今の気持ちに近いことばは？")
    hand.taps(word, under="Which one is closest? / いちばん近いのは？")
    hand.taps("Listening / 聞いてほしい", under="Anything you could use / してもらえたらうれしいことは？")
    hand.writes(line, after="One line is plenty. / ひとことで大丈夫です。")
    hand.taps("Done / できた", under="When you both have / ふたりがそろったら")


def aki_asks_and_mika_answers(evening: Evening) -> None:
    """A need goes from one language to the other, and a promise with a time comes back."""
    aki, mika = evening.aki, evening.mika
    aki.writes("/menu")
    aki.taps("Ask for a need / お願いする", under="which one would help / どれが助けに")
    aki.taps("Someone to listen / 聞いてほしい", under="What would help most / いちばん助けになるのは")
    aki.taps("Tired / つかれた", under="How does it feel? / どんな気持ちですか？")
    aki.taps("Worn out / くたくた", under="Which one is closest? / いちばん近いのは？")
    aki.writes("the call with my sister / 妹との電話", after="What's happening? / 何がありましたか？")
    aki.taps("10 minutes / 10分だけ", under="do? Tap one / 何をしてもらえたら")
    aki.taps("Tonight / 今夜", under="When would it help? / いつだと助かりますか？")
    aki.taps("Quite a bit / わりと", under="How much does it matter? / どのくらい大切ですか？")
    assert not mika.has_read(aki.words("the call with my sister / 妹との電話"))
    aki.taps("Send to us / ふたりへ送る", under="That's the card. / こんなカードになりました。")
    aki.reads("It's on its way to Mika / Mikaさんに届けます")
    evening.both_open_the_shared_chat()
    mika.reads("Could you listen for ten minutes tonight? / 今夜、10分ほど話を聞いてもらえたらうれしいです。")
    mika.reading(evening.ours).taps("I hear you / 届いてるよ", under="Aki is asking / Akiさんからのお願い")
    aki.reads("Mika hears you. / Mikaさんから：「届いてるよ」")
    mika.opens_attune()
    mika.taps("I can do that / できそう", under="If you'd like to add a line / ひとこと添えるなら")
    mika.writes("21:30", after="When? Tap one / いつにしますか？")
    mika.reads("I'll remind you quietly / そっとお知らせします")
    aki.reads("Mika can do that / Mikaさんは、できそうです")
    evening.is_usable_by_everyone()


def mika_says_something_hot(evening: Evening) -> None:
    """Three taps lead from the hot words to gentle ones; what Aki reads is what Mika has seen before."""
    aki, mika = evening.aki, evening.mika
    mika.writes("/help_me_say_this")
    mika.writes(
        "You never listen to me. You're always on your phone at dinner!!", after="Paste or type it as it is"
    )
    mika.taps("Lonely", under="How did it feel?")
    mika.taps("Listen to me", under="What would you like instead?")
    mika.taps("Use A", under="Which comes closest?")
    quotes = mika.reads("That's how Aki will read it.").locator("blockquote")
    gentle = quotes.first.inner_text()
    mika.taps("Send to us", under="That's how Aki will read it.")
    aki.reads(gentle.split("\n")[0])
    assert not aki.has_read("never")
    evening.is_usable_by_everyone()


def they_pause_and_come_back(evening: Evening) -> None:
    """Aki tells nobody how hot it is; both get the same line, and both are asked on the return."""
    aki, mika = evening.aki, evening.mika
    aki.opens_attune()
    aki.writes("/tense")
    aki.taps("Hot / かっとなっている", under="What's it like inside? / 今、気持ちはどんな様子ですか。")
    aki.taps("Go on / 次へ", under="Is it about one of these? / 近いものはありますか。")
    aki.taps("Keep it to myself / 自分だけにする", under="Keep this to yourself / 自分だけにしておきますか。")
    aki.taps("Pause 20 min / 20分休む", under="Kept to yourself. / 自分だけにとどめました。")
    aki.taps("Start now / 始める", under="Shall I tell you both this? / ふたりにこう伝えて")
    for hand in (aki, mika):
        hand.reads("Nobody has to solve anything until then. / それまで、何も解決しなくて大丈夫です。")
    assert not mika.has_read("Hot")
    let_time_pass(evening.page, "20:59")
    aki.taps("Settled / 静まった", under="Your answer isn't shown to anyone. / 答えは、だれにも見せません。")
    mika.taps("Nearly / もう少し", under="Your answer isn't shown to anyone. / 答えは、だれにも見せません。")
    mika.reads("It goes on in your shared chat / ふたりのチャットで続けます")
    evening.both_open_the_shared_chat()
    together = mika.reading(evening.ours)
    together.taps(
        "Just be together / ただ一緒にいる", under="The pause can end here. / お休みは、ここまでにできます。"
    )
    aki.reads("be together for a bit / ただ一緒に。")
    evening.is_usable_by_everyone()
    evening.both_open_attune()


def looks_around(hand: Hand) -> None:
    """Settings, privacy, and where to find help."""
    hand.writes("/settings")
    hand.taps("Privacy / プライバシー", under="Quiet: / 静かにする時間：")
    hand.taps("How long it's kept / 残す期間", under="It is stored encrypted / 暗号化して")
    hand.reads("Drafts and open questions: / 下書きと途中の質問：")
    hand.writes("/support")
    hand.taps(
        "A very hard time / とてもつらい",
        under="Opening this is noted nowhere. / 開いたことは、どこにも残りません。",
    )
    hand.taps("Japan / 日本", under="You don't have to carry this alone. / ひとりで抱えなくて大丈夫です。")
    hand.reads("119")

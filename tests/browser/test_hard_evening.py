"""A hard evening of two people who know Attune: flooded, a pause, taking turns, a hand held out, a thank-you."""

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

OURS = "ja"  # the shared chat speaks like Aki, who made it
SHARED = "Aki & Mika"


@dataclass
class Couple:
    """The page and the two who are ready: Aki reads Japanese, Mika reads English."""

    page: Page
    aki: Hand
    mika: Hand

    def is_usable_by_everyone(self) -> None:
        assert complaints_of_axe(self.page) == []


@pytest.fixture
def couple(open_page: OpenPage) -> Iterator[Couple]:
    """Seven in the evening; both have set everything up."""
    with running_demo() as address:
        page = open_page()
        page.goto(address)
        page.get_by_role("complementary").get_by_role("button", name="Ready couple").click()
        both = Couple(page, Hand(phone(page, AKI), "ja"), Hand(phone(page, MIKA), "en"))
        for hand in (both.aki, both.mika):
            hand.reads("You're connected / つながりました")
        let_time_pass(page, "19:00")
        phone(page, AKI).locator(".clock").get_by_text("19:00").wait_for()
        yield both
        page.goto("about:blank")


@pytest.mark.timeout(100)
def test_two_people_come_through_a_hard_evening(couple: Couple) -> None:
    aki, mika, page = couple.aki, couple.mika, couple.page
    is_flooded(aki)
    asks_for_a_pause(aki, mika)
    couple.is_usable_by_everyone()
    aki_and_mika_pause(couple)
    let_time_pass(page, "19:25")
    they_come_back(couple)
    mika_proposes_to_take_turns(mika, aki)
    each_keeps_a_line(aki, mika)
    mika_speaks_and_aki_listens(couple)
    aki_speaks_and_mika_listens(aki, mika)
    they_close_together(couple)
    couple.is_usable_by_everyone()
    mika_holds_out_a_hand(mika, aki)
    aki_says_thank_you(aki, mika)
    couple.is_usable_by_everyone()


@pytest.mark.timeout(100)
def test_the_same_evening_with_the_languages_swapped(couple: Couple) -> None:
    """What Aki did in Japanese Mika does in English, and the other way round; this time it takes longer."""
    aki, mika, page = couple.aki, couple.mika, couple.page
    is_flooded(mika)
    keeps_it_and_pauses(mika, aki)
    let_time_pass(page, "19:25")
    one_is_not_ready_yet(mika, aki)
    let_time_pass(page, "19:55")
    they_leave_it_and_mend(aki, mika)
    aki_proposes_and_mika_has_another_topic(aki, mika)
    aki_speaks_in_japanese(aki, mika)
    couple.is_usable_by_everyone()
    mika_closes_alone(couple)
    mika_says_thank_you(mika, aki)


def is_flooded(hand: Hand) -> None:
    """Level five, and one reason."""
    hand.writes("/tense")
    hand.taps("Flooded / あふれている", under="What's it like inside? / 今、気持ちはどんな様子ですか。")
    reason = "Is it about one of these? / 近いものはありますか。"
    hand.taps("I don't feel heard / 聞いてもらえない", under=reason)
    hand.phone.get_by_role("button", name="✓").wait_for()
    hand.taps("Go on / 次へ", under=reason)


def asks_for_a_pause(hand: Hand, other: Hand) -> None:
    """One line goes over; the level and the reason do not."""
    hand.taps("Send one line / 一行だけ伝える", under="Keep this to yourself / 自分だけにしておきますか。")
    hand.taps("A pause / ひと休みしたい", under="What would you like / 今、どうできたらうれしいですか。")
    preview = hand.reads("Shall it go to / この一行を").inner_text()
    hand.taps("Send it / 送る", under="Shall it go to / この一行を")
    line = "Aki is finding it tense right now and would like a pause."
    assert line in preview
    other.taps("What could help / できること", under=line)
    other.reads("Listening a little or resting a little / 少し聞くことも、少し休むこともできます。")
    assert not other.has_read("Flooded / あふれている")
    assert not other.has_read("feel heard / 聞いてもらえない")


def aki_and_mika_pause(couple: Couple) -> None:
    """Both read the same. Whatever gets typed meanwhile goes nowhere."""
    aki, mika = couple.aki, couple.mika
    pauses(aki, mika)
    mika.taps("An idea / できること", under="Pausing here / ここでいったん休みます。")
    mika.writes("/help_me_say_this You never listen to me.")
    mika.reads("You're both pausing until / までふたりともお休み中です。")
    assert not aki.has_read("never listen")


def pauses(hand: Hand, other: Hand) -> None:
    hand.taps("Break now / 今すぐ休む", under="Nothing has to be said now. / 今は何も言わなくて大丈夫です。")
    hand.taps("Start now / 始める", under="Shall I tell you both this? / ふたりにこう伝えて")
    for one in (hand, other):
        one.reads("Nobody has to solve anything until then. / それまで、何も解決しなくて大丈夫です。")


def keeps_it_and_pauses(hand: Hand, other: Hand) -> None:
    """Nothing goes over but the pause."""
    hand.taps(
        "Keep it to myself / 自分だけにする", under="Keep this to yourself / 自分だけにしておきますか。"
    )
    pauses(hand, other)
    assert not other.has_read("tense right now / 張りつめています")


WATER = "Your answer isn't shown to anyone. / 答えは、だれにも見せません。"


def they_come_back(couple: Couple) -> None:
    """Each is asked alone. What comes now is chosen together."""
    aki, mika = couple.aki, couple.mika
    aki.taps("Settled / 静まった", under=WATER)
    aki.reads("It goes on in your shared chat / ふたりのチャットで続けます")
    mika.reads("You kept this for later. / お預かりしていたことば")
    mika.taps("Nearly / もう少し", under=WATER)
    mika.reads("It goes on in your shared chat / ふたりのチャットで続けます")
    mika.opens(SHARED)
    mika.reading(OURS).taps("Take turns / 順番に話す", under="The pause can end here. / ここまでにできます。")
    mika.reads("Then take turns, once you're both in. / では、順番に話しましょう。")
    mika.opens_attune()


def one_is_not_ready_yet(hand: Hand, other: Hand) -> None:
    """Twenty minutes more for both; nobody reads who wanted them."""
    other.taps("Nearly / もう少し", under=WATER)
    hand.taps("Not yet / まだ", under=WATER)
    for one in (hand, other):
        one.reads("A little longer is fine. / もう少し休んでも大丈夫です。")


def mika_proposes_to_take_turns(mika: Hand, aki: Hand) -> None:
    """Something light for the first time; Aki reads it in Japanese as Mika has seen it there."""
    proposes(mika, "Mika first / Mikaから", "Dinner plans / 夕ごはん")
    card = aki.reads("would like to take turns / 順番に話しませんか")
    assert [card.locator("blockquote").inner_text(), aki.has_read("10分。Mikaさんからです。")] == [
        "夕ごはんを、どう決めるか",
        True,
    ]
    aki.taps("I'm in / 始めたい", under="would like to take turns / 順番に話しませんか")


def proposes(hand: Hand, first: str, topic: str) -> None:
    hand.taps(topic, under="For a first time / はじめてのときは")
    hand.taps("10 minutes / 10分", under="It ends by itself / 時間が来れば終わり")
    hand.taps(first, under="Who goes first? / どちらから話しますか。")
    hand.taps("I'm in / 始めたい", under="Are you in? / 始めますか。")
    hand.reads("It begins once you're both in / ふたりがそろったら、始まります。")


UNDER = "what matters most to you? / いちばん大切なのは何ですか。"


def each_keeps_a_line(aki: Hand, mika: Hand) -> None:
    """For their own eyes. Before both have theirs nothing begins."""
    aki.writes("Eating together / 一緒に食べる時間", after=UNDER)
    aki.reads("Kept for you. / そっとしまいました。")
    mika.writes("To know when to expect you", after=UNDER)
    mika.reads("You have the floor. / あなたの番です。")
    aki.reads("Mika has the floor. / Mikaさんの番です。")
    assert not aki.has_read("To know when")


STANDS = "how it will stand. / このまま届きます。"


def mika_speaks_and_aki_listens(couple: Couple) -> None:
    """Said more gently, heard, made complete, and understood. What Aki types meanwhile waits for Aki's turn."""
    aki, mika = couple.aki, couple.mika
    aki.writes("I wish I had told you / 先に言えばよかった")
    aki.taps("Keep it / とっておく", under="Want me to keep that / とっておきますか。")
    mika.writes("You're always late for dinner and I feel lonely. Can you text me?")
    mika.taps("A gentler way / やわらかく", under="One phrase might land hard / 強く届くかもしれない")
    gentle = mika.reads("with a little help on the wording / 手伝ってもらいました")
    said = gentle.locator("blockquote").inner_text().split("\n")[0]
    mika.taps("Say it / 伝える", under=STANDS)
    aki.reads(said)
    assert not aki.has_read("always")
    aki.taps("So for you … / だったんだね", under="What did you hear? / どんなふうに聞こえましたか。")
    aki.writes("遅くなると、さみしかったんだね。", after="Put your own words / ご自分のことばにして")
    aki.taps("Say it back / ことばで返す", under=STANDS)
    mika.reads("遅くなると、さみしかったんだね。")
    mika.taps("Almost / もう少し", under="Is that it? / そのとおりですか。")
    mika.writes("And hungry.", after="What's missing? / 足りないところは何ですか。")
    mika.taps("Add it / 添える", under=STANDS)
    aki.taps(
        "It makes sense … / もっともだね", under="what makes sense about it? / うなずけるところをひとつ。"
    )
    aki.writes(
        "待っていたんだから、もっともだね。", after="Type the whole line / 一行まるごと書いてください。"
    )
    aki.taps("Say it / 伝える", under=STANDS)
    mika.taps("Pass the floor / 交代する", under="Keep the floor, or pass it? / もう少し話しますか。")


def aki_speaks_and_mika_listens(aki: Hand, mika: Hand) -> None:
    """With what was kept for it; then it is enough for today."""
    speak = "You have the floor. / あなたの番です。"
    aki.taps("Use 2 / 2を使う", under=speak)
    aki.taps("Say it / 伝える", under=STANDS)
    mika.writes("You wish I had known.", after="What did you hear? / どんなふうに聞こえましたか。")
    mika.taps("Say it back / ことばで返す", under=STANDS)
    aki.taps("Yes / そのとおり", under="You wish I had known.")
    mika.taps("Skip / とばす", under="what makes sense about it? / うなずけるところをひとつ。")
    aki.taps("Enough for today / 今日はここまで", under="Keep the floor, or pass it? / もう少し話しますか。")


def they_close_together(couple: Couple) -> None:
    """Two lines each. Nobody reads the other's before both are there; both keep them."""
    aki, mika = couple.aki, couple.mika
    closes(aki, "waiting is lonely / 待つのはさみしいこと", "a line at seven / 7時に一言送る")
    aki.reads("They're safe with me / お預かりしました。")
    mika.opens(SHARED)
    assert not mika.has_read(aki.words("waiting is lonely / 待つのはさみしいこと"))
    mika.opens_attune()
    closes(mika, "work runs over", "dinner at eight")
    for hand in (aki, mika):
        hand.opens(SHARED)
        ours = hand.reads("unless you both keep them / 「まとめを残す」を選ぶと残ります。").inner_text()
        for line in (
            "Akiさんが、前よりわかったこと：待つのはさみしいこと",
            "Aki can agree with or do: 7時に一言送る",
            "Mikaさんが、前よりわかったこと：work runs over",
            "Mika can agree with or do: dinner at eight",
        ):
            assert line in ours
        hand.reading(OURS).taps("Keep our summary / まとめを残す", under="can agree with or do")
    aki.reads("Your summary is kept / まとめを残しました。")
    for hand in (aki, mika):
        hand.opens_attune()


def closes(hand: Hand, understood: str, agreed: str) -> None:
    hand.taps("Write them / 二行を書く", under="Two small lines to close / しめくくりに短い二行を。")
    hand.writes(understood, after="One thing I understood better: / 前より、わかったこと：")
    hand.writes(agreed, after="One thing I can agree with or do: / うなずけること、できそうなこと：")
    hand.taps("Ready / これでよい", under="once both have theirs. / ふたりの分がそろったら、")


def mika_holds_out_a_hand(mika: Hand, aki: Hand) -> None:
    """A line to borrow, which each reads in their own language; the answer comes back."""
    mika.writes("/repair")
    mika.taps("My part in it / 自分のぶん", under="What could help now? / 助けになりますか？")
    mika.taps("That came out harder than I meant.", under="A line to borrow / 借りても")
    mika.taps("Send to us / ふたりへ送る", under="This is what Aki reads. / このとおりに届きます。")
    aki.opens(SHARED)
    aki.reads("思ったより、強い言い方になった。")
    aki.reading(OURS).taps("Yes, back together / うん、仲直り", under="holds out a hand / 仲直りのひとこと：")
    mika.opens(SHARED)
    mika.reads("Aki says yes: back together.")
    for hand in (aki, mika):
        hand.opens_attune()


def aki_says_thank_you(aki: Hand, mika: Hand) -> None:
    """Aki's own words; Mika keeps a copy that nobody else sees."""
    aki.writes("/thanks")
    aki.writes("夕ごはんを作ってくれた", after="What did Mika do? / 何をしてくれましたか？")
    aki.writes("家に帰った気がした", after="What did it mean / どんな気持ちになりましたか？")
    aki.taps("Send to us / ふたりへ送る", under="This is what Mika reads. / このとおりに届きます。")
    mika.opens(SHARED)
    mika.reading(OURS).taps("Keep it / とっておく", under="says thank you: / ありがとう：")
    mika.opens_attune()
    mika.writes("/kept")
    kept = mika.reads("1 of 2, kept")  # the other is the summary
    assert kept.locator("blockquote").inner_text().split("\n") == [
        "夕ごはんを作ってくれた",
        "家に帰った気がした",
    ]


def they_leave_it_and_mend(aki: Hand, mika: Hand) -> None:
    """Back, and no talk: a hand is held out instead, privately, and a "not yet" names its time."""
    for hand in (aki, mika):
        hand.taps("Settled / 静まった", under=WATER)
    aki.opens(SHARED)
    aki.taps("Leave it for today / 今日はここまで", under="The pause can end here. / ここまでにできます。")
    aki.reads("Leaving it for today. / 今日はここまでにします。")
    aki.opens_attune()
    aki.writes("/repair")
    aki.writes("さっきは、きつい言い方だった。", after="What could help now? / 助けになりますか？")
    aki.taps("Send privately / 相手だけに送る", under="This is what Mika reads. / このとおりに届きます。")
    mika.taps("Thank you, not yet", under="さっきは、きつい言い方だった。")
    mika.taps("In an hour", under="A “not yet” is a good answer.")
    mika.reads("Thank you for naming a time.")
    aki.reads("Mika says thank you, and not yet / ありがとう。もう少し待ってね")


def aki_proposes_and_mika_has_another_topic(aki: Hand, mika: Hand) -> None:
    """Whoever is asked may begin with something else; that is a proposal of their own."""
    aki.writes("/turns")
    proposes(aki, "Aki first / Akiから", "The weekend / 週末のこと")
    mika.taps("Another topic", under="Aki goes first")
    mika.writes("texting when one of us is late", after="What would you rather begin with?")
    mika.taps("I'm in", under="Are you in?")
    aki.taps("I'm in / 始めたい", under="texting when one of us is late")
    for hand in (aki, mika):
        hand.taps("Skip / とばす", under=UNDER)


def aki_speaks_in_japanese(aki: Hand, mika: Hand) -> None:
    """What lands hard is softened in Japanese, too. Heard twice, it is good enough."""
    aki.writes(
        "なんでいつも連絡くれないの。昨日の夕ごはん、さみしかった。遅れるときは6時までに連絡してほしい。",
        after="You have the floor. / あなたの番です。",
    )
    aki.taps("A gentler way / やわらかく", under="One phrase might land hard / 強く届くかもしれない")
    gentle = aki.reads("with a little help on the wording / 手伝ってもらいました")
    said = gentle.locator("blockquote").inner_text().split("\n")[0]
    aki.taps("Say it / 伝える", under=STANDS)
    mika.reads(said)
    assert not mika.has_read("なんでいつも")
    mika.taps("It sounds like …", under="What did you hear?")
    says_back(mika, "It sounds like dinner was lonely.", after="Put your own words")
    aki.taps("Not yet / まだ", under="It sounds like dinner was lonely.")
    says_back(mika, "And you would like a line by six.", after="what else did you hear?")
    aki.taps("Yes / そのとおり", under="Good enough to go on? / だいたい、そのとおりですか。")
    mika.taps("Skip", under="what makes sense about it?")
    aki.taps("Enough for today / 今日はここまで", under="Keep the floor, or pass it? / もう少し話しますか。")


def says_back(hand: Hand, words: str, after: str) -> None:
    hand.writes(words, after=after)
    hand.taps("Say it back / ことばで返す", under=STANDS)


def mika_closes_alone(couple: Couple) -> None:
    """Aki writes nothing. An hour later Mika's lines may go by themselves, and nothing is said of Aki's."""
    aki, mika, page = couple.aki, couple.mika, couple.page
    closes(mika, "that silence is long", "a line by six")
    mika.reads("They're safe with me")
    let_time_pass(page, "21:00")
    mika.taps("Send mine", under="They can go out by themselves")
    aki.opens(SHARED)
    aki.reads("Mikaさんが、うなずけること・できること：a line by six")
    assert not aki.has_read("まとめを残す")
    aki.opens_attune()


def mika_says_thank_you(mika: Hand, aki: Hand) -> None:
    """For Aki alone, who would like to hear more."""
    mika.writes("/thanks you stayed")
    mika.taps("Skip", under="What did it mean to you?")
    mika.taps("Send privately", under="This is what Aki reads.")
    aki.taps("Tell me more / もっと聞きたい", under="you stayed")
    mika.taps("Tell more", under="Aki would like to hear more about it.")
    mika.writes("it helped that you came back", after="What more would you like to tell Aki?")
    mika.taps("Send it", under="This is what Aki reads.")
    aki.reads("it helped that you came back")

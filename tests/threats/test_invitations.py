"""Who was sent a link, or came by one, is nobody's partner until the one who gave it out says so (T-7)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from conversations.dialogue.phrases import say
from tests.flows.needing import BOOK, told
from tests.stage import Phone, Stage, lives_in

CITY = {"en": "London", "ja": "東京"}
OVER = "invite.over.text"


def says_yes(phone: Phone, start: str = "/start") -> None:
    """From the first hello to the yes."""
    phone.says(start)
    phone.taps(told(phone, f"welcome.language.options.{phone.language}"))
    lives_in(phone, CITY[phone.language])
    for key in ("welcome.hour.options.evening", "welcome.consent.options.yes"):
        phone.taps(told(phone, key))


def link_of(phone: Phone) -> str:
    """What is typed when somebody opens the link that this person now makes."""
    phone.says("/invite")
    return "/start " + phone.sees.partition("?start=")[2].split()[0]


def mika_is_asked_about_kai(stage: Stage, language: str = "en") -> tuple[Phone, Phone, str]:
    """Mika gave out a link, Kai said yes to it; the link."""
    mika, kai = stage.person("Mika", language), stage.person("Kai", "en")
    says_yes(mika)
    link = link_of(mika)
    says_yes(kai, link)
    return mika, kai, link


def are_connected(*phones: Phone) -> bool:
    others = [other for one in phones for other in phones if other is not one]
    return all(
        one.sees == told(one, "welcome.connected.text", partner=other.name)
        for one, other in zip(phones, others, strict=True)
    )


def is_alone(phone: Phone) -> bool:
    phone.says("/need")
    return phone.sees == told(phone, "dialogue.alone.text")


@pytest.mark.parametrize(
    ("language", "question", "answers"),
    [
        ("en", "Kai has opened your link and would like to use Attune with you. Is this your partner?",
         [["Yes, connect us"], ["No, someone else"]]),
        ("ja", "Kaiさんがリンクを開きました。Attuneをいっしょに使いたいそうです。パートナーのかたですか。",
         [["はい、つながる"], ["ちがう人です"]]),
    ],
)  # fmt: skip
def test_who_gave_out_the_link_is_asked_about_who_came(
    stage: Stage, language: str, question: str, answers: list[list[str]]
) -> None:
    mika, kai, _ = mika_is_asked_about_kai(stage, language)
    assert (mika.sees, mika.buttons) == (question, answers)
    assert kai.sees == "You're set. As soon as you both are, I'll begin."
    mika.taps(answers[0][0])
    assert are_connected(mika, kai)


def test_until_then_nothing_of_one_reaches_the_other(stage: Stage) -> None:
    mika, kai, _ = mika_is_asked_about_kai(stage)
    for one, other in ((mika, kai), (kai, mika)):
        seen = list(other.shown)
        for typed in (
            "/need",
            "/thanks you are kind",
            "/news it worked",
            "/pause",
            "/today",
            "/turns",
            "/link",
        ):
            one.says(typed)
            assert one.sees == told(one, "dialogue.alone.text")
        assert other.shown == seen
    stage.wait(hours=12)
    seen = list(mika.shown)
    stage.ticks()
    assert mika.shown == seen


def test_someone_else_frees_both_and_the_link_is_burnt(stage: Stage) -> None:
    mika, kai, link = mika_is_asked_about_kai(stage)
    waits = list(kai.shown)
    mika.taps("No, someone else")
    assert mika.sees == "Then nothing happens. That link no longer opens; a new one is quickly made."
    assert kai.shown == waits, "they are not told now, nor by whom"
    assert is_alone(mika)
    assert is_alone(kai)
    noa = stage.person("Noa", "en")
    noa.says(link)
    assert noa.texts[0] == told(noa, "welcome.expired.text")
    second = link_of(kai)
    mika.says(second)
    mika.taps("Yes, I'd like this")
    kai.taps("Yes, connect us")
    assert are_connected(mika, kai)


def what_kai_reads(stage: Stage, answer: str) -> list[tuple[str, list[list[str]]]]:
    """A day in which Kai looks at the link again, and one more."""
    mika, kai, link = mika_is_asked_about_kai(stage)
    if answer:
        mika.taps(answer)
    for hours in (1, 22.9, 0.2, 24):
        kai.says(link)
        stage.wait(hours=hours)
        stage.ticks()
    return [(one.text, one.buttons) for one in kai.shown]


def test_who_was_turned_away_reads_the_same_as_if_nobody_had_looked(stage: Stage) -> None:
    nobody_looked = what_kai_reads(stage, "")
    turned_away = what_kai_reads(replace(stage, chats={}, phones={}), "No, someone else")
    assert turned_away == nobody_looked
    assert [text for text, _ in nobody_looked].count(BOOK.words(say(OVER), "en")) == 1


def test_a_question_that_nobody_answers_lapses_after_a_day_for_both(stage: Stage) -> None:
    mika, kai, link = mika_is_asked_about_kai(stage)
    stage.wait(hours=24)
    stage.ticks()
    assert [phone.sees for phone in (mika, kai)] == [told(mika, OVER)] * 2
    mika.taps("Yes, connect us")
    assert told(mika, "welcome.expired.text") in mika.texts
    assert is_alone(mika)
    assert is_alone(kai)


def test_a_second_answer_changes_nothing(stage: Stage) -> None:
    mika, kai, _ = mika_is_asked_about_kai(stage)
    yes = mika.shown[-1].message.keyboard[0][0].data
    mika.taps("No, someone else")
    mika.presses(yes, None)
    assert mika.sees == told(mika, "welcome.expired.text")
    assert is_alone(kai)


def test_nobody_else_can_answer_and_nobody_else_can_be_let_in(stage: Stage) -> None:
    mika, kai, _ = mika_is_asked_about_kai(stage)
    yes = mika.shown[-1].message.keyboard[0][0].data
    noa = stage.person("Noa", "en")
    says_yes(noa)
    for phone in (noa, kai):
        phone.presses(yes, None)
        assert phone.sees == told(phone, "welcome.expired.text")
    for forged in ("joined 7 yes", "joined  yes", "joined 9223372036854775808 yes", "joined yes", "joined"):
        mika.presses(forged, None)
    assert is_alone(mika)
    assert is_alone(kai)


def leaves(phone: Phone) -> None:
    phone.says("/leave")


def chooses_the_private_parts(phone: Phone) -> None:
    phone.presses("arrival", None)
    phone.taps("Just my part")


def deletes(phone: Phone) -> None:
    phone.presses("delete", None)
    for label in ("All of mine", "Delete it all"):
        phone.taps(label)


@pytest.mark.parametrize("what", [leaves, chooses_the_private_parts, deletes], ids=lambda what: what.__name__)
@pytest.mark.parametrize("who", ["who gave out the link", "who came"])
def test_either_may_withdraw_and_the_yes_that_follows_does_nothing(
    stage: Stage, who: str, what: Callable[[Phone], None]
) -> None:
    mika, kai, _ = mika_is_asked_about_kai(stage)
    one, other = (mika, kai) if who == "who gave out the link" else (kai, mika)
    yes, seen = mika.shown[-1].message.keyboard[0][0].data, list(other.shown)
    what(one)
    assert other.shown == seen, "nobody is told"
    mika.presses(yes, None)
    assert not any(text.startswith("You're connected") for text in (*mika.texts, *kai.texts))


def test_a_new_link_and_a_link_taken_back_end_the_waiting(stage: Stage) -> None:
    mika, kai, _ = mika_is_asked_about_kai(stage)
    yes = mika.shown[-1].message.keyboard[0][0].data
    link_of(mika)
    mika.presses(yes, None)
    assert mika.sees == told(mika, "welcome.expired.text")
    assert is_alone(kai)


def test_leaving_while_one_waits_in_a_group_ends_the_waiting(stage: Stage) -> None:
    aki, mika, group = stage.person("Aki", "en"), stage.person("Mika", "en"), stage.group()
    group.adds_attune(aki)
    for phone in (aki, mika):
        phone.taps("Set up privately", group)
        says_yes(phone, "/start " + phone.link.partition("?start=")[2])
        if phone is aki:
            aki.says("/leave")
    assert mika.sees == told(mika, "welcome.waiting.text")
    assert is_alone(aki)


def test_two_who_let_each_other_in_are_one_couple(stage: Stage) -> None:
    mika, kai, _ = mika_is_asked_about_kai(stage)
    back = link_of(kai)
    mika.says(back)
    mika.taps("Yes, I'd like this")
    kai.taps("Yes, connect us")
    mika.taps("Yes, connect us")
    assert told(mika, "welcome.connected.text", partner="Kai") in mika.texts
    assert mika.texts.count(told(mika, "welcome.expired.text")) == 1

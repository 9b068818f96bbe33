"""Only my private parts: nobody is told, and what the other one sees is what they see of anybody who does not answer
(check 10, F52, flows.md 9.10)."""

from tests.flows.needing import QUICK, newest_id, tap, told
from tests.stage import Phone, Stage, fresh_stage, lives_in, paired

Seen = list[tuple[str, list[list[str]]]]


def keeps_apart(phone: Phone) -> None:
    phone.says("/support")
    tap(phone, "support.button.right", "welcome.gate.options.private")
    assert phone.sees == told(phone, "gate.apart.text")


def comes_back(phone: Phone) -> None:
    phone.says("/support")
    tap(phone, "support.button.right", "welcome.gate.options.together")
    assert phone.sees == told(phone, "gate.together.text")


def asks(phone: Phone) -> None:
    phone.says("/need")
    tap(phone, *QUICK, "need.enough", "need.review.options.partner")


def seen(phone: Phone) -> Seen:
    return [(one.text, one.buttons) for one in (*phone.shown, *phone.stage.group().shown)]


def two_days(stage: Stage, aki: Phone) -> Seen:
    """What Aki sees of two days on which Mika does not answer anything."""
    asks(aki)
    aki.says("/tense")
    aki.taps(aki.buttons[3][0])
    aki.says("/pause")
    aki.taps(aki.buttons[0][0])
    for _ in range(24):
        stage.wait(hours=2)
        stage.ticks()
    return seen(aki)


def test_to_the_other_one_it_looks_as_if_there_were_no_answer() -> None:
    views = []
    for apart in (False, True):
        stage = fresh_stage()
        aki, mika = paired(stage)
        if apart:
            keeps_apart(mika)
        views.append(two_days(stage, aki))
    assert views[0] == views[1]
    assert len(views[0]) > 8


def test_whoever_never_set_up_and_whoever_chose_the_private_parts_look_the_same() -> None:
    views = []
    for choice in ("welcome.consent.options.later", "welcome.consent.options.solo", "gate"):
        stage = fresh_stage()
        aki, mika = stage.person("Aki", "ja"), stage.person("Mika", "en")
        group = stage.group()
        group.adds_attune(aki)
        for phone in (aki, mika):
            phone.taps(group.shown[0].buttons[0][0], group)
            phone.opens_link()
            phone.taps("日本語" if phone is aki else "English")
            lives_in(phone, "東京" if phone is aki else "London")
            tap(phone, "welcome.hour.options.evening")
            if phone is aki:
                tap(phone, "welcome.consent.options.yes")
        if choice == "gate":
            tap(mika, "welcome.consent.options.right", "welcome.gate.options.private")
        else:
            tap(mika, choice)
        for _ in range(24):
            stage.wait(hours=2)
            stage.ticks()
        views.append(seen(aki))
    assert views[0] == views[1] == views[2]


def test_what_is_sent_waits_unseen_and_opens_one_by_one(stage: Stage) -> None:
    aki, mika = paired(stage)
    keeps_apart(mika)
    before = list(mika.texts)
    asks(aki)
    aki.says("/need")
    tap(aki, "needs.kind.options.comfort", *QUICK[1:], "need.enough", "need.review.options.partner")
    stage.wait(hours=30)
    stage.ticks()
    assert mika.texts == before
    mika.says("/menu")
    tap(mika, "waiting.button.wait")
    assert mika.sees == "Waiting for you: 2. Nobody can tell whether you open them."
    tap(mika, "waiting.button.next")
    assert mika.shown[-2].text.startswith("Aki is asking:")
    assert mika.sees == "Still waiting: 1."
    tap(mika, "waiting.button.delete")
    assert mika.sees == told(mika, "waiting.deleted.text")
    mika.says("/menu")
    assert told(mika, "waiting.button.wait") not in str(mika.buttons)


def test_what_is_shared_meets_the_words_of_an_unfinished_set_up(stage: Stage) -> None:
    _, mika = paired(stage)
    noa = stage.person("Noa", "en")
    keeps_apart(mika)
    for command in ("/need", "/turns", "/pause", "/today", "/thanks", "/repair", "/sorry", "/news"):
        mika.says(command)
        assert mika.sees == told(noa, "dialogue.alone.text")
    mika.says("/menu")
    assert mika.sees == told(noa, "menu.alone.text")
    mika.says("/help_me_say_this You never listen to me.")
    assert mika.sees != told(noa, "dialogue.alone.text")


def test_no_question_of_the_day_comes_and_it_does_again(stage: Stage) -> None:
    _, mika = paired(stage)
    keeps_apart(mika)
    before = list(mika.texts)
    for _ in range(24):
        stage.wait(hours=2)
        stage.ticks()
    assert mika.texts == before
    comes_back(mika)
    for _ in range(12):
        stage.wait(hours=2)
        stage.ticks()
    assert any(told(mika, "checkin.room.text") in text for text in mika.texts[len(before) :])


def test_whoever_keeps_apart_can_leave_and_the_other_is_told_as_ever(stage: Stage) -> None:
    aki, mika = paired(stage)
    keeps_apart(mika)
    asks(aki)
    mika.says("/leave")
    tap(mika, "leave.sure.options.leave")
    aki.says("/need")
    assert aki.sees == told(aki, "dialogue.parted.text")
    mika.says("/menu")
    assert told(mika, "waiting.button.wait") not in str(mika.buttons)


def test_a_card_that_is_taken_back_before_it_was_opened_is_never_read(stage: Stage) -> None:
    aki, mika = paired(stage)
    keeps_apart(mika)
    asks(aki)
    aki.presses(f"asked {newest_id(aki, 'asked')} withdraw", aki.shown[-1].id)
    mika.says("/menu")
    tap(mika, "waiting.button.wait", "waiting.button.next")
    assert not any("Aki is asking:" in text for text in mika.texts)

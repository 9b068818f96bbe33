"""How tense it is stays with the one who tells it; at most one chosen line reaches the other."""

import pytest

from tests.stage import Phone, Stage, lives_in, paired

LEVELS_EN = (
    "A bit off: Restless, a sigh.\n"
    "Tense: Tight jaw, raised shoulders.\n"
    "Upset: A lump in the throat, tears, heat.\n"
    "Hot: A fast heart, a loud voice.\n"
    "Flooded: Can't think, want to run or win, or numb."
)
OFFERED = {
    "A bit off": ["Name the feeling", "What I need", "A good question"],
    "Tense": ["Listen or solve?", "Words to open", "Say it back"],
    "Upset": ["The first sentence", "Take turns", "Words to listen"],
    "Hot": ["Pause 20 min", "Breathe", "Hold my words", "Words for a pause"],
    "Flooded": ["Break now", "Breathe", "Someone to talk to"],
}
NOT_SAFE = "If you're not safe"


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def reports(phone: Phone, level: str, *then: str) -> None:
    phone.says("/tense")
    for label in (level, *then):
        phone.taps(label)


def everything(*phones: Phone) -> list[list[str]]:
    return [phone.texts.copy() for phone in phones]


def test_five_levels_are_offered_each_with_what_the_body_shows(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/tense")
    assert mika.sees == f"{LEVELS_EN}\n\nWhat's it like inside?"
    assert labels(mika) == ["A bit off", "Tense", "Upset", "Hot", "Flooded", NOT_SAFE, "Close"]


@pytest.mark.parametrize("level", OFFERED)
def test_each_level_offers_its_own_steps_and_the_other_learns_nothing(stage: Stage, level: str) -> None:
    aki, mika = paired(stage)
    noa = stage.person("Noa", "en")
    before = everything(aki, noa), stage.group().texts.copy()
    reports(mika, level, "An old topic", "Go on", "Keep it to myself")
    assert mika.sees.startswith("Kept to yourself. ")
    assert labels(mika) == [*OFFERED[level], NOT_SAFE]
    assert (everything(aki, noa), stage.group().texts) == before


def test_reasons_are_optional_and_can_be_taken_back(stage: Stage) -> None:
    _, mika = paired(stage)
    reports(mika, "Tense", "Crossed wires", "An old topic", "✓ Crossed wires")
    assert [label for label in labels(mika) if "✓" in label] == ["✓ An old topic"]
    mika.taps("Go on")
    assert (
        mika.sees == "Keep this to yourself, or let Aki know? It would be one line, never how strong it is."
    )
    assert labels(mika)[0] == "Keep it to myself"


@pytest.mark.parametrize(("whose", "go_on"), [("Mika", "Go on"), ("Aki", "次へ")])
def test_going_on_stands_in_a_row_of_its_own_below_the_reasons(stage: Stage, whose: str, go_on: str) -> None:
    phone = next(one for one in paired(stage) if one.name == whose)
    reports(phone, "Tense" if whose == "Mika" else "張りつめている")
    assert phone.buttons[-2] == [go_on]
    assert len(phone.buttons[-1]) == 2, "below it: back and close"


def test_one_line_is_sent_as_it_was_previewed_and_holds_no_level(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa = stage.person("Noa", "en")
    line = "Mikaさんは今、気持ちが張りつめています。話を聞いてもらえたらうれしいとのことです。"
    before = everything(noa), stage.group().texts.copy()
    reports(mika, "Flooded", "Go on", "Send one line", "To be heard")
    assert mika.sees == (
        "Mika is finding it tense right now and would like to be heard.\n\n"
        f"And this is how Aki reads it:\n\n{line}\n\nThat's the line. Shall it go to Aki?"
    )
    assert line not in aki.texts
    mika.taps("Send it")
    assert aki.sees == line
    assert mika.sees == "It's on its way to Aki. Nothing has to be said now. A break is a good next step."
    assert (everything(noa), stage.group().texts) == before


def test_the_line_stays_while_the_other_looks_for_what_could_help(stage: Stage) -> None:
    aki, mika = paired(stage)
    reports(mika, "Tense", "Go on", "Send one line", "A pause", "Send it")
    line = aki.sees
    aki.taps("できること")
    assert labels(aki) == ["聞くときのことば", "20分休む", "相談先・連絡先"]
    aki.taps("20分休む")
    aki.taps("始める")
    assert aki.texts[-2] == line


def test_what_was_previewed_can_still_be_kept(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    reports(mika, "Hot", "Go on", "Send one line", "Some quiet", "Keep it to myself")
    assert mika.sees == "Kept to yourself. Words can wait a little. Maybe the body goes first."
    assert aki.texts == before


def test_every_screen_has_a_way_for_someone_who_is_not_safe(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    mika.says("/tense")
    for label in ("Upset", "Go on", "Send one line", "A pause", "Send it"):
        assert NOT_SAFE in labels(mika)
        mika.taps(label)
    assert NOT_SAFE in labels(mika)
    mika.taps(NOT_SAFE)
    assert mika.sees.startswith("Message from Attune")
    assert len(aki.texts) == len(before) + 1


@pytest.mark.parametrize("steps", [(), ("Hot",), ("Hot", "Go on"), ("Hot", "Go on", "Send one line")])
def test_leaving_for_help_keeps_and_sends_nothing(stage: Stage, steps: tuple[str, ...]) -> None:
    aki, mika = paired(stage)
    mika.says("/tense")
    for label in (*steps, NOT_SAFE):
        mika.taps(label)
    assert mika.sees.startswith("Message from Attune")
    reports(aki, "つらい", "次へ", "自分だけにする")
    assert labels(aki)[0] == "はじめのひとこと"  # had Mika's report been kept, Aki's steps would be softer


def test_someone_who_is_frightened_is_led_to_help_and_not_asked_to_write_to_the_other(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = everything(aki), stage.group().texts.copy()
    reports(mika, "Upset", "I felt frightened", "Go on")
    assert mika.texts[-2] == "Kept to yourself. One gentle step is plenty. The rest can wait."
    assert mika.sees.startswith("Message from Attune")
    assert (everything(aki), stage.group().texts) == before


def test_steps_are_softer_while_the_other_is_hot_and_the_words_are_the_same(stage: Stage) -> None:
    aki, mika = paired(stage)
    reports(aki, "つらい", "次へ", "自分だけにする")
    usual = aki.sees
    reports(mika, "Hot", "Go on", "Keep it to myself")
    reports(aki, "つらい", "次へ", "自分だけにする")
    assert aki.sees == usual
    assert labels(aki) == ["聞くときのことば", "ゆっくり呼吸", "20分休む", "安全でないとき"]
    stage.wait(minutes=61)
    reports(aki, "つらい", "次へ", "自分だけにする")
    assert labels(aki) == ["はじめのひとこと", "順番に話す", "聞くときのことば", "安全でないとき"]


def test_someone_alone_can_tell_how_it_is_and_is_offered_what_needs_no_partner(stage: Stage) -> None:
    mika = stage.person("Mika", "en")
    mika.says("/start")
    mika.taps("English")
    lives_in(mika, "London")
    mika.taps("Evening 20:30")
    mika.taps("Just my part")
    reports(mika, "Hot", "Go on")
    assert mika.sees == "Words can wait a little. Maybe the body goes first."
    assert labels(mika) == ["Breathe", "Hold my words", "Words for a pause", NOT_SAFE]


def test_the_reasons_stand_in_their_order_and_going_on_is_none_of_them(stage: Stage) -> None:
    aki, mika = paired(stage)
    reports(mika, "Tense")
    assert labels(mika)[:-4] == [
        "I don't feel heard", "Crossed wires", "Too much at once", "I need space", "I want you closer",
        "An old topic", "Avoiding a topic", "Lonely next to you", "I felt frightened",
    ]  # fmt: skip
    assert labels(mika)[-4:] == [NOT_SAFE, "Go on", "Back", "Close"]
    reports(aki, "張りつめている")
    assert labels(aki)[:-4] == [
        "聞いてもらえない", "すれちがい", "いっぺんに来た", "ひとりになりたい", "もっと近くにいたい",
        "前からの話", "避けている話", "そばでもさみしい", "こわいことがあった",
    ]  # fmt: skip


ADDED = {
    "I don't feel heard": ["Ask to be heard"],
    "Crossed wires": ["My usual move", "Say it back"],
    "Too much at once": ["Ask for a hand"],
    "I need space": ["Ask for space"],
    "I want you closer": ["Ask for closeness"],
    "An old topic": [],
    "Avoiding a topic": ["Words to open", "Hold my words"],
    "Lonely next to you": ["Ask for time"],
}


@pytest.mark.parametrize("reason", ADDED)
def test_a_reason_adds_what_fits_it_below_what_the_level_offers(stage: Stage, reason: str) -> None:
    _, mika = paired(stage)
    reports(mika, "Upset", reason, "Go on", "Keep it to myself")
    assert labels(mika) == [*OFFERED["Upset"], *ADDED[reason], NOT_SAFE]
    for label in ADDED[reason]:
        mika.taps(label)
        assert "Close" in labels(mika), "a question of its own"
        reports(mika, "Upset", reason, "Go on", "Keep it to myself")


@pytest.mark.parametrize("level", ["Hot", "Flooded"])
def test_where_it_is_too_hot_to_think_a_reason_adds_nothing(stage: Stage, level: str) -> None:
    _, mika = paired(stage)
    reports(mika, level, "Crossed wires", "Lonely next to you", "Go on", "Keep it to myself")
    assert labels(mika) == [*OFFERED[level], NOT_SAFE]


def test_while_the_other_is_hot_a_reason_brings_no_topic(stage: Stage) -> None:
    aki, mika = paired(stage)
    reports(aki, "あふれている", "次へ", "自分だけにする")
    reports(
        mika, "Upset", "Lonely next to you", "Crossed wires", "Avoiding a topic", "Go on", "Keep it to myself"
    )
    assert labels(mika) == [
        "Words to listen",
        "Breathe",
        "Pause 20 min",
        "My usual move",
        "Say it back",
        NOT_SAFE,
    ]


@pytest.mark.parametrize("level", list(OFFERED))
def test_every_step_that_is_offered_leads_somewhere(stage: Stage, level: str) -> None:
    _, mika = paired(stage)
    for label in OFFERED[level]:
        reports(mika, level, "Go on", "Keep it to myself")
        offered = mika.sees
        mika.taps(label)
        assert mika.toast == ""
        assert mika.sees != offered


def test_a_named_feeling_stays_with_whoever_names_it(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa, before = stage.person("Noa", "en"), (aki.texts.copy(), stage.group().texts.copy())
    mika.presses("name", None)
    mika.taps("Sad")
    mika.taps("Lonely")
    assert mika.sees == "“lonely”: that's a word for it. A feeling with a name may weigh a little less."
    assert labels(mika) == ["What I need", NOT_SAFE]
    mika.presses("name", None)
    mika.taps("No word now")
    assert mika.sees == "No word is needed. It can wait."
    assert (aki.texts, stage.group().texts, noa.texts) == (*before, [])
    aki.presses("name", None)
    aki.taps("かなしい")
    aki.taps("さみしい")
    assert aki.sees == "「さみしいです」。名前がつくと、少し軽くなることもあります。"


def test_words_can_be_held_instead_of_said(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy(), stage.group().texts.copy()
    reports(mika, "Hot", "Go on", "Keep it to myself", "Hold my words")
    mika.says("You never listen.")
    mika.taps("Tonight")
    assert mika.sees == "Kept until Fri 20 Nov, 21:00. Then I'll show it to you again."
    assert (aki.texts, stage.group().texts) == before

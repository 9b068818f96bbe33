"""How many taps and answers things take (acceptance.md: the stopwatch, counted in taps)."""

import pytest

from conversations.flows import COMMANDS
from tests.flows.needing import couple, tap, told
from tests.stage import Phone, Stage, paired

A_TAP, A_LINE = 1.5, 10.0  # seconds for a person who reads what they tap, and who types a line on a phone
TOGETHER = ("need", "reword", "hear", "tense", "repair", "thanks", "today", "settings", "support")
MORE = (
    "turns",
    "news",
    "sorry",
    "loop",
    "friend",
    "learn",
    "limits",
    "words",
    "profile",
    "counsellor",
    "rituals",
)


class Counted:
    """Counts what a person does: taps and lines."""

    def __init__(self, phone: Phone) -> None:
        self.phone, self.taps, self.lines = phone, 0, 0

    def does(self, *steps: str) -> None:
        """Each step is a tap, or a line to type, which then begins with a quotation mark."""
        for step in steps:
            if step.startswith("“"):
                self.phone.says(step[1:])
                self.lines += 1
            else:
                self.phone.taps(step)
                self.taps += 1

    @property
    def seconds(self) -> float:
        return self.taps * A_TAP + self.lines * A_LINE


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("tool", [*TOGETHER, *MORE])
def test_every_tool_is_two_taps_from_the_menu(stage: Stage, tool: str, language: str) -> None:
    phone = paired(stage)[0 if language == "ja" else 1]
    phone.says("/menu")
    before = phone.sees
    if tool in MORE:
        phone.taps(told(phone, "menu.button.more"))
    phone.taps(told(phone, f"menu.button.{tool}"))
    assert phone.sees != before
    assert tool in COMMANDS.values()


def test_a_check_in_takes_thirty_seconds(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/today")
    mikas = Counted(mika)
    mikas.does("🔋 Some", "Warm", "Tender", "Nothing today", "“the dog on the tram", "Done")
    assert mika.sees.startswith("Sealed.")
    assert (mikas.taps, mikas.lines) == (5, 1)
    assert mikas.seconds <= 30


@pytest.mark.parametrize("asks", ["en", "ja"])
def test_a_need_card_takes_forty_five_seconds(stage: Stage, asks: str) -> None:
    author, reader = couple(stage, asks)
    author.says("/need")
    hers = Counted(author)
    hers.does(
        *(told(author, key) for key in ("needs.kind.options.listen", "feelings.family.options.tired",
                                        "feelings.words.tired.worn_out")),
        "“the call with my sister",
    )  # fmt: skip
    tap(author, "need.enough", "need.review.options.partner")
    assert hers.seconds + 2 * A_TAP <= 45
    assert "the call with my sister" in reader.sees


def test_from_a_harsh_draft_to_the_preview_are_twenty_seconds(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/help_me_say_this")
    mikas = Counted(mika)
    mikas.does("“You never listen to me when I talk about my day")
    answered = 0
    while "Use A" not in [label for row in mika.buttons for label in row]:
        mikas.does(mika.buttons[0][0])
        answered += 1
    mikas.does("Use A")
    assert "Send privately" in [label for row in mika.buttons for label in row]
    assert answered <= 3
    assert mikas.seconds <= 20


def test_two_people_are_a_couple_within_ninety_seconds(stage: Stage) -> None:
    aki, mika = stage.person("Aki", "ja"), stage.person("Mika", "en")
    stage.group().adds_attune(aki)
    seconds = 0.0
    for phone, steps in (
        (aki, ("日本語", "はい", "夜 20:30", "はい、使います")),
        (mika, ("English", "“London", "Evening 20:30", "Yes, I'd like this")),
    ):
        phone.taps(stage.group().shown[0].buttons[0][0], stage.group())
        phone.opens_link()
        theirs = Counted(phone)
        theirs.does(*steps)
        seconds += theirs.seconds + 2 * A_TAP
    assert mika.sees.startswith("You're connected.")
    assert seconds <= 90


def test_two_people_are_a_couple_within_ninety_seconds_by_a_link(stage: Stage) -> None:
    """The confirmation of T-7 is one tap more."""
    aki, mika = stage.person("Aki", "ja"), stage.person("Mika", "en")
    hers, his = Counted(mika), Counted(aki)
    mika.says("/start")
    hers.does("English", "“London", "Evening 20:30", "Yes, I'd like this", "Invite my partner")
    aki.says("/start " + mika.sees.partition("?start=")[2])
    his.does("日本語", "はい", "夜 20:30", "はい、使います")
    hers.does("Yes, connect us")
    assert mika.sees.startswith("You're connected.")
    assert (hers.taps, hers.lines, his.taps, his.lines) == (5, 1, 4, 0)
    sends_and_opens = 4 * A_TAP
    assert hers.seconds + his.seconds + sends_and_opens <= 90

"""The Sunday guide: four turns side by side, of which nothing is kept; or four lines that go once they were seen."""

from tests.stage import Phone, Stage, paired

LINES = ("the tea on Tuesday", "the long walk", "my tone when I'm tired", "a slow breakfast")
CARD_EN = (
    "From Mika, for this week\nThank you for: the tea on Tuesday\nWhat went well: the long walk\n"
    "What I'd like to soften: my tone when I'm tired\nWhat I'd like next week: a slow breakfast"
)
CARD_JA = (
    "Mikaさんから、今週のこと\nありがとう：the tea on Tuesday\nよかったこと：the long walk\n"
    "やわらげたいこと：my tone when I'm tired\n来週あるとうれしいこと：a slow breakfast"
)


def writes(mika: Phone, *lines: str) -> None:
    mika.says("/sunday")
    mika.taps("Apart: I'll write")
    for line in lines:
        if line:
            mika.says(line)
        else:
            mika.taps("Skip")


def test_side_by_side_one_step_follows_the_other_and_nobody_else_reads_anything(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy(), stage.group().texts.copy()
    mika.says("/sunday")
    mika.taps("Side by side")
    steps = [mika.sees]
    for _ in range(3):
        mika.taps("Next")
        steps.append(mika.sees)
    mika.taps("That's it")
    assert steps == [
        "One thank-you each. What did the other do this week that was good to have?",
        "What went well for the two of you this week? Something small counts.",
        "One thing each could do a little more softly: your own side of it, in one sentence. The other listens.",
        "One thing each of you would like next week. A wish, and a “maybe” is an answer, too.",
    ]
    assert mika.sees == "That's the four. Nothing of it was written down."
    assert (aki.texts, stage.group().texts) == before


def test_a_wish_for_next_week_becomes_a_need_with_one_tap(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/sunday")
    for label in ("Side by side", "Next", "Next", "Next", "Ask as a card"):
        mika.taps(label)
    assert mika.sees == "What would help most right now?"


def test_apart_the_four_lines_go_once_their_author_has_seen_them(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy(), stage.group().texts.copy()
    writes(mika, *LINES)
    assert mika.sees == (
        f"{CARD_EN}\n\nAnd this is how Aki reads it:\n\n{CARD_JA}\n\nThis is what Aki reads. Shall it go?"
    )
    assert (aki.texts, stage.group().texts) == before
    mika.taps("Send it")
    assert stage.group().texts[-1] == f"{CARD_JA}\n\n{CARD_EN}"
    assert mika.sees == "It's on its way. Nothing of it is kept here."
    mika.taps("Ask as a card")
    assert mika.sees == "What would help most right now?"


def test_a_line_that_was_left_out_is_not_there(stage: Stage) -> None:
    _, mika = paired(stage)
    writes(mika, "", LINES[1], "", "")
    mika.taps("Send it")
    assert stage.group().texts[-1].endswith("From Mika, for this week\nWhat went well: the long walk")
    assert mika.buttons == []


def test_without_a_word_nothing_goes(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy(), stage.group().texts.copy()
    writes(mika, "", "", "", "")
    assert mika.sees == "Nothing was written, and nothing was sent."
    writes(mika, *LINES)
    mika.taps("Leave it")
    assert (aki.texts, stage.group().texts) == before


def test_in_a_pause_the_lines_wait_for_their_author(stage: Stage) -> None:
    aki, mika = paired(stage)
    aki.says("/pause")
    aki.taps(next(label for row in aki.buttons for label in row if label.startswith("20")))
    before = aki.texts.copy(), stage.group().texts.copy()
    writes(mika, *LINES)
    mika.taps("Send it")
    assert (aki.texts, stage.group().texts) == before
    assert "9:20" in mika.sees

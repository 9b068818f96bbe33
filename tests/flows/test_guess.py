"""The guess round: nobody learns of it before both are in, and nobody reads a line its author has not put up for it."""

import pytest
from sqlmodel import select

from conversations.records.database import transaction
from conversations.records.guesses import GuessSide, read_side
from tests.flows.profiling import INWARD, OUTWARD, answer, labels, share, tap
from tests.stage import Phone, Stage, paired

LINES = ("outward", "pace", "low")
WAITING = "You're in, and nobody is told. The round opens once both of you are."
OPENED_JA = "ふたりとも「当ててみる」に参加しました。三つずつ、いつでもどうぞ。"


def comes_in(phone: Phone) -> None:
    """Put up three lines and be in."""
    phone.says("/start guess")
    for line in LINES:
        tap(phone, f"lines.name.options.{line}")
    tap(phone, "guess.join.options.in")


def guesses(phone: Phone, *sides: str) -> None:
    phone.says("/start guess")
    for line, side in zip(LINES, sides, strict=True):
        tap(phone, f"guess.{line}.options.{side}")
    tap(phone, "guess.review.options.seal")


def both_in(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = paired(stage)
    answer(aki, OUTWARD)
    answer(mika, INWARD)
    comes_in(mika)
    comes_in(aki)
    return aki, mika


def sides(stage: Stage) -> list[GuessSide]:
    with transaction(stage.engine) as session:
        return list(session.exec(select(GuessSide)))


def test_what_is_put_up_is_seen_first_as_it_will_be_read(stage: Stage) -> None:
    aki, mika = paired(stage)
    answer(mika, INWARD)
    before = (aki.texts.copy(), stage.group().texts.copy())
    mika.taps("A guess round")
    assert mika.sees == "Line 1 of 3: which of yours may Aki guess?"
    mika.taps("Out or inside")
    mika.taps("Now or later")
    mika.taps("Strong feelings")
    assert mika.sees.startswith("I tend to sort it inside first.\n")
    assert "And this is how Aki reads it:\n\nまず自分の中で整理するほう。\n" in mika.sees
    assert mika.sees.endswith(
        "Aki guesses these, and reads them like this once you have both guessed. That you're in shows only when "
        "both of you are."
    )
    assert sides(stage) == []
    mika.taps("I'm in")
    assert mika.sees == "You're in. Once you both are, I'll open the round. Until then nobody is told."
    assert (aki.texts, stage.group().texts) == before
    (side,) = sides(stage)
    assert b"outward" not in side.body


def test_nothing_tells_one_whether_the_other_is_in(stage: Stage) -> None:
    aki, mika = paired(stage)
    answer(aki, OUTWARD)
    seen = []
    for who_is_in in (False, True):
        if who_is_in:
            answer(mika, INWARD)
            comes_in(mika)
        texts = len(aki.texts)
        for command in ("/profile", "/start theirs", "/start guess", "/start eyes", "/menu"):
            aki.says(command)
        aki.taps("とじる") if "とじる" in labels(aki) else None
        seen.append([(one.text, one.buttons) for one in aki.shown[texts:]])
    assert seen[0] == seen[1]


def test_once_both_are_in_each_guesses_and_reads_how_it_is(stage: Stage) -> None:
    aki, mika = both_in(stage)
    noa = stage.person("Noa", "en")
    assert aki.sees == OPENED_JA
    assert mika.sees == (
        "You both wanted a guess round, and it's open: three guesses each, whenever it suits you."
    )
    mika.taps("Guess")
    assert mika.sees == "What would Aki say: talking it out, or inside first?"
    guesses(mika, "outward", "later", "quiet")
    assert mika.sees == "Sealed. Once you both have guessed, each reads the other's three lines."
    before = aki.texts.copy()
    guesses(aki, "inward", "later", "quiet")
    assert aki.sees.startswith("三つの予想で、意外なものはなし。")
    assert mika.sees == (
        "3 guesses, 2 surprises. Surprises are the useful part.\n\n"
        "Your guess: Talks to find out\nAki:\nI tend to talk to find out what I feel.\n"
        "From outside it may look like: making a lot of it.\nInside it may be: finding out what it is.\n\n"
        "Your guess: After a while\nAki:\nI like to sort it out the same day.\n"
        "From outside it may look like: pressing.\nInside it may be: wanting us back soon.\n\n"
        "Your guess: Quiet\nAki:\nWhen I'm low, company helps.\n"
        "From outside it may look like: leaning hard on somebody.\nInside it may be: settling next to somebody."
    )
    assert not any("予想：" in text for text in before)
    assert noa.texts == []
    mika.says("/start guess")
    assert mika.sees.startswith("3 guesses, 2 surprises.")
    mika.taps("Another round")
    assert mika.sees.startswith("Line 1 of 3")


def test_guesses_are_sealed_and_never_read_by_anybody_else(stage: Stage) -> None:
    aki, mika = both_in(stage)
    before = aki.texts.copy()
    guesses(mika, "outward", "now", "company")
    assert aki.texts == before
    told = [read_side_of(stage, one) for one in sides(stage)]
    assert sorted(map(len, told)) == [0, 3]
    guesses(aki, "inward", "later", "quiet")
    assert not any("当てた" in text or "話しながら」" in text for text in aki.texts)
    assert "Talks to find out" not in "\n".join(aki.texts)


def read_side_of(stage: Stage, side: GuessSide) -> tuple[tuple[str, str], ...]:
    with transaction(stage.engine) as session:
        return read_side(session, stage.attune.sealer, side).guesses


def test_lines_that_were_put_up_stay_as_they_were_approved(stage: Stage) -> None:
    """New answers are not sent unseen."""
    aki, mika = both_in(stage)
    mika.says("/profile")
    mika.taps("Answer anew")
    tap(mika, "statement.ask.options.very")
    guesses(mika, "outward", "now", "company")
    guesses(aki, "inward", "later", "quiet")
    assert "まず自分の中で整理するほう。" in aki.sees


def test_sealed_twice_it_counts_once(stage: Stage) -> None:
    _, mika = both_in(stage)
    mika.says("/start guess")
    for line, side in zip(LINES, ("outward", "now", "company"), strict=True):
        tap(mika, f"guess.{line}.options.{side}")
    old = mika.shown[-1]
    seal = old.message.keyboard[0][0].data
    mika.presses(seal, old.id)
    before = mika.texts.copy()
    mika.presses(seal, old.id)
    assert mika.texts == before


@pytest.mark.parametrize("how", ["leaves", "deletes", "takes back"])
def test_whoever_goes_is_not_told_of_and_nothing_of_theirs_is_read(stage: Stage, how: str) -> None:
    aki, mika = both_in(stage)
    guesses(aki, "inward", "later", "quiet")
    before = aki.texts.copy()
    if how == "leaves":
        guesses_nothing(mika)
    else:
        mika.says("/start delete")
        mika.taps("My private notes" if how == "deletes" else "My shared notes")
        mika.taps("Delete")
    assert len(sides(stage)) == 1
    assert aki.texts == before
    aki.says("/start guess")
    assert aki.sees == "参加しています。だれにも知らされません。ふたりがそろったら始まります。"
    if how == "deletes":
        answer(mika, INWARD)
    comes_in(mika)
    assert mika.sees.startswith("You both wanted a guess round")
    aki.says("/start guess")
    assert aki.sees.startswith("Mikaさんなら、どう答えるでしょう。")  # both guess anew


def guesses_nothing(phone: Phone) -> None:
    phone.says("/start guess")
    for line in LINES:
        tap(phone, f"guess.{line}.options.day")
    tap(phone, "guess.review.options.leave")


def test_who_waits_may_go_again(stage: Stage) -> None:
    aki, mika = paired(stage)
    answer(mika, INWARD)
    comes_in(mika)
    mika.says("/start guess")
    assert mika.sees == WAITING
    before = aki.texts.copy()
    mika.taps("Leave the round")
    assert (mika.sees, aki.texts, sides(stage)) == ("You're out of the round. Nobody is told.", before, [])


def test_to_wait_is_ones_own_and_outlives_what_the_other_clears(stage: Stage) -> None:
    aki, mika = paired(stage)
    answer(mika, INWARD)
    comes_in(mika)
    answer(aki, OUTWARD)
    share(aki, "outward")
    aki.says("/start delete")
    aki.taps("ふたりの記録")
    aki.taps("消す")
    mika.says("/start guess")
    assert mika.sees == WAITING
    comes_in(aki)
    assert aki.sees == OPENED_JA


def test_who_parts_is_in_no_round_any_more(stage: Stage) -> None:
    aki, _ = both_in(stage)
    aki.says("/leave")
    tap(aki, "leave.sure.options.leave")
    assert sides(stage) == []


def test_whoever_rests_is_told_nothing_and_finds_it_afterwards(stage: Stage) -> None:
    aki, mika = paired(stage)
    answer(aki, OUTWARD)
    answer(mika, INWARD)
    comes_in(mika)
    mika.says("/settings")
    tap(mika, "settings.button.rest")
    before = mika.texts.copy()
    comes_in(aki)
    assert (aki.sees, mika.texts) == (OPENED_JA, before)
    mika.says("/menu")
    mika.says("/start guess")
    assert mika.sees == "What would Aki say: talking it out, or inside first?"


def test_while_they_rest_together_the_round_waits(stage: Stage) -> None:
    aki, mika = both_in(stage)
    aki.says("/pause")
    aki.taps(labels(aki)[0])
    mika.says("/start guess")
    assert mika.sees == "You're resting until 09:20. The round can wait until then."


def test_three_lines_are_needed(stage: Stage) -> None:
    _, mika = paired(stage)
    answer(mika, {"e1": 5, "t1": 5})
    mika.says("/start guess")
    assert mika.sees == "For a round, three of your own lines are needed. A few more statements will do."

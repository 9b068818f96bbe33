"""One stored card, read by each in their own language (acceptance check 17)."""

import pytest
from sqlmodel import select

from conversations.records.database import transaction
from conversations.records.needs import Need
from conversations.records.notes import Note
from tests.flows.needing import couple, tap, told
from tests.stage import Stage, paired


@pytest.mark.parametrize("asks", ["en", "ja"])
@pytest.mark.parametrize("kind", ["listen", "comfort", "space", "help", "time"])
def test_a_need_is_one_row_and_two_texts(stage: Stage, kind: str, asks: str) -> None:
    author, reader = couple(stage, asks)
    author.says("/need")
    tap(author, f"needs.kind.options.{kind}", "feelings.none", "need.enough")
    if kind == "space":
        tap(author, "needs.request.space.twenty")
    tap(author, "need.review.options.partner")
    close = f"needs.card.{kind}.close"
    assert told(reader, close) in reader.sees and told(author, close) not in reader.sees
    assert told(author, close) in author.sees
    with transaction(stage.engine) as session:
        assert len(session.exec(select(Need)).all()) == 1


@pytest.mark.parametrize(
    ("taps", "mika_reads", "aki_reads"),
    [
        (("/repair", "ゆっくりに", "もう一回、はじめからいい？"), "Can we start over?", "もう一回、はじめからいい？"),
        (("/sorry", "“遅くなった", "さみしかった", "本当にごめん", "とばす", "今回はなし"), "I'm truly sorry.", "本当にごめんなさい。"),
    ],
)  # fmt: skip
def test_a_note_is_one_row_and_two_texts(
    stage: Stage, taps: tuple[str, ...], mika_reads: str, aki_reads: str
) -> None:
    aki, mika = paired(stage)
    for step in taps:
        if step[0] in "/“":
            aki.says(step.removeprefix("“"))
        else:
            aki.taps(step)
    assert aki_reads in aki.sees
    aki.taps("相手だけに送る")
    assert mika_reads in mika.sees and aki_reads not in mika.sees
    with transaction(stage.engine) as session:
        assert len(session.exec(select(Note)).all()) == 1

"""Notes to take along to a first meeting: own words, looked at, given for an hour, and kept nowhere."""

import json
from datetime import timedelta

import pytest
from sqlmodel import SQLModel, select

from conversations.records.database import transaction
from conversations.records.deliveries import Delivery, Document
from conversations.records.own_lately import feelings_since, reasons_since
from conversations.records.partners import Partner, find_partner
from tests.flows.needing import tap, told
from tests.flows.test_checkin import akis_answer
from tests.flows.test_export import SENT as COPY_SENT
from tests.flows.test_export import Tags
from tests.stage import Phone, Stage, paired

NOT_SAFE = "If you're not safe"
WORDS = (
    "We go quiet for days.",
    "Walks.",
    "To talk the same day.",
    "Tea, and ten minutes.",
    "How long does it take?",
)
CARD = (
    "What brings me\nWe go quiet for days.\n\n"
    "What I've tried\nWalks.\n\n"
    "What I'd like to be different\nTo talk the same day.\n\n"
    "What helps when it gets hard\nTea, and ten minutes.\n\n"
    "What I'd like to ask\nHow long does it take?"
)
REVIEW = "This is what you take along. Files go from this chat after an hour, so save them; anyone with a file can read it."
GIVEN = "Two files: one to print, one of plain text. In an hour they go from this chat. Nothing of it is kept here."


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def begins(phone: Phone) -> None:
    phone.says("/counsellor")
    tap(phone, "counsellor.button.sheet")


def writes(phone: Phone, *words: str) -> None:
    begins(phone)
    for one in words:
        phone.says(one)


def files(phone: Phone) -> list[Document]:
    return [shown.message.document for shown in phone.shown if shown.message.document]


def everything_kept(stage: Stage) -> str:
    with stage.engine.connect() as connection:
        return str([connection.execute(one.select()).all() for one in SQLModel.metadata.sorted_tables])


def me(stage: Stage, phone: Phone) -> Partner:
    with transaction(stage.engine) as session:
        found = find_partner(session, stage.attune.sealer, phone.telegram_id)
        assert found is not None
        return found


def test_five_questions_a_look_and_two_files(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa, before = stage.person("Noa", "en"), (aki.texts.copy(), stage.group().texts.copy())
    begins(mika)
    lead = "Five short questions; each can be left out. None of it is kept here, and nobody else sees it."
    assert mika.sees == f"{lead}\n\nWhat brings you there?"
    assert labels(mika) == ["Leave it out", "That's enough", NOT_SAFE, "Close"]
    for words in WORDS:
        mika.says(words)
    assert mika.sees == f"{CARD}\n\n{REVIEW}"
    assert labels(mika) == ["As files", "As text to copy", "Let it go", NOT_SAFE, "Back", "Close"]
    mika.taps("As files")
    assert mika.texts[-3:] == [GIVEN, "To print", "Plain text"]
    page, plain = files(mika)
    assert [(one.name, one.media_type) for one in (page, plain)] == [
        ("attune-notes-Mika.html", "text/html"), ("attune-notes-Mika.txt", "text/plain"),
    ]  # fmt: skip
    assert plain.content == f"Mika's notes\nTo take along. Mika's own words, 20 November 2026.\n\n{CARD}\n"
    assert (aki.texts, stage.group().texts, noa.texts) == (*before, [])


def test_the_page_loads_nothing_runs_nothing_and_what_was_written_is_text(stage: Stage) -> None:
    _, mika = paired(stage)
    writes(mika, "<script>alert(1)</script> & so $title")
    mika.taps("That's enough")
    mika.taps("As files")
    page = files(mika)[0].content
    read = Tags(page)
    assert read.open == []
    assert not {tag for tag, _ in read.tags} & {"script", "img", "link", "iframe", "object", "form", "a"}
    assert [tag for tag, _ in read.tags if tag in ("h1", "h2", "h3", "h4")] == ["h1", "h2"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; so $title" in page


def test_nothing_of_it_is_kept_once_it_was_given(stage: Stage) -> None:
    _, mika = paired(stage)
    before = everything_kept(stage).count("'conversation")
    for how in ("As files", "As text to copy", "Let it go"):
        writes(mika, "a canary of words")
        mika.taps("That's enough")
        mika.taps(how)
    with transaction(stage.engine) as session:
        assert {one.body for one in session.exec(select(Delivery))} == {b""}
    kept = everything_kept(stage)
    assert "canary" not in kept
    assert kept.count("'conversation") == before
    assert "OpenConversation" not in kept


def test_it_is_given_as_text_to_copy_too(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    writes(mika, *WORDS)
    mika.taps("As text to copy")
    assert mika.texts[-2:] == [
        "Here it is, to be copied. It stands in this chat until you delete it; nothing of it is kept elsewhere.",
        CARD,
    ]
    assert (files(mika), aki.texts) == ([], before)


def test_each_question_may_be_left_out_and_nothing_may_be_written_at_all(stage: Stage) -> None:
    _, mika = paired(stage)
    begins(mika)
    mika.taps("Leave it out")
    mika.says("Walks.")
    mika.taps("That's enough")
    assert mika.sees == f"What I've tried\nWalks.\n\n{REVIEW}"
    begins(mika)
    mika.taps("That's enough")
    assert mika.sees == "Nothing was written, and that's fine."
    assert files(mika) == []


@pytest.mark.parametrize("steps", range(6))
def test_every_screen_has_a_way_for_someone_who_is_not_safe(stage: Stage, steps: int) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    writes(mika, *WORDS[:steps])
    mika.taps(NOT_SAFE)
    assert mika.sees == told(mika, "support.hello.text")
    assert (aki.texts, files(mika)) == (before, [])


def test_own_things_come_with_it_only_when_they_are_ticked_and_the_others_never(stage: Stage) -> None:
    """Both have checked in, told of tension and looked at their move; hers alone can be ticked."""
    aki, mika = akis_answer(stage)
    for label in ("🪫 Little", "Warm", "Tender", "Nothing today", "Skip", "Done"):
        mika.taps(label)
    for phone, move, what in ((aki, "reach", "old_topic"), (mika, "back", "too_much")):
        phone.says("/tense")
        tap(phone, "tense_levels.level.2.label", f"tense_levels.reason.options.{what}", "tense.buttons.done")
        tap(phone, "tense.share.options.keep")
        phone.says("/loop")
        tap(phone, f"loop.move.options.{move}")
        for _ in range(3):
            phone.taps(phone.buttons[0][0])
        tap(phone, "loop.card.options.done")
    writes(mika, "We go quiet for days.")
    mika.taps("That's enough")
    assert labels(mika) == [
        "My feeling words",
        "What was tense",
        "My usual move",
        "Next",
        NOT_SAFE,
        "Back",
        "Close",
    ]
    mika.taps("Next")
    assert mika.sees == f"What brings me\nWe go quiet for days.\n\n{REVIEW}"
    mika.taps("Back")
    for label in ("My feeling words", "What was tense", "My usual move", "✓ My usual move", "Next"):
        mika.taps(label)
    assert mika.sees == (
        "What brings me\nWe go quiet for days.\n\n"
        "My words for how I was, in the last four weeks\ntender\n\n"
        "What it was about when it was tense, in the last four weeks\nToo much at once\n\n"
        f"{REVIEW}"
    )
    mika.taps("As files")
    for one in files(mika):
        assert "tender" in one.content
        assert not any(word in one.content for word in ("worn out", "An old topic", "I reach", "電車の犬"))


def test_what_is_older_than_four_weeks_is_not_offered(stage: Stage) -> None:
    _, mika = akis_answer(stage)
    for label in ("🪫 Little", "Warm", "Tender", "Nothing today", "Skip", "Done"):
        mika.taps(label)
    for days, offered in ((27, True), (2, False)):
        stage.wait(days=days)
        writes(mika, "words")
        mika.taps("That's enough")
        assert ("My feeling words" in labels(mika)) == offered


def test_words_and_reasons_are_read_back_for_their_own_person_alone(stage: Stage) -> None:
    aki, mika = akis_answer(stage)
    for label in ("🪫 Little", "Warm", "Tender", "Nothing today", "Skip", "Done"):
        mika.taps(label)
    since = stage.now - timedelta(days=28)
    ids = {phone.name: me(stage, phone).id for phone in (aki, mika)}
    with transaction(stage.engine) as session:
        sealer = stage.attune.sealer
        read = {
            name: (feelings_since(session, sealer, id, since), reasons_since(session, sealer, id, since))
            for name, id in ids.items()
        }
    assert read == {"Aki": (("worn_out",), ()), "Mika": (("tender",), ())}


def test_an_hour_later_the_files_are_gone(stage: Stage) -> None:
    _, mika = paired(stage)
    writes(mika, *WORDS)
    mika.taps("As files")
    stage.wait(minutes=59)
    stage.ticks()
    assert len(files(mika)) == 2
    stage.wait(minutes=2)
    stage.ticks()
    assert (files(mika), mika.sees) == ([], GIVEN)


def test_a_copy_may_follow_at_once(stage: Stage) -> None:
    """Once a minute is for copies, which take work to put together."""
    _, mika = paired(stage)
    writes(mika, *WORDS)
    mika.taps("As files")
    mika.taps("A fuller copy")
    mika.taps("Everything")
    assert COPY_SENT in mika.texts
    assert len(files(mika)) == 4
    assert json.loads(files(mika)[-1].content)["me"] == {"name": "Mika"}


def test_the_files_go_with_everything_that_is_deleted(stage: Stage) -> None:
    _, mika = paired(stage)
    writes(mika, *WORDS)
    mika.taps("As files")
    mika.says("/privacy")
    tap(mika, "privacy.button.delete", "delete.what.options.everything", "delete.everything.options.yes")
    assert files(mika) == []


def test_a_second_tap_gives_nothing_twice(stage: Stage) -> None:
    _, mika = paired(stage)
    writes(mika, *WORDS)
    [data] = [key.data for row in mika.shown[-1].message.keyboard for key in row if key.label == "As files"]
    for _ in range(2):
        mika.presses(data, mika.shown[-1].id)
    assert len(files(mika)) == 2


def test_in_japanese_every_step_reads_and_every_button_works(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = mika.texts.copy()
    aki.says("/menu")
    for label in ("ほかにも…", "専門の人に話す", "持っていくメモ"):
        aki.taps(label)
    aki.says("黙る日が続く。")
    aki.taps("とばす")
    aki.taps("ここまで")
    aki.taps("ファイルで")
    page, plain = files(aki)
    assert plain.content == (
        "Akiさんのメモ\n持っていくためのメモです。Akiさんご自身のことばで、2026年11月20日に書きました。\n\n"
        "相談したいこと\n黙る日が続く。\n"
    )
    assert '<html lang="ja">' in page.content
    assert mika.texts == before

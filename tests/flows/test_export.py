"""A copy of what is kept: two files for the person themselves, after a word about who can read them, for an hour."""

import json
import re
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from sqlmodel import select

from conversations.dialogue.copying.documents import file_name
from conversations.dialogue.events import ChatKind, Where
from conversations.dialogue.phrases import say
from conversations.records.database import transaction
from conversations.records.deliveries import Delivery, Document
from scheduler.reminders import say_all_due
from tests.faults.size import sized
from tests.flows.letting_go import deletes
from tests.flows.needing import tap
from tests.flows.shared_evening import AKIS_DEED, AKIS_WISH, MIKAS_DEED, MIKAS_LINE, MIKAS_WISH, lived
from tests.flows.test_checkin import akis_answer, mika_answers
from tests.stage import GROUP, Phone, Shown, Stage, paired
from tests.threats.lives import lead

WARNING = (
    "This file is private. Anyone with it can read it. After an hour it goes from this chat, so save it if you'd like"
    " to keep it."
)
SENT = (
    "Two files: one to read or print, one for other programs. In an hour they go from this chat. What you saved stays"
    " with you."
)
OTHER_DAYS = 4  # in `lead`: her one-sided day, a half that each sent alone, one with private parts
ALWAYS = {"schema", "version", "made_at", "language", "me", "scope"}


def files(phone: Phone) -> tuple[Document, Document]:
    """The two newest: one to read, one for other programs."""
    page, data = (shown.message.document for shown in phone.shown[-2:])
    assert page is not None
    assert data is not None
    return page, data


def data_of(phone: Phone) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(phone)[1].content)
    return found


def gets_all(phone: Phone) -> dict[str, Any]:
    phone.says("/export")
    phone.taps("すべて" if phone.language == "ja" else "Everything")
    return data_of(phone)


def shown_of(phone: Phone) -> list[Shown]:
    """Messages with a file."""
    return [shown for shown in phone.shown if shown.message.document]


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def test_first_a_word_about_who_can_read_it_then_two_files(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa, before = stage.person("Noa", "en"), (aki.texts.copy(), stage.group().texts.copy())
    mika.says("/privacy")
    mika.taps("Get a copy")
    assert mika.sees == WARNING
    assert labels(mika) == ["Everything", "Choose parts", "Close"]
    mika.taps("Everything")
    assert mika.texts[-3:] == [SENT, "To read or print", "For other programs"]
    assert [(one.name, one.media_type) for one in files(mika)] == [
        ("attune-Mika.html", "text/html"),
        ("attune-Mika.json", "application/json"),
    ]
    assert (aki.texts, stage.group().texts, noa.texts) == (*before, [])


def test_without_a_second_tap_nothing_is_put_together(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/export")
    mika.taps("Close")
    assert shown_of(mika) == []


def test_in_the_shared_chat_it_is_asked_to_go_private(stage: Stage) -> None:
    _, mika = paired(stage)
    seen = mika.texts.copy()
    mika.says("/export", Where(GROUP, ChatKind.SHARED))
    assert stage.group().texts[-1] == stage.attune.book.words(say("dialogue.privately.text"), "ja")
    assert not any(shown.message.document for shown in stage.group().shown)
    assert mika.texts == seen


def test_who_has_agreed_to_nothing_is_welcomed_first(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    noa.says("/export")
    assert shown_of(noa) == []


def test_parts_are_chosen_for_a_counsellor_own_words_alone(stage: Stage) -> None:
    aki, mika = paired(stage)
    lead(stage, aki, mika)
    mika.says("/export")
    mika.taps("Choose parts")
    assert [label for label in labels(mika) if label.startswith("✓")] == [
        "✓ Check-ins", "✓ Cards and notes", "✓ How tense it was", "✓ My usual move",
    ]  # fmt: skip
    mika.taps("✓ My usual move")
    mika.taps("Held back")
    mika.taps("Next")
    assert mika.sees == "How far back?"
    mika.taps("All of it")
    data = data_of(mika)
    assert data["scope"] == {
        "parts": ["cards", "checkins", "drafts", "tension"],
        "since": None,
        "theirs": False,
    }
    assert {name for name, value in data.items() if value} - ALWAYS == {
        "cards",
        "checkins",
        "drafts",
        "left_out",
        "own_questions",
        "tension",
    }
    assert {card["mine"] for card in data["cards"]} == {True}
    assert {day["theirs"] for day in data["checkins"]} == {None}


def test_with_no_part_chosen_there_is_no_way_on(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/export")
    mika.taps("Choose parts")
    for part in ("Check-ins", "Cards and notes", "How tense it was", "My usual move"):
        assert "Next" in labels(mika)
        mika.taps(f"✓ {part}")
    mika.taps("Their words, too")
    assert "Next" not in labels(mika)


def test_what_is_older_than_was_asked_for_stays_out(stage: Stage) -> None:
    aki, mika = paired(stage)
    lead(stage, aki, mika)
    stage.wait(days=40)
    mika.says("/export")
    for label in ("Choose parts", "Their words, too", "Next", "Last 30 days"):
        mika.taps(label)
    data = data_of(mika)
    assert (data["checkins"], data["cards"], data["tension"]) == ([], [], [])
    assert "There is nothing from this time." in files(mika)[0].content


def test_both_read_the_reveal_and_each_own_private_part(stage: Stage) -> None:
    aki, mika = akis_answer(stage)
    mika_answers(mika)
    [mine] = gets_all(mika)["checkins"]
    stage.wait(minutes=2)
    [akis] = gets_all(aki)["checkins"]
    for own, other in ((mine, akis), (akis, mine)):
        assert own["theirs"]["answered"]["line"] == other["mine"]["answered"]["line"]
    assert "Check-in" in files(mika)[0].content
    assert "チェックイン" in files(aki)[0].content


def test_what_was_taken_back_says_so_in_both_copies(stage: Stage) -> None:
    """Check 13 in a file: her check-in, her thank-you and her card are blanked, his stay."""
    aki, mika = lived(stage)
    deletes(mika, "shared")
    for phone, mine in ((mika, True), (aki, False)):
        data = gets_all(phone)
        half = data["checkins"][0]["mine" if mine else "theirs"]
        assert (half["taken_back"], half["answered"]) == (True, None)
        cards = [card for card in data["cards"] if card["mine"] == mine]
        assert {(card["taken_back"], card["words"]) for card in cards} == {(True, None)}
        page, plain = (one.content for one in files(phone))
        assert not any(canary in page + plain for canary in (MIKAS_LINE, MIKAS_DEED, MIKAS_WISH))
        assert AKIS_DEED in page and AKIS_WISH in page
        assert page.count("(taken back)" if phone is mika else "（取り消されました）") == 3


def test_an_hour_later_the_files_are_gone(stage: Stage) -> None:
    _, mika = paired(stage)
    gets_all(mika)
    stage.wait(minutes=59)
    stage.ticks()
    assert mika.sees == "For other programs"
    stage.wait(minutes=2)
    stage.ticks()
    assert mika.sees == SENT
    assert shown_of(mika) == []


def test_what_arrived_late_stays_its_hour(stage: Stage) -> None:
    _, mika = paired(stage)
    gets_all(mika)
    with transaction(stage.engine) as session:
        late = session.exec(select(Delivery).where(Delivery.sent_message_id == mika.shown[-1].id)).one()
        late.sent_at = stage.now + timedelta(minutes=30)
    stage.wait(minutes=61)
    stage.ticks()
    assert mika.sees == "For other programs"
    stage.wait(minutes=30)
    stage.ticks()
    assert mika.sees == SENT


def test_the_files_go_with_everything_that_is_deleted(stage: Stage) -> None:
    _, mika = paired(stage)
    gets_all(mika)
    mika.says("/privacy")
    tap(mika, "privacy.button.delete", "delete.what.options.everything", "delete.everything.options.yes")
    assert shown_of(mika) == []


def test_one_copy_a_minute(stage: Stage) -> None:
    _, mika = paired(stage)
    gets_all(mika)
    mika.says("/export")
    mika.taps("Everything")
    assert mika.sees == "Your copy is on its way already. In a minute there can be another one."
    stage.wait(seconds=61)
    gets_all(mika)
    assert mika.sees == "For other programs"


def test_nothing_of_a_file_stays_in_the_outbox(stage: Stage) -> None:
    _, mika = paired(stage)
    gets_all(mika)
    with transaction(stage.engine) as session:
        bodies = [one.body for one in session.exec(select(Delivery).where(Delivery.about != ""))]
    assert set(bodies) == {b""}


class Tags(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open += [tag] if tag != "meta" else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_loads_nothing_runs_nothing_and_is_whole(stage: Stage, language: str) -> None:
    aki, mika = paired(stage)
    lead(stage, aki, mika)
    phone = mika if language == "en" else aki
    gets_all(phone)
    page = files(phone)[0].content
    read = Tags(page)
    assert read.open == []
    assert read.tags[0] == ("html", {"lang": language})
    assert not {tag for tag, _ in read.tags} & {
        "script",
        "img",
        "link",
        "iframe",
        "object",
        "form",
        "video",
        "base",
    }
    assert {name for _, attributes in read.tags for name in attributes if name.startswith("on")} == set()
    targets = [value for _, given in read.tags for name, value in given.items() if name in ("href", "src")]
    assert all(target is not None and target.startswith("#m") for target in targets)
    assert not re.search(r"url\(|@import|https?:", page)
    assert "prefers-color-scheme: dark" in page
    assert "$" not in page


def test_what_people_write_is_text_on_the_page(stage: Stage) -> None:
    _, mika = paired(stage)
    draft = '<script>alert(1)</script> & "so" <b>bold</b>'
    mika.says("/friend")
    for words in (draft, "a\n\nb", "c"):
        mika.says(words)
    mika.taps("Keep it")
    gets_all(mika)
    page = files(mika)[0].content
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;so&quot; &lt;b&gt;bold&lt;/b&gt;" in page
    assert "script" not in {tag for tag, _ in Tags(page).tags}


@pytest.mark.parametrize(
    ("name", "file"),
    [("Mika", "Mika"), ("あき", "あき"), ("../../etc/passwd", "etc-passwd"), ("a b\n.html", "a-b-html"), ("💛", "copy"),
     ("", "copy"), ("x" * 90, "x" * 40), ("CON\x00", "CON")],
)  # fmt: skip
def test_a_name_makes_a_harmless_file_name(name: str, file: str) -> None:
    assert file_name(name) == file


def test_years_of_days_stay_a_file_that_can_be_sent(stage: Stage) -> None:
    """Three years of daily entries, each with words of 400 letters on both sides, are far below 50 MB."""
    aki, mika = paired(stage)
    days = sized(40, 1095)
    lead(stage, aki, mika, days=days, length=400)
    assert len(gets_all(mika)["checkins"]) == days + OTHER_DAYS
    assert sum(len(one.content.encode()) for one in files(mika)) < 50_000_000 * days / 1095 / 8


def test_a_tick_that_comes_twice_takes_away_once(stage: Stage) -> None:
    _, mika = paired(stage)
    gets_all(mika)
    stage.wait(minutes=61)
    assert len(say_all_due(stage.now, stage.attune)) == 1
    assert say_all_due(stage.now, stage.attune) == []
    stage.deliver()
    assert shown_of(mika) == []

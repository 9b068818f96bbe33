"""Help from outside: pages that anybody may read, that tell nobody, and a line to bring it up with."""

import re

import pytest
from sqlmodel import SQLModel

from conversations.dialogue.events import ChatKind, Where
from conversations.dialogue.phrasebook import load_phrasebook
from conversations.rewording.engine import reword
from conversations.rewording.values import Draft, Gentle, Language
from tests.content.reading import read_content, texts
from tests.flows.needing import tap, told
from tests.stage import GROUP, Phone, Stage, lives_in, paired
from tests.threats.test_keeping_apart import keeps_apart

BOOK = load_phrasebook()
PAGES = ("kinds", "find", "ask", "first", "cost", "not_place")
NOT_SAFE = "If you're not safe"
HELLO = "Somebody trained for it can help, alone or as two. What would you like to look at? Nobody is told that you looked."
TOGETHER = (
    "I'd like us to talk with somebody from outside. I'd like it to be easier between us. Could we look for somebody"
    " together this week?"
)


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def opens(phone: Phone, page: str) -> None:
    phone.says("/counsellor")
    tap(phone, f"counsellor.button.{page}")


def rows_of(stage: Stage) -> dict[str, list[str]]:
    """Everything that is kept, but for what every turn notes."""
    with stage.engine.connect() as connection:
        tables = (one for one in SQLModel.metadata.sorted_tables if "update" not in one.name)
        return {
            one.name: sorted(map(str, connection.execute(one.select())))
            for one in tables
            if one.name != "delivery"
        }


def test_the_first_page_names_what_there_is(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/counsellor")
    assert mika.sees == HELLO
    assert mika.buttons == [
        ["Who there is", "How to find one"],
        ["What to ask", "A first meeting"],
        ["About the cost", "Notes for it"],
        ["Bring it up", "When not as two"],
        ["Private help"],
    ]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_page_opens_leads_back_and_nothing_is_kept_or_told(stage: Stage, language: str) -> None:
    aki, mika = paired(stage)
    phone, other = (mika, aki) if language == "en" else (aki, mika)
    noa, before = stage.person("Noa", "en"), (other.texts.copy(), stage.group().texts.copy())
    phone.says("/counsellor")
    kept, hello = rows_of(stage), phone.sees
    for page in PAGES:
        tap(phone, f"counsellor.button.{page}")
        assert phone.sees == told(phone, f"counsellor.{page}.text")
        tap(phone, "counsellor.button.back")
        assert phone.sees == hello
    assert rows_of(stage) == kept
    assert (other.texts, stage.group().texts, noa.texts) == (*before, [])


@pytest.mark.parametrize("place", ["jp", "us", "ca", "uk", "ie", "au", "nz", "other"])
def test_each_place_says_whom_to_look_for_and_as_of_when(stage: Stage, place: str) -> None:
    _, mika = paired(stage)
    opens(mika, "find")
    tap(mika, f"helplines.country.options.{place}")
    as_of = "Written in November 2026. Rules and titles change: the register itself is what counts."
    assert mika.sees == f"{told(mika, f'counsellor.place.{place}.text')}\n\n{as_of}"
    mika.taps("Back")
    assert mika.sees == told(mika, "counsellor.find.text")


def test_no_page_names_an_address_a_number_or_a_price() -> None:
    """What cannot be checked by whoever reads it does not stand there; numbers are those of /support, which are dated."""
    read = read_content()
    said = [leaf.text for leaf in texts(read) if leaf.file == "counsellor" and leaf.key != "find.foot"]
    assert len(said) > 60
    assert [one for one in said if re.search(r"[0-9£$€円]|https?:|www\.|\.(com|org|jp|uk)", one)] == []


def test_whoever_is_alone_keeps_apart_or_is_one_of_two_reads_the_same_pages(stage: Stage) -> None:
    _, mika = paired(stage)
    noa = stage.person("Noa", "en")
    noa.says("/start")
    noa.taps("English")
    lives_in(noa, "London")
    noa.taps("Evening 20:30")
    tap(noa, "welcome.consent.options.solo")
    seen = []
    for phone, apart in ((mika, False), (noa, False), (mika, True)):
        if apart:
            keeps_apart(phone)
        phone.says("/counsellor")
        shown = [(phone.sees, phone.buttons)]
        for page in (*PAGES, "raise", "sheet"):
            opens(phone, page)
            shown.append((phone.sees, phone.buttons))
        seen.append(shown)
    assert seen[0] == seen[1] == seen[2]


def test_where_somebody_is_afraid_the_page_leads_to_help_for_one_alone(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    opens(mika, "not_place")
    assert mika.buttons == [["Private help"], ["For me alone", "Hide this chat"], ["Back"]]
    mika.taps("Private help")
    assert mika.sees == told(mika, "support.hello.text")
    assert aki.texts == before


def test_it_is_brought_up_in_a_ready_line_that_is_looked_at_and_sent_from_there(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = (aki.texts.copy(), stage.group().texts.copy())
    opens(mika, "raise")
    assert labels(mika) == ["Us two", "One first talk", "Myself", NOT_SAFE, "Close"]
    assert TOGETHER in mika.sees
    mika.taps("Us two")
    assert mika.sees == f"{TOGETHER}\n\n{told(mika, 'reword.gentle.text')}"
    assert (aki.texts, stage.group().texts) == before
    tap(mika, "reword.gentle.options.use", "reword.send.options.partner")
    assert TOGETHER in aki.sees


def test_ones_own_words_go_on_to_where_they_are_looked_at(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    opens(mika, "raise")
    mika.says("I'd like us to see somebody. Could we talk about it on Sunday?")
    assert "I'd like us to see somebody." in mika.sees
    assert "Send privately" not in labels(mika)
    assert aki.texts == before


def test_bringing_it_up_has_a_way_for_someone_who_is_not_safe(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    opens(mika, "raise")
    mika.taps(NOT_SAFE)
    assert mika.sees == told(mika, "support.hello.text")
    assert aki.texts == before


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_ready_line_is_gentle_as_it_stands(language: Language) -> None:
    for name, line in BOOK.table("counsellor.start", language).items():
        assert (name, type(reword(Draft(line, language)))) == (name, Gentle)


def test_in_the_shared_chat_nothing_of_it_is_shown(stage: Stage) -> None:
    aki, mika = paired(stage)
    for _ in range(2):
        mika.says("/counsellor", Where(GROUP, ChatKind.SHARED))
    assert not any("trained" in text or "専門" in text for text in (*stage.group().texts, *aki.texts))


def test_a_lesson_track_leads_there_too(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/learn")
    tap(mika, "lessons.button.all", "lessons.track.button.awareness", "lessons.button.counsellor")
    assert mika.sees == HELLO

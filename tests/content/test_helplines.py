"""Help lines are dated data (reliability.md 1.4, F51): complete, sourced, never stale, marked where they are not sure."""

import copy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.content_check import problems
from bot.help_lines import with_own_lines
from bot.lines import line
from bot.problems import BadSettings
from conversations.dialogue.phrasebook import Phrasebook, Reader, UnknownPhrase, load_phrasebook
from conversations.dialogue.phrases import NEWEST, Each
from conversations.flows import support
from conversations.help_lines import OLDEST, flaws
from tests.content.reading import read_content

BOOK = load_phrasebook()
LANGUAGES = ("en", "ja")
LINES = BOOK.table("helplines.lines", "en")
CHECKED = max(one["verified_on"] for rows in LINES.values() for one in rows.values())
# reliability.md 1.4: country, number, level. Where the table leaves two open, ours is the one that was found.
TABLE = [
    ("jp", "#8008", "A"), ("jp", "0120-279-889", "A"), ("jp", "0570-064-556", "B"), ("jp", "0120-279-338", "B"),
    ("jp", "0120-061-338", "B"), ("jp", "0120-783-556", "B"), ("jp", "110", "A"), ("jp", "119", "B"), ("jp", "telljp.com", "C"),
    ("us", "988", "A"), ("us", "800-799-7233", "A"), ("uk", "116 123", "A"), ("ie", "116 123", "A"), ("uk", "85258", "B"),
    ("uk", "111", "B"), ("uk", "0808 2000 247", "A"), ("au", "13 11 14", "A"), ("au", "1800 737 732", "B"), ("es", "024", "B"),
    ("kr", "1366", "B"), ("kr", "109", "C"), ("tw", "1925", "B"), ("tw", "1995", "B"), ("tw", "1980", "B"), ("sg", "1767", "B"),
    ("ca", "988", "C"), ("fr", "3114", "C"), ("fr", "3919", "C"), ("de", "0800 111 0 111", "C"), ("de", "116 016", "C"),
    ("it", "1522", "C"), ("nz", "1737", "C"), ("in", "14416", "C"),
]  # fmt: skip
OWN = """
[lines.jp.near]
name = { en = "Our ward's line", ja = "区の相談窓口" }
number = "03-0000-0000"
kind = "danger"
level = "C"
sources = ["example.org"]
verified_on = 2026-11-01
"""


@pytest.fixture(autouse=True)
def _host_reads_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def broken(change: dict[str, Any], name: str = "police") -> dict[str, Any]:
    """Our lines with one field of one Japanese line changed; None takes it away."""
    lines = copy.deepcopy(LINES)
    lines["jp"][name] = {
        key: value for key, value in (lines["jp"][name] | change).items() if value is not None
    }
    return lines


def book_with(lines: dict[str, Any], japanese: dict[str, Any] | None = None) -> Phrasebook:
    return BOOK.with_lines({"en": lines, "ja": japanese or lines})


@pytest.mark.parametrize(("country", "number", "level"), TABLE)
def test_every_line_of_the_table_is_there_with_its_level(country: str, number: str, level: str) -> None:
    [found] = [one for one in LINES[country].values() if one["number"] == number]
    assert found["level"] == level


def test_our_lines_are_in_order_on_the_day_they_were_checked() -> None:
    """A date is passed in: the calendar alone must not turn this red. The release asks for today's."""
    assert problems(BOOK, CHECKED) == []


def test_a_release_does_not_go_out_with_a_line_nobody_has_looked_at_for_180_days() -> None:
    oldest = min(one["verified_on"] for rows in LINES.values() for one in rows.values())
    assert problems(BOOK, oldest + OLDEST) == []
    found = problems(BOOK, oldest + OLDEST + timedelta(days=1))
    assert "jp.police: it was last checked more than 180 days ago." in found
    later = problems(BOOK, CHECKED + OLDEST + timedelta(days=1))
    assert len(later) == sum(len(rows) for rows in LINES.values())


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"verified_on": None}, "undated"),
        ({"verified_on": "2026-11-01"}, "undated"),
        ({"verified_on": date(2027, 1, 1)}, "future"),
        ({"level": "D"}, "level"),
        ({"level": "B", "sources": ["one.org"]}, "sources"),
        ({"level": "B", "sources": ["one.org", "one.org"]}, "sources"),
        ({"sources": None}, "sources"),
        ({"number": None}, "number"),
        ({"number": 110}, "number"),
        ({"name": " "}, "name"),
        ({"kind": "other"}, "kind"),
        ({"hours": ""}, "unknown"),
        ({"phone": "110"}, "unknown"),
    ],
)
def test_each_thing_a_line_may_lack_is_noticed(change: dict[str, Any], what: str) -> None:
    assert what in {flaw.what for flaw in flaws(broken(change), CHECKED) if flaw.line == "jp.police"}


def test_a_country_without_a_number_for_danger_is_noticed() -> None:
    lines = broken({"kind": "crisis"})
    lines["jp"]["ambulance"]["kind"] = "crisis"
    assert [flaw.line for flaw in flaws(lines, CHECKED) if flaw.what == "danger"] == ["jp"]


def test_a_number_that_differs_between_the_languages_is_noticed() -> None:
    other = broken({"number": "0570-046-556"}, "kokoro")  # as one page has printed it
    book = book_with(LINES, other)
    assert problems(book, CHECKED) == [
        "jp.kokoro: its number or what stands beside it differs between the languages."
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", LINES)
def test_a_line_that_is_not_sure_is_never_shown_without_saying_so(country: str, language: str) -> None:
    marks, rows = BOOK.table("helplines.mark", language), BOOK.table(f"helplines.lines.{country}", language)
    shown = BOOK.words(Each(f"helplines.lines.{country}", "support.line"), language)
    by_line = [f"• {one}" for one in shown.split("• ")[1:]]
    assert len(by_line) == len(rows)
    for text, one in zip(by_line, rows.values(), strict=True):
        assert one["number"] in text
        assert [level for level, mark in marks.items() if mark in text] == (
            [one["level"]] if one["level"] in marks else []
        )


def test_a_line_without_its_mark_would_be_noticed() -> None:
    content = {one: {**pages} for one, pages in read_content().items()}
    for pages in content.values():
        pages["helplines"] = {key: value for key, value in pages["helplines"].items() if key != "mark"}
    shown = Phrasebook(content).words(Each("helplines.lines.ca", "support.line"), "en")
    assert "Please check this number" not in shown
    assert "Please check this number" in BOOK.words(Each("helplines.lines.ca", "support.line"), "en")


def test_the_day_of_the_newest_check_of_a_country_can_be_shown() -> None:
    content = {one: {**pages, "test": {"checked": "{day}"}} for one, pages in read_content().items()}
    book, checked = Phrasebook(content), Each("helplines.lines.jp", "test.checked", "verified_on", NEWEST)
    newest = max(one["verified_on"] for one in LINES["jp"].values())
    assert book.words(checked, "en") == f"{newest.day} {newest:%B} {newest.year}"
    assert book.words(checked, "ja") == f"{newest.year}年{newest.month}月{newest.day}日"
    assert book.render(checked, Reader("en", "Pacific/Auckland")).text == book.words(checked, "en"), (
        "a day, not a moment"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_is_offered_and_its_screen_tells_when_it_was_checked(language: str) -> None:
    assert list(support.COUNTRIES) == list(BOOK.table("helplines.country.options", language))
    for country in support.COUNTRIES[:-1]:
        newest = max(one["verified_on"] for one in LINES[country].values())
        told = {
            "en": f"Checked on {newest.day} {newest:%B} {newest.year}",
            "ja": f"{newest.year}年{newest.month}月{newest.day}日に確認",
        }
        for section in support.SECTIONS:
            screen = support.screen((section, country), "Noa")
            assert told[language] in BOOK.words(screen.what, language)


def test_no_country_is_taken_for_granted() -> None:
    """No number stands where no country was chosen; nothing about a person chooses one (check 11, 1.3)."""
    for section in support.SECTIONS:
        for args in ((), (section,)):
            for language in LANGUAGES:
                shown = support.screen(args, "Noa")
                text = BOOK.words(shown.what, language)
                assert not any(sign.isdigit() for sign in text), text
    for language in LANGUAGES:
        cards = BOOK.table("safety", language).values()
        assert not any("988" in card["text"] or "911" in card["text"] for card in cards)


def test_a_host_puts_own_lines_in_the_place_of_a_countrys(tmp_path: Path) -> None:
    file = tmp_path / "helplines.toml"
    file.write_text(OWN, "utf-8")
    book = with_own_lines(BOOK, file)
    assert [one["name"] for one in book.table("helplines.lines.jp", "ja").values()] == ["区の相談窓口"]
    assert [one["name"] for one in book.table("helplines.lines.jp", "en").values()] == ["Our ward's line"]
    assert book.table("helplines.lines.us", "en") == LINES["us"]
    assert "Please check this number" in book.words(Each("helplines.lines.jp", "support.line"), "en")
    assert with_own_lines(BOOK, None) is BOOK


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("lines = 7", "need a table for each line"),
        ("[lines]\njp = 7", "need a table for each line"),
        ("[lines.jp]", "need a table for each line"),
        ("not toml", "cannot be read"),
        (OWN.replace("lines.jp", "lines.zz"), "name a country that is not offered: zz"),
        (OWN.replace('"danger"', '"crisis"'), "jp: it needs a line of the kind danger."),
        (OWN.replace("2026-11-01", '"2026-11-01"'), "jp.near: it has no verified_on"),
        (OWN.replace(', ja = "区の相談窓口"', ""), "jp.near: it has no name"),
    ],
)
def test_what_a_host_got_wrong_is_said_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "helplines.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(BadSettings) as bad:
        with_own_lines(BOOK, file)
    [problem] = bad.value.problems
    said = line(problem.key.removeprefix("cli."), **dict(problem.values))
    assert sentence in said and said.count("\n") == 0


def test_a_file_that_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadSettings):
        with_own_lines(BOOK, tmp_path / "none.toml")


def test_the_command_ends_with_1_and_names_what_is_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.toml").write_text(OWN.replace("2026-11-01", "2020-01-01"), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HELPLINES_FILE", "own.toml")
    assert main(["content", "check"]) == 1
    said = capsys.readouterr().out
    assert "jp.near: it was last checked more than 180 days ago." in said
    assert "to put in order before this goes out." in said


def test_nothing_starts_with_a_file_that_is_not_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HELPLINES_FILE", "none.toml")
    assert main(["config"]) == 2
    said = capsys.readouterr().err
    assert said == "The help lines in none.toml cannot be read; HELPLINES_FILE has to be a TOML file.\n"


def test_an_old_check_of_a_host_is_named_with_ours(tmp_path: Path) -> None:
    own = {"jp": {"near": {**LINES["jp"]["police"], "verified_on": CHECKED - OLDEST - timedelta(days=1)}}}
    assert problems(BOOK, CHECKED, own) == ["jp.near: it was last checked more than 180 days ago."]


def test_a_mark_for_each_level_that_is_not_official() -> None:
    for language in LANGUAGES:
        assert set(BOOK.table("helplines.mark", language)) == {"B", "C"}
    with pytest.raises(UnknownPhrase):
        BOOK.table("helplines.mark.A", "en")

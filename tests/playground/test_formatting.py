"""The entities a bot gives are checked, nested and trimmed as Telegram does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.errors import Refused
from bot.playground.network.world import Json
from bot.playground.text.formatting import Formatted, formatted
from bot.playground.text.marks import STYLES

FOUND = ("bot_command", "mention", "hashtag", "url")


def mark(kind: str, offset: int, length: int, **more: object) -> Json:
    return {"type": kind, "offset": offset, "length": length, **more}


def test_a_text_loses_the_space_around_it_and_its_entities_move_along() -> None:
    assert formatted("  hello dear  ", [mark("bold", 8, 4)]) == Formatted("hello dear", [mark("bold", 6, 4)])


def test_space_at_the_beginning_stays_when_an_entity_holds_it() -> None:
    assert formatted(" \n hello", [mark("bold", 2, 6)]) == Formatted(" hello", [mark("bold", 0, 6)])


def test_an_entity_behind_the_last_word_goes() -> None:
    marks = [mark("bold", 3, 4), mark("italic", 6, 2)]
    assert formatted("hello   ", marks) == Formatted("hello", [mark("bold", 3, 2)])


@pytest.mark.parametrize("text", ["", " ", "\n \n", "\u200b\n\u200e\u00a0", "\u3000\u2800\ufeff", "\t\r\x00"])
def test_only_what_nobody_sees_is_an_empty_text(text: str) -> None:
    assert formatted(text, []) == Formatted("", [])


def test_control_characters_become_spaces_and_carriage_returns_go() -> None:
    assert formatted("a\tb\r\nc", [mark("bold", 4, 2)]) == Formatted("a b\nc", [mark("bold", 3, 2)])
    assert formatted("a\rb", [mark("bold", 1, 1)]) == Formatted("ab", [])


def test_signs_that_turn_or_strike_a_text_go() -> None:
    assert formatted("a\u202eb\u0333c", [mark("bold", 2, 3)]) == Formatted("abc", [mark("bold", 1, 2)])
    assert formatted("a\u200f\u200eb", []) == Formatted("a\u200c\u200eb", [])


def test_entities_are_sorted_the_longer_and_outer_first() -> None:
    given_marks = [mark("italic", 0, 5), mark("bold", 0, 5), mark("blockquote", 0, 10)]
    assert formatted("hello dear", given_marks).entities == [
        mark("blockquote", 0, 10),
        mark("bold", 0, 5),
        mark("italic", 0, 5),
    ]


LINK = {"url": "https://example.com/"}


@pytest.mark.parametrize(
    ("marks", "kept"),
    [
        ([mark("bold", 0, 0)], []),
        (
            [mark("bold", 0, 6), mark("italic", 4, 6)],
            [mark("bold", 0, 4), mark("italic", 4, 6), mark("bold", 4, 2)],
        ),
        ([mark("bold", 0, 4), mark("bold", 3, 4)], [mark("bold", 0, 7)]),
        ([mark("bold", 4, 4), mark("bold", 0, 4)], [mark("bold", 0, 8)]),
        ([mark("bold", 0, 3), mark("bold", 4, 3)], [mark("bold", 0, 3), mark("bold", 4, 3)]),
        (
            [mark("underline", 0, 8), mark("strikethrough", 4, 4)],
            [mark("underline", 0, 4), mark("underline", 4, 4), mark("strikethrough", 4, 4)],
        ),
        ([mark("underline", 0, 8), mark("spoiler", 0, 4)], [mark("underline", 0, 8), mark("spoiler", 0, 4)]),
        ([mark("pre", 0, 8), mark("bold", 2, 2)], [mark("pre", 0, 8)]),
        (
            [mark("bold", 0, 8), mark("code", 2, 2)],
            [mark("bold", 0, 2), mark("code", 2, 2), mark("bold", 4, 4)],
        ),
        (
            [mark("bold", 0, 8), mark("date_time", 2, 2, unix_time=1)],
            [mark("bold", 0, 2), mark("date_time", 2, 2, unix_time=1), mark("bold", 4, 4)],
        ),
        ([mark("code", 0, 4), mark("code", 2, 4)], [mark("code", 0, 4)]),
        ([mark("text_link", 0, 6, **LINK), mark("code", 2, 2)], [mark("text_link", 0, 6, **LINK)]),
        (
            [mark("text_link", 0, 6, **LINK), mark("bold", 2, 6)],
            [mark("text_link", 0, 6, **LINK), mark("bold", 2, 4), mark("bold", 6, 2)],
        ),
        ([mark("blockquote", 0, 8), mark("pre", 2, 2)], [mark("blockquote", 0, 8), mark("pre", 2, 2)]),
        ([mark("pre", 0, 8), mark("blockquote", 2, 2)], [mark("blockquote", 2, 2)]),
        (
            [mark("blockquote", 0, 8), mark("expandable_blockquote", 2, 2)],
            [mark("blockquote", 0, 8)],
        ),
        (
            [mark("blockquote", 0, 4), mark("bold", 2, 4)],
            [mark("blockquote", 0, 4), mark("bold", 2, 2), mark("bold", 4, 2)],
        ),
    ],
)
def test_entities_are_made_to_nest(marks: list[Json], kept: list[Json]) -> None:
    assert formatted("abcdefghij", marks).entities == kept


def test_a_command_inside_bold_cuts_the_bold() -> None:
    assert formatted("say /need now", [mark("bold", 0, 13)]).entities == [
        mark("bold", 0, 4),
        mark("bot_command", 4, 5),
        mark("bold", 4, 5),
        mark("bold", 9, 4),
    ]


@pytest.mark.parametrize(
    "given_mark",
    [
        mark("code", 0, 5),
        mark("pre", 0, 3),
        mark("text_link", 0, 5, **LINK),
        mark("date_time", 1, 2, unix_time=1),
        mark("blockquote", 0, 3),
    ],
)
def test_nothing_is_found_inside_code_a_link_or_across_a_quote(given_mark: Json) -> None:
    assert formatted("/need", [given_mark]).entities == [given_mark]


def test_a_link_is_found_inside_a_quote() -> None:
    quote = mark("blockquote", 0, 11)
    assert formatted("example.com", [quote]).entities == [quote, mark("url", 0, 11)]


def test_the_number_of_a_card_is_kept_from_bots() -> None:
    assert formatted("1234567890128", []) == Formatted("1234567890128", [])
    assert formatted("card 1234567890128", [mark("bold", 0, 18)]).entities == [
        mark("bold", 0, 5),
        mark("bold", 5, 13),
    ]


def test_a_hundred_entities_stay_links_before_styles() -> None:
    text = "ab" * 120
    bold = [mark("bold", 2 * place, 1) for place in range(120)]
    assert formatted(text, bold).entities == bold[:100]
    code = [mark("code", 2 * place + 1, 1) for place in range(30)]
    kept = formatted(text, bold + code).entities
    assert [one for one in kept if one["type"] == "code"] == code
    assert [one for one in kept if one["type"] == "bold"] == bold[:70]


@pytest.mark.parametrize(
    ("text", "entities", "complaint"),
    [
        ("abc", [mark("bold", 4, 1)], "entity begins after the end of the text at UTF-16 offset 4"),
        (
            "abc",
            [mark("bold", 3, 1)],
            "entity beginning at UTF-16 offset 3 ends after the end of the text at UTF-16 offset 4",
        ),
        (
            "abc",
            [mark("bold", 0, 9), mark("code", 1, 9)],
            "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 10",
        ),
        ("あ😀b", [mark("bold", 2, 2)], "entity begins in a middle of a UTF-16 symbol at byte offset 7"),
        (
            "a😀b",
            [mark("bold", 0, 2)],
            "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 5",
        ),
        ("abc", [mark("bold", -1, 1)], "receive an entity with incorrect offset -1"),
        ("abc", [mark("bold", 0, 1_000_001)], "receive an entity with incorrect length 1000001"),
    ],
)
def test_an_entity_that_does_not_fit_is_refused(text: str, entities: list[Json], complaint: str) -> None:
    with pytest.raises(Refused) as refused:
        formatted(text, entities)
    assert refused.value.description == f"Bad Request: {complaint}"


def test_half_a_character_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        formatted("a\ud83d", [])
    assert refused.value.description == "Bad Request: strings must be encoded in UTF-8"


KINDS = (
    *STYLES,
    "code",
    "pre",
    "text_link",
    "text_mention",
    "blockquote",
    "expandable_blockquote",
    "date_time",
)
MARKS = st.lists(st.builds(mark, st.sampled_from(KINDS), st.integers(0, 8), st.integers(0, 8)), max_size=8)
TEXTS = st.text(alphabet="ab /@#\n\r.", min_size=16, max_size=20)


def covered(text: str, marks: list[Json], kinds: tuple[str, ...]) -> list[set[str]]:
    """For each unit of a text the kinds of entities that lie over it."""
    over: list[set[str]] = [set() for _ in text]
    for one in marks:
        for place in range(one["offset"], one["offset"] + one["length"]):
            over[place] |= {one["type"]} & set(kinds)
    return over


@given(MARKS, TEXTS)
def test_what_comes_out_is_sorted_and_nests(marks: list[Json], text: str) -> None:
    ready = formatted(text, marks)
    spans = [(one["offset"], one["offset"] + one["length"]) for one in ready.entities]
    assert spans == sorted(spans, key=lambda span: (span[0], -span[1]))
    for begin, end in spans:
        assert 0 <= begin < end <= len(ready.text)
        assert not any(begin < other < end < last for other, last in spans)


@given(MARKS, TEXTS)
def test_styles_stay_everywhere_but_on_code(marks: list[Json], text: str) -> None:
    clean = text.replace("\r", "b").replace("\n", "a").replace(" ", "b")
    ready = formatted(clean, marks)
    before, after = covered(clean, marks, STYLES), covered(clean, ready.entities, STYLES)
    fixed = covered(clean, ready.entities, ("code", "pre", "date_time"))
    assert after == [set() if fixed[place] else before[place] for place in range(len(clean))]


@given(MARKS, TEXTS)
def test_what_is_clean_stays_as_it_is(marks: list[Json], text: str) -> None:
    once = formatted(text, marks)
    again = formatted(once.text, [one for one in once.entities if one["type"] not in FOUND])
    assert again == once

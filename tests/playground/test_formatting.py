"""The entities a bot gives are checked, nested and trimmed as Telegram does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.errors import Refused
from bot.playground.formatting import Formatted, formatted
from bot.playground.markup import from_html
from bot.playground.world import Json


def mark(kind: str, offset: int, length: int, **more: object) -> Json:
    return {"type": kind, "offset": offset, "length": length, **more}


def test_a_text_loses_the_space_around_it_and_its_entities_move_along() -> None:
    assert formatted("  hello dear  ", [mark("bold", 8, 4)]) == Formatted("hello dear", [mark("bold", 6, 4)])


def test_a_leading_space_stays_out_of_an_entity() -> None:
    assert formatted("hello dear ", [mark("bold", 5, 6)]) == Formatted("hello dear", [mark("bold", 6, 4)])


def test_only_invisible_characters_are_an_empty_text() -> None:
    assert formatted(" \u200b\n\u2060 ", []) == Formatted("", [])


def test_control_characters_become_spaces_and_carriage_returns_go() -> None:
    assert formatted("a\tb\r\nc", [mark("bold", 4, 2)]) == Formatted("a b\nc", [mark("bold", 4, 1)])


def test_entities_are_sorted_the_longer_and_outer_first() -> None:
    given_marks = [mark("italic", 0, 5), mark("bold", 0, 5), mark("blockquote", 0, 10)]
    assert formatted("hello dear", given_marks).entities == [
        mark("blockquote", 0, 10),
        mark("bold", 0, 5),
        mark("italic", 0, 5),
    ]


def test_styles_that_cross_are_cut_into_pieces() -> None:
    crossing = [mark("bold", 0, 6), mark("italic", 4, 6)]
    assert formatted("abcdefghij", crossing).entities == [
        mark("bold", 0, 4),
        mark("italic", 4, 6),
        mark("bold", 4, 2),
    ]


def test_the_same_style_twice_is_joined() -> None:
    assert formatted("abcdefghij", [mark("bold", 0, 4), mark("bold", 3, 4)]).entities == [mark("bold", 0, 7)]


def test_a_command_inside_bold_cuts_the_bold() -> None:
    assert formatted("say /need now", [mark("bold", 0, 13)]).entities == [
        mark("bold", 0, 4),
        mark("bot_command", 4, 5),
        mark("bold", 4, 5),
        mark("bold", 10, 3),
    ]


def test_nothing_is_found_inside_code_or_a_link() -> None:
    link = mark("text_link", 0, 5, url="https://example.com/")
    assert formatted("/need", [link]).entities == [link]
    assert formatted("/need", [mark("code", 0, 5)]).entities == [mark("code", 0, 5)]


def test_a_moment_keeps_its_time_and_format() -> None:
    moment = mark("date_time", 3, 5, unix_time=1_790_000_000, date_time_format="t")
    assert formatted("at 20:30 today", [moment]).entities == [moment]


@pytest.mark.parametrize(
    ("text", "entity", "complaint"),
    [
        ("abc", mark("bold", 3, 1), "entity begins after the end of the text at UTF-16 offset 3"),
        (
            "abc",
            mark("bold", 1, 9),
            "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 10",
        ),
        ("😀b", mark("bold", 1, 1), "entity begins in a middle of a UTF-16 symbol at byte offset 4"),
        ("abc", mark("bold", -1, 1), "receive an entity with incorrect offset -1"),
    ],
)
def test_an_entity_that_does_not_fit_is_refused(text: str, entity: Json, complaint: str) -> None:
    with pytest.raises(Refused) as refused:
        formatted(text, [entity])
    assert refused.value.description == f"Bad Request: {complaint}"


KINDS = ("bold", "italic", "spoiler", "code", "text_link", "blockquote", "date_time")
MARKS = st.lists(st.builds(mark, st.sampled_from(KINDS), st.integers(0, 8), st.integers(0, 8)), max_size=6)


@given(MARKS, st.text(alphabet="ab /@\n", min_size=16, max_size=20))
def test_what_comes_out_always_nests(marks: list[Json], text: str) -> None:
    ready = formatted(text, marks)
    spans = [(one["offset"], one["offset"] + one["length"]) for one in ready.entities]
    for begin, end in spans:
        assert 0 <= begin < end <= len(ready.text)
        assert not any(begin < other < end < last for other, last in spans)


@given(MARKS, st.text(alphabet="ab /@\n", min_size=16, max_size=20))
def test_what_is_clean_stays_as_it_is(marks: list[Json], text: str) -> None:
    once = formatted(text, marks)
    given_again = [one for one in once.entities if one["type"] not in ("bot_command", "mention")]
    assert formatted(once.text, given_again).text == once.text


def test_html_becomes_text_and_entities() -> None:
    source = (
        '<b>1 &lt; 2</b> <a href="https://example.com/?a=1&amp;b=2">link</a> <tg-spoiler>x</tg-spoiler>'
        ' <blockquote expandable>q</blockquote> <tg-time unix="1790000000" format="t">20:30</tg-time>'
        '<pre><code class="language-python">a()</code></pre>'
    )
    assert from_html(source) == (
        "1 < 2 link x q 20:30a()",
        [
            mark("bold", 0, 5),
            mark("text_link", 6, 4, url="https://example.com/?a=1&b=2"),
            mark("spoiler", 11, 1),
            mark("expandable_blockquote", 13, 1),
            mark("date_time", 15, 5, unix_time=1_790_000_000, date_time_format="t"),
            mark("pre", 20, 3, language="python"),
        ],
    )


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("a < b", "Unclosed start tag at byte offset 2"),
        ("あ<b>a</i>", 'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
    ],
)
def test_broken_html_is_refused_with_the_place(source: str, complaint: str) -> None:
    with pytest.raises(Refused) as refused:
        from_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"
